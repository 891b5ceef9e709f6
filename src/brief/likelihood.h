#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/probability.h"

namespace corollary::brief {

/// Which words stand for which probabilities.
enum class Yardstick : std::uint8_t {
  icd203,  ///< US Intelligence Community Directive 203 (2015).
  phia,    ///< UK Professional Head of Intelligence Assessment; its scale has gaps, which the nearer term fills.
  kent     ///< Sherman Kent, Words of Estimative Probability (1964); its scale has gaps, filled likewise.
};
std::optional<Yardstick> yardstick(std::string_view name);
std::string_view name(Yardstick yardstick);

/// A term of a yardstick: it stands for probabilities in [from, to).
struct LikelihoodTerm {
  std::string_view words;
  double from;
  double to;
  bool is_chance;  ///< "a roughly even chance": a noun, and not "likely".
};
std::span<const LikelihoodTerm> terms(Yardstick yardstick);
const LikelihoodTerm& term(Yardstick yardstick, Probability probability);

/// The number as a brief prints it: whole per cent; "under 1 %" and "over 99 %" at the ends; one decimal (cut, not
/// rounded) where rounding would move the number out of its term.
std::string percent(Yardstick yardstick, Probability probability);

/// "It is likely (72 %) that", "There is a roughly even chance (50 %) that".
std::string likelihood_lead(Yardstick yardstick, Probability probability);

}  // namespace corollary::brief
