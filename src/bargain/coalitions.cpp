#include "bargain/coalitions.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace corollary::bargain {
namespace {

Coalition both(const Coalition& a, const Coalition& b) {
  Coalition all;
  std::ranges::set_union(a, b, std::back_inserter(all));
  return all;
}

/// Chooses parts of a quota in the order of falling weight; a choice ends as soon as it reaches the quota.
class Chooser {
 public:
  Chooser(const std::vector<std::vector<Coalition>>& parts, const Formula& quota, std::size_t most) : parts_(parts), quota_(quota), most_(most) {
    order_.resize(parts.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::stable_sort(order_, std::greater(), [&](std::size_t i) { return quota.weights[i]; });
    left_.assign(parts.size() + 1, 0);
    for (std::size_t i = parts.size(); i-- > 0;) left_[i] = left_[i + 1] + quota.weights[order_[i]];
  }

  std::optional<std::vector<Coalition>> all() {
    choose(0, 0, {{}});
    if (too_many_) return std::nullopt;
    return reduced(std::move(found_));
  }

 private:
  [[nodiscard]] bool reached(double weight) const {
    const double rounding = 1e-9 * quota_.quota;  // As in `holds`.
    return quota_.more_than ? weight > quota_.quota + rounding : weight >= quota_.quota - rounding;
  }

  void choose(std::size_t next, double weight, const std::vector<Coalition>& chosen) {
    if (too_many_) return;
    if (reached(weight)) {
      found_.insert(found_.end(), chosen.begin(), chosen.end());
      too_many_ = found_.size() > most_;
      return;
    }
    if (next == order_.size() || !reached(weight + left_[next])) return;
    const std::size_t part = order_[next];
    if (const auto with = united(chosen, parts_[part], most_)) {
      if (!with->empty()) choose(next + 1, weight + quota_.weights[part], *with);
    } else {
      too_many_ = true;
    }
    choose(next + 1, weight, chosen);
  }

  const std::vector<std::vector<Coalition>>& parts_;
  const Formula& quota_;
  std::size_t most_;
  std::vector<std::size_t> order_;
  std::vector<double> left_;  // left_[i]: the weight of order_[i] and all behind it.
  std::vector<Coalition> found_;
  bool too_many_ = false;
};

}  // namespace

std::vector<Coalition> reduced(std::vector<Coalition> coalitions) {
  std::ranges::sort(coalitions, [](const Coalition& a, const Coalition& b) { return std::pair(a.size(), a) < std::pair(b.size(), b); });
  std::vector<Coalition> kept;
  for (Coalition& coalition : coalitions) {
    const bool contains_another = std::ranges::any_of(kept, [&](const Coalition& smaller) { return std::ranges::includes(coalition, smaller); });
    if (!contains_another) kept.push_back(std::move(coalition));
  }
  return kept;
}

std::optional<std::vector<Coalition>> united(const std::vector<Coalition>& left, const std::vector<Coalition>& right, std::size_t most) {
  // Many unions contain others: there may be more of them before they are reduced.
  if (left.size() * right.size() > 16 * most) return std::nullopt;
  std::vector<Coalition> all;
  for (const Coalition& a : left) {
    for (const Coalition& b : right) all.push_back(both(a, b));
  }
  all = reduced(std::move(all));
  return all.size() > most ? std::nullopt : std::optional(std::move(all));
}

std::optional<std::vector<Coalition>> reaching(const std::vector<std::vector<Coalition>>& parts, const Formula& quota, std::size_t most) {
  return Chooser(parts, quota, most).all();
}

}  // namespace corollary::bargain
