#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brief/material.h"
#include "ontology/catalogue.h"
#include "ontology/event.h"

namespace corollary::engine {

/// The event that reports are about, when no case says so.
struct InferredOccasion {
  brief::Occasion occasion;
  Event event;  ///< What it was taken from.
};

/// What reports are about: an act that happened between two or more states or organisations, told at the head of a
/// report, near the report's own day (`day_of` gives it by report id), a meeting or grave, whose sides the reports speak
/// of most. Earlier mentions win ties. nullopt if no event in the reports has two known sides.
std::optional<InferredOccasion> infer_occasion(const std::vector<Event>& events,
                                               const std::function<Date(std::string_view)>& day_of,
                                               const Catalogue& catalogue);

/// The parties that a text names, most often named first, ties by code: states and international organisations only, by
/// name, alias or adjective as written. Cost: O(names of the catalogue · bytes).
std::vector<std::string> parties_named(std::string_view text, const Catalogue& catalogue);

}  // namespace corollary::engine
