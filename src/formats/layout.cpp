#include "formats/layout.h"

#include <algorithm>
#include <array>

#include "formats/gdelt_columns.h"

namespace corollary::formats {
namespace {

struct Words {
  std::string_view name, title;
  bool events;
};
constexpr std::array<Words, kFormatCount> kWords = {{{"gdelt2", "GDELT 2.0 events", true},
                                                     {"gdelt1", "GDELT 1.0 events", true},
                                                     {"gdelt-mentions", "GDELT mentions", false},
                                                     {"gkg2", "GDELT GKG 2", false},
                                                     {"gkg1", "GDELT GKG 1", false},
                                                     {"icews", "ICEWS", true},
                                                     {"polecat", "POLECAT", true},
                                                     {"phoenix", "Phoenix", true},
                                                     {"acled", "ACLED", true},
                                                     {"ged", "UCDP GED", true},
                                                     {"jsonl", "corollary.event/1 lines", true},
                                                     {"csv", "Corollary CSV", true}}};

using enum FieldKind;

#define GDELT_ACTOR(n)                                                                                             \
  {"Actor" n "Code"}, {"Actor" n "Name"}, {"Actor" n "CountryCode"}, {"Actor" n "KnownGroupCode"},                 \
      {"Actor" n "EthnicCode"}, {"Actor" n "Religion1Code"}, {"Actor" n "Religion2Code"}, {"Actor" n "Type1Code"}, \
      {"Actor" n "Type2Code"}, {"Actor" n "Type3Code"}
#define GDELT_GEO(who)                                                                             \
  {who "Geo_Type", geo_type}, {who "Geo_FullName"}, {who "Geo_CountryCode"}, {who "Geo_ADM1Code"}, \
      {who "Geo_ADM2Code"}, {who "Geo_Lat", latitude}, {who "Geo_Long", longitude}, {who "Geo_FeatureID"}

constexpr Column kGdelt[] = {{"GLOBALEVENTID", whole, true},
                             {"SQLDATE", day, true},
                             {"MonthYear", month},
                             {"Year", year},
                             {"FractionDate", fraction_date},
                             GDELT_ACTOR("1"),
                             GDELT_ACTOR("2"),
                             {"IsRootEvent", flag},
                             {"EventCode", cameo, true},
                             {"EventBaseCode", cameo},
                             {"EventRootCode", cameo},
                             {"QuadClass", quad_class},
                             {"GoldsteinScale", number},
                             {"NumMentions", count},
                             {"NumSources", count},
                             {"NumArticles", count},
                             {"AvgTone", number},
                             GDELT_GEO("Actor1"),
                             GDELT_GEO("Actor2"),
                             GDELT_GEO("Action"),
                             {"DATEADDED", time},
                             {"SOURCEURL"}};
#undef GDELT_ACTOR
#undef GDELT_GEO
static_assert(std::size(kGdelt) == gdelt::url + 1);

constexpr Column kMentions[] = {{"GLOBALEVENTID", whole, true},
                                {"EventTimeDate", time},
                                {"MentionTimeDate", time, true},
                                {"MentionType", whole},
                                {"MentionSourceName"},
                                {"MentionIdentifier"},
                                {"SentenceID", whole},
                                {"Actor1CharOffset", whole},
                                {"Actor2CharOffset", whole},
                                {"ActionCharOffset", whole},
                                {"InRawText", flag},
                                {"Confidence", count},
                                {"MentionDocLen", whole},
                                {"MentionDocTone", number},
                                {"MentionDocTranslationInfo"},
                                {"Extras"}};

constexpr Column kGkg2[] = {{"GKGRECORDID", text, true},
                            {"DATE", time, true},
                            {"SourceCollectionIdentifier", whole},
                            {"SourceCommonName"},
                            {"DocumentIdentifier"},
                            {"Counts"},
                            {"V2Counts"},
                            {"Themes"},
                            {"V2Themes"},
                            {"Locations"},
                            {"V2Locations"},
                            {"Persons"},
                            {"V2Persons"},
                            {"Organizations"},
                            {"V2Organizations"},
                            {"V2Tone"},
                            {"Dates"},
                            {"GCAM"},
                            {"SharingImage"},
                            {"RelatedImages"},
                            {"SocialImageEmbeds"},
                            {"SocialVideoEmbeds"},
                            {"Quotations"},
                            {"AllNames"},
                            {"Amounts"},
                            {"TranslationInfo"},
                            {"Extras"}};

constexpr Column kGkg1[] = {{"DATE", day, true}, {"NUMARTS", count}, {"COUNTS"},        {"THEMES"},
                            {"LOCATIONS"},       {"PERSONS"},        {"ORGANIZATIONS"}, {"TONE"},
                            {"CAMEOEVENTIDS"},   {"SOURCES"},        {"SOURCEURLS"}};

constexpr Column kIcews[] = {{"Event ID", text, true},
                             {"Event Date", day, true},
                             {"Source Name"},
                             {"Source Sectors"},
                             {"Source Country"},
                             {"Event Text"},
                             {"CAMEO Code", cameo},
                             {"Intensity", number},
                             {"Target Name"},
                             {"Target Sectors"},
                             {"Target Country"},
                             {"Story ID"},
                             {"Sentence Number"},
                             {"Publisher"},
                             {"City"},
                             {"District"},
                             {"Province"},
                             {"Country"},
                             {"Latitude", latitude},
                             {"Longitude", longitude}};

#define POLECAT_SIDE(who)                                                                                      \
  {who " Name"}, {who " Country"}, {who " COW"}, {"Primary " who " Sector"}, {who " Sectors"}, {who " Title"}, \
      {who " Name Raw"}, {"Wikipedia " who " ID"}
constexpr Column kPolecat[] = {{"Event ID", text, true},
                               {"Event Date", day, true},
                               {"Event Type", text, true},
                               {"Event Mode"},
                               {"Intensity", number},
                               {"Quad Code"},
                               {"Contexts"},
                               POLECAT_SIDE("Actor"),
                               POLECAT_SIDE("Recipient"),
                               {"Placename"},
                               {"City"},
                               {"District"},
                               {"Province"},
                               {"Country"},
                               {"Latitude", latitude},
                               {"Longitude", longitude},
                               {"GeoNames ID"},
                               {"Raw Placename"},
                               {"Feature Type"},
                               {"Source"},
                               {"Publication Date"},
                               {"Story People"},
                               {"Story Organizations"},
                               {"Story Locations"},
                               {"Language"},
                               {"Version"}};
#undef POLECAT_SIDE
static_assert(std::size(kPolecat) == 40);

constexpr Column kPhoenix[] = {{"EventID", text, true},
                               {"Date", day, true},
                               {"Year", year},
                               {"Month", count},
                               {"Day", count},
                               {"SourceActorFull"},
                               {"SourceActorEntity"},
                               {"SourceActorRole"},
                               {"SourceActorAttribute"},
                               {"TargetActorFull"},
                               {"TargetActorEntity"},
                               {"TargetActorRole"},
                               {"TargetActorAttribute"},
                               {"EventCode", cameo, true},
                               {"EventRootCode", cameo},
                               {"PentaClass", quad_class},
                               {"GoldsteinScore", number},
                               {"Issues"},
                               {"Lat", latitude},
                               {"Lon", longitude},
                               {"LocationName"},
                               {"StateName"},
                               {"CountryCode"},
                               {"SentenceID"},
                               {"URLs"},
                               {"NewsSources"}};
static_assert(std::size(kPhoenix) == 26);

constexpr Column kAcled[] = {{"event_id_cnty", text, true},
                             {"event_date", day, true},
                             {"year", year},
                             {"time_precision", count},
                             {"disorder_type"},
                             {"event_type", text, true},
                             {"sub_event_type"},
                             {"actor1"},
                             {"assoc_actor_1"},
                             {"inter1"},
                             {"actor2"},
                             {"assoc_actor_2"},
                             {"inter2"},
                             {"interaction"},
                             {"civilian_targeting"},
                             {"iso"},
                             {"region"},
                             {"country"},
                             {"admin1"},
                             {"admin2"},
                             {"admin3"},
                             {"location"},
                             {"latitude", latitude},
                             {"longitude", longitude},
                             {"geo_precision", count},
                             {"source"},
                             {"source_scale"},
                             {"notes"},
                             {"fatalities", count},
                             {"tags"},
                             {"timestamp"}};
static_assert(std::size(kAcled) == 31);

constexpr Column kGed[] = {{"id", text, true},
                           {"relid"},
                           {"year", year},
                           {"active_year"},
                           {"code_status"},
                           {"type_of_violence", count, true},
                           {"conflict_dset_id"},
                           {"conflict_new_id"},
                           {"conflict_name"},
                           {"dyad_dset_id"},
                           {"dyad_new_id"},
                           {"dyad_name"},
                           {"side_a_dset_id"},
                           {"side_a_new_id"},
                           {"side_a"},
                           {"side_b_dset_id"},
                           {"side_b_new_id"},
                           {"side_b"},
                           {"number_of_sources", whole},
                           {"source_article"},
                           {"source_office"},
                           {"source_date"},
                           {"source_headline"},
                           {"source_original"},
                           {"where_prec", count},
                           {"where_coordinates"},
                           {"where_description"},
                           {"adm_1"},
                           {"adm_2"},
                           {"latitude", latitude},
                           {"longitude", longitude},
                           {"geom_wkt"},
                           {"priogrid_gid"},
                           {"country"},
                           {"country_id"},
                           {"region"},
                           {"event_clarity", count},
                           {"date_prec", count},
                           {"date_start", day, true},
                           {"date_end", day, true},
                           {"deaths_a", count},
                           {"deaths_b", count},
                           {"deaths_civilians", count},
                           {"deaths_unknown", count},
                           {"best", count, true},
                           {"high", count, true},
                           {"low", count, true},
                           {"gwnoa"},
                           {"gwnob"}};
static_assert(std::size(kGed) == 49);

// Every field of Event; docs/formats.md says how lists are written.
constexpr Column kEventCsv[] = {{"id"},
                                {"date", day, true},
                                {"last_date", day, true},
                                {"actors"},
                                {"recipients"},
                                {"type", text, true},
                                {"mode"},
                                {"contexts"},
                                {"cameo"},
                                {"intensity", number, true},
                                {"modality", text, true},
                                {"factuality", number, true},
                                {"attribution"},
                                {"issues"},
                                {"place"},
                                {"latitude", number},
                                {"longitude", number},
                                {"precision"},
                                {"text"},
                                {"source_intensity", number},
                                {"source_quad_class"},
                                {"mentions", small},
                                {"sources", small},
                                {"articles", small},
                                {"tone", number},
                                {"fatalities_low", small},
                                {"fatalities_best", small},
                                {"fatalities_high", small},
                                {"publisher"},
                                {"evidence_report"},
                                {"evidence_begin", whole},
                                {"evidence_end", whole},
                                {"evidence_row", whole},
                                {"evidence_source"},
                                {"evidence_place"},
                                {"why"},
                                {"confidence", number, true}};

const Words& words(Format format) { return kWords[static_cast<std::size_t>(format)]; }

}  // namespace

std::string_view name(Format format) { return words(format).name; }
std::string_view title(Format format) { return words(format).title; }
bool holds_events(Format format) { return words(format).events; }

std::optional<Format> format_named(std::string_view text) {
  const auto found = std::ranges::find(kWords, text, &Words::name);
  return found == kWords.end() ? std::nullopt : std::optional(static_cast<Format>(found - kWords.begin()));
}

std::span<const Column> columns_of(Format format) {
  switch (format) {
    case Format::gdelt2:
    case Format::gdelt1:
      return kGdelt;
    case Format::gdelt_mentions:
      return kMentions;
    case Format::gkg2:
      return kGkg2;
    case Format::gkg1:
      return kGkg1;
    case Format::icews:
      return kIcews;
    case Format::polecat:
      return kPolecat;
    case Format::phoenix:
      return kPhoenix;
    case Format::acled:
      return kAcled;
    case Format::ged:
      return kGed;
    case Format::event_json:
      return {};
    case Format::event_csv:
      return kEventCsv;
  }
  return {};
}

std::optional<std::size_t> Layout::column(std::string_view column_name) const {
  const auto found = std::ranges::find(columns, column_name);
  return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

Layout documented_layout(Format format) {
  Layout layout;
  layout.format = format;
  const bool comma = format == Format::acled || format == Format::ged || format == Format::event_csv;
  layout.dialect.separator = format == Format::event_json ? '\0' : comma ? ',' : '\t';
  layout.dialect.quoted = comma;
  layout.dialect.header = comma || format == Format::icews || format == Format::polecat;
  const std::span<const Column> columns = columns_of(format);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool there = format != Format::gdelt1 || !gdelt::only_in_2(i);
    layout.where.push_back(there ? layout.columns.size() : Layout::kNone);
    if (there) {
      layout.columns.emplace_back(columns[i].name);
    }
  }
  return layout;
}

}  // namespace corollary::formats
