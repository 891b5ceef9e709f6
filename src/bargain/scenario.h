#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary::bargain {

/// What one actor wants on one issue. An assumption of the analyst: `why` says what it rests on.
struct Stake {
  std::string actor;      ///< Party code, or any name that is used once in the issue.
  double position = 0;    ///< What it wants, 0 (the issue's `low`) to 100 (its `high`).
  double salience = 0;    ///< How much the issue matters to it, 0 to 1.
  double capability = 0;  ///< What it can bring to bear, 0 or more; only the ratios between actors count.
  std::string why;

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
};

/// The issues of a negotiation, in the order of the file.
struct Scenario {
  std::vector<Issue> issues;

  /// nullptr if there is no issue of that id.
  [[nodiscard]] const Issue* issue(std::string_view id) const;
};

/// That an issue can be settled: numbers in their ranges (NaN is in none), at least one actor, none twice, at least
/// one with both salience and capability. Errors: `input` with issue, actor, value and what was expected.
Result<void> check(const Issue& issue);

/// Reads the `[[issues]]` of a TOML text; other tables at the top (a case has some) are left to others. A text without
/// `[[issues]]` gives a scenario without issues.
///
///     [[issues]]
///     id = "sanctions"
///     question = "How much of the sanctions stays?"
///     low = "all lifted"
///     high = "all kept"
///     no_deal = 80                # optional
///     [[issues.stakes]]
///     actor = "USA"
///     position = 75
///     salience = 0.5
///     capability = 100
///     why = "Congress leans towards more."   # optional
///
/// Errors: `input`, one line that begins with `name:line:`, for what is not TOML, a missing or unknown key, a value of
/// the wrong type, and all that `check` finds; also for an id used twice.
Result<Scenario> parse_scenario(std::string_view name, std::string_view text);

/// The same from a file, where `[[issues]]` must not be missing. Errors: also those of `read_file`.
Result<Scenario> read_scenario(const std::filesystem::path& path);

}  // namespace corollary::bargain
