#pragma once

#include <compare>
#include <cstddef>
#include <string_view>

namespace corollary {

/// Bytes [begin, end) of a text: UTF-8 offsets, half-open.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  [[nodiscard]] bool contains(ByteRange inner) const { return begin <= inner.begin && inner.end <= end; }
  auto operator<=>(const ByteRange&) const = default;
};

}  // namespace corollary
