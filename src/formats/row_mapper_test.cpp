#include "formats/row_mapper.h"

#include <gtest/gtest.h>

#include "formats/test_rows.h"

namespace corollary::formats {
namespace {

// "Russia [RUS GOV foreign ministry]".
std::string shown(const std::vector<Actor>& side) {
  std::string text;
  for (const Actor& actor : side) {
    text += format("{}{} [{} {} {}]", text.empty() ? "" : " + ", actor.name, actor.party, actor.sector, actor.role);
  }
  return text;
}

Event only_event(const ReadFile& read) {
  EXPECT_EQ(read.rejected, std::vector<std::string>());
  EXPECT_EQ(read.events.size(), 1U);
  return read.events.empty() ? Event() : read.events.front();
}

const NamedCells kGdelt = {{"GLOBALEVENTID", "719024876"},
                           {"SQLDATE", "20171202"},
                           {"MonthYear", "201712"},
                           {"Year", "2017"},
                           {"FractionDate", "2017.9096"},
                           {"Actor1Code", "RUSGOV"},
                           {"Actor1Name", "MOSCOW"},
                           {"Actor1CountryCode", "RUS"},
                           {"Actor1Type1Code", "GOV"},
                           {"Actor2Code", "ROM"},
                           {"Actor2Name", "BUCHAREST"},
                           {"Actor2CountryCode", "ROM"},
                           {"IsRootEvent", "1"},
                           {"EventCode", "0231"},
                           {"EventBaseCode", "023"},
                           {"EventRootCode", "02"},
                           {"QuadClass", "1"},
                           {"GoldsteinScale", "5.0"},
                           {"NumMentions", "18"},
                           {"NumSources", "3"},
                           {"NumArticles", "17"},
                           {"AvgTone", "-2.56410256410256"},
                           {"ActionGeo_Type", "4"},
                           {"ActionGeo_FullName", "Brasov, Brasov, Romania"},
                           {"ActionGeo_CountryCode", "RO"},
                           {"ActionGeo_Lat", "45.65"},
                           {"ActionGeo_Long", "25.6"},
                           {"DATEADDED", "20180101000000"},
                           {"SOURCEURL", "http://news.example/a"}};

NamedCells with(NamedCells cells, std::string_view column, std::string_view cell) {
  for (auto& [name, value] : cells) {
    if (name == column) {
      value = cell;
      return cells;
    }
  }
  cells.emplace_back(column, cell);
  return cells;
}

ReadFile gdelt(const NamedCells& cells) {
  return read_all(documented_layout(Format::gdelt2), row_of(Format::gdelt2, cells));
}

TEST(RowMapper, MakesAnEventOfARowOfGdelt) {
  const Event event = only_event(gdelt(kGdelt));
  EXPECT_EQ(event.id, "719024876");
  EXPECT_EQ(event.when.first.iso(), "2017-12-02");
  EXPECT_EQ(shown(event.actors), "MOSCOW [RUS GOV ]");
  EXPECT_EQ(shown(event.recipients), "BUCHAREST [ROU  ]");
  EXPECT_EQ(event.cameo, "0231");  // With its zero.
  EXPECT_EQ(event.type, EventType::request);
  EXPECT_EQ(event.place, "Brasov, Brasov, Romania");
  EXPECT_EQ(event.point, (GeoPoint{45.65, 25.6, GeoPrecision::place}));
  EXPECT_EQ(event.publicity, (Publicity{18, 3, 17, -2.56410256410256}));
  EXPECT_EQ(event.why, "import gdelt: 0231");
  EXPECT_EQ(event.confidence.value(), 1);
}

TEST(RowMapper, KeepsWhatTheSourceMakesOfACodeBesideWhatWeMake) {
  const Event event = only_event(gdelt(kGdelt));
  EXPECT_EQ(event.intensity, 3.4);
  EXPECT_EQ(event.source_scale, (SourceScale{5.0, QuadClass::verbal_cooperation}));
  EXPECT_EQ(quad_class(event.type), QuadClass::verbal_conflict);
}

TEST(RowMapper, ACentroidIsNoPlace) {
  const auto precision = [](std::string_view type) {
    return only_event(gdelt(with(kGdelt, "ActionGeo_Type", type))).point;
  };
  EXPECT_EQ(precision("1")->precision, GeoPrecision::country);
  EXPECT_EQ(precision("2")->precision, GeoPrecision::region);
  EXPECT_EQ(precision("3")->precision, GeoPrecision::place);
  EXPECT_EQ(precision("4")->precision, GeoPrecision::place);
  EXPECT_EQ(precision("5")->precision, GeoPrecision::region);
  EXPECT_EQ(precision("0"), std::nullopt);
}

TEST(RowMapper, PlacesWithoutANameHaveThatOfTheirFipsCode) {
  NamedCells cells = with(with(kGdelt, "ActionGeo_FullName", ""), "ActionGeo_CountryCode", "AU");
  EXPECT_EQ(only_event(gdelt(cells)).place, "Austria");
}

TEST(RowMapper, AGroupSaysMoreThanItsCountry) {
  NamedCells cells = with(with(kGdelt, "Actor1KnownGroupCode", "HMS"), "Actor1CountryCode", "PSE");
  EXPECT_EQ(only_event(gdelt(cells)).actors[0].party, "HAMAS");
  cells = with(with(with(kGdelt, "Actor1KnownGroupCode", ""), "Actor1CountryCode", ""), "Actor1Type1Code", "IGO");
  EXPECT_EQ(shown(only_event(gdelt(cells)).actors), "MOSCOW [IGO  ]");
}

TEST(RowMapper, ARowMayNameOneSideOnly) {
  NamedCells cells = kGdelt;
  for (const std::string_view column : {"Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code"})
    cells = with(cells, column, "");
  const Event event = only_event(gdelt(cells));
  EXPECT_TRUE(event.actors.empty());
  EXPECT_EQ(event.recipients.size(), 1U);
}

TEST(RowMapper, RejectsWithTheColumn) {
  const auto fault = [](std::string_view column, std::string_view cell) {
    return gdelt(with(kGdelt, column, cell)).rejected;
  };
  using Rejected = std::vector<std::string>;
  EXPECT_EQ(fault("SQLDATE", "20170231"), (Rejected{"1 SQLDATE '20170231' is not a day"}));
  EXPECT_EQ(fault("SQLDATE", ""), (Rejected{"1 SQLDATE is empty, and must not be"}));
  EXPECT_EQ(fault("EventCode", "0x1"), (Rejected{"1 EventCode '0x1' is not a CAMEO code (two to four digits)"}));
  EXPECT_EQ(fault("EventCode", "43"),
            (Rejected{"1 EventCode '43' is no CAMEO code; 043 is: the leading zero is lost"}));
  EXPECT_EQ(fault("NumMentions", "-1"), (Rejected{"1 NumMentions '-1' is not a whole number from 0 on"}));
  EXPECT_EQ(fault("Actor1Geo_Lat", "123"), (Rejected{"1 Actor1Geo_Lat '123' is not a latitude from -90 to 90"}));
  EXPECT_EQ(fault("DATEADDED", "20180101250000"),
            (Rejected{"1 DATEADDED '20180101250000' is not a time (YYYYMMDDHHMMSS)"}));
}

TEST(RowMapper, AnotherFractionDateIsCountedAndNotRejected) {
  EXPECT_EQ(gdelt(kGdelt).notes.fraction_dates, 0);
  const ReadFile read = gdelt(with(kGdelt, "FractionDate", "2017.9205"));
  EXPECT_EQ(read.notes.fraction_dates, 1);
  EXPECT_EQ(read.events.size(), 1U);
}

TEST(RowMapper, AnUnknownCodeIsAStatement) {
  const ReadFile read = gdelt(with(kGdelt, "EventCode", "9999"));
  EXPECT_EQ(read.notes.unknown_codes, 1);
  EXPECT_EQ(only_event(read).type, EventType::statement);
  EXPECT_EQ(only_event(read).cameo, "9999");
}

TEST(RowMapper, LeavesNothingOfTheRowBefore) {
  const std::string rows =
      row_of(Format::gdelt2, kGdelt) +
      row_of(Format::gdelt2, {{"GLOBALEVENTID", "1"}, {"SQLDATE", "20180101"}, {"EventCode", "190"}});
  const ReadFile read = read_all(documented_layout(Format::gdelt2), rows);
  ASSERT_EQ(read.events.size(), 2U);
  Event bare;
  bare.id = "1";
  bare.when = {Date::parse("2018-01-01").value(), Date::parse("2018-01-01").value()};
  bare.type = EventType::assault;
  bare.cameo = "190";
  bare.intensity = -10;
  bare.why = "import gdelt: 190";
  const Event& event = read.events[1];
  EXPECT_EQ(event.actors, bare.actors);
  EXPECT_EQ(event.recipients, bare.recipients);
  EXPECT_EQ(event.place, "");
  EXPECT_EQ(event.point, std::nullopt);
  EXPECT_EQ(event.publicity, std::nullopt);
  EXPECT_EQ(event.source_scale, std::nullopt);
  EXPECT_EQ(event.intensity, bare.intensity);
}

TEST(RowMapper, MentionsAndGkgAreAboutReports) {
  const Layout mentions = documented_layout(Format::gdelt_mentions);
  RowMapper mapper = RowMapper::make(mentions, known_parties(), known_codes()).value();
  const std::string row = row_of(Format::gdelt_mentions, {{"GLOBALEVENTID", "669"},
                                                          {"MentionTimeDate", "20170701234500"},
                                                          {"MentionSourceName", "news.example"},
                                                          {"MentionIdentifier", "http://news.example/a"},
                                                          {"Confidence", "50"},
                                                          {"MentionDocTone", "-0.5"}});
  RowReader reader(mentions, row);
  Event event;
  ASSERT_EQ(*reader.next(), RowStep::row);
  ASSERT_EQ(mapper.map(reader.row(), event), Outcome::mention);
  EXPECT_EQ(mapper.mention().event, "669");
  EXPECT_EQ(mapper.mention().day.iso(), "2017-07-01");
  EXPECT_EQ(mapper.mention().publisher, "news.example");
  EXPECT_EQ(mapper.mention().confidence, 50);

  const Layout gkg = documented_layout(Format::gkg2);
  RowMapper of_gkg = RowMapper::make(gkg, known_parties(), known_codes()).value();
  const std::string report = row_of(Format::gkg2, {{"GKGRECORDID", "20170701234500-1"},
                                                   {"DATE", "20170701234500"},
                                                   {"SourceCommonName", "news.example"},
                                                   {"Themes", "LEADER;EPU_POLICY;"},
                                                   {"Persons", "ada lovelace"},
                                                   {"Locations", "1#China#CH#CH#35#105#CH"},
                                                   {"V2Tone", "-1.5,2,3,4,5,6,7"}});
  RowReader rows(gkg, report);
  ASSERT_EQ(*rows.next(), RowStep::row);
  ASSERT_EQ(of_gkg.map(rows.row(), event), Outcome::metadata);
  EXPECT_EQ(of_gkg.metadata().themes, (std::vector<std::string_view>{"LEADER", "EPU_POLICY"}));
  EXPECT_EQ(of_gkg.metadata().persons, (std::vector<std::string_view>{"ada lovelace"}));
  EXPECT_EQ(of_gkg.metadata().tone, -1.5);
}

const NamedCells kIcews = {{"Event ID", "32889836"},
                           {"Event Date", "2018-06-01"},
                           {"Source Name", "Police (Finland)"},
                           {"Source Sectors", "Police,Government"},
                           {"Source Country", "Finland"},
                           {"Event Text", "Consult"},
                           {"CAMEO Code", "040"},
                           {"Intensity", "1"},
                           {"Target Name", "Acme Foundry"},
                           {"Target Sectors", "Elite,Foreign Ministry"},
                           {"Target Country", "Russian Federation"},
                           {"Publisher", "News Agency"},
                           {"City", "Espoo"},
                           {"District", "NA"},
                           {"Province", "Uusimaa"},
                           {"Country", "Finland"},
                           {"Latitude", "60.2"},
                           {"Longitude", "24.6"}};

TEST(RowMapper, MakesAnEventOfARowOfIcews) {
  const Event event = only_event(read_all(header_of(Format::icews) + row_of(Format::icews, kIcews)));
  EXPECT_EQ(shown(event.actors), "Police (Finland) [FIN COP police]");
  EXPECT_EQ(shown(event.recipients), "Acme Foundry [RUS ELI ]");  // What the name does not tell, the row does.
  EXPECT_EQ(event.cameo, "040");
  EXPECT_EQ(event.place, "Espoo, Uusimaa, Finland");
  EXPECT_EQ(event.point, (GeoPoint{60.2, 24.6, GeoPrecision::place}));
  EXPECT_EQ(event.source_scale, (SourceScale{1, std::nullopt}));
}

TEST(RowMapper, ReadsIcewsVariants) {
  EXPECT_EQ(
      only_event(read_all(header_of(Format::icews) + row_of(Format::icews, with(kIcews, "Event Date", "6/1/2018"))))
          .when.first.iso(),
      "2018-06-01");
  EXPECT_EQ(
      only_event(read_all(header_of(Format::icews) + row_of(Format::icews, with(kIcews, "CAMEO Code", "")))).cameo,
      "040");
  const ReadFile latin =
      read_all(header_of(Format::icews) + row_of(Format::icews, with(kIcews, "Target Name", "Jos\xE9 P\xE9rez")));
  EXPECT_EQ(only_event(latin).recipients[0].name, "José Pérez");
  EXPECT_EQ(latin.notes.not_utf8, 1);
}

TEST(RowMapper, APersonSpeaksForTheOfficeOfTheDay) {
  const auto party = [](std::string_view day) {
    const NamedCells cells = with(with(kIcews, "Event Date", day), "Source Name", "Donald Trump");
    return only_event(read_all(header_of(Format::icews) + row_of(Format::icews, cells))).actors[0].role;
  };
  EXPECT_EQ(party("2018-06-01"), "head of state and government");
  const std::string both =
      header_of(Format::icews) + row_of(Format::icews, with(kIcews, "Source Name", "Theresa May")) +
      row_of(Format::icews, with(with(kIcews, "Source Name", "Theresa May"), "Event Date", "2015-06-01"));
  const ReadFile read = read_all(both);
  ASSERT_EQ(read.events.size(), 2U);
  EXPECT_NE(read.events[0].actors[0].role, read.events[1].actors[0].role);
}

TEST(RowMapper, TakesPolecatsTypesAsTheyAre) {
  const NamedCells cells = {{"Event ID", "P1"},
                            {"Event Date", "2023-01-15"},
                            {"Event Type", "ACCUSE"},
                            {"Event Mode", "disapprove"},
                            {"Intensity", "-2.0"},
                            {"Quad Code", "VERBAL CONFLICT"},
                            {"Contexts", "military;diplomatic"},
                            {"Actor Name", "Ada;Bob"},
                            {"Actor Country", "USA;GBR"},
                            {"Primary Actor Sector", "GOV;MIL"},
                            {"Recipient Name", "Kremlin"},
                            {"Recipient Country", "RUS"},
                            {"Primary Recipient Sector", "GOV"},
                            {"City", "Minsk"},
                            {"Country", "Belarus"},
                            {"Latitude", "53.9"},
                            {"Longitude", "27.6"}};
  const Event event = only_event(read_all(header_of(Format::polecat) + row_of(Format::polecat, cells)));
  EXPECT_EQ(event.type, EventType::accuse);
  EXPECT_EQ(event.mode, "disapprove");
  EXPECT_EQ(event.contexts, (std::vector<std::string>{"military", "diplomatic"}));
  EXPECT_EQ(shown(event.actors), "Ada [USA GOV ] + Bob [GBR MIL ]");
  EXPECT_EQ(event.recipients[0].party, "RUS");
  EXPECT_EQ(event.intensity, -3);
  EXPECT_EQ(event.source_scale, (SourceScale{-2, QuadClass::verbal_conflict}));
  EXPECT_EQ(event.why, "import polecat: ACCUSE/disapprove");
}

TEST(RowMapper, MakesAnEventOfARowOfPhoenix) {
  const NamedCells cells = {{"EventID", "2_v0.2.0"},
                            {"Date", "20140620"},
                            {"Year", "2014"},
                            {"SourceActorFull", "ESPCOP"},
                            {"SourceActorEntity", "ESP"},
                            {"SourceActorRole", "COP"},
                            {"TargetActorFull", "IMGMUSISI"},
                            {"TargetActorEntity", "IMG"},
                            {"EventCode", "010"},
                            {"EventRootCode", "01"},
                            {"PentaClass", "0"},
                            {"GoldsteinScore", "0"},
                            {"Lat", "40.4"},
                            {"Lon", "-3.7"},
                            {"LocationName", "Madrid"},
                            {"CountryCode", "ESP"}};
  const Event event = only_event(read_all(row_of(Format::phoenix, cells)));
  EXPECT_EQ(shown(event.actors), "ESPCOP [ESP COP ]");
  EXPECT_EQ(event.place, "Madrid, Spain");
  EXPECT_EQ(event.source_scale, (SourceScale{0, std::nullopt}));  // Statements are of no class.
}

const NamedCells kAcled = {{"event_id_cnty", "IRN22059"},
                           {"event_date", "2023-01-31"},
                           {"time_precision", "2"},
                           {"event_type", "Explosions/Remote violence"},
                           {"sub_event_type", "Suicide bomb"},
                           {"actor1", "Al Shabaab (2006-)"},
                           {"inter1", "2"},
                           {"actor2", "Military Forces of Iran (1989-) Guard Corps"},
                           {"inter2", "1"},
                           {"country", "Iran"},
                           {"admin1", "Tehran"},
                           {"location", "Tehran"},
                           {"latitude", "35.6"},
                           {"longitude", "51.4"},
                           {"geo_precision", "2"},
                           {"notes", "A summary, with a comma."},
                           {"fatalities", "3"}};

TEST(RowMapper, MakesAnEventOfARowOfAcled) {
  const Event event = only_event(read_all(header_of(Format::acled) + row_of(Format::acled, kAcled)));
  EXPECT_EQ(event.type, EventType::assault);
  EXPECT_EQ(event.mode, "suicide-attack");
  EXPECT_EQ(event.when.first.iso(), "2023-01-28");
  EXPECT_EQ(event.when.last.iso(), "2023-02-03");
  EXPECT_EQ(event.actors[0].sector, "REB");
  EXPECT_EQ(shown(event.recipients), "Military Forces of Iran (1989-) Guard Corps [IRN MIL ]");
  EXPECT_EQ(event.point, (GeoPoint{35.6, 51.4, GeoPrecision::area}));
  EXPECT_EQ(event.fatalities, (Fatalities{3, 3, 3}));
  EXPECT_EQ(event.text, "A summary, with a comma.");
  EXPECT_EQ(event.why, "import acled: Explosions/Remote violence/Suicide bomb");
}

TEST(RowMapper, ProtestsAndDevelopmentsOfAcledAreNoViolence) {
  const auto type = [](std::string_view kind, std::string_view sub) {
    const Event event =
        only_event(read_all(header_of(Format::acled) +
                            row_of(Format::acled, with(with(kAcled, "event_type", kind), "sub_event_type", sub))));
    return format("{}/{}", code(event.type), event.mode);
  };
  EXPECT_EQ(type("Protests", "Peaceful protest"), "PROTEST/demo");
  EXPECT_EQ(type("Riots", "Mob violence"), "PROTEST/riot");
  EXPECT_EQ(type("Battles", "Armed clash"), "ASSAULT/");
  EXPECT_EQ(type("Violence against civilians", "Attack"), "ASSAULT/");
  EXPECT_EQ(type("Strategic developments", "Agreement"), "AGREE/");
  EXPECT_EQ(type("Strategic developments", "Other"), "STATEMENT/");
}

TEST(RowMapper, MakesAnEventOfARowOfGed) {
  const NamedCells cells = {{"id", "244657"},
                            {"type_of_violence", "1"},
                            {"side_a", "Government of Mali"},
                            {"side_b", "Civilians"},
                            {"where_prec", "6"},
                            {"where_coordinates", "Mali"},
                            {"latitude", "17"},
                            {"longitude", "-4"},
                            {"country", "Mali"},
                            {"date_start", "2016-01-01 00:00:00.000"},
                            {"date_end", "2016-01-31"},
                            {"best", "5"},
                            {"high", "9"},
                            {"low", "4"},
                            {"source_headline", "Fighting\ngoes on"}};
  const Event event = only_event(read_all(header_of(Format::ged) + row_of(Format::ged, cells)));
  EXPECT_EQ(event.type, EventType::assault);
  EXPECT_EQ(shown(event.actors), "Government of Mali [MLI GOV ]");
  EXPECT_EQ(shown(event.recipients), "Civilians [MLI CVL ]");
  EXPECT_EQ(event.when.length(), 31);
  EXPECT_EQ(event.fatalities, (Fatalities{4, 5, 9}));
  EXPECT_EQ(event.point->precision, GeoPrecision::country);
  EXPECT_EQ(event.text, "Fighting\ngoes on");
  EXPECT_EQ(read_all(header_of(Format::ged) + row_of(Format::ged, with(cells, "type_of_violence", "4"))).rejected,
            (std::vector<std::string>{"2 type_of_violence '4' is none of 1, 2, 3"}));
  EXPECT_EQ(read_all(header_of(Format::ged) + row_of(Format::ged, with(cells, "date_end", "2015-01-31"))).rejected,
            (std::vector<std::string>{"2 date_end is before date_start"}));
}

TEST(RowMapper, TheEventKeepsWhoPublishedItAsItsSourceSays) {
  const auto publisher = [](Format format, const NamedCells& cells) { return only_event(read_all(header_of(format) + row_of(format, cells))).publisher; };
  EXPECT_EQ(only_event(gdelt(kGdelt)).publisher, "news.example");
  EXPECT_EQ(only_event(gdelt(with(kGdelt, "SOURCEURL", "https://www.bbc.co.uk:443/news?x=1"))).publisher, "bbc.co.uk");
  EXPECT_EQ(only_event(gdelt(with(kGdelt, "SOURCEURL", "BBC Monitoring"))).publisher, "BBC Monitoring");
  EXPECT_EQ(only_event(gdelt(with(kGdelt, "SOURCEURL", ""))).publisher, "");
  NamedCells acled = kAcled;
  acled.emplace_back("source", "Garowe Online; Shabelle");
  EXPECT_EQ(publisher(Format::acled, acled), "Garowe Online; Shabelle");
}

TEST(RowMapper, APublisherOfTheRowBeforeIsForgotten) {
  const std::string other = row_of(Format::gdelt2, with(with(kGdelt, "GLOBALEVENTID", "719024877"), "SOURCEURL", ""));
  const ReadFile read = read_all(row_of(Format::gdelt2, kGdelt) + other);
  ASSERT_EQ(read.events.size(), 2U);
  EXPECT_EQ(read.events[1].publisher, "");
}

TEST(RowMapper, StatementsAmongOurLinesAreNoEvents) {
  const std::string line = R"({"schema":"corollary.statement/1","id":"a.1"})";
  RowMapper mapper = RowMapper::make(documented_layout(Format::event_json), known_parties(), known_codes()).value();
  RowReader reader(documented_layout(Format::event_json), line);
  Event event;
  ASSERT_EQ(*reader.next(), RowStep::row);
  EXPECT_EQ(mapper.map(reader.row(), event), Outcome::not_event);
}

TEST(RowMapper, RejectsLinesOfOursWithTheKey) {
  const auto fault = [](std::string_view rest) {
    return read_all(
               documented_layout(Format::event_json),
               std::string(R"({"schema":"corollary.event/1","date":"2018-07-16","type":"CONSULT")") + std::string(rest))
        .rejected;
  };
  using Rejected = std::vector<std::string>;
  EXPECT_EQ(fault("}"), Rejected());
  EXPECT_EQ(fault(""), (Rejected{"1 the line is no JSON object"}));
  EXPECT_EQ(fault(R"(,"last_date":"2018-07-15"})"), (Rejected{"1 'last_date' is before 'date'"}));
  EXPECT_EQ(fault(R"(,"confidence":2})"), (Rejected{"1 'confidence' is not a number from 0 to 1"}));
  EXPECT_EQ(fault(R"(,"actors":["POL"]})"), (Rejected{"1 'actors' holds what is no actor"}));
  EXPECT_EQ(fault(R"(,"actors":[{"name":1}]})"), (Rejected{"1 'name' is not a text"}));
  EXPECT_EQ(fault(R"(,"fatalities":{"best":3000000000}})"), (Rejected{"1 'best' is not a whole number in its range"}));
  EXPECT_EQ(fault(R"(,"evidence":{"report":"a","begin":5,"end":4}})"),
            (Rejected{"1 'evidence' has no range of bytes: 0 <= begin <= end"}));
  EXPECT_EQ(fault(R"(,"modality":"maybe"})"), (Rejected{"1 'modality' is not a modality"}));
}

TEST(RowMapper, RejectsRowsOfOurCsvWithTheColumn) {
  const auto fault = [](std::string_view column, std::string_view cell) {
    const NamedCells cells = {{"date", "2018-07-16"}, {"last_date", "2018-07-16"}, {"type", "CONSULT"},
                              {"intensity", "1"},     {"modality", "happened"},    {"factuality", "3"},
                              {"confidence", "1"}};
    return read_all(documented_layout(Format::event_csv),
                    header_of(Format::event_csv) + row_of(Format::event_csv, with(cells, column, cell)))
        .rejected;
  };
  using Rejected = std::vector<std::string>;
  EXPECT_EQ(fault("id", "a"), Rejected());
  EXPECT_EQ(fault("type", "TALK"), (Rejected{"2 type 'TALK' is not an event type"}));
  EXPECT_EQ(fault("last_date", "2018-07-15"), (Rejected{"2 last_date '2018-07-15' is not on or after date"}));
  EXPECT_EQ(fault("precision", "place"), (Rejected{"2 latitude '' is not a number, which a point must have"}));
  EXPECT_EQ(fault("mentions", "3000000000"), (Rejected{"2 mentions '3000000000' is not a whole number of 32 bits"}));
  EXPECT_EQ(fault("evidence_begin", "5"), (Rejected{"2 evidence_end '' is not on or behind evidence_begin"}));
  EXPECT_EQ(fault("source_quad_class", "war"),
            (Rejected{"2 source_quad_class 'war' is not one of the four classes, or none"}));
}

TEST(RowMapper, WhatIsMissingIsNoClass) {
  EXPECT_EQ(only_event(gdelt(with(kGdelt, "QuadClass", "NA"))).source_scale, (SourceScale{5.0, std::nullopt}));
  EXPECT_EQ(only_event(gdelt(with(kGdelt, "ActionGeo_Type", "NA"))).point, std::nullopt);
}

TEST(RowMapper, NeedsTheColumnsThatMustBeThere) {
  Layout layout = documented_layout(Format::gdelt2);
  layout.where[1] = Layout::kNone;
  const auto mapper = RowMapper::make(layout, known_parties(), known_codes());
  ASSERT_FALSE(mapper.has_value());
  EXPECT_EQ(mapper.error().message, "GDELT 2.0 events needs the column SQLDATE");
}

}  // namespace
}  // namespace corollary::formats
