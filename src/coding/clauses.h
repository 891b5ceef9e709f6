#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/mention.h"
#include "coding/verb_groups.h"
#include "coding/words.h"

namespace corollary::coding {

/// A run of words that names one thing, with the preposition before it.
struct Chunk {
  Range words;
  std::string preposition;         ///< "" if none.
  std::string joined_by;           ///< "and" or "," if it goes on a list; "" otherwise.
  const Mention* head = nullptr;   ///< Who it names, if it names somebody.
  const Mention* owner = nullptr;  ///< Whose it is, or whom it describes: "U.S." in "U.S. concessions".
};

/// Cuts words [range) into chunks. Cost: O(words).
std::vector<Chunk> chunks_of(const Words& words, Range range, const std::vector<Mention>& mentions);

/// A verb with what belongs to it. Without a parser its sides are what stands nearest on the right side of it.
struct Clause {
  VerbGroup verb;
  std::optional<std::size_t> governor;  ///< The clause that an infinitive or gerund depends on.
  std::string opened_by;                ///< The word that opens it: "that", "if", "which", "by" (before a gerund), "and"; "" if none.
  std::size_t begin = 0;                ///< The word that opens it, else its subject or verb.
  Range subject_words;
  std::vector<const Mention*> subject;  ///< Empty if it is nobody that we know.
  bool inherits_subject = false;        ///< Shares the subject of a clause before it.
  Range behind;                         ///< The words behind the verb that belong to it.
  std::vector<Chunk> objects;           ///< `behind` in chunks.

  /// The chunk that is the direct object: the first without a preposition, if it stands right behind the verb.
  [[nodiscard]] const Chunk* direct_object() const;
};

/// The clauses of a sentence, one a verb group, from left to right. Cost: O(words).
std::vector<Clause> find_clauses(const Words& words, const std::vector<Mention>& mentions, const std::vector<VerbGroup>& groups,
                                 const ActLexicon& lexicon);

}  // namespace corollary::coding
