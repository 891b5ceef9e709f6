#include "ranking/questions.h"

#include <algorithm>
#include <tuple>

namespace corollary::ranking {

std::vector<RelationQuestions> questions_of(std::span<const Fact> facts, std::size_t relations) {
  std::vector<Fact> both;
  for (const Fact& fact : facts) {
    both.push_back(fact);
    both.push_back(inverse(fact, relations));
  }
  std::ranges::sort(both, {}, [](const Fact& fact) { return std::tuple(fact.relation, fact.subject, fact.object); });
  std::vector<RelationQuestions> questions;
  for (const Fact& fact : both) {
    if (questions.empty() || questions.back().relation != fact.relation) {
      questions.push_back({fact.relation, {}});
    }
    auto& subjects = questions.back().subjects;
    if (subjects.empty() || subjects.back().subject != fact.subject) {
      subjects.push_back({fact.subject, {}, {}});
    }
    SubjectQuestion& question = subjects.back();
    question.asked.push_back(fact.object);
    if (question.truths.empty() || question.truths.back() != fact.object) {
      question.truths.push_back(fact.object);
    }
  }
  return questions;
}

std::vector<std::span<const Fact>> days_of(std::span<const Fact> facts) {
  std::vector<std::span<const Fact>> days;
  for (std::size_t begin = 0; begin < facts.size();) {
    std::size_t end = begin;
    while (end < facts.size() && facts[end].day == facts[begin].day) ++end;
    days.push_back(facts.subspan(begin, end - begin));
    begin = end;
  }
  return days;
}

}  // namespace corollary::ranking
