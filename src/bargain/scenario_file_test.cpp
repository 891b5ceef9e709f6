#include "bargain/scenario_file.h"

#include <gtest/gtest.h>

#include <string>

#include "base/file.h"

namespace corollary::bargain {
namespace {

Result<ScenarioFile> read(const std::string& name, std::string_view text, std::string_view proposal = "") {
  const std::filesystem::path path = testing::TempDir() + name;
  EXPECT_TRUE(write_file(path, text).has_value());
  return read_scenario_file(path, proposal);
}

std::string kind_of(const std::string& name, std::string_view text) {
  const Result<ScenarioFile> file = read(name, text);
  return file ? file->kind : file.error().message;
}

constexpr std::string_view kToml = R"(# A and B only.
[[issues]]
id = "toll"
question = "How high?"
low = "none"
high = "ten"
[[issues.stakes]]
actor = "A"
position = 20
salience = 1
capability = 2
)";

TEST(ScenarioFile, TellsKindsByTheirFirstBytes) {
  EXPECT_EQ(kind_of("a.toml", kToml), "TOML");
  EXPECT_EQ(kind_of("a.csv", kToml), "TOML");
  EXPECT_EQ(kind_of("b.toml", "# capability, position and salience are ours\n" + std::string(kToml)), "TOML");
  EXPECT_EQ(kind_of("c.txt", "Toll,How high,1,1,\nActor,Description,Power,Position,Salience,\nA,first,10,20,50,\n"), "KTAB's CSV");
  EXPECT_EQ(kind_of("a.json", R"({"issues": [{"id": "a", "question": "?", "low": "0", "high": "1", "stakes": [{"actor": "A", "position": 1, "salience": 1, "capability": 1}]}]})"),
            "JSON");
  EXPECT_EQ(kind_of("b.csv", "Actor,Capability,Position,Salience\nA,1,4,50\nB,2,10,80\n"), "a table of actors");
  EXPECT_EQ(kind_of("c.csv", "Toll,How high,1,1,\nActor,Description,Power,Position,Salience,\nA,first,10,20,50,\n"), "KTAB's CSV");
  EXPECT_EQ(kind_of("d.txt", "#A;A;first\n#P;toll;toll\n#M;toll;0\n#M;toll;10\n#D;A;toll;4;0.5;1\n"), "Decide's rows");
  EXPECT_EQ(kind_of("e.xml", "<a/>").find(testing::TempDir() + "e.xml:1: not a scenario of KTAB"), 0U);
}

TEST(ScenarioFile, ADeuTableIsOneProposal) {
  const std::string table = "\"prnr\"\t\"isnr\"\t\"pcom\"\t\"pgb\"\t\"scom\"\t\"sgb\"\t\"rp\"\t\"out\"\n"
                            "\t\t\"4\"\t\"2\"\t\t\t\t\n"
                            "\"p1\"\t\"p1i1\"\t100\t0\t50\t50\t0\t100\n"
                            "\"p2\"\t\"p2i1\"\t100\t20\t50\t50\t0\t20\n"
                            "\"p1\"\t\"p1i2\"\t0\t100\t50\t50\t\t0\n";
  const Result<ScenarioFile> file = read("deu.tsv", table, "p1");
  ASSERT_TRUE(file.has_value()) << file.error().message;
  EXPECT_EQ(file->kind, "a DEU table");
  ASSERT_EQ(file->scenario.issues.size(), 2U);
  EXPECT_EQ(file->scenario.issues[1].id, "p1i2");
  EXPECT_NE(read("deu.tsv", table).error().message.find("a table of 3 proposals: expected the name of one (--proposal; p1, p2"), std::string::npos)
      << read("deu.tsv", table).error().message;
}

TEST(ScenarioFile, MustHoldIssues) {
  const std::string path = testing::TempDir() + "empty.toml";
  EXPECT_EQ(kind_of("empty.toml", ""), path + ":1: no [[issues]]: expected at least one issue to settle");
  EXPECT_EQ(read_scenario_file("no/such/case.toml").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace corollary::bargain
