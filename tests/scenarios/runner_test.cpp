#include "runner.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"

namespace corollary::scenarios {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

// A folder with a program `corollary` that is a script.
class RunnerTest : public testing::Test {
 protected:
  RunnerTest() : folder_(fs::temp_directory_path() / ("corollary-runner-test-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~RunnerTest() override { fs::remove_all(folder_); }

  // `Run` alone would be a member of testing::Test.
  Result<scenarios::Run> run_with(const std::string& script, std::string_view scenario,
                                  std::chrono::seconds timeout = std::chrono::seconds(20)) {
    const fs::path program = folder_ / "corollary";
    EXPECT_TRUE(write_file(program, "#!/bin/sh\n" + script));
    fs::permissions(program, fs::perms::owner_all);
    const auto parsed = parse_scenario("a.scenario", scenario);
    EXPECT_TRUE(parsed.has_value());
    return run(*parsed, {program, folder_, folder_ / "shared", timeout});
  }

  fs::path folder_;
};

TEST_F(RunnerTest, ACommandGivesItsOutputErrorsAndExitCode) {
  const auto result = run_with("echo out $1; echo err >&2; exit 3", "$ corollary code\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcomes[0].output, Lines{"out code"});
  EXPECT_EQ(result->outcomes[0].errors, Lines{"err"});
  EXPECT_EQ(result->outcomes[0].exit_code, 3);
}

TEST_F(RunnerTest, TheFilesAreThereAndLaterCommandsSeeWhatEarlierOnesMade) {
  const auto result = run_with("cat $1", "file a/b.txt:\n  inside\n$ sh: mv a/b.txt c.txt\n$ corollary c.txt\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcomes[1].output, Lines{"inside"});
}

TEST_F(RunnerTest, FoldersAreWrittenByTheirNames) {
  const auto result = run_with("echo $1 $2 $HOME/x", "$ corollary $SOURCE/a $SHARED/b\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcomes[0].output, Lines{"$SOURCE/a $SHARED/b $HOME/x"});
}

TEST_F(RunnerTest, TheSurroundingsAreTheSameEverywhere) {
  const auto result = run_with("echo $TZ $LC_ALL $NO_COLOR; cat", "$ corollary\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcomes[0].output, Lines{"UTC C.UTF-8 1"});
}

TEST_F(RunnerTest, NothingRunsWhereSomethingNeededIsMissing) {
  const auto result = run_with("exit 9", "needs ../shared/none\n$ corollary\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->missing, "../shared/none");
  EXPECT_TRUE(result->outcomes.empty());
}

TEST_F(RunnerTest, ACommandThatHangsIsStopped) {
  const auto result = run_with("sleep 60", "$ corollary\n", std::chrono::seconds(0));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::cancelled);
}

TEST_F(RunnerTest, AKilledProgramHasTheShellsExitCode) {
  const auto result = run_with("kill -9 $$", "$ corollary\n");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->outcomes[0].exit_code, 137);
}

TEST_F(RunnerTest, AWrongExpectationIsFoundAndAnUpdateMendsIt) {
  const std::string_view wrong = "# Note.\n$ corollary\n  old\n";
  const auto parsed = parse_scenario("a.scenario", wrong);
  const auto result = run_with("echo new", wrong);
  ASSERT_TRUE(parsed && result);
  EXPECT_FALSE(matches(parsed->commands[0].expected, result->outcomes[0]));
  EXPECT_EQ(updated(*parsed, result->outcomes), "# Note.\n$ corollary\n  new\n");
}

}  // namespace
}  // namespace corollary::scenarios
