#pragma once

#include <optional>
#include <string>
#include <vector>

#include "brief/brief.h"
#include "brief/material.h"
#include "ontology/catalogue.h"

namespace corollary::brief {

// The parts of a brief, one function each. `write` calls them in order.

Section bottom_line(const Material& material, const Catalogue& catalogue);
Section what_happened(const Material& material, const Catalogue& catalogue);
Section what_each_got(const Material& material, const Catalogue& catalogue);
Section likely_consequences(const Material& material, const Catalogue& catalogue);
Section third_parties(const Material& material, const Catalogue& catalogue);
Section indicators(const Material& material, const Catalogue& catalogue);
Section sources(const Material& material);
Section method(const Material& material);
/// The rules that sentences name, with formula and data window.
std::vector<RuleEntry> rules(const Material& material);

// Names of rules.
inline constexpr std::string_view kOccurrenceRule = "occurrence model";
inline constexpr std::string_view kBaseRateRule = "base rate";
inline constexpr std::string_view kPrecedentRule = "precedents";
inline constexpr std::string_view kBacktestRule = "backtest";
inline constexpr std::string_view kImpactRule = "impact";
inline constexpr std::string_view kBargainRule = "bargaining";
inline constexpr std::string_view kReadingRule = "reading of reports";
inline constexpr std::string_view kRecordRule = "record";
inline constexpr std::string_view kYardstickRule = "likelihood words";

// What several parts need.

/// The bytes of a report as evidence. The span must lie in the report.
Evidence span_evidence(const Material& material, const SpanCitation& span);
Evidence rule_evidence(std::string_view rule, std::vector<RowEvidence> cases = {}, std::uint64_t case_count = 0);
/// What the event was read from or recorded in.
Evidence event_evidence(const Material& material, const Event& event);
/// Those of `rows` that the material knows, in order.
std::vector<RowEvidence> rows_of(const Material& material, const std::vector<std::int64_t>& rows);

Claim information(std::string text, std::vector<Evidence> evidence);
Claim assumption(std::string text, std::vector<Evidence> evidence);
Claim judgment(std::string text, std::vector<Evidence> evidence);

/// One thing that the reports tell, once: events of the same type, sides, modality, day and first issue are one, and
/// `reports` counts the reports that have it.
struct ReportedEvent {
  Event event;
  std::vector<Evidence> evidence;
  std::size_t reports = 0;
};
/// The reports' events, merged, the most relevant first: by how many of the occasion's parties take part, whether the
/// day is near, how many reports tell it and how sure the reading is; ties in the order of reading.
std::vector<ReportedEvent> reported_events(const Material& material);

/// The day of the report of that id: what is told in it without a date is taken to be of that day.
Date day_of_source(const Material& material, std::string_view report);
bool involves(const Event& event, std::string_view party);
bool is_actor(const Event& event, std::string_view party);
bool is_recipient(const Event& event, std::string_view party);
/// What the occasion's parties or the third parties promised or agreed; what they did not do or say. One sentence of a
/// report is taken once. The bottom line counts what the section below it lists.
std::vector<ReportedEvent> agreed_events(const Material& material);
std::vector<ReportedEvent> absent_events(const Material& material);
/// Whether one of the occasion's parties or third parties takes part.
bool touches_occasion(const Event& event, const Material& material);

/// The event that the brief is about, as the reports tell it; nullopt if none does.
std::optional<ReportedEvent> main_event(const std::vector<ReportedEvent>& events, const Occasion& occasion);
bool is_occasion(const Event& event, const Occasion& occasion);
/// The event that the brief is about, as something still to come ("three days before they meet").
bool announces_occasion(const Event& event, const Occasion& occasion);

/// The statements of some kinds that bear on what the brief is about, the most relevant first: about its parties or the
/// third parties, from reports of the event's day or later, on an issue. A sentence is taken once.
std::vector<const Statement*> relevant_statements(const Material& material, const std::vector<StatementKind>& kinds);

/// The verdict on a third party in one sentence; used in its section and in the bottom line.
Claim verdict_claim(const ThirdPartyPart& part, const Catalogue& catalogue);
/// "It is likely (72 %) that …": the forecast in one sentence.
Claim forecast_claim(const Material& material, const forecast::Consequence& consequence, const Catalogue& catalogue);
/// How far the forecasts can be trusted, from the backtest; of the reading if there are no forecasts.
Claim confidence_claim(const Material& material);

}  // namespace corollary::brief
