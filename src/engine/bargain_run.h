#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bargain/draft.h"
#include "bargain/negotiation.h"
#include "base/error.h"
#include "base/progress.h"

namespace corollary::engine {

// What `corollary bargain` does.

struct BargainRequest {
  std::filesystem::path scenario;     ///< Of any kind that `bargain::read_scenario_file` reads.
  std::string proposal;               ///< Which one of a DEU table.
  std::vector<std::string> challenge, spatial;  ///< Switches (bargain/switches.h), over the preset and over the file's options.
  std::vector<std::string> what_if;   ///< Each a counterfactual: changes (counterfactual.h) with `;` between them.
  /// `models.ensemble` and `models.spatial` are set here: the weights beside the program, the file's options.
  bargain::NegotiationOptions options;
};
struct BargainOutcome {
  bargain::Negotiation negotiation;
  std::string kind;                   ///< Of the file: "KTAB's CSV".
  std::vector<std::string> warnings;  ///< Of its reader.
};
/// Errors: those of the reader, of `set_switch`, of `parse_change` and of `bargain::negotiate`; `not_found` without the ensemble's weights.
Result<BargainOutcome> run_bargain(const BargainRequest& request, Progress& progress);

/// "tariffs/USA/position = 60; quotas/USA/salience *= 0.5": a counterfactual of that name. Errors: `input`.
Result<bargain::Counterfactual> parse_what_if(const std::string& text);

/// A scenario to be edited, as the text of a file.
struct DraftedScenario {
  std::string toml;
  std::vector<std::string> left_out;  ///< As of `bargain::Draft`.
};
/// Errors: those of `bargain::draft_scenario`.
Result<DraftedScenario> drafted_scenario(const bargain::DraftRequest& request, const bargain::DraftFiles& files, const Catalogue& catalogue);

}  // namespace corollary::engine
