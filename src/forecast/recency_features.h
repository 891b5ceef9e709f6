#pragma once

#include <array>
#include <string_view>

#include "forecast/climatology.h"
#include "forecast/history.h"

namespace corollary::forecast {

/// What a question's answer is guessed from. The numbered ones are counts n of acts, taken as ln(1 + n).
inline constexpr std::array<std::string_view, 11> kFeatureNames = {
    "base rate of the dyad",
    "acts of this type in the last 7 days",
    "acts of this type in the last 30 days",
    "acts of this type in the last 90 days",
    "days since the last act of this type",
    "acts of this type in the other direction, last 30 days",
    "acts of this class (cooperation or conflict), last 30 days",
    "acts of any type either way, last 7 days",
    "acts of any type either way, last 30 days",
    "acts of this type by the actor on anyone, last 30 days",
    "acts of this type on the recipient by anyone, last 30 days",
};
/// The features, then one indicator for each type (its intercept).
inline constexpr std::size_t kFeatureCount = kFeatureNames.size() + kEventTypeCount;
using Features = std::array<double, kFeatureCount>;

/// Reads the history up to `day` only. Counts over windows that the record covers in part are scaled up to the whole.
Features features(const History& history, const Climatology& climatology, graph::Dyad dyad, EventType type, Date day);

}  // namespace corollary::forecast
