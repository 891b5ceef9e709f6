#pragma once

#include <compare>
#include <cstdint>

namespace corollary::bargain {

/// What is known of a number that is not known exactly: how likely it is where. The number beside it is the middle of `uniform`,
/// the likely one of `triangular`, the mean of `normal`.
struct Spread {
  enum class Shape : std::uint8_t {
    uniform,     ///< Anywhere from `low` to `high`.
    triangular,  ///< From `low` over `middle`, the likely one, to `high`.
    normal       ///< Mean `middle` and standard deviation `deviation`, within `low` to `high`, the range of what it describes.
  };
  Shape shape = Shape::uniform;
  double low = 0;
  double middle = 0;
  double high = 0;
  double deviation = 0;

  auto operator<=>(const Spread&) const = default;
};

/// The value below which a share `p` of the spread lies, 0 < p < 1; so a uniform draw becomes one of the spread.
double quantile(const Spread& spread, double p);

}  // namespace corollary::bargain
