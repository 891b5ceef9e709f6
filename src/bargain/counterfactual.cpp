#include "bargain/counterfactual.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "bargain/bounds.h"
#include "base/strings.h"

namespace corollary::bargain {
namespace {

constexpr std::string_view kExpected = "expected ISSUE/ACTOR/ATTRIBUTE = NUMBER (position, salience or capability; also +=, -=, *=) or ISSUE/no_deal = NUMBER";

std::unexpected<Error> wrong(std::string_view text) { return fail(ErrorKind::input, "change '{}': {}", text, kExpected); }

std::optional<Attribute> attribute_named(std::string_view text) {
  for (const Attribute attribute : kAttributes) {
    if (name(attribute) == text) return attribute;
  }
  return std::nullopt;
}

double applied(const Change& change, double value) {
  switch (change.operation) {
    case Change::Operation::set: return change.value;
    case Change::Operation::add: return value + change.value;
    case Change::Operation::multiply: break;
  }
  return value * change.value;
}

// A spread goes where its number goes; within 0 and `most` its ends stay, and a number that is set has none.
void apply(const Change& change, double most, double& value, std::optional<Spread>& spread) {
  const auto within = [&](double x) { return std::clamp(x, 0.0, most); };
  value = change.operation == Change::Operation::set ? change.value : within(applied(change, value));
  if (!spread) return;
  if (change.operation == Change::Operation::set) {
    spread.reset();
    return;
  }
  spread->middle = within(applied(change, spread->middle));
  if (spread->shape == Spread::Shape::normal) {
    // Its ends are those of what it describes, and stay.
    if (change.operation == Change::Operation::multiply) spread->deviation *= change.value;
    if (!(spread->deviation > 0)) spread.reset();
    return;
  }
  spread->low = within(applied(change, spread->low));
  spread->high = within(applied(change, spread->high));
  if (spread->low >= spread->high) spread.reset();
}

// How many numbers of the issue the change names.
std::size_t apply(const Change& change, Issue& issue) {
  if (change.actor.empty()) {
    if (!issue.no_deal && change.operation != Change::Operation::set) return 0;
    double value = issue.no_deal.value_or(0);
    apply(change, kNoDeal.high, value, issue.no_deal_spread);
    issue.no_deal = value;
    return 1;
  }
  std::size_t named = 0;
  for (Stake& stake : issue.stakes) {
    if (change.actor != "*" && change.actor != stake.actor) continue;
    apply(change, bounds_of(change.attribute).high, stake.number(change.attribute), stake.spread(change.attribute));
    ++named;
  }
  return named;
}

}  // namespace

Result<Change> parse_change(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0) return wrong(text);
  Change change;
  std::string_view target = text.substr(0, equals);
  const std::optional<double> value = parse_number(trimmed(text.substr(equals + 1)));
  if (!value) return wrong(text);
  change.value = *value;
  const char sign = target.back();
  if (sign == '+' || sign == '-' || sign == '*') {
    change.operation = sign == '*' ? Change::Operation::multiply : Change::Operation::add;
    if (sign == '-') change.value = -change.value;
    target.remove_suffix(1);
  }
  target = trimmed(target);
  const std::size_t first = target.find('/');
  if (first == std::string_view::npos || first == 0) return wrong(text);
  change.issue = target.substr(0, first);
  const std::string_view rest = target.substr(first + 1);
  if (rest == "no_deal") return change;
  const std::size_t last = rest.rfind('/');
  if (last == std::string_view::npos || last == 0) return wrong(text);
  change.actor = rest.substr(0, last);
  const std::optional<Attribute> attribute = attribute_named(rest.substr(last + 1));
  if (!attribute) return wrong(text);
  change.attribute = *attribute;
  return change;
}

std::string to_text(const Change& change) {
  const std::string target = change.actor.empty() ? change.issue + "/no_deal" : format("{}/{}/{}", change.issue, change.actor, name(change.attribute));
  const std::string_view sign = change.operation == Change::Operation::set ? "=" : change.operation == Change::Operation::add ? "+=" : "*=";
  return format("{} {} {}", target, sign, change.value);
}

Result<Scenario> changed(const Scenario& scenario, const Change& change) {
  Scenario then = scenario;
  std::size_t named = 0;
  for (Issue& issue : then.issues) {
    if (change.issue == "*" || change.issue == issue.id) named += apply(change, issue);
  }
  if (named == 0) {
    return fail(ErrorKind::input, "change '{}' names nothing of the scenario", to_text(change));
  }
  if (const Result<void> checked = check(then); !checked) {
    return fail(ErrorKind::input, "change '{}': {}", to_text(change), checked.error().message);
  }
  return then;
}

Result<Scenario> changed(const Scenario& scenario, const std::vector<Change>& changes) {
  Scenario then = scenario;
  for (const Change& change : changes) {
    TRY_ASSIGN(then, changed(then, change));
  }
  return then;
}

}  // namespace corollary::bargain
