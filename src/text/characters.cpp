#include "text/characters.h"

namespace corollary::text {
namespace {

struct CodePoint {
  std::uint32_t value;
  std::size_t length;
};

// Reports are checked for UTF-8 when they are read; what is malformed here all the same is one byte long.
CodePoint decoded(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (at + length > text.size()) {
    return {0xFFFD, 1};
  }
  std::uint32_t value = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) {
      return {0xFFFD, 1};
    }
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  return {value, length};
}

bool is_wide_space(std::uint32_t point) {
  return point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
         point == 0x202F || point == 0x205F || point == 0x3000 || point == 0xFEFF || point == 0x85;
}

// Latin-1's signs, general punctuation (but for the invisible joiners, which belong to their word), currency, arrows,
// mathematics, boxes and dingbats, CJK punctuation.
bool is_wide_mark(std::uint32_t point) {
  const bool latin_sign = point < 0xC0 && point != 0xAA && point != 0xB5 && point != 0xBA;
  const bool joiner = (point >= 0x200B && point <= 0x200F) || (point >= 0x2060 && point <= 0x2064);
  return latin_sign || point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point < 0x2070 && !joiner) ||
         (point >= 0x20A0 && point < 0x20D0) || (point >= 0x2190 && point < 0x2C00) || (point > 0x3000 && point < 0x3040) ||
         point == 0xFFFD;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const auto [point, length] = decoded(text, at);
  if (point < 0x80) {
    const char c = static_cast<char>(point);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    const bool digit = c >= '0' && c <= '9';
    return {space    ? CharacterKind::space
            : letter ? CharacterKind::letter
            : digit  ? CharacterKind::digit
                     : CharacterKind::mark,
            1};
  }
  if (is_wide_space(point)) {
    return {CharacterKind::space, length};
  }
  return {is_wide_mark(point) ? CharacterKind::mark : CharacterKind::letter, length};
}

std::size_t character_before(std::string_view text, std::size_t end) {
  do {
    --end;
  } while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  return end;
}

std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '\'') {
    return 1;
  }
  return text.substr(at < text.size() ? at : text.size()).starts_with("’") ? 3 : 0;
}

bool starts_upper(std::string_view text) {
  if (text.empty()) {
    return false;
  }
  const std::uint32_t point = decoded(text, 0).value;
  if (point < 0x80) {
    return point >= 'A' && point <= 'Z';
  }
  const bool latin1 = point >= 0xC0 && point <= 0xDE && point != 0xD7;
  // In Latin Extended-A and -B and Additional the upper-case letters are mostly the even ones, odd from ł to Ň.
  const bool odd_is_upper = (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
  const bool extended = ((point >= 0x100 && point < 0x180) || (point >= 0x1E00 && point < 0x1F00)) &&
                        (point % 2 == 0) != odd_is_upper;
  const bool greek_or_cyrillic = (point >= 0x391 && point <= 0x3A9) || (point >= 0x400 && point <= 0x42F);
  return latin1 || extended || greek_or_cyrillic;
}

}  // namespace corollary::text
