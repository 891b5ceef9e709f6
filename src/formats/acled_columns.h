#pragma once

#include <cstddef>

namespace corollary::formats::acled {

enum Field : std::size_t {
  event_id,
  day,
  year,
  time_precision,
  disorder_type,
  event_type,
  sub_event_type,
  actor1,
  assoc1,
  inter1,
  actor2,
  assoc2,
  inter2,
  interaction,
  civilian_targeting,
  iso,
  region,
  country,
  admin1,
  admin2,
  admin3,
  location,
  latitude,
  longitude,
  geo_precision,
  source,
  source_scale,
  notes,
  fatalities,
  tags,
  timestamp
};

}  // namespace corollary::formats::acled
