#include "bargain/voting.h"

#include <cstring>

namespace corollary::bargain {
namespace {

constexpr double kLeastCoalition = 1e-8;  // As KTAB has them.
constexpr double kLeastSide = 1e-10;
constexpr double kFullResponse = 1e-8;  // A gain above which a binary vote is whole.

// A few columns at a time. Where the machine has no such vectors the compilers make shorter ones of them: the same numbers.
using Lanes = double __attribute__((vector_size(Rows::kLanes * sizeof(double))));

[[gnu::always_inline]] inline void load(Lanes& v, const double* p) { std::memcpy(&v, p, sizeof v); }
[[gnu::always_inline]] inline void store(double* p, const Lanes& v) { std::memcpy(p, &v, sizeof v); }

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
  constexpr Lanes zero = {};
  for_it += votes > zero ? votes : zero;
  against_it -= votes < zero ? votes : zero;
}

struct CoalitionTask {
  std::span<const double> weights;
  const Rows& worth;
  std::size_t options;
  Rows& strengths;
};

template <VotingRule rule>
[[gnu::always_inline]] inline void coalitions_body(const CoalitionTask& task) {
  for (std::size_t i = 0; i < task.options; ++i) {
    for (std::size_t j = 0; j < i; j += Rows::kLanes) {
      Lanes for_i = Lanes{} + kLeastCoalition, for_j = for_i;
      for (std::size_t k = 0; k < task.weights.size(); ++k) {
        const double* const row = task.worth[k];
        Lanes other, votes;
        load(other, row + j);
        vote<rule>(votes, Lanes{} + task.weights[k], row[i] - other);
        add_votes(for_i, for_j, votes);
      }
      for (std::size_t lane = 0; lane < Rows::kLanes && j + lane < i; ++lane) {
        task.strengths[i][j + lane] = for_i[lane];
        task.strengths[j + lane][i] = for_j[lane];
      }
    }
    task.strengths[i][i] = kLeastCoalition;
  }
}

struct ContestTask {
  const Contests& contests;
  Rows& of_challenger;
  Rows& of_target;
};

// Ones, but for one lane.
constexpr Lanes kAllBut[Rows::kLanes] = {{0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 0, 1}, {1, 1, 1, 0}};

// The contests with the targets of a few columns from `first` on.
template <VotingRule rule, ThirdPartyCommitment commitment>
[[gnu::always_inline]] inline void contests_body(const ContestTask& task, std::size_t first) {
  constexpr Lanes zero = {};
  const Contests& c = task.contests;
  const std::size_t actors = c.weights.size();
  const auto worth_of_targets = [&] [[gnu::always_inline]] (std::size_t actor, Lanes& of_targets) {
    Lanes distance, closeness;
    load(distance, c.distance[actor] + first);
    load(closeness, c.closeness[actor] + first);
    of_targets = closeness * (1 + distance * c.risks[actor]);
  };

  Lanes votes, of_targets, own = zero, of_challenger = zero, target_weights = zero;
  Lanes challengers = zero + kLeastSide, targets = challengers;
  worth_of_targets(c.challenger, of_targets);
  vote<rule>(votes, zero + c.weights[c.challenger], c.worth_of_own[c.challenger] - of_targets);
  add_votes(challengers, targets, votes);
  for (std::size_t lane = 0; lane < Rows::kLanes && first + lane < actors; ++lane) {
    target_weights[lane] = c.weights[first + lane];
    own[lane] = c.worth_of_own[first + lane];
    of_challenger[lane] = c.worth_of_challenger[first + lane];
  }
  vote<rule>(votes, target_weights, of_challenger - own);
  add_votes(challengers, targets, votes);
  const Lanes challenger_alone = challengers, target_alone = targets;

  for (std::size_t n = 0; n < actors; ++n) {
    if (n == c.challenger) continue;
    Lanes weight = zero + c.weights[n];
    if (n - first < Rows::kLanes) weight *= kAllBut[n - first];  // A target is no third party: a vote without weight adds nothing.
    worth_of_targets(n, of_targets);
    const double of_i = c.worth_of_challenger[n], kept = c.worth_of_own[n];
    vote<rule>(votes, weight, of_i - of_targets);
    Lanes with_i = challenger_alone, with_j = target_alone;
    add_votes(with_i, with_j, votes);
    const Lanes wins = with_i / (with_i + with_j), loses = 1.0 - wins;
    // What the three positions are worth to n when it joined the challenger i and i won, or j; and when it joined j.
    const Lanes twice = of_targets + of_targets;
    const double i_won = of_i + of_i + (commitment == ThirdPartyCommitment::full ? of_i : kept);
    const double i_won_against = of_i + of_i + (commitment == ThirdPartyCommitment::none ? kept : of_i);
    const Lanes j_won_against = twice + (commitment == ThirdPartyCommitment::none ? zero + kept : of_targets);
    const Lanes j_won = twice + (commitment == ThirdPartyCommitment::full ? of_targets : zero + kept);
    vote<rule>(votes, weight, (wins * i_won + loses * j_won_against) - (wins * i_won_against + loses * j_won));
    add_votes(challengers, targets, votes);
  }
  store(task.of_challenger[0] + first, challengers);
  store(task.of_target[0] + first, targets);
}

template <VotingRule rule>
[[gnu::always_inline]] inline void contests_body(ThirdPartyCommitment commitment, const ContestTask& task) {
  for (std::size_t first = 0; first < task.contests.weights.size(); first += Rows::kLanes) {
    switch (commitment) {
      case ThirdPartyCommitment::none: contests_body<rule, ThirdPartyCommitment::none>(task, first); break;
      case ThirdPartyCommitment::semi: contests_body<rule, ThirdPartyCommitment::semi>(task, first); break;
      case ThirdPartyCommitment::full: contests_body<rule, ThirdPartyCommitment::full>(task, first); break;
    }
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

[[gnu::always_inline]] inline void contests_body(VotingRule rule, ThirdPartyCommitment commitment, const ContestTask& task) {
  switch (rule) {
    case VotingRule::binary: return contests_body<VotingRule::binary>(commitment, task);
    case VotingRule::proportional_binary: return contests_body<VotingRule::proportional_binary>(commitment, task);
    case VotingRule::proportional: return contests_body<VotingRule::proportional>(commitment, task);
    case VotingRule::proportional_cubic: return contests_body<VotingRule::proportional_cubic>(commitment, task);
    case VotingRule::cubic: return contests_body<VotingRule::cubic>(commitment, task);
    case VotingRule::asymmetric: return contests_body<VotingRule::asymmetric>(commitment, task);
  }
}

void coalitions_portable(VotingRule rule, const CoalitionTask& task) { coalitions_body(rule, task); }
void contests_portable(VotingRule rule, ThirdPartyCommitment commitment, const ContestTask& task) { contests_body(rule, commitment, task); }

#if defined(__x86_64__)
// AVX2 has no fused product and sum, which would round once where the others round twice.
[[gnu::target("avx2")]] void coalitions_avx2(VotingRule rule, const CoalitionTask& task) { coalitions_body(rule, task); }
[[gnu::target("avx2")]] void contests_avx2(VotingRule rule, ThirdPartyCommitment commitment, const ContestTask& task) { contests_body(rule, commitment, task); }
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

void contest_strengths(VotingRule rule, ThirdPartyCommitment commitment, const Contests& contests, Rows& of_challenger, Rows& of_target,
                       Instructions instructions) {
  (instructions == Instructions::avx2 ? contests_avx2 : contests_portable)(rule, commitment, {contests, of_challenger, of_target});
}

}  // namespace corollary::bargain
