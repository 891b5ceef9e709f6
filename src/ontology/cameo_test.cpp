#include "ontology/cameo.h"

#include <gtest/gtest.h>

#include "base/strings.h"
#include "base/table.h"
#include "ontology/embedded.h"

namespace corollary {
namespace {

constexpr std::string_view kTwoCodes =
    "code\tnames\tlabel\ttype\tmode\tintensity\n"
    "01\tMake public statement\tspeaks in public\t\t\t0\n"
    "057\tSign formal agreement|Sign agreement\tsigns an agreement\tAGREE\t\t8\n";

TEST(CameoTable, ACodeIsFoundByItsNumberWithTheLeadingZero) {
  const auto table = CameoTable::from_table(kTwoCodes);
  ASSERT_TRUE(table);
  ASSERT_NE(table->by_code("057"), nullptr);
  EXPECT_EQ(table->by_code("057")->type, EventType::agree);
  EXPECT_DOUBLE_EQ(table->by_code("057")->intensity, 8);
  EXPECT_EQ(table->by_code("57"), nullptr);
}

TEST(CameoTable, ACodeIsFoundByEachOfItsDescriptionsInAnyCase) {
  const auto table = CameoTable::from_table(kTwoCodes);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->by_description("sign FORMAL agreement"), table->by_code("057"));
  EXPECT_EQ(table->by_description(" Sign agreement "), table->by_code("057"));
  EXPECT_EQ(table->by_description("Sign"), nullptr);
  EXPECT_EQ(table->by_description(""), nullptr);
}

TEST(CameoTable, ACodeThatPloverDoesNotCodeIsAStatement) {
  EXPECT_EQ(CameoTable::from_table(kTwoCodes).value().by_code("01")->type, EventType::statement);
}

TEST(CameoTable, ABadRowIsAnErrorWithItsLine) {
  const auto table = CameoTable::from_table("code\tnames\tlabel\ttype\tmode\tintensity\n01\tA\ta\tFIGHT\t\t0\n");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().message, "cameo.tsv:2: expected a PLOVER type and a number, found 'FIGHT' and '0'");
}

TEST(BuiltInCameo, HasTheFieldsBestKnownCodes) {
  const CameoTable table = CameoTable::built_in().value();
  EXPECT_EQ(table.by_description("Express intent to meet or negotiate")->code, "036");
  EXPECT_EQ(table.by_code("042")->type, EventType::consult);
  EXPECT_EQ(table.by_code("190")->type, EventType::assault);
  EXPECT_EQ(table.by_code("112")->type, EventType::accuse);
  EXPECT_EQ(table.by_code("161")->type, EventType::sanction);
  EXPECT_EQ(table.by_code("163")->type, EventType::coerce);  // PLOVER's own crosswalk: an embargo restricts.
}

TEST(BuiltInCameo, EachCodeStandsOnceWithinGoldsteinsScaleAndHasWords) {
  const Table table = read_tsv("cameo.tsv", embedded_cameo()).value();
  const CameoTable cameo = CameoTable::built_in().value();
  const std::size_t label = table.column("label").value();
  for (const Table::Row& row : table.rows) {
    const CameoCode* const code = cameo.by_code(row.cells[0]);
    ASSERT_NE(code, nullptr);
    EXPECT_EQ(code->label, row.cells[label]) << row.cells[0] << " stands twice";
    EXPECT_FALSE(code->label.empty()) << row.cells[0];
    EXPECT_LE(std::abs(code->intensity), 10) << row.cells[0];
  }
  EXPECT_GE(table.rows.size(), 290U);
}

}  // namespace
}  // namespace corollary
