#include "text/word_shape.h"

#include "text/characters.h"

namespace corollary::text {
namespace {

std::uint32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(character[i])); };
  switch (character.size()) {
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    case 4: return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    default: return byte(0);
  }
}

std::uint32_t lower_of(std::uint32_t c) {
  const auto within = [c](std::uint32_t first, std::uint32_t last) { return first <= c && c <= last; };
  if (within('A', 'Z') || (within(0xC0, 0xDE) && c != 0xD7) || (within(0x391, 0x3A9) && c != 0x3A2) || within(0x410, 0x42F)) {
    return c + 0x20;
  }
  if (within(0x400, 0x40F)) {
    return c + 0x50;
  }
  if (c == 0x178) {
    return 0xFF;
  }
  // Pairs of upper and lower case: the upper one is even in these runs, odd in those.
  const bool even = within(0x100, 0x12F) || within(0x132, 0x137) || within(0x14A, 0x177);
  const bool odd = within(0x139, 0x148) || within(0x179, 0x17E);
  return (even && c % 2 == 0) || (odd && c % 2 == 1) ? c + 1 : c;
}

void append(std::string& text, std::uint32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else {  // Only two-byte letters have another case here.
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// FNV-1a, 32 bits, over a letter that says which part it is, and the part.
std::uint32_t hash_of(char kind, std::string_view part) {
  constexpr std::uint32_t prime = 16777619;
  std::uint32_t hash = (2166136261U ^ static_cast<unsigned char>(kind)) * prime;
  for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return hash;
}

// The first or last n characters.
std::string_view beginning(std::string_view text, int n) {
  std::size_t at = 0;
  for (; n > 0 && at < text.size(); --n) at += character_at(text, at).length;
  return text.substr(0, at);
}
std::string_view ending(std::string_view text, int n) {
  std::size_t at = text.size();
  for (; n > 0 && at > 0; --n) at = character_before(text, at);
  return text.substr(at);
}

}  // namespace

std::string lower_letters(std::string_view word) {
  std::string lower;
  lower.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t length = character_at(word, at).length;
    const std::string_view character = word.substr(at, length);
    at += length;
    const std::uint32_t c = length <= 2 ? code_point(character) : 0;
    if (length <= 2 && lower_of(c) != c) {
      append(lower, lower_of(c));
    } else {
      lower += character;
    }
  }
  return lower;
}

std::string shape_of(std::string_view word) {
  std::string shape;
  std::string_view last;
  for (std::size_t at = 0; at < word.size();) {
    const Character character = character_at(word, at);
    std::string_view piece = word.substr(at, character.length);
    at += character.length;
    if (character.kind == CharacterKind::letter) {
      piece = piece.size() <= 2 && lower_of(code_point(piece)) != code_point(piece) ? "X" : "x";
    } else if (character.kind == CharacterKind::digit) {
      piece = "0";
    }
    if (piece != last) {
      shape += piece;
    }
    last = piece;
  }
  return shape;
}

std::array<std::uint32_t, kPartsOfWord> parts_of(std::string_view word, const std::string& lower, std::uint32_t buckets) {
  const std::array<std::uint32_t, kPartsOfWord> hashes = {
      hash_of('w', lower),            hash_of('1', beginning(lower, 1)), hash_of('2', beginning(lower, 2)),
      hash_of('3', beginning(lower, 3)), hash_of('a', ending(lower, 1)), hash_of('b', ending(lower, 2)),
      hash_of('c', ending(lower, 3)), hash_of('d', ending(lower, 4)),    hash_of('s', shape_of(word))};
  std::array<std::uint32_t, kPartsOfWord> parts;
  for (std::size_t i = 0; i < kPartsOfWord; ++i) parts[i] = 1 + hashes[i] % (buckets - 1);
  return parts;
}

}  // namespace corollary::text
