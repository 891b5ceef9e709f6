#include "brief/check.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "brief/json.h"
#include "sample_brief.h"

namespace corollary::brief {
namespace {

Originals sample_originals() {
  return {[](std::string_view report) { return report == "report-1" ? &kSampleReport : nullptr; },
          [](const RowCitation& row) { return row.row < 100; }};
}

CheckResult checked(const Brief& brief) { return check(brief, sample_originals()); }

// The sample with one more sentence.
CheckResult checked_with(const Claim& claim) {
  Brief brief = sample_brief();
  brief.sections.back().blocks.emplace_back(TextBlock{"", false, {{claim}}});
  return checked(brief);
}

Claim with_text(Claim claim, std::string text) {
  claim.text = std::move(text);
  return claim;
}

Claim with_evidence(Evidence evidence) {
  return sample_claim("Something is said.", ClaimKind::judgment, {std::move(evidence)});
}

Claim forecast_of(double probability, std::string text) {
  Claim claim = with_text(sample_forecast(), std::move(text));
  claim.likelihood = Probability::clamped(probability);
  return claim;
}

// Exactly one thing is wrong, of that rule, and the message says it.
void expect_finding(const CheckResult& result, std::string_view rule, std::string_view words) {
  ASSERT_EQ(result.findings.size(), 1U) << (result.findings.empty() ? "nothing was found"
                                                                    : result.findings.back().message);
  EXPECT_EQ(result.findings[0].rule, rule);
  EXPECT_NE(result.findings[0].message.find(words), std::string::npos) << result.findings[0].message;
}

TEST(Check, ASoundBriefPasses) {
  const CheckResult result = checked(sample_brief());
  EXPECT_TRUE(result.findings.empty()) << result.findings.front().message;
  EXPECT_EQ(result.sentences, 13U);
  EXPECT_EQ(result.with_evidence, 13U);
}

TEST(Check, ASoundBriefPassesWithoutItsOriginals) { EXPECT_TRUE(check(sample_brief(), {}).findings.empty()); }

TEST(Check, ASentenceNeedsEvidence) {
  const CheckResult result = checked_with(sample_claim("Nothing bears this out.", ClaimKind::judgment, {}));
  expect_finding(result, "evidence", "has no evidence");
  EXPECT_EQ(result.findings[0].sentence, "Nothing bears this out.");
  EXPECT_EQ(result.sentences, 14U);
  EXPECT_EQ(result.with_evidence, 13U);
}

TEST(Check, ASentenceInATableNeedsEvidenceToo) {
  Brief brief = sample_brief();
  std::get<TableBlock>(brief.sections[2].blocks[0]).rows[0][0].claims[0].evidence.clear();
  expect_finding(checked(brief), "evidence", "has no evidence");
}

TEST(Check, AChangedQuoteIsFoundByItsHash) {
  SpanEvidence span = sample_span("Arland did not sign the treaty.");
  span.quote = "Arland did now sign the treaty.";
  Brief brief = sample_brief();
  brief.sections.back().blocks.emplace_back(TextBlock{"", false, {{with_evidence(span)}}});
  expect_finding(check(brief, {}), "quote", "not the one that was hashed");
}

TEST(Check, AChangedQuoteWithANewHashIsFoundInTheReport) {
  SpanEvidence span = sample_span("Arland did not sign the treaty.");
  span.quote = "Arland did now sign the treaty.";
  span.quote_hash = hash_text(content_hash(span.quote));
  expect_finding(checked_with(with_evidence(span)), "quote", "are not the words quoted");
}

TEST(Check, ASpanOutsideItsReportIsFound) {
  SpanEvidence span = sample_span("Arland did not sign the treaty.");
  span.span.bytes.begin += kSampleReport.size();
  span.span.bytes.end += kSampleReport.size();
  expect_finding(checked_with(with_evidence(span)), "quote", "are not the words quoted");
}

TEST(Check, AnEmptyOrBackwardSpanIsFound) {
  SpanEvidence empty = sample_span("Arland");
  empty.span.bytes.end = empty.span.bytes.begin;
  expect_finding(checked_with(with_evidence(empty)), "quote", "are not the words quoted");
  SpanEvidence backward = sample_span("Borland");
  std::swap(backward.span.bytes.begin, backward.span.bytes.end);
  expect_finding(checked_with(with_evidence(backward)), "quote", "are not the words quoted");
}

TEST(Check, AReportMustBeAmongTheSources) {
  SpanEvidence span = sample_span("Arland");
  span.span.report = "report-2";
  expect_finding(checked_with(with_evidence(span)), "evidence", "not among the sources");
}

TEST(Check, ARowMustBeInTheRecord) {
  expect_finding(checked_with(with_evidence(sample_row(100, "no such row"))), "evidence", "row 100");
  expect_finding(checked_with(with_evidence(sample_row(0, "rows count from 1"))), "evidence", "row 0");
}

TEST(Check, ARulesCasesMustBeInTheRecordToo) {
  expect_finding(checked_with(with_evidence(RuleEvidence{"impact", {sample_row(100, "no such row")}, 1})), "evidence",
                 "row 100");
}

TEST(Check, ARuleMustBeListed) {
  expect_finding(checked_with(with_evidence(RuleEvidence{"a hunch", {}, 0})), "evidence",
                 "'a hunch', which the brief does not list");
}

TEST(Check, AnEntryOfTheCaseMustHaveAName) {
  expect_finding(checked_with(with_evidence(CaseEvidence{"", "because"})), "evidence", "no name");
}

TEST(Check, ALikelihoodWordNeedsItsNumber) {
  Claim claim = with_text(sample_forecast(), "Very likely Arland will consult Borland.");
  claim.likelihood.reset();
  expect_finding(checked_with(claim), "likelihood", "says 'very likely' and has no number");
}

TEST(Check, ALikelihoodWordMustMatchItsNumber) {
  expect_finding(checked_with(forecast_of(.85, "It is likely (85 %) that Arland yields.")), "likelihood",
                 "85 % is 'very likely' by icd203, not 'likely'");
  expect_finding(checked_with(forecast_of(.30, "It is very unlikely (30 %) that Arland yields.")), "likelihood",
                 "not 'very unlikely'");
}

TEST(Check, ANumberNeedsItsWord) {
  expect_finding(checked_with(forecast_of(.85, "Arland yields (85 %).")), "likelihood", "not ''");
}

TEST(Check, ANumberMustBePrinted) {
  expect_finding(checked_with(forecast_of(.72, "It is likely that Arland yields.")), "likelihood",
                 "does not print its number, 72 %");
}

TEST(Check, PartOfAnotherNumberDoesNotPrintIt) {
  expect_finding(checked_with(forecast_of(.05, "It is very unlikely (15 %) that Arland yields.")), "likelihood",
                 "does not print its number, 5 %");
  expect_finding(checked_with(forecast_of(.06, "It is very unlikely (5.6 %) that Arland yields.")), "likelihood",
                 "does not print its number, 6 %");
}

TEST(Check, TheYardstickOfTheBriefDecides) {
  Brief brief = sample_brief();
  brief.sections[0].blocks = {TextBlock{"", false, {{forecast_of(.78, "It is likely (78 %) that Arland yields.")}}}};
  EXPECT_TRUE(checked(brief).findings.empty());
  brief.yardstick = Yardstick::phia;
  EXPECT_FALSE(checked(brief).findings.empty());
}

TEST(Check, LikelihoodAndConfidenceDoNotShareASentence) {
  Claim claim = sample_forecast();
  claim.confidence = Confidence::high;
  expect_finding(checked_with(claim), "confidence", "in one sentence");
  expect_finding(checked_with(forecast_of(.72, "With high confidence it is likely (72 %) that Arland yields.")),
                 "confidence", "in one sentence");
}

TEST(Check, WordsInsideAQuoteAreSomebodyElses) {
  const auto result =
      checked_with(sample_claim("Expected: “It is very likely, with high confidence, that Borland yields”.",
                                ClaimKind::information, {sample_span("It is very likely, with high confidence, that Borland yields.")}));
  EXPECT_TRUE(result.findings.empty()) << result.findings.front().message;
}

TEST(Check, FindsQuotedWordsThatStandInNoneOfTheQuotes) {
  expect_finding(checked_with(sample_claim("They said “open the border in June”.", ClaimKind::information,
                                           {sample_span("They agreed to open the border in May.")})),
                 "quote", "does not stand in what it rests on");
}

TEST(Check, FindsAForecastThatDoesNotRestOnTheModel) {
  Claim claim = sample_forecast();
  claim.evidence = {sample_span("Arland did not sign the treaty.")};
  expect_finding(checked_with(claim), "likelihood", "does not rest on the occurrence model");
}

TEST(Check, FindsThatABriefWasChangedAfterItWasWritten) {
  Brief brief = *from_json("brief.json", to_json(sample_brief()));
  EXPECT_TRUE(checked(brief).findings.empty());
  brief.title += " (changed)";
  expect_finding(checked(brief), "seal", "was changed after it was written");
}

TEST(Check, AQuoteThatIsNeverClosedHidesNothing) {
  expect_finding(
      checked_with(sample_claim("“It is likely that Borland yields.", ClaimKind::judgment, {sample_span("Borland")})),
      "likelihood", "has no number");
}

TEST(Check, WordsThatOnlyContainATermAreNone) {
  EXPECT_TRUE(
      checked_with(with_text(sample_confidence(), "The likelyhood of Unlikelyville is unknown.")).findings.empty());
}

TEST(Check, AForecastIsAJudgment) {
  Claim claim = sample_forecast();
  claim.kind = ClaimKind::information;
  expect_finding(checked_with(claim), "kind", "not marked as a judgment");
}

TEST(Check, AnAssumptionIsNoInformation) {
  Claim claim = with_evidence(CaseEvidence{"case.toml: issues", "entered"});
  claim.kind = ClaimKind::information;
  expect_finding(checked_with(claim), "kind", "marked as information");
}

TEST(Check, EverySectionThatABriefHasMustBeThere) {
  for (std::size_t i = 0; i < sample_brief().sections.size(); ++i) {
    Brief brief = sample_brief();
    const std::string id = brief.sections[i].id;
    brief.sections.erase(brief.sections.begin() + static_cast<std::ptrdiff_t>(i));
    expect_finding(checked(brief), "structure", "'" + id + "' is missing");
  }
}

TEST(Check, ASectionWithoutASentenceIsEmpty) {
  Brief brief = sample_brief();
  brief.sections[5].blocks.clear();
  expect_finding(checked(brief), "structure", "'indicators' is missing or empty");
  brief.sections[5].blocks = {TextBlock{"Nothing below", true, {}}, ChartBlock{"A chart", "", ""}};
  expect_finding(checked(brief), "structure", "'indicators' is missing or empty");
}

}  // namespace
}  // namespace corollary::brief
