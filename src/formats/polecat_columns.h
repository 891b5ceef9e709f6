#pragma once

#include <cstddef>

namespace corollary::formats::polecat {

/// A side's eight columns follow each other in the same order.
enum Field : std::size_t {
  event_id,
  day,
  type,
  mode,
  intensity,
  quad_code,
  contexts,
  placename = 23,
  city,
  district,
  province,
  country,
  latitude,
  longitude,
  geonames,
  raw_placename,
  feature_type,
  source,
  published,
  people,
  organisations,
  locations,
  language,
  version
};
inline constexpr std::size_t actor = 7, recipient = 15;
/// From a side's first column.
enum SideColumn : std::size_t {
  side_name,
  side_country,
  side_cow,
  primary_sector,
  sectors,
  side_title,
  raw_name,
  wikipedia
};

}  // namespace corollary::formats::polecat
