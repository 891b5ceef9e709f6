#pragma once

#include <cstddef>
#include <span>

namespace corollary::ranking {

/// e^(scores - shift) of each, to about seven digits, and their sum. All machines, and any number of threads, give the same bits: each
/// is computed by itself, and they are added in a fixed order. Cost: below a nanosecond each.
double exponentials(std::span<const float> scores, float shift, std::span<float> out);

/// How many scores are above `score`, and how many are the same.
struct Standing {
  std::size_t above = 0, same = 0;
};
Standing standing_of(std::span<const float> scores, float score);

/// The largest; `scores` is not empty.
float largest(std::span<const float> scores);

}  // namespace corollary::ranking
