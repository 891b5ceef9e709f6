#include "formats/codes.h"

#include <gtest/gtest.h>

#include "base/table.h"
#include "formats/embedded.h"
#include "formats/test_rows.h"

namespace corollary::formats {
namespace {

using List = CodeTable::List;

const CodeTable& codes() {
  static const CodeTable table = CodeTable::built_in().value();
  return table;
}

TEST(CodeTable, NamesOnlyPartiesThatTheCatalogueKnows) {
  const Table table = read_tsv("codes.tsv", embedded_format_codes()).value();
  const std::size_t party = table.column("party").value();
  for (const Table::Row& row : table.rows) {
    EXPECT_TRUE(row.cells[party].empty() || known_parties().party(row.cells[party]) != nullptr) << row.line;
  }
}

TEST(CodeTable, GivesTheTypesOfAcledThatPloverHas) {
  const Table table = read_tsv("codes.tsv", embedded_format_codes()).value();
  for (const Table::Row& row : table.rows) {
    EXPECT_TRUE(row.cells[0] != "acled" || event_type(row.cells[3]).has_value()) << row.line;
  }
}

TEST(CodeTable, FipsIsNotIso) {
  const std::vector<std::pair<std::string_view, std::string_view>> traps = {{"AS", "AUS"}, {"AU", "AUT"}, {"CH", "CHN"},
                                                                            {"GM", "DEU"}, {"BO", "BLR"}, {"SZ", "CHE"},
                                                                            {"SW", "SWE"}, {"RS", "RUS"}};
  for (const auto& [fips, party] : traps) {
    EXPECT_EQ(codes().meaning(List::fips, fips)->party, party);
    EXPECT_EQ(codes().code_of_party(List::fips, party), fips);
  }
  EXPECT_EQ(codes().meaning(List::fips, "DE"), nullptr);
}

TEST(CodeTable, CameosCountriesAreOursButForSome) {
  EXPECT_EQ(codes().party_of_country("POL", known_parties()), "POL");
  EXPECT_EQ(codes().party_of_country("ROM", known_parties()), "ROU");
  EXPECT_EQ(codes().country_of_party("ROU", known_parties()), "ROM");
  EXPECT_EQ(codes().country_of_party("COD", known_parties()), "COD");
  EXPECT_EQ(codes().party_of_country("AFR", known_parties()), "AFRICA");
  EXPECT_EQ(codes().party_of_country("NATO", known_parties()), "");  // No country.
}

TEST(CodeTable, ASectorIsWrittenWithTheCodeNearestToItsRole) {
  EXPECT_EQ(codes().code_of_sector(List::type, "REB", "separatists"), "SEP");
  EXPECT_EQ(codes().code_of_sector(List::type, "REB", "rebel leader"), "REB");
  EXPECT_EQ(codes().code_of_sector(List::type, "", ""), "");
}

TEST(CodeTable, RefusesAListThatIsNone) {
  const auto table = CodeTable::from_table("kind\tcode\tparty\tsector\trole\nnone\tA\t\t\t\n");
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().message, "codes.tsv:2: there is no list 'none'");
}

}  // namespace
}  // namespace corollary::formats
