#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/progress.h"
#include "formats/layout.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "record/importers.h"
#include "record/record.h"

namespace corollary::record {

/// What a file covers, told by who knows more of it than its rows say: all of `days`, or of their first the quarter of an hour, 0 to 95.
struct FileCover {
  DateRange days{};
  std::optional<int> quarter{};
};

struct FileImportOptions {
  std::string name{};                       ///< The set's name in the record; "" takes the format's: "GDELT", "ICEWS" …
  std::optional<formats::Format> format{};  ///< What the file must be; empty finds out.
  std::optional<SourceKind> kind{};         ///< Empty takes what the format's sets are.
  RejectOptions rejects{};
  bool keep_bytes = true;                   ///< Keeps the file itself, so that it comes back byte for byte.
  std::optional<FileCover> covers{};        ///< Of a stream: in place of what its rows say. With it, and a format, a file without a row is no error.
  std::optional<Filter> only{};             ///< Other events are counted and not stored; its days and limit are not looked at.
};

/// Whether an event passes a filter, by its parties and type alone, as `EventRecord::for_each` would have it.
bool passes(const Filter& filter, const Event& event);

/// Imports a file of one of the field's formats (formats::detect), plain or packed, in one transaction.
///
/// What a set covers: GDELT 1.0 the day in DATEADDED, GDELT 2.0 the quarter of an hour in it (a day is covered when all 96 are there);
/// another stream each day from the first to the last event of the file; a chosen list nothing.
/// Errors: `not_found`, `input` (no known format, another than asked for, no row that could be read, or with `strict` a bad one),
///         `cancelled`, `store`.
/// Cost: reads the file twice, first for its hash; memory for some megabytes of it, and for the names that it brings.
Result<ImportSummary> import_file(EventRecord& record, const std::filesystem::path& path, const FileImportOptions& options,
                                  const Catalogue& catalogue, const CameoTable& cameo, Progress& progress);

/// A hash of 128 bits over the bytes of a file, unpacked: what tells imported files apart. Errors: those of reading it; `cancelled`.
Result<std::string> file_hash(const std::filesystem::path& path, Progress& progress);

/// The set's name, if none is given, and whether its silence is a zero.
std::string set_name(formats::Format format);
SourceKind set_kind(formats::Format format);

}  // namespace corollary::record
