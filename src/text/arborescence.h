#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace corollary::text {

/// The heads of the best tree with exactly one root. `scores` is [n, n + 1]: of dependent i on head j - 1, column 0 the
/// root. Returns a head a dependent, in the numbering of the columns: 0 is the root.
///
/// Ties go to the smaller column. Cost: O(n^2) if the best heads form a tree, else O(n^2) a cycle.
/// Source: Chu and Liu 1965, Edmonds 1967.
std::vector<std::size_t> best_tree(std::span<const float> scores, std::size_t n);

}  // namespace corollary::text
