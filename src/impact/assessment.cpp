#include "impact/assessment.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::impact {
namespace {

std::string acts_text(const graph::ActFilter& acts) {
  const auto conflict =
      std::count_if(acts.types.begin(), acts.types.end(), [](EventType type) { return is_conflict(quad_class(type)); });
  if (acts.types.empty() || (conflict != 0 && static_cast<std::size_t>(conflict) != acts.types.size())) {
    return "acts";
  }
  return conflict > 0 ? "conflict" : "cooperation";
}

/// "conflict USA–POL".
std::string label(const Assessment& assessment, std::size_t i) {
  return acts_text(assessment.questions[i].acts) + " " + assessment.effects[i].panel.pair.name;
}

/// The questions that came out so.
std::vector<std::string> labels(const Assessment& assessment, const std::vector<Verdict>& verdicts, Verdict verdict) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i] == verdict) {
      found.push_back(label(assessment, i));
    }
  }
  return found;
}

bool is_changed(Verdict verdict) {
  return verdict == Verdict::changed_adverse || verdict == Verdict::changed_favourable;
}

/// Each effect's verdict after the adjustment: a change found by one test of many may be chance.
std::vector<Verdict> adjusted_verdicts(const Assessment& assessment, double level) {
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < assessment.effects.size(); ++i) {
    const Verdict own = assessment.effects[i].verdict;
    verdicts.push_back(is_changed(own) && assessment.adjusted_p[i] > level ? Verdict::inconclusive : own);
  }
  return verdicts;
}

std::vector<double> p_values_of(const std::vector<Effect>& effects) {
  std::vector<double> p_values;
  for (const Effect& effect : effects) {
    p_values.push_back(effect.estimate ? effect.estimate->p_different : 1);
  }
  return p_values;
}

std::optional<Detectable> weakest(const std::vector<Effect>& effects) {
  std::optional<Detectable> weakest;
  for (const Effect& effect : effects) {
    if (!effect.detectable) {
      return std::nullopt;  // Of one part nothing is known, and so of the whole.
    }
    if (!weakest || effect.detectable->up > weakest->up) {
      weakest = effect.detectable;
    }
  }
  return weakest;
}

/// What keeps all effects from being measured is said once.
std::string inconclusive_text(const Assessment& assessment, const std::vector<std::string>& open) {
  const std::string& obstacle = assessment.effects.front().obstacle;
  const bool shared = !obstacle.empty() && std::all_of(assessment.effects.begin(), assessment.effects.end(),
                                                       [&](const Effect& e) { return e.obstacle == obstacle; });
  return shared ? obstacle
                : format("{} of {} questions stay open: {}.", open.size(), assessment.effects.size(), listed(open));
}

void conclude(Assessment& assessment, double level) {
  const std::vector<Verdict> verdicts = adjusted_verdicts(assessment, level);
  const std::vector<std::string> adverse = labels(assessment, verdicts, Verdict::changed_adverse);
  const std::vector<std::string> favourable = labels(assessment, verdicts, Verdict::changed_favourable);
  const std::vector<std::string> open = labels(assessment, verdicts, Verdict::inconclusive);
  if (!adverse.empty() && !favourable.empty()) {
    assessment.verdict = Verdict::inconclusive;
    assessment.reason =
        format("The changes point both ways: {} adverse, {} favourable.", listed(adverse), listed(favourable));
  } else if (!adverse.empty() || !favourable.empty()) {
    assessment.verdict = adverse.empty() ? Verdict::changed_favourable : Verdict::changed_adverse;
    assessment.reason = format("Changed, after adjustment for {} questions: {}.", verdicts.size(),
                               listed(adverse.empty() ? favourable : adverse));
  } else if (open.empty()) {
    assessment.verdict = Verdict::no_effect_that_matters;
    assessment.reason = format("Each of {} questions shows no effect beyond the margin.", verdicts.size());
  } else {
    assessment.verdict = Verdict::inconclusive;
    assessment.reason = inconclusive_text(assessment, open);
  }
}

}  // namespace

std::vector<Question> security_questions(std::string_view party, const std::vector<std::string>& event_parties,
                                         Date event_day, const Windows& windows) {
  std::vector<Question> questions;
  for (const std::string& other : event_parties) {
    if (other == party) {
      continue;
    }
    for (const graph::ActFilter& acts : {graph::ActFilter::conflict(), graph::ActFilter::cooperation()}) {
      Question question;
      question.pair = {std::string(party), other};
      question.acts = acts;
      question.event_day = event_day;
      question.event_parties = event_parties;
      question.windows = windows;
      questions.push_back(std::move(question));
    }
  }
  return questions;
}

std::vector<double> holm_adjusted(const std::vector<double>& p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double largest = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    largest = std::max(largest, std::min(1.0, p_values[order[k]] * static_cast<double>(order.size() - k)));
    adjusted[order[k]] = largest;
  }
  return adjusted;
}

Result<Assessment> assess(const graph::EventGraph& graph, std::vector<Question> questions, const Options& options) {
  if (questions.empty()) {
    return fail(ErrorKind::usage, "nothing is asked: expected at least one pair");
  }
  Assessment assessment;
  assessment.questions = std::move(questions);
  for (const Question& question : assessment.questions) {
    TRY_ASSIGN(Effect effect, measure(graph, question, options));
    assessment.effects.push_back(std::move(effect));
  }
  assessment.adjusted_p = holm_adjusted(p_values_of(assessment.effects));
  assessment.detectable = weakest(assessment.effects);
  conclude(assessment, options.level);
  return assessment;
}

}  // namespace corollary::impact
