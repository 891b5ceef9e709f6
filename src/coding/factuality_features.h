#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "coding/factuality.h"

namespace corollary::coding {

/// A feature of a word for the regression: "head=say:that". Parts that are "" are left out.
struct FeatureName {
  std::string_view kind, first = {}, second = {};
};

/// Calls `take` with each feature of a word once: its standing, its tags, its lemma, what it hangs on and what hangs on
/// it. Shared by the program and by the training, so that both see the same. Cost: O(children + depth).
void factuality_features(const SentenceStandings& sentence, std::size_t token, const std::function<void(const FeatureName&)>& take);

/// What the rules alone say: happened 3, 2 where it is only told; planned 1; possible 0.5, 0 under a condition;
/// not_happened -3, -2 for what lies ahead.
double factuality_by_rule(const SentenceStandings::Standing& standing);

}  // namespace corollary::coding
