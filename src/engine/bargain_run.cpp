#include "engine/bargain_run.h"

#include <utility>

#include "bargain/counterfactual.h"
#include "bargain/ensemble.h"
#include "bargain/scenario_file.h"
#include "bargain/scenario_toml.h"
#include "bargain/switches.h"
#include "base/strings.h"

namespace corollary::engine {

Result<bargain::Counterfactual> parse_what_if(const std::string& text) {
  bargain::Counterfactual counterfactual{text, {}};
  for (const std::string& part : split(text, ';')) {
    TRY_ASSIGN(bargain::Change change, bargain::parse_change(trimmed(part)));
    counterfactual.changes.push_back(std::move(change));
  }
  if (counterfactual.changes.empty()) {
    return fail(ErrorKind::input, "a counterfactual that changes nothing: expected ISSUE/ACTOR/ATTRIBUTE = NUMBER");
  }
  return counterfactual;
}

Result<BargainOutcome> run_bargain(const BargainRequest& request, Progress& progress) {
  TRY_ASSIGN(bargain::ScenarioFile file, bargain::read_scenario_file(request.scenario, request.proposal));
  TRY_ASSIGN(const bargain::Ensemble ensemble, bargain::Ensemble::make());
  bargain::NegotiationOptions options = request.options;
  options.models.ensemble = &ensemble;
  options.models.spatial = file.spatial;
  options.models.spatial.seed = options.draws.seed;
  options.models.exchange.seed = options.draws.seed;
  for (const std::string& text : request.spatial) TRY(bargain::set_switch(options.models.spatial, text));
  for (const std::string& text : request.challenge) TRY(bargain::set_switch(options.models.challenge, text));
  for (const std::string& text : request.what_if) {
    TRY_ASSIGN(bargain::Counterfactual counterfactual, parse_what_if(text));
    options.what_if.push_back(std::move(counterfactual));
  }
  TRY_ASSIGN(bargain::Negotiation negotiation, bargain::negotiate(file.scenario, options, progress));
  return BargainOutcome{std::move(negotiation), std::move(file.kind), std::move(file.warnings)};
}

Result<DraftedScenario> drafted_scenario(const bargain::DraftRequest& request, const bargain::DraftFiles& files, const Catalogue& catalogue) {
  TRY_ASSIGN(bargain::Draft draft, bargain::draft_scenario(request, files, catalogue));
  constexpr std::string_view head = "# Drafted from votes of the UN General Assembly: a prior, to be edited. Each `why` says what a number rests on.\n";
  return DraftedScenario{std::string(head) + bargain::to_toml(draft.scenario), std::move(draft.left_out)};
}

}  // namespace corollary::engine
