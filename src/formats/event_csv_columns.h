#pragma once

#include <cstddef>

namespace corollary::formats::event_csv {

enum Field : std::size_t {
  id,
  date,
  last_date,
  actors,
  recipients,
  type,
  mode,
  contexts,
  cameo,
  intensity,
  modality,
  factuality,
  attribution,
  issues,
  place,
  latitude,
  longitude,
  precision,
  text,
  source_intensity,
  source_quad_class,
  mentions,
  sources,
  articles,
  tone,
  fatalities_low,
  fatalities_best,
  fatalities_high,
  publisher,
  evidence_report,
  evidence_begin,
  evidence_end,
  evidence_row,
  evidence_source,
  evidence_place,
  why,
  confidence
};
inline constexpr std::size_t kColumns = confidence + 1;

}  // namespace corollary::formats::event_csv
