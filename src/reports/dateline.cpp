#include <algorithm>
#include <array>

#include "base/strings.h"
#include "reports/formats.h"

namespace corollary::reports {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "HELSINKI" → "Helsinki", "NEW YORK" → "New York".
std::string in_title_case(std::string_view upper) {
  std::string result = lower_ascii(upper);
  bool begins = true;
  for (char& c : result) {
    if (begins && c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    }
    begins = c == ' ' || c == '-' || c == '/';
  }
  return result;
}

// The upper-case words at the beginning, at least three letters.
std::string_view upper_case_start(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_upper(text[end]) || text[end] == ' ' || text[end] == '/' || text[end] == '-')) ++end;
  const std::string_view words = trimmed(text.substr(0, end));
  return words.size() >= 3 && words.find(" -") == std::string_view::npos ? words : std::string_view();
}

}  // namespace

std::string dateline_place(std::string_view text) {
  constexpr std::array<std::string_view, 4> dashes = {" - ", " — ", " – ", " -- "};
  constexpr std::size_t longest = 80;
  const std::string_view start = text.substr(0, longest);
  std::size_t end = std::string_view::npos;
  for (const std::string_view dash : dashes) end = std::min(end, start.find(dash));
  if (end == std::string_view::npos || start.substr(0, end).find('\n') != std::string_view::npos) {
    return "";
  }
  // "NATO allies - so far - …" is no dateline: behind the place comes the dash, a comma or a bracket.
  std::string_view upper = upper_case_start(start);
  const std::string_view rest = trimmed(start.substr(upper.size(), end - std::min(end, upper.size())));
  const bool closed = rest.empty() || rest.starts_with(',') || rest.starts_with('(');
  return !upper.empty() && closed ? in_title_case(upper) : "";
}

}  // namespace corollary::reports
