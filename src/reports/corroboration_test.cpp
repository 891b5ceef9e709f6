#include "reports/corroboration.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace corollary::reports {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

Event act(std::string_view iso_day, std::vector<Actor> actors, EventType type, std::vector<Actor> recipients) {
  Event event;
  event.when = {day(iso_day), day(iso_day)};
  event.actors = std::move(actors);
  event.recipients = std::move(recipients);
  event.type = type;
  return event;
}
Actor party(std::string code, std::string sector = "") { return {code, code, sector, ""}; }

PublisherTable small_table() {
  return PublisherTable::from_table("small.tsv",
                                    "name\taliases\tdomains\tcountry\tkind\tdirected_by\treliability\n"
                                    "Reuters\t\treuters.com\tGBR\tagency\t\tB\n"
                                    "TASS\t\ttass.com\tRUS\tagency\tRUS\tD\n"
                                    "RT\t\trt.com\tRUS\tbroadcaster\tRUS\tD\n")
      .value();
}

Report report_of(std::string publisher, std::string_view iso_day, std::string text) {
  Report report;
  report.publisher = publisher;
  report.day = day(iso_day);
  report.text = text;
  return report;
}

TEST(Voices, AStoryIsOfWhomItsReportsCreditOrElseOfItsFirstPublisher) {
  const std::vector<Report> reports = {report_of("Courier", "2018-07-16", "HELSINKI, July 16 (Reuters) - They met."),
                                       report_of("Herald", "2018-07-15", "They met."), report_of("Post", "2018-07-17", "Gas is dear."),
                                       report_of("Gazette", "2018-07-18", "Gas is dear."), report_of("RT", "2018-07-18", "MOSCOW, July 16. /TASS/. They did not."),
                                       report_of("", "2018-07-18", "Who says so?")};
  const std::vector<std::size_t> stories = {0, 0, 1, 1, 2, 3};
  EXPECT_EQ(voices_of(reports, stories, small_table()), (std::vector<std::string>{"Reuters", "post", "government of RUS", ""}));
}

Notice notice(std::string publisher, std::string_view iso_day, std::optional<double> tone = {}, std::optional<std::int32_t> length = {}) {
  return {std::move(publisher), day(iso_day), tone, length};
}

TEST(Notices, EachIndependentPublisherIsAVoice) {
  const std::vector<Notice> notices = {notice("reuters.com", "2018-07-16"), notice("uk.reuters.com", "2018-07-17"), notice("rt.com", "2018-07-16"),
                                       notice("tass.com", "2018-07-16"), notice("news.example", "2018-07-16"), notice("", "2018-07-16")};
  EXPECT_EQ(voices_of(notices, small_table()), (std::vector<std::string>{"Reuters", "government of RUS", "news.example"}));
}

TEST(Notices, CopiesOfOneTextAreTheVoiceOfTheMostReliable) {
  const std::vector<Notice> notices = {notice("a.example", "2018-07-16", -2.5641, 3000), notice("reuters.com", "2018-07-17", -2.5641, 3000),
                                       notice("b.example", "2018-07-20", -2.5641, 3000)};  // Each within three days of the one before.
  EXPECT_EQ(voices_of(notices, small_table()), std::vector<std::string>{"Reuters"});
}

TEST(Notices, OfAnotherToneLengthOrWeekTheyAreNoCopies) {
  const std::vector<Notice> notices = {notice("a.example", "2018-07-16", -2.5641, 3000), notice("b.example", "2018-07-16", -2.5642, 3000),
                                       notice("c.example", "2018-07-16", -2.5641, 3001), notice("d.example", "2018-07-20", -2.5641, 3000),
                                       notice("e.example", "2018-07-16", -2.5641), notice("f.example", "2018-07-16", -2.5641)};
  EXPECT_EQ(voices_of(notices, small_table()).size(), 6U);
  EXPECT_TRUE(voices_of(std::span<const Notice>(), small_table()).empty());
}

TEST(Acts, ReportsOfIndependentVoicesOfTheSameActCorroborateIt) {
  const Event met = act("2018-07-16", {party("USA"), party("RUS")}, EventType::consult, {});
  const Event told = act("2018-07-16", {party("RUS", "GOV")}, EventType::consult, {party("USA")});  // One meets the other.
  const std::vector<ToldEvent> events = {{met, 0, "Reuters"}, {met, 0, "Reuters"}, {told, 1, "Le Monde"}, {met, 2, "Le Monde"}};
  const std::vector<Act> acts = acts_of(events);
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(acts[0].events, (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_EQ(acts[0].told_by, (std::vector<std::string>{"Le Monde", "Reuters"}));
  EXPECT_EQ(acts[0].credibility(), Credibility::probably_true);
}

TEST(Acts, OfOtherDaysSidesTypesPlacesOrIssuesAreOthers) {
  const Event struck = act("2018-07-16", {party("RUS")}, EventType::assault, {party("UKR")});
  EXPECT_TRUE(may_be_same_act(struck, struck));
  EXPECT_FALSE(may_be_same_act(struck, act("2018-07-17", {party("RUS")}, EventType::assault, {party("UKR")})));
  EXPECT_FALSE(may_be_same_act(struck, act("2018-07-16", {party("UKR")}, EventType::assault, {party("RUS")}))) << "The other way round.";
  EXPECT_FALSE(may_be_same_act(struck, act("2018-07-16", {party("RUS")}, EventType::aid, {party("UKR")})));
  EXPECT_TRUE(may_be_same_act(struck, act("2018-07-16", {party("RUS", "MIL")}, EventType::coerce, {party("UKR")})));
  Event here = struck, there = struck;
  here.place = "Kyiv";
  there.place = "Lviv";
  EXPECT_FALSE(may_be_same_act(here, there));
  EXPECT_TRUE(may_be_same_act(here, struck)) << "One names no place.";
  here = there = struck;
  here.issues = {"crimea"};
  there.issues = {"sanctions"};
  EXPECT_FALSE(may_be_same_act(here, there));
  here.issues = there.issues = {};
  here.text = "Rockets destroyed the harbour of Odesa and two grain silos.";
  there.text = "Soldiers were captured near a village.";
  EXPECT_FALSE(may_be_same_act(here, there));
  there.text = "Odesa harbour was hit by rockets.";
  EXPECT_TRUE(may_be_same_act(here, there));
}

TEST(Acts, OneThatAnotherVoiceDeniesIsDoubtful) {
  const Event struck = act("2018-07-16", {party("RUS")}, EventType::assault, {party("SYR")});
  Event denied = struck;
  denied.modality = Modality::not_happened;
  Event planned = struck;
  planned.modality = Modality::planned;
  const std::vector<ToldEvent> events = {{struck, 0, "Reuters"}, {denied, 1, "government of RUS"}, {planned, 2, "AFP"}, {denied, 3, "Reuters"}};
  const std::vector<Act> acts = acts_of(events);
  ASSERT_EQ(acts.size(), 3U) << "Every event is in an act of its modality.";
  EXPECT_EQ(acts[0].told_by, (std::vector<std::string>{"Reuters"}));
  EXPECT_EQ(acts[0].denied_by, (std::vector<std::string>{"government of RUS"})) << "Whoever also tells of it does not deny it.";
  EXPECT_EQ(acts[0].credibility(), Credibility::doubtful);
  EXPECT_EQ(acts[2].credibility(), Credibility::possibly_true);
}

TEST(Acts, NoEventHasNoAct) { EXPECT_TRUE(acts_of({}).empty()); }

}  // namespace
}  // namespace corollary::reports
