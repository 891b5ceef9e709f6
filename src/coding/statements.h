#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
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

  [[nodiscard]] const std::vector<Cue>& cues() const { return cues_; }

 private:
  std::vector<Cue> cues_;
};

/// The statements of a sentence, without ids: of each kind at most one a clause, by its longest cue.
/// Cost: O(words * cues).
std::vector<Statement> find_statements(const Reading& reading, const CueLexicon& lexicon, const IssueFinder& issues, const Discourse& discourse);

}  // namespace corollary::coding
