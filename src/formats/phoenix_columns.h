#pragma once

#include <cstddef>

namespace corollary::formats::phoenix {

/// A side's four columns follow each other in the same order: the whole code, its country or group, role, attributes.
enum Field : std::size_t {
  event_id,
  day,
  year,
  month,
  day_of_month,
  code = 13,
  root_code,
  penta_class,
  goldstein,
  issues,
  latitude,
  longitude,
  location,
  state,
  country,
  sentence,
  urls,
  publishers
};
inline constexpr std::size_t source = 5, target = 9;
enum SideColumn : std::size_t { full, entity, role, attributes };

}  // namespace corollary::formats::phoenix
