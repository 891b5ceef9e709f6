#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "base/strings.h"
#include "text/kernels.h"
#include "text/lemmas.h"
#include "text/parser.h"

namespace corollary::text {

/// Rows of 8-bit integers with a scale a row.
struct SmallRows {
  std::size_t rows = 0, width = 0;
  std::vector<std::int8_t> values;
  std::vector<float> scale;
};

/// y = W x + b.
struct Linear {
  PackedMatrix weights;
  std::vector<float> bias;  ///< [weights.scale.size()]: zeros at the end.
};

struct RecurrentLayer {
  PackedMatrix weights;  ///< Forward state, forget, reset; backward the same; in the first layer the skip.
  std::vector<float> bias_forget, bias_reset;
};

/// All that a model file holds.
struct Parser::Weights {
  Card card;
  std::vector<std::string_view> xpos, upos, relations;  ///< Static storage.
  std::unordered_map<std::string, std::uint32_t, ViewHash, std::equal_to<>> vocabulary;  ///< Rows of `vectors`; 0 is unknown.
  SmallRows vectors, hashed;
  std::size_t hidden = 0;
  std::vector<RecurrentLayer> layers;
  Linear tagger, arc_dependent, arc_head, arc_product, relation_dependent, relation_head, relation;
  std::vector<float> root;               ///< [2 * hidden]
  std::vector<float> arc_distance;       ///< [kDistances]
  std::vector<float> relation_distance;  ///< [kDistances, relation_dependent.outputs]
  LemmaRules lemmas;

  static constexpr std::size_t kDistances = 12;
  /// Errors: `input`, naming `path`, if the bytes are no model of this version or damaged.
  static Result<std::unique_ptr<const Weights>> read(std::string_view path, std::string_view bytes);
};

}  // namespace corollary::text
