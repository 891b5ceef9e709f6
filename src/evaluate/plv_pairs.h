#pragma once

#include <vector>

#include "coding/tree.h"
#include "coding/type_features.h"

namespace corollary::evaluate {

/// Who may act on whom by the grammar of a sentence alone: the subject of each verb (also one that it shares with the verb it
/// hangs on), or who stands behind "by", with each object and oblique of the verb, those whom the subject is joined to,
/// the subject of the verb's clause ("demanded that Iran leave"), and what hangs on these. A span reaches from the first
/// word that describes a noun to the noun. In the order of the verbs. Cost: O(words * depth).
std::vector<coding::TypeCandidate> pairs_by_grammar(const coding::Tree& tree);

}  // namespace corollary::evaluate
