#pragma once

#include <optional>
#include <vector>

#include "coding/acts.h"
#include "coding/attributions.h"
#include "coding/clauses.h"
#include "coding/confidence.h"
#include "coding/dates.h"
#include "coding/discourse.h"
#include "coding/issues.h"
#include "coding/modality.h"
#include "coding/type_classifier.h"
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

/// What events are made by.
struct EventRules {
  const ActLexicon& acts;
  const CameoTable& cameo;
  const IssueFinder& issues;
  const ConfidenceModel& confidence;
  const TypeClassifier* types;  ///< A second opinion on the type of an act; nullptr for none.
};

/// An event and what its confidence rests on.
struct FoundEvent {
  Event event;
  std::optional<Grounds> grounds;
};

/// The events of a sentence, without ids. The discourse learns who acted together.
std::vector<FoundEvent> find_events(const Reading& reading, const EventRules& rules, Discourse& discourse);

/// The clauses that belong to clause k: itself and those that its verb governs, as words.
Range extent_of(const Reading& reading, std::size_t k);

/// The actors of mentions, each once.
std::vector<Actor> actors_of(const std::vector<const Mention*>& mentions);

}  // namespace corollary::coding
