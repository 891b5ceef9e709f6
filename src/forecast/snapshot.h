#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "forecast/history.h"

namespace corollary::forecast {

/// Half-lives of what is remembered, in days.
enum HalfLife : std::size_t { days_3, days_7, days_25, days_90, days_365, kHalfLives };
inline constexpr std::array<int, kHalfLives> kHalfLifeDays = {3, 7, 25, 90, 365};

/// A number for each type of act.
using OfTypes = std::array<double, kEventTypeCount>;
[[nodiscard]] double sum(const OfTypes& values);

/// Days with an act, each weighted by half its weight for each half-life that it lies back.
struct DecayedDays {
  double whole = 0;                  ///< The weight of all covered days: a rate a day is a weight over it.
  std::vector<OfTypes> of_dyad;      ///< In the order of the history's dyads.
  std::vector<OfTypes> by_actor;     ///< Sums over dyads of two different parties, by PartyId.
  std::vector<OfTypes> on_recipient;
  OfTypes world{};
};

/// What is remembered of a history on a day. Reads nothing of later days. Cost of making it: O(acts + dyads).
class Snapshot {
 public:
  /// The history must outlive it.
  Snapshot(const History& history, Date day);

  [[nodiscard]] const DecayedDays& at(HalfLife half_life) const { return decayed_[half_life]; }
  /// Zeros for a dyad that never acted.
  [[nodiscard]] const OfTypes& of_dyad(HalfLife half_life, graph::Dyad dyad) const;

  /// What the parties that the actor acts on do to the recipient, each weighted by its share of the actor's acts; and what the actor does to
  /// those that act on the recipient, by their share of the acts on it. Half-life of 25 days. Cost: O(partners of both).
  struct Paths {
    OfTypes onward{}, inward{};
  };
  [[nodiscard]] Paths paths(graph::Dyad dyad) const;

  [[nodiscard]] const History& history() const { return *history_; }
  [[nodiscard]] Date day() const { return day_; }

 private:
  void remember(std::size_t dyad, HalfLife half_life);

  const History* history_;
  Date day_;
  std::array<DecayedDays, kHalfLives> decayed_;
  std::vector<double> dyad_sums_;                ///< Of 25 days, all types, by dyad.
  std::vector<std::uint32_t> by_recipient_;      ///< Dyads sorted by recipient, then actor.
  std::vector<std::uint32_t> actor_begins_, recipient_begins_;  ///< Of each party's dyads, and one behind the last.
};

}  // namespace corollary::forecast
