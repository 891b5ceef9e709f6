#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "bargain/spatial.h"
#include "base/error.h"

namespace corollary::bargain {

/// A scenario from a file of any kind that we read.
struct ScenarioFile {
  std::string kind;  ///< "TOML", "JSON", "KTAB's CSV", "KTAB's XML", "Decide's rows", "a table of actors", "a DEU table".
  Scenario scenario;
  SpatialOptions spatial;              ///< As the file has them, of KTAB's XML; else the default.
  std::vector<std::string> warnings;   ///< What was taken in spite of something, a line each.
};

/// Tells the kind by the first line: `<` is KTAB's XML, `{` JSON, a row of `#A`, `#P`, `#M`, `#D`, `#O` or `#/` Decide's, a header with `prnr` a DEU table; a line that begins
/// with `[` or `#`, or has a `=`, is TOML; a header with capability and position is a table of actors, another line with commas KTAB's CSV; all else is TOML.
/// `proposal`: which one of a DEU table; its issues are the scenario. Other kinds ignore it.
/// Errors: `input` as of the kind's own reader; a DEU table without a proposal that it has, which names some; a file of over 64 MiB; `not_found`.
Result<ScenarioFile> read_scenario_file(const std::filesystem::path& path, std::string_view proposal = "");

}  // namespace corollary::bargain
