#include "forecast/snapshot.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace corollary::forecast {

using graph::Dyad;
using graph::PartyId;

namespace {

constexpr OfTypes kNone{};
constexpr HalfLife kOfPaths = days_25;

double weight(Days back, HalfLife half_life) { return std::exp2(-static_cast<double>(back.count) / kHalfLifeDays[half_life]); }

// The covered days of a range weigh a geometric series: (w(first) - w(day behind the last)) / (1 - the ratio).
double covered_weight(const Coverage& coverage, Date day, HalfLife half_life) {
  const double ratio = weight(Days{1}, half_life);
  double whole = 0;
  for (const DateRange& range : coverage.ranges()) {
    const double newest = weight(day - range.last, half_life), before_oldest = weight(day - (range.first - Days{1}), half_life);
    whole += (newest - before_oldest) / (1 - ratio);
  }
  return whole;
}

void add(OfTypes& to, const OfTypes& values) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += values[i];
}

// Where each party's dyads begin in an order that is sorted by that party.
template <typename Party>
std::vector<std::uint32_t> begins(std::size_t parties, std::size_t dyads, Party party) {
  std::vector<std::uint32_t> begin(parties + 1, 0);
  for (std::size_t i = 0; i < dyads; ++i) ++begin[party(i).index + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  return begin;
}

}  // namespace

double sum(const OfTypes& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

Snapshot::Snapshot(const History& history, Date day) : history_(&history), day_(day) {
  const Coverage coverage = history.graph().coverage().until(day);
  const std::size_t dyads = history.dyads().size(), parties = history.graph().party_count();
  for (std::size_t h = 0; h < kHalfLives; ++h) {
    DecayedDays& decayed = decayed_[h];
    decayed.whole = covered_weight(coverage, day, static_cast<HalfLife>(h));
    decayed.of_dyad.resize(dyads);
    decayed.by_actor.resize(parties);
    decayed.on_recipient.resize(parties);
    for (std::size_t i = 0; i < dyads; ++i) remember(i, static_cast<HalfLife>(h));
  }
  dyad_sums_.resize(dyads);
  for (std::size_t i = 0; i < dyads; ++i) dyad_sums_[i] = sum(decayed_[kOfPaths].of_dyad[i]);
  by_recipient_.resize(dyads);
  std::iota(by_recipient_.begin(), by_recipient_.end(), 0U);
  std::ranges::stable_sort(by_recipient_, {}, [&](std::uint32_t i) { return history.dyads()[i].recipient; });
  actor_begins_ = begins(parties, dyads, [&](std::size_t i) { return history.dyads()[i].actor; });
  recipient_begins_ = begins(parties, dyads, [&](std::size_t i) { return history.dyads()[by_recipient_[i]].recipient; });
}

void Snapshot::remember(std::size_t dyad, HalfLife half_life) {
  DecayedDays& decayed = decayed_[half_life];
  OfTypes& own = decayed.of_dyad[dyad];
  for (const EventType type : kEventTypes) {
    const auto days = history_->acts(dyad, type);
    double& total = own[static_cast<std::size_t>(type)];
    for (std::size_t i = 0; i < days.size() && days[i] <= day_; ++i) {
      total += i == 0 || days[i] != days[i - 1] ? weight(day_ - days[i], half_life) : 0;
    }
  }
  const Dyad parties = history_->dyads()[dyad];
  if (parties.actor != parties.recipient) {
    add(decayed.by_actor[parties.actor.index], own);
    add(decayed.on_recipient[parties.recipient.index], own);
    add(decayed.world, own);
  }
}

const OfTypes& Snapshot::of_dyad(HalfLife half_life, Dyad dyad) const {
  const auto index = history_->index_of(dyad);
  return index ? decayed_[half_life].of_dyad[*index] : kNone;
}

Snapshot::Paths Snapshot::paths(Dyad dyad) const {
  Paths paths;
  const DecayedDays& decayed = decayed_[kOfPaths];
  const double by_actor = sum(decayed.by_actor[dyad.actor.index]) + 1, on_recipient = sum(decayed.on_recipient[dyad.recipient.index]) + 1;
  std::uint32_t out = actor_begins_[dyad.actor.index], in = recipient_begins_[dyad.recipient.index];
  const std::uint32_t out_end = actor_begins_[dyad.actor.index + 1], in_end = recipient_begins_[dyad.recipient.index + 1];
  const auto dyads = history_->dyads();
  while (out < out_end && in < in_end) {
    const PartyId to = dyads[out].recipient, from = dyads[by_recipient_[in]].actor;
    if (to == from && to != dyad.actor && to != dyad.recipient) {
      const double away = dyad_sums_[out] / by_actor, towards = dyad_sums_[by_recipient_[in]] / on_recipient;
      for (std::size_t t = 0; t < kEventTypeCount; ++t) {
        paths.onward[t] += away * decayed.of_dyad[by_recipient_[in]][t];
        paths.inward[t] += decayed.of_dyad[out][t] * towards;
      }
    }
    out += to <= from ? 1 : 0;
    in += from <= to ? 1 : 0;
  }
  return paths;
}

}  // namespace corollary::forecast
