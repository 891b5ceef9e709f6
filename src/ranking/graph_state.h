#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "ranking/adjacency.h"
#include "ranking/fact.h"

namespace corollary::ranking {

/// What is known of a graph before a day: decayed counts of who did what to whom, for entities and for the countries and sectors that
/// their names tell. Facts are given day by day; a state is a pure function of them, whatever their order within a day.
class GraphState {
 public:
  /// The vocabulary is read here only.
  explicit GraphState(const Vocabulary& vocabulary);

  /// Takes the facts of one day, after those given before. Each is entered from both sides. Cost: some microseconds a fact.
  void observe(std::span<const Fact> facts);

  [[nodiscard]] std::size_t entities() const { return groups_.country.size(); }
  [[nodiscard]] std::size_t relations() const { return relations_; }            ///< R; questions know 2R.
  [[nodiscard]] std::size_t directed_relations() const { return 2 * relations_; }
  [[nodiscard]] std::uint32_t inverse(std::uint32_t relation) const {
    const auto count = static_cast<std::uint32_t>(relations_);
    return relation < count ? relation + count : relation - count;
  }
  /// Of a directed relation; those of the other side are others.
  [[nodiscard]] std::uint32_t root(std::uint32_t relation) const { return roots_[relation]; }
  [[nodiscard]] std::uint32_t kind(std::uint32_t relation) const { return kinds_[relation]; }

  [[nodiscard]] const EntityGroups& groups() const { return groups_; }
  /// The country that an entity's name tells, else the one that it had most to do with so far; 0 if there is none.
  [[nodiscard]] std::uint32_t home(std::uint32_t entity) const { return home_[entity]; }
  [[nodiscard]] std::span<const std::uint32_t> homes() const { return home_; }
  /// The last day that was given; 0 before any.
  [[nodiscard]] std::int32_t last_day() const { return last_day_; }

  /// In a model file, without the vocabulary.
  void write(ModelWriter& out) const;
  static GraphState read(ModelReader& in, const Vocabulary& vocabulary);

  /// Entities to entities, to countries and sectors; the subject's country to entities and countries; its sector to sectors.
  Adjacency pairs, to_country, to_sector, from_country, country_pairs, sector_pairs;
  Popularity popularity, root_popularity;
  std::vector<DecayedCount> activity;  ///< Of each entity, in any role.

 private:
  /// A directed fact, and the homes that its two had when it was seen.
  struct Seen {
    Fact fact;
    std::uint32_t subject_home = 0, object_home = 0;
  };
  void enter(std::span<const Seen> seen);
  void learn_home(const Fact& fact);

  EntityGroups groups_;
  std::size_t relations_;
  std::int32_t last_day_ = 0;
  std::vector<std::uint32_t> roots_, kinds_;
  std::vector<std::uint32_t> home_;
  std::vector<std::unordered_map<std::uint32_t, float>> ties_;  // Of an entity without a country, to countries.
};

}  // namespace corollary::ranking
