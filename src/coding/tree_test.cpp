#include "coding/tree.h"

#include <gtest/gtest.h>

#include <vector>

namespace corollary::coding {
namespace {

// "Monday : Russia met Poland".
const std::vector<text::Node> kNodes = {{"PROPN", "NNP", "dep", "Monday", 3},
                                        {"PUNCT", ":", "punct", ":", 0},
                                        {"PROPN", "NNP", "nsubj", "Russia", 3},
                                        {"VERB", "VBD", "root", "meet", text::Node::kRoot},
                                        {"PROPN", "NNP", "obj", "Poland", 3}};

TEST(Tree, ChildrenStandFromLeftToRight) {
  const Tree tree(kNodes);
  const auto children = tree.children(3);
  EXPECT_EQ(std::vector<std::size_t>(children.begin(), children.end()), (std::vector<std::size_t>{0, 2, 4}));
  EXPECT_TRUE(tree.children(4).empty());
}

TEST(Tree, AChildIsFoundByItsRelationWithOrWithoutSubtype) {
  const std::vector<text::Node> nodes = {{"NOUN", "NN", "nsubj:pass", "army", 1}, {"VERB", "VBN", "root", "see", text::Node::kRoot}};
  const Tree tree(nodes);
  EXPECT_EQ(tree.child(1, "nsubj"), 0U);
  EXPECT_EQ(tree.child(1, "nsubj:pass"), 0U);
  EXPECT_EQ(tree.child(1, "obj"), Tree::kNone);
  EXPECT_EQ(tree.head(1), Tree::kNone);
}

TEST(Tree, ASentenceWithoutATreeHasNone) { EXPECT_EQ(Tree(std::span<const text::Node>()).size(), 0U); }

}  // namespace
}  // namespace corollary::coding
