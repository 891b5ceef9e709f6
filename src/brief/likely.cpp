#include <algorithm>

#include "base/strings.h"
#include "brief/charts.h"
#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

using forecast::Consequence;
using forecast::Precedent;

std::string by_when(const Consequence& consequence) { return "by " + consequence.window.last.written(); }

std::vector<RowEvidence> precedent_rows(const Material& material, const std::vector<Precedent>& precedents) {
  std::vector<std::int64_t> rows;
  for (const Precedent& precedent : precedents) {
    rows.push_back(precedent.row);
    if (precedent.followed) {
      rows.push_back(precedent.followed_row);
    }
  }
  std::ranges::sort(rows);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  return rows_of(material, rows);
}

std::string precedent_in_words(const Precedent& precedent) {
  return precedent.followed ? format("{} (followed on {})", precedent.day.written(), precedent.followed_on->written())
                            : format("{} (not followed)", precedent.day.written());
}

std::vector<Evidence> forecast_evidence(const Material& material, const Consequence& consequence) {
  const std::uint64_t questions = material.forecasts.front().learned ? material.forecasts.front().learned->questions : 0;
  return {rule_evidence(kOccurrenceRule, rows_of(material, consequence.recent_rows), questions), rule_evidence(kYardstickRule)};
}

Claim base_rate_claim(const Material& material, const Consequence& consequence) {
  const forecast::Forecast& forecast = *consequence.forecast;
  const Yardstick yardstick = material.yardstick;
  std::string text = format("The base rate is {}", percent(yardstick, forecast.base_rate));
  if (consequence.last_act) {
    text += format(", and the last such act on record is of {}", consequence.last_act->written());
  }
  if (forecast.without_event) {
    const double change = (forecast.probability.value() - forecast.without_event->value()) * 100;
    text += std::abs(change) < 0.5 ? "; the event hardly moves the estimate"
                                   : format("; the event moves the estimate by {:+.0f} points, from {}", change,
                                            percent(yardstick, *forecast.without_event));
  }
  return judgment(text + ".", {rule_evidence(kBaseRateRule, rows_of(material, consequence.recent_rows)), rule_evidence(kOccurrenceRule)});
}

Claim precedents_claim(const Material& material, const Consequence& consequence) {
  const auto& cases = consequence.precedents;
  if (cases.empty()) {
    return information("The record holds no earlier case of the event whose time is over.", {rule_evidence(kPrecedentRule)});
  }
  const auto followed = std::ranges::count_if(cases, &Precedent::followed);
  std::vector<std::string> words;
  for (const Precedent& precedent : cases) {
    if (words.size() < 3) {
      words.push_back(precedent_in_words(precedent));
    }
  }
  // A chosen list says nothing of what did not follow, so there is no "of how many".
  const bool rated = !material.coverage.empty();
  const std::string count = rated ? format("{} of the last {}", followed, cases.size()) : format("{}", followed);
  const std::string text = format("{} such {} followed by this within {} days: {}{}.", count,
                                  cases.size() == 1 || (followed == 1 && !rated) ? "event was" : "events were",
                                  consequence.window.length(), joined(words, "; "), cases.size() > words.size() ? "; and earlier ones" : "");
  return information("Precedents: " + text, {rule_evidence(kPrecedentRule, precedent_rows(material, cases), cases.size())});
}

Claim unrated_claim(const Material& material, const Consequence& consequence, const Catalogue& catalogue) {
  const forecast::Target& target = consequence.target;
  return judgment(format("{} may {} {} {}: no base rate, hence no probability.", capitalised(catalogue.name_of(target.actor)),
                         infinitive(target.type), catalogue.name_of(target.recipient), by_when(consequence)),
                  {rule_evidence(kPrecedentRule, precedent_rows(material, consequence.precedents), consequence.precedents.size())});
}

TextBlock consequence_block(const Material& material, const ForecastPart& part, const Catalogue& catalogue) {
  TextBlock block{format("Within {} days", part.horizon.count), true, {}};
  for (const ScoredConsequence& scored : part.consequences) {
    const Consequence& consequence = scored.consequence;
    if (consequence.forecast) {
      block.items.push_back({forecast_claim(material, consequence, catalogue), base_rate_claim(material, consequence),
                             precedents_claim(material, consequence)});
    } else {
      block.items.push_back({unrated_claim(material, consequence, catalogue), precedents_claim(material, consequence)});
    }
  }
  return block;
}

// What the reports themselves expect, in their words.
TextBlock expectations_block(const Material& material) {
  TextBlock block{"What the reports expect", true, {}};
  constexpr std::size_t most = 6;
  for (const Statement* const statement : relevant_statements(material, {StatementKind::constraint, StatementKind::expectation})) {
    if (block.items.size() < most) {
      const std::string_view lead = statement->kind == StatementKind::constraint ? "A limit on power" : "Expected";
      block.items.push_back({information(format("{}: {}.", lead, in_quotes_around(statement->text, statement->cue)),
                                         {span_evidence(material, statement->evidence)})});
    }
  }
  return block;
}

std::string short_label(const forecast::Target& target) {
  return format("{} {} {}", target.actor, lower_ascii(code(target.type)), target.recipient);
}

std::optional<ChartBlock> forecast_chart_block(const Material& material, const ForecastPart& part) {
  ForecastChart chart;
  chart.title = format("Probability within {} days of {}", part.horizon.count, material.occasion.day.written());
  chart.yardstick = material.yardstick;
  for (const ScoredConsequence& scored : part.consequences) {
    if (const auto& forecast = scored.consequence.forecast) {
      const Probability without = forecast->without_event.value_or(forecast->probability);
      chart.rows.push_back({short_label(scored.consequence.target), forecast->base_rate, without, forecast->probability});
    }
  }
  if (chart.rows.empty()) {
    return std::nullopt;
  }
  return ChartBlock{"Base rate, estimate without the event, and estimate with it", forecast_chart(chart),
                    format("Dot plot of the {} forecasts above: each row shows the base rate, the estimate without the event and "
                           "the estimate with it.", chart.rows.size())};
}

// "Russia criticised or accused Poland on 3 August 2018", "NATO did not attack Russia by 15 August 2018".
std::string outcome_in_words(const Consequence& consequence, const forecast::Resolution& resolution, const Catalogue& catalogue) {
  const forecast::Target& target = consequence.target;
  const std::string actor = capitalised(catalogue.name_of(target.actor)), recipient = catalogue.name_of(target.recipient);
  switch (resolution.outcome) {
    case forecast::Outcome::happened:
      return format("{} {} {} on {}", actor, past_tense(target.type), recipient, resolution.first_day->written());
    case forecast::Outcome::did_not_happen:
      return format("{} did not {} {} {}", actor, infinitive(target.type), recipient, by_when(consequence));
    case forecast::Outcome::unknown: break;
  }
  return format("Whether {} did {} {} {} is not known, for the record does not cover each day until then", catalogue.name_of(target.actor),
                infinitive(target.type), recipient, by_when(consequence));
}

// How the forecasts of one horizon did, against their own base rates.
std::optional<TextBlock> score_block(const Material& material, const ForecastPart& part, const Catalogue& catalogue) {
  TextBlock block{format("What then happened, by {}", material.resolve_to ? material.resolve_to->written() : ""), true, {}};
  double brier = 0, brier_base = 0;
  int resolved = 0;
  for (const ScoredConsequence& scored : part.consequences) {
    if (!scored.resolution) {
      continue;
    }
    const auto& forecast = scored.consequence.forecast;
    const std::string given = forecast ? format(" (forecast at {})", percent(material.yardstick, forecast->probability)) : "";
    block.items.push_back({information(outcome_in_words(scored.consequence, *scored.resolution, catalogue) + given + ".",
                                       {rule_evidence(kRecordRule, rows_of(material, {scored.resolution->row}))})});
    if (scored.consequence.forecast && scored.resolution->outcome != forecast::Outcome::unknown) {
      const double outcome = scored.resolution->outcome == forecast::Outcome::happened ? 1 : 0;
      const auto square = [&](Probability p) { return (p.value() - outcome) * (p.value() - outcome); };
      brier += square(scored.consequence.forecast->probability);
      brier_base += square(scored.consequence.forecast->base_rate);
      ++resolved;
    }
  }
  if (block.items.empty()) {
    return std::nullopt;
  }
  if (resolved > 0) {
    block.items.push_back({information(format("Over these {} resolved forecasts the Brier score is {:.3f}, and {:.3f} for their base rates.",
                                              resolved, brier / resolved, brier_base / resolved),
                                       {rule_evidence(kBacktestRule, {}, static_cast<std::uint64_t>(resolved))})});
  }
  return block;
}

}  // namespace

Claim forecast_claim(const Material& material, const Consequence& consequence, const Catalogue& catalogue) {
  const forecast::Forecast& forecast = *consequence.forecast;
  Claim claim = judgment(format("{} {} {}.", likelihood_lead(material.yardstick, forecast.probability),
                                target_clause(forecast.target.actor, forecast.target.type, forecast.target.recipient, catalogue),
                                by_when(consequence)),
                         forecast_evidence(material, consequence));
  claim.likelihood = forecast.probability;
  return claim;
}

Claim confidence_claim(const Material& material) {
  if (material.forecasts.empty() || !material.forecasts.front().backtest) {
    const std::string_view why = material.no_forecast.empty() ? "no forecasts of the past could be scored on this record"
                                 : material.coverage.empty()  ? "the record is a chosen list, which has precedents and no rates"
                                                              : "the record gives no probability";
    Claim claim = judgment(format("Confidence in what is said of the future is low, for {}.", why), {rule_evidence(kBacktestRule)});
    claim.confidence = Confidence::low;
    return claim;
  }
  const forecast::Scores& scores = material.forecasts.front().backtest->scores;
  // The rule behind the word is printed with the rules: skill and calibration over a backtest of some size.
  const bool tested = scores.questions >= 1000 && scores.skill() > 0;
  const Confidence level = tested && scores.skill() >= .10 && scores.calibration_error <= .02 ? Confidence::high
                           : tested                                                           ? Confidence::moderate
                                                                                              : Confidence::low;
  Claim claim = judgment(format("Confidence in the forecasts is {}: on {} past questions that the model had not seen, its Brier score "
                                "was {:.4f}, against {:.4f} for the base rates (skill {:+.0f} %), with a mean calibration error of {:.1f} points.",
                                name(level), scores.questions, scores.brier, scores.brier_climatology, scores.skill() * 100,
                                scores.calibration_error * 100),
                         {rule_evidence(kBacktestRule, {}, scores.questions)});
  claim.confidence = level;
  return claim;
}

Section likely_consequences(const Material& material, const Catalogue& catalogue) {
  Section section{"consequences", "Likely consequences", {}};
  if (!material.no_forecast.empty()) {
    section.blocks.emplace_back(TextBlock{"", false, {{information(capitalised(material.no_forecast) + ".", {rule_evidence(kBaseRateRule)})}}});
  }
  if (material.no_forecast.empty()) {
    section.blocks.emplace_back(TextBlock{
        "", false,
        {{information("These are forecasts of what news will be coded as, by machine and act by act; the rows cited with each show what that has meant.",
                      {rule_evidence(kOccurrenceRule), rule_evidence(kRecordRule)})}}});
  }
  for (const ForecastPart& part : material.forecasts) {
    TextBlock block = consequence_block(material, part, catalogue);
    if (!block.items.empty()) {
      section.blocks.emplace_back(std::move(block));
    }
    if (auto chart = forecast_chart_block(material, part)) {
      section.blocks.emplace_back(*std::move(chart));
    }
    if (auto scores = score_block(material, part, catalogue)) {
      section.blocks.emplace_back(*std::move(scores));
    }
  }
  if (TextBlock expected = expectations_block(material); !expected.items.empty()) {
    section.blocks.emplace_back(std::move(expected));
  }
  return section;
}

Section indicators(const Material& material, const Catalogue& catalogue) {
  TextBlock block{"", true, {}};
  constexpr std::size_t most = 8;
  // A promise is the most useful thing to watch: it is dated, named and can be seen to be kept or broken.
  for (const ReportedEvent& reported : agreed_events(material)) {
    if (block.items.size() < most / 2) {
      const auto& span = std::get<SpanEvidence>(reported.evidence.front());
      block.items.push_back({judgment(format("Watch whether this is carried out: {}.", in_quotes(span.quote)), reported.evidence)});
    }
  }
  if (!material.forecasts.empty()) {
    for (const ScoredConsequence& scored : material.forecasts.front().consequences) {
      const Consequence& consequence = scored.consequence;
      if (block.items.size() < most) {
        const auto& target = consequence.target;
        block.items.push_back({judgment(
            format("Watch for reports that show {} {} {}, {}; they decide the forecast above.", catalogue.name_of(target.actor),
                   infinitive(target.type), catalogue.name_of(target.recipient), by_when(consequence)),
            {rule_evidence(consequence.forecast ? kOccurrenceRule : kPrecedentRule, rows_of(material, consequence.recent_rows))})});
      }
    }
  }
  if (block.items.empty()) {
    block.items.push_back({information("Neither the reports nor the record name anything dated to watch for.", {rule_evidence(kReadingRule)})});
  }
  return {"indicators", "Indicators to watch", {std::move(block)}};
}

}  // namespace corollary::brief
