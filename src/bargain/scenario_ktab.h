#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "bargain/spatial.h"
#include "base/error.h"

namespace corollary::bargain {

/// What a file of KTAB's SMP holds. Its dimensions are the issues: positions as in the file, saliences a hundredth of the file's,
/// a description of an actor as the `why` of each of its stakes.
struct KtabScenario {
  std::string name;
  std::string description;
  Scenario scenario;
  SpatialOptions options;
  std::vector<std::string> warnings;  ///< One line each, with place, for what was taken in spite of something.
};

/// Reads KTAB's CSV: name, description, number of actors, number of issues; then the names of columns; then a row for each actor
/// with name, description, capability, and for each issue position and salience, both 0 to 100. Cells may have spaces around them
/// and be quoted; lines may end with a comma; a byte-order mark is skipped; further cells of the first line are not read.
/// Errors: `input`, one line that begins with `name:line:`, for another number of rows or columns than the first line says, a number
/// out of its range, saliences of an actor that sum to more than 100, an actor or issue that is there twice, bytes that are not UTF-8.
Result<KtabScenario> parse_ktab_csv(std::string_view name, std::string_view text);

/// Reads KTAB's XML (smpSchema.xsd), with the same ranges. KTAB's names of the options stand in the .cpp.
/// A missing `ModelParameters` or a part of it leaves the default, a missing `IdealAdjustment` leaves the ideals with the positions.
/// Taken with a warning: an empty coordinate or salience (0, as KTAB took it up to 2016; later it refuses the file), a missing part of
/// `ModelParameters`, missing `Dimensions`.
/// Errors: as for the CSV; also for what is not XML, and for values of options that KTAB does not know.
Result<KtabScenario> parse_ktab_xml(std::string_view name, std::string_view text);

/// Either, by the first byte that is no space. Errors: also those of `read_file`.
Result<KtabScenario> read_ktab(const std::filesystem::path& path);

}  // namespace corollary::bargain
