#include "bargain/sobol_points.h"

#include <boost/random/sobol.hpp>

#include "base/random.h"

namespace corollary::bargain {
namespace {

constexpr unsigned kBits = 32;

/// Flips each bit by a hash of the bits above it: equal beginnings stay equal, and all else is random.
std::uint32_t scrambled(std::uint32_t bits, std::uint64_t seed, std::uint64_t dimension) {
  std::uint32_t flips = 0;
  for (unsigned bit = 0; bit < kBits; ++bit) {
    // The bits above this one, with a one before them, so that "0" and "00" are not the same.
    const std::uint64_t beginning = (std::uint64_t{1} << bit) | (bit == 0 ? 0 : bits >> (kBits - bit));
    const std::uint64_t hash = Random(seed, dimension << (kBits + 1) | beginning).next();
    flips |= static_cast<std::uint32_t>(hash >> 63) << (kBits - 1 - bit);
  }
  return bits ^ flips;
}

}  // namespace

Result<std::vector<double>> sobol_points(std::size_t count, std::size_t dimensions, std::uint64_t seed) {
  if (dimensions > kMostDimensions) {
    return fail(ErrorKind::input, "{} uncertain numbers are more than the {} that can be drawn at once", dimensions, kMostDimensions);
  }
  std::vector<double> points;
  if (dimensions == 0 || count == 0) {
    return points;
  }
  points.reserve(count * dimensions);
  boost::random::sobol_engine<std::uint_least32_t, kBits> sequence(dimensions);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
      // The engine leaves out the first point, all zeros; without it the first 2^m points are no net.
      const std::uint32_t bits = i == 0 ? 0 : static_cast<std::uint32_t>(sequence());
      points.push_back((scrambled(bits, seed, dimension) + 0.5) * 0x1.0p-32);
    }
  }
  return points;
}

}  // namespace corollary::bargain
