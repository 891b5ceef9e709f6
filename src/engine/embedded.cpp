#include "engine/embedded.h"

#include "base/embedded.h"

namespace corollary::engine {

COROLLARY_EMBEDDED(chronology)

}  // namespace corollary::engine
