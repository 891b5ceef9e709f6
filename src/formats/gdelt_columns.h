#pragma once

#include <cstddef>

namespace corollary::formats::gdelt {

/// GDELT 2.0's event columns; an actor's ten and a place's eight columns follow each other in the same order.
enum Field : std::size_t {
  event_id,
  day,
  month,
  year,
  fraction_date,
  is_root = 25,
  code,
  base_code,
  root_code,
  quad_class,
  goldstein,
  mentions,
  sources,
  articles,
  tone,
  date_added = 59,
  url
};
inline constexpr std::size_t actor1 = 5, actor2 = 15, actor1_geo = 35, actor2_geo = 43, action_geo = 51;
/// From an actor's first column.
enum ActorColumn : std::size_t {
  actor_code,
  actor_name,
  country,
  known_group,
  ethnic,
  religion1,
  religion2,
  type1,
  type2,
  type3
};
inline constexpr std::size_t kActorColumns = 10;
/// From a place's first column.
enum GeoColumn : std::size_t { geo_type, full_name, geo_country, adm1, adm2, latitude, longitude, feature };
inline constexpr std::size_t kGeoColumns = 8;

/// The columns that 1.0 does not have.
constexpr bool only_in_2(std::size_t column) {
  return column == actor1_geo + adm2 || column == actor2_geo + adm2 || column == action_geo + adm2;
}

}  // namespace corollary::formats::gdelt
