#pragma once

#include <cstddef>
#include <filesystem>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "text/document.h"

namespace corollary::text {

/// A word's vector: `values[i] * scale`. Empty for a word that has none.
struct WordVector {
  std::span<const std::int8_t> values;
  float scale = 0;
};

/// Tags, lemmas and dependency trees by one network: word vectors and hashed parts of words, gated linear recurrence
/// in both directions, biaffine scores of arcs, and the best tree by Chu-Liu and Edmonds. The weights are read from a
/// file that training/text makes; its numbers are 8-bit integers and so the same on every machine.
///
/// Immutable after `load`: one parser serves many threads.
/// Source: Dozat and Manning 2017 (arcs), Lei et al. 2018 (recurrence, here without the state in the gates).
class Parser {
 public:
  /// What a model says of itself.
  struct Card {
    std::string name, version, licence;
    std::string checksum;  ///< Sixteen hexadecimal digits over the weights.
  };

  /// Sentences longer than this get no tree (each token hangs on the one before it): cost stays bounded.
  static constexpr std::size_t kWordsMost = 400;

  /// Errors: `not_found` if there is no such file; `input` if it is no model of this version, or damaged.
  static Result<Parser> load(const std::filesystem::path& path);
  /// Where the program's own model lies: what COROLLARY_MODEL names, else `english.model` beside the program or in
  /// ../share/corollary. Errors: `not_found`.
  static Result<std::filesystem::path> find_model();
  ~Parser();
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;

  /// Fills `document.nodes`. Each sentence has one root and no cycle. Cost: O(tokens), plus O(n^2) small steps for a
  /// sentence of n tokens.
  void parse(std::string_view text, Document& document) const;

  [[nodiscard]] const Card& card() const;
  /// The vector of a word in lower case (GloVe, 100 numbers). Lives as long as the parser.
  [[nodiscard]] WordVector vector_of(std::string_view lower) const;

  /// The file's content; of use inside this module only.
  struct Weights;

 private:
  explicit Parser(std::unique_ptr<const Weights> weights);
  std::unique_ptr<const Weights> weights_;
};

}  // namespace corollary::text
