#include "cli/program.h"

#include <chrono>
#include <ostream>

#include "base/strings.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

// The progress that `interrupt` stops; there is one command at a time in a process.
std::atomic<Progress*> running_progress = nullptr;

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage: return 2;
    case ErrorKind::input: return 3;
    case ErrorKind::not_found: return 4;
    case ErrorKind::store: return 5;
    case ErrorKind::cancelled: return 130;
  }
  return 70;
}

// One line that is written over: what is done, how much of it, how fast and how much longer. Appears after a second.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream& err) : err_(err) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::string_view stage, std::uint64_t done, std::uint64_t total) {
    const auto now = Clock::now();
    if (stage != stage_) {
      stage_ = stage;
      stage_began_ = now;
    }
    if (now - began_ < std::chrono::seconds(1) || now - shown_ < std::chrono::milliseconds(100)) {
      return;
    }
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - stage_began_).count();
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    std::string line = format("{}: {}", stage, done);
    if (total > 0) {
      line += format(" of {}", total);
    }
    if (rate > 0) {
      line += format(", {:.0f}/s", rate);
    }
    if (rate > 0 && total > done) {
      line += format(", {:.0f} s left", static_cast<double>(total - done) / rate);
    }
    clear();
    err_ << line << std::flush;
    width_ = line.size();
  }

 private:
  using Clock = std::chrono::steady_clock;
  void clear() {
    if (width_ > 0) {
      err_ << '\r' << std::string(width_, ' ') << '\r' << std::flush;
      width_ = 0;
    }
  }
  std::ostream& err_;
  Clock::time_point began_ = Clock::now(), stage_began_ = began_, shown_;
  std::string stage_;
  std::size_t width_ = 0;
};

// What is wrong with a command line, in one line.
std::string usage_error(const CLI::App& program, const CLI::ParseError& error) {
  const std::vector<const CLI::App*> verbs = program.get_subcommands([](const CLI::App*) { return true; });
  if (program.get_subcommands().empty()) {
    std::vector<std::string> names;
    for (const CLI::App* const verb : verbs) names.push_back(verb->get_name());
    const std::vector<std::string> rest = program.remaining();
    return format("{}; expected {}", rest.empty() ? "no verb is given" : format("there is no verb '{}'", rest.front()), listed(names, "or"));
  }
  return format("{} (corollary {} --help shows what is expected)", error.what(), program.get_subcommands().front()->get_name());
}

int write_out(std::ostream& out, std::ostream& err, int exit_code_if_written) {
  out.flush();
  if (!out) {
    err << "corollary: the result could not be written to the output\n";
    return exit_code(ErrorKind::store);
  }
  return exit_code_if_written;
}

Result<int> run_action(const Action& action, std::ostream& out, std::ostream& err, bool show_progress) {
  ProgressLine line(err);
  Progress progress(show_progress ? Progress::Listener([&](auto stage, auto done, auto total) { line.show(stage, done, total); })
                                  : Progress::Listener());
  running_progress = &progress;
  const auto engine = engine::Engine::make();
  Result<int> result = engine ? action(*engine, {out, err, progress}) : std::unexpected(engine.error());
  running_progress = nullptr;
  return result;
}

}  // namespace

void interrupt() {
  if (Progress* const progress = running_progress) {
    progress->cancel();
  }
}

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err, bool progress_on_terminal) {
  CLI::App program("Corollary works out what follows from an international event, with the evidence for each sentence.", "corollary");
  program.set_version_flag("--version", "corollary " COROLLARY_VERSION);
  program.require_subcommand(1);
  program.footer("Each verb has its own --help. Exit codes: 0 done, 1 a check found something or a fetch lacks files, 2 usage, 3 bad input,\n"
                 "4 not found, 5 store, 130 interrupted, 70 our own mistake.");
  bool quiet = false;
  program.add_flag("--quiet", quiet, "No progress on stderr");
  program.fallthrough();
  Action action;
  constexpr AddVerb verbs[] = {add_brief, add_code, add_import, add_fetch, add_export, add_events, add_forecast, add_rank, add_impact, add_bargain, add_check, add_evaluate, add_doctor, add_completion};
  for (const AddVerb add : verbs) add(program, action);

  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // --help, --version.
      return write_out(out, err, program.exit(error, out, err));
    }
    err << "corollary: " << usage_error(program, error) << '\n';
    return exit_code(ErrorKind::usage);
  }
  const auto result = run_action(action, out, err, progress_on_terminal && !quiet);
  if (!result) {
    err << "corollary: " << result.error().message << '\n';
    return exit_code(result.error().kind);
  }
  return write_out(out, err, *result);
}

}  // namespace corollary::cli
