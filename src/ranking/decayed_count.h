#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/model_bytes.h"

namespace corollary::ranking {

/// How often something happened, the longer ago the less: an act of `half_life` days ago counts as half of one of today.
inline constexpr std::array<float, 3> kHalfLives = {2.5F, 20.F, 120.F};  ///< In days.
enum HalfLife : std::size_t { days, weeks, months };

/// Counts acts by the day, which must not go back.
class DecayedCount {
 public:
  void add(std::int32_t day) {
    if (count_ == 0) {
      first_ = last_ = before_ = day;
    } else if (day != last_) {
      for (std::size_t k = 0; k < kHalfLives.size(); ++k) sums_[k] *= decay(k, day - last_);
      before_ = last_;
      last_ = day;
    }
    for (float& sum : sums_) sum += 1;
    ++count_;
  }

  /// As it stands on a day not before the last act; 0 if there was none.
  [[nodiscard]] float at(HalfLife half_life, std::int32_t day) const { return count_ == 0 ? 0 : sums_[half_life] * decay(half_life, day - last_); }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// The days of the first and the last act, and of the one before it (the same if there is none). Without an act 0.
  [[nodiscard]] std::int32_t first() const { return first_; }
  [[nodiscard]] std::int32_t last() const { return last_; }
  [[nodiscard]] std::int32_t before() const { return before_; }
  /// Days since the last act; below 0 if there was none.
  [[nodiscard]] std::int32_t gap(std::int32_t day) const { return count_ == 0 ? -1 : day - last_; }

  /// In a model file (model_file.cpp), days as so many before `last_day`, which no act is after.
  void write(ModelWriter& out, std::int32_t last_day) const;
  static DecayedCount read(ModelReader& in, std::int32_t last_day);

 private:
  static float decay(std::size_t half_life, std::int32_t gap) {
    static const auto table = [] {
      std::array<std::vector<float>, kHalfLives.size()> powers;
      for (std::size_t k = 0; k < kHalfLives.size(); ++k) {
        for (int day = 0; day < kDays; ++day) powers[k].push_back(static_cast<float>(std::exp2(-day / double{kHalfLives[k]})));
      }
      return powers;
    }();
    return table[half_life][static_cast<std::size_t>(std::clamp(gap, 0, kDays - 1))];
  }
  static constexpr int kDays = 4096;  // Later all have decayed away.

  std::array<float, kHalfLives.size()> sums_{};
  std::uint32_t count_ = 0;
  std::int32_t first_ = 0, last_ = 0, before_ = 0;
};

}  // namespace corollary::ranking
