#include "brief/json.h"

#include <gtest/gtest.h>

#include "sample_brief.h"

namespace corollary::brief {
namespace {

// The sample as JSON, with one piece of its text changed.
std::string sample_with(std::string_view from, std::string_view to) {
  std::string text = to_json(sample_brief());
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string error_of(std::string_view text) {
  const auto brief = from_json("brief.json", text);
  EXPECT_FALSE(brief) << text;
  if (brief) {
    return "";
  }
  EXPECT_EQ(brief.error().kind, ErrorKind::input);
  EXPECT_EQ(brief.error().message.find('\n'), std::string::npos);
  return brief.error().message;
}

TEST(BriefJson, ComesBackAsTheSameText) {
  const std::string text = to_json(sample_brief());
  const auto back = from_json("brief.json", text);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back), text);
}

TEST(BriefJson, ComesBackWithItsValues) {
  const auto back = from_json("brief.json", to_json(sample_brief()));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->event_day, sample_day("2030-05-01"));
  const Claim& forecast = std::get<TextBlock>(back->sections[0].blocks[0]).items[1][0];
  EXPECT_EQ(forecast.likelihood, Probability::clamped(0.72));
  EXPECT_EQ(forecast.kind, ClaimKind::judgment);
  EXPECT_EQ(std::get<RuleEvidence>(forecast.evidence[0]).cases[0].row.row, 7);
  const Claim& met = std::get<TextBlock>(back->sections[0].blocks[0]).items[0][0];
  EXPECT_EQ(std::get<SpanEvidence>(met.evidence[0]).span, (SpanCitation{"report-1", {0, 37}}));
}

TEST(BriefJson, HasTheShapeThatItsPagePromises) {
  Brief brief;
  brief.title = "T";
  brief.event_day = sample_day("2030-05-01");
  brief.as_of = sample_day("2030-04-30");
  brief.sections = {{"method", "Method", {TextBlock{"", false, {{sample_confidence()}}}}}};
  EXPECT_EQ(to_json(brief), R"({
  "schema": "corollary.brief/1",
  "title": "T",
  "event_day": "2030-05-01",
  "as_of": "2030-04-30",
  "yardstick": "icd203",
  "sections": [
    {
      "id": "method",
      "heading": "Method",
      "blocks": [
        {
          "type": "text",
          "heading": "",
          "bullets": false,
          "items": [
            [
              {
                "text": "Confidence in the forecasts is moderate.",
                "kind": "judgment",
                "confidence": "moderate",
                "evidence": [
                  {
                    "type": "rule",
                    "rule": "backtest",
                    "case_count": 1200,
                    "cases": []
                  }
                ]
              }
            ]
          ]
        }
      ]
    }
  ],
  "sources": [],
  "rules": [],
  "seal": "8f27cdb3a4c7fdf2"
}
)");
}

TEST(BriefJson, NumbersReadBackAsTheSame) {
  for (const double value : {0.0, 1.0, 0.1, 1.0 / 3, 0.30000000000000004, 1e-9}) {
    Brief brief = sample_brief();
    std::get<TextBlock>(brief.sections[0].blocks[0]).items[1][0].likelihood = Probability::clamped(value);
    const auto back = from_json("brief.json", to_json(brief));
    ASSERT_TRUE(back);
    EXPECT_EQ(std::get<TextBlock>(back->sections[0].blocks[0]).items[1][0].likelihood->value(), value);
  }
}

TEST(BriefJson, TextWithQuotesBreaksAndMarksComesBack) {
  Brief brief = sample_brief();
  brief.title = "A \"title\"\n\twith \\ <b> & “marks” \x01 ñ 中";
  const auto back = from_json("brief.json", to_json(brief));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->title, brief.title);
}

TEST(BriefJson, BytesThatAreNoTextBecomeReplacementCharacters) {
  Brief brief = sample_brief();
  brief.title = "A\xff title";
  EXPECT_NE(to_json(brief).find("A\xEF\xBF\xBD title"), std::string::npos);
}

TEST(BriefJson, WhatIsNoJsonIsRefusedWithItsLine) {
  EXPECT_EQ(error_of(""), "brief.json:1: this is not JSON; a brief of the schema corollary.brief/1 was expected");
  EXPECT_EQ(error_of("{\n  \"schema\": ,\n}").substr(0, 14), "brief.json:2: ");
  EXPECT_EQ(error_of(std::string("\xff\xfe\0\1", 4)).substr(0, 14), "brief.json:1: ");
  std::string cut = to_json(sample_brief());
  cut.resize(cut.size() / 2);
  EXPECT_NE(error_of(cut).find("this is not JSON"), std::string::npos);
}

TEST(BriefJson, OtherJsonIsRefused) {
  EXPECT_EQ(error_of("[]"), "brief.json: an object was expected, not []");
  EXPECT_EQ(error_of("{}"), "brief.json: the key 'schema' is missing");
  EXPECT_EQ(error_of(R"({"schema": "corollary.code/1"})"),
            "brief.json: schema: \"corollary.brief/1\" was expected, not \"corollary.code/1\"");
  EXPECT_EQ(error_of(R"({"schema": 1})"), "brief.json: schema: \"corollary.brief/1\" was expected, not 1");
}

TEST(BriefJson, AnErrorSaysWhereAndWhatWasExpected) {
  EXPECT_EQ(error_of(sample_with("\"kind\": \"information\"", "\"kind\": \"guess\"")),
            "brief.json: sections[0].blocks[0].items[0][0].kind: information, assumption or judgment was expected, not "
            "\"guess\"");
  EXPECT_EQ(error_of(sample_with("0.72", "1.72")),
            "brief.json: sections[0].blocks[0].items[1][0].likelihood: a number from 0 to 1 was expected, not 1.72");
  EXPECT_EQ(error_of(sample_with("\"begin\": 0", "\"begin\": -1")),
            "brief.json: sections[0].blocks[0].items[0][0].evidence[0].begin: a whole number, 0 or more was expected, "
            "not -1");
  EXPECT_EQ(error_of(sample_with("2030-05-01", "2030-02-30")),
            "brief.json: event_day: a day (YYYY-MM-DD) was expected, not \"2030-02-30\"");
}

TEST(BriefJson, WrongTypesAndRangesAreRefused) {
  EXPECT_NE(error_of(sample_with("\"end\": 37", "\"end\": 1.5")).find("a whole number"), std::string::npos);
  EXPECT_NE(error_of(sample_with("\"begin\": 0", "\"begin\": 38")).find("an end at or after 38"), std::string::npos);
  EXPECT_NE(error_of(sample_with("\"row\": 7", "\"row\": 18446744073709551615")).find("a whole number"),
            std::string::npos);
  EXPECT_NE(error_of(sample_with("\"bullets\": true", "\"bullets\": 1")).find("true or false"), std::string::npos);
  EXPECT_NE(error_of(sample_with("\"type\": \"span\"", "\"type\": \"spam\"")).find("span, row, rule or case"),
            std::string::npos);
  EXPECT_NE(error_of(sample_with("\"type\": \"table\"", "\"type\": \"desk\"")).find("text, table or chart"),
            std::string::npos);
  EXPECT_NE(error_of(sample_with("\"moderate\"", "\"some\"")).find("low, moderate or high"), std::string::npos);
  EXPECT_NE(error_of(sample_with("\"icd203\"", "\"icd204\"")).find("icd203, phia or kent"), std::string::npos);
  EXPECT_NE(error_of(sample_with("\"sources\": [", "\"sources\": 3, \"rules\": [")).find("a list was expected"),
            std::string::npos);
  EXPECT_NE(error_of(sample_with("0.72", "1e999")).size(), 0U);
}

TEST(BriefJson, AMissingOrMisspeltKeyIsRefused) {
  EXPECT_NE(error_of(sample_with("\"likelihood\"", "\"likelihod\"")).find("the key 'likelihod' is not known here"),
            std::string::npos);
  EXPECT_NE(error_of(sample_with("\"quote_hash\"", "\"quotehash\"")).find("the key 'quotehash' is not known here"),
            std::string::npos);
  EXPECT_NE(
      error_of(sample_with("\"heading\": \"Bottom line\",", "")).find("sections[0]: the key 'heading' is missing"),
      std::string::npos);
}

TEST(BriefJson, DeepNestingIsRefusedWithoutHarm) {
  EXPECT_NE(error_of(std::string(200000, '[')).find("this is not JSON"), std::string::npos);
}

}  // namespace
}  // namespace corollary::brief
