#include "engine/occasion.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace corollary::engine {
namespace {

// A title, a date line and a first sentence or two.
constexpr std::size_t kLeadBytes = 350;

bool is_party_of_interest(const std::string& code, const Catalogue& catalogue) {
  const Party* const party = catalogue.party(code);
  return party != nullptr && (party->kind == PartyKind::state || party->kind == PartyKind::igo);
}

std::vector<std::string> sides(const Event& event, const Catalogue& catalogue) {
  std::vector<std::string> codes;
  for (const auto* const side : {&event.actors, &event.recipients}) {
    for (const Actor& actor : *side) {
      if (is_party_of_interest(actor.party, catalogue) && std::ranges::find(codes, actor.party) == codes.end()) {
        codes.push_back(actor.party);
      }
    }
  }
  return codes;
}

std::map<std::string, int> mentions(const std::vector<Event>& events, const Catalogue& catalogue) {
  std::map<std::string, int> counts;
  for (const Event& event : events) {
    for (const std::string& code : sides(event, catalogue)) ++counts[code];
  }
  return counts;
}

// How often a name stands in the text as words of its own.
int occurrences(std::string_view text, std::string_view name) {
  const auto is_letter = [&](std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
  };
  int count = 0;
  for (std::size_t at = text.find(name); !name.empty() && at != std::string_view::npos; at = text.find(name, at + name.size())) {
    const std::size_t end = at + name.size();
    const bool apart = (at == 0 || !is_letter(at - 1)) && (end == text.size() || !is_letter(end) || text.substr(end).starts_with("’"));
    count += apart ? 1 : 0;
  }
  return count;
}

}  // namespace

std::vector<std::string> parties_named(std::string_view text, const Catalogue& catalogue) {
  std::vector<std::pair<int, std::string>> ranked;
  for (const Party& party : catalogue.parties()) {
    if (!is_party_of_interest(party.code, catalogue)) {
      continue;
    }
    int count = occurrences(text, party.name);
    for (const auto* const more : {&party.aliases, &party.adjectives}) {
      for (const std::string& name : *more) count += occurrences(text, name);
    }
    if (count > 0) {
      ranked.emplace_back(-count, party.code);
    }
  }
  std::ranges::sort(ranked);
  std::vector<std::string> codes;
  for (auto& [count, code] : ranked) codes.push_back(std::move(code));
  return codes;
}

std::optional<InferredOccasion> infer_occasion(const std::vector<Event>& events, const std::function<Date(std::string_view)>& day_of,
                                               const Catalogue& catalogue) {
  const auto counts = mentions(events, catalogue);
  std::optional<InferredOccasion> best;
  double best_score = -1e9;
  for (const Event& event : events) {
    std::vector<std::string> parties = sides(event, catalogue);
    if (parties.size() < 2 || event.modality != Modality::happened || event.type == EventType::statement) {
      continue;
    }
    // What a report is about stands at its head, is grave or a meeting, and is told of its own days and parties.
    double score = event.type == EventType::consult ? 12 : std::abs(typical_intensity(event.type));
    const auto& span = std::get<SpanCitation>(event.evidence);
    score += span.bytes.begin < kLeadBytes ? 25 : 0;
    score -= 2 * std::min(std::abs((day_of(span.report) - event.when.first).count), 10);
    for (const std::string& code : parties) score += counts.at(code);
    score -= parties.size() > 2 ? 5 * static_cast<double>(parties.size() - 2) : 0;
    if (score > best_score) {
      best_score = score;
      best = {{event.when.first, std::move(parties), event.type, event.mode, event.place}, event};
    }
  }
  return best;
}

}  // namespace corollary::engine
