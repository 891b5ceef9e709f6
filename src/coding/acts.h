#pragma once

#include <string_view>
#include <vector>

#include "coding/act_lexicon.h"
#include "coding/clauses.h"

namespace corollary::coding {

/// What a clause's verb means by the lexicon.
struct VerbMatch {
  const VerbPattern* act = nullptr;       ///< The act that it is.
  const VerbPattern* say = nullptr;       ///< Set if the verb can bring in what is said.
  const VerbPattern* control = nullptr;   ///< Set if it governs an infinitive.
  const VerbPattern* light = nullptr;
  const VerbPattern* occur = nullptr;
};

/// The most demanding pattern of each kind that fits a clause. Cost: O(patterns of the verb).
/// `governs_infinitive`: an infinitive hangs on the verb, though a time may stand between ("decided on 5 July to extend").
VerbMatch match_verb(const ActLexicon& lexicon, const Words& words, const Tree& tree, const Clause& clause, bool governs_infinitive);

/// An act noun within words [range): the last of the first chunk that has one is its head ("economic sanctions").
struct NounMatch {
  const NounPattern* noun = nullptr;
  Range words;
};
NounMatch match_noun(const ActLexicon& lexicon, const Words& words, Range range);

}  // namespace corollary::coding
