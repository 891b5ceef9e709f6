#include "evaluate/title_encounter.h"

#include <gtest/gtest.h>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::evaluate {
namespace {

// "call: A | B", or "-".
std::string read(std::string_view title) {
  const auto encounter = read_title_encounter(title);
  if (!encounter) {
    return "-";
  }
  const char* const kind = encounter->kind == TitleEncounter::Kind::call ? "call" : encounter->kind == TitleEncounter::Kind::visit ? "visit" : "meeting";
  return format("{}: {}", kind, joined(encounter->others, " | "));
}

TEST(TitleEncounter, AReadoutNamesTheOneCalled) {
  EXPECT_EQ(read("Readout of President Biden’s Call with President Volodymyr Zelenskyy of Ukraine"), "call: President Volodymyr Zelenskyy of Ukraine");
  EXPECT_EQ(read_title_encounter("Readout of President Biden’s Call with President Xi")->host, "Readout of President Biden's");
}

TEST(TitleEncounter, AListHasOnePhraseEach) {
  EXPECT_EQ(read("Readout of President Biden’s Meeting with President Macron of France, Chancellor Scholz of Germany, and Prime Minister Sunak"),
            "meeting: President Macron of France | Chancellor Scholz of Germany | Prime Minister Sunak");
}

TEST(TitleEncounter, AnOfficeBehindABareNameIsTheSamePerson) {
  const auto persons = [](std::string_view title) { return read_title_encounter(title)->person; };
  EXPECT_EQ(persons("Telephone conversation with Yasser Arafat, Chairman of the PLO and the head of the National Authority"), (std::vector<std::size_t>{0, 0, 0}));
  EXPECT_EQ(persons("Meeting with Tony Blair, President of France Jacques Chirac and Chancellor of Germany Gerhard Schroeder"), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(persons("Meeting with President Macron of France, Chancellor Scholz of Germany and the head of the Commission"), (std::vector<std::size_t>{0, 1, 2}));
}

TEST(TitleEncounter, TopicAndPlaceAreNoPartOfAPhrase) {
  EXPECT_EQ(read("Working meeting with Governor Andrei Bocharov in Volgograd"), "meeting: Governor Andrei Bocharov");
  EXPECT_EQ(read("Readout of White House Meeting with Mayors on Housing"), "meeting: Mayors");
  EXPECT_EQ(read("Call with Ibrahim Kalin, Chief Advisor to the President of Turkey"), "call: Ibrahim Kalin | Chief Advisor to the President of Turkey");
}

TEST(TitleEncounter, VerbsNameEncountersToo) {
  EXPECT_EQ(read("President Vladimir Putin spoke by telephone with President Jacques Chirac of France"), "call: President Jacques Chirac of France");
  EXPECT_EQ(read("Vladimir Putin met President of Azerbaijan Heidar Aliyev"), "meeting: President of Azerbaijan Heidar Aliyev");
  EXPECT_EQ(read("Vladimir Putin and Israeli Prime Minister Ehud Barak spoke by telephone"), "call: Israeli Prime Minister Ehud Barak");
  EXPECT_EQ(read("Visit to South Africa"), "visit: South Africa");
}

TEST(TitleEncounter, WhatIsToComeIsNone) {
  EXPECT_EQ(read("Vladimir Putin will meet with President of Yemen"), "-");
  EXPECT_EQ(read("Background Press Call Previewing the Visit to France"), "-");
}

TEST(TitleEncounter, WithoutAnotherSideThereIsNone) {
  EXPECT_EQ(read("Meeting on economic issues"), "-");
  EXPECT_EQ(read("Executive order on awards"), "-");
}

TEST(TitleEncounter, EscapesAreResolved) {
  EXPECT_EQ(plain_title("Joe\\_Biden\\u2019s Call with Niinist\\xF6"), "Joe Biden's Call with Niinistö");
  EXPECT_EQ(plain_title("a \\u20 b \\q"), "a \\u20 b \\q");
}

}  // namespace
}  // namespace corollary::evaluate
