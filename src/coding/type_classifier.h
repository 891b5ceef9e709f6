#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "coding/type_features.h"
#include "coding/type_model.h"
#include "coding/words.h"
#include "ontology/cameo.h"
#include "ontology/event_type.h"
#include "text/document.h"
#include "text/parser.h"

namespace corollary::coding {

/// What an actor does to a recipient, as one of PLOVER's sixteen types.
struct TypeJudgement {
  EventType type = EventType::agree;
  double probability = 0;        ///< Of `type`, in (0, 1].
  TypeScores probabilities{};    ///< In the order of `kEventTypes`; their sum is 1.
};

/// A feature that speaks for a type (weight above 0) or against it.
struct TypeReason {
  std::string feature;  ///< "mood and class future cooperate".
  double weight = 0;    ///< What it adds to the type's score, over what it adds to the types' mean.
};

/// Tells the type of an act from the sentence and who acts on whom in it. Immutable: one serves many threads.
class TypeClassifier {
 public:
  /// `parser` must outlive this. Errors: `not_found` if there is no such file, `input` if it is no such model or damaged.
  static Result<TypeClassifier> load(const std::filesystem::path& path, const CameoTable& cameo, const text::Parser& parser);
  /// `event_types.model` beside the model of English (`text::Parser::find_model`). Errors: `not_found`.
  static Result<std::filesystem::path> find_model();
  TypeClassifier(TypeFeatures features, TypeModel model) : features_(std::move(features)), model_(std::move(model)) {}

  /// `words` and `nodes` are of one sentence with at least one word; `recipient` may be empty. It always judges: that
  /// nothing happens between the two is not among the types. Cost: about 0.1 ms.
  [[nodiscard]] TypeJudgement judge(const Words& words, std::span<const text::Node> nodes, Range actor, Range recipient) const;
  /// The `most` features that weigh most for or against a type, the weightiest first.
  [[nodiscard]] std::vector<TypeReason> explain(const Words& words, std::span<const text::Node> nodes, Range actor, Range recipient, EventType type,
                                                std::size_t most) const;
  /// The model learned from a sentence of exactly this text.
  [[nodiscard]] bool learned_from(std::string_view sentence) const { return model_.learned_from(sentence); }

 private:
  TypeFeatures features_;
  TypeModel model_;
};

}  // namespace corollary::coding
