#include "forecast/occurrence_features.h"

#include <algorithm>
#include <cmath>

namespace corollary::forecast {
namespace {

using graph::Dyad;

// How many days a rate leans on what is expected; so many days' worth of acts each habit leans on the world's.
constexpr double kLeanDays = 10;
constexpr double kLeanActs = 5;
constexpr double kLeanShare = 3;
constexpr double kLeastRate = 1e-6;
// An act longer ago than this, or never seen, counts as this long ago.
constexpr int kLongAgoDays = 365;

using FeatureRow = std::array<float, kOccurrenceFeatures>;

OfTypes minus(const OfTypes& whole, const OfTypes& part) {
  OfTypes rest = whole;
  for (std::size_t t = 0; t < rest.size(); ++t) rest[t] = std::max(rest[t] - part[t], 0.0);
  return rest;
}

// The share of each type, leaned on another.
OfTypes shares(const OfTypes& acts, const OfTypes& expected, double lean) {
  const double whole = sum(acts) + lean;
  OfTypes share{};
  for (std::size_t t = 0; t < share.size(); ++t) share[t] = (acts[t] + lean * expected[t]) / whole;
  return share;
}

// The share of each type that the habits of both parties let expect: their geometric mean.
OfTypes mixed(const OfTypes& one, const OfTypes& other) {
  OfTypes mix{};
  for (std::size_t t = 0; t < mix.size(); ++t) mix[t] = std::sqrt(one[t] * other[t]);
  const double whole = std::max(sum(mix), kLeastRate);
  for (double& share : mix) share /= whole;
  return mix;
}

float log_rate(double rate) { return static_cast<float>(std::log(rate + kLeastRate)); }

// What is remembered of a dyad on one half-life.
struct Remembered {
  double whole = 0;
  const OfTypes& own;
  const OfTypes& back;
  OfTypes by_actor, on_recipient, on_actor, by_recipient;  // Of and on others.
  OfTypes world{};
  OfTypes habit{};  // Shares of types.
  double acts = 0;  // Of all types, the mean of both directions, a day.

  Remembered(const Snapshot& snapshot, HalfLife half_life, Dyad dyad)
      : whole(std::max(snapshot.at(half_life).whole, kLeastRate)),
        own(snapshot.of_dyad(half_life, dyad)),
        back(snapshot.of_dyad(half_life, dyad.reversed())) {
    const DecayedDays& all = snapshot.at(half_life);
    by_actor = minus(all.by_actor[dyad.actor.index], own);
    on_recipient = minus(all.on_recipient[dyad.recipient.index], own);
    on_actor = all.on_recipient[dyad.actor.index];
    by_recipient = all.by_actor[dyad.recipient.index];
    world = all.world;
    const OfTypes world_share = shares(world, {}, kLeastRate);
    habit = mixed(shares(by_actor, world_share, kLeanActs), shares(on_recipient, world_share, kLeanActs));
    acts = (sum(own) + sum(back)) / 2 / whole;
  }

  // The rate a day that the acts of all types, either way, let expect.
  [[nodiscard]] double expected(std::size_t t) const { return acts * habit[t]; }
  [[nodiscard]] double rate(std::size_t t) const { return (own[t] + kLeanDays * expected(t)) / (whole + kLeanDays); }
  [[nodiscard]] double both(std::size_t t) const {
    const double back_rate = (back[t] + kLeanDays * expected(t)) / (whole + kLeanDays);
    return (own[t] + kLeanDays * back_rate) / (whole + kLeanDays);
  }
};

bool same_class(std::size_t one, std::size_t other) {
  return is_conflict(quad_class(kEventTypes[one])) == is_conflict(quad_class(kEventTypes[other]));
}

double of_class(const OfTypes& acts, std::size_t type, bool same) {
  double total = 0;
  for (std::size_t t = 0; t < acts.size(); ++t) total += same_class(t, type) == same ? acts[t] : 0;
  return total;
}

float log_days_since(std::span<const Date> days, Date day) {
  const auto last = History::last_until(days, day);
  return static_cast<float>(std::log1p(last ? std::min((day - *last).count, kLongAgoDays) : kLongAgoDays));
}

}  // namespace

std::string_view name(OccurrenceFeature feature) {
  static constexpr std::array<std::string_view, kOccurrenceFeatures> names = {
      "its rate lately (half-life 7 days)",
      "its rate (half-life 25 days)",
      "its rate (half-life 90 days)",
      "its rate (half-life 365 days)",
      "its rate either way lately (half-life 7 days)",
      "its rate either way (half-life 25 days)",
      "its rate either way (half-life 90 days)",
      "its rate either way (half-life 365 days)",
      "days with it (half-life 3 days)",
      "days since it last happened",
      "days since it last happened in the other direction",
      "base rate",
      "base rate in the other direction",
      "all acts of the actor on the recipient (half-life 3 days)",
      "all acts of the actor on the recipient (half-life 25 days)",
      "all acts of the actor on the recipient (half-life 365 days)",
      "all acts of the recipient on the actor (half-life 25 days)",
      "acts of its class, cooperation or conflict (half-life 7 days)",
      "acts of its class, cooperation or conflict (half-life 90 days)",
      "acts of its class, cooperation or conflict (half-life 365 days)",
      "acts of the other class (half-life 90 days)",
      "its share of what the actor does to the recipient (half-life 25 days)",
      "expected by what the actor does to all (half-life 90 days)",
      "expected by what all do to the recipient (half-life 90 days)",
      "the actor does it to others (half-life 7 days)",
      "the actor does it to others (half-life 90 days)",
      "others do it to the recipient (half-life 7 days)",
      "others do it to the recipient (half-life 90 days)",
      "others do it to the actor (half-life 7 days)",
      "the recipient does it to others (half-life 7 days)",
      "how much the actor does (half-life 90 days)",
      "how much is done to the recipient (half-life 90 days)",
      "those that the actor deals with do it to the recipient (half-life 25 days)",
      "the actor does it to those that deal with the recipient (half-life 25 days)",
      "how much of it there is in the record (half-life 7 days)",
      "how much of it there is in the record (half-life 90 days)",
  };
  return names[feature];
}

Rule rule_of(std::size_t number) {
  const std::size_t lives = kRuleHalfLives.size();
  return {number / lives / kEventTypeCount == 1, kEventTypes[number / lives % kEventTypeCount], kRuleHalfLives[number % lives]};
}

DyadFeatures OccurrenceReader::read(Dyad dyad) const {
  const History& history = snapshot_->history();
  const Date day = snapshot_->day();
  const Remembered near(*snapshot_, days_7, dyad), middle(*snapshot_, days_25, dyad), far(*snapshot_, days_90, dyad), ever(*snapshot_, days_365, dyad), last(*snapshot_, days_3, dyad);
  const Snapshot::Paths paths = snapshot_->paths(dyad);
  const OfTypes share = shares(middle.own, middle.habit, kLeanShare);
  const OfTypes of_actor = shares(far.by_actor, {}, kLeastRate), of_recipient = shares(far.on_recipient, {}, kLeastRate);
  DyadFeatures features;
  for (std::size_t t = 0; t < kEventTypeCount; ++t) {
    const EventType type = kEventTypes[t];
    FeatureRow& x = features.of_type[t];
    x[rate_7] = log_rate(near.rate(t));
    x[rate_25] = log_rate(middle.rate(t));
    x[rate_90] = log_rate(far.rate(t));
    x[rate_365] = log_rate(ever.rate(t));
    x[both_365] = log_rate(ever.both(t));
    x[any_365] = log_rate(sum(ever.own) / ever.whole);
    x[class_365] = log_rate(of_class(ever.own, t, true) / ever.whole);
    x[both_7] = log_rate(near.both(t));
    x[both_25] = log_rate(middle.both(t));
    x[both_90] = log_rate(far.both(t));
    x[own_3] = static_cast<float>(last.own[t]);
    x[since_last] = log_days_since(history.acts(dyad, type), day);
    x[since_last_back] = log_days_since(history.acts(dyad.reversed(), type), day);
    x[base_rate] = static_cast<float>(log_odds(climatology_->base_rate(dyad, type)));
    x[base_rate_back] = static_cast<float>(log_odds(climatology_->base_rate(dyad.reversed(), type)));
    x[any_3] = log_rate(sum(last.own) / last.whole);
    x[any_25] = log_rate(sum(middle.own) / middle.whole);
    x[any_back_25] = log_rate(sum(middle.back) / middle.whole);
    x[class_7] = log_rate(of_class(near.own, t, true) / near.whole);
    x[class_90] = log_rate(of_class(far.own, t, true) / far.whole);
    x[other_class_90] = log_rate(of_class(far.own, t, false) / far.whole);
    x[share_25] = static_cast<float>(share[t]);
    x[by_habit_of_actor] = log_rate(sum(far.own) / far.whole * of_actor[t]);
    x[by_habit_of_recipient] = log_rate(sum(far.own) / far.whole * of_recipient[t]);
    x[actor_7] = log_rate(near.by_actor[t] / near.whole);
    x[actor_90] = log_rate(far.by_actor[t] / far.whole);
    x[recipient_7] = log_rate(near.on_recipient[t] / near.whole);
    x[recipient_90] = log_rate(far.on_recipient[t] / far.whole);
    x[on_actor_7] = log_rate(near.on_actor[t] / near.whole);
    x[by_recipient_7] = log_rate(near.by_recipient[t] / near.whole);
    x[actor_any_90] = log_rate(sum(far.by_actor) / far.whole);
    x[recipient_any_90] = log_rate(sum(far.on_recipient) / far.whole);
    x[onward] = log_rate(paths.onward[t] / middle.whole);
    x[inward] = log_rate(paths.inward[t] / middle.whole);
    x[world_7] = log_rate(near.world[t] / near.whole);
    x[world_90] = log_rate(far.world[t] / far.whole);
  }
  const std::array<const Remembered*, kHalfLives> of_rules = {&last, &near, &middle, &far, &ever};
  for (std::size_t i = 0; i < kRules; ++i) {
    const Rule rule = rule_of(i);
    const Remembered& remembered = *of_rules[rule.half_life];
    features.rules[i] = static_cast<float>(std::log1p((rule.back ? remembered.back : remembered.own)[static_cast<std::size_t>(rule.type)]));
  }
  return features;
}

}  // namespace corollary::forecast
