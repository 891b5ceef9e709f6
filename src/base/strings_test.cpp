#include "base/strings.h"

#include <gtest/gtest.h>

namespace corollary {
namespace {

using Parts = std::vector<std::string>;
using namespace std::string_view_literals;

TEST(Trimmed, WhiteSpaceGoesFromTheEndsOnly) {
  EXPECT_EQ(trimmed(" \t a  b\r\n"), "a  b");
  EXPECT_EQ(trimmed(" \n "), "");
  EXPECT_EQ(trimmed("\xC2\xA0x"), "\xC2\xA0x");  // A no-break space is not ASCII.
}

TEST(LowerAscii, OtherLettersStayAsTheyAre) { EXPECT_EQ(lower_ascii("NATO Łódź"), "nato Łódź"); }

TEST(EqualIgnoringCase, ComparesWholeTexts) {
  EXPECT_TRUE(equal_ignoring_case("Consult", "CONSULT"));
  EXPECT_FALSE(equal_ignoring_case("consult", "consul"));
  EXPECT_TRUE(equal_ignoring_case("", ""));
}

TEST(Split, KeepsEmptyPartsButAnEmptyTextHasNone) {
  EXPECT_EQ(split("a||b", '|'), (Parts{"a", "", "b"}));
  EXPECT_EQ(split("|", '|'), (Parts{"", ""}));
  EXPECT_EQ(split("a", '|'), Parts{"a"});
  EXPECT_EQ(split("", '|'), Parts{});
}

TEST(Listed, ReadsAsASentenceDoes) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}, "or"), "a, b or c");
}

TEST(Joined, PutsTheSeparatorBetween) {
  EXPECT_EQ(joined({"a", "", "b"}, "; "), "a; ; b");
  EXPECT_EQ(joined({}, "; "), "");
}

TEST(ParseInteger, TakesTheWholeTextOrNothing) {
  EXPECT_EQ(parse_integer("-17"), -17);
  EXPECT_EQ(parse_integer("9223372036854775807"), 9223372036854775807LL);
  for (const char* const text : {"", "-", "1.0", " 1", "1 ", "0x1", "9223372036854775808", "+1"}) {
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
  }
}

TEST(ParseNumber, TakesFiniteDecimalNumbersOnly) {
  EXPECT_EQ(parse_number("-2.5e1"), -25.0);
  EXPECT_EQ(parse_number("7"), 7.0);
  for (const char* const text : {"", "1,5", "nan", "inf", "1e999", "1.0 ", "--1"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  }
}

TEST(InvalidUtf8, WellFormedTextHasNone) {
  EXPECT_EQ(invalid_utf8_at(""), std::nullopt);
  EXPECT_EQ(invalid_utf8_at("Gdańsk, Київ, 東京, 🌍\n"), std::nullopt);
  EXPECT_EQ(invalid_utf8_at("\0a"sv), std::nullopt);
  EXPECT_EQ(invalid_utf8_at("\xEF\xBF\xBF \xF4\x8F\xBF\xBF"), std::nullopt);  // U+FFFF and U+10FFFF, the last ones.
}

TEST(InvalidUtf8, TheFirstBadByteIsNamed) {
  EXPECT_EQ(invalid_utf8_at("ab\xFFz"), 2U);
  EXPECT_EQ(invalid_utf8_at("Gda\xF1sk"), 3U);         // Latin-1.
  EXPECT_EQ(invalid_utf8_at("a\x80"), 1U);             // A continuation without a lead.
  EXPECT_EQ(invalid_utf8_at("a\xC5"), 1U);             // Cut off.
  EXPECT_EQ(invalid_utf8_at("\xF0\x9F\x8C"), 0U);      // Cut off.
  EXPECT_EQ(invalid_utf8_at("\xC0\xAF"), 0U);          // Overlong "/".
  EXPECT_EQ(invalid_utf8_at("\xE0\x80\xAF"), 0U);      // Overlong.
  EXPECT_EQ(invalid_utf8_at("\xF0\x80\x80\xAF"), 0U);  // Overlong.
  EXPECT_EQ(invalid_utf8_at("\xED\xA0\x80"), 0U);      // A surrogate.
  EXPECT_EQ(invalid_utf8_at("\xF4\x90\x80\x80"), 0U);  // Beyond U+10FFFF.
}

TEST(Folded, MarksAndCaseOfLatinLettersGo) {
  EXPECT_EQ(folded("Erdoğan"), "erdogan");
  EXPECT_EQ(folded("ŁÓDŹ"), "lodz");
  EXPECT_EQ(folded("Đinđić"), "dindic");
  EXPECT_EQ(folded("Nguyễn Phú Trọng"), "nguyen phu trong");
  EXPECT_EQ(folded("Tăriceanu Țiriac Ştefan"), "tariceanu tiriac stefan");
  EXPECT_EQ(folded("Bjørn Ærø"), "bjorn aro");
  EXPECT_EQ(folded("Åland"), "aland");
  EXPECT_EQ(folded("Əliyev"), "aliyev");
  EXPECT_EQ(folded("e\xCC\x81"), "e");  // A combining accent.
}

TEST(Folded, EveryLetterOfTheTablesHasItsOwnPlace) {
  // The ends of the ranges: a table that is a letter short or long shifts all that follows.
  EXPECT_EQ(folded("ÀÿĀžſ"), "ayazs");
  EXPECT_EQ(folded("ĲŉŊœŠ"), "innos");
  EXPECT_EQ(folded("ḀẕẠỳỹ"), "azayy");
}

TEST(Folded, OtherCodePointsStayAsTheyAre) {
  EXPECT_EQ(folded("Київ × 東京"), "Київ × 東京");
  EXPECT_EQ(folded("a\0B"sv), "a\0b"sv);
  EXPECT_EQ(folded("People’s"), "people's");
}

TEST(Folded, BytesThatAreNoUtf8DoNotStopIt) {
  EXPECT_EQ(folded("\xFF"
                   "A\xC5"),
            "\xFF"
            "a\xC5");
}

TEST(ContentHash, IsFnv1aWrittenInSixteenDigits) {
  EXPECT_EQ(hash_text(content_hash("")), "cbf29ce484222325");
  EXPECT_EQ(hash_text(content_hash("a")), "af63dc4c8601ec8c");
  EXPECT_EQ(hash_text(1), "0000000000000001");
  EXPECT_NE(content_hash("ab"), content_hash("ba"));
}

}  // namespace
}  // namespace corollary
