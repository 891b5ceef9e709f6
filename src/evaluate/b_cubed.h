#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace corollary::evaluate {

/// How far a grouping is the expected one.
struct Agreement {
  double precision = 0, recall = 0;  ///< In [0, 1].
  [[nodiscard]] double f1() const { return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall); }
};

/// B³: of each item the share of its found group that belongs to it (precision), and the share of its expected group that was found
/// (recall), averaged over the items. `found` and `expected` name the group of each item; only items in `counted` are looked at.
/// Source: Bagga and Baldwin 1998.
Agreement b_cubed(std::span<const std::size_t> found, std::span<const std::string> expected, const std::vector<bool>& counted);

}  // namespace corollary::evaluate
