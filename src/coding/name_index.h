#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "coding/words.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// A run of words that is a name of the catalogue.
struct NameMatch {
  Range words;
  NameKind kind;
  std::uint32_t index;  ///< As in NameEntry.
};

/// Finds the catalogue's names in sentences. Immutable.
class NameIndex {
 public:
  explicit NameIndex(const Catalogue& catalogue);

  /// The names in a sentence from left to right, the longest at each place; they do not overlap. Names match in their
  /// own case, marks ignored; titles match in any case. Cost: O(words), times the length of the longest name.
  [[nodiscard]] std::vector<NameMatch> find(const Words& words) const;

 private:
  struct Surface {
    std::vector<std::string> words;  ///< As written, to compare the case.
    NameKind kind;
    std::uint32_t index;
  };
  [[nodiscard]] const Surface* match(const std::string& key, const Words& words, std::size_t first) const;

  std::unordered_map<std::string, std::vector<Surface>> surfaces_;   // By folded words with a space between.
  std::unordered_map<std::string, std::size_t> longest_by_first_;    // In words.
};

}  // namespace corollary::coding
