#include <algorithm>
#include <set>

#include "base/strings.h"
#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

constexpr std::size_t kMostNonEvents = 4;
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

std::string detectable_in_words(const std::optional<impact::Detectable>& detectable) {
  return detectable ? format(" The smallest change that such a window could have shown is a rate {:.1f} times as high or as low.", detectable->up)
                    : "";
}

// One sentence with the verdict, and the reason that the measurement gives.
Claim assessment_claim(const impact::Assessment& assessment, std::string_view lead) {
  std::string reason = assessment.reason;
  while (reason.ends_with('.') || reason.ends_with(' ')) reason.pop_back();
  std::uint64_t acts = 0;
  for (const impact::Effect& effect : assessment.effects) acts += effect.before.acts + effect.after.acts;
  return judgment(format("{}: {}; {}.", lead, impact::name(assessment.verdict), reason), {rule_evidence(kImpactRule, {}, acts)});
}

std::vector<Claim> verdict_claims(const Material& material, const ThirdPartyPart& part, const Catalogue& catalogue) {
  std::vector<Claim> claims = {verdict_claim(part, catalogue)};
  const auto& measured = part.later ? part.later : part.assessment;
  if (measured && measured->detectable) {
    claims.push_back(judgment(std::string(trimmed(detectable_in_words(measured->detectable))), {rule_evidence(kImpactRule)}));
  }
  if (part.later) {
    claims.insert(claims.begin() + 1,
                  assessment_claim(*part.later, format("With the days to {} known", material.resolve_to->written())));
  }
  return claims;
}

// What else was going on in the windows: a difference may be theirs.
std::optional<Claim> confounder_claim(const impact::Assessment& assessment) {
  std::vector<impact::UnusualDay> days;
  for (const impact::Effect& effect : assessment.effects) days.insert(days.end(), effect.unusual_days.begin(), effect.unusual_days.end());
  std::ranges::stable_sort(days, [](const auto& a, const auto& b) { return a.count > b.count; });
  std::vector<std::string> words;
  std::set<std::pair<std::string, Date>> named;
  for (const impact::UnusualDay& day : days) {
    if (words.size() < kMostUnusualDays && named.emplace(day.who, day.day).second) {
      words.push_back(format("{} on {} ({} acts, usually {:.1f})", day.who, day.day.written(), day.count, day.usual));
    }
  }
  if (words.empty()) {
    return std::nullopt;
  }
  return information(format("Other things were going on in the windows compared: {}.", listed(words)), {rule_evidence(kImpactRule)});
}

std::vector<std::vector<Claim>> non_events(const Material& material, const Relevance& relevance, const std::string& party,
                                           const Catalogue& catalogue) {
  std::vector<std::vector<Claim>> items;
  for (const ReportedEvent& reported : reported_events(material)) {
    const auto& span = std::get<SpanEvidence>(reported.evidence.front());
    const bool bears = involves(reported.event, party) || relevance.direct(span.quote);
    if (reported.event.modality == Modality::not_happened && bears && items.size() < kMostNonEvents) {
      items.push_back({information(format("Did not happen, by the reports: {}: {}.", event_clause(reported.event, catalogue), in_quotes(span.quote)),
                                   reported.evidence)});
    }
  }
  return items;
}

std::vector<std::vector<Claim>> statements_on(const Material& material, const Relevance& relevance, const std::string& party) {
  std::vector<std::vector<Claim>> items;
  for (const bool direct : {true, false}) {
    for (const Statement& statement : material.statements) {
      const bool about = std::ranges::find(statement.about, party, &Actor::party) != statement.about.end();
      const bool named = about || relevance.direct(statement.text);
      const bool wanted = direct ? named : (!named && relevance.by_alliance(statement.text) && statement.kind == StatementKind::assessment);
      if (wanted && items.size() < kMostStatements) {
        items.push_back({information(format("{}: {}.", capitalised(name(statement.kind)), in_quotes(statement.text)),
                                     {span_evidence(material, statement.evidence)})});
      }
    }
  }
  return items;
}

}  // namespace

Claim verdict_claim(const ThirdPartyPart& part, const Catalogue& catalogue) {
  const std::string name = catalogue.name_of(part.party);
  if (!part.assessment) {
    return judgment(format("What the event changed for {} is inconclusive: {}.", name, part.no_assessment), {rule_evidence(kImpactRule)});
  }
  return assessment_claim(*part.assessment, format("Effect on {}", name));
}

Section third_parties(const Material& material, const Catalogue& catalogue) {
  Section section{"third-parties", "What it means for third parties", {}};
  for (const ThirdPartyPart& part : material.third_party_parts) {
    const Relevance relevance(part.party, material.occasion.day, catalogue);
    TextBlock block{capitalised(catalogue.name_of(part.party)), true, {verdict_claims(material, part, catalogue)}};
    const auto& measured = part.later ? part.later : part.assessment;
    if (measured) {
      if (auto confounders = confounder_claim(*measured)) {
        block.items.emplace_back(1, *std::move(confounders));
      }
    }
    for (auto& item : non_events(material, relevance, part.party, catalogue)) block.items.push_back(std::move(item));
    for (auto& item : statements_on(material, relevance, part.party)) block.items.push_back(std::move(item));
    section.blocks.emplace_back(std::move(block));
  }
  if (section.blocks.empty()) {
    section.blocks.emplace_back(TextBlock{
        "", false, {{information("No third party was asked about; name one with --third-party.", {rule_evidence(kReadingRule)})}}});
  }
  return section;
}

}  // namespace corollary::brief
