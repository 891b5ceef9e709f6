#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace corollary::fetch {

/// What a file of GDELT holds.
enum class Kind : std::uint8_t { events, mentions, gkg };
std::string_view name(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

/// GDELT 1.0 comes by the day (before April 2013 by the month, before 2006 by the year), 2.0 by the quarter of an hour.
enum class Generation : std::uint8_t { gdelt1, gdelt2 };

inline constexpr int kQuartersOfDay = 96;

/// A quarter of an hour.
struct Slot {
  Date day;
  int quarter = 0;  ///< 0 to 95.

  /// "2018-01-01 00:15".
  [[nodiscard]] std::string text() const;
  auto operator<=>(const Slot&) const = default;
};

/// What the name of a file of GDELT says: "20180101001500.translation.export.CSV.zip", "20180101.export.CSV.zip", "201212.zip", "1979.zip".
struct FileName {
  Generation generation = Generation::gdelt2;
  Kind kind = Kind::events;
  bool translated = false;       ///< Of reports in other languages than English.
  DateRange days{};              ///< Which it is about.
  std::optional<int> quarter{};  ///< 2.0: the quarter of an hour of that day, 0 to 95.

  /// nullopt for any other name, so that what is returned is also safe as the name of a file.
  static std::optional<FileName> read(std::string_view name);
};

}  // namespace corollary::fetch
