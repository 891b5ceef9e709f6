#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenario.h"

namespace corollary::scenarios {

/// Where commands run and with what.
struct Environment {
  std::filesystem::path program;  ///< What `corollary` runs. Its folder comes first in PATH.
  std::filesystem::path source;   ///< $SOURCE: the repository.
  std::filesystem::path shared;   ///< $SHARED: the folder of reference data; need not exist.
  std::chrono::seconds timeout{60};
};

/// What came of a scenario.
struct Run {
  std::optional<std::string> missing;  ///< The path that it needs and that is not there: nothing was run.
  std::vector<Outcome> outcomes;       ///< One a command.
};

/// Runs the commands one after the other in a fresh folder that holds the scenario's files. That folder is HOME; the
/// zone is UTC, the locale C.UTF-8, colours are off, standard input is empty. In what the commands print, the folders
/// are put back to $SHARED, $SOURCE and $HOME.
/// Errors: `store` if files or processes cannot be made, `cancelled` if a command takes longer than the timeout.
Result<Run> run(const Scenario& scenario, const Environment& environment);

}  // namespace corollary::scenarios
