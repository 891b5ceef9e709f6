#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/act_lexicon.h"
#include "coding/mention.h"
#include "coding/tree.h"
#include "coding/words.h"

namespace corollary::coding {

enum class GroupForm : std::uint8_t { finite, infinitive, gerund, reduced };  ///< reduced: "orders issued by …".
enum class Tense : std::uint8_t { past, present, future };

/// A verb with its auxiliaries and what stands between them: "did not announce", "to set up", "was expelled".
struct VerbGroup {
  Range words;
  std::size_t verb = 0;     ///< The word that is the verb itself; the form of "be" before a predicate.
  std::uint32_t lemma = 0;  ///< In the lexicon; ActLexicon::kUnknownVerb for a verb that it does not hold.
  GroupForm form = GroupForm::finite;
  Tense tense = Tense::present;
  bool is_passive = false;
  bool is_negated = false;
  bool is_perfect = false;
  std::string modal;        ///< "will", "may" …; "" if none.
  std::size_t be = 0;       ///< The form of "be" before the verb, if `has_be`.
  bool has_be = false;
};

/// A noun with what describes it, and the preposition before it.
struct Chunk {
  Range words;                     ///< Up to the noun; what hangs on it behind is in chunks of its own.
  std::size_t noun = 0;
  std::string preposition;         ///< "" if none; one that a list shares is given for each.
  std::string joined_by;           ///< "and" if it goes on a list; ";" if it only says when or renames; "" otherwise.
  const Mention* head = nullptr;   ///< Who it names, if it names somebody.
  const Mention* owner = nullptr;  ///< Whose it is, or whom it describes: "U.S." in "U.S. concessions".
};

/// A verb with what belongs to it, as the tree has it.
struct Clause {
  VerbGroup verb;
  std::size_t node = 0;                 ///< The word that the clause hangs on the tree by: the verb, or what "be" says of the subject.
  std::string_view relation;            ///< Of that word, its own where it is joined to another: "ccomp"; "root" for the main one.
  std::optional<std::size_t> parent;    ///< The clause that this one stands in, or is joined to.
  bool is_joined = false;               ///< By "and" or "or" to its parent.
  std::optional<std::size_t> governor;  ///< The clause that an infinitive or gerund depends on.
  std::string opened_by;                ///< The word that opens it: "that", "if", "which", "by" (before a gerund), "and"; "" if none.
  std::size_t begin = 0;                ///< The word that opens it, else its subject or verb.
  Range subject_words;
  std::vector<const Mention*> subject;  ///< Empty if it is nobody that we know.
  std::vector<Chunk> subject_chunks;    ///< The subject and what hangs on it; empty if it is inherited.
  bool inherits_subject = false;        ///< Shares the subject of another clause.
  Range behind;                         ///< The words right behind the verb that belong to it.
  std::vector<Chunk> objects;           ///< Its other nouns: indirect object, object, then the rest from left to right.

  /// The chunk that is the direct object; nullptr if there is none.
  [[nodiscard]] const Chunk* direct_object() const;
};

/// The clauses of a sentence, one a verb, from left to right. Cost: O(words * depth of the tree).
std::vector<Clause> find_clauses(const Words& words, const Tree& tree, const std::vector<Mention>& mentions, const ActLexicon& lexicon);

}  // namespace corollary::coding
