#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ranking/fact.h"
#include "ranking/feature_table.h"

namespace corollary::ranking {

/// All that is asked on a day from one side, without the answers: for "to whom did (entity, relation)" those of each fact's subject, for "by
/// whom was it done" those of each fact's object. It tells much of the answers: who makes statements on a day, is heard of on that day.
/// Nobody who forecasts has it. It is here for comparison with methods that read it (LogCL; Chen et al. 2024), and only a `Ranker` learned
/// with `day_list` ever makes one. The list of the other side would name the answers themselves, and is not read.
class DayList {
 public:
  struct Asked {
    std::uint32_t relation = 0;  ///< Below 2R.
    std::uint32_t times = 0;     ///< One for each fact.
  };
  struct Entity {
    std::uint32_t entity = 0;
    std::vector<Asked> asked;  ///< By relation.

    [[nodiscard]] std::uint32_t times(std::uint32_t relation) const;
  };

  /// Facts of one day.
  DayList(std::span<const Fact> facts, std::size_t relations);

  /// Those of whom something is asked from the side of a relation, by number.
  [[nodiscard]] std::span<const Entity> entities(std::uint32_t relation) const { return sides_[side(relation)]; }
  /// nullptr if nothing is asked of it from that side.
  [[nodiscard]] const Entity* find(std::uint32_t entity, std::uint32_t relation) const;

 private:
  [[nodiscard]] std::size_t side(std::uint32_t relation) const { return relation < relations_ ? 0 : 1; }
  void add(const Fact& fact);

  std::size_t relations_;
  std::array<std::vector<Entity>, 2> sides_;
};

/// A listed entity as the object of a relation's questions. All others are in bin 0.
struct ListedObject {
  const DayList::Entity* listed = nullptr;
  std::array<std::uint8_t, kListFeatures> bins{};

  [[nodiscard]] std::uint32_t entity() const { return listed->entity; }
};

}  // namespace corollary::ranking
