#include "ranking/adjacency.h"

#include <algorithm>

namespace corollary::ranking {

const DecayedCount* Adjacency::Partner::of(std::uint32_t relation) const {
  const auto found = std::ranges::find(slots, relation, &Slot::relation);
  return found == slots.end() ? nullptr : &found->count;
}

void Adjacency::add(std::uint32_t from, std::uint32_t relation, std::uint32_t to, std::int32_t day) {
  Node& node = from_[from];
  const auto [place, is_new] = place_.try_emplace(key(from, to), static_cast<std::uint32_t>(node.partners.size()));
  if (is_new) {
    node.partners.push_back({to, {}, {}});
  }
  Partner& partner = node.partners[place->second];
  partner.count.add(day);
  auto slot = std::ranges::find(partner.slots, relation, &Slot::relation);
  if (slot == partner.slots.end()) {
    partner.slots.push_back({relation, {}});
    slot = std::prev(partner.slots.end());
  }
  slot->count.add(day);
  node.total.add(day);
  node.by_relation[relation].add(day);
}

const Adjacency::Partner* Adjacency::partner(std::uint32_t from, std::uint32_t to) const {
  const auto place = place_.find(key(from, to));
  return place == place_.end() ? nullptr : &from_[from].partners[place->second];
}

const DecayedCount& Adjacency::total(std::uint32_t from, std::uint32_t relation) const {
  static const DecayedCount none;
  const auto found = from_[from].by_relation.find(relation);
  return found == from_[from].by_relation.end() ? none : found->second;
}

void Popularity::add(std::uint32_t relation, std::uint32_t object, std::int32_t day) {
  Relation& of = of_[relation];
  const auto [place, is_new] = of.place.try_emplace(object, static_cast<std::uint32_t>(of.objects.size()));
  if (is_new) {
    of.objects.push_back({object, {}});
  }
  of.objects[place->second].count.add(day);
  of.total.add(day);
}

const DecayedCount* Popularity::find(std::uint32_t relation, std::uint32_t object) const {
  const auto found = of_[relation].place.find(object);
  return found == of_[relation].place.end() ? nullptr : &of_[relation].objects[found->second].count;
}

}  // namespace corollary::ranking
