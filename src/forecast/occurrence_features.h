#pragma once

#include <array>
#include <string>
#include <string_view>

#include "forecast/climatology.h"
#include "forecast/snapshot.h"

namespace corollary::forecast {

/// What a question (actor, type, recipient) is answered from. Rates are the natural logarithms of acts a day (of days with an act), decayed by
/// the half-life that the name ends with, and leaned on what the dyad's acts of all types and the habits of both parties let expect.
enum OccurrenceFeature : std::size_t {
  rate_7, rate_25, rate_90, rate_365,  ///< Of the actor on the recipient.
  both_7, both_25, both_90, both_365,        ///< Leaned, too, on the other direction.
  own_3,                           ///< Days with such an act, not leaned on anything.
  since_last, since_last_back,     ///< Days since the last such act; of the recipient on the actor.
  base_rate, base_rate_back,       ///< Log-odds of climatology.
  any_3, any_25, any_365, any_back_25,      ///< Acts of all types; of the recipient on the actor.
  class_7, class_90, class_365,               ///< Of the type's class, cooperation or conflict.
  other_class_90,
  share_25,                        ///< The type's share of the dyad's acts.
  by_habit_of_actor, by_habit_of_recipient, ///< The dyad's acts of all types times the type's share of what the actor does, the recipient suffers.
  actor_7, actor_90,               ///< Such acts of the actor on others.
  recipient_7, recipient_90,       ///< Such acts of others on the recipient.
  on_actor_7, by_recipient_7,      ///< Such acts of others on the actor; of the recipient on others.
  actor_any_90, recipient_any_90,  ///< All acts of the actor; all on the recipient.
  onward, inward,                  ///< `Snapshot::Paths`.
  world_7, world_90,               ///< Such acts in the whole record.
  kOccurrenceFeatures
};
std::string_view name(OccurrenceFeature feature);

/// An earlier act between the two that another act may follow: who did it, what, and on which half-life it is remembered. Its value is
/// ln(1 + decayed days).
inline constexpr std::array<HalfLife, 2> kRuleHalfLives = {days_7, days_90};
inline constexpr std::size_t kRules = 2 * kEventTypeCount * kRuleHalfLives.size();
struct Rule {
  bool back = false;  ///< By the recipient on the actor.
  EventType type = EventType::consult;
  HalfLife half_life = days_3;
};
Rule rule_of(std::size_t number);  ///< Below kRules.

/// The features of all of a dyad's questions.
struct DyadFeatures {
  std::array<std::array<float, kOccurrenceFeatures>, kEventTypeCount> of_type{};
  std::array<float, kRules> rules{};
};

/// Reads the history up to the snapshot's day only.
class OccurrenceReader {
 public:
  /// Both must outlive it.
  OccurrenceReader(const Snapshot& snapshot, const Climatology& climatology) : snapshot_(&snapshot), climatology_(&climatology) {}

  /// Cost: O(acts of the dyad + partners of both).
  [[nodiscard]] DyadFeatures read(graph::Dyad dyad) const;

 private:
  const Snapshot* snapshot_;
  const Climatology* climatology_;
};

}  // namespace corollary::forecast
