#include "base/strings.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/format.h"

namespace corollary {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

struct CodePoint {
  std::uint32_t value;
  std::size_t length;  ///< In bytes; 0 if the bytes are not UTF-8.
};

CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    return {lead, 1};
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) {
    return {0, 0};
  }
  std::uint32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      return {0, 0};
    }
    value = (value << 6) | (byte(at + i) & 0x3FU);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value < smallest[length] || value > 0x10FFFF || surrogate ? CodePoint{0, 0} : CodePoint{value, length};
}

// The base letters of U+00C0…U+017F and U+1E00…U+1EFF, one a code point; '?' stays as it is.
constexpr std::string_view kLatin1 =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty";
constexpr std::string_view kLatinExtendedA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstt"
    "ttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr std::string_view kLatinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss"
    "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy?s?\?s?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
    "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy?\??\??\?";

char base_letter(std::uint32_t value) {
  if (value >= 0xC0 && value < 0x100) {
    return kLatin1[value - 0xC0];
  }
  if (value >= 0x100 && value < 0x180) {
    return kLatinExtendedA[value - 0x100];
  }
  if (value >= 0x1E00 && value < 0x1F00) {
    return kLatinAdditional[value - 0x1E00];
  }
  switch (value) {
    case 0x218: case 0x219: return 's';
    case 0x21A: case 0x21B: return 't';
    case 0x1A0: case 0x1A1: return 'o';
    case 0x1AF: case 0x1B0: return 'u';
    case 0x259: case 0x18F: return 'a';
    case 0x2018: case 0x2019: return '\'';
    default: return '?';
  }
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) {
    return parts;
  }
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) {
      return parts;
    }
    begin = end + 1;
  }
}

std::string listed(const std::vector<std::string>& items, std::string_view last_word) {
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) {
      result += i + 1 == items.size() ? format(" {} ", last_word) : std::string(", ");
    }
    result += items[i];
  }
  return result;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    result += i > 0 ? separator : std::string_view();
    result += items[i];
  }
  return result;
}

std::optional<long long> parse_integer(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional(value) : std::nullopt;
}

std::optional<std::size_t> invalid_utf8_at(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.length == 0) {
      return at;
    }
    at += point.length;
  }
  return std::nullopt;
}

std::string folded(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    const bool combining_mark = point.value >= 0x300 && point.value < 0x370;
    if (point.value != 0 && point.value < 0x80) {
      result += lower(utf8[at]);
    } else if (const char letter = base_letter(point.value); letter != '?') {
      result += letter;
    } else if (!combining_mark) {
      result += utf8.substr(at, length);
    }
    at += length;
  }
  return result;
}

std::uint64_t content_hash(std::string_view bytes) { return content_hash(bytes, 0xCBF29CE484222325U); }

std::uint64_t content_hash(std::string_view bytes, std::uint64_t of_those_before) {
  std::uint64_t hash = of_those_before;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  }
  return hash;
}

std::string hash_text(std::uint64_t hash) { return format("{:016x}", hash); }

}  // namespace corollary
