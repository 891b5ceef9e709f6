#pragma once

#include <string>
#include <string_view>

namespace corollary {

/// Bytes of Windows-1252 as UTF-8; the five that it leaves open are U+FFFD. Any bytes are a text of it: ask `invalid_utf8_at` first.
std::string from_windows_1252(std::string_view bytes);

}  // namespace corollary
