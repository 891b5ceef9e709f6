#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary::scenarios {

/// What a command gave, or should give, as lines without their ends. A last line without an end is followed by
/// `kNoNewline`. In what is expected, a line `...` stands for any number of lines.
struct Outcome {
  std::vector<std::string> output;  ///< stdout.
  std::vector<std::string> errors;  ///< stderr.
  int exit_code = 0;
};
inline constexpr std::string_view kNoNewline = "(no newline at the end)";
inline constexpr std::string_view kAnyLines = "...";

struct Command {
  std::string text;  ///< As for the shell; the `$ ` and `sh: ` before it are taken off.
  std::size_t line;  ///< In the scenario's file, from 1.
  Outcome expected;
  std::size_t expectation_begin;  ///< The lines [begin, end) of the file, counted from 0, that say what is expected.
  std::size_t expectation_end;
};

struct WrittenFile {
  std::string path;
  std::string content;
};

/// A scenario: files, then commands with what they must print. See tests/scenarios/README.md for the format.
struct Scenario {
  std::vector<std::string> needs;  ///< Paths without which it is skipped.
  std::vector<WrittenFile> files;
  std::vector<Command> commands;
  std::vector<std::string> lines;  ///< The file itself.
};

/// Errors: `input` with file and line for a line that is none of the format's, or if there is no command.
Result<Scenario> parse_scenario(std::string_view name, std::string_view text);

/// True if the lines are those expected, `...` standing for any number of lines.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual);
bool matches(const Outcome& expected, const Outcome& actual);

/// The lines of an outcome as a scenario writes them.
std::vector<std::string> rendered(const Outcome& outcome);

/// The lines that differ, with `-` before what was expected and `+` before what came, and three lines around them.
std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

/// The scenario's text with each command's expectation replaced by its outcome, where that does not match.
std::string updated(const Scenario& scenario, const std::vector<Outcome>& outcomes);

/// A text as lines, as in `Outcome`.
std::vector<std::string> lines_of(std::string_view text);

/// The sessions of a document: each ```console block that begins with `$ corollary`.
struct Session {
  std::size_t line;  ///< Of the block in the document.
  std::vector<std::string> lines;
};
std::vector<Session> sessions_in(std::string_view markdown);

/// What a reader would see on a terminal: `$ command`, what it prints, then the next.
std::vector<std::string> transcript(const Scenario& scenario);

/// True if the session's lines follow each other somewhere in the transcript; a line `...` of the session leaves out
/// any number of lines.
bool shows(const std::vector<std::string>& transcript, const std::vector<std::string>& session);

}  // namespace corollary::scenarios
