#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "base/strings.h"
#include "coding/events.h"
#include "ontology/statement.h"

namespace corollary::coding {

/// How a commentary marks what it says besides events, as src/coding/data/cues.tsv lists it. Immutable.
class CueLexicon {
 public:
  enum class About : std::uint8_t { subject, owner, all };
  struct Cue {
    StatementKind kind;
    std::vector<std::vector<std::string>> elements;  ///< Each one of several words, or "*", "@be", "@not" alone.
    About about;
    bool is_negated;
  };
  /// Errors: `input` with file and line for an unknown kind or `about`.
  static Result<CueLexicon> from_table(std::string_view name, std::string_view text);

  /// The cues that may begin with a word: their places in `cue`.
  [[nodiscard]] std::span<const std::uint32_t> beginning_with(std::string_view lower) const;
  [[nodiscard]] const Cue& cue(std::uint32_t i) const { return cues_[i]; }

 private:
  void add(Cue cue);

  std::vector<Cue> cues_;
  std::unordered_map<std::string, std::vector<std::uint32_t>, ViewHash, std::equal_to<>> by_first_word_;  // For each form of "be" and each negation, too.
};

/// The statements of a sentence, without ids: of each kind at most one a clause, by its longest cue, and one more for each
/// infinitive that is joined to what is wanted or promised. Cost: O(words * cues that begin with a word).
std::vector<Statement> find_statements(const Reading& reading, const CueLexicon& lexicon, const IssueFinder& issues, const Discourse& discourse);

}  // namespace corollary::coding
