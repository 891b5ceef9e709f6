#include "ranking/graph_state.h"

#include <algorithm>

namespace corollary::ranking {
namespace {

std::uint32_t count_of(const std::vector<std::uint32_t>& numbers) { return numbers.empty() ? 0 : *std::ranges::max_element(numbers) + 1; }

// For relations and then for the same from the other side.
std::vector<std::uint32_t> both_sides(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint32_t> both = numbers;
  for (const std::uint32_t number : numbers) both.push_back(number + count_of(numbers));
  return both;
}

}  // namespace

GraphState::GraphState(const Vocabulary& vocabulary)
    : pairs(vocabulary.entities.size()),
      to_country(vocabulary.entities.size()),
      to_sector(vocabulary.entities.size()),
      from_country(0),
      country_pairs(0),
      sector_pairs(0),
      popularity(2 * vocabulary.relations.size()),
      root_popularity(2 * std::size_t{count_of(vocabulary.roots)}),
      activity(vocabulary.entities.size()),
      groups_(EntityGroups::of(vocabulary.entities)),
      relations_(vocabulary.relations.size()),
      roots_(both_sides(vocabulary.roots)),
      kinds_(both_sides(vocabulary.classes)),
      home_(groups_.country),
      ties_(vocabulary.entities.size()) {
  from_country = Adjacency(groups_.countries);
  country_pairs = Adjacency(groups_.countries);
  sector_pairs = Adjacency(groups_.sectors);
}

void GraphState::observe(std::span<const Fact> facts) {
  // In one order, whatever theirs was: homes are learned fact by fact.
  std::vector<Fact> sorted(facts.begin(), facts.end());
  std::ranges::sort(sorted);
  if (!sorted.empty()) {
    last_day_ = sorted.back().day;
  }
  for (const Fact& fact : sorted) {
    enter(fact);
    enter(ranking::inverse(fact, relations_));
  }
}

void GraphState::enter(const Fact& fact) {
  const auto [subject, relation, object, day] = fact;
  const std::uint32_t from = home_[subject], to = home_[object];
  pairs.add(subject, relation, object, day);
  popularity.add(relation, object, day);
  root_popularity.add(roots_[relation], object, day);
  activity[object].add(day);
  to_country.add(subject, relation, to, day);
  to_sector.add(subject, relation, groups_.sector[object], day);
  sector_pairs.add(groups_.sector[subject], relation, groups_.sector[object], day);
  from_country.add(from, relation, object, day);
  country_pairs.add(from, relation, to, day);
  learn_home(fact);
}

void GraphState::learn_home(const Fact& fact) {
  const std::uint32_t country = home_[fact.object];
  if (groups_.country[fact.subject] != 0 || country == 0) {
    return;
  }
  auto& ties = ties_[fact.subject];
  float& tie = ties[country];
  tie += groups_.sector[fact.object] == EntityGroups::kCountrySector ? 1.F : 0.5F;
  std::uint32_t& home = home_[fact.subject];
  if (home == 0 || tie > ties[home]) {
    home = country;
  }
}

}  // namespace corollary::ranking
