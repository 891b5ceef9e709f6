#include "evaluate/judged_events.h"

#include <gtest/gtest.h>

namespace corollary::evaluate {
namespace {

constexpr std::string_view kTable =
    "set\treport\tbegin\tend\ttype\tmodality\tactors\trecipients\tverdict\n"
    "wire\ta\t0\t24\tACCUSE\thappened\tPOL:GOV;Hawks\tRUS\tright\n"
    "other\tb\t0\t9\tAID\tplanned\tPOL\t\tno act\n";

TEST(JudgedEvents, OnlyTheRowsOfTheSetAreRead) {
  const auto judged = read_judged("t", kTable, "wire").value();
  ASSERT_EQ(judged.size(), 1U);
  EXPECT_EQ(judged[0].report, "a");
  EXPECT_EQ(judged[0].bytes, (ByteRange{0, 24}));
  EXPECT_EQ(judged[0].type, EventType::accuse);
  EXPECT_EQ(judged[0].modality, Modality::happened);
  EXPECT_EQ(judged[0].actors, "POL:GOV;Hawks");
  EXPECT_EQ(judged[0].verdict, "right");
}

TEST(JudgedEvents, AnUnknownVerdictIsRefusedWithItsLine) {
  const auto judged = read_judged("t", "set\treport\tbegin\tend\ttype\tmodality\tactors\trecipients\tverdict\nwire\ta\t0\t24\tACCUSE\thappened\tPOL\tRUS\tfine\n", "wire");
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error().message, "t:2: expected a span of bytes, a type, a modality and a verdict");
}

TEST(JudgedEvents, SidesAreWrittenByPartyAndSectorElseByName) {
  EXPECT_EQ(sides_text({Actor{"Polish army", "POL", "MIL", ""}, Actor{"Hawks", "", "", ""}, Actor{"Russia", "RUS", "", ""}}), "POL:MIL;Hawks;RUS");
}

}  // namespace
}  // namespace corollary::evaluate
