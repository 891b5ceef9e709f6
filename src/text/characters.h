#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace corollary::text {

/// What a character is for cutting words.
enum class CharacterKind : std::uint8_t { space, letter, digit, mark };

struct Character {
  CharacterKind kind;
  std::size_t length;  ///< In bytes, 1 to 4; a byte that is no UTF-8 is a mark of length 1.
};

/// The character at `at` < text.size(). All letters outside ASCII count as letters, but for the marks, spaces and
/// symbols that running text uses. Cost: O(1).
Character character_at(std::string_view text, std::size_t at);

/// Where the character that ends at `end` > 0 begins. Cost: O(1).
std::size_t character_before(std::string_view text, std::size_t end);

/// "'" or "’" at `at`: the apostrophe's length in bytes, else 0.
std::size_t apostrophe_at(std::string_view text, std::size_t at);

/// True if the text begins with an upper-case letter (Latin, Greek or Cyrillic).
bool starts_upper(std::string_view text);

}  // namespace corollary::text
