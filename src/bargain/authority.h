#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary::bargain {

/// Who has to consent, as a tree. Monotone: one more consent never undoes an approval.
///
///     congress                                 an actor; a name of several words stands in single quotes: 'the Senate', 'O''Brien'
///     president and congress                   both
///     president or 'supreme court'             one of them
///     president override 2/3 of (house, senate)   as `or`; it says that the right side is used against the left
///     12 of (FRA*4, DEU*4, ITA*4, NLD*2)       a quota over weights; also `2/3 of`, `55% of`, `more than 1/2 of`
///     president and (senate or house)          brackets; `and` binds closer than `or`
///     committee after 90 days                  available once so much time has passed
struct Formula {
  enum class Kind : std::uint8_t { actor, all, any, overridden, quota, wait };
  Kind kind = Kind::actor;
  std::string actor;            ///< Of `actor`.
  std::vector<Formula> parts;   ///< Of all others; `wait` has one.
  std::vector<double> weights;  ///< Of `quota`: of each part.
  double quota = 0;             ///< Of `quota`: the weight that is needed.
  bool more_than = false;       ///< Of `quota`: whether the weight has to be above it.
  double days = 0;              ///< Of `wait`.

  bool operator==(const Formula&) const = default;
};

/// Errors: `input` that says at which character of the text what was expected; a formula that names nobody is one.
Result<Formula> parse_formula(std::string_view text);
/// As `parse_formula` reads it back: the same tree.
std::string to_text(const Formula& formula);

/// Those whom the formula names, each once, in the order of the text.
std::vector<std::string> approvers(const Formula& formula);

/// Whether the formula holds. `consents(name)` says who agrees; a `wait` of more than `days` never holds.
template <typename Consents>
bool holds(const Formula& formula, const Consents& consents, double days);

/// Which way an issue may be moved.
enum class Direction : std::uint8_t { down, up, both };

/// Who may move an issue in one direction, within a stretch of its scale.
///
///     down: president and congress          from wherever it stands, towards 0
///     up 80 to 100: president               only between 80 and 100
///     down below 50: congress               between 50 and 0;  also `up above 50`
///     both: 2 of (A, B, C)
///
/// "The president cannot lift the sanctions by himself, but can freeze new ones", where 100 is the most sanctions and they stand at 80:
/// `down: president and congress` and `up: congress` and no move up without it.
struct Power {
  Direction direction = Direction::both;
  double low = 0;  ///< The stretch, 0 to 100.
  double high = 100;
  Formula formula;

  bool operator==(const Power&) const = default;
};

/// Errors: `input`, as for `parse_formula`; also a stretch that is none.
Result<Power> parse_power(std::string_view text);
std::string to_text(const Power& power);

/// Who has to consent to a move of one issue: every stretch of the scale on the way has to be covered by a power that holds; where several
/// powers cover a stretch, one is enough. nullopt if some stretch is covered by none: then nobody may do it.
/// For `from` == `to`: a formula of `all` without parts, which holds by itself.
std::optional<Formula> needed(const std::vector<Power>& powers, double from, double to);

// ---------------------------------------------------------------------------------------------------------------------

template <typename Consents>
bool holds(const Formula& formula, const Consents& consents, double days) {
  switch (formula.kind) {
    case Formula::Kind::actor: return consents(formula.actor);
    case Formula::Kind::wait: return formula.days <= days && holds(formula.parts.front(), consents, days);
    case Formula::Kind::all:
      for (const Formula& part : formula.parts) {
        if (!holds(part, consents, days)) return false;
      }
      return true;
    case Formula::Kind::any:
    case Formula::Kind::overridden:
      for (const Formula& part : formula.parts) {
        if (holds(part, consents, days)) return true;
      }
      return false;
    case Formula::Kind::quota: break;
  }
  double sum = 0;
  for (std::size_t i = 0; i < formula.parts.size(); ++i) {
    if (holds(formula.parts[i], consents, days)) sum += formula.weights[i];
  }
  // Shares such as 2/3 of three weights miss their sum by a rounding.
  const double rounding = 1e-9 * formula.quota;
  return formula.more_than ? sum > formula.quota + rounding : sum >= formula.quota - rounding;
}

}  // namespace corollary::bargain
