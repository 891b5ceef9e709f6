#include "brief/likelihood.h"

#include <gtest/gtest.h>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::brief {
namespace {

constexpr Yardstick kYardsticks[] = {Yardstick::icd203, Yardstick::phia, Yardstick::kent};

Probability p(double value) { return Probability::from(value).value(); }
std::string_view icd(double value) { return term(Yardstick::icd203, p(value)).words; }
std::string icd_percent(double value) { return percent(Yardstick::icd203, p(value)); }

TEST(Likelihood, TermsOfIcd203AreHalfOpen) {
  struct Border {
    double at;
    std::string_view below, from;
  };
  for (const auto& [at, below, from] : {Border{.05, "almost no chance", "very unlikely"},
                                        {.20, "very unlikely", "unlikely"},
                                        {.45, "unlikely", "roughly even chance"},
                                        {.55, "roughly even chance", "likely"},
                                        {.80, "likely", "very likely"},
                                        {.95, "very likely", "almost certain"}}) {
    EXPECT_EQ(icd(at - 1e-4), below) << at;
    EXPECT_EQ(icd(at), from) << at;
  }
}

TEST(Likelihood, TermsReachToBothEnds) {
  EXPECT_EQ(icd(0), "almost no chance");
  EXPECT_EQ(icd(1), "almost certain");
  EXPECT_EQ(term(Yardstick::phia, p(0)).words, "remote chance");
  EXPECT_EQ(term(Yardstick::phia, p(1)).words, "almost certain");
  EXPECT_EQ(term(Yardstick::kent, p(0)).words, "almost certainly not");
  EXPECT_EQ(term(Yardstick::kent, p(1)).words, "almost certain");
}

TEST(Likelihood, TermsFollowEachOtherWithoutGap) {
  for (const Yardstick yardstick : kYardsticks) {
    double end = 0;
    for (const LikelihoodTerm& one : terms(yardstick)) {
      EXPECT_EQ(one.from, end) << one.words;
      EXPECT_LT(one.from, one.to) << one.words;
      end = one.to;
    }
    EXPECT_GT(end, 1) << name(yardstick);
  }
}

TEST(Likelihood, NumbersArePrintedAsWholePerCent) {
  EXPECT_EQ(icd_percent(.72), "72 %");
  EXPECT_EQ(icd_percent(.724), "72 %");
  EXPECT_EQ(icd_percent(.726), "73 %");
}

TEST(Likelihood, ANumberThatRoundingWouldMoveOutOfItsTermKeepsADecimal) {
  EXPECT_EQ(icd_percent(.0499), "4.9 %");
  EXPECT_EQ(icd_percent(.5499), "54.9 %");
  EXPECT_EQ(icd_percent(.7999), "79.9 %");
  EXPECT_EQ(icd_percent(.80), "80 %");
}

TEST(Likelihood, TheEndsAreNeverPrintedAsCertain) {
  EXPECT_EQ(icd_percent(0), "under 1 %");
  EXPECT_EQ(icd_percent(.0099), "under 1 %");
  EXPECT_EQ(icd_percent(.01), "1 %");
  EXPECT_EQ(icd_percent(.9899), "98.9 %");
  EXPECT_EQ(icd_percent(.99), "over 99 %");
  EXPECT_EQ(icd_percent(1), "over 99 %");
}

// The number back from what is printed; "under 1 %" and "over 99 %" as numbers beyond.
double printed(const std::string& text) {
  if (text == "under 1 %") return 0.005;
  if (text == "over 99 %") return 0.995;
  EXPECT_TRUE(text.ends_with(" %")) << text;
  const auto number = parse_number(text.substr(0, text.size() - 2));
  EXPECT_TRUE(number.has_value()) << text;
  return number.value_or(-1) / 100;
}

TEST(Likelihood, ThePrintedNumberNeverContradictsItsWord) {
  for (const Yardstick yardstick : kYardsticks) {
    for (int i = 0; i <= 10000; ++i) {
      const Probability probability = p(i / 10000.0);
      const double back = printed(percent(yardstick, probability));
      EXPECT_EQ(term(yardstick, p(back)).words, term(yardstick, probability).words) << name(yardstick) << " " << i;
      EXPECT_NEAR(back, probability.value(), 0.0100001) << name(yardstick) << " " << i;
    }
  }
}

TEST(Likelihood, TheLeadIsAnEnglishSentence) {
  EXPECT_EQ(likelihood_lead(Yardstick::icd203, p(.72)), "It is likely (72 %) that");
  EXPECT_EQ(likelihood_lead(Yardstick::icd203, p(.5)), "There is a roughly even chance (50 %) that");
  EXPECT_EQ(likelihood_lead(Yardstick::icd203, p(.001)), "There is almost no chance (under 1 %) that");
  EXPECT_EQ(likelihood_lead(Yardstick::icd203, p(.995)), "It is almost certain (over 99 %) that");
  EXPECT_EQ(likelihood_lead(Yardstick::phia, p(.02)), "There is a remote chance (2 %) that");
  EXPECT_EQ(likelihood_lead(Yardstick::kent, p(.5)), "There are about even chances (50 %) that");
}

TEST(Likelihood, EveryLeadHoldsItsTermAndNumber) {
  for (const Yardstick yardstick : kYardsticks) {
    for (int i = 0; i <= 100; ++i) {
      const Probability probability = p(i / 100.0);
      const std::string wanted = format("{} ({})", term(yardstick, probability).words, percent(yardstick, probability));
      EXPECT_NE(likelihood_lead(yardstick, probability).find(wanted), std::string::npos) << wanted;
    }
  }
}

TEST(Likelihood, YardsticksAreFoundByTheirNames) {
  for (const Yardstick one : kYardsticks) EXPECT_EQ(yardstick(name(one)), one);
  EXPECT_FALSE(yardstick("ICD 203"));
  EXPECT_FALSE(yardstick(""));
}

}  // namespace
}  // namespace corollary::brief
