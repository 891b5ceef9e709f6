#pragma once

#include <string>
#include <vector>

#include "bargain/roll_calls.h"

namespace corollary::bargain {

/// A made-up assembly: states, and calls of 2015 on the topic "hr", each by its own title and a letter a state: y, n, a, - for absent.
inline RollCalls assembly(const std::vector<std::string>& states, const std::vector<std::string>& calls) {
  RollCalls made;
  made.states = states;
  made.topics = {{"hr", "human rights"}};
  for (std::size_t i = 0; i < calls.size(); ++i) {
    made.calls.push_back({static_cast<long long>(i), *Date::from_ymd(2015, 1, 1) + Days{static_cast<int>(i)}, format("Resolution {}", i), {0}});
    for (const char letter : calls[i]) {
      made.votes.push_back(letter == 'y' ? Vote::yes : letter == 'n' ? Vote::no : letter == 'a' ? Vote::abstain : Vote::absent);
    }
  }
  return made;
}

/// The same call several times.
inline std::vector<std::string> times(std::size_t count, const std::string& call) { return std::vector<std::string>(count, call); }

inline std::vector<std::string> operator+(std::vector<std::string> some, const std::vector<std::string>& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

}  // namespace corollary::bargain
