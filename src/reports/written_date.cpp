
#include "base/strings.h"
#include "reports/reader.h"

namespace corollary::reports {
namespace {

std::optional<Date> calendar_day(std::optional<long long> year, std::optional<long long> month, std::optional<long long> day) {
  const bool given = year && month && day && *year >= 1000 && *year <= 9999 && *month <= 12 && *day <= 31;
  if (!given) {
    return std::nullopt;
  }
  const auto date = Date::from_ymd(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
  return date ? std::optional(*date) : std::nullopt;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2018-07-16", and what a time of day may follow it with.
std::optional<Date> iso_day(std::string_view text) {
  const bool time_follows = text.size() > 10 && (text[10] == 'T' || text[10] == ' ') && text.size() > 11 && is_digit(text[11]);
  if (text.size() != 10 && !time_follows) {
    return std::nullopt;
  }
  const auto date = Date::parse(text.substr(0, 10));
  return date ? std::optional(*date) : std::nullopt;
}

std::optional<Date> day_first(std::string_view text) {
  for (const char separator : {'.', '/'}) {
    if (const auto parts = split(text, separator); parts.size() == 3) {
      return calendar_day(parse_integer(trimmed(parts[2])), parse_integer(trimmed(parts[1])), parse_integer(trimmed(parts[0])));
    }
  }
  return std::nullopt;
}

// "16", "16th", "1st".
std::optional<long long> ordinal(std::string_view text) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (text.size() > 2 && text.ends_with(ending) && is_digit(text[text.size() - 3])) {
      text.remove_suffix(2);
      break;
    }
  }
  return parse_integer(text);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    const bool between = c == ' ' || c == ',' || c == '\t';
    if (between && !word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    } else if (!between) {
      word += c;
    }
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

// "16 July 2018", "July 16, 2018", with a weekday in front.
std::optional<Date> month_by_name(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  if (words.size() == 4 && weekday_number(words[0])) {
    words.erase(words.begin());
  }
  if (words.size() != 3) {
    return std::nullopt;
  }
  if (const auto month = month_number(words[1])) {
    return calendar_day(parse_integer(words[2]), *month, ordinal(words[0]));
  }
  if (const auto month = month_number(words[0])) {
    return calendar_day(parse_integer(words[2]), *month, ordinal(words[1]));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> parse_written_date(std::string_view text) {
  text = trimmed(text);
  constexpr std::size_t longest = 64;
  if (text.empty() || text.size() > longest) {
    return std::nullopt;
  }
  if (const auto date = iso_day(text)) {
    return date;
  }
  if (const auto date = day_first(text)) {
    return date;
  }
  return month_by_name(text);
}

}  // namespace corollary::reports
