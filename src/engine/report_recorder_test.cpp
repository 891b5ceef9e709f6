#include "engine/report_recorder.h"

#include <gtest/gtest.h>

namespace corollary::engine {
namespace {

std::vector<std::string> texts(std::string_view text, const std::vector<ByteRange>& spans = {}) {
  std::vector<std::string> result;
  for (const ByteRange range : paragraphs_of(text, spans)) result.emplace_back(range.of(text));
  return result;
}
using Texts = std::vector<std::string>;

TEST(Paragraphs, StandBetweenBlankLines) {
  EXPECT_EQ(texts("One line\nand another.\n\n  Two. \r\n \t\r\n\nThree"), (Texts{"One line\nand another.", "Two.", "Three"}));
  EXPECT_EQ(texts(""), Texts{});
  EXPECT_EQ(texts(" \n\n "), Texts{});
}

TEST(Paragraphs, AreOneWhereEvidenceReachesOver) {
  EXPECT_EQ(texts("ab\n\ncd\n\nef", {{1, 5}}), (Texts{"ab\n\ncd", "ef"}));
  EXPECT_EQ(texts("ab\n\ncd\n\nef", {{1, 9}}), (Texts{"ab\n\ncd\n\nef"}));
  EXPECT_EQ(texts("ab\n\ncd", {{0, 2}, {4, 6}}), (Texts{"ab", "cd"}));
}

}  // namespace
}  // namespace corollary::engine
