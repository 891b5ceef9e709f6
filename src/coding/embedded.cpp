#include "coding/embedded.h"

#include "base/embedded.h"

namespace corollary::coding {

COROLLARY_EMBEDDED(acts)
COROLLARY_EMBEDDED(cues)

}  // namespace corollary::coding
