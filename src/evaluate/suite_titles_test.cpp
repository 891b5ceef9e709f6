#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

constexpr Catalogue::Tables kWorld = {
    .parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
               "USA\tstate\tUnited States\tAmerican\tU.S.\tWhite House\t\t\n"
               "RUS\tstate\tRussia\tRussian\t\tKremlin\t\t\n"
               "FRA\tstate\tFrance\tFrench\t\tParis\t\t\n"
               "DEU\tstate\tGermany\tGerman\t\tBerlin\t\t\n",
    .members = "organisation\tmember\tfrom\tto\n",
    .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
              "Vladimir Putin\tPutin\tRUS\tGOV\thead of state\t1999-12-31\t2008-05-07\n"
              "Jacques Chirac\t\tFRA\tGOV\thead of state\t1995-05-17\t2007-05-16\n"
              "Gerhard Schroeder\t\tDEU\tGOV\thead of government\t1998-10-27\t2005-11-22\n",
    .bodies = "name\taliases\tparty\tsector\trole\n",
    .titles = "title\tsector\trole\npresident\tGOV\thead of state\nchancellor\tGOV\thead of government\nagriculture minister\tGOV\tminister\n",
    .places = "name\tcountry\tkind\n",
    .issues = "id\tname\tcontext\tcues\n",
    .icews_sectors = "phrase\tsector\trole\n"};

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(fs::path(COROLLARY_SOURCE_DIR) / "models/english.model");
  return loaded;
}

Result<Scores> score(const std::string& name, const std::string& lines) {
  static const Catalogue catalogue = *Catalogue::from_tables(kWorld);
  static const CameoTable cameo = *CameoTable::built_in();
  static const coding::Coder coder = *coding::Coder::make(catalogue, parser());
  const fs::path path = fs::temp_directory_path() / ("corollary_titles_" + name + ".jsonl");
  EXPECT_TRUE(write_file(path, lines).has_value());
  Options options;
  options.input = path;
  options.errors_most = 9;
  Progress progress;
  auto scores = score_titles(options, {catalogue, cameo, parser(), coder}, progress);
  fs::remove(path);
  return scores;
}

double value(const Scores& scores, std::string_view name) {
  const auto found = std::ranges::find(scores.values, name, &Scores::Value::name);
  return found == scores.values.end() ? -1 : found->value;
}

std::string item(const std::string& title, const std::string& text, const std::string& id = "news/1") {
  return R"({"id": ")" + id + R"(", "date": "2003-05-06", "title": ")" + title + R"(", "text": ")" + text + "\"}\n";
}

TEST(SuiteTitles, ATextThatTellsOfTheTitlesCallIsRight) {
  const auto scores = score("right", item("Telephone conversation with President of France Jacques Chirac", "Vladimir Putin spoke today with President Jacques Chirac of France by telephone."));
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->n, 1U);
  EXPECT_EQ(value(*scores, "accuracy"), 1);
  EXPECT_EQ(value(*scores, "right_with_mode"), 1);
  EXPECT_EQ(value(*scores, "kremlin_accuracy"), 1);
}

TEST(SuiteTitles, AnotherPartyIsWrong) {
  const auto scores = score("party", item("Meeting with President of France Jacques Chirac", "Vladimir Putin met with Chancellor Gerhard Schroeder of Germany."));
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(value(*scores, "type"), 1);
  EXPECT_EQ(value(*scores, "parties"), 0);
  EXPECT_EQ(value(*scores, "accuracy"), 0);
  EXPECT_EQ(scores->errors.size(), 1U);
}

TEST(SuiteTitles, OneOfTwoPartiesIsWrong) {
  const auto scores = score("two", item("Meeting with President of France Jacques Chirac and Chancellor of Germany Gerhard Schroeder",
                                        "Vladimir Putin met with Chancellor Gerhard Schroeder of Germany."));
  EXPECT_EQ(value(scores.value(), "parties"), 0);
}

TEST(SuiteTitles, OneWhoHoldsTwoOfficesCountsByEither) {
  const std::string title = "Meeting with Michel Martin, President of France and head of the Office of Germany";
  EXPECT_EQ(value(score("either", item(title, "Vladimir Putin met with Chancellor Gerhard Schroeder of Germany.")).value(), "accuracy"), 1);
  const std::string list = "Meeting with President of France and Chancellor of Germany";
  EXPECT_EQ(value(score("both", item(list, "Vladimir Putin met with Chancellor Gerhard Schroeder of Germany.")).value(), "accuracy"), 0);
}

TEST(SuiteTitles, AnotherDayIsWrong) {
  const auto scores = score("day", item("Meeting with President of France Jacques Chirac", "Vladimir Putin met with President Jacques Chirac of France on 2 May."));
  EXPECT_EQ(value(scores.value(), "parties"), 1);
  EXPECT_EQ(value(scores.value(), "date"), 0);
  EXPECT_EQ(value(scores.value(), "accuracy"), 0);
}

TEST(SuiteTitles, AtHomeThePersonCounts) {
  const std::string title = "Meeting with Agriculture Minister Ivan Orlov";
  EXPECT_EQ(value(score("home", item(title, "Vladimir Putin met with Agriculture Minister Ivan Orlov.")).value(), "accuracy"), 1);
  EXPECT_EQ(value(score("alone", item(title, "Vladimir Putin signed a decree on the harvest.")).value(), "accuracy"), 0);
}

TEST(SuiteTitles, AnInitiatorInTheTitleIsNotTheHost) {
  const auto scores = score("initiative", item("On France's initiative, Vladimir Putin had a telephone conversation with President Jacques Chirac",
                                               "Vladimir Putin spoke with President Jacques Chirac of France."));
  EXPECT_EQ(value(scores.value(), "accuracy"), 1);
}

TEST(SuiteTitles, TellsWhichTextsNameTheOtherSide) {
  const std::string title = "Meeting with President of France Jacques Chirac";
  const auto scores = score("named", item(title, "The two leaders discussed current issues.") + item(title, "Mr Chirac spoke of trade.", "news/2"));
  EXPECT_EQ(scores->n, 2U);
  EXPECT_EQ(value(scores.value(), "named"), 1);
}

TEST(SuiteTitles, TheTitleIsNotShownToTheCoder) {
  EXPECT_EQ(value(score("hidden", item("Meeting with President of France Jacques Chirac", "The harvest was good.")).value(), "type"), 0);
}

TEST(SuiteTitles, TitlesWithoutAnEncounterAreLeftOut) {
  EXPECT_EQ(score("none", item("Executive order", "Vladimir Putin met with President Jacques Chirac of France.")).error().kind, ErrorKind::input);
}

TEST(SuiteTitles, AnUnknownPublisherIsLeftOut) {
  EXPECT_FALSE(score("unknown", item("Meeting with President of France Jacques Chirac", "Vladimir Putin met with Jacques Chirac.", "x/1")).has_value());
}

}  // namespace
}  // namespace corollary::evaluate
