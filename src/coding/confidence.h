#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/probability.h"
#include "ontology/event.h"

namespace corollary::coding {

/// What kind of rule found an event.
enum class RuleKind : std::uint8_t { verb, noun, infinitive, absence, prospect, speech };

/// What bears on whether a coded event is right: that the text tells of such an act, by these sides, with this modality.
struct Grounds {
  RuleKind rule = RuleKind::verb;
  bool asks_more = false;       ///< The pattern asks for more than the verb: words behind it or a noun in its object.
  bool is_coreferent = false;   ///< A side was found by a pronoun or the like.
  bool is_alone = false;        ///< Nobody receives, and only one side acts.
  bool is_nameless = false;     ///< No party acts.
  EventType type = EventType::statement;
  Modality modality = Modality::happened;
  std::optional<double> opinion;  ///< The share that the classifier of types gives to the type; empty if it was not asked.
};

/// How sure an event is, by logistic regression on its grounds. The weights were learned from events that were read and
/// judged (training/coding/judged.tsv). Immutable.
class ConfidenceModel {
 public:
  /// A table with the columns feature and weight. Errors: `input` with line for a number that is none.
  static Result<ConfidenceModel> from_table(std::string_view source, std::string_view text);
  /// The table that the program carries. Errors: `input` (our own data).
  static Result<ConfidenceModel> built_in();
  /// To two digits. Cost: O(features).
  [[nodiscard]] Probability of(const Grounds& grounds) const;

 private:
  std::unordered_map<std::string, double> weights_;
};

/// The features of grounds with their values, in a fixed order; "one" is always there.
std::vector<std::pair<std::string_view, double>> features_of(const Grounds& grounds);

}  // namespace corollary::coding
