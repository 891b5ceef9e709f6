#include "brief/html.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "brief/charts.h"
#include "sample_brief.h"

namespace corollary::brief {
namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// What stands in the first bracket of the pattern, for each match in order.
std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), regex); match != std::sregex_iterator(); ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

std::set<std::string> set_of(const std::vector<std::string>& items) { return {items.begin(), items.end()}; }

// The sample with a drawing that a chart made.
Brief brief_with_chart() {
  Brief brief = sample_brief();
  ForecastChart chart;
  chart.title = "One forecast";
  chart.rows = {{"Arland consults Borland", Probability::clamped(.5), std::nullopt, Probability::clamped(.72)}};
  std::get<ChartBlock>(brief.sections[3].blocks[1]).svg = forecast_chart(chart);
  return brief;
}

TEST(Html, EveryLinkLeadsToAnIdOnThePage) {
  const std::string page = to_html(brief_with_chart());
  const auto ids = matches(page, R"re( id="([^"]*)")re");
  const auto id_set = set_of(ids);
  EXPECT_EQ(ids.size(), id_set.size()) << "an id stands twice";
  const auto links = matches(page, R"re(href="([^"]*)")re");
  EXPECT_GT(links.size(), 20U);
  for (const std::string& link : links) {
    ASSERT_TRUE(link.starts_with("#")) << link;
    EXPECT_TRUE(id_set.contains(link.substr(1))) << link;
  }
  for (const std::string& id : matches(page, R"re(aria-labelledby="([^"]*)")re"))
    EXPECT_TRUE(id_set.contains(id)) << id;
}

TEST(Html, EverySentenceIsFollowedByItsEvidence) {
  const Brief brief = sample_brief();
  const std::string page = to_html(brief);
  std::size_t sentences = 0;
  for_each_claim(brief, [&](const Claim& claim) { sentences += !claim.evidence.empty(); });
  EXPECT_EQ(matches(page, "(<sup>)").size(), sentences);
  EXPECT_TRUE(has(page,
                  "The border is to open in May.<sup><a href=\"#evidence-5\" id=\"from-5\" aria-label=\"evidence "
                  "5\">5</a> <a href=\"#evidence-6\""));
}

TEST(Html, EvidenceSaysWhereAndInWhichWords) {
  const std::string page = to_html(sample_brief());
  EXPECT_TRUE(has(page,
                  "<cite>The meeting in Cedar City</cite>, The Cedar Herald, <time datetime=\"2030-05-02\">2 May "
                  "2030</time>, bytes 0–37"
                  "<blockquote>Arland and Borland met in Cedar City.</blockquote>"));
  EXPECT_TRUE(has(page,
                  "Rule <b>occurrence model</b>, 4210 cases<p class=\"formula\">Logistic regression on "
                  "counts.</p><ul><li>2029-03-01 Arland CONSULT "
                  "Borland: talks <span class=\"where\">row 7, Chronology chronology.csv:8</span></li></ul>"));
  EXPECT_TRUE(has(
      page, "2028-05-02 Borland YIELD Arland: border <span class=\"where\">row 3, Chronology chronology.csv:4</span>"));
  EXPECT_TRUE(
      has(page, "The case: case.toml: issues[border].stakes[Arland]<p class=\"formula\">Why: its party programme</p>"));
}

TEST(Html, AFormulaStandsOnceAndIsLinkedElsewhere) {
  Brief brief = sample_brief();
  std::get<TextBlock>(brief.sections[4].blocks[0])
      .items.push_back(
          {sample_claim("Effect on Dorland: inconclusive.", ClaimKind::judgment, {RuleEvidence{"impact", {}, 41}})});
  const std::string page = to_html(brief);
  EXPECT_EQ(matches(page, "(Difference of log rates)").size(), 1U);
  EXPECT_TRUE(has(page, "Rule <b>impact</b>, 41 cases (<a href=\"#evidence-8\">formula: 8</a>)"));
}

TEST(Html, ARuleThatNoSentenceNamesIsListedAfterwards) {
  EXPECT_TRUE(has(to_html(sample_brief()), "<dt>likelihood words</dt><dd>ICD 203.</dd>"));
}

TEST(Html, TextFromOutsideIsShownAsText) {
  Brief brief = brief_with_chart();
  const std::string bad = "\"><script>alert('x')</script><img src=x onerror=y>";
  brief.title = bad;
  brief.sources[0] = {"report-1", bad, bad, bad, bad, brief.event_day, bad};
  brief.rules = {{"impact", bad}, {bad, bad}};
  brief.sections[0].heading = brief.sections[1].id = bad;
  auto& text = std::get<TextBlock>(brief.sections[0].blocks[0]);
  text.heading = bad;
  SpanEvidence quoted = sample_span("Arland");
  quoted.quote = bad;
  SpanEvidence elsewhere = quoted;
  elsewhere.span.report = bad;
  const RuleEvidence rule{bad, {sample_row(2, bad)}, 1};
  const RowEvidence row{{3, bad, bad}, bad};
  const CaseEvidence entry{bad, bad};
  text.items[0][0] = sample_claim(bad, ClaimKind::information, {quoted, elsewhere, rule, row, entry});
  brief.sections[2].blocks[0] = TableBlock{
      bad, {bad}, {{Cell{bad, {}}}, {Cell{"", {sample_claim(bad, ClaimKind::judgment, {sample_row(4, bad)})}}}}};
  std::get<ChartBlock>(brief.sections[3].blocks[1]).caption = bad;
  std::get<ChartBlock>(brief.sections[3].blocks[1]).alternative = bad;
  const std::string page = to_html(brief);
  EXPECT_FALSE(has(page, "<script"));
  EXPECT_FALSE(has(page, "<img"));
  EXPECT_TRUE(has(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
  const auto id_set = set_of(matches(page, R"re( id="([^"]*)")re"));
  for (const std::string& link : matches(page, R"re(href="#([^"]*)")re")) EXPECT_TRUE(id_set.contains(link)) << link;
}

TEST(Html, ADrawingFromElsewhereGivesWayToItsWords) {
  for (const std::string_view svg :
       {"<svg class=\"x\"><script>alert(1)</script></svg>", "<svg class=\"x\" onload=\"y\"></svg>", "<p>x</p>", ""}) {
    Brief brief = sample_brief();
    std::get<ChartBlock>(brief.sections[3].blocks[1]).svg = svg;
    const std::string page = to_html(brief);
    EXPECT_FALSE(has(page, "<svg")) << svg;
    EXPECT_TRUE(has(page, "<figure>\n<p>One forecast: 72 %.</p>")) << svg;
  }
}

TEST(Html, FetchesNothingAndRunsNothing) {
  const std::string page = to_html(brief_with_chart());
  EXPECT_FALSE(has(page, "<script"));
  EXPECT_FALSE(has(page, "<link"));
  EXPECT_FALSE(has(page, "src="));
  EXPECT_FALSE(has(page, "url("));
  EXPECT_FALSE(has(page, "@import"));
  EXPECT_TRUE(has(page, "default-src 'none'"));
  EXPECT_EQ(matches(page, "(https?://)").size(), 1U) << "only the name space of the drawing";
}

TEST(Html, HeadingsFollowEachOtherWithoutALeap) {
  int level = 0;
  for (const std::string& heading : matches(to_html(brief_with_chart()), "<h([1-6])")) {
    EXPECT_LE(std::stoi(heading), level + 1);
    level = std::stoi(heading);
  }
  EXPECT_EQ(matches(to_html(brief_with_chart()), "(<h1)").size(), 1U);
}

TEST(Html, EveryElementThatIsOpenedIsClosed) {
  const std::string page = to_html(brief_with_chart());
  for (const std::string tag :
       {"html",   "head", "body",       "style", "header", "main", "nav",  "aside", "section", "figure", "table",
        "tbody",  "tr",   "td",         "th",    "ul",     "ol",   "li",   "p",     "a",       "sup",    "span",
        "strong", "b",    "blockquote", "dl",    "div",    "svg",  "text", "cite",  "time"}) {
    EXPECT_EQ(matches(page, "(<" + tag + "[ >])").size(), matches(page, "(</" + tag + ">)").size()) << tag;
  }
}

TEST(Html, TheBottomLineIsTheBoxAtTheTop) {
  Brief brief = sample_brief();
  std::swap(brief.sections[0], brief.sections[4]);
  const std::string page = to_html(brief);
  EXPECT_LT(page.find("class=\"key\""), page.find("<nav"));
  EXPECT_LT(page.find("<nav"), page.find("id=\"part-third-parties\""));
  EXPECT_EQ(matches(page, "(id=\"part-bottom-line\")").size(), 1U);
}

TEST(Html, TheHeaderNamesTheDaysAndTheYardstick) {
  const std::string page = to_html(sample_brief());
  EXPECT_TRUE(has(page, "<html lang=\"en\">"));
  EXPECT_TRUE(has(page, "<dt>Event</dt><dd><time datetime=\"2030-05-01\">1 May 2030</time></dd>"));
  EXPECT_TRUE(has(page, "<dt>Record to</dt><dd><time datetime=\"2030-04-30\">30 April 2030</time></dd>"));
  EXPECT_TRUE(has(page, "<dt>Likelihood words</dt><dd>ICD 203</dd>"));
  EXPECT_TRUE(has(page, "almost no chance under 5 % · very unlikely 5–20 %"));
}

TEST(Html, TheLikelihoodStandsOutWithItsNumber) {
  EXPECT_TRUE(has(to_html(sample_brief()), "It is <strong>likely (72 %)</strong> that Arland"));
}

TEST(Html, KindsAreToldApartInLettersAndWords) {
  const std::string page = to_html(sample_brief());
  EXPECT_TRUE(has(page,
                  "<span class=\"kind judgment\"><span aria-hidden=\"true\">J</span><span class=\"unseen\">(judgment) "
                  "</span></span>It is"));
  EXPECT_TRUE(has(page, "<span class=\"kind assumption\"><span aria-hidden=\"true\">A</span>"));
  EXPECT_TRUE(has(page, "<p>Arland and Borland met")) << "information has no mark";
}

TEST(Html, TablesHaveCaptionAndScope) {
  const std::string page = to_html(sample_brief());
  EXPECT_TRUE(has(
      page,
      "<caption>Arland</caption>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\">Status</th></tr></thead>"));
}

TEST(Html, TwoHundredSentencesStaySmall) {
  Brief brief = brief_with_chart();
  auto& block = std::get<TextBlock>(brief.sections[3].blocks[0]);
  for (std::int64_t i = 0; i < 200; ++i) {
    Claim claim = sample_forecast();
    auto& rule = std::get<RuleEvidence>(claim.evidence[0]);
    for (std::int64_t k = 0; k < 4; ++k) {
      rule.cases.push_back(sample_row(
          i * 10 + k, "2029-03-01 Arland CONSULT Borland: talks about a matter of some importance to both sides"));
    }
    block.items.push_back({claim});
  }
  EXPECT_LT(to_html(brief).size(), 300'000U);
}

TEST(Html, AnEmptyBriefIsAPageToo) { EXPECT_TRUE(has(to_html({}), "No report was read.")); }

}  // namespace
}  // namespace corollary::brief
