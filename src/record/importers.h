#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/progress.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "record/record.h"

namespace corollary::record {

/// What an import did.
struct ImportSummary {
  Source source;
  bool already_there = false;      ///< The same bytes were imported before; nothing changed.
  std::vector<std::string> rejected;  ///< The first 20 rejected rows, "file:line: reason"; `source.rejected` counts all.
  std::int64_t with_both_parties = 0;  ///< Events whose actor and recipient are both known parties.
  std::int64_t with_one_party = 0;
  std::int64_t with_no_party = 0;
  std::int64_t unmapped_relations = 0;  ///< Events whose description is no CAMEO code; kept as statements.
};

struct QuadrupleOptions {
  std::string name;               ///< The set's name in the record; "" takes the folder's.
  Date epoch;                     ///< The day of time 0.
  std::optional<int> hours_per_step;  ///< 24 for hour stamps; nullopt finds out: all times divisible by 24 and
                                      ///< the largest over 366·20 means hours, else day indices.
};

/// Imports a temporal-graph benchmark: `entity2id.txt`, `relation2id.txt` and train/valid/test.txt (those there are),
/// four or five whitespace-separated columns: subject, relation, object, time.
///
/// Entity names are resolved through the catalogue on the event's day; relations through the CAMEO table. Covers each
/// day that has at least one row.
/// Errors: `not_found` if a file is missing, `input` if an id table cannot be read, `store`.
///         A row with an id out of range or a bad number is rejected, counted, and the others go on.
/// Cost: one pass; memory for the id tables and the rows (16 bytes each).
Result<ImportSummary> import_quadruples(EventRecord& record, const std::filesystem::path& folder,
                                        const QuadrupleOptions& options, const Catalogue& catalogue,
                                        const CameoTable& cameo, Progress& progress);

/// Imports a chosen list of dated facts: CSV with the columns date, actors, recipients, type, mode, issue, place,
/// summary, source; party codes separated by ';'. It covers no day.
/// Errors: `input` if it is no such table; a row with a bad date, an unknown party or type is rejected and counted.
Result<ImportSummary> import_chronology(EventRecord& record, std::string_view name, std::string_view csv,
                                        const Catalogue& catalogue);

}  // namespace corollary::record
