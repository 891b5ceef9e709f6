#include "text/arborescence.h"

#include <algorithm>
#include <limits>

namespace corollary::text {
namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();
// More than all other scores of a sentence together: the best tree then has the fewest roots, which is one.
constexpr double kRootCost = 1e7;

using Heads = std::vector<std::size_t>;

// A graph over nodes 0 (the root) to size - 1: the score of each arc head → dependent.
struct Graph {
  std::size_t size;
  std::vector<double> scores;  // [dependent][head]
  explicit Graph(std::size_t n) : size(n), scores(n * n, kNone) {}
  double& at(std::size_t dependent, std::size_t head) { return scores[dependent * size + head]; }
  [[nodiscard]] double at(std::size_t dependent, std::size_t head) const { return scores[dependent * size + head]; }
};

Heads best_heads(const Graph& g) {
  Heads heads(g.size);
  for (std::size_t i = 1; i < g.size; ++i) {
    std::size_t best = 0;
    for (std::size_t j = 1; j < g.size; ++j) {
      if (j != i && g.at(i, j) > g.at(i, best)) {
        best = j;
      }
    }
    heads[i] = best;
  }
  return heads;
}

// The nodes of a cycle, or none.
std::vector<std::size_t> cycle_of(const Heads& heads) {
  std::vector<std::size_t> seen_by(heads.size());
  for (std::size_t start = 1; start < heads.size(); ++start) {
    std::size_t i = start;
    while (i != 0 && seen_by[i] == 0) {
      seen_by[i] = start;
      i = heads[i];
    }
    if (i != 0 && seen_by[i] == start) {
      std::vector<std::size_t> cycle = {i};
      for (std::size_t j = heads[i]; j != i; j = heads[j]) cycle.push_back(j);
      return cycle;
    }
  }
  return {};
}

// A cycle is shrunk to one node, the smaller graph solved, and the cycle broken where the solution enters it.
Heads solve(const Graph& g) {
  Heads heads = best_heads(g);
  const std::vector<std::size_t> cycle = cycle_of(heads);
  if (cycle.empty()) {
    return heads;
  }
  std::vector<std::size_t> rest;  // The nodes outside, in order; their place is their number in the smaller graph.
  for (std::size_t i = 0; i < g.size; ++i) {
    if (std::ranges::find(cycle, i) == cycle.end()) {
      rest.push_back(i);
    }
  }
  const std::size_t shrunk = rest.size();
  Graph smaller(shrunk + 1);
  std::vector<std::size_t> enters_at(shrunk), leaves_from(shrunk);
  for (std::size_t a = 0; a < shrunk; ++a) {
    for (std::size_t b = 0; b < shrunk; ++b) smaller.at(a, b) = g.at(rest[a], rest[b]);
    for (const std::size_t c : cycle) {
      const double entering = g.at(c, rest[a]) - g.at(c, heads[c]);
      if (enters_at[a] == 0 || entering > smaller.at(shrunk, a)) {
        smaller.at(shrunk, a) = entering;
        enters_at[a] = c;
      }
      if (leaves_from[a] == 0 || g.at(rest[a], c) > smaller.at(a, shrunk)) {
        smaller.at(a, shrunk) = g.at(rest[a], c);
        leaves_from[a] = c;
      }
    }
  }
  const Heads solution = solve(smaller);
  for (std::size_t a = 1; a < shrunk; ++a) {
    heads[rest[a]] = solution[a] == shrunk ? leaves_from[a] : rest[solution[a]];
  }
  const std::size_t from = solution[shrunk];
  heads[enters_at[from]] = rest[from];
  return heads;
}

bool is_tree_with_one_root(const Heads& heads) {
  return std::count(heads.begin() + 1, heads.end(), 0U) == 1 && cycle_of(heads).empty();
}

}  // namespace

std::vector<std::size_t> best_tree(std::span<const float> scores, std::size_t n) {
  Graph g(n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= n; ++j) {
      if (j != i + 1) {
        g.at(i + 1, j) = scores[i * (n + 1) + j];
      }
    }
  }
  Heads heads = best_heads(g);
  if (!is_tree_with_one_root(heads)) {
    for (std::size_t i = 1; i <= n; ++i) g.at(i, 0) -= kRootCost;
    heads = solve(g);
  }
  heads.erase(heads.begin());
  return heads;
}

}  // namespace corollary::text
