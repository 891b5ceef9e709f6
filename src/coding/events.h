#pragma once

#include <vector>

#include "coding/acts.h"
#include "coding/attributions.h"
#include "coding/clauses.h"
#include "coding/dates.h"
#include "coding/discourse.h"
#include "coding/issues.h"
#include "coding/modality.h"
#include "ontology/event.h"
#include "reports/report.h"

namespace corollary::coding {

/// A sentence with all that was found in it, for the rules that make events and statements.
struct Reading {
  const Report* report = nullptr;
  ByteRange bytes;  ///< Of the sentence.
  Words words;
  std::vector<Mention> mentions;
  std::vector<Clause> clauses;
  std::vector<VerbMatch> matches;  ///< One a clause.
  std::vector<Source> sources;     ///< One a clause.
  SentenceStandings standings;     ///< Whether what a word names took place; its nodes must outlive it.
  std::vector<TimeMention> times;
  std::vector<IssueFinder::Match> issues;
};

/// The events of a sentence, without ids. The discourse learns who acted together.
std::vector<Event> find_events(const Reading& reading, const ActLexicon& lexicon, const CameoTable& cameo, const IssueFinder& issues,
                               Discourse& discourse);

/// The clauses that belong to clause k: itself and those that its verb governs, as words.
Range extent_of(const Reading& reading, std::size_t k);

/// The actors of mentions, each once.
std::vector<Actor> actors_of(const std::vector<const Mention*>& mentions);

}  // namespace corollary::coding
