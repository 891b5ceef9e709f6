#include "fetch/file_name.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::fetch {
namespace {

// A number of digits alone, taken off the front; nullopt if there are fewer digits.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  const std::string_view number = text.substr(0, digits);
  if (number.size() < digits || !std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  text.remove_prefix(digits);
  return static_cast<int>(parse_integer(number).value_or(0));
}

bool take(std::string_view& text, std::string_view start) {
  const bool found = text.starts_with(start);
  text.remove_prefix(found ? start.size() : 0);
  return found;
}

std::optional<Date> day_of(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const auto date = Date::from_ymd(*year, *month, *day);
  return date ? std::optional(*date) : std::nullopt;
}

// From the first day of a month until before the first day of another.
std::optional<DateRange> months(int year, int first, int count) {
  const auto begin = day_of(year, first, 1);
  const auto end = first + count > 12 ? day_of(year + 1, 1, 1) : day_of(year, first + count, 1);
  return begin && end ? std::optional(DateRange{*begin, *end - Days{1}}) : std::nullopt;
}

// "1979.zip" and "200601.zip"; `rest` is what follows the year.
std::optional<FileName> read_archive(int year, std::string_view rest) {
  const auto month = rest == ".zip" ? std::nullopt : take_number(rest, 2);
  const auto days = month ? months(year, *month, 1) : months(year, 1, 12);
  if (rest != ".zip" || !days) {
    return std::nullopt;
  }
  return FileName{Generation::gdelt1, Kind::events, false, *days, std::nullopt};
}

std::optional<FileName> read_slot(Date day, std::string_view rest) {
  const auto hour = take_number(rest, 2), minute = take_number(rest, 2), second = take_number(rest, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *minute % 15 != 0 || *second != 0) {
    return std::nullopt;
  }
  FileName name{Generation::gdelt2, Kind::events, take(rest, ".translation"), {day, day}, *hour * 4 + *minute / 15};
  constexpr std::array<std::pair<std::string_view, Kind>, 3> endings = {
      {{".export.CSV.zip", Kind::events}, {".mentions.CSV.zip", Kind::mentions}, {".gkg.csv.zip", Kind::gkg}}};
  const auto* const ending = std::ranges::find(endings, rest, [](const auto& known) { return known.first; });
  if (ending == endings.end()) {
    return std::nullopt;
  }
  name.kind = ending->second;
  return name;
}

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::events: return "events";
    case Kind::mentions: return "mentions";
    case Kind::gkg: return "gkg";
  }
  return "";
}

std::optional<Kind> kind_named(std::string_view name) {
  for (const Kind kind : {Kind::events, Kind::mentions, Kind::gkg}) {
    if (fetch::name(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string Slot::text() const { return format("{} {:02}:{:02}", day.iso(), quarter / 4, quarter % 4 * 15); }

std::optional<FileName> FileName::read(std::string_view name) {
  std::string_view rest = name;
  const auto year = take_number(rest, 4);
  if (!year) {
    return std::nullopt;
  }
  if (const auto archive = read_archive(*year, rest)) {
    return archive;
  }
  const auto month = take_number(rest, 2), of_month = take_number(rest, 2);
  const auto day = day_of(year, month, of_month);
  if (!day) {
    return std::nullopt;
  }
  if (rest == ".export.CSV.zip") {
    return FileName{Generation::gdelt1, Kind::events, false, {*day, *day}, std::nullopt};
  }
  return read_slot(*day, rest);
}

}  // namespace corollary::fetch
