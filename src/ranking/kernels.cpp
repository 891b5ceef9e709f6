#include "ranking/kernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

// The compiler makes a version for each width of vector, and the machine's is taken at the start.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define COROLLARY_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define COROLLARY_CLONES
#endif

namespace corollary::ranking {
namespace {

constexpr std::size_t kLanes = 16;

// 2^t by a polynomial for the part of t that is no whole number (minimax on [-1/2, 1/2], error below 1e-7) and the exponent's bits.
inline float exponential(float x) {
  const float t = std::max(x * 1.44269504F, -126.F);
  const float shifted = t + 12582912.F;  // 1.5 · 2^23: the sum's last bits are the nearest whole number.
  const float f = t - (shifted - 12582912.F);
  float p = 1.339887440e-3F;
  p = p * f + 9.618437357e-3F;
  p = p * f + 5.550332847e-2F;
  p = p * f + 2.402264791e-1F;
  p = p * f + 6.931472028e-1F;
  p = p * f + 1.F;
  const std::uint32_t exponent = std::bit_cast<std::uint32_t>(shifted) << 23U;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p) + exponent);
}

}  // namespace

COROLLARY_CLONES double exponentials(std::span<const float> scores, float shift, std::span<float> out) {
  std::array<double, kLanes> sums{};
  const std::size_t whole = scores.size() - scores.size() % kLanes;
  for (std::size_t i = 0; i < scores.size(); ++i) out[i] = exponential(scores[i] - shift);
  for (std::size_t i = 0; i < whole; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += double{out[i + lane]};
  }
  double sum = 0;
  for (const double lane : sums) sum += lane;
  for (std::size_t i = whole; i < scores.size(); ++i) sum += double{out[i]};
  return sum;
}

COROLLARY_CLONES Standing standing_of(std::span<const float> scores, float score) {
  std::uint32_t above = 0, same = 0;
  for (const float other : scores) {
    above += other > score ? 1U : 0U;
    same += other == score ? 1U : 0U;
  }
  return {above, same};
}

COROLLARY_CLONES float largest(std::span<const float> scores) {
  std::array<float, kLanes> most;
  most.fill(scores[0]);
  const std::size_t whole = scores.size() - scores.size() % kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) most[lane] = std::max(most[lane], scores[i + lane]);
  }
  float result = *std::ranges::max_element(most);
  for (std::size_t i = whole; i < scores.size(); ++i) result = std::max(result, scores[i]);
  return result;
}

}  // namespace corollary::ranking
