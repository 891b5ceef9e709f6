#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace corollary::bargain {

enum class Vote : std::uint8_t { absent, no, abstain, yes };

/// One question that an assembly voted on.
struct RollCall {
  long long id = 0;
  Date date;
  std::string title;
  std::vector<std::size_t> topics;  ///< Numbers in `RollCalls::topics`, in the order of the file.
};

/// A topic of roll calls: "hr", "Human rights".
struct Topic {
  std::string code;
  std::string name;
};

/// Years, both included.
struct Years {
  int first = 0;
  int last = 0;

  [[nodiscard]] bool contain(Date day) const { return first <= day.year() && day.year() <= last; }
  auto operator<=>(const Years&) const = default;
};
/// "2011–2015", "2011".
std::string written(Years years);

/// Who voted how in the General Assembly.
struct RollCalls {
  std::vector<std::string> states;  ///< Names as in the file, in its order.
  std::vector<RollCall> calls;      ///< By id.
  std::vector<Topic> topics;        ///< In the order of the file.
  std::vector<Vote> votes;          ///< Call by call, in each a vote of every state.
  std::size_t rejected = 0;         ///< Rows that could not be read.
  std::vector<std::string> rejects; ///< The first of them, "file:line: reason".

  [[nodiscard]] Vote vote(std::size_t call, std::size_t state) const { return votes[call * states.size() + state]; }
  /// The calls on a topic in some years, ascending. Errors: `input` if there is no such topic.
  [[nodiscard]] Result<std::vector<std::size_t>> calls_on(std::string_view topic_code, Years years) const;
};

/// A text and what messages call it.
struct NamedText {
  std::string name;
  std::string text;
};

/// The three tables of the set "unvotes" (after Voeten, Strezhnev and Bailey) as CSV, other columns ignored.
struct RollCallTables {
  NamedText votes;   ///< rcid, country, vote (yes, abstain, no).
  NamedText calls;   ///< rcid, date (YYYY-MM-DD), descr.
  NamedText issues;  ///< rcid, short_name, issue.
};

/// Rows with another number of cells, an id that is no number or is not among the calls, a bad date, an unknown vote, or a
/// second vote of the same state are rejected; the others count.
/// Errors: `input`, one line that names the file, for a NUL byte, text that is not UTF-8, an open quote, a missing column, or a
/// table none of whose rows can be read. Cost: O(bytes).
Result<RollCalls> parse_roll_calls(const RollCallTables& tables);

/// The same from un_votes.csv, un_roll_calls.csv and un_roll_call_issues.csv in a folder. Errors: also those of `read_file`.
Result<RollCalls> read_roll_calls(const std::filesystem::path& folder);

}  // namespace corollary::bargain
