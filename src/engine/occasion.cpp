#include "engine/occasion.h"

#include <algorithm>
#include <map>
#include <set>

namespace corollary::engine {
namespace {

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

}  // namespace

std::vector<std::string> parties_named(const std::vector<Event>& events, const Catalogue& catalogue) {
  const auto counts = mentions(events, catalogue);
  std::vector<std::pair<int, std::string>> ranked;
  for (const auto& [code, count] : counts) ranked.emplace_back(-count, code);
  std::ranges::sort(ranked);
  std::vector<std::string> codes;
  for (auto& [count, code] : ranked) codes.push_back(std::move(code));
  return codes;
}

std::optional<InferredOccasion> infer_occasion(const std::vector<Event>& events, const Catalogue& catalogue) {
  const auto counts = mentions(events, catalogue);
  std::optional<InferredOccasion> best;
  int best_score = 0;
  for (const Event& event : events) {
    std::vector<std::string> parties = sides(event, catalogue);
    if (parties.size() < 2 || event.modality != Modality::happened || event.type == EventType::statement) {
      continue;
    }
    // A meeting outweighs all else, a named place shows that it is told and not only mentioned.
    int score = (event.type == EventType::consult ? 1000 : 0) + (event.place.empty() ? 0 : 20);
    for (const std::string& code : parties) score += counts.at(code);
    score -= static_cast<int>(parties.size() > 2 ? 10 * (parties.size() - 2) : 0);
    if (score > best_score) {
      best_score = score;
      best = {{event.when.first, std::move(parties), event.type, event.mode, event.place}, event};
    }
  }
  return best;
}

}  // namespace corollary::engine
