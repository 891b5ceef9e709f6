#include "reports/encoding.h"

#include <gtest/gtest.h>

namespace corollary::reports {
namespace {

std::string text_of(std::string_view bytes) {
  const auto result = mended(bytes);
  return result ? result->text : "as it is";
}

TEST(Mended, Utf8StaysAsItIs) {
  EXPECT_EQ(text_of("Fran\u00E7ois met M\u00FCller."), "as it is");
  EXPECT_EQ(text_of(""), "as it is");
}

TEST(Mended, BytesThatAreNoUtf8AreWindows1252) {
  EXPECT_EQ(text_of("caf\xE9, \x93yes\x94 \x80 5"), "caf\u00E9, \u201Cyes\u201D \u20AC 5");
  EXPECT_EQ(text_of("\u00E9 and \xE9"), "\u00E9 and \u00E9");  // Both in one text.
  EXPECT_EQ(text_of("cut \xE2\x82"), "cut \u00E2\u201A");
  EXPECT_EQ(mended("caf\xE9s \xE9t\xE9")->reading, "byte 3 is not UTF-8: read as Windows-1252, with 2 more like it");
  EXPECT_EQ(mended("caf\xE9")->first, 3U);
}

TEST(Mended, Utf16HasAByteOrderMark) {
  EXPECT_EQ(text_of(std::string_view("\xFF\xFEz\0\xE9\0\x3D\xD8\x00\xDE", 10)), "z\u00E9\U0001F600");
  EXPECT_EQ(text_of(std::string_view("\xFE\xFF\0z\xD8\x3D", 6)), "z\uFFFD");  // A surrogate alone.
}

TEST(Mended, ANulNowAndThenIsASpace) {
  const std::string words(2000, 'w');
  EXPECT_EQ(text_of(words + '\0' + "met"), words + " met");
  EXPECT_EQ(text_of(std::string_view("PK\x03\0x", 5)), "as it is");  // No text.
}

}  // namespace
}  // namespace corollary::reports
