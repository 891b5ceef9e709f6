#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/authority.h"
#include "bargain/spread.h"
#include "base/error.h"

namespace corollary::bargain {

/// The three numbers of a stake.
enum class Attribute : std::uint8_t { position, salience, capability };
inline constexpr Attribute kAttributes[] = {Attribute::position, Attribute::salience, Attribute::capability};
std::string_view name(Attribute attribute);

/// What one actor wants on one issue. An assumption of the analyst: `why` says what it rests on.
struct Stake {
  std::string actor;      ///< Party code, or any name that is used once in the issue.
  double position = 0;    ///< What it wants, 0 (the issue's `low`) to 100 (its `high`).
  double salience = 0;    ///< How much the issue matters to it, 0 to 1.
  double capability = 0;  ///< What it can bring to bear, 0 or more; only the ratios between actors count.
  std::string why;
  // Where the numbers are not known exactly.
  std::optional<Spread> position_spread = std::nullopt;
  std::optional<Spread> salience_spread = std::nullopt;
  std::optional<Spread> capability_spread = std::nullopt;

  [[nodiscard]] double number(Attribute attribute) const;
  double& number(Attribute attribute);
  [[nodiscard]] const std::optional<Spread>& spread(Attribute attribute) const;
  std::optional<Spread>& spread(Attribute attribute);
  auto operator<=>(const Stake&) const = default;
};

/// One question to be settled on a scale from 0 to 100.
struct Issue {
  std::string id;
  std::string question;
  std::string low;   ///< What 0 stands for.
  std::string high;  ///< What 100 stands for.
  /// Where things stand if nothing is agreed, 0 to 100. Without it nothing is known about no deal, and every actor
  /// is taken to value it as the far end of the scale: utility 0.
  std::optional<double> no_deal;
  std::vector<Stake> stakes;
  std::optional<Spread> no_deal_spread = std::nullopt;
  /// Who may move it, from where no deal leaves it. Empty: nothing is said of authority, and no move needs anybody's consent.
  std::vector<Power> authority = {};
};

/// One change of a scenario, for the question "what if"; counterfactual.h has its text and what it does.
struct Change {
  enum class Operation : std::uint8_t { set, add, multiply };
  std::string issue;  ///< Its id, or "*".
  std::string actor;  ///< Its name, or "*"; empty for `no_deal`.
  Attribute attribute = Attribute::position;
  Operation operation = Operation::set;
  double value = 0;

  auto operator<=>(const Change&) const = default;
};

/// Changes that belong together.
struct Counterfactual {
  std::string name;
  std::vector<Change> changes;
};

/// The issues of a negotiation, in the order of the file.
struct Scenario {
  std::vector<Issue> issues;
  std::vector<Counterfactual> counterfactuals = {};
  /// How many days there are to decide; powers that open later do not count. Without it all do.
  std::optional<double> within_days = std::nullopt;

  /// nullptr if there is no issue of that id.
  [[nodiscard]] const Issue* issue(std::string_view id) const;
};

/// That an issue can be settled: numbers in their ranges (NaN is in none), at least one actor, none twice, at least
/// one with both salience and capability. Errors: `input` with issue, actor, value and what was expected.
Result<void> check(const Issue& issue);

/// All that `check` asks of each issue; that whoever a power names has a stake in some issue, and that an issue with powers says where
/// no deal leaves it. Errors: `input`.
Result<void> check(const Scenario& scenario);

/// What is legal but odd, a line each: an actor whose saliences sum to more than 1 (the spatial model refuses that), issues where all
/// want the same, an actor whose weight is 0.
std::vector<std::string> oddities(const Scenario& scenario);

/// The keys at the top of a file: a scenario's own, and those of a case, which are others' to read.
inline constexpr std::string_view kTopKeys[] = {"title", "as_of", "third_parties", "yardstick", "event", "windows", "issues", "counterfactuals", "within_days"};

/// Reads the `[[issues]]` of a TOML text; the other tables of a case are left to others. A text without
/// `[[issues]]` gives a scenario without issues.
///
///     [[issues]]
///     id = "sanctions"
///     question = "How much of the sanctions stays?"
///     low = "all lifted"
///     high = "all kept"
///     no_deal = 80                # optional
///     authority = ["down: president and congress", "up: congress"]   # optional; authority.h
///     [[issues.stakes]]
///     actor = "USA"
///     position = 75
///     salience = [0.4, 0.6]       # anywhere between; [0.4, 0.5, 0.6] with a likely value; { mean = 0.5, deviation = 0.1 }
///     capability = 100
///     why = "Congress leans towards more."   # optional
///
///     [[counterfactuals]]                    # optional
///     name = "Congress gives way"
///     changes = ["sanctions/congress/position = 40"]
///
/// At the top `within_days` may say how many days there are to decide. The same as JSON: an object with these keys.
///
/// Errors: `input`, one line that begins with `name:line:`, for what is not TOML, a missing or unknown key, a value of
/// the wrong type, and all that `check` finds; also for an id used twice.
Result<Scenario> parse_scenario(std::string_view name, std::string_view text);

}  // namespace corollary::bargain
