#include "brief/markdown.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "sample_brief.h"

namespace corollary::brief {
namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::set<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), regex); match != std::sregex_iterator(); ++match) {
    found.insert((*match)[1]);
  }
  return found;
}

// A brief of one sentence.
Brief brief_of(const Claim& claim) {
  Brief brief = sample_brief();
  brief.sections = {{"method", "Method", {TextBlock{"", false, {{claim}}}}}};
  return brief;
}

std::string shown(const std::string& text) {
  const std::string markdown =
      to_markdown(brief_of(sample_claim(text, ClaimKind::information, {sample_span("Arland")})));
  const std::size_t begin = markdown.find("## Method\n\n") + std::string_view("## Method\n\n").size();
  return markdown.substr(begin, markdown.find("[^1]", begin) - begin);
}

TEST(Footnotes, TheSameEvidenceHasOneNumber) {
  const Brief brief = sample_brief();
  const Footnotes footnotes(brief);
  EXPECT_EQ(footnotes.number_of(sample_span("Arland and Borland met in Cedar City.")), 1U);
  EXPECT_EQ(footnotes.number_of(sample_forecast().evidence[0]), 2U);
  EXPECT_EQ(footnotes.all().size(), 9U);
}

TEST(Footnotes, OtherBytesOrOtherCasesAreOtherEvidence) {
  const Evidence rule = RuleEvidence{"impact", {}, 1};
  const Evidence more = RuleEvidence{"impact", {}, 2};
  const Evidence rows = RuleEvidence{"impact", {sample_row(1, "a")}, 2};
  const Brief brief = brief_of(
      sample_claim("x.", ClaimKind::judgment, {rule, more, rule, rows, sample_span("Arland"), sample_span("Borland")}));
  const Footnotes footnotes(brief);
  EXPECT_EQ(footnotes.all().size(), 5U);
  EXPECT_EQ(footnotes.numbers_of(std::get<TextBlock>(brief.sections[0].blocks[0]).items[0][0]),
            (std::vector<std::size_t>{1, 2, 3, 4, 5}));
}

TEST(Markdown, HasTitleSectionsBulletsTablesAndFootnotes) {
  const std::string text = to_markdown(sample_brief());
  EXPECT_TRUE(
      text.starts_with("# Consequences of the Cedar City meeting\n\nEvent: 1 May 2030. Record to 30 April 2030. "));
  EXPECT_TRUE(has(text,
                  "\n## Bottom line\n\n- Arland and Borland met in Cedar City on 1 May 2030.[^1]\n- *(J)* It is likely "
                  "(72 %) that"));
  EXPECT_TRUE(has(text, "\n### What did not\n\n- "));
  EXPECT_TRUE(has(
      text, "\n**Arland**\n\n| Item | Status |\n| --- | --- |\n| The border is to open in May.[^5][^6] | agreed |\n"));
  EXPECT_TRUE(has(text, "\n*Chart: Forecasts.* One forecast: 72 %.\n"));
  EXPECT_FALSE(has(text, "<svg"));
}

TEST(Markdown, AFootnoteSaysWhatTheSentenceRestsOn) {
  const std::string text = to_markdown(sample_brief());
  EXPECT_TRUE(has(text,
                  "\n[^1]: “The meeting in Cedar City”, The Cedar Herald, Cedar City, 2 May 2030, bytes 0–37: “Arland "
                  "and Borland met in Cedar City.”\n"));
  EXPECT_TRUE(has(text,
                  "\n[^2]: rule “occurrence model”, 4210 cases: 2029-03-01 Arland CONSULT Borland: talks (row 7 of the "
                  "record, Chronology chronology.csv:8)\n"));
  EXPECT_TRUE(has(text, ": its party programme\n"));
  EXPECT_TRUE(has(text, "- **impact**: Difference of log rates.\n"));
}

TEST(Markdown, EveryFootnoteThatIsNamedIsThereOnce) {
  const std::string text = to_markdown(sample_brief());
  const auto named = matches(text, R"(\[\^(\d+)\](?!:))");
  EXPECT_EQ(named, matches(text, R"(\n\[\^(\d+)\]: )"));
  EXPECT_EQ(named.size(), 9U);
}

TEST(Markdown, TellsJudgmentsAndAssumptionsApart) {
  EXPECT_TRUE(has(to_markdown(sample_brief()),
                  "*(A)* Arland is taken to want the border open.[^7] *(J)* Watch whether the border opens.[^5]"));
  EXPECT_TRUE(has(to_markdown(sample_brief()), "[^2] *(I)* The border is to open in May."));
}

TEST(Markdown, TextFromOutsideIsNoMarkup) {
  EXPECT_EQ(shown("<script>alert(1)</script> & so on"), "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on");
  EXPECT_EQ(shown("*a* _b_ `c` [d](e) ![f](g) ~~h~~ $i$ a\\*b"),
            R"(\*a\* \_b\_ \`c\` \[d\](e) !\[f\](g) \~\~h\~\~ \$i\$ a\\\*b)");
  EXPECT_EQ(shown("a | b"), R"(a \| b)");
  EXPECT_EQ(shown("one\ntwo\r\n# three"), "one two  # three");
}

TEST(Markdown, TextThatLooksLikeAHeadingOrAListIsNone) {
  EXPECT_EQ(shown("# Title"), R"(\# Title)");
  EXPECT_EQ(shown("- item"), R"(\- item)");
  EXPECT_EQ(shown("1. item"), R"(1\. item)");
  EXPECT_EQ(shown("2018) item"), R"(2018\) item)");
  EXPECT_EQ(shown("2018 was a year"), "2018 was a year");
  EXPECT_EQ(shown("-- dashes - inside"), R"(\-- dashes - inside)");
}

TEST(Markdown, TitlesQuotesAndNamesAreEscapedToo) {
  Brief brief = sample_brief();
  const std::string bad = "<script>x</script>";
  brief.title = bad;
  brief.sources[0].title = brief.sources[0].publisher = brief.sources[0].path = bad;
  brief.sections[0].heading = bad;
  brief.rules[0].formula = bad;
  std::get<TableBlock>(brief.sections[2].blocks[0]).caption = bad;
  std::get<SpanEvidence>(std::get<TextBlock>(brief.sections[0].blocks[0]).items[0][0].evidence[0]).quote = bad;
  EXPECT_FALSE(has(to_markdown(brief), "<script"));
}

TEST(Markdown, AnEmptyBriefIsWrittenToo) { EXPECT_TRUE(to_markdown({}).starts_with("# \n\nEvent: 1 January 1970.")); }

}  // namespace
}  // namespace corollary::brief
