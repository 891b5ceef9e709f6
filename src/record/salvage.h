#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"

namespace corollary::record {

/// What came out of a damaged record.
struct Salvaged {
  std::int64_t events = 0, events_lost = 0;
  std::int64_t report_rows = 0, report_rows_lost = 0;  ///< Mentions, and what reports are about.
  std::int64_t files = 0, files_lost = 0;   ///< Kept files that are whole again, and those of which a piece is missing.
  std::vector<std::string> lost;            ///< What could not be saved, one line each.
};

/// Copies all that can still be read of a record into a new one: segment by segment, file by file. Events get new numbers where some
/// before them are lost. Days on which events are lost are no longer covered: a gap is no zero. A batch that lost something can be
/// imported again. The damaged record is left as it is.
/// Errors: `not_found`, `store` if not even its sets can be read, the new file exists, or it cannot be written; `cancelled`.
Result<Salvaged> salvage(const std::filesystem::path& damaged, const std::filesystem::path& to, Progress& progress);

}  // namespace corollary::record
