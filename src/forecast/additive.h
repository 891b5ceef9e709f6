#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "forecast/forecast.h"
#include "forecast/occurrence_features.h"

namespace corollary::forecast {

/// Past questions and what came of them. Those of one dyad and day share their rules.
struct PastQuestions {
  struct Question {
    std::uint32_t dyad = 0;    ///< Which of the dyads' `rules` it has.
    EventType type = EventType::consult;
    std::uint16_t recent = 0;  ///< Acts in the window before.
    std::uint16_t acts = 0;    ///< In its window.
  };
  std::vector<Question> questions;
  std::vector<float> features;  ///< `kOccurrenceFeatures` a question.
  struct Body {
    std::uint8_t rule = 0;
    float value = 0;
  };
  std::vector<Body> bodies;     ///< Rules whose value is not 0, dyad by dyad.
  std::vector<std::uint32_t> begins = {0};  ///< Of each dyad's bodies, and one behind the last.

  [[nodiscard]] std::size_t size() const { return questions.size(); }
  [[nodiscard]] bool happened(std::size_t i) const { return questions[i].acts > 0; }
  [[nodiscard]] std::span<const Body> bodies_of(const Question& question) const {
    return std::span(bodies).subspan(begins[question.dyad], begins[question.dyad + 1] - begins[question.dyad]);
  }
  /// Begins a dyad; its questions follow.
  void add_dyad(const DyadFeatures& features);
  void add_question(const DyadFeatures& dyad_features, EventType type, std::size_t recent, std::size_t acts);
};

struct AdditiveOptions {
  int sweeps = 18;            ///< Over all features and rules.
  double rate = 0.5;          ///< Of each Newton step.
  double smooth = 0.01;       ///< Penalty on the squared difference of neighbouring bins, halved, for each question.
  double shrink = 1;          ///< Penalty on a bin's squared weight, halved.
  double shrink_rules = 300;  ///< Penalty on a rule's squared weight, halved: in a small world rules stay quiet.
};

/// Log-odds as a sum of a weight for the type, for the bin of each feature, and for each rule times its value. What it is made of can be shown.
class Additive {
 public:
  /// Maximises the penalised likelihood by Newton steps on one feature's bins at a time, then on one type's rules (backfitting of a generalised
  /// additive model: Hastie and Tibshirani, 1990). Stops after so many sweeps, short of the maximum. Learns from the first `count` questions, which must
  /// be some. Cost: O(count · features · sweeps).
  static Additive fit(const PastQuestions& questions, std::size_t count, const AdditiveOptions& options);

  /// Exactly the sum of `contributions`, in their order.
  [[nodiscard]] double log_odds(const DyadFeatures& features, EventType type) const;
  [[nodiscard]] double log_odds(const PastQuestions& questions, std::size_t i) const;
  [[nodiscard]] std::vector<Contribution> contributions(const DyadFeatures& features, EventType type) const;

  /// The bins of a feature: the first is up to the first edge, the last above the last.
  struct Shape {
    std::vector<float> edges;
    std::vector<double> weights;
    [[nodiscard]] std::size_t bin(float value) const;
  };
  std::array<Shape, kOccurrenceFeatures> shapes;
  std::array<double, kEventTypeCount> types{};
  std::array<std::array<double, kRules>, kEventTypeCount> rules{};  ///< By type, then rule.

 private:
  template <typename Take>
  void each_term(const DyadFeatures& features, EventType type, const Take& take) const;
};

}  // namespace corollary::forecast
