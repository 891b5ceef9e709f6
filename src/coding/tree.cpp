#include "coding/tree.h"

#include <algorithm>

namespace corollary::coding {

Tree::Tree(std::span<const text::Node> nodes, std::size_t skipped)
    : nodes_(nodes.subspan(std::min(skipped, nodes.size()))), head_(nodes_.size(), kNone), child_(), first_child_(nodes_.size() + 1, 0) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const std::size_t head = nodes_[i].head;
    head_[i] = head == kNone || head < skipped ? kNone : head - skipped;
    if (head_[i] != kNone) ++first_child_[head_[i] + 1];
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) first_child_[i + 1] += first_child_[i];
  child_.resize(first_child_.back());
  std::vector<std::size_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (head_[i] != kNone) child_[next[head_[i]]++] = i;
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
