#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/model_bytes.h"
#include "base/progress.h"

namespace corollary::ranking {

/// Lists of candidates to learn from: of each list one is the right one.
struct CandidateLists {
  std::size_t features = 0;
  std::vector<std::uint8_t> rows;     ///< `features` bins for each candidate, list after list.
  std::vector<float> margins;         ///< Of each candidate: the score to start from.
  std::vector<std::uint32_t> begins;  ///< Of each list, and one behind the last: numbers of candidates.
  std::vector<std::uint32_t> right;   ///< Of each list: the number of the right candidate.

  [[nodiscard]] std::size_t lists() const { return right.size(); }
  [[nodiscard]] std::size_t candidates() const { return margins.size(); }
};

struct TreeOptions {
  std::size_t trees = 300;
  std::size_t leaves = 32;
  float rate = 0.07F;
  float ridge = 5;              ///< On a leaf's value.
  float least_weight = 20;      ///< Of a leaf: the sum of p(1 - p) over its candidates.
  double share_of_lists = 0.3;  ///< Drawn anew for each tree,
  double share_of_features = 0.5;
  std::size_t bags = 1;         ///< So often as many trees are learned, by other draws, and the mean is taken.
  std::uint64_t seed = 1;
  std::size_t threads = 1;
};

/// Regression trees that are added up to a score, each fitted to what the ones before leave of the loss: -ln of the right candidate's
/// share of e^score in its list. Newton's steps on histograms of bins, leaf by leaf (as LightGBM grows trees; Ke et al. 2017).
class ListwiseTrees {
 public:
  /// The same lists, options and seed give the same trees on any number of threads.
  /// Errors: `input` if there is no list, `cancelled`. Cost: O(bags · trees · candidates · features · log leaves), a nanosecond each; memory of
  /// 20 bytes for each candidate beside the lists.
  static Result<ListwiseTrees> learn(const CandidateLists& lists, const TreeOptions& options, Progress& progress);

  /// What is to be added to each candidate's margin, `features` bins each. Cost: O(candidates · trees · depth), some nanoseconds each.
  void score(std::span<const std::uint8_t> rows, std::size_t features, std::vector<float>& out) const;
  /// What each feature adds to the score, added to `by_feature`: at each node of the row's way through a tree the mean score of the
  /// candidates that the tree was grown on changes, and the change is the dividing feature's. Returns the mean over all of them; with the
  /// features' parts it is the score, but for the rounding of doubles. Cost: O(trees · depth).
  /// Source: Saabas 2014, "Interpreting random forests"; Palczewska et al. 2013. Shapley values (Lundberg et al. 2020) would not depend
  /// on the order of a way's divisions; they cost leaves · depth² a tree, a hundred times as much, and sum to the same.
  double attribute(std::span<const std::uint8_t> row, std::span<double> by_feature) const;
  [[nodiscard]] std::size_t trees() const { return roots_.size(); }
  /// How often each feature divides a node.
  [[nodiscard]] std::vector<std::size_t> uses(std::size_t features) const;

  /// In a model file.
  void write(ModelWriter& out) const;
  static ListwiseTrees read(ModelReader& in, std::size_t features);

 private:
  friend class TreeGrower;
  struct Node {
    std::int32_t feature = -1;      ///< Below 0: a leaf.
    std::uint8_t bin = 0;           ///< Up to it to the left.
    std::uint32_t left = 0;         ///< The right one is the next.
    float value = 0;                ///< Of a leaf: what it adds. Else the mean of that over the candidates that came here in learning.
  };
  /// Where a row comes to in a tree.
  [[nodiscard]] const Node& leaf(std::uint32_t root, const std::uint8_t* row) const;

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> roots_;
};

}  // namespace corollary::ranking
