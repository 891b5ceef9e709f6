#include "text/document.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::text {
namespace {

Document whole(std::string_view text) { return analyse(text, {0, text.size()}); }

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  for (const Token& token : whole(text).tokens) {
    result.emplace_back(token.bytes.of(text));
  }
  return result;
}

std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> result;
  for (const Sentence& sentence : whole(text).sentences) {
    result.emplace_back(sentence.bytes.of(text));
  }
  return result;
}

using Strings = std::vector<std::string>;

TEST(Tokens, CliticsAreTokensOfTheirOwn) {
  EXPECT_EQ(words("Trump's aides didn't say; they can't."),
            (Strings{"Trump", "'s", "aides", "did", "n't", "say", ";", "they", "ca", "n't", "."}));
  EXPECT_EQ(words("Iran’s talks weren’t held"), (Strings{"Iran", "’s", "talks", "were", "n’t", "held"}));
}

TEST(Tokens, CannotIsTwoTokens) { EXPECT_EQ(words("He cannot lift"), (Strings{"He", "can", "not", "lift"})); }

TEST(Tokens, AnAbbreviationKeepsItsPoint) {
  EXPECT_EQ(words("The U.S.-Russia talks, Gen. Smith, at 5 p.m. Monday"),
            (Strings{"The", "U.S.", "-", "Russia", "talks", ",", "Gen.", "Smith", ",", "at", "5", "p.m.", "Monday"}));
}

TEST(Tokens, ALetterOfSeveralBytesAfterAnInitialIsNotCut) {
  std::string rebuilt;
  for (const std::string& word : words("s.ń")) {
    EXPECT_FALSE(invalid_utf8_at(word)) << word;
    rebuilt += word;
  }
  EXPECT_EQ(rebuilt, "s.ń");
}

TEST(Tokens, TheWordNoTakesAPointOnlyBeforeANumber) {
  EXPECT_EQ(words("Resolution No. 5"), (Strings{"Resolution", "No.", "5"}));
  EXPECT_EQ(words("He said no. Then he left"), (Strings{"He", "said", "no", ".", "Then", "he", "left"}));
}

TEST(Tokens, NumbersKeepTheirInnerMarks) {
  EXPECT_EQ(words("On 16.07.2018 some 1,000.5 (3%)."), (Strings{"On", "16.07.2018", "some", "1,000.5", "(", "3", "%", ")", "."}));
}

TEST(Tokens, CompoundsAreCutAtTheHyphenAndPrefixesAreNot) {
  EXPECT_EQ(words("Russian-backed anti-missile"), (Strings{"Russian", "-", "backed", "anti-missile"}));
}

TEST(Tokens, AnAddressIsOneToken) {
  EXPECT_EQ(words("See https://example.org/a?b=c."), (Strings{"See", "https://example.org/a?b=c", "."}));
}

TEST(Sentences, AFullStopBeforeAnUpperCaseLetterEndsOne) {
  EXPECT_EQ(sentences("They met. They talked."), (Strings{"They met.", "They talked."}));
}

TEST(Sentences, AbbreviationsTitlesAndInitialsDoNotEndOne) {
  EXPECT_EQ(sentences("Gen. J. R. Smith of the U.S. Army met Mr. Lavrov.").size(), 1U);
  EXPECT_EQ(sentences("The U.S. Senate voted at 5 p.m. Monday.").size(), 1U);
}

TEST(Sentences, AnAbbreviationEndsOneBeforeAWordThatBeginsSentences) {
  EXPECT_EQ(sentences("He returned to the U.S. The talks go on."), (Strings{"He returned to the U.S.", "The talks go on."}));
}

TEST(Sentences, DecimalsDoNotEndOne) { EXPECT_EQ(sentences("It fell 3.5 percent to 1.2 billion.").size(), 1U); }

TEST(Sentences, TheClosingQuoteBelongsToTheSentenceThatItCloses) {
  EXPECT_EQ(sentences("“We agree.” He left. \"No!\" they said."),
            (Strings{"“We agree.”", "He left.", "\"No!\" they said."}));
}

TEST(Sentences, AnEllipsisGoesOnInLowerCase) {
  EXPECT_EQ(sentences("We hope ... that it holds. Well… Perhaps."), (Strings{"We hope ... that it holds.", "Well…", "Perhaps."}));
}

TEST(Sentences, ABlankLineAlwaysEndsOneSoAHeadingIsOne) {
  EXPECT_EQ(sentences("What next\n\nThe parties met."), (Strings{"What next", "The parties met."}));
  EXPECT_EQ(sentences("What next\r\n\r\nThe parties met."), (Strings{"What next", "The parties met."}));
}

TEST(Sentences, ATextWrappedByHandGoesOnAtTheLineBreak) {
  EXPECT_EQ(sentences("The Russian president met Donald\nTrump in Helsinki.").size(), 1U);
}

TEST(Sentences, AShortLineAboveALongOneIsAHeading) {
  const std::string text = "Reaction in Warsaw\nThe foreign minister said on Tuesday that the talks in Helsinki had not changed the "
                           "plans of the Alliance in the region.";
  EXPECT_EQ(sentences(text).size(), 2U);
}

TEST(Sentences, ListItemsAreSentencesAndTheirNumbersAreNot) {
  EXPECT_EQ(sentences("They agreed:\n- to meet again\n- to talk"), (Strings{"They agreed:", "- to meet again", "- to talk"}));
  EXPECT_EQ(sentences("1. The talks.\n2. The treaty."), (Strings{"1. The talks.", "2. The treaty."}));
}

TEST(Document, OnlyThePartWithinIsCutAndOffsetsCountInTheWholeText) {
  const std::string text = "Title\nThey met.";
  const Document document = analyse(text, {6, text.size()});
  ASSERT_EQ(document.sentences.size(), 1U);
  EXPECT_EQ(document.sentences[0].bytes, (ByteRange{6, 15}));
}

TEST(Document, ATextWithoutWordsHasNoSentences) {
  EXPECT_TRUE(whole("").sentences.empty());
  EXPECT_TRUE(whole(" \n\t ").sentences.empty());
}

// The promise of the header: tokens and the white space between them are the text, and each token is in one sentence.
testing::AssertionResult rebuilds(std::string_view text) {
  const Document document = whole(text);
  std::size_t end = 0;
  for (std::size_t i = 0; i <= document.tokens.size(); ++i) {
    const ByteRange bytes = i < document.tokens.size() ? document.tokens[i].bytes : ByteRange{text.size(), text.size()};
    if (bytes.begin < end || bytes.end < bytes.begin) {
      return testing::AssertionFailure() << "token " << i << " overlaps the one before";
    }
    if (!whole(text.substr(end, bytes.begin - end)).tokens.empty()) {
      return testing::AssertionFailure() << "more than white space before token " << i;
    }
    end = bytes.end;
  }
  std::size_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.first_token != next || sentence.last_token <= next) {
      return testing::AssertionFailure() << "sentences leave out or share token " << next;
    }
    next = sentence.last_token;
  }
  return next == document.tokens.size() ? testing::AssertionSuccess()
                                        : testing::AssertionFailure() << "tokens behind the last sentence";
}

TEST(Document, TokensAndGapsRebuildAwkwardTexts) {
  for (const std::string_view text : {"...", "\"", "a.b.c", "U.S", "’", "O’Brien", "1.", "\xC2\xA0x", "x\xE2\x81\xA0-19", "-", "can't", "n't",
                                      "\xFF\xFE broken", "Ż\xC3", "1. \n\n2", ")))) ((((", "а. Б"}) {
    EXPECT_TRUE(rebuilds(text)) << text;
  }
}

TEST(Document, TokensAndGapsRebuildPublishedTexts) {
  const std::filesystem::path folder = std::filesystem::path(COROLLARY_SOURCE_DIR) / "../shared/data/text";
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "no reference texts in " << folder;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    std::string line;
    for (int number = 1; number <= 400 && std::getline(file, line); ++number) {
      ASSERT_TRUE(rebuilds(line)) << entry.path() << ":" << number;
    }
  }
}

}  // namespace
}  // namespace corollary::text
