#pragma once

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "ranking/ranker.h"

namespace corollary::ranking {

/// A world of a few states whose acts are easy to foresee: each weekday has its own visits, answered the next day, and some noise.
struct World {
  Vocabulary vocabulary;
  std::vector<Fact> facts;
};
enum Relation : std::uint32_t { visits, thanks, blames };

inline World small_world(std::int32_t days, std::uint64_t seed = 1) {
  World world;
  for (const char* const name : {"Ruritania", "Elbonia", "Freedonia", "Sylvania", "Grand Fenwick", "Police (Ruritania)", "Citizen (Ruritania)", "Jane Roe"}) {
    world.vocabulary.entities.emplace_back(name);
  }
  world.vocabulary.relations = {"Make a visit", "Express gratitude", "Criticize"};
  world.vocabulary.roots = {0, 1, 2};
  world.vocabulary.classes = {0, 0, 1};
  Random random(seed, 0);
  for (std::int32_t day = 0; day < days; ++day) {
    const auto visitor = static_cast<std::uint32_t>(day % 5), host = static_cast<std::uint32_t>((day + 1 + day / 5 % 3) % 5);
    world.facts.push_back({visitor, visits, host, day});
    if (day > 0) {
      const Fact before = *std::ranges::find_if(world.facts, [&](const Fact& fact) { return fact.day == day - 1 && fact.relation == visits; });
      world.facts.push_back({before.object, thanks, before.subject, day});
    }
    world.facts.push_back({5, blames, 6, day});
    world.facts.push_back({static_cast<std::uint32_t>(random.below(8)), blames, static_cast<std::uint32_t>(random.below(8)), day});
  }
  return world;
}

inline RankerOptions quick(RankingModel model = RankingModel::full) {
  RankerOptions options;
  options.model = model;
  options.trees.trees = 20;
  options.trees.leaves = 8;
  options.trees.least_weight = 1;
  options.candidates = 5;
  return options;
}

inline Ranker learned(const World& world, const RankerOptions& options) {
  Progress progress;
  return Ranker::learn(world.vocabulary, world.facts, options, progress).value();
}

}  // namespace corollary::ranking
