#include "reports/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::reports {
namespace {

constexpr std::size_t kBytesPerNul = 1000;

// What Windows-1252 has at 0x80 to 0x9F; U+FFFD where it has nothing. Above, it is Latin-1.
constexpr auto kWindows1252 = std::to_array<std::uint32_t>(
    {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
     0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178});

std::uint8_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

void append(std::string& text, std::uint32_t value) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6);
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12);
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18);
    put(0x80 | (value >> 12 & 0x3F));
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

Mended from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t i) -> std::uint32_t {
    const std::uint32_t first = byte_at(bytes, i), second = byte_at(bytes, i + 1);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  Mended result{"", 0, "read as UTF-16, by its byte-order mark"};
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    std::uint32_t value = unit(i);
    const bool leads = value >= 0xD800 && value < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000;
    if (leads) {
      value = 0x10000 + ((value - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    }
    const bool alone = value >= 0xD800 && value < 0xE000;
    append(result.text, alone ? 0xFFFD : value == 0 ? ' ' : value);
  }
  return result;
}

}  // namespace

std::optional<Mended> mended(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return from_utf16(bytes, bytes.front() == '\xFE');
  }
  const auto nuls = static_cast<std::size_t>(std::ranges::count(bytes, '\0'));
  if (nuls * kBytesPerNul > bytes.size() || (nuls == 0 && !invalid_utf8_at(bytes))) {
    return std::nullopt;
  }
  Mended result;
  std::size_t foreign = 0, at = 0;
  while (at < bytes.size()) {
    const std::string_view rest = bytes.substr(at);
    const std::size_t bad = std::min(invalid_utf8_at(rest).value_or(rest.size()), rest.find('\0'));
    result.text += rest.substr(0, bad);
    at += std::min(bad, rest.size());
    if (at == bytes.size()) {
      break;
    }
    result.first = foreign++ == 0 ? at : result.first;
    const std::uint8_t byte = byte_at(bytes, at++);
    append(result.text, byte == 0 ? ' ' : byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte);
  }
  const bool is_nul = bytes[result.first] == '\0';
  result.reading = format("byte {} is {}", result.first, is_nul ? "NUL: read as a space" : "not UTF-8: read as Windows-1252");
  if (foreign > 1) {
    result.reading += format(", with {} more like it", foreign - 1);
  }
  return result;
}

}  // namespace corollary::reports
