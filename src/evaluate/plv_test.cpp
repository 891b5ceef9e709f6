#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "base/file.h"
#include "evaluate/plv_learning.h"
#include "evaluate/plv_set.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;

const text::Parser& parser() {
  static const text::Parser loaded = *text::Parser::load(fs::path(COROLLARY_SOURCE_DIR) / "models/english.model");
  return loaded;
}

Result<PlvSet> read(const std::string& name, const std::string& text) {
  const fs::path path = fs::temp_directory_path() / name;
  EXPECT_TRUE(write_file(path, text).has_value());
  auto set = read_plv(path, parser());
  fs::remove(path);
  return set;
}

// A case of a root, of the sentence `group`.
std::unique_ptr<PlvCase> case_of(std::string_view root, std::string group) {
  auto plv = std::make_unique<PlvCase>();
  plv->root = static_cast<std::size_t>(std::ranges::find(plv_roots(), root) - plv_roots().begin());
  plv->group = std::move(group);
  return plv;
}

// Sure of one root.
std::vector<double> sure_of(std::string_view root) {
  std::vector<double> probabilities(plv_roots().size(), 0);
  probabilities[static_cast<std::size_t>(std::ranges::find(plv_roots(), root) - plv_roots().begin())] = 1;
  return probabilities;
}

TEST(PlvSet, HasTheWordsThatAreMarked) {
  const auto set = read("corollary_plv_marks.tsv",
                        "\tsentence\tmarked_sentence\tgold_root\n"
                        "1\tThe old king met Peru.\t<s>The old king</s> met <t>Peru</t>.\tCONSULT\n"
                        "2\tx\t<s>Peru</s> danced.\tDANCE\n");
  ASSERT_TRUE(set.has_value());
  ASSERT_EQ(set->cases.size(), 1U);
  const PlvCase& plv = *set->cases.front();
  EXPECT_EQ(plv.text, "The old king met Peru.");
  EXPECT_EQ(plv.candidate.actor, (coding::Range{0, 3}));
  EXPECT_EQ(plv.candidate.recipient, (coding::Range{4, 5}));
  EXPECT_EQ(plv_roots()[plv.root], "CONSULT");
  ASSERT_EQ(set->skipped.size(), 1U);
  EXPECT_NE(set->skipped.front().find("DANCE"), std::string::npos);
}

TEST(PlvSet, WithoutAColumnIsNoPlvFile) {
  const auto set = read("corollary_plv_column.tsv", "sentence\tmarked_sentence\nx\t<s>x</s>\n");
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().kind, ErrorKind::input);
}

TEST(PlvRoots, ShareOurTypesOutWithoutRemainder) {
  std::uint32_t all = 0;
  for (std::size_t root = 0; root < plv_roots().size(); ++root) {
    EXPECT_NE(types_of_root(root), 0U) << plv_roots()[root];
    EXPECT_EQ(all & types_of_root(root), 0U);
    all |= types_of_root(root);
  }
  EXPECT_EQ(all, 0xFFFFU);
}

TEST(PlvLearning, KeepsASentenceInOneFold) {
  PlvSet set;
  for (int i = 0; i < 40; ++i) set.cases.push_back(case_of("AID", std::to_string(i / 2)));
  const auto fold_of = folds_of(set, 5, 1);
  std::map<std::size_t, std::size_t> sizes;
  for (std::size_t i = 0; i < fold_of.size(); i += 2) {
    EXPECT_EQ(fold_of[i], fold_of[i + 1]);
    ++sizes[fold_of[i]];
  }
  for (const auto& [fold, size] : sizes) EXPECT_EQ(size, 4U);
  EXPECT_EQ(sizes.size(), 5U);
  EXPECT_NE(folds_of(set, 5, 2), fold_of);
}

TEST(PlvLearning, ScoresByRootAndByQuadClass) {
  PlvSet set;
  for (const char* const root : {"AID", "AID", "YIELD", "ACCUSE"}) set.cases.push_back(case_of(root, root));
  const RootScores scores = root_scores(set, {sure_of("AID"), sure_of("YIELD"), sure_of("YIELD"), sure_of("REJECT")});
  EXPECT_DOUBLE_EQ(scores.accuracy, 0.5);
  // AID and YIELD 2/3 each, ACCUSE 0; the quad class is right each time.
  EXPECT_NEAR(scores.root_macro_f1, (2.0 / 3 + 2.0 / 3 + 0) / 3, 1e-12);
  EXPECT_DOUBLE_EQ(scores.quad_macro_f1, 1);
  EXPECT_DOUBLE_EQ(scores.calibration_error, 0.5);
}

TEST(PlvLearning, ACaseWhosePairWasNotFoundIsMissedAndNotTakenForAnother) {
  PlvSet set;
  for (const char* const root : {"AID", "AID", "ACCUSE"}) set.cases.push_back(case_of(root, root));
  const RootScores scores = root_scores(set, {sure_of("AID"), {}, sure_of("ACCUSE")});
  EXPECT_NEAR(scores.accuracy, 2.0 / 3, 1e-12);
  EXPECT_NEAR(scores.root_macro_f1, (2.0 / 3 + 1) / 2, 1e-12);  // AID: one of two, and none too many.
}

}  // namespace
}  // namespace corollary::evaluate
