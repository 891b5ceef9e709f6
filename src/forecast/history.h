#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "graph/event_graph.h"

namespace corollary::forecast {

/// The days on which things happened, laid out for counting: by dyad and type, by actor and type, by recipient and
/// type. The acts of a graph, and acts that are given beside it (the focus event). Look-ups never read past the day
/// that is asked for, so one history serves any `as_of`.
class History {
 public:
  /// The graph must outlive the history. `given` acts are of parties and days of any kind. Cost: O(A log A).
  explicit History(const graph::EventGraph& graph, std::span<const graph::Act> given = {});

  /// How many acts fall into (day - length, day].
  [[nodiscard]] static int count(std::span<const Date> days, Date day, Days length);
  /// The last of `days` up to `day`; nullopt if there is none.
  [[nodiscard]] static std::optional<Date> last_until(std::span<const Date> days, Date day);

  /// Every dyad that has an act, in order.
  [[nodiscard]] std::span<const graph::Dyad> dyads() const { return dyads_; }
  /// Where a dyad stands among them; nullopt if it never acted.
  [[nodiscard]] std::optional<std::size_t> index_of(graph::Dyad dyad) const;

  /// In order of time. Empty for a dyad that never acted.
  [[nodiscard]] std::span<const Date> acts(graph::Dyad dyad, EventType type) const;
  [[nodiscard]] std::span<const Date> acts(std::size_t dyad, EventType type) const;
  [[nodiscard]] std::span<const Date> acts_of(graph::PartyId actor, EventType type) const;
  [[nodiscard]] std::span<const Date> acts_on(graph::PartyId recipient, EventType type) const;

  /// The dyads between two different parties that had at least `least` acts in (day - within, day], in the graph's order.
  [[nodiscard]] std::vector<graph::Dyad> active_dyads(Date day, int least, Days within) const;

  [[nodiscard]] const graph::EventGraph& graph() const { return *graph_; }

 private:
  /// Days grouped by a key, each group in order of time.
  struct Groups {
    std::vector<Date> days;
    std::vector<std::uint32_t> begin;  ///< Of each group, and one behind the last.
    [[nodiscard]] std::span<const Date> group(std::size_t key) const {
      return std::span(days).subspan(begin[key], begin[key + 1] - begin[key]);
    }
  };
  template <typename Key>
  static Groups grouped(std::span<const graph::Act> acts, std::size_t group_count, Key key);

  const graph::EventGraph* graph_;
  std::vector<graph::Dyad> dyads_;  ///< Sorted.
  Groups by_dyad_, by_actor_, by_recipient_;
};

}  // namespace corollary::forecast
