#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace corollary::text {

/// Letters in lower case: ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic; everything else as it is.
std::string lower_letters(std::string_view word);

/// Classes of characters, runs of one class once: "Helsinki's" is "Xx'x", "2018" is "0".
std::string shape_of(std::string_view word);

constexpr std::size_t kPartsOfWord = 9;
/// What the network sees of a word beside its vector: hashes of the word itself, of its first one to three and last one
/// to four letters and of its shape, as buckets 1 to `buckets` - 1. training/text/train.py computes the same.
std::array<std::uint32_t, kPartsOfWord> parts_of(std::string_view word, const std::string& lower, std::uint32_t buckets);

}  // namespace corollary::text
