#include "base/date.h"

#include <array>
#include <charconv>
#include <chrono>

#include "base/strings.h"

namespace corollary {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

std::chrono::year_month_day calendar(std::int32_t days) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool only_digits = error == std::errc() && end == text.data() + text.size() && text[0] != '-';
  return only_digits ? std::optional(value) : std::nullopt;
}

}  // namespace

Result<Date> Date::from_ymd(int year, int month, int day) {
  const bool in_range = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const auto date = std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                                std::chrono::day(static_cast<unsigned>(day)));
  if (!in_range || !date.ok()) {
    return fail(ErrorKind::input, "'{:04}-{:02}-{:02}' is not a day of the calendar", year, month, day);
  }
  return Date(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (year && month && day) {
      if (auto date = from_ymd(*year, *month, *day)) {
        return date;
      }
    }
  }
  return fail(ErrorKind::input, "'{}' is not a day (YYYY-MM-DD)", text);
}

int Date::year() const { return static_cast<int>(calendar(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(calendar(days_).month())); }
int Date::day_of_month() const { return static_cast<int>(static_cast<unsigned>(calendar(days_).day())); }

int Date::weekday() const {
  // 1 January 1970 was a Thursday (3).
  return ((days_ + 3) % 7 + 7) % 7;
}

std::string Date::iso() const { return format("{:04}-{:02}-{:02}", year(), month(), day_of_month()); }
std::string Date::written() const { return format("{} {}", written_without_year(), year()); }
std::string Date::written_without_year() const {
  return format("{} {}", day_of_month(), kMonths[static_cast<std::size_t>(month() - 1)]);
}

std::optional<int> month_number(std::string_view name) {
  if (name.ends_with('.')) {
    name.remove_suffix(1);
  }
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool short_form = name.size() == 3 || (i == 8 && name.size() == 4);
    const std::string_view month = short_form ? kMonths[i].substr(0, name.size()) : kMonths[i];
    if (equal_ignoring_case(name, month)) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

std::optional<int> weekday_number(std::string_view name) {
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (equal_ignoring_case(name, kWeekdays[i])) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

}  // namespace corollary
