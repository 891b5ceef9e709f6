#pragma once

#include <cstdint>

namespace corollary {

/// Random numbers that depend on (seed, stream, position) alone, so that a result does not depend on the order in
/// which threads draw. Copy it freely: a copy goes on from the same place.
/// Source: SplitMix64 (Steele, Lea, Flood 2014), used as a counter-based mixer.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t stream) : key_(mixed(seed ^ mixed(stream + kStep))) {}

  std::uint64_t next() { return mixed(key_ + kStep * ++position_); }
  /// Uniform in [0, 1), 53 bits.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// Uniform in 0 … count - 1; count > 0. The bias is below count / 2^64.
  std::uint64_t below(std::uint64_t count) {
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * count) >> 64);
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15U;
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  std::uint64_t key_;
  std::uint64_t position_ = 0;
};

}  // namespace corollary
