#pragma once

#include <vector>

#include "coding/acts.h"
#include "coding/clauses.h"
#include "coding/factuality.h"
#include "ontology/event.h"

namespace corollary::coding {

/// Whether something took place, and how sure that is.
struct Standing {
  Modality modality = Modality::happened;
  double factuality = 3;  ///< -3 (certainly not) to 3 (certainly).
  std::string cue;        ///< The word that decides: "not", "will", "may", "refuse to"; "" if none does.
  bool is_ability = false;  ///< "can", "cannot": says what is in one's power and not what is done.
};

/// The standing of what a word of the sentence names, be it a verb or a noun: by the words above it and its own marks
/// (`SentenceStandings`). Its factuality is the rules' (`rule_value`), so that events of one modality compare.
Standing standing_of(const SentenceStandings& sentence, std::size_t word);

/// The standing of the act in clause k. Where its governor has no signature but is a verb of the lexicon that governs acts,
/// the lexicon's effect takes its place.
Standing standing_of_clause(const SentenceStandings& sentence, const std::vector<Clause>& clauses, const std::vector<VerbMatch>& matches, std::size_t k);

/// What an effect makes of a standing: "refused to" turns what happened into what did not.
Standing under(Effect effect, Standing outer, std::string_view cue);

}  // namespace corollary::coding
