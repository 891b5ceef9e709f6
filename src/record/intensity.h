#pragma once

#include "ontology/cameo.h"
#include "ontology/event_type.h"

namespace corollary::record {

/// The intensity of an event of which only the PLOVER type is known: the mean of Goldstein's values over all CAMEO
/// codes of that type, each code counting once; 0 if the table has none. It says how such events tend to be, not how
/// this one was.
double mean_intensity(const CameoTable& cameo, EventType type);

}  // namespace corollary::record
