#include "scenario.h"

#include <algorithm>

#include "base/strings.h"

namespace corollary::scenarios {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kErrors = "stderr:";
constexpr std::string_view kExit = "exit ";

std::vector<std::string> split_lines(std::string_view text) {
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
  }
  return split(text, '\n');
}

bool matches_from(const std::vector<std::string>& expected, std::size_t e, const std::vector<std::string>& actual,
                  std::size_t a, bool may_end_early) {
  for (; e < expected.size(); ++e, ++a) {
    if (expected[e] == kAnyLines) {
      for (std::size_t next = a; next <= actual.size(); ++next) {
        if (matches_from(expected, e + 1, actual, next, may_end_early)) {
          return true;
        }
      }
      return false;
    }
    if (a == actual.size() || expected[e] != actual[a]) {
      return false;
    }
  }
  return may_end_early || a == actual.size();
}

class Parser {
 public:
  Parser(std::string_view name, std::string_view text) : name_(name) { scenario_.lines = split_lines(text); }

  Result<Scenario> parse() && {
    while (at_ < scenario_.lines.size()) {
      TRY(parse_item());
    }
    if (scenario_.commands.empty()) {
      return fail(ErrorKind::input, "{}: has no command (a line that begins with `$ corollary` or `$ sh: `)", name_);
    }
    return std::move(scenario_);
  }

 private:
  const std::string& line() const { return scenario_.lines[at_]; }
  bool at_end() const { return at_ == scenario_.lines.size(); }
  std::unexpected<Error> error(std::string_view what) const {
    return fail(ErrorKind::input, "{}:{}: {}", name_, at_ + 1, what);
  }

  Result<void> parse_item() {
    if (trimmed(line()).empty() || line().starts_with('#')) {
      ++at_;
      return {};
    }
    if (line().starts_with("needs ")) {
      scenario_.needs.emplace_back(trimmed(line().substr(6)));
      ++at_;
      return {};
    }
    if (line().starts_with("file ") && line().ends_with(':')) {
      std::string path = line().substr(5, line().size() - 6);
      ++at_;
      std::string content = joined(parse_block(), "\n");
      content += content.empty() ? "" : "\n";
      scenario_.files.push_back({std::move(path), std::move(content)});
      return {};
    }
    if (line().starts_with("$ ")) {
      return parse_command();
    }
    return error("expected '# comment', 'needs PATH', 'file PATH:', '$ corollary …' or '$ sh: …'");
  }

  Result<void> parse_command() {
    std::string text = line().substr(2);
    const bool shell = text.starts_with("sh: ");
    if (!shell && text != "corollary" && !text.starts_with("corollary ")) {
      return error("a command begins with 'corollary' or 'sh: '");
    }
    Command command = {shell ? text.substr(4) : std::move(text), at_ + 1, {}, at_ + 1, at_ + 1};
    ++at_;
    command.expected.output = parse_block();
    while (!at_end() && line().starts_with(kErrors)) {
      const std::string_view rest = std::string_view(line()).substr(kErrors.size());
      command.expected.errors.emplace_back(rest.starts_with(' ') ? rest.substr(1) : rest);
      ++at_;
    }
    if (!at_end() && line().starts_with(kExit)) {
      const auto code = parse_integer(line().substr(kExit.size()));
      if (!code) {
        return error("expected 'exit' and a number");
      }
      command.expected.exit_code = static_cast<int>(*code);
      ++at_;
    }
    command.expectation_end = at_;
    scenario_.commands.push_back(std::move(command));
    return {};
  }

  // The indented lines from here on. An empty line belongs to them if an indented one follows.
  std::vector<std::string> parse_block() {
    std::vector<std::string> block;
    while (!at_end()) {
      std::size_t next = at_;
      while (next < scenario_.lines.size() && scenario_.lines[next].empty()) {
        ++next;
      }
      if (next == scenario_.lines.size() || !scenario_.lines[next].starts_with(kIndent)) {
        break;
      }
      block.resize(block.size() + next - at_);
      block.push_back(scenario_.lines[next].substr(kIndent.size()));
      at_ = next + 1;
    }
    return block;
  }

  std::string_view name_;
  Scenario scenario_;
  std::size_t at_ = 0;
};

// How far two lists agree from their beginnings.
std::size_t common_start(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// The longest common subsequence, as a table of its lengths for each pair of rests.
std::vector<std::vector<std::uint32_t>> common_lengths(const std::vector<std::string>& a,
                                                       const std::vector<std::string>& b) {
  std::vector<std::vector<std::uint32_t>> length(a.size() + 1, std::vector<std::uint32_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

// The edit script from a to b, each line behind ' ', '-' or '+'.
std::vector<std::string> edits(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto length = common_lengths(a, b);
  std::vector<std::string> result;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      result.push_back(" " + a[i++]);
      ++j;
    } else if (i < a.size() && (j == b.size() || length[i + 1][j] >= length[i][j + 1])) {
      result.push_back("-" + a[i++]);
    } else {
      result.push_back("+" + b[j++]);
    }
  }
  return result;
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view name, std::string_view text) { return Parser(name, text).parse(); }

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  return matches_from(expected, 0, actual, 0, false);
}

bool matches(const Outcome& expected, const Outcome& actual) {
  return matches(expected.output, actual.output) && matches(expected.errors, actual.errors) &&
         expected.exit_code == actual.exit_code;
}

std::vector<std::string> rendered(const Outcome& outcome) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < outcome.output.size(); ++i) {
    // An empty line at the end keeps its indentation, or it would not belong to the output.
    const bool inner_empty = outcome.output[i].empty() && i + 1 < outcome.output.size();
    lines.push_back(inner_empty ? "" : std::string(kIndent) + outcome.output[i]);
  }
  for (const std::string& error : outcome.errors) {
    lines.push_back(error.empty() ? std::string(kErrors) : std::string(kErrors) + " " + error);
  }
  if (outcome.exit_code != 0) {
    lines.push_back(std::string(kExit) + std::to_string(outcome.exit_code));
  }
  return lines;
}

std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  constexpr std::size_t around = 3;
  constexpr std::size_t longest = 2000;  // Lines compared one by one: the table takes 16 MB then.
  const std::size_t same = common_start(expected, actual);
  const std::size_t begin = same - std::min(same, around);
  const auto rest = [&](const std::vector<std::string>& lines) {
    const std::size_t end = std::min(lines.size(), begin + longest);
    return std::vector<std::string>(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                                    lines.begin() + static_cast<std::ptrdiff_t>(end));
  };
  const std::vector<std::string> script = edits(rest(expected), rest(actual));
  std::string result;
  bool skipping = false;
  for (std::size_t i = 0; i < script.size(); ++i) {
    const std::size_t from = i - std::min(i, around);
    const std::size_t to = std::min(script.size(), i + around + 1);
    const bool near = std::any_of(script.begin() + static_cast<std::ptrdiff_t>(from),
                                  script.begin() + static_cast<std::ptrdiff_t>(to),
                                  [](const std::string& line) { return line[0] != ' '; });
    if (near) {
      result += script[i] + "\n";
    } else if (!skipping) {
      result += " ⋮\n";
    }
    skipping = !near;
  }
  return result;
}

std::string updated(const Scenario& scenario, const std::vector<Outcome>& outcomes) {
  std::string result;
  std::size_t at = 0;
  const auto append = [&](const std::string& line) { result += line + "\n"; };
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Command& command = scenario.commands[i];
    if (matches(command.expected, outcomes[i])) {
      continue;
    }
    for (; at < command.expectation_begin; ++at) append(scenario.lines[at]);
    for (const std::string& line : rendered(outcomes[i])) append(line);
    at = command.expectation_end;
  }
  for (; at < scenario.lines.size(); ++at) append(scenario.lines[at]);
  return result;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  const bool ended = text.empty() || text.ends_with('\n');
  if (text == "\n") {
    lines.emplace_back();
  } else {
    lines = split_lines(text);
  }
  if (!ended) {
    lines.emplace_back(kNoNewline);
  }
  return lines;
}

std::vector<Session> sessions_in(std::string_view markdown) {
  std::vector<Session> sessions;
  const std::vector<std::string> lines = split_lines(markdown);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] != "```console") {
      continue;
    }
    Session session = {i + 1, {}};
    for (++i; i < lines.size() && lines[i] != "```"; ++i) {
      session.lines.push_back(lines[i]);
    }
    if (!session.lines.empty() && session.lines.front().starts_with("$ corollary")) {
      sessions.push_back(std::move(session));
    }
  }
  return sessions;
}

std::vector<std::string> transcript(const Scenario& scenario) {
  std::vector<std::string> lines;
  for (const Command& command : scenario.commands) {
    lines.push_back("$ " + command.text);
    lines.insert(lines.end(), command.expected.output.begin(), command.expected.output.end());
    lines.insert(lines.end(), command.expected.errors.begin(), command.expected.errors.end());
  }
  return lines;
}

bool shows(const std::vector<std::string>& transcript, const std::vector<std::string>& session) {
  for (std::size_t start = 0; start < transcript.size(); ++start) {
    if (matches_from(session, 0, transcript, start, true)) {
      return true;
    }
  }
  return false;
}

}  // namespace corollary::scenarios
