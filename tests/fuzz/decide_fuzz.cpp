// The rows of Decide, and the exchanges that follow from them.
#include "bargain/exchange.h"
#include "bargain/scenario_decide.h"
#include "base/strings.h"
#include "fuzz.h"

using namespace corollary;

FUZZ(bytes) {
  const auto read = bargain::parse_decide("decide.txt", bytes);
  if (!read) {
    for (const std::string& line : split(read.error().message, '\n')) ensure(line.starts_with("decide.txt:"), "each line of an error says where it is");
    return;
  }
  for (const bargain::Issue& issue : read->scenario.issues) {
    ensure(bargain::check(issue).has_value(), "an issue that was read can be settled");
  }
  const bargain::StakeTable table = bargain::stake_table(read->scenario);
  if (table.actors.size() > 12 || table.issues.size() > 6) return;  // The time grows with the square of both.
  const auto run = bargain::exchange_positions(table, bargain::decide_options());
  if (!run) return;
  for (const double position : run->iterations.back().end) ensure(position >= -1e-6 && position <= 100 + 1e-6, "positions stay on the scale");
}
