#pragma once

#include <vector>

#include "coding/acts.h"
#include "coding/clauses.h"
#include "ontology/event.h"

namespace corollary::coding {

/// Whether something took place, and how sure that is.
struct Standing {
  Modality modality = Modality::happened;
  double factuality = 3;  ///< -3 (certainly not) to 3 (certainly).
  std::string cue;        ///< The word that decides: "not", "will", "may", "refuse to"; "" if none does.
  bool is_ability = false;  ///< "can", "cannot": says what is in one's power and not what is done.
};

/// The standing of the act in clause k: of its own verb, of all verbs that govern it, and of conditions.
///
///   happened 3 (2 where it is only claimed); planned 1; possible 0.5, 0 under a condition; not_happened -3, -2 for what
///   lies ahead.
Standing standing_of(const std::vector<Clause>& clauses, const std::vector<VerbMatch>& matches, std::size_t k, const Words& words);

/// What an effect makes of a standing: "refused to" turns what happened into what did not.
Standing under(Effect effect, Standing outer, std::string_view cue);

}  // namespace corollary::coding
