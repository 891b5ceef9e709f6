#pragma once

#include <optional>
#include <vector>

#include "coding/acts.h"
#include "coding/clauses.h"
#include "coding/mention.h"
#include "ontology/event.h"

namespace corollary::coding {

/// Who says what a clause says.
struct Source {
  std::vector<Attribution> speakers;  ///< Outermost first.
  /// What an inserted verb of speech ("…, X denied") does to it. What one that governs it does is part of its standing.
  Effect effect = Effect::none;
  std::optional<std::size_t> said_by; ///< The clause of the innermost verb of speech.
};

/// The source of each clause: "X said that …", "…, X said", "according to X". Cost: O(clauses^2 * depth).
std::vector<Source> find_sources(const Words& words, const std::vector<Mention>& mentions, const std::vector<Clause>& clauses,
                                 const std::vector<VerbMatch>& matches);

}  // namespace corollary::coding
