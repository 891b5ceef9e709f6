#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace corollary::coding {

/// The dependency tree of a sentence's words, with the words that hang on each. It looks into the nodes that it was
/// made from.
class Tree {
 public:
  static constexpr std::size_t kNone = text::Node::kRoot;

  Tree() = default;
  /// Cost: O(nodes).
  explicit Tree(std::span<const text::Node> nodes);

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] std::string_view upos(std::size_t i) const { return nodes_[i].upos; }
  [[nodiscard]] std::string_view xpos(std::size_t i) const { return nodes_[i].xpos; }
  [[nodiscard]] std::string_view relation(std::size_t i) const { return nodes_[i].relation; }
  [[nodiscard]] const std::string& lemma(std::size_t i) const { return nodes_[i].lemma; }
  /// kNone for a word that hangs on none.
  [[nodiscard]] std::size_t head(std::size_t i) const { return nodes_[i].head; }
  /// From left to right.
  [[nodiscard]] std::span<const std::size_t> children(std::size_t i) const {
    return std::span(child_).subspan(first_child_[i], first_child_[i + 1] - first_child_[i]);
  }
  /// The relation without its subtype: "nsubj" for "nsubj:pass".
  [[nodiscard]] std::string_view plain_relation(std::size_t i) const;
  /// The first child with that relation, subtypes included; kNone if there is none.
  [[nodiscard]] std::size_t child(std::size_t i, std::string_view relation) const;

 private:
  std::span<const text::Node> nodes_;
  std::vector<std::size_t> child_, first_child_;
};

}  // namespace corollary::coding
