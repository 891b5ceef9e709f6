#include "coding/tree.h"

namespace corollary::coding {

Tree::Tree(std::span<const text::Node> nodes) : nodes_(nodes), first_child_(nodes.size() + 1, 0) {
  for (const text::Node& node : nodes_) {
    if (node.head != kNone) ++first_child_[node.head + 1];
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) first_child_[i + 1] += first_child_[i];
  child_.resize(first_child_.back());
  std::vector<std::size_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].head != kNone) child_[next[nodes_[i].head]++] = i;
  }
}

std::string_view Tree::plain_relation(std::size_t i) const {
  const std::string_view full = relation(i);
  return full.substr(0, full.find(':'));
}

std::size_t Tree::child(std::size_t i, std::string_view wanted) const {
  for (const std::size_t c : children(i)) {
    if (relation(c) == wanted || plain_relation(c) == wanted) {
      return c;
    }
  }
  return kNone;
}

}  // namespace corollary::coding
