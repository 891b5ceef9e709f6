#include "coding/embedded.h"

#include "base/embedded.h"

namespace corollary::coding {

COROLLARY_EMBEDDED(acts)
COROLLARY_EMBEDDED(concepts)
COROLLARY_EMBEDDED(confidence)
COROLLARY_EMBEDDED(cues)
COROLLARY_EMBEDDED(phrase_words)
COROLLARY_EMBEDDED(signatures)

}  // namespace corollary::coding
