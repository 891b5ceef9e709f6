#include "bargain/switches.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <utility>

#include "base/strings.h"

namespace corollary::bargain {
namespace {

template <typename Options>
struct Switch {
  std::string name;
  std::string values;  ///< As they are shown.
  std::function<bool(Options&, std::string_view)> set;  ///< False for a value that is none.
};

/// One of some words.
template <typename Options, typename Value>
Switch<Options> words(std::string name, Value Options::* member, std::initializer_list<std::pair<std::string_view, Value>> values) {
  std::vector<std::string> shown;
  for (const auto& [word, value] : values) shown.emplace_back(word);
  const std::vector<std::pair<std::string_view, Value>> known = values;
  return {std::move(name), joined(shown, ", "), [member, known](Options& options, std::string_view text) {
            const auto found = std::ranges::find(known, text, &std::pair<std::string_view, Value>::first);
            if (found != known.end()) options.*member = found->second;
            return found != known.end();
          }};
}

/// A number of a range.
template <typename Options, typename Number>
Switch<Options> number(std::string name, Number Options::* member, double low, double high) {
  return {std::move(name), format("{:g} to {:g}", low, high), [member, low, high](Options& options, std::string_view text) {
            const auto value = parse_number(text);
            const bool holds = value && *value >= low && *value <= high;
            if (holds) options.*member = static_cast<Number>(*value);
            return holds;
          }};
}

const std::vector<Switch<ChallengeOptions>>& all_of(const ChallengeOptions*) {
  using O = ChallengeOptions;
  const auto choice = [](const char* name, O::Choice O::* member) {
    return words<O, O::Choice>(name, member, {{"least_move", O::Choice::least_move}, {"greatest_move", O::Choice::greatest_move}, {"best_for_it", O::Choice::best_for_it},
                                              {"strongest_challenger", O::Choice::strongest_challenger}, {"last", O::Choice::last}});
  };
  static const std::vector<Switch<O>> switches = {
      number<O>("status_quo_stays", &O::status_quo_stays, 0, 1),
      {"change_is_better", "0 to 1, by_median",
       [](O& options, std::string_view text) {
         const auto value = parse_number(text);
         const bool holds = text == "by_median" || (value && *value >= 0 && *value <= 1);
         if (holds) options.change_is_better = value;
         return holds;
       }},
      number<O>("risk_passes", &O::risk_passes, 0, 100),
      words<O, O::SecurityScale>("security_scale", &O::security_scale, {{"actors", O::SecurityScale::actors}, {"positions", O::SecurityScale::positions}}),
      words<O, O::Perception>("perception", &O::perception, {{"own_risk", O::Perception::own_risk}, {"risk_of_observer", O::Perception::risk_of_observer}}),
      words<O, O::VoteRisk>("vote_risk", &O::vote_risk, {{"neutral", O::VoteRisk::neutral}, {"of_voter", O::VoteRisk::of_voter}}),
      words<O, O::Weight>("vote_weight", &O::vote_weight, {{"capability_salience", O::Weight::capability_salience}, {"capability", O::Weight::capability}}),
      words<O, O::Denominator>("denominator", &O::denominator, {{"pair", O::Denominator::pair}, {"all_pairs", O::Denominator::all_pairs}, {"weights", O::Denominator::weights}}),
      words<O, O::Voters>("voters", &O::voters, {{"all", O::Voters::all}, {"third_parties", O::Voters::third_parties}}),
      words<O, O::OfferView>("offer_view", &O::offer_view, {{"of_recipient", O::OfferView::of_recipient}, {"of_challenger", O::OfferView::of_challenger}}),
      words<O, O::Conflict>("conflict", &O::conflict, {{"loser_moves", O::Conflict::loser_moves}, {"nobody_moves", O::Conflict::nobody_moves}}),
      words<O, O::Demand>("demand", &O::demand, {{"met", O::Demand::met}, {"refused", O::Demand::refused}}),
      words<O, bool>("kinds_in_order", &O::kinds_in_order, {{"yes", true}, {"no", false}}),
      choice("choice_of_conflict", &O::choice_of_conflict),
      choice("choice_of_compromise", &O::choice_of_compromise),
      choice("choice_of_demand", &O::choice_of_demand),
      words<O, O::Update>("update", &O::update, {{"simultaneous", O::Update::simultaneous}, {"in_turn", O::Update::in_turn}}),
      words<O, O::Centre>("centre", &O::centre, {{"median", O::Centre::median}, {"mean", O::Centre::mean}}),
      words<O, O::MedianTie>("median_tie", &O::median_tie, {{"lower", O::MedianTie::lower}, {"middle", O::MedianTie::middle}, {"upper", O::MedianTie::upper}}),
      words<O, O::Weight>("forecast_weight", &O::forecast_weight, {{"capability_salience", O::Weight::capability_salience}, {"capability", O::Weight::capability}}),
      number<O>("rounds_most", &O::rounds_most, 1, 1000),
      {"still_below", "0 to 100, never",
       [](O& options, std::string_view text) {
         const auto value = parse_number(text);
         const bool holds = text == "never" || (value && *value >= 0 && *value <= 100);
         if (holds) options.still_below = value;
         return holds;
       }},
  };
  return switches;
}

const std::vector<Switch<SpatialOptions>>& all_of(const SpatialOptions*) {
  using O = SpatialOptions;
  static const std::vector<Switch<O>> switches = {
      words<O, VictoryModel>("victory", &O::victory,
                             {{"linear", VictoryModel::linear}, {"square", VictoryModel::square}, {"quartic", VictoryModel::quartic}, {"octic", VictoryModel::octic}, {"binary", VictoryModel::binary}}),
      words<O, Election>("election", &O::election, {{"conditional", Election::conditional}, {"markov_uniform", Election::markov_uniform}, {"markov_incentive", Election::markov_incentive}}),
      words<O, Transitions>("transitions", &O::transitions, {{"deterministic", Transitions::deterministic}, {"stochastic", Transitions::stochastic}}),
      words<O, VotingRule>("voting", &O::voting,
                           {{"binary", VotingRule::binary}, {"proportional_binary", VotingRule::proportional_binary}, {"proportional", VotingRule::proportional},
                            {"proportional_cubic", VotingRule::proportional_cubic}, {"cubic", VotingRule::cubic}, {"asymmetric", VotingRule::asymmetric}}),
      words<O, RiskInsight>("risk_insight", &O::risk_insight,
                            {{"none", RiskInsight::none}, {"one_third", RiskInsight::one_third}, {"half", RiskInsight::half}, {"two_thirds", RiskInsight::two_thirds}, {"full", RiskInsight::full}}),
      words<O, RiskRange>("risk_range", &O::risk_range, {{"low", RiskRange::low}, {"middle", RiskRange::middle}, {"high", RiskRange::high}}),
      words<O, ThirdPartyCommitment>("third_parties", &O::third_parties,
                                     {{"none", ThirdPartyCommitment::none}, {"semi", ThirdPartyCommitment::semi}, {"full", ThirdPartyCommitment::full}}),
      words<O, Interpolation>("interpolation", &O::interpolation, {{"linear", Interpolation::linear}, {"squares", Interpolation::squares}, {"difference", Interpolation::difference}}),
      words<O, OfferModel>("offers", &O::offers,
                           {{"initiator", OfferModel::initiator}, {"initiator_and_receiver", OfferModel::initiator_and_receiver}, {"compromise", OfferModel::compromise}}),
      number<O>("turns_least", &O::turns_least, 0, 10'000),
      number<O>("turns_most", &O::turns_most, 1, 10'000),
      number<O>("quiet_share", &O::quiet_share, 0, 1),
  };
  return switches;
}

template <typename Options>
Result<void> set(Options& options, std::string_view model, std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view name = trimmed(text.substr(0, equals));
  const auto& switches = all_of(&options);
  const auto found = std::ranges::find(switches, name, &Switch<Options>::name);
  if (found == switches.end()) {
    std::vector<std::string> names;
    for (const auto& one : switches) names.push_back(one.name);
    return fail(ErrorKind::input, "the {} model has no switch '{}': expected NAME=VALUE, NAME one of {}", model, name, joined(names, ", "));
  }
  if (equals == std::string_view::npos || !found->set(options, trimmed(text.substr(equals + 1)))) {
    return fail(ErrorKind::input, "'{}' is no setting of the {} model: {} may be {}", text, model, name, found->values);
  }
  return {};
}

template <typename Options>
std::vector<std::string> shown(const Options* of) {
  std::vector<std::string> lines;
  for (const auto& one : all_of(of)) lines.push_back(format("{}: {}", one.name, one.values));
  return lines;
}

}  // namespace

Result<void> set_switch(ChallengeOptions& options, std::string_view text) { return set(options, "challenge", text); }
Result<void> set_switch(SpatialOptions& options, std::string_view text) { return set(options, "spatial", text); }
std::vector<std::string> challenge_switches() { return shown<ChallengeOptions>(nullptr); }
std::vector<std::string> spatial_switches() { return shown<SpatialOptions>(nullptr); }

}  // namespace corollary::bargain
