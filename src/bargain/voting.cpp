#include "bargain/voting.h"

#include <algorithm>

namespace corollary::bargain {
namespace {

constexpr double kLeastCoalition = 1e-8;  // As KTAB has them.
constexpr double kLeastSide = 1e-10;
constexpr double kFullResponse = 1e-8;  // A gain above which a binary vote is whole.

template <VotingRule rule>
[[gnu::always_inline]] inline void vote(Lanes& votes, const Lanes& weight, const Lanes& gain) {
  constexpr Lanes zero = {};
  if constexpr (rule == VotingRule::proportional) {
    votes = weight * gain;
  } else if constexpr (rule == VotingRule::cubic) {
    votes = weight * (gain * gain * gain);
  } else if constexpr (rule == VotingRule::proportional_cubic) {
    votes = weight * (0.5 * gain + 0.5 * (gain * gain * gain));
  } else if constexpr (rule == VotingRule::asymmetric) {
    votes = gain < zero ? weight * gain : (2.0 * weight * gain) / 3.0;
  } else {
    Lanes sign = gain / kFullResponse;
    sign = sign > 1.0 ? zero + 1.0 : sign;
    sign = sign < -1.0 ? zero - 1.0 : sign;
    votes = rule == VotingRule::binary ? weight * sign : weight * (0.8 * gain + 0.2 * sign);
  }
}

// Votes for one side are added to its strength, votes against it to the other's.
[[gnu::always_inline]] inline void add_votes(Lanes& for_it, Lanes& against_it, const Lanes& votes) {
  const Lanes agreeing = votes > 0.0 ? votes : Lanes{};
  for_it += agreeing;
  against_it -= votes - agreeing;
}

struct CoalitionTask {
  std::span<const double> weights;
  const Rows& worth;
  std::size_t options;
  Rows& strengths;
};

// The coalitions of option i against `groups` vectors of others from `first` on.
template <VotingRule rule, std::size_t groups>
[[gnu::always_inline]] inline void coalitions_body(const CoalitionTask& task, std::size_t i, std::size_t first) {
  Lanes for_i[groups], for_j[groups];
  for (std::size_t g = 0; g < groups; ++g) for_i[g] = for_j[g] = Lanes{} + kLeastCoalition;
  for (std::size_t k = 0; k < task.weights.size(); ++k) {
    const double* const row = task.worth[k];
    for (std::size_t g = 0; g < groups; ++g) {
      Lanes weight, other, votes;
      fill(weight, task.weights[k]);
      load(other, row + first + g * Rows::kLanes);
      vote<rule>(votes, weight, row[i] - other);
      add_votes(for_i[g], for_j[g], votes);
    }
  }
  for (std::size_t j = first; j < std::min(i, first + groups * Rows::kLanes); ++j) {
    task.strengths[i][j] = for_i[(j - first) / Rows::kLanes][j % Rows::kLanes];
    task.strengths[j][i] = for_j[(j - first) / Rows::kLanes][j % Rows::kLanes];
  }
}

template <VotingRule rule>
[[gnu::always_inline]] inline void coalitions_body(const CoalitionTask& task) {
  for (std::size_t i = 0; i < task.options; ++i) {
    std::size_t first = 0;
    // Two at a time: the sums of one alone would wait for each other.
    for (; first + Rows::kLanes < i; first += 2 * Rows::kLanes) coalitions_body<rule, 2>(task, i, first);
    if (first < i) coalitions_body<rule, 1>(task, i, first);
    task.strengths[i][i] = kLeastCoalition;
  }
}

template <VotingRule rule, ThirdPartyCommitment commitment>
[[gnu::always_inline]] inline void contests_body(const Contests& c, std::size_t first, Sides& sides) {
  constexpr Lanes zero = {};
  const Parties& parties = c.parties;
  const auto worth_of_targets = [&] [[gnu::always_inline]] (std::size_t actor, Lanes& worth) {
    Lanes distance, closeness;
    load(distance, c.distance[actor] + first);
    load(closeness, c.closeness[actor] + first);
    worth = closeness * (1 + distance * parties.risk[actor]);
  };

  Lanes votes, worth, weight = zero, gain = zero;
  Lanes for_i = zero + kLeastSide, for_j = for_i;
  worth_of_targets(c.challenger, worth);
  vote<rule>(votes, zero + parties.weight[c.challenger], parties.worth_of_own[c.challenger] - worth);
  add_votes(for_i, for_j, votes);
  for (std::size_t lane = 0; lane < Rows::kLanes; ++lane) {
    const std::size_t j = c.targets[first + lane];
    weight[lane] = parties.weight[j];
    gain[lane] = parties.worth_of_challenger[j] - parties.worth_of_own[j];
  }
  vote<rule>(votes, weight, gain);
  add_votes(for_i, for_j, votes);

  const Lanes i_alone = for_i, j_alone = for_j;
  for (std::size_t n = 0; n < parties.weight.size(); ++n) {
    if (n == c.challenger) continue;
    load(weight, c.third_party_weight[n] + first);  // A target is no third party: a vote without weight adds nothing.
    Lanes of_i, kept;
    fill(of_i, parties.worth_of_challenger[n]);
    fill(kept, parties.worth_of_own[n]);
    worth_of_targets(n, worth);
    vote<rule>(votes, weight, of_i - worth);
    Lanes with_i = i_alone, with_j = j_alone;
    add_votes(with_i, with_j, votes);
    const Lanes wins = with_i / (with_i + with_j), loses = 1.0 - wins;
    // What the three positions are worth to n if it joins i and i wins or j does; and if it joins j.
    Lanes i_wins_with_n, i_wins_over_n;
    fill(i_wins_with_n, parties.won_with[n]);
    fill(i_wins_over_n, parties.won_against[n]);
    const Lanes twice = worth + worth;
    const Lanes j_wins_over_n = twice + (commitment == ThirdPartyCommitment::none ? kept : worth);
    const Lanes j_wins_with_n = twice + (commitment == ThirdPartyCommitment::full ? worth : kept);
    vote<rule>(votes, weight, (wins * i_wins_with_n + loses * j_wins_over_n) - (wins * i_wins_over_n + loses * j_wins_with_n));
    add_votes(for_i, for_j, votes);
  }
  store(sides.challenger.data(), for_i);
  store(sides.target.data(), for_j);
}

template <VotingRule rule>
[[gnu::always_inline]] inline void contests_body(ThirdPartyCommitment commitment, const Contests& contests, std::size_t first, Sides& sides) {
  switch (commitment) {
    case ThirdPartyCommitment::none: return contests_body<rule, ThirdPartyCommitment::none>(contests, first, sides);
    case ThirdPartyCommitment::semi: return contests_body<rule, ThirdPartyCommitment::semi>(contests, first, sides);
    case ThirdPartyCommitment::full: return contests_body<rule, ThirdPartyCommitment::full>(contests, first, sides);
  }
}

[[gnu::always_inline]] inline void coalitions_body(VotingRule rule, const CoalitionTask& task) {
  switch (rule) {
    case VotingRule::binary: return coalitions_body<VotingRule::binary>(task);
    case VotingRule::proportional_binary: return coalitions_body<VotingRule::proportional_binary>(task);
    case VotingRule::proportional: return coalitions_body<VotingRule::proportional>(task);
    case VotingRule::proportional_cubic: return coalitions_body<VotingRule::proportional_cubic>(task);
    case VotingRule::cubic: return coalitions_body<VotingRule::cubic>(task);
    case VotingRule::asymmetric: return coalitions_body<VotingRule::asymmetric>(task);
  }
}

[[gnu::always_inline]] inline void contests_body(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, std::size_t first, Sides& sides) {
  switch (rule) {
    case VotingRule::binary: return contests_body<VotingRule::binary>(commitment, contests, first, sides);
    case VotingRule::proportional_binary: return contests_body<VotingRule::proportional_binary>(commitment, contests, first, sides);
    case VotingRule::proportional: return contests_body<VotingRule::proportional>(commitment, contests, first, sides);
    case VotingRule::proportional_cubic: return contests_body<VotingRule::proportional_cubic>(commitment, contests, first, sides);
    case VotingRule::cubic: return contests_body<VotingRule::cubic>(commitment, contests, first, sides);
    case VotingRule::asymmetric: return contests_body<VotingRule::asymmetric>(commitment, contests, first, sides);
  }
}

void coalitions_portable(VotingRule rule, const CoalitionTask& task) { coalitions_body(rule, task); }
void contests_portable(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, std::size_t first, Sides& sides) {
  contests_body(rule, commitment, contests, first, sides);
}

#if defined(__x86_64__)
// AVX2 has no fused product and sum, which would round once where the others round twice.
[[gnu::target("avx2")]] void coalitions_avx2(VotingRule rule, const CoalitionTask& task) { coalitions_body(rule, task); }
[[gnu::target("avx2")]] void contests_avx2(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, std::size_t first, Sides& sides) {
  contests_body(rule, commitment, contests, first, sides);
}
Instructions instructions_of_this_machine() { return __builtin_cpu_supports("avx2") ? Instructions::avx2 : Instructions::portable; }
#else
constexpr auto* coalitions_avx2 = coalitions_portable;
constexpr auto* contests_avx2 = contests_portable;
Instructions instructions_of_this_machine() { return Instructions::portable; }
#endif

}  // namespace

Instructions best_instructions() {
  static const Instructions best = instructions_of_this_machine();
  return best;
}

void coalition_strengths(VotingRule rule, std::span<const double> weights, const Rows& worth, std::size_t options, Rows& strengths,
                         Instructions instructions) {
  (instructions == Instructions::avx2 ? coalitions_avx2 : coalitions_portable)(rule, {weights, worth, options, strengths});
}

Sides contest_sides(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, std::size_t first, Instructions instructions) {
  Sides sides;
  (instructions == Instructions::avx2 ? contests_avx2 : contests_portable)(rule, commitment, contests, first, sides);
  return sides;
}

}  // namespace corollary::bargain
