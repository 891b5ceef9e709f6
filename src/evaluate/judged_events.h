#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "base/error.h"
#include "base/progress.h"
#include "coding/coder.h"

namespace corollary::evaluate {

/// An event that was coded once, and what somebody who read its sentence said of it.
struct JudgedEvent {
  std::string report;   ///< Its id.
  ByteRange bytes;      ///< The evidence.
  EventType type;
  Modality modality;
  std::string actors, recipients;  ///< As `sides_text` writes them.
  std::string verdict;  ///< "right", or what is wrong: "no act", "type", "sides", "modality".
};

/// The parties with their sectors, or names where no party is known: "USA:GOV;Hamas".
std::string sides_text(const std::vector<Actor>& actors);

/// The rows of a table as training/coding/judged.tsv whose `set` is the name. Errors: `input` with file and line.
Result<std::vector<JudgedEvent>> read_judged(std::string_view name, std::string_view text, std::string_view set);

/// A judged event that is coded still.
struct JudgedMatch {
  const JudgedEvent* judged;
  Event event;
  std::optional<coding::Grounds> grounds;
};

/// Codes the reports that were judged, from a file of reports, and finds the judged events among theirs: of the same
/// evidence, type, modality and sides. In the order of the judgements. Errors: those of reading the file; `cancelled`.
Result<std::vector<JudgedMatch>> match_judged(const std::vector<JudgedEvent>& judged, const std::filesystem::path& reports,
                                              const coding::Coder& coder, Progress& progress);

}  // namespace corollary::evaluate
