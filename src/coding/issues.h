#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "coding/words.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Finds what a sentence is about by the cues of the catalogue's issues. Immutable.
class IssueFinder {
 public:
  explicit IssueFinder(const Catalogue& catalogue);

  struct Match {
    Range words;
    std::uint32_t issue;  ///< In `Catalogue::issues()`.
  };
  /// The cues in a sentence, whole words in any case; of cues that overlap the longest. Cost: O(words).
  [[nodiscard]] std::vector<Match> find(const Words& words) const;

  /// The ids of the issues within `range`, longest cue first, three at most; those of the whole sentence if there is no
  /// cue within.
  [[nodiscard]] std::vector<std::string> ids_within(const std::vector<Match>& matches, Range range) const;
  /// PLOVER contexts of issues, without repetition.
  [[nodiscard]] std::vector<std::string> contexts_of(const std::vector<std::string>& ids) const;

 private:
  const Catalogue& catalogue_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> issues_by_cue_;
  std::unordered_map<std::string, std::size_t> longest_by_first_;
};

}  // namespace corollary::coding
