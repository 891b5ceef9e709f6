// Runs scenarios; see README.md beside this file.
//   scenario_runner --program PATH --source FOLDER [--shared FOLDER] [--seconds N] [--update] FILE…
//   scenario_runner --documents FOLDER DOCUMENT…    are the documents' sessions scenarios?
// Exit codes: 0 all as expected (or rewritten), 1 a difference, 2 usage or a file that cannot be read, 77 skipped.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "base/file.h"
#include "base/strings.h"
#include "runner.h"

namespace corollary::scenarios {
namespace {

namespace fs = std::filesystem;

enum Exit : std::uint8_t { kDone = 0, kDifference = 1, kUsage = 2, kSkipped = 77 };

struct Options {
  Environment environment;
  bool update = false;
  std::optional<fs::path> scenarios_of_documents;
  std::vector<fs::path> files;
};

void say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Result<Options> parse_options(std::span<char*> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--update") {
      options.update = true;
    } else if (!argument.starts_with("--")) {
      options.files.push_back(fs::absolute(argument));
    } else if (i + 1 == arguments.size()) {
      return fail(ErrorKind::usage, "{}: expected a value", argument);
    } else if (const char* const value = arguments[++i]; argument == "--program") {
      options.environment.program = fs::weakly_canonical(value);
    } else if (argument == "--source") {
      options.environment.source = fs::weakly_canonical(value);
    } else if (argument == "--shared") {
      options.environment.shared = fs::absolute(value).lexically_normal();
    } else if (argument == "--seconds") {
      options.environment.timeout = std::chrono::seconds(parse_integer(value).value_or(60));
    } else if (argument == "--documents") {
      options.scenarios_of_documents = fs::absolute(value);
    } else {
      return fail(ErrorKind::usage, "there is no option {}", argument);
    }
  }
  if (options.environment.shared.empty()) {
    const char* const shared = std::getenv("COROLLARY_SHARED");
    const fs::path beside = options.environment.source.parent_path() / "shared";
    options.environment.shared = shared != nullptr ? fs::absolute(shared).lexically_normal() : beside;
  }
  if (!options.scenarios_of_documents && options.environment.program.empty()) {
    return fail(ErrorKind::usage, "expected --program PATH");
  }
  return options;
}

// Prints what differs. True if nothing does.
bool report(const fs::path& file, const Scenario& scenario, const std::vector<Outcome>& outcomes) {
  bool all = true;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Command& command = scenario.commands[i];
    if (!matches(command.expected, outcomes[i])) {
      say(format("{}:{}: $ {}\n{}\n", file.string(), command.line, command.text,
                 difference(rendered(command.expected), rendered(outcomes[i]))));
      all = false;
    }
  }
  return all;
}

Result<Exit> run_file(const fs::path& file, const Options& options) {
  TRY_ASSIGN(const std::string text, read_file(file));
  TRY_ASSIGN(const Scenario scenario, parse_scenario(file.string(), text));
  TRY_ASSIGN(const Run result, run(scenario, options.environment));
  if (result.missing) {
    say(format("{}: skipped: there is no {}\n", file.string(), *result.missing));
    return kSkipped;
  }
  if (!options.update) {
    return report(file, scenario, result.outcomes) ? kDone : kDifference;
  }
  if (const std::string now = updated(scenario, result.outcomes); now != text) {
    TRY(write_file(file, now));
    say(format("{}: rewritten\n", file.string()));
  }
  return kDone;
}

Exit run_files(const Options& options) {
  Exit worst = kDone;
  for (const fs::path& file : options.files) {
    const auto result = run_file(file, options);
    if (!result) {
      const std::string& message = result.error().message;
      say(message.starts_with(file.string()) ? message + "\n" : format("{}: {}\n", file.string(), message));
    }
    const Exit exit = result.value_or(kUsage);
    const bool graver = exit != kDone && (worst == kDone || worst == kSkipped);
    worst = graver ? exit : worst;
  }
  return worst;
}

Result<std::vector<std::vector<std::string>>> transcripts_below(const fs::path& folder) {
  std::vector<std::vector<std::string>> transcripts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".scenario") {
      TRY_ASSIGN(const std::string text, read_file(entry.path()));
      TRY_ASSIGN(const Scenario scenario, parse_scenario(entry.path().string(), text));
      transcripts.push_back(transcript(scenario));
    }
  }
  return transcripts;
}

Result<Exit> check_documents(const Options& options) {
  TRY_ASSIGN(const auto transcripts, transcripts_below(*options.scenarios_of_documents));
  Exit exit = kDone;
  for (const fs::path& file : options.files) {
    TRY_ASSIGN(const std::string text, read_file(file));
    for (const Session& session : sessions_in(text)) {
      if (std::ranges::none_of(transcripts, [&](const auto& lines) { return shows(lines, session.lines); })) {
        say(format("{}:{}: this session is in no scenario:\n  {}\n", file.string(), session.line,
                   joined(session.lines, "\n  ")));
        exit = kDifference;
      }
    }
  }
  return exit;
}

int main_with(const Options& options) {
  if (!options.scenarios_of_documents) {
    return run_files(options);
  }
  const auto result = check_documents(options);
  if (!result) {
    say(result.error().message + "\n");
  }
  return result.value_or(kUsage);
}

}  // namespace
}  // namespace corollary::scenarios

int main(int count, char** arguments) {
  using namespace corollary::scenarios;
  const auto options = parse_options(std::span(arguments, static_cast<std::size_t>(count)).subspan(1));
  if (!options) {
    std::fprintf(stderr, "scenario_runner: %s\n", options.error().message.c_str());
    return kUsage;
  }
  return main_with(*options);
}
