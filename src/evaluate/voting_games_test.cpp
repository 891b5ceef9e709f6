#include "evaluate/voting_games.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

using Numbers = std::vector<double>;

ExpectedGame only_game(std::string_view text) {
  const auto games = parse_voting_games("games.md", text);
  if (!games) {
    ADD_FAILURE() << games.error().message;
    return {};
  }
  EXPECT_EQ(games->size(), 1);
  return games->front();
}

std::string error_of(std::string_view text) {
  const auto games = parse_voting_games("games.md", text);
  return games ? "" : games.error().message;
}

TEST(VotingGames, AreReadFromASentence) {
  const ExpectedGame game =
      only_game("EEC Council 1958, weights 4 4 4 2 2 1, quota 12: Shapley–Shubik 0.23333 ×3, 0.15 ×2, 0; Banzhaf 10/42 ×3, 6/42 ×2, 0.\n");
  EXPECT_EQ(game.name, "EEC Council 1958");
  EXPECT_EQ(game.game.weights, (Numbers{4, 4, 4, 2, 2, 1}));
  EXPECT_EQ(game.game.quota, 12);
  EXPECT_EQ(game.shapley_shubik, (Numbers{0.23333, 0.23333, 0.23333, 0.15, 0.15, 0}));
  EXPECT_EQ(game.banzhaf, (Numbers{10.0 / 42, 10.0 / 42, 10.0 / 42, 6.0 / 42, 6.0 / 42, 0}));
}

TEST(VotingGames, HaveAValueForEachGroupOfMembers) {
  const ExpectedGame game = only_game("Council, quota 5, weights 2 x2, 1 *3: Shapley-Shubik 0.3 permanent, 0.1333 elected.\n");
  EXPECT_EQ(game.game.weights, (Numbers{2, 2, 1, 1, 1}));
  EXPECT_EQ(game.shapley_shubik, (Numbers{0.3, 0.3, 0.1333, 0.1333, 0.1333}));
}

TEST(VotingGames, HaveAValueForEachRunOfEqualWeights) {
  EXPECT_EQ(only_game("weights 3, 1, 1, quota 3: absolute values are not known; Banzhaf absolute 3/4, 1/4\n").banzhaf_absolute, (Numbers{0.75, 0.25, 0.25}));
}

TEST(VotingGames, MayBeInBracketsAndGoOnOverLines) {
  const auto games = parse_voting_games("games.md",
                                        "# Games\n\n- First [3; 2, 1, 1]\n  Shapley 2/3 1/6 1/6\n  Banzhaf 60% 20% 20%\n"
                                        "- Second: quota 2, weights 1 1\n")
                         .value();
  ASSERT_EQ(games.size(), 2);
  EXPECT_EQ(games[0].name, "First");
  EXPECT_EQ(games[0].game.weights, (Numbers{2, 1, 1}));
  EXPECT_EQ(games[0].game.quota, 3);
  EXPECT_EQ(games[0].shapley_shubik, (Numbers{2.0 / 3, 1.0 / 6, 1.0 / 6}));
  EXPECT_EQ(games[0].banzhaf, (Numbers{0.6, 0.2, 0.2}));
  EXPECT_EQ(games[1].name, "Second");
  EXPECT_TRUE(games[1].shapley_shubik.empty());
}

TEST(VotingGames, AreReadFromATable) {
  const ExpectedGame tabs = only_game("# quota 3\nmember\tweight\tshapley_shubik\nA\t2\t2/3\nB\t1\t1/6\nC\t1\t1/6\n");
  EXPECT_EQ(tabs.members, (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_EQ(tabs.game.quota, 3);
  EXPECT_EQ(tabs.shapley_shubik, (Numbers{2.0 / 3, 1.0 / 6, 1.0 / 6}));
  const ExpectedGame commas = only_game("Votes,Country\n2.5,A\n1,B\nquota,3.5\n");
  EXPECT_EQ(commas.game.weights, (Numbers{2.5, 1}));
  EXPECT_EQ(commas.members, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(commas.game.quota, 3.5);
}

TEST(VotingGames, NameWhatIsWrong) {
  EXPECT_EQ(error_of("nothing\n"), "games.md: no voting game; expected lines with 'weights' and 'quota', or a table with a column 'weight'");
  EXPECT_EQ(error_of("\nweights 1 1\n"), "games.md:2: expected the weights and the quota of a game");
  EXPECT_EQ(error_of("weights 3 2 1 1, quota 4: Banzhaf 0.5 0.5\n"), "games.md:1: 2 values for 4 members");
  EXPECT_EQ(error_of("member,weight\nA,1\n"), "games.md: no quota; expected a line '# quota N' or a row 'quota'");
  EXPECT_EQ(error_of("# quota 1\nmember,weight\nA,many\n"), "games.md:3: weight 'many'; expected a number");
}

TEST(ScorePower, FindsWhatTheLiteratureHas) {
  const auto path = std::filesystem::temp_directory_path() / "corollary_power.md";
  ASSERT_TRUE(write_file(path, "EEC Council 1958, weights 4 4 4 2 2 1, quota 12: Shapley–Shubik 0.23333 ×3, 0.15 ×2, 0; Banzhaf 10/42 ×3, 6/42 ×2, 0.\n"
                               "UN Security Council, quota 39, weights 7 ×5, 1 ×10: Shapley–Shubik 0.19627 permanent, 0.001865 elected.\n")
                  .has_value());
  Progress progress;
  Options options;
  options.input = path;
  const Scores scores = score_power(options, progress).value();
  ASSERT_EQ(scores.values.size(), 3);
  EXPECT_EQ(scores.values[0].value, 2);
  EXPECT_EQ(scores.values[1].value, 6 + 6 + 15);
  EXPECT_LT(scores.values[2].value, 1e-5);
  EXPECT_EQ(scores.listings.at(0).rows.size(), 21);
}

}  // namespace
}  // namespace corollary::evaluate
