// Scenarios of KTAB, as XML if they begin like it, else as CSV; what was read can be run.
#include <cmath>

#include "bargain/scenario_ktab.h"
#include "fuzz.h"

using namespace corollary;

FUZZ(bytes) {
  for (const auto parse : {bargain::parse_ktab_csv, bargain::parse_ktab_xml}) {
    auto read = parse("ktab", bytes);
    if (!read) {
      ensure(read.error().message.starts_with("ktab:"), "an error says where it is");
      continue;
    }
    if (read->scenario.issues.size() * read->scenario.issues.front().stakes.size() > 100) continue;
    read->options.turns_most = 2;
    const auto run = bargain::spatial(bargain::stake_table(read->scenario), read->options);
    if (!run) continue;
    for (const double position : run->positions) ensure(position >= 0 && position <= 100.01, "a position is on the scale");
    for (const double risk : run->risks) ensure(std::isfinite(risk), "a risk attitude is a number");
  }
}
