#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/probability.h"
#include "ontology/actor.h"
#include "ontology/citation.h"
#include "ontology/event_type.h"

namespace corollary {

/// Did it take place? Nothing is dropped for its modality; whoever wants a strict stream filters on it.
enum class Modality : std::uint8_t {
  happened,
  planned,      ///< Scheduled, promised, agreed to.
  possible,     ///< May, if, proposed.
  not_happened  ///< Denied, refused, absent.
};
std::string_view name(Modality modality);
/// The modality of that name; nullopt if there is none.
std::optional<Modality> modality_named(std::string_view name);

/// Who says so, when it is not the report itself.
struct Attribution {
  Actor speaker;
  std::string cue;  ///< The word that attributes: "said", "according to".
  auto operator<=>(const Attribution&) const = default;
};

/// How near a point is to where it happened.
enum class GeoPrecision : std::uint8_t {
  country,  ///< The middle of a country: no place on a map.
  region,   ///< The middle of a province or state: likewise.
  area,     ///< Part of a region, or near a place.
  place     ///< A town, or the point itself.
};
std::string_view name(GeoPrecision precision);
std::optional<GeoPrecision> geo_precision_named(std::string_view name);

/// Where, in degrees (WGS 84), as a source has it.
struct GeoPoint {
  double latitude = 0, longitude = 0;
  GeoPrecision precision = GeoPrecision::place;
  auto operator<=>(const GeoPoint&) const = default;
};

/// What a source itself makes of an event's code; for the same code sources differ from each other and from us.
struct SourceScale {
  std::optional<double> intensity;     ///< On its Goldstein scale.
  std::optional<QuadClass> quad_class;
  auto operator<=>(const SourceScale&) const = default;
};

/// How much was written of an event, by the source's count.
struct Publicity {
  std::int32_t mentions = 0, sources = 0, articles = 0;
  double tone = 0;  ///< The mean over the articles, below 0 if negative.
  auto operator<=>(const Publicity&) const = default;
};

/// People killed, by the source's count.
struct Fatalities {
  std::int32_t low = 0, best = 0, high = 0;
  auto operator<=>(const Fatalities&) const = default;
};

/// One thing that somebody did (or did not do) to somebody, with where we know it from.
struct Event {
  std::string id;  ///< Unique within its report or record.
  DateRange when;  ///< A day, or the first and last day it may have been.
  std::vector<Actor> actors;
  std::vector<Actor> recipients;  ///< Empty for a reciprocal act (a meeting): then all parties are actors.

  EventType type = EventType::statement;
  std::string mode;                   ///< PLOVER mode; "" if none.
  std::vector<std::string> contexts;  ///< PLOVER contexts.
  std::string cameo;                  ///< CAMEO code with its leading zeros; "" if the source has none.
  double intensity = 0;               ///< On CAMEO's Goldstein scale, -10 (conflict) to 10 (cooperation).

  Modality modality = Modality::happened;
  double factuality = 3;  ///< -3 (certainly not) to 3 (certainly).
  std::vector<Attribution> attribution;  ///< Outermost speaker first.

  std::vector<std::string> issues;  ///< Ids of ontology/data/issues.tsv.
  std::string place;                ///< As read; "" if none is named.
  std::optional<GeoPoint> point{};
  std::string text;                 ///< The source's own words for it, or an imported summary; "" if none.
  std::string publisher{};          ///< Of the report behind it, as the source names it; "" if it names none.

  std::optional<SourceScale> source_scale{};
  std::optional<Publicity> publicity{};
  std::optional<Fatalities> fatalities{};

  Citation evidence;
  std::string why;  ///< The rule that made it: "met-with: <lemma> <pattern>", or the import's mapping.
  Probability confidence;
};

}  // namespace corollary
