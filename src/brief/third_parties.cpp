#include <algorithm>
#include <cmath>
#include <set>

#include "base/strings.h"
#include "brief/charts.h"
#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

constexpr std::size_t kMostOfAKind = 3;
constexpr std::size_t kMostStatements = 4;
constexpr std::size_t kMostUnusualDays = 4;

bool names_party(std::string_view text, const Party& party) {
  const auto stands_in = [&](const std::string& name) {
    const std::size_t at = text.find(name);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return at != std::string_view::npos && (at == 0 || !is_letter(text[at - 1])) &&
           (at + name.size() == text.size() || !is_letter(text[at + name.size()]));
  };
  return stands_in(party.name) || std::ranges::any_of(party.adjectives, stands_in);
}

// Whether words bear on a party: they name it, or (an alliance's business is its members') an organisation it is in.
class Relevance {
 public:
  Relevance(const std::string& code, Date day, const Catalogue& catalogue) {
    if (const Party* const party = catalogue.party(code)) {
      names_.push_back(party);
    }
    for (const Party& organisation : catalogue.parties()) {
      const bool alliance = organisation.code == "NATO" || organisation.code == "EU" || organisation.code == "CSTO";
      if (alliance && organisation.code != code && catalogue.is_member(organisation.code, code, day)) {
        alliances_.push_back(&organisation);
      }
    }
  }
  [[nodiscard]] bool direct(std::string_view text) const {
    return std::ranges::any_of(names_, [&](const Party* party) { return names_party(text, *party); });
  }
  [[nodiscard]] bool by_alliance(std::string_view text) const {
    return std::ranges::any_of(alliances_, [&](const Party* party) { return names_party(text, *party); });
  }

 private:
  std::vector<const Party*> names_;
  std::vector<const Party*> alliances_;
};

// Beyond this factor a window shows nothing that anybody would ask about.
constexpr double kHopelessFactor = 20;

std::string detectable_in_words(const impact::Detectable& detectable) {
  return detectable.up > kHopelessFactor
             ? format("Windows of that length could not have shown even a change by a factor of {:.0f}.", kHopelessFactor)
             : format("The smallest change that such windows could have shown is a rate {:.1f} times as high or as low.", detectable.up);
}

// A reason is a sentence of its own; within another it begins small, unless with a name.
std::string as_clause(std::string reason) {
  while (reason.ends_with('.') || reason.ends_with(' ')) reason.pop_back();
  for (const std::string_view start : {"The ", "After ", "No ", "Before ", "Both ", "One ", "None "}) {
    if (reason.starts_with(start)) {
      reason[0] = static_cast<char>(reason[0] + 32);
    }
  }
  return reason;
}

// Names for the codes of a measured series: "POL–USA" is Poland and the United States.
std::string series_in_words(std::string_view name, const Catalogue& catalogue) {
  constexpr std::string_view dash = "–";
  const std::size_t at = name.find(dash);
  return at == std::string_view::npos ? catalogue.name_of(name)
                                      : format("{} and {}", catalogue.name_of(name.substr(0, at)), catalogue.name_of(name.substr(at + dash.size())));
}

std::string_view quad_in_words(const impact::Question& question) {
  return question.acts.takes(EventType::assault) ? "conflict" : "cooperation";
}

// Why nothing can be said of the pairs asked about, in one clause.
std::string open_questions(const impact::Assessment& assessment, std::string_view party, const Catalogue& catalogue) {
  std::vector<std::string> others;
  for (const impact::Question& question : assessment.questions) {
    const std::string other = catalogue.name_of(question.pair.actor == party ? question.pair.recipient : question.pair.actor);
    if (std::ranges::find(others, other) == others.end()) {
      others.push_back(other);
    }
  }
  const auto none = std::ranges::none_of(assessment.effects, [](const impact::Effect& e) { return e.verdict != impact::Verdict::inconclusive; });
  return format("of the {} comparisons made (conflict and cooperation with {}), {}", assessment.effects.size(), listed(others),
                none ? "none shows a change and none rules one out" : "not all allow a verdict, or they point both ways");
}

// One sentence with the verdict, and the reason that the measurement gives.
Claim assessment_claim(const impact::Assessment& assessment, std::string_view party, std::string_view lead, const Catalogue& catalogue) {
  const bool measured = std::ranges::any_of(assessment.effects, [](const impact::Effect& e) { return e.estimate.has_value(); });
  const bool open = measured && assessment.verdict == impact::Verdict::inconclusive;
  const std::string reason = open ? open_questions(assessment, party, catalogue) : as_clause(assessment.reason);
  std::uint64_t acts = 0;
  for (const impact::Effect& effect : assessment.effects) acts += effect.before.acts + effect.after.acts;
  return judgment(format("{} {}: {}.", lead, impact::name(assessment.verdict), reason), {rule_evidence(kImpactRule, {}, acts)});
}

std::vector<Claim> verdict_claims(const Material& material, const ThirdPartyPart& part, const Catalogue& catalogue) {
  std::vector<Claim> claims = {verdict_claim(part, catalogue)};
  const auto& measured = part.later ? part.later : part.assessment;
  if (part.later) {
    claims.push_back(assessment_claim(*part.later, part.party, format("With the days to {} known, it is", material.resolve_to->written()), catalogue));
  }
  if (measured && measured->detectable) {
    claims.push_back(judgment(detectable_in_words(*measured->detectable), {rule_evidence(kImpactRule)}));
  }
  return claims;
}

// What else was going on in the windows: a difference may be theirs.
std::optional<Claim> confounder_claim(const impact::Assessment& assessment, const Catalogue& catalogue) {
  std::vector<impact::UnusualDay> days;
  for (const impact::Effect& effect : assessment.effects) days.insert(days.end(), effect.unusual_days.begin(), effect.unusual_days.end());
  std::ranges::stable_sort(days, [](const auto& a, const auto& b) { return a.count > b.count; });
  std::vector<std::string> words;
  std::set<std::pair<std::string, Date>> named;
  for (const impact::UnusualDay& day : days) {
    if (words.size() < kMostUnusualDays && named.emplace(day.who, day.day).second) {
      words.push_back(format("{} on {} ({} acts, usually {:.1f})", series_in_words(day.who, catalogue), day.day.written(), day.count, day.usual));
    }
  }
  if (words.empty()) {
    return std::nullopt;
  }
  return information(format("Other things were going on in the windows compared: {}.", listed(words)), {rule_evidence(kImpactRule)});
}

// What the reports tell that bears on the party: what did not happen first, for it is what others leave out.
std::vector<std::vector<Claim>> events_on(const Material& material, const Relevance& relevance, const std::string& party,
                                          const Catalogue& catalogue) {
  std::vector<std::vector<Claim>> items;
  std::set<std::string> quotes;
  const std::vector<ReportedEvent> events = reported_events(material);
  for (const bool absent : {true, false}) {
    std::size_t taken = 0;
    for (const ReportedEvent& reported : events) {
      const Event& event = reported.event;
      const auto& span = std::get<SpanEvidence>(reported.evidence.front());
      const bool bears = involves(event, party) || (absent && relevance.direct(span.quote));
      const bool wanted = (event.modality == Modality::not_happened) == absent && event.type != EventType::statement;
      if (bears && wanted && taken < kMostOfAKind && quotes.insert(span.quote).second) {
        ++taken;
        items.push_back({information(format("{}: {}: {}.", absent ? "Did not happen" : "Reported",
                                            event_lead(event, day_of_source(material, span.span.report), catalogue), in_quotes(span.quote)),
                                     reported.evidence)});
      }
    }
  }
  return items;
}

std::vector<std::vector<Claim>> statements_on(const Material& material, const Relevance& relevance, const std::string& party) {
  std::vector<std::vector<Claim>> items;
  std::set<std::string> texts;
  for (const bool direct : {true, false}) {
    for (const Statement& statement : material.statements) {
      const bool about = std::ranges::find(statement.about, party, &Actor::party) != statement.about.end();
      const bool named = about || relevance.direct(statement.text);
      const bool wanted = direct ? named : (!named && relevance.by_alliance(statement.text) && statement.kind == StatementKind::assessment);
      if (wanted && items.size() < kMostStatements && texts.insert(statement.text).second) {
        items.push_back({information(format("{}: {}.", capitalised(name(statement.kind)), in_quotes_around(statement.text, statement.cue)),
                                     {span_evidence(material, statement.evidence)})});
      }
    }
  }
  return items;
}

// Where the first measured effect lies among those of days and pairs on which nothing is asked.
std::optional<ChartBlock> placebo_block(const impact::Assessment& assessment, const Catalogue& catalogue) {
  for (std::size_t i = 0; i < assessment.effects.size(); ++i) {
    const impact::Effect& effect = assessment.effects[i];
    if (!effect.estimate || effect.placebo_dates.size() + effect.placebo_pairs.size() < 10) {
      continue;
    }
    const std::string_view what = quad_in_words(assessment.questions[i]);
    PlaceboChart chart;
    chart.title = format("{}, {}: change after the event and on placebos", capitalised(series_in_words(effect.panel.pair.name, catalogue)), what);
    for (const impact::PlaceboDate& placebo : effect.placebo_dates) chart.log_ratios.push_back(placebo.log_ratio);
    chart.log_ratios.insert(chart.log_ratios.end(), effect.placebo_pairs.begin(), effect.placebo_pairs.end());
    chart.own = effect.estimate->log_ratio;
    chart.margin_high = std::log(impact::Options().margin);
    chart.margin_low = -chart.margin_high;
    return ChartBlock{chart.title, placebo_chart(chart),
                      format("Histogram of {} placebo changes, with the event's own rate ratio of {:.2f} marked.", chart.log_ratios.size(), effect.estimate->ratio)};
  }
  return std::nullopt;
}

}  // namespace

Claim verdict_claim(const ThirdPartyPart& part, const Catalogue& catalogue) {
  const std::string name = catalogue.name_of(part.party);
  if (!part.assessment) {
    return judgment(format("The effect on {} is inconclusive: {}.", name, part.no_assessment), {rule_evidence(kImpactRule)});
  }
  return assessment_claim(*part.assessment, part.party, format("The effect on {} is", name), catalogue);
}

Section third_parties(const Material& material, const Catalogue& catalogue) {
  Section section{"third-parties", "What it means for third parties", {}};
  for (const ThirdPartyPart& part : material.third_party_parts) {
    const Relevance relevance(part.party, material.occasion.day, catalogue);
    TextBlock block{capitalised(catalogue.name_of(part.party)), true, {verdict_claims(material, part, catalogue)}};
    const auto& measured = part.later ? part.later : part.assessment;
    if (measured) {
      if (auto confounders = confounder_claim(*measured, catalogue)) {
        block.items.emplace_back(1, *std::move(confounders));
      }
    }
    for (auto& item : events_on(material, relevance, part.party, catalogue)) block.items.push_back(std::move(item));
    for (auto& item : statements_on(material, relevance, part.party)) block.items.push_back(std::move(item));
    section.blocks.emplace_back(std::move(block));
    if (auto chart = measured ? placebo_block(*measured, catalogue) : std::nullopt) {
      section.blocks.emplace_back(*std::move(chart));
    }
  }
  if (section.blocks.empty()) {
    section.blocks.emplace_back(TextBlock{
        "", false, {{information("No third party was asked about; name one with --third-party.", {rule_evidence(kReadingRule)})}}});
  }
  return section;
}

}  // namespace corollary::brief
