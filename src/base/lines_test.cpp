#include "base/lines.h"

#include <gtest/gtest.h>

#include <string>

namespace corollary {
namespace {

// "1:first 2:second", one a line.
std::string lines(std::string_view text) {
  std::string seen;
  for_each_line(text, [&](std::string_view line, std::size_t number) { seen += (seen.empty() ? "" : " ") + std::to_string(number) + ":" + std::string(line); });
  return seen;
}

TEST(Lines, AreNumberedFromOneWithTheBlankOnes) { EXPECT_EQ(lines("a\n\nb\n"), "1:a 2: 3:b"); }

TEST(Lines, TheLastNeedsNoEnd) { EXPECT_EQ(lines("a\nb"), "1:a 2:b"); }

TEST(Lines, LoseACarriageReturnBeforeTheirEnd) { EXPECT_EQ(lines("a\r\n\r\nb\r"), "1:a 2: 3:b"); }

TEST(Lines, OfAnEmptyTextAreNone) { EXPECT_EQ(lines(""), ""); }

}  // namespace
}  // namespace corollary
