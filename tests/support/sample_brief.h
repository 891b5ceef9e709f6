#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "base/strings.h"
#include "brief/brief.h"

namespace corollary::brief {

/// The report that the sample brief quotes.
inline const std::string kSampleReport =
    "Arland and Borland met in Cedar City.\nThey agreed to open the border in May.\nArland did not sign the treaty.\n"
    "It is very likely, with high confidence, that Borland yields.";

inline Date sample_day(std::string_view text) {
  const auto day = Date::parse(text);
  ensure(day.has_value(), "a sample's day is one");
  return *day;
}

/// The words of the sample report as evidence. They must stand in it.
inline SpanEvidence sample_span(std::string_view quote) {
  const std::size_t at = kSampleReport.find(quote);
  ensure(at != std::string::npos, "a sample's quote stands in its report");
  return {{"report-1", {at, at + quote.size()}}, std::string(quote), hash_text(content_hash(quote))};
}

inline RowEvidence sample_row(std::int64_t row, std::string words) {
  return {{row, "Chronology", "chronology.csv:" + std::to_string(row + 1)}, std::move(words)};
}

inline Claim sample_claim(std::string text, ClaimKind kind, std::vector<Evidence> evidence) {
  return {std::move(text), kind, std::move(evidence), std::nullopt, std::nullopt};
}

/// A forecast of 72 %, which is "likely" by ICD 203.
inline Claim sample_forecast() {
  Claim claim = sample_claim(
      "It is likely (72 %) that Arland will consult Borland at least once by 1 June 2030.", ClaimKind::judgment,
      {RuleEvidence{"occurrence model", {sample_row(7, "2029-03-01 Arland CONSULT Borland: talks")}, 4210}});
  claim.likelihood = Probability::clamped(0.72);
  return claim;
}

inline Claim sample_confidence() {
  Claim claim = sample_claim("Confidence in the forecasts is moderate.", ClaimKind::judgment,
                             {RuleEvidence{"backtest", {}, 1200}});
  claim.confidence = Confidence::moderate;
  return claim;
}

/// A sound brief about a meeting of two invented parties, with every kind of block, evidence and claim. Passes `check`.
inline Brief sample_brief() {
  const Claim met = sample_claim("Arland and Borland met in Cedar City on 1 May 2030.", ClaimKind::information,
                                 {sample_span("Arland and Borland met in Cedar City.")});
  const Claim absent = sample_claim("Arland did not sign the treaty: “Arland did not sign the treaty.”.",
                                    ClaimKind::information, {sample_span("Arland did not sign the treaty.")});
  const Claim border = sample_claim("The border is to open in May.", ClaimKind::information,
                                    {sample_span("They agreed to open the border in May."),
                                     sample_row(3, "2028-05-02 Borland YIELD Arland: border")});
  const Claim stakes = sample_claim("Arland is taken to want the border open.", ClaimKind::assumption,
                                    {CaseEvidence{"case.toml: issues[border].stakes[Arland]", "its party programme"}});
  const Claim verdict =
      sample_claim("Effect on Cedonia: inconclusive.", ClaimKind::judgment, {RuleEvidence{"impact", {}, 40}});
  const Claim watch = sample_claim("Watch whether the border opens.", ClaimKind::judgment,
                                   {sample_span("They agreed to open the border in May.")});
  const Claim method =
      sample_claim("The record is read up to 30 April 2030.", ClaimKind::information, {RuleEvidence{"record", {}, 0}});

  Brief brief;
  brief.title = "Consequences of the Cedar City meeting";
  brief.event_day = sample_day("2030-05-01");
  brief.as_of = sample_day("2030-04-30");
  brief.sections = {
      {"bottom-line", "Bottom line", {TextBlock{"", true, {{met}, {sample_forecast()}, {sample_confidence()}}}}},
      {"what-happened", "What happened", {TextBlock{"", false, {{met}}}, TextBlock{"What did not", true, {{absent}}}}},
      {"what-each-got",
       "What each party got",
       {TableBlock{"Arland", {"Item", "Status"}, {{Cell{"", {border}}, Cell{"agreed", {}}}}},
        TextBlock{"", false, {{stakes, watch}}}}},
      {"consequences",
       "Likely consequences",
       {TextBlock{"Within 31 days", true, {{sample_forecast(), border}}},
        ChartBlock{"Forecasts", "<svg class=\"chart\"></svg>", "One forecast: 72 %."}}},
      {"third-parties", "Third parties", {TextBlock{"Cedonia", true, {{verdict}}}}},
      {"indicators", "Indicators", {TextBlock{"", true, {{watch}}}}},
      {"method", "Method", {TextBlock{"", true, {{method}}}}}};
  brief.sources = {{"report-1", "The meeting in Cedar City", "The Cedar Herald", "Cedar City", "reports/1.txt",
                    sample_day("2030-05-02"), hash_text(content_hash(kSampleReport))}};
  brief.rules = {{"occurrence model", "Logistic regression on counts."},
                 {"backtest", "Mean of (p − outcome)²."},
                 {"impact", "Difference of log rates."},
                 {"record", "Rows dated up to the day the record is read to."},
                 {"likelihood words", "ICD 203."}};
  return brief;
}

}  // namespace corollary::brief
