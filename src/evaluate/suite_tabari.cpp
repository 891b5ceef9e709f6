#include "evaluate/keds_suite.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {

Result<Scores> score_tabari(const Options& options, const Readers& readers, Progress& progress) {
  return score_keds(options, readers, progress);
}

}  // namespace corollary::evaluate
