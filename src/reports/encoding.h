#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace corollary::reports {

/// Bytes that were not UTF-8, read as what they most likely are.
struct Mended {
  std::string text;        ///< UTF-8 without NUL.
  std::size_t first = 0;   ///< Where in the bytes the first one was that had to be read otherwise.
  std::string reading;     ///< "byte 12 is not UTF-8: read as Windows-1252, with 3 more like it".
};

/// Reads UTF-16 with a byte-order mark; else each byte that is no UTF-8 as Windows-1252 (most of what is not UTF-8 is that, and
/// a file pasted together from several sources may be both), and a NUL now and then as a space. nullopt if the bytes are
/// good as they are, or are no text: more than one in a thousand is NUL. Cost: O(bytes).
std::optional<Mended> mended(std::string_view bytes);

}  // namespace corollary::reports
