#include "bargain/challenge.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace corollary::bargain {
namespace {

using Options = ChallengeOptions;

double power(double base, double exponent) { return exponent == 1 || base == 0 || base == 1 ? base : std::pow(base, exponent); }

std::vector<double> weights_of(const ChallengeActors& actors, Options::Weight weight) {
  std::vector<double> weights = actors.capability;
  if (weight == Options::Weight::capability_salience) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= actors.salience[i];
  }
  return weights;
}

double weighted_mean(const std::vector<double>& position, const std::vector<double>& weight) {
  return std::inner_product(position.begin(), position.end(), weight.begin(), 0.0) / std::accumulate(weight.begin(), weight.end(), 0.0);
}

double weighted_median(const std::vector<double>& position, const std::vector<double>& weight, Options::MedianTie tie) {
  std::vector<std::size_t> order;
  order.reserve(position.size());
  for (std::size_t i = 0; i < position.size(); ++i) {
    if (weight[i] > 0) order.push_back(i);
  }
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return std::pair(position[a], a) < std::pair(position[b], b); });
  // Shares such as 0.3 + 0.2 miss one half by a rounding, and a tie must not depend on that.
  constexpr double kRounding = 1e-12;
  const double half = std::accumulate(weight.begin(), weight.end(), 0.0) / 2;
  double below = 0;
  for (std::size_t at = 0; at + 1 < order.size(); ++at) {
    below += weight[order[at]];
    const double here = position[order[at]], next = position[order[at + 1]];
    if (below > half * (1 + kRounding)) return here;
    if (below < half * (1 - kRounding)) continue;
    return tie == Options::MedianTie::lower ? here : tie == Options::MedianTie::upper ? next : here + (next - here) / 2;
  }
  return position[order.back()];
}

// What everybody expects of challenging everybody else, at given positions and exponents of risk. Sums are over actors in their order.
//
// Distances and all that follows from them are worked out once for each place, a position that somebody holds, and once for actors at the
// same place with the same exponent: powers are what a round costs.
class Outlook {
 public:
  Outlook(const ChallengeActors& actors, const Options& options, double range)
      : actors_(actors), options_(options), n_(actors.position.size()), range_(range), weight_(weights_of(actors, options.vote_weight)) {}

  void look(const std::vector<double>& position, const std::vector<double>& risk, double centre) {
    if (position != position_) {
      position_ = position;
      note_places();
    }
    risk_ = risk;
    centre_ = centre;
    note_likes();
    note_losses();
    count_votes();
    value_outcomes();
  }

  // E_i(U_ij), judged with the exponent of one of the two.
  [[nodiscard]] double expects(std::size_t i, std::size_t j, std::size_t judge) const {
    const std::size_t seen = judge * places_ + place_[judge == i ? j : i];  // The distance is the same from both ends.
    const double s = actors_.salience[j], p = probability_[i * n_ + j];
    const double resisted = s * (p * success_[seen] + (1 - p) * failure_[seen]);
    const double challenge = resisted + (1 - s) * success_[seen];
    if (options_.status_quo_stays == 1) return challenge - status_quo_[judge];
    return challenge - options_.status_quo_stays * status_quo_[judge] - (1 - options_.status_quo_stays) * change(i, j, risk_[judge]);
  }
  [[nodiscard]] double rival_expects(std::size_t i, std::size_t j) const {
    return expects(j, i, options_.perception == Options::Perception::own_risk ? j : i);
  }
  // Σ_j E_j(U_ji): the more the others expect of challenging i, the less secure it is.
  [[nodiscard]] double security(std::size_t i) const {
    double sum = 0;
    for (std::size_t j = 0; j < n_; ++j) {
      if (j != i) sum += rival_expects(i, j);
    }
    return sum;
  }

 private:
  void note_places() {
    place_.resize(n_);
    holder_.clear();
    for (std::size_t i = 0; i < n_; ++i) {
      place_[i] = 0;
      while (place_[i] < holder_.size() && position_[holder_[place_[i]]] != position_[i]) ++place_[i];
      if (place_[i] == holder_.size()) holder_.push_back(i);
    }
    places_ = holder_.size();
    apart_.clear();
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        if (place_[i] != place_[j]) apart_.push_back(place_[i] * places_ + place_[j]);
      }
    }
  }
  void note_likes() {
    like_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      like_[i] = holder_[place_[i]];
      while (place_[like_[i]] != place_[i] || risk_[like_[i]] != risk_[i]) ++like_[i];
    }
  }
  [[nodiscard]] double distance(std::size_t i, std::size_t place) const { return std::abs(position_[i] - position_[holder_[place]]); }

  // What each voter loses where a position prevails.
  void note_losses() {
    loss_.resize(n_ * places_);
    for (std::size_t k = 0; k < n_; ++k) {
      const double r = options_.vote_risk == Options::VoteRisk::of_voter ? risk_[k] : 1;
      for (std::size_t a = 0; a < places_; ++a) {
        loss_[k * places_ + a] = like_[k] < k ? loss_[like_[k] * places_ + a] : power(distance(k, a) / range_, r);
      }
    }
  }

  void count_votes() {
    probability_.assign(n_ * n_, 0);
    if (options_.voters == Options::Voters::all) {
      count_votes_of_all();
    } else {
      count_votes_of_third_parties();
    }
  }

  // For each pair of places the votes for the first of them, and for either.
  void count_votes_of_all() {
    const std::size_t pairs = places_ * places_;
    votes_.assign(pairs, 0);
    both_.assign(pairs, 0);
    vote_.resize(pairs);
    double of_all = 0, weights = 0;
    for (std::size_t k = 0; k < n_; ++k) {
      const double* const loss = &loss_[k * places_];
      for (std::size_t a = 0; a < places_; ++a) {
        for (std::size_t b = 0; b < places_; ++b) vote_[a * places_ + b] = weight_[k] * (loss[b] - loss[a]);
      }
      for (std::size_t pair = 0; pair < pairs; ++pair) {
        votes_[pair] += std::max(vote_[pair], 0.0);
        vote_[pair] = std::abs(vote_[pair]);
        both_[pair] += vote_[pair];
      }
      weights += weight_[k];
      if (options_.denominator != Options::Denominator::all_pairs) continue;
      for (const std::size_t pair : apart_) of_all += vote_[pair];
    }
    for (std::size_t pair = 0; pair < pairs; ++pair) votes_[pair] = share(votes_[pair], both_[pair], of_all, weights);
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) probability_[i * n_ + j] = votes_[place_[i] * places_ + place_[j]];
    }
  }

  // The same where the two do not vote themselves, so that each pair of actors has voters of its own.
  void count_votes_of_third_parties() {
    votes_.assign(n_ * n_, 0);
    both_.assign(n_ * n_, 0);
    double of_all = 0;
    for (std::size_t pair = 0; pair < n_ * n_; ++pair) {
      const std::size_t i = pair / n_, j = pair % n_;
      for (std::size_t k = 0; k < n_; ++k) {
        if (k == i || k == j) continue;
        const double vote = weight_[k] * (loss_[k * places_ + place_[j]] - loss_[k * places_ + place_[i]]);
        votes_[pair] += std::max(vote, 0.0);
        both_[pair] += std::abs(vote);
      }
      of_all += both_[pair];
    }
    const double weights = std::accumulate(weight_.begin(), weight_.end(), 0.0);
    for (std::size_t pair = 0; pair < n_ * n_; ++pair) {
      probability_[pair] = share(votes_[pair], both_[pair], of_all, weights - weight_[pair / n_] - weight_[pair % n_]);
    }
  }

  // P_ij. Where nobody votes for a side it does not win.
  [[nodiscard]] double share(double votes, double both, double of_all, double weights) const {
    if (votes == 0) return 0;
    switch (options_.denominator) {
      case Options::Denominator::pair: return votes / both;
      case Options::Denominator::all_pairs: return votes / of_all;
      case Options::Denominator::weights: return votes / weights;
    }
    return 0;
  }

  // U_s, U_f and U_sq of each, with its own exponent.
  void value_outcomes() {
    success_.resize(n_ * places_);
    failure_.resize(n_ * places_);
    status_quo_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      const std::size_t like = like_[i];
      status_quo_[i] = like < i ? status_quo_[like] : 2 - 4 * power(0.5, risk_[i]);
      for (std::size_t a = 0; a < places_; ++a) {
        const std::size_t here = i * places_ + a, same = like * places_ + a;
        const double half = 0.5 * distance(i, a) / range_;
        success_[here] = like < i ? success_[same] : half == 0 ? status_quo_[i] : 2 - 4 * power(0.5 - half, risk_[i]);
        failure_[here] = like < i ? failure_[same] : half == 0 ? status_quo_[i] : 2 - 4 * power(0.5 + half, risk_[i]);
      }
    }
  }

  // T U_b + (1 - T) U_w: what i has if j moves without being challenged.
  [[nodiscard]] double change(std::size_t i, std::size_t j, double r) const {
    const double to_centre = std::abs(position_[i] - centre_), to_rival = std::abs(position_[i] - position_[j]);
    const double quarter = 0.25 * (to_centre + to_rival) / range_;
    const double by_position = to_centre < to_rival ? 1 : to_centre > to_rival ? 0 : 0.5;
    const double t = options_.change_is_better.value_or(by_position);
    return t * (2 - 4 * power(0.5 - quarter, r)) + (1 - t) * (2 - 4 * power(0.5 + quarter, r));
  }

  const ChallengeActors& actors_;
  const Options& options_;
  std::size_t n_;
  double range_;
  std::vector<double> weight_;
  std::vector<double> position_, risk_;
  double centre_ = 0;
  std::size_t places_ = 0;
  std::vector<std::size_t> place_;     // Of each actor.
  std::vector<std::size_t> holder_;    // Of each place the first actor there.
  std::vector<std::size_t> like_;      // Of each actor the first at its place with its exponent.
  std::vector<std::size_t> apart_;     // Of all ordered pairs of actors at different places the pair of places.
  std::vector<double> loss_;           // Actor by place.
  std::vector<double> votes_, both_, vote_;
  std::vector<double> probability_;    // P_ij.
  std::vector<double> success_, failure_;  // Actor by place.
  std::vector<double> status_quo_;
};

Octant octant_of(double expects, double rival_expects) {
  if (expects > 0 && rival_expects > 0) return expects > rival_expects ? Octant::conflict_won : expects < rival_expects ? Octant::conflict_lost : Octant::none;
  if (expects < 0 && rival_expects < 0) return Octant::stalemate;
  if (expects > 0 && rival_expects < 0) return expects > -rival_expects ? Octant::compromise_won : Octant::demand_won;
  if (expects < 0 && rival_expects > 0) return rival_expects > -expects ? Octant::compromise_lost : Octant::demand_lost;
  return Octant::none;
}

class Game {
 public:
  Game(const ChallengeActors& actors, const Options& options, double range)
      : options_(options), n_(actors.position.size()), weight_(weights_of(actors, options.forecast_weight)), outlook_(actors, options, range) {}

  [[nodiscard]] double median(const std::vector<double>& position) const { return weighted_median(position, weight_, options_.median_tie); }
  [[nodiscard]] double mean(const std::vector<double>& position) const { return weighted_mean(position, weight_); }
  [[nodiscard]] double centre(const std::vector<double>& position) const {
    return options_.centre == Options::Centre::median ? median(position) : mean(position);
  }

  ChallengeRound play(const std::vector<double>& position) {
    ChallengeRound round;
    round.position = position;
    centre_ = options_.status_quo_stays == 1 ? 0 : centre(position);
    derive_risk(round);
    outlook_.look(position, round.risk, centre_);
    judge(position);
    note_expectations(round);
    round.new_position = position;
    for (std::size_t i = 0; i < n_; ++i) {
      if (options_.update == Options::Update::in_turn && i > 0) {
        outlook_.look(round.new_position, round.risk, centre_);
        judge(round.new_position);
      }
      accept(i, round);
    }
    round.median = median(round.new_position);
    round.mean = mean(round.new_position);
    return round;
  }

 private:
  void derive_risk(ChallengeRound& round) {
    round.risk.assign(n_, 1);
    for (int pass = 0; pass < options_.risk_passes; ++pass) {
      outlook_.look(round.position, round.risk, centre_);
      round.security.clear();
      for (std::size_t i = 0; i < n_; ++i) round.security.push_back(outlook_.security(i));
      round.risk = exponents(round);
    }
  }
  std::vector<double> exponents(const ChallengeRound& round) {
    const auto [least, most] = std::ranges::minmax(round.security);
    std::vector<double> risk;
    for (std::size_t i = 0; i < n_; ++i) {
      const auto [low, high] = options_.security_scale == Options::SecurityScale::actors ? std::pair(least, most) : securities_elsewhere(i, round);
      const double acceptance = high > low ? (2 * round.security[i] - high - low) / (high - low) : 0;
      risk.push_back((1 - acceptance / 3) / (1 + acceptance / 3));
    }
    return risk;
  }
  // The least and greatest security of an actor over the positions that anybody holds.
  std::pair<double, double> securities_elsewhere(std::size_t i, const ChallengeRound& round) {
    std::pair<double, double> range{round.security[i], round.security[i]};
    for (const double elsewhere : round.position) {
      if (elsewhere == round.position[i]) continue;
      std::vector<double> moved = round.position;
      moved[i] = elsewhere;
      outlook_.look(moved, round.risk, centre_);
      const double security = outlook_.security(i);
      range = {std::min(range.first, security), std::max(range.second, security)};
    }
    return range;
  }

  // What each of a pair expects, as the first of them sees it.
  void judge(const std::vector<double>& position) {
    expects_.assign(n_ * n_, 0);
    rival_expects_.assign(n_ * n_, 0);
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        if (position[i] == position[j]) continue;
        expects_[i * n_ + j] = outlook_.expects(i, j, i);
        rival_expects_[i * n_ + j] = outlook_.rival_expects(i, j);
      }
    }
  }
  void note_expectations(ChallengeRound& round) const {
    round.expects = expects_;
    round.rival_expects = rival_expects_;
    round.octant.reserve(n_ * n_);
    for (std::size_t pair = 0; pair < n_ * n_; ++pair) round.octant.push_back(octant_of(expects_[pair], rival_expects_[pair]));
  }

  // What j offers i, if it offers anything.
  [[nodiscard]] std::optional<ChallengeOffer> offer(std::size_t i, std::size_t j, const std::vector<double>& position) const {
    const bool own_view = options_.offer_view == Options::OfferView::of_recipient;
    const double expects = own_view ? expects_[i * n_ + j] : rival_expects_[j * n_ + i];
    const double rival = own_view ? rival_expects_[i * n_ + j] : expects_[j * n_ + i];
    const double way = position[j] - position[i];
    switch (octant_of(expects, rival)) {
      case Octant::conflict_lost:
        if (options_.conflict == Options::Conflict::nobody_moves) return std::nullopt;
        return ChallengeOffer{i, j, ChallengeOffer::Kind::conflict, expects, rival, position[j]};
      case Octant::compromise_lost:
        return ChallengeOffer{i, j, ChallengeOffer::Kind::compromise, expects, rival, position[i] + way * std::abs(expects / rival)};
      case Octant::demand_lost:
        if (options_.demand == Options::Demand::refused) return std::nullopt;
        return ChallengeOffer{i, j, ChallengeOffer::Kind::demand, expects, rival, position[j]};
      default: return std::nullopt;
    }
  }

  void accept(std::size_t i, ChallengeRound& round) const {
    const bool in_turn = options_.update == Options::Update::in_turn;
    const std::vector<double>& position = in_turn ? round.new_position : round.position;
    const std::size_t before = round.offers.size();
    for (std::size_t j = 0; j < n_; ++j) {
      if (const auto made = i == j ? std::nullopt : offer(i, j, position)) round.offers.push_back(*made);
    }
    const ChallengeOffer* chosen = nullptr;
    for (std::size_t at = before; at < round.offers.size(); ++at) {
      if (chosen == nullptr || is_preferred(round.offers[at], *chosen, position[i])) chosen = &round.offers[at];
    }
    if (chosen == nullptr) return;
    round.accepted.push_back(*chosen);
    round.new_position[i] = chosen->position;
  }

  // Whether an offer is taken rather than one that was made by an actor before.
  [[nodiscard]] bool is_preferred(const ChallengeOffer& offer, const ChallengeOffer& other, double position) const {
    if (options_.kinds_in_order && offer.kind != other.kind) return offer.kind < other.kind;
    const double move = std::abs(offer.position - position), other_move = std::abs(other.position - position);
    switch (choice(offer.kind)) {
      case Options::Choice::least_move: return move < other_move;
      case Options::Choice::greatest_move: return move > other_move;
      case Options::Choice::best_for_it: return offer.recipient_expects > other.recipient_expects;
      case Options::Choice::strongest_challenger: return offer.challenger_expects > other.challenger_expects;
      case Options::Choice::last: return true;
    }
    return false;
  }
  [[nodiscard]] Options::Choice choice(ChallengeOffer::Kind kind) const {
    if (!options_.kinds_in_order || kind == ChallengeOffer::Kind::conflict) return options_.choice_of_conflict;
    return kind == ChallengeOffer::Kind::compromise ? options_.choice_of_compromise : options_.choice_of_demand;
  }

  const Options& options_;
  std::size_t n_;
  std::vector<double> weight_;
  Outlook outlook_;
  std::vector<double> expects_, rival_expects_;
  double centre_ = 0;  // Of the round's start; not worked out where Q = 1, which leaves it without a role.
};

Result<void> check(const ChallengeActors& actors) {
  const std::size_t n = actors.position.size();
  if (actors.capability.size() != n || actors.salience.size() != n) {
    return fail(ErrorKind::input, "{} capabilities, {} positions and {} saliences; expected one of each for each actor", actors.capability.size(), n,
                actors.salience.size());
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(actors.position[i])) return fail(ErrorKind::input, "actor {}: the position is no number", i + 1);
    if (!(actors.capability[i] >= 0) || !std::isfinite(actors.capability[i])) {
      return fail(ErrorKind::input, "actor {}: capability {}; expected 0 or more", i + 1, actors.capability[i]);
    }
    if (!(actors.salience[i] >= 0 && actors.salience[i] <= 1)) {
      return fail(ErrorKind::input, "actor {}: salience {}; expected 0 to 1", i + 1, actors.salience[i]);
    }
  }
  return {};
}

Result<void> check(const ChallengeOptions& options) {
  const auto is_share = [](double value) { return value >= 0 && value <= 1; };
  if (!is_share(options.status_quo_stays) || !is_share(options.change_is_better.value_or(0))) {
    return fail(ErrorKind::usage, "Q and T are probabilities; expected 0 to 1");
  }
  if (options.risk_passes < 0 || options.rounds_most < 0) return fail(ErrorKind::usage, "passes and rounds: expected 0 or more");
  return {};
}

// The range to measure by. Errors: `input` where there is nothing to settle.
Result<double> range_of(const ChallengeActors& actors) {
  if (actors.position.empty()) return fail(ErrorKind::input, "no actors; expected at least two");
  const auto [low, high] = std::ranges::minmax(actors.position);
  if (!(high > low)) return fail(ErrorKind::input, "all actors hold the position {}; expected two that differ", low);
  if (!std::isfinite(high - low)) return fail(ErrorKind::input, "positions from {} to {}; expected numbers whose difference is one", low, high);
  if (actors.range == 0) return high - low;
  if (!(actors.range >= high - low)) return fail(ErrorKind::input, "the range is {}, and the positions are {} apart", actors.range, high - low);
  return actors.range;
}

double largest_move(const ChallengeRound& round) {
  double largest = 0;
  for (std::size_t i = 0; i < round.position.size(); ++i) largest = std::max(largest, std::abs(round.new_position[i] - round.position[i]));
  return largest;
}

}  // namespace

ChallengeActors challenge_actors(const StakeTable& table, std::size_t issue) {
  ChallengeActors actors{{}, {}, {}, 100};
  for (std::size_t i = 0; i < table.actors.size(); ++i) {
    const std::size_t cell = table.at(i, issue);
    if (!table.has_stake[cell]) continue;
    actors.capability.push_back(table.capability[cell]);
    actors.position.push_back(table.position[cell]);
    actors.salience.push_back(table.salience[cell]);
  }
  return actors;
}

std::string_view name(Octant octant) {
  switch (octant) {
    case Octant::none: return "none";
    case Octant::conflict_won: return "conflict won";
    case Octant::conflict_lost: return "conflict lost";
    case Octant::compromise_won: return "compromise won";
    case Octant::compromise_lost: return "compromise lost";
    case Octant::demand_won: return "demand won";
    case Octant::demand_lost: return "demand lost";
    case Octant::stalemate: return "stalemate";
  }
  return "";
}

std::string_view name(ChallengeOffer::Kind kind) {
  switch (kind) {
    case ChallengeOffer::Kind::conflict: return "conflict";
    case ChallengeOffer::Kind::compromise: return "compromise";
    case ChallengeOffer::Kind::demand: return "demand";
  }
  return "";
}

ChallengeOptions scholz_paper() {
  ChallengeOptions options;
  options.vote_risk = Options::VoteRisk::of_voter;
  options.denominator = Options::Denominator::all_pairs;
  options.voters = Options::Voters::third_parties;
  options.perception = Options::Perception::risk_of_observer;
  options.choice_of_compromise = Options::Choice::greatest_move;
  return options;
}

ChallengeOptions mckibben() {
  ChallengeOptions options = scholz_paper();
  options.voters = Options::Voters::all;
  options.demand = Options::Demand::refused;
  return options;
}

Result<ChallengeRun> challenge(const ChallengeActors& actors, const ChallengeOptions& options) {
  TRY(check(actors));
  TRY(check(options));
  TRY_ASSIGN(const double range, range_of(actors));
  for (const Options::Weight weight : {options.vote_weight, options.forecast_weight}) {
    const std::vector<double> weights = weights_of(actors, weight);
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!(all > 0)) return fail(ErrorKind::input, "no actor has weight");
    if (!std::isfinite(all)) return fail(ErrorKind::input, "the weights are too large to add up");
  }
  Game game(actors, options, range);
  ChallengeRun run;
  run.median = game.median(actors.position);
  run.mean = game.mean(actors.position);
  run.forecast = game.centre(actors.position);
  std::vector<double> position = actors.position;
  while (std::ssize(run.rounds) < options.rounds_most) {
    const bool is_settled = !run.rounds.empty() && run.rounds.back().position == position;  // What nobody moved is played out the same again.
    run.rounds.push_back(is_settled ? run.rounds.back() : game.play(position));
    const ChallengeRound& round = run.rounds.back();
    run.forecast = options.centre == Options::Centre::median ? round.median : round.mean;
    if (options.still_below && largest_move(round) < *options.still_below) break;
    position = round.new_position;
  }
  return run;
}

}  // namespace corollary::bargain
