#include "bargain/challenge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bargain/challenge_log.h"

namespace corollary::bargain {
namespace {

using Options = ChallengeOptions;

// A wants 0, B 10, C 4; weights 2, 1, ½.
ChallengeActors three() { return {{2, 2, 1}, {0, 10, 4}, {1, 0.5, 0.5}}; }

// Without risk all can be worked out by hand.
Options neutral() {
  Options options;
  options.risk_passes = 0;
  options.rounds_most = 1;
  return options;
}

ChallengeRound first_round(const ChallengeActors& actors, const Options& options) {
  const auto run = challenge(actors, options);
  if (!run) {
    ADD_FAILURE() << run.error().message;
    return {};
  }
  return run->rounds.at(0);
}

double expects(const ChallengeRound& round, std::size_t i, std::size_t j) { return round.expects[i * round.position.size() + j]; }

TEST(Challenge, WeighsAVictoryAgainstADefeat) {
  const ChallengeRound round = first_round(three(), neutral());
  // A against B: d = 1, so U_s = 2 and U_f = -2. Votes: A 2, C ½ · (6 - 4)/10 = 0.1 for A; B 1 for B: P = 2.1/3.1.
  const double p = 2.1 / 3.1;
  EXPECT_DOUBLE_EQ(expects(round, 0, 1), 0.5 * (2 * p - 2 * (1 - p)) + 0.5 * 2);
  EXPECT_DOUBLE_EQ(expects(round, 1, 0), 1 * (2 * (1 - p) - 2 * p));
  EXPECT_DOUBLE_EQ(round.rival_expects[0 * 3 + 1], expects(round, 1, 0));
  EXPECT_EQ(round.octant[0 * 3 + 1], Octant::compromise_won);
  EXPECT_EQ(round.octant[1 * 3 + 0], Octant::compromise_lost);
  EXPECT_EQ(round.octant[0], Octant::none);
}

TEST(Challenge, MovesTheLoserOfACompromiseByTheShareOfWhatItStandsToLose) {
  const ChallengeRound round = first_round(three(), neutral());
  const auto offer = std::ranges::find_if(round.offers, [](const ChallengeOffer& one) { return one.recipient == 1 && one.challenger == 0; });
  ASSERT_NE(offer, round.offers.end());
  EXPECT_EQ(offer->kind, ChallengeOffer::Kind::compromise);
  EXPECT_DOUBLE_EQ(offer->position, 10 - 10 * std::abs(expects(round, 1, 0) / expects(round, 0, 1)));
}

TEST(Challenge, CountsTheVotesOfThirdPartiesAloneIfAsked) {
  Options options = neutral();
  options.voters = Options::Voters::third_parties;
  const ChallengeRound round = first_round(three(), options);
  // Only C votes between A and B, and for A: P = 1.
  EXPECT_DOUBLE_EQ(expects(round, 0, 1), 2);
  EXPECT_DOUBLE_EQ(expects(round, 1, 0), -2);
}

TEST(Challenge, DividesVotesAsAsked) {
  Options options = neutral();
  options.denominator = Options::Denominator::weights;
  // Votes for A against B are 2.1 of a weight of 2 + 1 + ½.
  double p = 2.1 / 3.5;
  EXPECT_DOUBLE_EQ(expects(first_round(three(), options), 0, 1), 0.5 * (4 * p - 2) + 1);
  options.denominator = Options::Denominator::all_pairs;
  // A and B: 3.1. A and C (distance 4): 2 · 0.4 + 1 · 0.4 + ½ · 0.4. B and C: 2 · 0.6 + 1 · 0.6 + ½ · 0.6. Each pair counts both ways.
  p = 2.1 / (2 * (3.1 + 1.4 + 2.1));
  EXPECT_NEAR(expects(first_round(three(), options), 0, 1), 0.5 * (4 * p - 2) + 1, 1e-15);
}

TEST(Challenge, TakesTheStatusQuoForWhatTheRivalWouldDoItself) {
  Options options = neutral();
  options.status_quo_stays = 0.5;
  const double p = 2.1 / 3.1, challenge = 0.5 * (4 * p - 2) + 1;
  // The median is 0, where A is. U_b = 2 - 4(½ - ¼ · 10/10) = 1, U_w = -1.
  options.change_is_better = 1;
  EXPECT_DOUBLE_EQ(expects(first_round(three(), options), 0, 1), challenge - 0.5 * 1);
  options.change_is_better = 0;
  EXPECT_DOUBLE_EQ(expects(first_round(three(), options), 0, 1), challenge + 0.5 * 1);
  options.change_is_better = std::nullopt;  // The median is nearer to A than B is: B would move towards A.
  EXPECT_DOUBLE_EQ(expects(first_round(three(), options), 0, 1), challenge - 0.5 * 1);
}

TEST(Challenge, GivesTheMostThreatenedTheSmallestExponentOfRisk) {
  Options options = neutral();
  options.risk_passes = 1;
  const ChallengeRound round = first_round(three(), options);
  const auto most = std::ranges::max_element(round.security) - round.security.begin();
  const auto least = std::ranges::min_element(round.security) - round.security.begin();
  EXPECT_DOUBLE_EQ(round.risk[static_cast<std::size_t>(most)], 0.5);
  EXPECT_DOUBLE_EQ(round.risk[static_cast<std::size_t>(least)], 2);
  // What B and C expect of challenging A, without risk.
  const ChallengeRound plain = first_round(three(), neutral());
  EXPECT_DOUBLE_EQ(round.security[0], expects(plain, 1, 0) + expects(plain, 2, 0));
}

TEST(Challenge, PlacesSecurityAmongThatOfOtherPositionsIfAsked) {
  Options options = neutral();
  options.risk_passes = 1;
  options.security_scale = Options::SecurityScale::positions;
  const ChallengeRound round = first_round(three(), options);
  for (const double risk : round.risk) {
    EXPECT_GE(risk, 0.5);
    EXPECT_LE(risk, 2);
  }
  EXPECT_NE(round.risk, first_round(three(), [] { auto o = neutral(); o.risk_passes = 1; return o; }()).risk);
}

TEST(Challenge, AcceptsTheOfferThatIsAskedFor) {
  // Two strong actors on either side of a weak one, one nearer than the other.
  const ChallengeActors actors{{10, 1, 12}, {0, 4, 10}, {0.4, 0.1, 0.4}};
  Options options = neutral();
  const auto accepted = [&](Options::Choice choice) {
    options.choice_of_conflict = choice;
    options.kinds_in_order = false;
    for (const ChallengeOffer& offer : first_round(actors, options).accepted) {
      if (offer.recipient == 1) return offer.challenger;
    }
    ADD_FAILURE() << "nothing was accepted";
    return std::size_t{9};
  };
  std::vector<ChallengeOffer> offers;
  for (const ChallengeOffer& offer : first_round(actors, options).offers) {
    if (offer.recipient == 1) offers.push_back(offer);
  }
  ASSERT_EQ(offers.size(), 2);
  const auto is_best = [&](auto&& value) { return value(offers[0]) >= value(offers[1]) ? offers[0].challenger : offers[1].challenger; };
  EXPECT_EQ(accepted(Options::Choice::least_move), is_best([](const ChallengeOffer& o) { return -std::abs(o.position - 4); }));
  EXPECT_EQ(accepted(Options::Choice::greatest_move), is_best([](const ChallengeOffer& o) { return std::abs(o.position - 4); }));
  EXPECT_NE(accepted(Options::Choice::least_move), accepted(Options::Choice::greatest_move));
  EXPECT_EQ(accepted(Options::Choice::best_for_it), is_best([](const ChallengeOffer& o) { return o.recipient_expects; }));
  EXPECT_EQ(accepted(Options::Choice::strongest_challenger), is_best([](const ChallengeOffer& o) { return o.challenger_expects; }));
  EXPECT_EQ(accepted(Options::Choice::last), 2);
}

TEST(Challenge, MovesNobodyByWhatIsSwitchedOff) {
  const ChallengeActors actors{{1, 1, 1, 1}, {0, 3, 8, 10}, {0.9, 0.2, 0.1, 0.5}};
  const auto has = [](const ChallengeRound& round, ChallengeOffer::Kind kind) {
    return std::ranges::any_of(round.offers, [&](const ChallengeOffer& offer) { return offer.kind == kind; });
  };
  Options options = scholz_paper();
  options.rounds_most = 1;
  const ChallengeRound with = first_round(actors, options);
  options.conflict = Options::Conflict::nobody_moves;
  options.demand = Options::Demand::refused;
  const ChallengeRound without = first_round(actors, options);
  for (const auto kind : {ChallengeOffer::Kind::conflict, ChallengeOffer::Kind::demand}) {
    EXPECT_TRUE(has(with, kind)) << name(kind);
    EXPECT_FALSE(has(without, kind)) << name(kind);
  }
  EXPECT_TRUE(has(without, ChallengeOffer::Kind::compromise));
}

TEST(Challenge, InTurnSeesWhereThoseBeforeItWent) {
  Options options = neutral();
  // B gives way to A; C then finds it elsewhere.
  const ChallengeActors actors{{5, 1, 1}, {0, 4, 10}, {1, 0.1, 0.3}};
  const ChallengeRound at_once = first_round(actors, options);
  options.update = Options::Update::in_turn;
  const ChallengeRound in_turn = first_round(actors, options);
  EXPECT_EQ(at_once.new_position[1], in_turn.new_position[1]);
  ASSERT_NE(at_once.new_position[1], 4);
  EXPECT_NE(at_once.new_position[2], in_turn.new_position[2]);
}

TEST(Challenge, StopsWhenNobodyMovesIfAsked) {
  Options options = mckibben();
  const ChallengeActors content{{1, 1}, {0, 10}, {1, 1}};
  EXPECT_EQ(challenge(content, options)->rounds.size(), 10);
  options.still_below = 1e-6;
  EXPECT_EQ(challenge(content, options)->rounds.size(), 1);
}

TEST(Challenge, HasTheMedianWhereHalfOfTheWeightIsReached) {
  const ChallengeActors actors{{1, 1, 2}, {0, 4, 10}, {1, 1, 1}};
  Options options = neutral();
  for (const auto& [tie, median] : {std::pair{Options::MedianTie::lower, 4}, {Options::MedianTie::middle, 7}, {Options::MedianTie::upper, 10}}) {
    options.median_tie = tie;
    EXPECT_EQ(challenge(actors, options)->median, median);
  }
  EXPECT_EQ(challenge(actors, options)->mean, 6);
}

TEST(Challenge, SeesATieOfTheMedianThroughRounding) {
  Options options = neutral();
  options.median_tie = Options::MedianTie::middle;
  EXPECT_EQ(challenge({{0.1, 0.2, 0.3}, {0, 4, 10}, {1, 1, 1}}, options)->median, 7);  // 0.1 + 0.2 is not 0.3.
}

TEST(Challenge, DoesNotDependOnTheUnits) {
  const ChallengeActors actors{{3, 1, 2, 2}, {0, 2, 8, 16}, {0.5, 0.25, 0.75, 0.5}};
  ChallengeActors scaled = actors;
  for (double& position : scaled.position) position = position * 4 - 32;  // Powers of two: no digit is lost.
  const ChallengeRun a = challenge(actors, scholz_paper()).value(), b = challenge(scaled, scholz_paper()).value();
  ASSERT_EQ(a.rounds.size(), b.rounds.size());
  EXPECT_EQ(a.rounds[0].expects, b.rounds[0].expects);
  EXPECT_NEAR(a.rounds.back().mean * 4 - 32, b.rounds.back().mean, 1e-9);
}

TEST(Challenge, ReadsAnIssueOfATableOnTheWholeScale) {
  Scenario scenario;
  scenario.issues = {{"first", "", "", "", {}, {{"A", 20, 1, 2, ""}, {"B", 30, 0.5, 1, ""}}}, {"second", "", "", "", {}, {{"B", 70, 0.25, 3, ""}}}};
  const ChallengeActors actors = challenge_actors(stake_table(scenario), 0);
  EXPECT_EQ(actors.position, (std::vector<double>{20, 30}));
  EXPECT_EQ(actors.salience, (std::vector<double>{1, 0.5}));
  EXPECT_EQ(actors.range, 100);
  EXPECT_EQ(challenge_actors(stake_table(scenario), 1).capability, (std::vector<double>{3}));
}

TEST(Challenge, NamesWhatIsWrong) {
  const auto error = [](const ChallengeActors& actors, const Options& options = {}) { return challenge(actors, options).error().message; };
  EXPECT_EQ(error({{1}, {1, 2}, {1, 1}}), "1 capabilities, 2 positions and 2 saliences; expected one of each for each actor");
  EXPECT_EQ(error({{1, 1}, {5, 5}, {1, 1}}), "all actors hold the position 5; expected two that differ");
  EXPECT_EQ(error({{}, {}, {}}), "no actors; expected at least two");
  EXPECT_EQ(error({{1, 1}, {0, 1}, {1, 2}}), "actor 2: salience 2; expected 0 to 1");
  EXPECT_EQ(error({{1, -1}, {0, 1}, {1, 1}}), "actor 2: capability -1; expected 0 or more");
  EXPECT_EQ(error({{1, 1}, {0, 1}, {0, 0}}), "no actor has weight");
  EXPECT_EQ(error({{1e308, 1e308}, {0, 1}, {1, 1}}), "the weights are too large to add up");
  EXPECT_EQ(error({{1, 1}, {0, 10}, {1, 1}, 5}), "the range is 5, and the positions are 10 apart");
  Options options;
  options.status_quo_stays = 2;
  EXPECT_EQ(error({{1, 1}, {0, 10}, {1, 1}}, options), "Q and T are probabilities; expected 0 to 1");
}

TEST(ChallengeLog, PrintsNumbersThatReadBackAsTheSame) {
  ChallengeRun run{7, 0.1, 7, {}};
  ChallengeRound round;
  round.accepted = {{0, 1, ChallengeOffer::Kind::compromise, -1.0 / 3, 1e-7, 8}};
  round.mean = 1e22;
  run.rounds.push_back(round);
  EXPECT_EQ(challenge_log({"A", "B"}, run),
            "Median position: 7.0\nMean position: 0.1\n\nROUND 1\nA compromises with B\n\t-0.3333333333333333 vs 1e-07\n\tnew_pos = 8.0\n\n"
            "Median position: 1e+22\nMean position: 1e+22\n");
}

}  // namespace
}  // namespace corollary::bargain
