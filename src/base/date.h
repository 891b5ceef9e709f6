#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace corollary {

/// A number of days.
struct Days {
  std::int32_t count = 0;
  auto operator<=>(const Days&) const = default;
};

/// A calendar day (proleptic Gregorian), without a time or zone.
class Date {
 public:
  /// 1 January 1970.
  Date() = default;

  /// Errors: `input` if there is no such day.
  static Result<Date> from_ymd(int year, int month, int day);
  /// Reads `2018-07-16`. Errors: `input` if the text is anything else.
  static Result<Date> parse(std::string_view text);
  /// `days` after 1 January 1970.
  static constexpr Date from_day_number(std::int32_t days) { return Date(days); }

  [[nodiscard]] constexpr std::int32_t day_number() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;        ///< 1 to 12.
  [[nodiscard]] int day_of_month() const; ///< 1 to 31.
  [[nodiscard]] int weekday() const;      ///< 0 (Monday) to 6 (Sunday).

  /// `2018-07-16`.
  [[nodiscard]] std::string iso() const;
  /// `16 July 2018`.
  [[nodiscard]] std::string written() const;
  /// `16 July`.
  [[nodiscard]] std::string written_without_year() const;

  constexpr auto operator<=>(const Date&) const = default;
  friend constexpr Date operator+(Date date, Days days) { return Date(date.days_ + days.count); }
  friend constexpr Date operator-(Date date, Days days) { return Date(date.days_ - days.count); }
  friend constexpr Days operator-(Date later, Date earlier) { return {later.days_ - earlier.days_}; }

 private:
  constexpr explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

/// The days from `first` to `last`, both included. Never empty: first <= last.
struct DateRange {
  Date first;
  Date last;

  [[nodiscard]] bool contains(Date day) const { return first <= day && day <= last; }
  [[nodiscard]] int length() const { return (last - first).count + 1; }
  auto operator<=>(const DateRange&) const = default;
};

/// 1 to 12 for an English month name or its usual short form, in any case ("July", "jul", "Sept.").
std::optional<int> month_number(std::string_view name);
/// 0 (Monday) to 6 (Sunday) for an English weekday name, in any case.
std::optional<int> weekday_number(std::string_view name);

}  // namespace corollary
