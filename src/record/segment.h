#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/error.h"
#include "record/column.h"
#include "record/database.h"

namespace corollary::record {

/// What is stored of each event as a number, in the order of the columns' numbers in the file.
enum class Field : std::uint8_t {
  day,          ///< From 1 January 1970; the first of several.
  actors,       ///< A side: 0 nobody, an entity's number, or below 0 a list of several.
  recipients,   ///< Likewise.
  coding,
  file,
  line,
  place,        ///< 0 if there is none.
  mentions, sources, articles,  ///< 0 if it is not counted, else the count and one more.
  tone,         ///< The bits of a double.
  deaths_low, deaths_best, deaths_high,  ///< As `mentions`.
  passage,                   ///< The one with the evidence; 0 for an event that was read from a row.
  quote_begin, quote_end,    ///< Where in the passage it is; 0 without one.
  publisher,                 ///< 0 if none is named.
  source_number              ///< By which other files of its source name it (GDELT's GLOBALEVENTID); 0 if they do not.
};
inline constexpr std::size_t kFields = 19;
using FieldValues = std::array<std::int64_t, kFields>;

/// Events one after the other, with their numbers in columns. Events are numbered from 1 in the order of import, without a gap.
struct SegmentInfo {
  std::int64_t id = 0;
  std::int64_t first_event = 0;
  std::int64_t events = 0;
  std::int64_t first_day = 0, last_day = 0;  ///< The smallest and largest of `Field::day`.
};

/// The segments of a record, in the order of their events. Errors: `store`.
Result<std::vector<SegmentInfo>> segments_of(const Database& database);

/// The segment that an event is in. Errors: `not_found` if there is no such event, `store`.
Result<SegmentInfo> segment_with(const Database& database, std::int64_t event);

/// Some columns of one segment in memory; others are read when asked for.
class Segment {
 public:
  Segment(const Database& database, const SegmentInfo& info) : database_(&database), info_(info) {}

  [[nodiscard]] const SegmentInfo& info() const { return info_; }
  /// Valid while the segment is. Errors: `store` if it is missing or damaged.
  Result<const Column*> column(Field field);
  /// All that is stored of the event at a place, from 0. Errors: `store`.
  Result<FieldValues> values(std::size_t at);
  /// Forgets the other columns; they are read again when asked for.
  void release_all_but(Field kept);
  /// Bytes held by columns.
  [[nodiscard]] std::size_t memory() const { return memory_; }

 private:
  const Database* database_;
  SegmentInfo info_;
  std::array<std::optional<Column>, kFields> columns_;
  std::size_t memory_ = 0;
};

/// Adds events to the end of a record: fills the last segment up, then makes new ones. Nothing is stored before `finish`
/// or a full segment. For one transaction.
class SegmentWriter {
 public:
  /// So many events lie in a full segment: its columns are some hundred kilobytes each.
  static constexpr std::size_t kEventsMost = 65'536;

  static Result<SegmentWriter> open(Database& database);
  /// Returns the event's number. Errors: `store`.
  Result<std::int64_t> add(const FieldValues& values);
  /// Writes what has not been written. Errors: `store`.
  Result<void> finish();

 private:
  explicit SegmentWriter(Database& database) : database_(&database) {}
  Result<void> write();

  Database* database_;
  SegmentInfo info_;  ///< Of the segment under way.
  std::array<std::vector<std::int64_t>, kFields> values_;
};

}  // namespace corollary::record
