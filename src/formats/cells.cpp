#include "formats/cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "base/strings.h"
#include "base/windows_1252.h"

namespace corollary::formats {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `count` digits at `at`, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) {
    return -1;
  }
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Source: Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
std::optional<Date> date_of(int year, int month, int day) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12 || day < 1) {
    return std::nullopt;
  }
  const int length = lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
  if (day > length) {
    return std::nullopt;
  }
  const int from_march = month <= 2 ? year - 1 : year;
  const int era = from_march / 400;
  const int year_of_era = from_march - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return Date::from_day_number(era * 146'097 + day_of_era - 719'468);
}

std::optional<Date> compact_day(std::string_view cell) {
  return date_of(digits_at(cell, 0, 4), digits_at(cell, 4, 2), digits_at(cell, 6, 2));
}

std::optional<Date> iso_day(std::string_view cell) {
  const bool time_follows = cell.size() > 10 && (cell[10] == ' ' || cell[10] == 'T');
  if (cell[7] != '-' || (cell.size() > 10 && !time_follows)) {
    return std::nullopt;
  }
  return date_of(digits_at(cell, 0, 4), digits_at(cell, 5, 2), digits_at(cell, 8, 2));
}

// 1/31/2018.
std::optional<Date> month_first_day(std::string_view cell) {
  const std::size_t first = cell.find('/');
  const std::size_t second = cell.find('/', first + 1);
  if (first > 2 || second == std::string_view::npos || second - first - 1 > 2 || cell.size() != second + 5) {
    return std::nullopt;
  }
  return date_of(digits_at(cell, second + 1, 4), digits_at(cell, 0, first),
                 digits_at(cell, first + 1, second - first - 1));
}

// 31 January 2018.
std::optional<Date> written_day(std::string_view cell) {
  const std::size_t first = cell.find(' ');
  const std::size_t second = cell.find(' ', first + 1);
  if (first > 2 || second == std::string_view::npos || cell.size() != second + 5) {
    return std::nullopt;
  }
  const auto month = month_number(cell.substr(first + 1, second - first - 1));
  return date_of(digits_at(cell, second + 1, 4), month.value_or(0), digits_at(cell, 0, first));
}

bool all_digits(std::string_view cell) { return std::ranges::all_of(cell, is_digit); }

bool in_range(std::string_view cell, double low, double high) {
  const auto number = number_in(cell);
  return number && *number >= low && *number <= high;
}

bool is_time(std::string_view cell) {
  if (cell.size() == 14) {
    const int hour = digits_at(cell, 8, 2), minute = digits_at(cell, 10, 2), second = digits_at(cell, 12, 2);
    return compact_day(cell) && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
  }
  return day_in(cell).has_value();
}

bool matches(std::string_view cell, FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return true;
    case FieldKind::whole:
      return whole_in(cell).has_value();
    case FieldKind::small: {
      const auto number = whole_in(cell);
      return number && std::in_range<std::int32_t>(*number);
    }
    case FieldKind::count: {
      const auto number = whole_in(cell);
      return number && *number >= 0 && *number <= std::numeric_limits<std::int32_t>::max();
    }
    case FieldKind::number:
    case FieldKind::fraction_date:
      return number_in(cell).has_value();
    case FieldKind::day:
      return day_in(cell).has_value();
    case FieldKind::month:
      return cell.size() == 6 && digits_at(cell, 0, 4) > 0 && digits_at(cell, 4, 2) >= 1 && digits_at(cell, 4, 2) <= 12;
    case FieldKind::year:
      return cell.size() == 4 && digits_at(cell, 0, 4) > 0;
    case FieldKind::time:
      return is_time(cell);
    case FieldKind::flag:
      return cell.size() == 1 && (cell[0] == '0' || cell[0] == '1');
    case FieldKind::cameo:
      return cell.size() >= 2 && cell.size() <= 4 && all_digits(cell);
    case FieldKind::quad_class:
      return cell.size() == 1 && cell[0] >= '0' && cell[0] <= '4';
    case FieldKind::geo_type:
      return cell.size() == 1 && cell[0] >= '0' && cell[0] <= '5';
    case FieldKind::latitude:
      return in_range(cell, -90, 90);
    case FieldKind::longitude:
      return in_range(cell, -180, 180);
  }
  return false;
}

std::string_view expectation(FieldKind kind) {
  switch (kind) {
    case FieldKind::text:
      return "text";
    case FieldKind::whole:
      return "a whole number";
    case FieldKind::small:
      return "a whole number of 32 bits";
    case FieldKind::count:
      return "a whole number from 0 on";
    case FieldKind::number:
    case FieldKind::fraction_date:
      return "a number";
    case FieldKind::day:
      return "a day";
    case FieldKind::month:
      return "a month (YYYYMM)";
    case FieldKind::year:
      return "a year";
    case FieldKind::time:
      return "a time (YYYYMMDDHHMMSS)";
    case FieldKind::flag:
      return "0 or 1";
    case FieldKind::cameo:
      return "a CAMEO code (two to four digits)";
    case FieldKind::quad_class:
      return "a class from 1 to 4";
    case FieldKind::geo_type:
      return "a type of place from 0 to 5";
    case FieldKind::latitude:
      return "a latitude from -90 to 90";
    case FieldKind::longitude:
      return "a longitude from -180 to 180";
  }
  return "";
}

constexpr std::size_t kExcerpt = 40;

}  // namespace

bool is_missing(std::string_view cell) {
  return cell.empty() || cell == "NA" || cell == "NULL" || cell == "None" || cell == "--" || cell == "---";
}

std::optional<std::int64_t> whole_in(std::string_view cell) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

// Up to 2^53 and 10^22 a number and a power of ten are doubles themselves, and one division rounds once (Clinger 1990).
std::optional<double> number_in(std::string_view cell) {
  constexpr std::array<double, 20> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
                                             1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
  const bool negative = cell.starts_with('-');
  std::uint64_t digits = 0;
  std::size_t read = 0, behind_point = 0;
  bool point = false;
  std::size_t i = negative ? 1 : 0;
  for (; i < cell.size() && read < 19; ++i) {
    if (is_digit(cell[i])) {
      digits = digits * 10 + static_cast<std::uint64_t>(cell[i] - '0');
      ++read;
      behind_point += point;
    } else if (cell[i] == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (i == cell.size() && read > 0 && digits <= (std::uint64_t{1} << 53U)) {
    const double value = static_cast<double>(digits) / powers[behind_point];
    return negative ? -value : value;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole_cell = error == std::errc() && end == cell.data() + cell.size() && std::isfinite(value);
  return whole_cell ? std::optional(value) : std::nullopt;
}

std::optional<Date> day_in(std::string_view cell) {
  if (cell.size() == 8 && cell[4] != '/' && cell[3] != '/') {
    return compact_day(cell);
  }
  if (cell.size() >= 10 && cell[4] == '-') {
    return iso_day(cell);
  }
  return cell.find('/') != std::string_view::npos ? month_first_day(cell) : written_day(cell);
}

std::optional<Date> day_of_time(std::string_view cell) { return cell.size() == 14 ? compact_day(cell) : day_in(cell); }

std::string compact(Date day) { return format("{:04}{:02}{:02}", day.year(), day.month(), day.day_of_month()); }

double fraction_date(Date day) {
  return std::round((day.year() + ((day.month() - 1) * 30 + day.day_of_month()) / 365.0) * 1e4) / 1e4;
}

void append_number(std::string& out, double number) {
  std::array<char, 32> buffer;
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  out.append(buffer.data(), end);
}

std::string number_text(double number) {
  std::string out;
  append_number(out, number);
  return out;
}

bool is_right(std::string_view cell, FieldKind kind) { return cell.empty() || matches(cell, kind) || is_missing(cell); }

std::optional<std::string> fault_in(std::string_view cell, FieldKind kind) {
  if (is_right(cell, kind)) {
    return std::nullopt;
  }
  std::string shown;
  assign_utf8(shown, cell.substr(0, kExcerpt));
  return format("'{}{}' is not {}", shown, cell.size() > kExcerpt ? "…" : "", expectation(kind));
}

void assign_utf8(std::string& out, std::string_view cell) {
  if (!invalid_utf8_at(cell)) {
    out.assign(cell);
    return;
  }
  out = from_windows_1252(cell);
}

}  // namespace corollary::formats
