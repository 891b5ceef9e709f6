#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bargain/authority.h"

namespace corollary::bargain {

/// Actors by their numbers in some list, rising.
using Coalition = std::vector<std::size_t>;

/// The smallest coalitions whose consent makes the formula hold: none contains another, the order is by size, then by members. A formula that holds by
/// itself has the empty one; one that can never hold (it waits too long) has none. `number_of(name)` gives an actor's number.
/// nullopt if there would be more than `most`, on the way or in the end.
template <typename NumberOf>
std::optional<std::vector<Coalition>> smallest_coalitions(const Formula& formula, const NumberOf& number_of, double days, std::size_t most);

/// Both lists of coalitions needed: each of one joined with each of the other. nullopt as above.
std::optional<std::vector<Coalition>> united(const std::vector<Coalition>& left, const std::vector<Coalition>& right, std::size_t most);
/// Without those that contain another, sorted.
std::vector<Coalition> reduced(std::vector<Coalition> coalitions);
/// Those joined of any subset of `parts` whose weights reach the quota. nullopt as above.
std::optional<std::vector<Coalition>> reaching(const std::vector<std::vector<Coalition>>& parts, const Formula& quota, std::size_t most);

// ---------------------------------------------------------------------------------------------------------------------

template <typename NumberOf>
std::optional<std::vector<Coalition>> smallest_coalitions(const Formula& formula, const NumberOf& number_of, double days, std::size_t most) {
  if (formula.kind == Formula::Kind::actor) return std::vector<Coalition>{{number_of(formula.actor)}};
  if (formula.kind == Formula::Kind::wait && formula.days > days) return std::vector<Coalition>{};
  std::vector<std::vector<Coalition>> parts;
  for (const Formula& part : formula.parts) {
    auto coalitions = smallest_coalitions(part, number_of, days, most);
    if (!coalitions) return std::nullopt;
    parts.push_back(*std::move(coalitions));
  }
  if (formula.kind == Formula::Kind::wait) return parts.front();
  if (formula.kind == Formula::Kind::quota) return reaching(parts, formula, most);
  if (formula.kind == Formula::Kind::all) {
    std::vector<Coalition> all = {{}};
    for (const auto& part : parts) {
      auto both = united(all, part, most);
      if (!both) return std::nullopt;
      all = *std::move(both);
    }
    return all;
  }
  std::vector<Coalition> any;
  for (const auto& part : parts) any.insert(any.end(), part.begin(), part.end());
  return reduced(std::move(any));
}

}  // namespace corollary::bargain
