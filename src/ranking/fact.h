#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace corollary::ranking {

/// Who did what to whom on which day, in the numbers of a set. Relations of a set are 0 … R - 1; the same acts seen from the other side
/// ("was done by") are R … 2R - 1, so that every question is about an object.
struct Fact {
  std::uint32_t subject = 0, relation = 0, object = 0;
  std::int32_t day = 0;
  auto operator<=>(const Fact&) const = default;
};

/// The same fact seen from the other side; twice gives it back.
inline Fact inverse(const Fact& fact, std::size_t relations) {
  const auto count = static_cast<std::uint32_t>(relations);
  const std::uint32_t relation = fact.relation < count ? fact.relation + count : fact.relation - count;
  return {fact.object, relation, fact.subject, fact.day};
}

/// What the numbers of a set stand for.
struct Vocabulary {
  std::vector<std::string> entities;
  std::vector<std::string> relations;
  /// Of each relation: its root in the hierarchy of relations, and that one's class (cooperation or conflict, in words or deeds),
  /// numbered from 0. Relations of no known hierarchy may each be their own root.
  std::vector<std::uint32_t> roots, classes;
};

/// The numbers of the groups that the names of entities tell: "Police (Finland)" is of the sector "Police" and of the country "Finland",
/// and "Finland", which stands in the brackets of others, is of the country "Finland" and of the sector of countries. 0 is no group.
struct EntityGroups {
  static EntityGroups of(std::span<const std::string> names);

  std::vector<std::uint32_t> country, sector;  ///< By entity.
  std::uint32_t countries = 1, sectors = 2;    ///< How many numbers there are.
  static constexpr std::uint32_t kCountrySector = 1;
};

}  // namespace corollary::ranking
