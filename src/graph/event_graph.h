#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "ontology/coverage.h"
#include "ontology/event.h"

namespace corollary::graph {

/// A party's number in one graph.
struct PartyId {
  std::uint32_t index = 0;
  auto operator<=>(const PartyId&) const = default;
};

/// Two parties in order: who acts, and on whom. (A, B) is not (B, A).
struct Dyad {
  PartyId actor;
  PartyId recipient;

  [[nodiscard]] Dyad reversed() const { return {recipient, actor}; }
  auto operator<=>(const Dyad&) const = default;
};

/// One dyad's share of an event.
struct Act {
  Date day;
  Dyad dyad;
  EventType type;
  std::uint8_t mode;  ///< Of EventGraph::mode.
  float intensity;    ///< Goldstein scale.
  std::int64_t row;  ///< The event's row in the record; 0 if it was given, not recorded.
};

/// Counts of one thing for each day of a range. A day that the record does not cover has no count: `covered` says so,
/// and `count` is then 0 without meaning it.
struct DailySeries {
  Date first;
  std::vector<std::uint32_t> count;
  std::vector<std::uint8_t> covered;  ///< 1 or 0.

  [[nodiscard]] DateRange days() const { return {first, first + Days{static_cast<std::int32_t>(count.size()) - 1}}; }
};

/// Which acts to count. Empty means any type.
struct ActFilter {
  std::vector<EventType> types;

  [[nodiscard]] bool takes(EventType type) const;
  static ActFilter any() { return {}; }
  static ActFilter of(EventType type) { return {{type}}; }
  static ActFilter conflict();
  static ActFilter cooperation();
};

/// Who acted on whom, over time. Immutable, in compact arrays sorted by dyad and by day.
///
/// Dyads from events, the one policy: an event that happened gives one act for each pair (actor's party, recipient's
/// party); without recipients (a reciprocal event) one for each ordered pair of different actors' parties; the same
/// pair counts once an event. A party acting on itself is kept, as domestic. Sides of unknown party give no act, but
/// the event counts in the day's total. An event that spans days counts on its first.
class EventGraph {
 public:
  class Builder;

  /// nullopt if the party has no act in the graph.
  [[nodiscard]] std::optional<PartyId> party(std::string_view code) const;
  [[nodiscard]] std::optional<Dyad> dyad(std::string_view actor, std::string_view recipient) const;
  [[nodiscard]] std::string_view code(PartyId party) const { return codes_[party.index]; }
  [[nodiscard]] std::size_t party_count() const { return codes_.size(); }

  /// The dyad's acts in order of day, then row. Empty if there is none.
  [[nodiscard]] std::span<const Act> acts(Dyad dyad) const;
  /// All acts in order of dyad, day, row.
  [[nodiscard]] std::span<const Act> acts() const { return acts_; }
  /// Every dyad that has an act, in order.
  [[nodiscard]] std::span<const Dyad> dyads() const { return dyads_; }

  [[nodiscard]] const Coverage& coverage() const { return coverage_; }
  /// From the first to the last day of any event; nullopt in a graph without events.
  [[nodiscard]] std::optional<DateRange> days() const { return days_; }

  /// How many acts of the filter's types the dyad has on each day of `days`. Cost: O(acts of the dyad + days).
  [[nodiscard]] DailySeries daily(Dyad dyad, const ActFilter& filter, DateRange days) const;
  /// The same over both directions.
  [[nodiscard]] DailySeries daily_both_ways(Dyad dyad, const ActFilter& filter, DateRange days) const;
  /// How many events of any kind the record has on each day.
  [[nodiscard]] DailySeries daily_total(DateRange days) const;
  /// PLOVER's name of an act's mode; "" for none.
  [[nodiscard]] std::string_view mode(std::uint8_t mode) const { return modes_[mode]; }
  /// How many acts of one type there are in all.
  [[nodiscard]] std::size_t total(EventType type) const { return type_totals_[static_cast<std::size_t>(type)]; }

 private:
  std::vector<std::string> codes_;
  std::vector<std::string> modes_ = {""};  ///< Those that occur; PLOVER has some fifty.
  std::unordered_map<std::string, std::uint32_t> id_of_code_;
  std::vector<Act> acts_;
  std::vector<Dyad> dyads_;
  std::vector<std::uint32_t> first_act_;  ///< Of each dyad, and one behind the last.
  std::vector<std::uint32_t> events_on_day_;
  std::optional<DateRange> days_;
  Coverage coverage_;
  std::array<std::size_t, kEventTypeCount> type_totals_{};
};

/// Takes events one by one, in any order, then makes the graph.
class EventGraph::Builder {
 public:
  /// Events of other modality than `happened` are left out.
  void add(const Event& event);
  /// `coverage`: the days on which the record would hold an event had there been one.
  /// Cost: O(A log A) for A acts.
  EventGraph finish(Coverage coverage) &&;

 private:
  PartyId intern(const std::string& code);
  std::uint8_t intern_mode(const std::string& mode);
  EventGraph graph_;
  std::vector<Date> event_days_;
};

}  // namespace corollary::graph
