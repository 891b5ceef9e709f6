#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "record/column.h"
#include "record/database.h"

namespace corollary::record {

/// What a row says of a report: that it mentions an event, or what it is about.
enum class MetadataKind : std::uint8_t { mention = 1, description = 2 };

/// What is stored of each row as a number, in the order of the columns' numbers in the file.
enum class MetadataField : std::uint8_t {
  day,         ///< From 1 January 1970.
  event,       ///< `Field::source_number` of the event that a mention is of; 0 in a description.
  address,     ///< `address_hash` of the report's.
  publisher,
  tone,        ///< 0 if it is not told, else twice the ten-thousandths, and one more.
  confidence,  ///< 0 if it is not told, else the per cents and one more.
  length,      ///< In characters; 0 if it is not told, else one more.
  file, line   ///< Where the row was read.
};
inline constexpr std::size_t kMetadataFields = 9;

/// What a description has several of. Each is two columns: where the row's names end among those of the segment, and the names' numbers.
enum class MetadataList : std::uint8_t { theme, person, organisation, location };
inline constexpr std::size_t kMetadataLists = 4;
/// The table that numbers the names.
std::string_view table_of(MetadataList list);

struct MetadataRow {
  std::array<std::int64_t, kMetadataFields> values{};
  std::array<std::vector<std::int64_t>, kMetadataLists> lists{};

  std::int64_t& operator[](MetadataField field) { return values[static_cast<std::size_t>(field)]; }
  std::int64_t operator[](MetadataField field) const { return values[static_cast<std::size_t>(field)]; }
};

/// What a number of the columns `tone`, and of `confidence` and `length`, stands for; and the way back for the first.
std::optional<double> tone_in(std::int64_t stored);
std::optional<std::int32_t> count_in(std::int64_t stored);
std::int64_t stored_tone(std::optional<double> tone);

/// XXH3 in 64 bits: by which rows about one report are brought together. 0 for "".
std::int64_t address_hash(std::string_view address);

struct MetadataSegmentInfo {
  std::int64_t id = 0;
  MetadataKind kind = MetadataKind::mention;
  std::int64_t rows = 0;
  std::int64_t first_day = 0, last_day = 0;
};

/// In the order of import. Errors: `store`.
Result<std::vector<MetadataSegmentInfo>> metadata_segments_of(const Database& database);

/// Some columns of one segment in memory; others are read when asked for.
class MetadataSegment {
 public:
  MetadataSegment(const Database& database, const MetadataSegmentInfo& info) : database_(&database), info_(info) {}

  [[nodiscard]] const MetadataSegmentInfo& info() const { return info_; }
  /// Valid while the segment is. Errors: `store` if it is damaged.
  Result<const Column*> column(MetadataField field);
  Result<const Column*> ends(MetadataList list);
  Result<const Column*> names(MetadataList list);
  /// All of the row at a place, from 0. Errors: `store`.
  Result<MetadataRow> row(std::size_t at);

 private:
  static constexpr std::size_t kColumns = kMetadataFields + 2 * kMetadataLists;
  /// `size`: how many numbers it must have, if known.
  Result<const Column*> read(std::size_t column, std::optional<std::size_t> size);

  const Database* database_;
  MetadataSegmentInfo info_;
  std::array<std::optional<Column>, kColumns> columns_;
};

/// Adds rows behind those of their kind. Nothing is stored before `finish` or a full segment, and nothing is read before the first row.
/// For one transaction.
class MetadataWriter {
 public:
  explicit MetadataWriter(Database& database) : database_(&database) {}

  /// Errors: `store`.
  Result<void> add(MetadataKind kind, const MetadataRow& row);
  /// Writes what has not been written. Errors: `store`.
  Result<void> finish();

 private:
  struct UnderWay {
    MetadataSegmentInfo info;
    bool open = false;
    std::array<std::vector<std::int64_t>, kMetadataFields> values;
    std::array<std::vector<std::int64_t>, kMetadataLists> ends, names;
  };
  Result<void> open(UnderWay& segment, MetadataKind kind);
  Result<void> load(UnderWay& segment);
  Result<void> write(UnderWay& segment);
  Result<void> start(UnderWay& segment);

  Database* database_;
  std::array<UnderWay, 2> under_way_;
};

}  // namespace corollary::record
