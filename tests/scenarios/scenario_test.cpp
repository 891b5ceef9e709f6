#include "scenario.h"

#include <gtest/gtest.h>

#include "base/strings.h"

namespace corollary::scenarios {
namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kSmall = R"(# A greeting.
needs ../shared/data
file letters/a.txt:
  Dear reader,

    indented twice.

$ corollary code letters/a.txt
  first

  third
stderr: a warning
exit 3

$ sh: true
)";

Scenario parsed(std::string_view text) {
  auto scenario = parse_scenario("a.scenario", text);
  EXPECT_TRUE(scenario.has_value()) << scenario.error().message;
  return scenario.value_or(Scenario{});
}

std::string error_of(std::string_view text) {
  const auto scenario = parse_scenario("a.scenario", text);
  return scenario ? "" : scenario.error().message;
}

TEST(Scenario, HoldsItsFilesWithTheIndentationTakenOff) {
  const Scenario scenario = parsed(kSmall);
  ASSERT_EQ(scenario.files.size(), 1U);
  EXPECT_EQ(scenario.files[0].path, "letters/a.txt");
  EXPECT_EQ(scenario.files[0].content, "Dear reader,\n\n  indented twice.\n");
}

TEST(Scenario, HoldsItsCommandsWithWhatTheyMustPrint) {
  const Scenario scenario = parsed(kSmall);
  ASSERT_EQ(scenario.commands.size(), 2U);
  EXPECT_EQ(scenario.commands[0].text, "corollary code letters/a.txt");
  EXPECT_EQ(scenario.commands[0].line, 8U);
  EXPECT_EQ(scenario.commands[0].expected.output, (Lines{"first", "", "third"}));
  EXPECT_EQ(scenario.commands[0].expected.errors, Lines{"a warning"});
  EXPECT_EQ(scenario.commands[0].expected.exit_code, 3);
  EXPECT_EQ(scenario.commands[1].text, "true");
  EXPECT_EQ(scenario.commands[1].expected.exit_code, 0);
}

TEST(Scenario, NamesWhatItNeeds) { EXPECT_EQ(parsed(kSmall).needs, Lines{"../shared/data"}); }

TEST(Scenario, AnEmptyFileHasNoLines) { EXPECT_EQ(parsed("file a:\n$ corollary\n").files[0].content, ""); }

TEST(Scenario, ALineThatIsNothingIsAnErrorWithItsPlace) {
  EXPECT_EQ(error_of("$ corollary\nstdout\n"),
            "a.scenario:2: expected '# comment', 'needs PATH', 'file PATH:', '$ corollary …' or '$ sh: …'");
}

TEST(Scenario, AnotherProgramIsNotRunWithoutSayingSo) {
  EXPECT_EQ(error_of("$ rm -r x\n"), "a.scenario:1: a command begins with 'corollary' or 'sh: '");
  EXPECT_EQ(error_of("$ corollaryx\n"), "a.scenario:1: a command begins with 'corollary' or 'sh: '");
}

TEST(Scenario, AFileWithoutACommandTestsNothingAndIsAnError) {
  EXPECT_NE(error_of("# Only words.\n").find("has no command"), std::string::npos);
}

TEST(Matches, LinesMustBeTheSameOneByOne) {
  EXPECT_TRUE(matches(Lines{"a", "b"}, Lines{"a", "b"}));
  EXPECT_FALSE(matches(Lines{"a", "b"}, Lines{"a"}));
  EXPECT_FALSE(matches(Lines{"a"}, Lines{"a", "b"}));
  EXPECT_FALSE(matches(Lines{"a"}, Lines{"a "}));
}

TEST(Matches, ThreeDotsStandForAnyNumberOfLines) {
  EXPECT_TRUE(matches(Lines{"a", "...", "c"}, Lines{"a", "c"}));
  EXPECT_TRUE(matches(Lines{"a", "...", "c"}, Lines{"a", "b", "c", "b", "c"}));
  EXPECT_FALSE(matches(Lines{"a", "...", "c"}, Lines{"a", "b"}));
  EXPECT_FALSE(matches(Lines{"..."}, Lines{}) && matches(Lines{"a..."}, Lines{"ab"}));
}

TEST(Matches, AnotherExitCodeOrAnErrorTooManyIsADifference) {
  EXPECT_FALSE(matches(Outcome{{"a"}, {}, 0}, Outcome{{"a"}, {}, 1}));
  EXPECT_FALSE(matches(Outcome{{"a"}, {}, 0}, Outcome{{"a"}, {"oh"}, 0}));
}

TEST(Rendered, WhatIsWrittenIsReadBackAsItWas) {
  const Outcome outcome = {lines_of("\nfirst\n\n  third\n\n"), {"a warning", ""}, 3};
  const Scenario scenario = parsed("$ corollary\n" + joined(rendered(outcome), "\n") + "\n\n# The end.\n");
  EXPECT_EQ(scenario.commands[0].expected.output, outcome.output);
  EXPECT_EQ(scenario.commands[0].expected.errors, outcome.errors);
  EXPECT_EQ(scenario.commands[0].expected.exit_code, 3);
}

TEST(Rendered, AMissingNewlineAtTheEndIsToldApart) {
  EXPECT_EQ(lines_of("a\n"), Lines{"a"});
  EXPECT_EQ(lines_of("a"), (Lines{"a", "(no newline at the end)"}));
  EXPECT_EQ(lines_of("\n"), Lines{""});
  EXPECT_EQ(lines_of(""), Lines{});
}

TEST(Updated, OnlyWhatDiffersIsRewritten) {
  const Scenario scenario = parsed("# One.\n$ corollary a\n  old\nexit 1\n\n# Two.\n$ corollary b\n  ...\n  end\n");
  EXPECT_EQ(updated(scenario, {Outcome{{"new"}, {"why"}, 0}, Outcome{{"x", "end"}, {}, 0}}),
            "# One.\n$ corollary a\n  new\nstderr: why\n\n# Two.\n$ corollary b\n  ...\n  end\n");
}

TEST(Difference, ShowsTheLinesThatDifferAndThreeAroundThem) {
  EXPECT_EQ(difference({"1", "2", "3", "4", "5", "old"}, {"1", "2", "3", "4", "5", "new"}), " 3\n 4\n 5\n-old\n+new\n");
  EXPECT_EQ(difference({"a", "b"}, {"b"}), "-a\n b\n");
}

constexpr std::string_view kDocument = R"(# Title

```console
$ corollary events
two rows
...
the end
```

```console
$ make test
```
)";

TEST(Documents, OnlySessionsOfTheProgramAreLookedFor) {
  const auto sessions = sessions_in(kDocument);
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0].line, 3U);
  EXPECT_EQ(sessions[0].lines, (Lines{"$ corollary events", "two rows", "...", "the end"}));
}

TEST(Documents, ASessionIsShownByAScenarioThatHoldsItsLines) {
  const Scenario scenario = parsed("$ corollary import\n  done\n$ corollary events\n  two rows\n  a\n  b\n  the end\n");
  const Lines session = sessions_in(kDocument)[0].lines;
  EXPECT_TRUE(shows(transcript(scenario), session));
  EXPECT_FALSE(shows(transcript(parsed("$ corollary events\n  three rows\n  the end\n")), session));
}

}  // namespace
}  // namespace corollary::scenarios
