#include "coding/inflection.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corollary::coding {
namespace {

std::vector<std::string> forms(std::string_view lemma, VerbForm form) {
  std::vector<std::string> found;
  for (const InflectedForm& inflected : verb_forms(lemma)) {
    if (inflected.form == form) {
      found.push_back(inflected.text);
    }
  }
  return found;
}
using Strings = std::vector<std::string>;

TEST(Inflection, RegularVerbsFollowTheRulesOfSpelling) {
  EXPECT_EQ(forms("accuse", VerbForm::past_or_participle), Strings{"accused"});
  EXPECT_EQ(forms("deny", VerbForm::third_person), Strings{"denies"});
  EXPECT_EQ(forms("deny", VerbForm::past_or_participle), Strings{"denied"});
  EXPECT_EQ(forms("ban", VerbForm::gerund), Strings{"banning"});
  EXPECT_EQ(forms("deploy", VerbForm::past_or_participle), Strings{"deployed"});
  EXPECT_EQ(forms("clash", VerbForm::third_person), Strings{"clashes"});
}

TEST(Inflection, SomeLongerVerbsDoubleTheirLastLetter) {
  EXPECT_EQ(forms("expel", VerbForm::past_or_participle), Strings{"expelled"});
  EXPECT_EQ(forms("visit", VerbForm::past_or_participle), Strings{"visited"});
  EXPECT_EQ(forms("cancel", VerbForm::past_or_participle), (Strings{"cancelled", "canceled"}));
}

TEST(Inflection, IrregularVerbsAreListed) {
  EXPECT_EQ(forms("meet", VerbForm::past_or_participle), Strings{"met"});
  EXPECT_EQ(forms("withdraw", VerbForm::past), Strings{"withdrew"});
  EXPECT_EQ(forms("withdraw", VerbForm::participle), Strings{"withdrawn"});
}

TEST(Inflection, NounsHaveTheirPlural) {
  EXPECT_EQ(noun_forms("treaty"), (Strings{"treaty", "treaties"}));
  EXPECT_EQ(noun_forms("embargo"), (Strings{"embargo", "embargoes"}));
}

}  // namespace
}  // namespace corollary::coding
