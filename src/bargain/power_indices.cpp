#include "bargain/power_indices.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace corollary::bargain {
namespace {

constexpr std::size_t kMembersMost = 250, kMembersByHalvesMost = 36, kPlayersMost = 24;
constexpr std::size_t kCellsMost = 2'000'000;  // 64 MB.

// A whole number below 2^256: no game of 250 members has as many coalitions.
class Count {
 public:
  Count() = default;
  explicit Count(std::uint64_t low) : words_{low, 0, 0, 0} {}

  Count& operator+=(const Count& other) {
    std::uint64_t carry = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const std::uint64_t sum = words_[at] + other.words_[at];
      const std::uint64_t with_carry = sum + carry;
      carry = static_cast<std::uint64_t>(sum < words_[at]) | static_cast<std::uint64_t>(with_carry < sum);
      words_[at] = with_carry;
    }
    return *this;
  }
  // No more than what is there is taken away.
  Count& operator-=(const Count& other) {
    std::uint64_t borrow = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const std::uint64_t difference = words_[at] - other.words_[at];
      const std::uint64_t with_borrow = difference - borrow;
      borrow = static_cast<std::uint64_t>(words_[at] < other.words_[at]) | static_cast<std::uint64_t>(difference < borrow);
      words_[at] = with_borrow;
    }
    return *this;
  }
  [[nodiscard]] long double value() const {
    long double sum = 0;
    for (std::size_t at = words_.size(); at-- > 0;) sum = sum * 0x1p64L + static_cast<long double>(words_[at]);
    return sum;
  }

 private:
  std::array<std::uint64_t, 4> words_{};
};

// By the size of a coalition without the member how often it wins only with the member.
using Swings = std::vector<Count>;

// How many coalitions of each size there are of so many players.
std::vector<Count> binomials(std::size_t players) {
  std::vector<Count> row(players + 1);
  row[0] = Count(1);
  for (std::size_t n = 1; n <= players; ++n) {
    for (std::size_t k = n; k > 0; --k) row[k] += row[k - 1];
  }
  return row;
}

PowerIndices power_of(const std::vector<Swings>& swings) {
  const std::size_t n = swings.size();
  const std::vector<Count> coalitions = binomials(n - 1);
  const long double all = std::ldexp(1.0L, static_cast<int>(n) - 1);
  PowerIndices power;
  long double sum = 0;
  for (const Swings& member : swings) {
    long double shapley = 0;
    Count total;
    for (std::size_t size = 0; size < n; ++size) {
      shapley += member[size].value() / coalitions[size].value();
      total += member[size];
    }
    power.shapley_shubik.push_back(static_cast<double>(shapley / static_cast<long double>(n)));
    power.banzhaf_absolute.push_back(static_cast<double>(total.value() / all));
    sum += total.value() / all;
  }
  for (const double absolute : power.banzhaf_absolute) power.banzhaf.push_back(sum > 0 ? static_cast<double>(absolute / sum) : 0);
  return power;
}

// The same game in whole numbers.
struct WholeGame {
  std::vector<std::uint64_t> weights;
  std::uint64_t quota = 0;
};

// A number times the scale, if that is whole.
std::optional<std::uint64_t> scaled(double number, double scale) {
  const double product = number * scale, whole = std::round(product);
  if (product > 1e15 || std::abs(product - whole) > 1e-12 * product) return std::nullopt;
  return static_cast<std::uint64_t>(whole);
}

std::optional<WholeGame> scaled(const VotingGame& game, double scale) {
  WholeGame whole;
  for (const double weight : game.weights) {
    const auto one = scaled(weight, scale);
    if (!one) return std::nullopt;
    whole.weights.push_back(*one);
  }
  const auto quota = scaled(game.quota, scale);
  if (!quota) return std::nullopt;
  std::uint64_t divisor = 0;
  for (const std::uint64_t weight : whole.weights) divisor = std::gcd(divisor, weight);
  divisor = std::max<std::uint64_t>(divisor, 1);
  for (std::uint64_t& weight : whole.weights) weight /= divisor;
  whole.quota = (*quota + divisor - 1) / divisor;
  return whole;
}

Result<WholeGame> whole_game(const VotingGame& game) {
  for (double scale = 1; scale < 2e9; scale *= 10) {
    if (auto whole = scaled(game, scale)) return *std::move(whole);
  }
  return fail(ErrorKind::input, "weights and quota; expected numbers with at most nine decimals that stay below 1e15 as whole numbers");
}

Result<void> check(const VotingGame& game) {
  if (game.weights.empty() || game.weights.size() > kMembersMost) {
    return fail(ErrorKind::input, "{} members; expected 1 to {}", game.weights.size(), kMembersMost);
  }
  for (std::size_t i = 0; i < game.weights.size(); ++i) {
    const double weight = game.weights[i];
    if (!(weight >= 0 && std::isfinite(weight))) return fail(ErrorKind::input, "member {}: weight {}; expected 0 or more", i + 1, weight);
  }
  if (!(game.quota > 0 && std::isfinite(game.quota))) return fail(ErrorKind::input, "quota {}; expected more than 0", game.quota);
  return {};
}

// How many coalitions there are of each size and weight below the quota; size by size.
class Tabulated {
 public:
  explicit Tabulated(const WholeGame& game) : game_(game), n_(game.weights.size()), width_(game.quota), ways_((n_ + 1) * width_) {
    ways_[0] = Count(1);
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t size = i + 1; size > 0; --size) {
        for (std::uint64_t weight = game.weights[i]; weight < width_; ++weight) ways_[cell(size, weight)] += ways_[cell(size - 1, weight - game.weights[i])];
      }
    }
  }

  [[nodiscard]] Swings swings(std::uint64_t own) const {
    std::vector<Count> without = ways_;
    for (std::size_t size = 1; size <= n_; ++size) {
      for (std::uint64_t weight = own; weight < width_; ++weight) without[cell(size, weight)] -= without[cell(size - 1, weight - own)];
    }
    Swings swings(n_);
    for (std::size_t size = 0; size < n_; ++size) {
      for (std::uint64_t weight = own < width_ ? width_ - own : 0; weight < width_; ++weight) swings[size] += without[cell(size, weight)];
    }
    return swings;
  }

 private:
  [[nodiscard]] std::size_t cell(std::size_t size, std::uint64_t weight) const { return size * width_ + weight; }
  const WholeGame& game_;
  std::size_t n_, width_;
  std::vector<Count> ways_;
};

// The weights of all coalitions of some members, by size, in ascending order.
std::vector<std::vector<std::uint64_t>> coalition_weights(const std::vector<std::uint64_t>& members) {
  std::vector<std::vector<std::uint64_t>> of_size(members.size() + 1);
  of_size[0].push_back(0);
  for (const std::uint64_t member : members) {
    for (std::size_t size = members.size(); size > 0; --size) {
      for (const std::uint64_t weight : of_size[size - 1]) of_size[size].push_back(weight + member);
    }
  }
  for (auto& weights : of_size) std::ranges::sort(weights);
  return of_size;
}

// How many pairs of two ascending lists have a sum below the limit.
std::uint64_t pairs_below(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b, std::uint64_t limit) {
  std::uint64_t pairs = 0;
  std::size_t fitting = b.size();
  for (const std::uint64_t weight : a) {
    while (fitting > 0 && weight + b[fitting - 1] >= limit) --fitting;
    if (fitting == 0) break;
    pairs += fitting;
  }
  return pairs;
}

// The swings of member i, from all coalitions of two halves of the others.
Swings swings_by_halves(const WholeGame& game, std::size_t i) {
  std::array<std::vector<std::uint64_t>, 2> halves;
  for (std::size_t k = 0; k < game.weights.size(); ++k) {
    if (k != i) halves[k % 2].push_back(game.weights[k]);
  }
  const auto first = coalition_weights(halves[0]), second = coalition_weights(halves[1]);
  const std::uint64_t own = game.weights[i], too_little = own < game.quota ? game.quota - own : 0;
  Swings swings(game.weights.size());
  for (std::size_t a = 0; a < first.size(); ++a) {
    for (std::size_t b = 0; b < second.size(); ++b) {
      swings[a + b] += Count(pairs_below(first[a], second[b], game.quota) - pairs_below(first[a], second[b], too_little));
    }
  }
  return swings;
}

// Asks once for members of the same weight, who have the same power.
template <typename SwingsOf>
std::vector<Swings> for_each_weight(const WholeGame& game, const SwingsOf& swings_of_member) {
  std::map<std::uint64_t, Swings> by_weight;
  std::vector<Swings> swings;
  for (std::size_t i = 0; i < game.weights.size(); ++i) {
    const auto [found, is_new] = by_weight.try_emplace(game.weights[i]);
    if (is_new) found->second = swings_of_member(i);
    swings.push_back(found->second);
  }
  return swings;
}

Result<std::vector<Swings>> swings_of(const WholeGame& game) {
  const std::size_t n = game.weights.size();
  if (game.quota > std::accumulate(game.weights.begin(), game.weights.end(), std::uint64_t{0})) return std::vector<Swings>(n, Swings(n));  // Nobody wins.
  if (game.quota <= kCellsMost / (n + 1)) {
    const Tabulated table(game);
    return for_each_weight(game, [&](std::size_t i) { return table.swings(game.weights[i]); });
  }
  if (n <= kMembersByHalvesMost) {
    return for_each_weight(game, [&](std::size_t i) { return swings_by_halves(game, i); });
  }
  return fail(ErrorKind::input, "{} members with a quota of {} after scaling; expected a quota of at most {}, or at most {} members", n, game.quota,
              kCellsMost / (n + 1), kMembersByHalvesMost);
}

}  // namespace

Result<PowerIndices> power_indices(const VotingGame& game) {
  TRY(check(game));
  TRY_ASSIGN(const WholeGame whole, whole_game(game));
  TRY_ASSIGN(const std::vector<Swings> swings, swings_of(whole));
  return power_of(swings);
}

Result<PowerIndices> power_indices(std::size_t players, const std::function<bool(PlayerSet)>& wins) {
  if (players == 0 || players > kPlayersMost) return fail(ErrorKind::input, "{} players; expected 1 to {}", players, kPlayersMost);
  const PlayerSet end = PlayerSet{1} << players;
  std::vector<bool> winning(end);
  for (PlayerSet coalition = 0; coalition < end; ++coalition) winning[coalition] = wins(coalition);
  std::vector<std::vector<std::uint64_t>> counts(players, std::vector<std::uint64_t>(players));
  for (PlayerSet coalition = 0; coalition < end; ++coalition) {
    if (winning[coalition]) continue;
    const auto size = static_cast<std::size_t>(std::popcount(coalition));
    for (std::size_t player = 0; player < players; ++player) {
      if (winning[coalition | PlayerSet{1} << player]) ++counts[player][size];
    }
  }
  std::vector<Swings> swings;
  for (const auto& member : counts) {
    swings.emplace_back();
    for (const std::uint64_t count : member) swings.back().emplace_back(count);
  }
  return power_of(swings);
}

}  // namespace corollary::bargain
