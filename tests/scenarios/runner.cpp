#include "runner.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "base/file.h"

namespace corollary::scenarios {
namespace {

namespace fs = std::filesystem;

// A fresh folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "corollary-scenario-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) {
      path_ = pattern;
    }
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(path_, ignored), end; entry != end; entry.increment(ignored)) {
      if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
        fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
      }
    }
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string replaced(std::string text, const std::string& what, std::string_view by) {
  for (std::size_t at = 0; !what.empty() && (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

class Runner {
 public:
  Runner(const Environment& environment, const fs::path& folder)
      : environment_(environment), folder_(folder), home_(folder / "home") {}

  Result<void> write(const std::vector<WrittenFile>& files) {
    TRY(make_folder(home_));
    for (const WrittenFile& file : files) {
      TRY(make_folder((home_ / file.path).parent_path()));
      TRY(write_file(home_ / file.path, file.content));
    }
    return {};
  }

  Result<Outcome> run(const Command& command) {
    TRY_ASSIGN(const int status, wait_for(start(command.text), command));
    Outcome outcome;
    TRY_ASSIGN(outcome.output, printed("stdout"));
    TRY_ASSIGN(outcome.errors, printed("stderr"));
    outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
  }

 private:
  pid_t start(const std::string& text) {
    const std::vector<std::string> variables = environment_variables();
    const std::string out = (folder_ / "stdout").string();
    const std::string err = (folder_ / "stderr").string();
    const pid_t child = ::fork();
    if (child == 0) {
      ::setpgid(0, 0);
      redirect("/dev/null", O_RDONLY, STDIN_FILENO);
      redirect(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
      redirect(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
      std::vector<char*> pointers;
      for (const std::string& variable : variables) pointers.push_back(const_cast<char*>(variable.c_str()));
      pointers.push_back(nullptr);
      if (::chdir(home_.c_str()) == 0) {
        ::execle("/bin/sh", "sh", "-c", text.c_str(), nullptr, pointers.data());
      }
      ::_exit(127);
    }
    ::setpgid(child, child);  // Here as well: the child may not have come to it when it must be stopped.
    return child;
  }

  static void redirect(const char* path, int flags, int target) {
    const int file = ::open(path, flags, 0644);
    if (file < 0 || ::dup2(file, target) < 0) {
      ::_exit(126);
    }
    ::close(file);
  }

  Result<int> wait_for(pid_t child, const Command& command) {
    if (child < 0) {
      return fail(ErrorKind::store, "line {}: the system starts no more processes", command.line);
    }
    using Clock = std::chrono::steady_clock;
    const auto deadline = Clock::now() + environment_.timeout;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
      if (Clock::now() > deadline) {
        ::kill(-child, SIGKILL);
        ::waitpid(child, &status, 0);
        return fail(ErrorKind::cancelled, "line {}: `{}` took longer than {} s", command.line, command.text,
                    environment_.timeout.count());
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return status;
  }

  std::vector<std::string> environment_variables() const {
    const char* const path = std::getenv("PATH");
    std::vector<std::string> variables = {
        "PATH=" + environment_.program.parent_path().string() + ":" + (path != nullptr ? path : "/usr/bin:/bin"),
        "HOME=" + home_.string(),
        "TZ=UTC",
        "LC_ALL=C.UTF-8",
        "NO_COLOR=1",
        "SOURCE=" + environment_.source.string(),
        "SHARED=" + environment_.shared.string()};
    for (const char* const name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR"}) {
      if (const char* const value = std::getenv(name)) {
        variables.push_back(std::string(name) + "=" + value);
      }
    }
    return variables;
  }

  Result<std::vector<std::string>> printed(const char* stream) const {
    TRY_ASSIGN(std::string text, read_file(folder_ / stream));
    text = replaced(std::move(text), home_.string(), "$HOME");
    text = replaced(std::move(text), environment_.shared.string(), "$SHARED");
    return lines_of(replaced(std::move(text), environment_.source.string(), "$SOURCE"));
  }

  const Environment& environment_;
  const fs::path& folder_;
  fs::path home_;
};

// "$SHARED/data" and paths from the repository on.
fs::path needed_path(const std::string& need, const Environment& environment) {
  const std::string path =
      replaced(replaced(need, "$SHARED", environment.shared.string()), "$SOURCE", environment.source.string());
  return path.starts_with("../shared/") ? environment.shared / path.substr(10) : environment.source / path;
}

}  // namespace

Result<Run> run(const Scenario& scenario, const Environment& environment) {
  Run result;
  for (const std::string& need : scenario.needs) {
    std::error_code ignored;
    if (!fs::exists(needed_path(need, environment), ignored)) {
      result.missing = need;
      return result;
    }
  }
  const TemporaryFolder folder;
  if (folder.path().empty()) {
    return fail(ErrorKind::store, "no temporary folder can be made in {}", fs::temp_directory_path().string());
  }
  Runner runner(environment, folder.path());
  TRY(runner.write(scenario.files));
  for (const Command& command : scenario.commands) {
    TRY_ASSIGN(Outcome outcome, runner.run(command));
    result.outcomes.push_back(std::move(outcome));
  }
  return result;
}

}  // namespace corollary::scenarios
