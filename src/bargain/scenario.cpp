#include "bargain/scenario.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "bargain/bounds.h"

namespace corollary::bargain {
namespace {

Result<void> check(const Stake& stake) {
  for (const Attribute attribute : kAttributes) {
    const Bounds bounds = bounds_of(attribute);
    TRY(check(bounds, stake.number(attribute)));
    if (const auto& spread = stake.spread(attribute)) TRY(check(bounds, *spread));
  }
  return {};
}

/// The actor that the stakes name a second time; nullptr if there is none.
const std::string* repeated_actor(const std::vector<Stake>& stakes) {
  std::set<std::string_view> names;
  const auto again = std::ranges::find_if(stakes, [&](const Stake& stake) { return !names.insert(stake.actor).second; });
  return again == stakes.end() ? nullptr : &again->actor;
}

Result<void> check_stakes(const std::vector<Stake>& stakes) {
  if (stakes.empty()) {
    return fail(ErrorKind::input, "no actors: expected at least one stake");
  }
  for (const Stake& stake : stakes) {
    if (std::ranges::any_of(stake.actor, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
      return fail(ErrorKind::input, "the name of an actor has a line break or another control character in it");
    }
    if (const Result<void> checked = check(stake); !checked) {
      return fail(ErrorKind::input, "actor '{}': {}", stake.actor, checked.error().message);
    }
  }
  if (const std::string* const actor = repeated_actor(stakes)) {
    return fail(ErrorKind::input, "actor '{}' has two stakes", *actor);
  }
  if (std::ranges::none_of(stakes, [](const Stake& s) { return s.salience * s.capability > 0; })) {
    return fail(ErrorKind::input, "no actor has both salience and capability above 0");
  }
  return {};
}

Result<void> check_no_deal(const Issue& issue) {
  if (issue.no_deal) TRY(check(kNoDeal, *issue.no_deal));
  if (issue.no_deal_spread) TRY(check(kNoDeal, *issue.no_deal_spread));
  if (!issue.no_deal && !issue.authority.empty()) {
    return fail(ErrorKind::input, "authority needs 'no_deal': from where is the issue moved?");
  }
  return {};
}

/// That whoever a power names wants something somewhere: nobody else can be asked.
Result<void> check_authority(const Issue& issue, const std::set<std::string_view>& actors) {
  for (const Power& power : issue.authority) {
    for (const std::string& approver : approvers(power.formula)) {
      if (!actors.contains(approver)) {
        return fail(ErrorKind::input, "issue '{}': authority '{}' names '{}', who has no stake in any issue", issue.id, to_text(power), approver);
      }
    }
  }
  return {};
}

void add_crowded_saliences(const Scenario& scenario, std::vector<std::string>& lines) {
  std::map<std::string_view, double> sums;
  for (const Issue& issue : scenario.issues) {
    for (const Stake& stake : issue.stakes) sums[stake.actor] += stake.salience;
  }
  std::erase_if(sums, [](const auto& entry) { return entry.second <= 1 + 1e-9; });
  if (sums.empty()) return;
  const auto [actor, sum] = *std::ranges::max_element(sums, {}, [](const auto& entry) { return entry.second; });
  const std::string who = sums.size() == 1 ? format("actor '{}': saliences sum to {:g}", actor, sum)
                                           : format("saliences of {} actors, of '{}' the most with {:g}, sum to", sums.size(), actor, sum);
  lines.push_back(who + (sums.size() == 1 ? ", above 1; the spatial model refuses that" : " more than 1; the spatial model refuses that"));
}

void add_odd_stakes(const Issue& issue, std::vector<std::string>& lines) {
  const auto& stakes = issue.stakes;
  const bool one_wish = std::ranges::all_of(stakes, [&](const Stake& stake) { return stake.position == stakes.front().position; });
  if (stakes.size() > 1 && one_wish) lines.push_back(format("issue '{}': all want {:g}", issue.id, stakes.front().position));
  for (const Stake& stake : stakes) {
    if (stake.salience * stake.capability == 0) lines.push_back(format("issue '{}': actor '{}' has no weight", issue.id, stake.actor));
  }
}

}  // namespace

std::string_view name(Attribute attribute) {
  switch (attribute) {
    case Attribute::position: return "position";
    case Attribute::salience: return "salience";
    case Attribute::capability: break;
  }
  return "capability";
}

double Stake::number(Attribute attribute) const {
  return attribute == Attribute::position ? position : attribute == Attribute::salience ? salience : capability;
}
double& Stake::number(Attribute attribute) {
  return attribute == Attribute::position ? position : attribute == Attribute::salience ? salience : capability;
}
const std::optional<Spread>& Stake::spread(Attribute attribute) const {
  return attribute == Attribute::position ? position_spread : attribute == Attribute::salience ? salience_spread : capability_spread;
}
std::optional<Spread>& Stake::spread(Attribute attribute) {
  return attribute == Attribute::position ? position_spread : attribute == Attribute::salience ? salience_spread : capability_spread;
}

const Issue* Scenario::issue(std::string_view id) const {
  const auto found = std::ranges::find(issues, id, &Issue::id);
  return found == issues.end() ? nullptr : &*found;
}

Bounds bounds_of(Attribute attribute) {
  switch (attribute) {
    case Attribute::position: return {"position", 0, 100, "0 to 100"};
    case Attribute::salience: return {"salience", 0, 1, "0 to 1"};
    case Attribute::capability: break;
  }
  return {"capability", 0, std::numeric_limits<double>::max(), "0 or more"};
}

Result<void> check(const Bounds& bounds, double value) {
  if (!bounds.hold(value)) {
    return fail(ErrorKind::input, "{} {} is not in its range ({})", bounds.key, value, bounds.expected);
  }
  return {};
}

Result<void> check(const Bounds& bounds, const Spread& spread) {
  for (const double end : {spread.low, spread.middle, spread.high}) TRY(check(bounds, end));
  const bool ordered = spread.low <= spread.middle && spread.middle <= spread.high && spread.low < spread.high;
  if (!ordered) {
    return fail(ErrorKind::input, "{} from {} over {} to {} is no range", bounds.key, spread.low, spread.middle, spread.high);
  }
  if (spread.shape == Spread::Shape::normal && !(spread.deviation > 0 && spread.deviation <= bounds.high)) {
    return fail(ErrorKind::input, "{} with the deviation {}: expected one above 0", bounds.key, spread.deviation);
  }
  return {};
}

Result<void> check(const Issue& issue) {
  const auto named = [&](const Result<void>& checked) -> Result<void> {
    if (!checked) return fail(ErrorKind::input, "issue '{}': {}", issue.id, checked.error().message);
    return {};
  };
  TRY(named(check_no_deal(issue)));
  return named(check_stakes(issue.stakes));
}

Result<void> check(const Scenario& scenario) {
  std::set<std::string_view> actors;
  for (const Issue& issue : scenario.issues) {
    TRY(check(issue));
    for (const Stake& stake : issue.stakes) actors.insert(stake.actor);
  }
  for (const Issue& issue : scenario.issues) TRY(check_authority(issue, actors));
  if (scenario.within_days) TRY(check(kWithinDays, *scenario.within_days));
  return {};
}

std::vector<std::string> oddities(const Scenario& scenario) {
  std::vector<std::string> lines;
  add_crowded_saliences(scenario, lines);
  for (const Issue& issue : scenario.issues) add_odd_stakes(issue, lines);
  return lines;
}

}  // namespace corollary::bargain
