#include "evaluate/vote_cut.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace corollary::evaluate {
namespace {

using bargain::Vote;

std::size_t count_yes(std::span<const Cast> votes) {
  return static_cast<std::size_t>(std::ranges::count(votes, Vote::yes, &Cast::vote));
}

/// Calls `visit(group)` for each run of votes at the same position, ascending.
template <typename Visit>
void for_each_position(std::span<const Cast> votes, Visit&& visit) {
  while (!votes.empty()) {
    std::size_t end = 1;
    while (end < votes.size() && votes[end].position == votes.front().position) ++end;
    visit(votes.first(end));
    votes = votes.subspan(end);
  }
}

}  // namespace

Cut best_cut(std::span<const Cast> votes) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  const std::size_t yes = count_yes(votes);
  Cut best{-kFar, true, votes.size() - yes};
  double widest = 0;  // A cut between two positions is better than one outside them all.
  const auto consider = [&](const Cut& cut, double gap) {
    if (cut.errors < best.errors || (cut.errors == best.errors && gap > widest)) {
      best = cut;
      widest = gap;
    }
  };
  consider({-kFar, false, yes}, 0);
  std::size_t below = 0, yes_below = 0;
  double last = -kFar;
  for_each_position(votes, [&](std::span<const Cast> group) {
    const double position = group.front().position;
    if (below > 0) {
      const std::size_t wrong_if_above = yes_below + (votes.size() - yes) - (below - yes_below);
      consider({(last + position) / 2, true, wrong_if_above}, position - last);
      consider({(last + position) / 2, false, votes.size() - wrong_if_above}, position - last);
    }
    below += group.size();
    yes_below += count_yes(group);
    last = position;
  });
  return best;
}

std::size_t errors_held_out(std::span<const Cast> votes) {
  if (votes.empty()) return 0;
  std::size_t errors = 0;
  std::vector<Cast> others(votes.begin() + 1, votes.end());
  for (std::size_t i = 0; i < votes.size(); ++i) {
    errors += best_cut(others).yes(votes[i].position) != (votes[i].vote == Vote::yes);
    if (i < others.size()) others[i] = votes[i];
  }
  return errors;
}

std::size_t errors_of_two_cuts(std::span<const Cast> votes) {
  std::size_t fewest = votes.size();
  for (const auto& order : {std::array{Vote::no, Vote::abstain, Vote::yes}, std::array{Vote::yes, Vote::abstain, Vote::no}}) {
    std::array<std::size_t, 3> errors{};  // The fewest, if the last position belongs to each of the three.
    for_each_position(votes, [&](std::span<const Cast> group) {
      errors[1] = std::min(errors[1], errors[0]);
      errors[2] = std::min(errors[2], errors[1]);
      for (std::size_t k = 0; k < order.size(); ++k) {
        errors[k] += group.size() - static_cast<std::size_t>(std::ranges::count(group, order[k], &Cast::vote));
      }
    });
    fewest = std::min(fewest, std::ranges::min(errors));
  }
  return fewest;
}

std::size_t errors_of_majority(std::span<const Cast> votes) {
  const std::size_t yes = count_yes(votes);
  return std::min(yes, votes.size() - yes);
}

double area_under_curve(std::span<const Cast> votes) {
  double pairs_in_order = 0, others_below = 0;
  for_each_position(votes, [&](std::span<const Cast> group) {
    const auto yes = static_cast<double>(count_yes(group));
    const double others = static_cast<double>(group.size()) - yes;
    pairs_in_order += yes * (others_below + others / 2);
    others_below += others;
  });
  const double pairs = others_below * (static_cast<double>(votes.size()) - others_below);
  return pairs == 0 ? 0.5 : std::max(pairs_in_order, pairs - pairs_in_order) / pairs;
}

}  // namespace corollary::evaluate
