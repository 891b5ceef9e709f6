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
  std::vector<Seen> seen;
  for (const Fact& fact : sorted) {
    for (const Fact& of : {fact, ranking::inverse(fact, relations_)}) {
      seen.push_back({of, home_[of.subject], home_[of.object]});
      learn_home(of);
    }
  }
  enter(seen);
}

// One count after the other: so its memory is near while all facts go in.
void GraphState::enter(std::span<const Seen> seen) {
  const std::vector<std::uint32_t>& sector = groups_.sector;
  for (const auto& [fact, from, to] : seen) pairs.add(fact.subject, fact.relation, fact.object, fact.day);
  for (const auto& [fact, from, to] : seen) to_country.add(fact.subject, fact.relation, to, fact.day);
  for (const auto& [fact, from, to] : seen) to_sector.add(fact.subject, fact.relation, sector[fact.object], fact.day);
  for (const auto& [fact, from, to] : seen) sector_pairs.add(sector[fact.subject], fact.relation, sector[fact.object], fact.day);
  for (const auto& [fact, from, to] : seen) from_country.add(from, fact.relation, fact.object, fact.day);
  for (const auto& [fact, from, to] : seen) country_pairs.add(from, fact.relation, to, fact.day);
  for (const auto& [fact, from, to] : seen) {
    popularity.add(fact.relation, fact.object, fact.day);
    root_popularity.add(roots_[fact.relation], fact.object, fact.day);
    activity[fact.object].add(fact.day);
  }
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
