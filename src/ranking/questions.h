#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ranking/fact.h"

namespace corollary::ranking {

/// (subject, relation, ?) on a day, and what the day's facts answer.
struct SubjectQuestion {
  std::uint32_t subject = 0;
  std::vector<std::uint32_t> truths;  ///< Sorted, each once.
  std::vector<std::uint32_t> asked;   ///< The same, as often as the facts have it: each is a question of its own.
};

/// Those of one relation, seen from one side.
struct RelationQuestions {
  std::uint32_t relation = 0;  ///< Below 2R.
  std::vector<SubjectQuestion> subjects;
};

/// The questions that facts of one day answer, from both sides, in the order of relation and subject.
std::vector<RelationQuestions> questions_of(std::span<const Fact> facts, std::size_t relations);

/// Facts by the day, in order: [begin, end) of each day that has any. `facts` must be sorted by day.
std::vector<std::span<const Fact>> days_of(std::span<const Fact> facts);

}  // namespace corollary::ranking
