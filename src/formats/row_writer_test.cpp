#include "formats/row_writer.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "formats/event_json.h"
#include "formats/test_rows.h"

namespace corollary::formats {
namespace {

// Events with anything in any field that a field can hold.
class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : random_(seed, 0) {}

  Event next() {
    Event event;
    event.id = text();
    event.when.first = Date::from_day_number(static_cast<std::int32_t>(random_.below(60'000)) - 20'000);
    event.when.last = event.when.first + Days{static_cast<std::int32_t>(random_.below(3)) * 11};
    event.actors = actors();
    event.recipients = actors();
    event.type = kEventTypes[random_.below(kEventTypeCount)];
    event.mode = text();
    event.contexts = texts();
    event.cameo = text();
    event.intensity = number();
    event.modality = static_cast<Modality>(random_.below(4));
    event.factuality = number();
    for (std::uint64_t i = random_.below(3); i > 0; --i) event.attribution.push_back({actor(), text()});
    event.issues = texts();
    event.place = text();
    event.text = text();
    event.publisher = text();
    event.why = text();
    event.confidence = Probability::from(random_.uniform()).value();
    add_what_sources_say(event);
    event.evidence = random_.below(2) == 0
                         ? Citation(SpanCitation{text(), {random_.below(100), 100 + random_.below(100)}})
                         : Citation(RowCitation{static_cast<std::int64_t>(random_.next() >> 1U), text(), text()});
    return event;
  }

 private:
  void add_what_sources_say(Event& event) {
    if (random_.below(2) == 0) {
      event.point = GeoPoint{number(), number(), static_cast<GeoPrecision>(random_.below(4))};
    }
    if (random_.below(2) == 0) {
      event.source_scale.emplace();
      if (random_.below(2) == 0) {
        event.source_scale->intensity = number();
      }
      if (random_.below(2) == 0) {
        event.source_scale->quad_class = static_cast<QuadClass>(random_.below(4));
      }
    }
    if (random_.below(2) == 0) {
      event.publicity = Publicity{count(), count(), count(), number()};
    }
    if (random_.below(2) == 0) {
      event.fatalities = Fatalities{count(), count(), count()};
    }
  }

  std::int32_t count() { return static_cast<std::int32_t>(random_.next()); }
  double number() {
    switch (random_.below(4)) {
      case 0:
        return static_cast<double>(random_.below(20)) - 10;
      case 1:
        return (random_.uniform() - 0.5) * 1e-9;
      case 2:
        return (random_.uniform() - 0.5) * 1e300;
      default:
        return (random_.uniform() - 0.5) * 20;
    }
  }
  std::string text() {
    static constexpr std::string_view pieces[] = {"a",   "Poland", " ",    ",",  ";",  "|", "\\",
                                                  "\"",  "\n",     "\r\n", "\r", "\t", "é", "東京",
                                                  "\\e", "NA",     "'",    "{",  "0",  "=", "\xF0\x9F\x95\x8A"};
    std::string out;
    for (std::uint64_t i = random_.below(5); i > 0; --i) out += pieces[random_.below(std::size(pieces))];
    return out;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(random_.below(3));
    for (std::string& one : list) one = text();
    return list;
  }
  Actor actor() { return {text(), text(), text(), text()}; }
  std::vector<Actor> actors() {
    std::vector<Actor> list(random_.below(3));
    for (Actor& one : list) one = actor();
    return list;
  }

  Random random_;
};

void expect_same(const Event& read, const Event& event) {
  EXPECT_EQ(read.id, event.id);
  EXPECT_EQ(read.when, event.when);
  EXPECT_EQ(read.actors, event.actors);
  EXPECT_EQ(read.recipients, event.recipients);
  EXPECT_EQ(read.type, event.type);
  EXPECT_EQ(read.mode, event.mode);
  EXPECT_EQ(read.contexts, event.contexts);
  EXPECT_EQ(read.cameo, event.cameo);
  EXPECT_EQ(read.intensity, event.intensity);
  EXPECT_EQ(read.modality, event.modality);
  EXPECT_EQ(read.factuality, event.factuality);
  EXPECT_EQ(read.attribution, event.attribution);
  EXPECT_EQ(read.issues, event.issues);
  EXPECT_EQ(read.place, event.place);
  EXPECT_EQ(read.point, event.point);
  EXPECT_EQ(read.text, event.text);
  EXPECT_EQ(read.publisher, event.publisher);
  EXPECT_EQ(read.source_scale, event.source_scale);
  EXPECT_EQ(read.publicity, event.publicity);
  EXPECT_EQ(read.fatalities, event.fatalities);
  EXPECT_EQ(read.evidence, event.evidence);
  EXPECT_EQ(read.why, event.why);
  EXPECT_EQ(read.confidence, event.confidence);
}

TEST(RowWriter, OurOwnFormatsTakeEveryField) {
  RandomEvents random(20180716);
  std::vector<Event> events;
  for (int i = 0; i < 2000; ++i) events.push_back(random.next());
  for (const Format format : {Format::event_json, Format::event_csv}) {
    const auto [bytes, losses] = written(format, events);
    EXPECT_EQ(losses, std::vector<Loss>());
    const ReadFile read = read_all(bytes);
    EXPECT_EQ(read.layout.format, format);
    EXPECT_EQ(read.rejected, std::vector<std::string>());
    ASSERT_EQ(read.events.size(), events.size());
    for (std::size_t i = 0; i < events.size() && !testing::Test::HasFailure(); ++i)
      expect_same(read.events[i], events[i]);
  }
}

TEST(RowWriter, AnEventWithNothingInItComesBackToo) {
  for (const Format format : {Format::event_json, Format::event_csv}) {
    const ReadFile read = read_all(written(format, {Event()}).first);
    ASSERT_EQ(read.events.size(), 1U);
    expect_same(read.events[0], Event());
  }
}

TEST(RowWriter, ALineOfOursReadsAsTheDocumentsShowIt) {
  Event event;
  event.id = "a.1";
  event.when = {Date::parse("2018-07-16").value(), Date::parse("2018-07-16").value()};
  event.actors = {{"Poland", "POL", "", ""}};
  event.publisher = "Reuters";
  event.fatalities = Fatalities{1, 2, 3};
  event.point = GeoPoint{60.5, 25, GeoPrecision::place};
  EXPECT_EQ(
      event_line(event),
      R"({"schema":"corollary.event/1","id":"a.1","date":"2018-07-16","last_date":"2018-07-16","actors":[{"name":"Poland","party":"POL","sector":"","role":""}],)"
      R"("recipients":[],"type":"STATEMENT","mode":"","contexts":[],"cameo":"","quad_class":"verbal cooperation","intensity":0.0,"modality":"happened",)"
      R"("factuality":3.0,"attribution":[],"issues":[],"place":"","text":"","evidence":{"report":"","begin":0,"end":0},"why":"","confidence":0.0,)"
      R"("publisher":"Reuters","point":{"latitude":60.5,"longitude":25.0,"precision":"place"},"fatalities":{"low":1,"best":2,"high":3}})");
}

// A row, read and written again, is the same in the columns that are mapped.
void expect_reproduced(Format format, const NamedCells& cells) {
  const std::string header = header_of(format);
  const std::string row = row_of(format, cells);
  const ReadFile read = read_all(documented_layout(format), header + row);
  ASSERT_EQ(read.rejected, std::vector<std::string>());
  const auto [bytes, losses] = written(format, read.events);
  EXPECT_EQ(bytes, header + row);
  EXPECT_EQ(losses, std::vector<Loss>());
}

TEST(RowWriter, ReproducesTheMappedColumns) {
  const NamedCells gdelt = {{"GLOBALEVENTID", "719024876"},
                            {"SQLDATE", "20171202"},
                            {"MonthYear", "201712"},
                            {"Year", "2017"},
                            {"FractionDate", "2017.9096"},
                            {"Actor1Code", "RUSGOV"},
                            {"Actor1Name", "MOSCOW"},
                            {"Actor1CountryCode", "RUS"},
                            {"Actor1Type1Code", "GOV"},
                            {"Actor2Code", "UNO"},
                            {"Actor2Name", "UNITED NATIONS"},
                            {"Actor2KnownGroupCode", "UNO"},
                            {"EventCode", "0231"},
                            {"EventBaseCode", "023"},
                            {"EventRootCode", "02"},
                            {"QuadClass", "1"},
                            {"GoldsteinScale", "5.0"},
                            {"NumMentions", "18"},
                            {"NumSources", "3"},
                            {"NumArticles", "17"},
                            {"AvgTone", "-2.56410256410256"},
                            {"ActionGeo_Type", "2"},
                            {"ActionGeo_FullName", "Missouri, United States"},
                            {"ActionGeo_CountryCode", "US"},
                            {"ActionGeo_Lat", "38.4623"},
                            {"ActionGeo_Long", "-92.302"}};
  expect_reproduced(Format::gdelt2, gdelt);
  expect_reproduced(Format::gdelt1, gdelt);
  expect_reproduced(Format::icews, {{"Event ID", "32889836"},
                                    {"Event Date", "2018-06-01"},
                                    {"Source Name", "Police (Finland)"},
                                    {"Source Sectors", "Police"},
                                    {"Source Country", "Finland"},
                                    {"Event Text", "Consult"},
                                    {"CAMEO Code", "040"},
                                    {"Intensity", "1"},
                                    {"Target Name", "Russian Federation"},
                                    {"Target Country", "Russian Federation"},
                                    {"City", "Espoo"},
                                    {"Province", "Uusimaa"},
                                    {"Country", "Finland"},
                                    {"Latitude", "60.2"},
                                    {"Longitude", "24.6"}});
  expect_reproduced(Format::polecat, {{"Event ID", "P1"},
                                      {"Event Date", "2023-01-15"},
                                      {"Event Type", "ACCUSE"},
                                      {"Event Mode", "disapprove"},
                                      {"Intensity", "-2"},
                                      {"Quad Code", "VERBAL CONFLICT"},
                                      {"Contexts", "military;diplomatic"},
                                      {"Actor Name", "Ada;Bob"},
                                      {"Actor Country", "USA;GBR"},
                                      {"Primary Actor Sector", "GOV;MIL"},
                                      {"Actor Title", "x;y"},
                                      {"City", "Minsk"},
                                      {"Country", "Belarus"},
                                      {"Latitude", "53.9"},
                                      {"Longitude", "27.6"}});
  expect_reproduced(Format::phoenix, {{"EventID", "2_v0.2.0"},
                                      {"Date", "20140620"},
                                      {"Year", "2014"},
                                      {"Month", "6"},
                                      {"Day", "20"},
                                      {"SourceActorFull", "ESPCOP"},
                                      {"SourceActorEntity", "ESP"},
                                      {"SourceActorRole", "COP"},
                                      {"EventCode", "010"},
                                      {"EventRootCode", "01"},
                                      {"PentaClass", "0"},
                                      {"GoldsteinScore", "0"},
                                      {"Lat", "40.4"},
                                      {"Lon", "-3.7"},
                                      {"LocationName", "Madrid"},
                                      {"StateName", "Comunidad de Madrid"},
                                      {"CountryCode", "ESP"}});
  expect_reproduced(Format::acled, {{"event_id_cnty", "IRN22059"},
                                    {"event_date", "2023-01-31"},
                                    {"year", "2023"},
                                    {"time_precision", "3"},
                                    {"event_type", "Explosions/Remote violence"},
                                    {"sub_event_type", "Air/drone strike"},
                                    {"actor1", "Military Forces of Iran (1989-)"},
                                    {"inter1", "1"},
                                    {"actor2", "Civilians (Iran)"},
                                    {"inter2", "7"},
                                    {"country", "Iran"},
                                    {"admin1", "Sistan"},
                                    {"location", "Bampur"},
                                    {"latitude", "27.1944"},
                                    {"longitude", "60.4559"},
                                    {"geo_precision", "3"},
                                    {"notes", "A summary, with a comma."},
                                    {"fatalities", "1"}});
  expect_reproduced(Format::ged, {{"id", "244657"},
                                  {"year", "2016"},
                                  {"type_of_violence", "3"},
                                  {"side_a", "Government of Mali"},
                                  {"side_b", "Civilians"},
                                  {"source_headline", "Fighting, again"},
                                  {"where_prec", "4"},
                                  {"where_coordinates", "Kidal town"},
                                  {"adm_1", "Kidal"},
                                  {"latitude", "18.4"},
                                  {"longitude", "1.4"},
                                  {"country", "Mali"},
                                  {"date_start", "2016-01-01"},
                                  {"date_end", "2016-01-31"},
                                  {"best", "5"},
                                  {"high", "9"},
                                  {"low", "4"}});
}

TEST(RowWriter, NamesWhatAFormatCannotTake) {
  Event event;
  event.id = "a.1";
  event.when = {Date::parse("2018-07-16").value(), Date::parse("2018-07-18").value()};
  event.actors = {{"Poland", "POL", "GOV", "foreign minister"}, {"Lithuania", "LTU", "", ""}};
  event.type = EventType::consult;
  event.cameo = "040";
  event.intensity = 1;
  event.contexts = {"military"};
  event.text = "They met.";
  event.confidence = Probability::clamped(1);
  const auto [row, losses] = written(Format::gdelt2, {event, event});
  EXPECT_TRUE(row.starts_with("1\t20180716\t"));  // GDELT's ids are numbers.
  EXPECT_EQ(losses, (std::vector<Loss>{
                        {"contexts", 2}, {"id", 2}, {"last day", 2}, {"role", 2}, {"second actor", 2}, {"text", 2}}));
}

TEST(RowWriter, WhatANameTellsIsNotLost) {
  Event event;
  event.id = "1";
  event.when = {Date::parse("2018-07-16").value(), Date::parse("2018-07-16").value()};
  event.type = EventType::assault;
  event.intensity = typical_intensity(event.type);
  event.confidence = Probability::clamped(1);
  event.actors = {{"Poland", "POL", "", ""}};  // GED has no column for a party.
  EXPECT_EQ(written(Format::ged, {event}).second, std::vector<Loss>());
  event.actors = {{"Warsaw", "POL", "GOV", ""}};
  EXPECT_EQ(written(Format::ged, {event}).second, (std::vector<Loss>{{"party", 1}, {"sector", 1}}));
}

TEST(RowWriter, AnEventWithoutACodeHasTheGeneralOneOfItsType) {
  for (const EventType type : kEventTypes) {
    Event event;
    event.id = "1";
    event.type = type;
    event.intensity = typical_intensity(type);
    const ReadFile read = read_all(documented_layout(Format::gdelt2), written(Format::gdelt2, {event}).first);
    ASSERT_EQ(read.events.size(), 1U);
    EXPECT_EQ(read.events[0].type, type) << code(type);
  }
}

TEST(RowWriter, ATabInATextBecomesABlankAndIsCounted) {
  Event event;
  event.id = "1";
  event.confidence = Probability::clamped(1);
  event.place = "Two\twords";
  const auto [row, losses] = written(Format::gdelt2, {event});
  EXPECT_NE(row.find("\tTwo words\t"), std::string::npos);
  EXPECT_EQ(losses, (std::vector<Loss>{{"tabs, ends of lines and NUL in texts", 1}}));
}

TEST(RowWriter, BytesThatAreNotUtf8AreCounted) {
  Event broken;
  broken.text = "Jos\xE9";
  Event whole;
  whole.text = "\xEF\xBF\xBD stands for what could not be read";
  for (const Format format : {Format::event_json, Format::event_csv}) {
    EXPECT_EQ(written(format, {broken, whole}).second, (std::vector<Loss>{{"bytes that are not UTF-8", 1}}));
  }
}

TEST(RowWriter, RefusesAFormatThatIsAboutReports) {
  const auto writer = RowWriter::make(Format::gkg2, known_parties(), known_codes());
  ASSERT_FALSE(writer.has_value());
  EXPECT_EQ(writer.error().message, "events cannot be written as GDELT GKG 2: its rows are about reports");
}

}  // namespace
}  // namespace corollary::formats
