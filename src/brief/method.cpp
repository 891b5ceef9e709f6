#include <algorithm>

#include "brief/charts.h"
#include "brief/sections.h"
#include "base/strings.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

// Nothing of a set's later part: the brief does not know it.
std::string set_in_words(const RecordSet& set) {
  const std::string from = set.days ? format(", from {} on", set.days->first.written()) : "";
  return format("{} ({}{})", set.name, set.chosen ? "chosen facts, no sample" : "a stream of coded events", from);
}

Claim record_claim(const Material& material) {
  if (material.record_sets.empty()) {
    return information(format("The record is empty; all is read from the reports, and nothing is known from before {}.", material.as_of.written()),
                       {rule_evidence(kRecordRule)});
  }
  std::vector<std::string> sets;
  for (const RecordSet& set : material.record_sets) sets.push_back(set_in_words(set));
  return information(format("The record is read up to {}, that day included: {}.", material.as_of.written(), joined(sets, "; ")), {rule_evidence(kRecordRule)});
}

Claim coverage_claim(const Material& material) {
  if (material.coverage.empty()) {
    return information("The record covers no day: on days without an entry nothing is known, and no rate can be had from it.", {rule_evidence(kRecordRule)});
  }
  std::vector<std::string> ranges;
  for (const DateRange& range : material.coverage.ranges()) ranges.push_back(format("{} to {}", range.first.written(), range.last.written()));
  return information(format("Days covered: {}; other days count as missing, not as quiet.", listed(ranges)), {rule_evidence(kRecordRule)});
}

Claim forecast_method_claim(const ForecastPart& part) {
  const forecast::Learned& learned = *part.learned;
  return information(format("For {} days ahead the model learned from {} past questions ({} of them answered yes), asked on days from {} to {}.",
                            part.horizon.count, learned.questions, learned.happened, learned.first_origin.written(), learned.last_origin.written()),
                     {rule_evidence(kOccurrenceRule, {}, learned.questions)});
}

Claim backtest_claim(const ForecastPart& part) {
  if (!part.backtest) {
    return information(format("There is no backtest for {} days ahead: {}.", part.horizon.count, part.no_backtest), {rule_evidence(kBacktestRule)});
  }
  const forecast::Backtest& test = *part.backtest;
  return information(format("Backtest for {} days ahead: learned to {}, asked on {} later days, {} questions: Brier {:.4f} against {:.4f} for the base "
                            "rate, log score {:.4f} against {:.4f}.",
                            part.horizon.count, test.options.learn_to.written(), test.origins.size(), test.scores.questions, test.scores.brier,
                            test.scores.brier_climatology, test.scores.log_score, test.scores.log_score_climatology),
                     {rule_evidence(kBacktestRule, {}, test.scores.questions)});
}

std::optional<ChartBlock> reliability_block(const Material& material) {
  for (const ForecastPart& part : material.forecasts) {
    if (part.backtest) {
      ReliabilityChart chart;
      chart.title = format("Reliability of forecasts {} days ahead", part.horizon.count);
      for (const forecast::CalibrationBin& bin : part.backtest->scores.bins) {
        chart.bins.push_back({bin.questions, bin.mean_forecast, bin.observed_share});
      }
      return ChartBlock{"How often what was forecast came about, by tenth of the forecast", reliability_chart(chart),
                        "Reliability diagram of the backtest: points on the diagonal are forecasts that came about as often as they said."};
    }
  }
  return std::nullopt;
}

}  // namespace

Section sources(const Material& material) {
  TextBlock block{"", true, {}};
  for (const SourceEntry& source : material.sources) {
    const std::string_view title = source.title.empty() ? std::string_view(source.id) : std::string_view(source.title);
    std::string line = format("“{}”", title);
    for (const std::string& part : {source.publisher, source.place}) {
      line += part.empty() ? "" : ", " + part;
    }
    const auto& text = material.report_texts.at(source.id);
    block.items.push_back({information(format("{}, {}.", line, source.day.written()),
                                       {span_evidence(material, {source.id, {0, std::min(text.size(), text.find('\n'))}})})});
  }
  return {"sources", "Sources", {std::move(block)}};
}

Section method(const Material& material) {
  TextBlock block{"", true, {}};
  block.items.push_back({record_claim(material), coverage_claim(material)});
  block.items.push_back({information(format("From {} {} the reading found {} events and {} statements, each with the words it rests on.",
                                            material.sources.size(), material.sources.size() == 1 ? "report" : "reports", material.events.size(),
                                            material.statements.size()),
                                     {rule_evidence(kReadingRule, {}, material.events.size())})});
  for (const ForecastPart& part : material.forecasts) {
    if (part.learned) {
      block.items.push_back({forecast_method_claim(part), backtest_claim(part)});
    }
  }
  block.items.push_back({information(format("Likelihood words follow the yardstick {}.", name(material.yardstick)), {rule_evidence(kYardstickRule)})});
  if (!material.settled.empty()) {
    block.items.push_back({assumption("Positions, saliences and capabilities are the analyst's, from the case file, and none of them is a fact.",
                                      {CaseEvidence{"case.toml: issues", "entered by the analyst"}})});
  }
  Section section{"method", "Method and data window", {std::move(block)}};
  const bool told_before = !main_event(reported_events(material), material.occasion);
  if (!material.assumptions.empty() && !told_before) {
    TextBlock assumed{"Assumed", true, {}};
    for (const Claim& claim : material.assumptions) assumed.items.push_back({claim});
    section.blocks.emplace_back(std::move(assumed));
  }
  if (auto chart = reliability_block(material)) {
    section.blocks.emplace_back(*std::move(chart));
  }
  return section;
}

std::vector<RuleEntry> rules(const Material& material) {
  std::string words;
  for (const LikelihoodTerm& term : terms(material.yardstick)) {
    words += format("{}{} {:.0f}–{:.0f} %", words.empty() ? "" : ", ", term.words, term.from * 100, std::min(term.to, 1.0) * 100);
  }
  std::string weights;
  for (const ForecastPart& part : material.forecasts) {
    if (part.learned) {
      weights += format(" Horizon {} days: {} questions from {} to {}.", part.horizon.count, part.learned->questions,
                        part.learned->first_origin.iso(), part.learned->last_origin.iso());
    }
  }
  return {
      {std::string(kReadingRule),
       "Actors by the catalogue, acts by the lexicon of verbs and event nouns, sides by clause patterns, modality by negation, modals and tense; each "
       "event names the rule that made it (corollary code)."},
      {std::string(kRecordRule), "Rows of the imported sets dated up to the day the record is read to; chosen lists cover no day."},
      {std::string(kOccurrenceRule),
       "Probability of at least one act of the type by the actor on the recipient in the window. Log-odds are a sum: a weight for the type, for the bin of each of "
       "some thirty rates (of the act, its class, the pair, the actor and the recipient, with half-lives of 3 to 365 days), and for each type of act between the "
       "two that may come before it (half-lives of 7 and 90 days); learned by penalised likelihood on past questions whose window is over; then mapped to how often "
       "such sums came about on later days (beta calibration). The event is added to the history as one act each way." + weights},
      {std::string(kBaseRateRule),
       "(k n + q) / (n + 1): k is the share of the pair's own covered windows of that length that held such an act, n their number counted without overlap, q the "
       "type's mean share over the active pairs."},
      {std::string(kPrecedentRule),
       "Earlier events of the same type between the same parties, a week or more apart; followed if the act is dated after the case's day and within the horizon. "
       "Cases whose horizon is not over, or not covered, are left out unless it had already followed."},
      {std::string(kBacktestRule),
       "Weights learned up to a day, questions asked weekly after it about all types of all pairs with three or more acts in the year before, each from the days before it alone. Brier "
       "score: mean of (p − outcome)². Confidence is high with 1,000 questions, a skill of 10 % or more and a mean calibration error of 2 points or less; moderate "
       "with 1,000 questions and any skill; else low."},
      {std::string(kImpactRule),
       "Change of the pair's log rate across the event less the mean change of pairs that have nothing to do with it; error from the scatter of counts, placebo "
       "dates and placebo pairs, the widest taken; changed if the 95 % interval leaves out 1 and the same comes out without unusual days; no effect that matters if "
       "two one-sided tests at 5 % keep the rate ratio within 0.80 to 1.25; else inconclusive."},
      {std::string(kBargainRule),
       "Weights are capability × salience. Weighted mean; weighted median; asymmetric Nash bargaining with u = 1 − ((x − ideal)/100)² against the no-deal position."},
      {std::string(kYardstickRule), std::string(name(material.yardstick)) + ": " + words + "; half-open; under 1 % and over 99 % at the ends."},
  };
}

}  // namespace corollary::brief
