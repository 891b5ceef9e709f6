// The stakes of a negotiation, as TOML.
#include "bargain/scenario.h"
#include "fuzz.h"

using namespace corollary;

FUZZ(bytes) {
  const auto scenario = bargain::parse_scenario("scenario.toml", bytes);
  if (!scenario) {
    ensure(scenario.error().message.starts_with("scenario.toml:"), "an error says where it is");
    return;
  }
  for (const bargain::Issue& issue : scenario->issues) {
    ensure(bargain::check(issue).has_value(), "an issue that was read can be settled");
  }
}
