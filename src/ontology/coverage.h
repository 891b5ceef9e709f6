#pragma once

#include <vector>

#include "base/date.h"

namespace corollary {

/// The days on which a record would hold an event had there been one. A list that somebody chose (a chronology)
/// covers no day: its silence says nothing. Missing is not zero.
class Coverage {
 public:
  Coverage() = default;
  /// Takes ranges in any order; overlapping and adjacent ones are joined.
  explicit Coverage(std::vector<DateRange> ranges);

  [[nodiscard]] bool covers(Date day) const;
  /// Every day of `days` is covered.
  [[nodiscard]] bool covers(DateRange days) const;
  [[nodiscard]] int covered_days(DateRange within) const;
  [[nodiscard]] bool empty() const { return ranges_.empty(); }
  /// In order of time, neither overlapping nor adjacent.
  [[nodiscard]] const std::vector<DateRange>& ranges() const { return ranges_; }
  /// What is covered up to `last`, that day included.
  [[nodiscard]] Coverage until(Date last) const;

 private:
  std::vector<DateRange> ranges_;
};

}  // namespace corollary
