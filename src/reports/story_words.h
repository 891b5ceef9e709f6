#pragma once

#include <cstdint>
#include <vector>

#include "reports/report.h"

namespace corollary::reports {

/// A word of a report, as far as it is needed to see whether another report is a copy.
struct StoryWord {
  enum class Kind : std::uint8_t { word, number, weekday, name };
  std::uint32_t hash = 0;     ///< Of the word without case, accents and possessive; "two" is "2", "1,200" is "1200".
  std::uint16_t sound = 0;    ///< Of a name's consonants: "Zelenskiy" and "Zelensky" have the same.
  Kind kind = Kind::word;
  bool quoted = false;        ///< Somebody's words: papers that know nothing of each other have them alike.
};

/// The words of a report's body, without what is the paper's or the agency's and not the story: the dateline ("HELSINKI, July 16
/// (Reuters) -"), bylines and credits ("By …", "Reporting by …"), and paragraphs of a few words that are no sentence.
/// Cost: O(bytes), some ten million words a second.
std::vector<StoryWord> story_words(const Report& report);

}  // namespace corollary::reports
