#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/event_graph.h"
#include "impact/effect.h"

namespace corollary::impact {

/// Several questions about one event taken together: "what does it mean for Poland's security?"
struct Assessment {
  std::vector<Question> questions;
  std::vector<Effect> effects;     ///< In the order of the questions.
  std::vector<double> adjusted_p;  ///< Holm's, of `Estimate::p_different`; 1 where there is no estimate.
  Verdict verdict = Verdict::inconclusive;
  std::string reason;
  std::optional<Detectable> detectable;  ///< The largest of the effects' smallest: what the weakest part can show.
};

/// What a third party is asked about: acts of conflict and acts of cooperation, both ways, between it and each party to
/// the event. A party to the event is asked about with the others.
std::vector<Question> security_questions(std::string_view party, const std::vector<std::string>& event_parties,
                                         Date event_day, const Windows& windows);

/// p-values adjusted for their number, in the given order: the k-th smallest of n times n - k + 1, never falling, at
/// most 1. Source: Holm 1979.
std::vector<double> holm_adjusted(const std::vector<double>& p_values);

/// Measures each question, and gives one verdict over all:
/// - *changed* if at least one effect is, also with its p-value adjusted, and none so in the other direction;
/// - *no effect that matters* if every effect is (no adjustment: all have to pass);
/// - *inconclusive* otherwise, also when changes point both ways.
///
/// Errors: `usage` without questions; those of `measure`. Cost: that of measuring each question.
Result<Assessment> assess(const graph::EventGraph& graph, std::vector<Question> questions, const Options& options = {});

}  // namespace corollary::impact
