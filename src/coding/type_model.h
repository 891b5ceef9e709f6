#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "coding/type_features.h"

namespace corollary::coding {

/// PLOVER's sixteen types, in the order of `kEventTypes`; `statement` is not among them.
inline constexpr std::size_t kTypes = 16;
using TypeScores = std::array<float, kTypes>;

/// A case to learn from. It may allow several types, where the label is coarser than ours (a bit each).
struct TypeExample {
  std::vector<TypeFeature> features;
  std::uint32_t allowed = 0;
  float weight = 1;
};

/// Multinomial logistic regression over hashed features. Immutable once learned or read.
class TypeModel {
 public:
  struct Learning {
    int rounds = 25;
    double rate = 0.1;
    double shrinkage = 1e-3;              ///< Of a weight, each time its feature occurs: more is smoother.
    std::uint32_t occurrences_least = 2;  ///< Rarer features are left out: they cannot be told from chance.
    std::uint64_t seed = 1;               ///< For the order of the cases.
  };

  /// Adaptive gradient descent on the weighted log-likelihood of the allowed types. Cost: O(rounds * features).
  static TypeModel learn(std::span<const TypeExample> examples, const Learning& learning);
  /// Errors: `input` if the bytes are no model of this version, or damaged.
  static Result<TypeModel> from_bytes(std::string_view name, std::string_view bytes);
  /// The file's form: weights as 16-bit integers with one scale a type, and a checksum.
  [[nodiscard]] std::string to_bytes() const;

  /// Linear scores, before the softmax, already divided by the temperature. Cost: O(features).
  [[nodiscard]] TypeScores scores(std::span<const TypeFeature> features) const;
  /// What a feature of value 1 adds to a type's score.
  [[nodiscard]] float weight(std::uint64_t key, std::size_t type) const;
  /// The text was among those that it learned from.
  [[nodiscard]] bool learned_from(std::string_view sentence) const;
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

  /// What scores are divided by, above 0: more is less sure.
  void set_temperature(float temperature) { temperature_ = temperature; }
  /// Remembers by hash which sentences it was made from, so that an evaluation can say so.
  void set_sentences(std::vector<std::uint64_t> hashes);

 private:
  void index();
  [[nodiscard]] std::size_t find(std::uint64_t key) const;

  std::vector<std::uint64_t> keys_;
  std::vector<TypeScores> weights_;
  std::vector<std::uint32_t> slots_;  // Open addressing into `keys_`, plus one; 0 is free.
  std::vector<std::uint64_t> sentences_;
  float temperature_ = 1;
};

/// exp of each score over their sum.
TypeScores softmax(const TypeScores& scores);

}  // namespace corollary::coding
