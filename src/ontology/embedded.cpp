#include "ontology/embedded.h"

#include "base/embedded.h"

namespace corollary {

COROLLARY_EMBEDDED(parties)
COROLLARY_EMBEDDED(groups)
COROLLARY_EMBEDDED(members)
COROLLARY_EMBEDDED(people)
COROLLARY_EMBEDDED(bodies)
COROLLARY_EMBEDDED(titles)
COROLLARY_EMBEDDED(places)
COROLLARY_EMBEDDED(issues)
COROLLARY_EMBEDDED(icews_sectors)
COROLLARY_EMBEDDED(cameo)
COROLLARY_EMBEDDED(publishers)

}  // namespace corollary
