#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/capabilities.h"
#include "bargain/roll_calls.h"
#include "bargain/scenario.h"
#include "bargain/votes.h"
#include "base/error.h"
#include "ontology/catalogue.h"

namespace corollary::bargain {

/// What a scenario is to be drafted of.
struct DraftRequest {
  std::vector<std::string> actors;  ///< Codes, names or aliases of states; one that is named again counts once.
  std::vector<std::string> topics;  ///< Codes of topics ("hr"); an issue of each.
  Years years;                      ///< Whose votes are read.
  /// Votes say nothing of it: assumed for all. Without it 0.5, or equal shares of 1 (in hundredths) among more than two topics, since a model that
  /// spreads an actor's attention over the issues takes no more.
  std::optional<double> salience;
  Resampling resampling;
};

/// A stake as drafted, with how sure its position is.
struct DraftedStake {
  std::string issue;           ///< Topic code.
  std::string actor;           ///< Party code.
  double position = 0;         ///< 0 to 100, rounded to 0.1 as in the scenario.
  PositionRange range;         ///< 80 %, over which roll calls were held; rounded too.
  std::size_t votes_cast = 0;  ///< That the position rests on.
  double capability = 0;       ///< CINC · 100, or 1 if assumed.
  std::optional<int> capability_year;  ///< nullopt if assumed.
};

/// A scenario to be edited. Positions are normal distributions whose 80 % interval is as wide as `range`, where that has a width. Each
/// stake's `why` says what was drafted from what, and what was assumed.
struct Draft {
  Scenario scenario;
  std::vector<DraftedStake> stakes;   ///< In the order of the scenario.
  std::vector<std::string> left_out;  ///< "hr: Kosovo has no ten votes in 2011–2015", one an actor and issue.
};

/// Positions are those of `positions_from_votes`; the ends of each issue's scale are named by the states that vote there. Capabilities
/// are per cent of the world's, of the last year known up to the end of `years`; where none is given, all are 1. An actor that has too
/// few votes, or no capability while others have one, is left out and named.
/// Errors: `usage` for a name that is no party, no actor or topic, or years from late to early; `input` for a topic without positions, or
/// an issue with fewer than two actors left. Cost: about 50 ms a topic, most of it `position_ranges`.
Result<Draft> draft_scenario(const DraftRequest& request, const RollCalls& roll_calls, const std::optional<Capabilities>& capabilities,
                             const Catalogue& catalogue);

/// Where the data of a draft lie.
struct DraftFiles {
  std::filesystem::path votes;         ///< The folder of `read_roll_calls`.
  std::filesystem::path capabilities;  ///< The file of `read_capabilities`; empty: assumed equal.
};

/// The same from files. Errors: also those of the readers. Cost: 0.4 s for the votes of all years.
Result<Draft> draft_scenario(const DraftRequest& request, const DraftFiles& files, const Catalogue& catalogue);

}  // namespace corollary::bargain
