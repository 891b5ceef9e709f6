#include "ranking/listwise_trees.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "base/parallel.h"

namespace corollary::ranking {
namespace {

constexpr std::size_t kBinsOfFeature = 256;

struct Slopes {
  float gradient = 0, curvature = 0;
  Slopes& operator+=(const Slopes& other) {
    gradient += other.gradient;
    curvature += other.curvature;
    return *this;
  }
};

struct Split {
  double gain = 0;
  std::size_t column = 0;
  std::uint8_t bin = 0;
  Slopes left;
};

// A node that may still be divided: the candidates [begin, end) of the order.
struct Leaf {
  std::size_t begin = 0, end = 0;
  std::uint32_t node = 0;
  Slopes total;
  std::vector<Slopes> histogram;
  Split best;
};

}  // namespace

// Grows one tree after the other.
class TreeGrower {
 public:
  TreeGrower(const CandidateLists& lists, const TreeOptions& options, std::size_t bag)
      : lists_(lists), options_(options), random_(options.seed, bag), margins_(lists.margins), slopes_(lists.candidates()), spare_(lists.candidates()) {}

  void grow(ListwiseTrees& trees) {
    draw();
    find_slopes();
    const auto root = static_cast<std::uint32_t>(trees.nodes_.size());
    trees.roots_.push_back(root);
    trees.nodes_.emplace_back();
    std::vector<Leaf> leaves;
    leaves.push_back(first_leaf(root));
    while (leaves.size() < options_.leaves) {
      const auto best = std::ranges::max_element(leaves, {}, [](const Leaf& leaf) { return leaf.best.gain; });
      if (best->best.gain <= 0) {
        break;
      }
      Leaf right = divide(*best, trees);
      leaves.push_back(std::move(right));
    }
    for (const Leaf& leaf : leaves) trees.nodes_[leaf.node].value = -options_.rate * leaf.total.gradient / (leaf.total.curvature + options_.ridge);
    find_means(leaves, trees, root);
    add_up(trees, root);
  }

 private:
  // Which lists and features the tree sees.
  void draw() {
    drawn_.clear();
    for (std::size_t list = 0; list < lists_.lists(); ++list) {
      if (random_.uniform() < options_.share_of_lists) drawn_.push_back(static_cast<std::uint32_t>(list));
    }
    columns_.clear();
    for (std::size_t feature = 0; feature < lists_.features; ++feature) {
      if (random_.uniform() < options_.share_of_features) columns_.push_back(feature);
    }
    if (columns_.empty()) columns_.push_back(random_.below(lists_.features));
  }

  void find_slopes() {
    constexpr std::size_t kLists = 1024;  // At a time.
    in_parallel(options_.threads, (drawn_.size() + kLists - 1) / kLists, [&](std::size_t part) {
      for (std::size_t i = part * kLists; i < std::min(drawn_.size(), (part + 1) * kLists); ++i) find_slopes(drawn_[i]);
    });
    order_.clear();
    for (const std::uint32_t list : drawn_) {
      for (std::uint32_t i = lists_.begins[list]; i < lists_.begins[list + 1]; ++i) order_.push_back(i);
    }
  }

  void find_slopes(std::uint32_t list) {
    const std::uint32_t begin = lists_.begins[list], end = lists_.begins[list + 1];
    const float most = *std::max_element(margins_.begin() + begin, margins_.begin() + end);
    float sum = 0;
    for (std::uint32_t i = begin; i < end; ++i) sum += slopes_[i].gradient = std::exp(margins_[i] - most);
    for (std::uint32_t i = begin; i < end; ++i) {
      const float share = slopes_[i].gradient / sum;
      slopes_[i] = {share, std::max(share * (1 - share), 1e-6F)};
    }
    slopes_[lists_.right[list]].gradient -= 1;
  }

  Leaf first_leaf(std::uint32_t node) {
    Leaf leaf{0, order_.size(), node, {}, {}, {}};
    double gradient = 0, curvature = 0;
    for (const std::uint32_t i : order_) {
      gradient += double{slopes_[i].gradient};
      curvature += double{slopes_[i].curvature};
    }
    leaf.total = {static_cast<float>(gradient), static_cast<float>(curvature)};
    fill(leaf);
    find_best(leaf);
    return leaf;
  }

  // A group of columns to a thread: each adds the candidates in the same order.
  void fill(Leaf& leaf) {
    leaf.histogram.assign(columns_.size() * kBinsOfFeature, {});
    const std::size_t groups = leaf.end - leaf.begin < 4096 ? 1 : std::min(options_.threads, columns_.size());
    in_parallel(groups, groups, [&](std::size_t group) {
      const std::size_t first = columns_.size() * group / groups, last = columns_.size() * (group + 1) / groups;
      for (std::size_t k = leaf.begin; k < leaf.end; ++k) {
        const std::uint32_t i = order_[k];
        const std::uint8_t* const row = lists_.rows.data() + std::size_t{i} * lists_.features;
        const Slopes slopes = slopes_[i];
        for (std::size_t column = first; column < last; ++column) leaf.histogram[column * kBinsOfFeature + row[columns_[column]]] += slopes;
      }
    });
  }

  void find_best(Leaf& leaf) {
    leaf.best = {};
    const auto worth = [&](double gradient, double curvature) { return gradient * gradient / (curvature + double{options_.ridge}); };
    const double whole = worth(leaf.total.gradient, leaf.total.curvature);
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      double gradient = 0, curvature = 0;
      for (std::size_t bin = 0; bin + 1 < kBinsOfFeature; ++bin) {
        const Slopes& slopes = leaf.histogram[column * kBinsOfFeature + bin];
        if (slopes.curvature == 0) {
          continue;
        }
        gradient += double{slopes.gradient};
        curvature += double{slopes.curvature};
        const double rest = double{leaf.total.curvature} - curvature;
        if (rest < double{options_.least_weight}) {
          break;
        }
        if (curvature < double{options_.least_weight}) {
          continue;
        }
        const double gain = worth(gradient, curvature) + worth(double{leaf.total.gradient} - gradient, rest) - whole;
        if (gain > leaf.best.gain) {
          leaf.best = {gain, column, static_cast<std::uint8_t>(bin), {static_cast<float>(gradient), static_cast<float>(curvature)}};
        }
      }
    }
  }

  // The leaf becomes the left part of itself; returns the right one.
  Leaf divide(Leaf& leaf, ListwiseTrees& trees) {
    const std::size_t feature = columns_[leaf.best.column];
    std::size_t left = leaf.begin, right = 0;
    for (std::size_t k = leaf.begin; k < leaf.end; ++k) {
      const std::uint32_t i = order_[k];
      if (lists_.rows[std::size_t{i} * lists_.features + feature] <= leaf.best.bin) {
        order_[left++] = i;
      } else {
        spare_[right++] = i;
      }
    }
    std::copy(spare_.begin(), spare_.begin() + static_cast<std::ptrdiff_t>(right), order_.begin() + static_cast<std::ptrdiff_t>(left));
    const auto child = static_cast<std::uint32_t>(trees.nodes_.size());
    ListwiseTrees::Node& node = trees.nodes_[leaf.node];
    node.feature = static_cast<std::int32_t>(feature);
    node.bin = leaf.best.bin;
    node.left = child;
    trees.nodes_.resize(child + 2);
    const Slopes first = leaf.best.left;
    Leaf other{left, leaf.end, child + 1, {leaf.total.gradient - first.gradient, leaf.total.curvature - first.curvature}, {}, {}};
    leaf.end = left;
    leaf.node = child;
    leaf.total = first;
    Leaf &small = leaf.end - leaf.begin < other.end - other.begin ? leaf : other, &large = &small == &leaf ? other : leaf;
    std::vector<Slopes> whole = std::move(leaf.histogram);
    fill(small);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      whole[i].gradient -= small.histogram[i].gradient;
      whole[i].curvature -= small.histogram[i].curvature;
      if (std::abs(whole[i].curvature) < 1e-7F) whole[i] = {};
    }
    large.histogram = std::move(whole);
    find_best(leaf);
    find_best(other);
    return other;
  }

  // Of the nodes that are no leaves. A node comes before those below it.
  static void find_means(const std::vector<Leaf>& leaves, ListwiseTrees& trees, std::uint32_t root) {
    std::vector<double> candidates(trees.nodes_.size() - root);
    for (const Leaf& leaf : leaves) candidates[leaf.node - root] = static_cast<double>(leaf.end - leaf.begin);
    for (auto i = static_cast<std::uint32_t>(trees.nodes_.size()); i-- > root;) {
      ListwiseTrees::Node& node = trees.nodes_[i];
      if (node.feature >= 0) {
        const double left = candidates[node.left - root], right = candidates[node.left + 1 - root];
        const double sum = left * double{trees.nodes_[node.left].value} + right * double{trees.nodes_[node.left + 1].value};
        candidates[i - root] = left + right;
        node.value = static_cast<float>(sum / (left + right));
      }
    }
  }

  void add_up(const ListwiseTrees& trees, std::uint32_t root) {
    constexpr std::size_t kCandidates = 65'536;
    in_parallel(options_.threads, (margins_.size() + kCandidates - 1) / kCandidates, [&](std::size_t part) {
      for (std::size_t i = part * kCandidates; i < std::min(margins_.size(), (part + 1) * kCandidates); ++i) {
        const std::uint8_t* const row = lists_.rows.data() + i * lists_.features;
        margins_[i] += trees.leaf(root, row).value;
      }
    });
  }

  const CandidateLists& lists_;
  const TreeOptions& options_;
  Random random_;
  std::vector<float> margins_;
  std::vector<Slopes> slopes_;
  std::vector<std::uint32_t> order_, spare_, drawn_;
  std::vector<std::size_t> columns_;
};

Result<ListwiseTrees> ListwiseTrees::learn(const CandidateLists& lists, const TreeOptions& options, Progress& progress) {
  if (lists.lists() == 0) {
    return fail(ErrorKind::input, "there is nothing to learn an order of candidates from");
  }
  ListwiseTrees trees;
  for (std::size_t bag = 0; bag < options.bags; ++bag) {
    TreeGrower grower(lists, options, bag);
    for (std::size_t tree = 0; tree < options.trees; ++tree) {
      TRY(progress.report("learning trees", bag * options.trees + tree, options.bags * options.trees));
      grower.grow(trees);
    }
  }
  for (Node& node : trees.nodes_) node.value /= static_cast<float>(options.bags);
  return trees;
}

const ListwiseTrees::Node& ListwiseTrees::leaf(std::uint32_t root, const std::uint8_t* row) const {
  const Node* node = &nodes_[root];
  while (node->feature >= 0) node = &nodes_[node->left + (row[node->feature] <= node->bin ? 0 : 1)];
  return *node;
}

// Tree by tree: so one is near while all candidates go through it.
void ListwiseTrees::score(std::span<const std::uint8_t> rows, std::size_t features, std::vector<float>& out) const {
  out.assign(rows.size() / features, 0);
  for (const std::uint32_t root : roots_) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += leaf(root, rows.data() + i * features).value;
  }
}

double ListwiseTrees::attribute(std::span<const std::uint8_t> row, std::span<double> by_feature) const {
  double mean = 0;
  for (const std::uint32_t root : roots_) {
    const Node* node = &nodes_[root];
    mean += double{node->value};
    while (node->feature >= 0) {
      const auto feature = static_cast<std::size_t>(node->feature);
      const Node* const next = &nodes_[node->left + (row[feature] <= node->bin ? 0 : 1)];
      by_feature[feature] += double{next->value} - double{node->value};
      node = next;
    }
  }
  return mean;
}

std::vector<std::size_t> ListwiseTrees::uses(std::size_t features) const {
  std::vector<std::size_t> uses(features);
  for (const Node& node : nodes_) {
    if (node.feature >= 0) ++uses[static_cast<std::size_t>(node.feature)];
  }
  return uses;
}

}  // namespace corollary::ranking
