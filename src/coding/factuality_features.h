#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "coding/factuality.h"

namespace corollary::coding {

/// The features of a word for the regressions, each once and in order, as "kind=part:part" ("head=say:that"): what the rules
/// make of it, its tags, lemma and auxiliaries, what it hangs on, what hangs on it, and the words around it. Shared by the
/// program and by the training, so that both see the same. Cost: O(children + depth + tokens of the sentence).
std::vector<std::string> factuality_features(const SentenceStandings& sentence, std::size_t token);

}  // namespace corollary::coding
