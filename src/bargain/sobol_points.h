#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/error.h"

namespace corollary::bargain {

/// Most dimensions that there are direction numbers for.
inline constexpr std::size_t kMostDimensions = 3667;

/// The first `count` points of the Sobol sequence, scrambled: point i lies at [i * dimensions, (i + 1) * dimensions), each number above 0
/// and below 1. Of a count that is a power of two each dimension has one point in each of as many equal parts of 0 to 1. Another seed is
/// another scrambling: means over several of them differ as an error estimate needs.
///
/// Errors: `input` if there are more than `kMostDimensions`. Cost: 32 hashes a number.
/// Source: direction numbers of Joe and Kuo 2008; nested uniform scrambling, Owen 1995.
Result<std::vector<double>> sobol_points(std::size_t count, std::size_t dimensions, std::uint64_t seed);

}  // namespace corollary::bargain
