#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ontology/event.h"

namespace corollary::formats {

/// An event as a line of corollary.event/1, without its end; what an event does not have (a point, fatalities) has no
/// key. Bytes that are not UTF-8 become U+FFFD.
std::string event_line(const Event& event);

/// One side of it, and its evidence, as they stand there.
nlohmann::ordered_json json_of(const std::vector<Actor>& side);
nlohmann::ordered_json json_of(const Citation& citation);

/// The event of such a line; keys that are missing leave their field as it is by default, unknown keys are passed over.
/// Errors: `input`, with the key, if the line is no JSON object, has another schema, no day or no type, or a value of a
///         wrong kind.
Result<Event> event_in(std::string_view line);

/// True for a line of corollary.statement/1, which `corollary code --json` prints among the events.
bool is_statement_line(std::string_view line);

}  // namespace corollary::formats
