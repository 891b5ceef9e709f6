#pragma once

#include <cstddef>

namespace corollary::formats::icews {

enum Field : std::size_t {
  event_id,
  day,
  source_name,
  source_sectors,
  source_country,
  event_text,
  code,
  intensity,
  target_name,
  target_sectors,
  target_country,
  story,
  sentence,
  publisher,
  city,
  district,
  province,
  country,
  latitude,
  longitude
};

}  // namespace corollary::formats::icews
