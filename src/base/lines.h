#pragma once

#include <cstddef>
#include <string_view>

namespace corollary {

/// Calls `visit(line, number)` for each line of a text, numbers from 1, blank lines too; the line without its end, be it LF or
/// CRLF. Cost: O(bytes), nothing is copied.
template <typename Visit>
void for_each_line(std::string_view text, Visit&& visit) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    visit(line, number);
  }
}

}  // namespace corollary
