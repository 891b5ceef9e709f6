#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corollary {

/// The text without white space at its ends (ASCII).
/// For hash tables of strings that are asked with views.
struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

std::string_view trimmed(std::string_view text);
/// ASCII letters in lower case; all other bytes as they are.
std::string lower_ascii(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
/// The parts between `separator`s; an empty text has no parts, "a||b" has three.
std::vector<std::string> split(std::string_view text, char separator);
/// "a, b and c".
std::string listed(const std::vector<std::string>& items, std::string_view last_word = "and");
std::string joined(const std::vector<std::string>& items, std::string_view separator);
/// The whole text as a decimal integer or number; nullopt if it is anything else (or not finite).
std::optional<long long> parse_integer(std::string_view text);
std::optional<double> parse_number(std::string_view text);

/// Where the first byte lies that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates);
/// nullopt if there is none. Cost: O(bytes).
std::optional<std::size_t> invalid_utf8_at(std::string_view text);
/// Latin letters without their marks and in lower case ("Erdoğan" → "erdogan"), other code points as they are.
/// For comparing names that data sets spell with and without marks. Undefined for text that is not UTF-8.
std::string folded(std::string_view utf8);

/// A 64-bit FNV-1a hash: for telling contents apart, not against an adversary.
std::uint64_t content_hash(std::string_view bytes);
/// The same of bytes that go on where others end, whose hash is given: so a file is hashed block by block.
std::uint64_t content_hash(std::string_view bytes, std::uint64_t of_those_before);
/// Sixteen hexadecimal digits.
std::string hash_text(std::uint64_t hash);

}  // namespace corollary
