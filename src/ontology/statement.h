#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "ontology/actor.h"
#include "ontology/citation.h"

namespace corollary {

/// What a commentary says besides events.
enum class StatementKind : std::uint8_t {
  goal,         ///< What somebody wants: "a key U.S. goal in the talks".
  commitment,   ///< What somebody is bound or promised to do.
  constraint,   ///< On power: "cannot lift the sanctions by himself, but can freeze new ones".
  expectation,  ///< What may follow: "may have negative consequences for …".
  assessment    ///< A judgment: "has not adversely affected … for now".
};
std::string_view name(StatementKind kind);

struct Statement {
  std::string id;
  StatementKind kind = StatementKind::assessment;
  std::vector<Actor> speakers;  ///< Who says it; empty if it is the report's own voice.
  std::vector<Actor> about;     ///< Whose goal, commitment, power; whom the expectation or judgment concerns.
  std::vector<std::string> issues;
  Date day;                     ///< The report's day.
  bool negated = false;         ///< "has not adversely affected", "cannot".
  std::string cue;              ///< The words that mark it: "key goal", "cannot".
  std::string text;             ///< The sentence.
  SpanCitation evidence;
  std::string why;              ///< The rule that made it.
};

}  // namespace corollary
