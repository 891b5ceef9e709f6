#include "coding/dates.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"

namespace corollary::coding {
namespace {

std::optional<Date> day_of(int year, int month, int day) {
  const auto date = Date::from_ymd(year, month, day);
  return date ? std::optional(*date) : std::nullopt;
}

DateRange month_of(int year, int month) {
  const Date first = *Date::from_ymd(year, month, 1);
  const Date next = month == 12 ? *Date::from_ymd(year + 1, 1, 1) : *Date::from_ymd(year, month + 1, 1);
  return {first, next - Days{1}};
}

DateRange year_of(int year) { return {*Date::from_ymd(year, 1, 1), *Date::from_ymd(year, 12, 31)}; }

class TimeReader {
 public:
  TimeReader(const Words& words, Date today) : words_(words), today_(today) {}

  std::vector<TimeMention> read() {
    std::vector<TimeMention> times;
    for (std::size_t i = 0; i < words_.size();) {
      const auto time = read_at(i);
      if (time && !is_bound(i)) {
        times.push_back(*time);
      }
      i = time ? time->words.last : i + 1;
    }
    return times;
  }

 private:
  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }
  [[nodiscard]] std::optional<int> number(std::size_t i) const {
    if (i >= words_.size() || words_[i].kind != text::TokenKind::number) {
      return std::nullopt;
    }
    std::string_view digits = words_[i].lower;
    for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (digits.ends_with(ending)) {
        digits.remove_suffix(2);
        break;
      }
    }
    const auto value = parse_integer(digits);
    return value && *value >= 0 && *value < 10000 ? std::optional(static_cast<int>(*value)) : std::nullopt;
  }
  [[nodiscard]] std::optional<int> year(std::size_t i) const {
    const auto value = number(i);
    return value && words_[i].text.size() == 4 && *value >= 1900 && *value <= 2100 ? value : std::nullopt;
  }
  // A month's name; short forms only with their point or beside a number, and never "may" and "march" in lower case.
  [[nodiscard]] std::optional<int> month(std::size_t i) const {
    return i < words_.size() && words_[i].upper ? month_number(words_[i].text) : std::nullopt;
  }

  // "since 2014", "until 31 January", "by July": a bound, not a time.
  [[nodiscard]] bool is_bound(std::size_t i) const {
    const std::string_view before = i > 0 ? lower(i - 1) : "";
    constexpr auto bounds = std::to_array<std::string_view>({"since", "until", "till", "by", "before", "after", "than", "through", "of", "to", "between"});
    return std::ranges::find(bounds, before) != bounds.end();
  }

  // The year that brings a day nearest to the report's.
  [[nodiscard]] std::optional<Date> nearest(int month, int day) const {
    std::optional<Date> best;
    for (int year = today_.year() - 1; year <= today_.year() + 1; ++year) {
      const auto date = day_of(year, month, day);
      const auto away = [&](Date d) { return std::abs((d - today_).count); };
      if (date && (!best || away(*date) < away(*best))) {
        best = date;
      }
    }
    return best;
  }

  std::optional<TimeMention> read_at(std::size_t i) const {
    if (auto time = read_calendar_day(i)) return time;
    if (auto time = read_month_or_year(i)) return time;
    if (auto time = read_relative(i)) return time;
    return std::nullopt;
  }

  std::optional<TimeMention> read_calendar_day(std::size_t i) const {
    if (const auto iso = Date::parse(words_[i].text)) {
      return TimeMention{{i, i + 1}, {*iso, *iso}};
    }
    if (number(i) && month(i + 1)) {
      return day_with_year(i, *month(i + 1), *number(i), i + 2);
    }
    if (month(i) && number(i + 1) && !year(i + 1)) {
      return day_with_year(i, *month(i), *number(i + 1), i + 2);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<TimeMention> day_with_year(std::size_t first, int month, int day, std::size_t end) const {
    const std::size_t behind_comma = lower(end) == "," ? end + 1 : end;
    if (const auto given = year(behind_comma)) {
      const auto date = day_of(*given, month, day);
      return date ? std::optional(TimeMention{{first, behind_comma + 1}, {*date, *date}}) : std::nullopt;
    }
    const auto date = nearest(month, day);
    return date ? std::optional(TimeMention{{first, end}, {*date, *date}}) : std::nullopt;
  }

  // "in July", "early July", "July 2017", "in 2014". A month without a year is the last one that has begun.
  [[nodiscard]] std::optional<TimeMention> read_month_or_year(std::size_t i) const {
    const std::string_view before = i > 0 ? lower(i - 1) : "";
    if (const auto name = month(i)) {
      const bool dated = before == "in" || before == "early" || before == "late" || before == "mid" || before == "last" || before == "next" ||
                         before == "this" || year(i + 1) || words_[i].text.size() > 3;
      if (!dated || lower(i) == "may") {
        const bool sure = before == "in" || before == "late" || before == "early" || year(i + 1);
        return sure ? std::optional(month_time(i, *name)) : std::nullopt;
      }
      return month_time(i, *name);
    }
    if (const auto given = year(i); given && (before == "in" || before == "of")) {
      return TimeMention{{i, i + 1}, year_of(*given)};
    }
    return std::nullopt;
  }

  [[nodiscard]] TimeMention month_time(std::size_t i, int name) const {
    const auto given = year(i + 1);
    const bool begun = name <= today_.month();
    const DateRange days = month_of(given ? *given : begun ? today_.year() : today_.year() - 1, name);
    return {{i, given ? i + 2 : i + 1}, part_of(days, i > 0 ? lower(i - 1) : "")};
  }

  static DateRange part_of(DateRange month, std::string_view part) {
    if (part == "early") return {month.first, month.first + Days{9}};
    if (part == "mid") return {month.first + Days{10}, month.first + Days{19}};
    if (part == "late") return {month.first + Days{20}, month.last};
    return month;
  }

  [[nodiscard]] std::optional<TimeMention> read_relative(std::size_t i) const {
    const std::string_view word = lower(i);
    const auto days_off = [&](int days) { return TimeMention{{i, i + 1}, {today_ + Days{days}, today_ + Days{days}}}; };
    if (word == "today") return days_off(0);
    if (word == "yesterday") return days_off(-1);
    if (word == "tomorrow") return days_off(1);
    if (words_[i].upper) {
      if (const auto weekday = weekday_number(word)) {
        const int back = (today_.weekday() - *weekday + 7) % 7;
        TimeMention time = days_off(-back);
        time.is_weekday = true;
        return i > 0 && lower(i - 1) == "next" ? TimeMention{{i, i + 1}, days_ahead(time)} : time;
      }
    }
    const bool last = word == "last";
    const bool next = word == "next";
    if (!last && !next && word != "this") {
      return std::nullopt;
    }
    return read_period(i, last ? -1 : next ? 1 : 0);
  }

  // "last week", "this month", "next year". Weeks begin on Monday.
  [[nodiscard]] std::optional<TimeMention> read_period(std::size_t i, int step) const {
    const std::string_view period = lower(i + 1);
    const Range range = {i, i + 2};
    if (period == "week") {
      const Date monday = today_ - Days{today_.weekday()} + Days{7 * step};
      return TimeMention{range, {monday, step == 0 ? today_ : monday + Days{6}}};
    }
    if (period == "month") {
      const int months = today_.year() * 12 + today_.month() - 1 + step;
      return TimeMention{range, month_of(months / 12, months % 12 + 1)};
    }
    if (period == "year") {
      return TimeMention{range, year_of(today_.year() + step)};
    }
    return std::nullopt;
  }

  const Words& words_;
  Date today_;
};

}  // namespace

std::vector<TimeMention> find_times(const Words& words, Date report_day) { return TimeReader(words, report_day).read(); }

DateRange days_ahead(const TimeMention& time) {
  return time.is_weekday ? DateRange{time.days.first + Days{7}, time.days.last + Days{7}} : time.days;
}

}  // namespace corollary::coding
