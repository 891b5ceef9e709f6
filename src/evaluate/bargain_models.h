#pragma once

#include <string>
#include <vector>

#include "bargain/condorcet.h"
#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::evaluate {

/// What one model of bargaining says of an issue: positions with their probabilities, which sum to 1; a model that names a single point gives
/// that. Empty where it has no answer.
using Word = std::vector<bargain::PositionChance>;

struct BargainModel {
  std::string name;  ///< "weighted_median".
  Result<Word> (*word)(const bargain::Issue& issue);
};

/// The models that need no learning, in the order in which they are shown; the first is the compromise.
///
/// The Nash and the Kalai–Smorodinsky solution are there twice: from no deal, which they name where nobody has anything to gain from a deal, and
/// without knowing of it. The spatial and the challenge model see the issue alone.
const std::vector<BargainModel>& bargain_models();

/// The mean of a model's word. REQUIRES: it is not empty.
double mean(const Word& word);
/// The continuous ranked probability score: E|X - outcome| - ½ E|X - X'|.
double ranked_score(const Word& word, double outcome);

}  // namespace corollary::evaluate
