#include "base/windows_1252.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

TEST(Windows1252, IsLatin1ButForTheQuotesAndDashes) {
  EXPECT_EQ(from_windows_1252("abc"), "abc");
  EXPECT_EQ(from_windows_1252("Na\xEFve \x93quote\x94 \x96 5 \x80"), "Naïve “quote” – 5 €");
  EXPECT_EQ(from_windows_1252("\xA0\xFF"), "\u00A0ÿ");
}

TEST(Windows1252, BytesThatItLeavesOpenAreReplaced) { EXPECT_EQ(from_windows_1252("\x81\x8D\x8F\x90\x9D"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"); }

}  // namespace
}  // namespace corollary
