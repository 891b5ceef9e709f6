#pragma once

#include <cstddef>
#include <span>

#include "reports/story_words.h"

namespace corollary::reports {

/// How two texts lie upon each other, the shorter within the longer.
struct StoryOverlap {
  /// The share of the shorter's words that stand in the longer in the same order, in runs of at least three; quoted words count a third.
  double shared = 0;
  std::size_t words = 0;     ///< Of the shorter.
  std::size_t run_most = 0;  ///< The longest common run.
  /// Where the texts agree before and behind and differ between: how often both have a number there and not the same one; and how many
  /// numbers the common runs hold. Likewise names and weekdays.
  struct Marks {
    std::size_t differ = 0, agree = 0;
  };
  Marks numbers, names, weekdays;
};

/// Cost: O(words), about 20 ns a word.
StoryOverlap overlap(std::span<const StoryWord> a, std::span<const StoryWord> b);

/// How two texts came about.
struct StoryPair {
  int days_apart = 0;
  /// A publisher does not print a story twice, but may bring it up to date; and its press releases on different things are often alike.
  bool same_publisher = false;
};

/// What differs between equal words makes another story of it: another day's figures, another guest of the same president. Of one
/// publisher a single other name is enough.
bool is_another_story(const StoryOverlap& overlap, StoryPair pair);

/// Are they copies of one text? At least half of the shorter is in the longer, more where the days differ and three quarters of one publisher, and it is
/// not another story.
bool is_same_story(const StoryOverlap& overlap, StoryPair pair);

}  // namespace corollary::reports
