#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bargain/scenario.h"
#include "bargain/settlement.h"
#include "base/date.h"
#include "brief/brief.h"
#include "forecast/backtest.h"
#include "forecast/consequences.h"
#include "graph/event_graph.h"
#include "impact/assessment.h"
#include "ontology/event.h"
#include "ontology/statement.h"

namespace corollary::brief {

/// The event that the brief is about.
struct Occasion {
  Date day;
  std::vector<std::string> parties;  ///< Party codes, two or more.
  EventType type = EventType::consult;
  std::string mode;
  std::string place;  ///< "" if not known.
};

/// One imported set, as the method section tells of it.
struct RecordSet {
  std::string name;
  bool chosen = false;  ///< A list that somebody chose: precedents and context, no rates.
  std::optional<DateRange> days;
};

/// A consequence and, where the brief is scored, what came of it.
struct ScoredConsequence {
  forecast::Consequence consequence;
  std::optional<forecast::Resolution> resolution;
};

/// What the forecasts rest on, for one horizon.
struct ForecastPart {
  Days horizon;
  std::optional<forecast::Learned> learned;
  std::optional<forecast::Backtest> backtest;
  std::string no_backtest;  ///< Why there is none; "" if there is one.
  std::vector<ScoredConsequence> consequences;
};

/// How often one pair acted on each other around the event.
struct PairHistory {
  std::string first, second;  ///< Party codes.
  graph::DailySeries cooperation, conflict;
};

/// A third party and what the record can say of the event's effect on it.
struct ThirdPartyPart {
  std::string party;
  std::optional<impact::Assessment> assessment;
  std::string no_assessment;  ///< Why there is none; "" if there is one.
  /// The same over the days after the event, if the brief is scored with what came later.
  std::optional<impact::Assessment> later;
};

/// An issue of the case and how the models settle it.
struct SettledIssue {
  bargain::Issue issue;
  std::vector<bargain::Settlement> settlements;  ///< In the order of bargain::kMethods.
  std::vector<bargain::Shift> shifts;  ///< What single numbers do to the weighted mean, the largest move first.
};

/// All that the stages found, as plain values: what the brief is written from. It holds no sentence but the
/// assumptions that were made on the way.
struct Material {
  std::string title;
  Occasion occasion;
  Date as_of;
  std::optional<Date> resolve_to;
  Yardstick yardstick = Yardstick::icd203;
  std::vector<std::string> third_parties;
  std::vector<Claim> assumptions;

  std::vector<SourceEntry> sources;
  std::map<std::string, std::string> report_texts;  ///< By SourceEntry::id.
  std::vector<Event> events;                        ///< Read from the reports.
  std::vector<Statement> statements;

  std::vector<RecordSet> record_sets;
  Coverage coverage;                              ///< Of the record up to `as_of`.
  std::vector<Event> background;                  ///< Rows of chosen lists up to `as_of` among the parties, oldest first.
  std::map<std::int64_t, RowEvidence> rows;       ///< Every row that the parts below refer to.

  std::string no_forecast;  ///< Why no probability can be given; "" if it can.
  std::vector<ForecastPart> forecasts;  ///< One a horizon, the first is what the sentences speak of.
  std::optional<PairHistory> main_pair;
  std::vector<ThirdPartyPart> third_party_parts;
  std::vector<SettledIssue> settled;
};

}  // namespace corollary::brief
