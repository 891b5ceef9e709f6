#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/progress.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "record/record.h"
#include "record/rejects.h"

namespace corollary::record {

/// What an import did.
struct ImportSummary {
  Source source;
  bool already_there = false;  ///< The same bytes were imported before; nothing changed.
  /// The first 20 rejected rows, "file:line: reason"; `source.rejected` counts all.
  std::vector<std::string> rejected;
  std::int64_t with_both_parties = 0;  ///< Events with a known party among the actors and among the recipients.
  std::int64_t with_one_party = 0;     ///< On one of the two sides only.
  std::int64_t with_no_party = 0;
  std::int64_t other_rows = 0;          ///< Well-formed rows that are no events: mentions, reports' metadata.
  std::int64_t left_out = 0;            ///< Events that did not pass the import's filter and are not stored.
  std::int64_t unmapped_relations = 0;  ///< Events whose description is no CAMEO code; kept as statements.
};

struct QuadrupleOptions {
  std::string name{};  ///< The set's name in the record; "" takes the folder's.
  Date epoch{};        ///< The day of time 0.
  /// How much time is a day: 24 for hour stamps, 1 for day indices. nullopt finds out: three or more different times,
  /// all divisible by 24, are hours.
  std::optional<int> time_per_day{};
  RejectOptions rejects{};
};

/// Imports a temporal-graph benchmark: `entity2id.txt`, `relation2id.txt` and train/valid/test.txt (those there are),
/// four or five whitespace-separated columns: subject, relation, object, time.
///
/// Entity names are resolved through the catalogue on the event's day; relations through the CAMEO table. An underscore
/// in a name is read as the blank it stands for. Covers each day that has at least one row.
/// Errors: `not_found` if an id table or all three row files are missing, `input` if a table has no id or no row of
///         the set can be read, `cancelled`, `store`.
///         A row with an id out of range or a bad number is rejected, counted, and the others go on, unless that is to be strict.
/// Cost: three passes (for the hash, for what a day is, for the rows); memory for the id tables.
Result<ImportSummary> import_quadruples(EventRecord& record, const std::filesystem::path& folder,
                                        const QuadrupleOptions& options, const Catalogue& catalogue,
                                        const CameoTable& cameo, Progress& progress);

/// Imports a chosen list of dated facts: CSV with the columns date, actors, recipients, type, mode, issue, place,
/// summary, source; party codes and issue ids separated by ';'. It covers no day.
///
/// The events happened; their text is the summary, their intensity what is typical of their type, and
/// their place in the set ends with the row's source: "chronology.csv:17 (Joint press conference transcript)".
/// Errors: `input` if it is no such table or no row of it can be read, `store`.
///         A row with a bad date, no actor, an unknown party, type or issue is rejected and counted.
Result<ImportSummary> import_chronology(EventRecord& record, std::string_view name, std::string_view csv,
                                        const RejectOptions& rejects, const Catalogue& catalogue);

}  // namespace corollary::record
