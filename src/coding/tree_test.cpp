#include "coding/tree.h"

#include <gtest/gtest.h>

#include <vector>

namespace corollary::coding {
namespace {

// "Monday : Russia met Poland", of which the first two words are a dateline.
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

TEST(Tree, SkippedWordsAreNobodysChildrenAndShiftTheOthers) {
  const Tree tree(kNodes, 2);
  ASSERT_EQ(tree.size(), 3U);
  EXPECT_EQ(tree.child(1, "nsubj"), 0U);
  EXPECT_EQ(tree.child(1, "obj"), 2U);
  EXPECT_EQ(tree.child(1, "iobj"), Tree::kNone);
  EXPECT_EQ(tree.head(1), Tree::kNone);
}

TEST(Tree, AllMayBeSkipped) { EXPECT_EQ(Tree(kNodes, 9).size(), 0U); }

}  // namespace
}  // namespace corollary::coding
