#include "ranking/day_list.h"

#include <algorithm>
#include <tuple>

namespace corollary::ranking {

std::uint32_t DayList::Entity::times(std::uint32_t relation) const {
  const auto found = std::ranges::lower_bound(asked, relation, {}, &Asked::relation);
  return found == asked.end() || found->relation != relation ? 0 : found->times;
}

DayList::DayList(std::span<const Fact> facts, std::size_t relations) : relations_(relations) {
  std::vector<Fact> both(facts.begin(), facts.end());
  for (const Fact& fact : facts) both.push_back(inverse(fact, relations));
  std::ranges::sort(both, {}, [](const Fact& fact) { return std::tuple(fact.subject, fact.relation); });
  for (const Fact& fact : both) add(fact);
}

void DayList::add(const Fact& fact) {
  std::vector<Entity>& entities = sides_[side(fact.relation)];
  if (entities.empty() || entities.back().entity != fact.subject) {
    entities.push_back({fact.subject, {}});
  }
  std::vector<Asked>& asked = entities.back().asked;
  if (asked.empty() || asked.back().relation != fact.relation) {
    asked.push_back({fact.relation, 0});
  }
  ++asked.back().times;
}

const DayList::Entity* DayList::find(std::uint32_t entity, std::uint32_t relation) const {
  const std::span<const Entity> all = entities(relation);
  const auto found = std::ranges::lower_bound(all, entity, {}, &Entity::entity);
  return found == all.end() || found->entity != entity ? nullptr : &*found;
}

}  // namespace corollary::ranking
