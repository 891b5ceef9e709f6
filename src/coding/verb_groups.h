#pragma once

#include <string>
#include <vector>

#include "coding/act_lexicon.h"
#include "coding/mention.h"
#include "coding/words.h"

namespace corollary::coding {

enum class GroupForm : std::uint8_t { finite, infinitive, gerund, reduced };  ///< reduced: "orders issued by …".
enum class Tense : std::uint8_t { past, present, future };

/// A verb with its auxiliaries and what stands between them: "did not announce", "to set up", "was expelled".
struct VerbGroup {
  Range words;
  std::size_t verb = 0;    ///< The word that is the verb itself.
  std::uint32_t lemma = 0; ///< In the lexicon.
  GroupForm form = GroupForm::finite;
  Tense tense = Tense::present;
  bool is_passive = false;
  bool is_negated = false;
  bool is_perfect = false;
  std::string modal;       ///< "will", "may" …; "" if none.
  std::size_t be = 0;      ///< The form of "be" before the verb, if `has_be`.
  bool has_be = false;
};

/// The groups of a sentence from left to right, by forms and neighbours alone: without a parser, a word that may be a
/// noun counts as a verb only where its neighbours speak for it. Cost: O(words).
std::vector<VerbGroup> find_verb_groups(const Words& words, const std::vector<Mention>& mentions, const ActLexicon& lexicon);

}  // namespace corollary::coding
