#include "base/nearest.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/format.h"
#include "base/strings.h"

namespace corollary {
namespace {

// How many bytes must be put in, left out or changed to come from one to the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= to.size(); ++k) {
      const std::size_t changed = diagonal + (from[i - 1] == to[k - 1] ? 0 : 1);
      diagonal = row[k];
      row[k] = std::min({changed, row[k] + 1, row[k - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::size_t> place_of_name(std::span<const std::string> names, std::string_view name) {
  const auto same = std::ranges::find(names, name);
  if (same != names.end()) {
    return static_cast<std::size_t>(same - names.begin());
  }
  const std::string wanted = folded(name);
  const auto like = std::ranges::find_if(names, [&](const std::string& other) { return folded(other) == wanted; });
  return like == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(like - names.begin()));
}

std::vector<std::string> nearest_names(std::span<const std::string> names, std::string_view text, std::size_t most) {
  const std::string wanted = folded(text);
  struct Near {
    bool holds_not;
    std::size_t distance, place;
  };
  std::vector<Near> near;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = folded(names[i]);
    if (name.empty() || wanted.empty()) {
      continue;
    }
    const bool holds = name.find(wanted) != std::string::npos;
    const std::size_t away = distance(wanted, name);
    if (holds || 3 * away <= std::max(wanted.size(), name.size())) near.push_back({!holds, away, i});
  }
  std::ranges::sort(near, {}, [](const Near& of) { return std::tuple(of.holds_not, of.distance, of.place); });
  std::vector<std::string> nearest;
  for (std::size_t i = 0; i < std::min(most, near.size()); ++i) nearest.push_back(names[near[i].place]);
  return nearest;
}

std::string unknown_name(std::span<const std::string> names, std::string_view text, std::string_view what) {
  const std::vector<std::string> nearest = nearest_names(names, text, 5);
  const std::string rest = nearest.empty() ? " and nothing is like it" : nearest.size() == 1 ? "; the nearest is " + nearest.front() : "; the nearest are " + listed(nearest);
  return format("'{}' is no {}{}", text, what, rest);
}

}  // namespace corollary
