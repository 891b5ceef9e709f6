#include "record/metadata_segment.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace corollary::record {
namespace {

constexpr std::int64_t kColumnsMost = 64;  // Room for fields to come.
std::int64_t column_id(std::int64_t segment, std::size_t column) { return segment * kColumnsMost + static_cast<std::int64_t>(column); }
std::size_t ends_column(std::size_t list) { return kMetadataFields + 2 * list; }

// A mention is some 20 bytes, a description some 200: a segment is a megabyte or three, and the last one is written anew by each import.
std::size_t rows_most(MetadataKind kind) { return kind == MetadataKind::mention ? 65'536 : 16'384; }

constexpr const char* kInfoColumns = "SELECT id, kind, rows, first_day, last_day FROM metadata_segment ";

Result<MetadataSegmentInfo> info_in(const Statement& row, const Database& database) {
  const std::int64_t kind = row.integer(1);
  if ((kind != 1 && kind != 2) || row.integer(2) < 1 || row.integer(2) > static_cast<std::int64_t>(rows_most(static_cast<MetadataKind>(kind)))) {
    return fail(ErrorKind::store, "{}: is damaged: a segment of rows about reports is of kind {} and has {} rows", database.name(), kind, row.integer(2));
  }
  return MetadataSegmentInfo{row.integer(0), static_cast<MetadataKind>(kind), row.integer(2), row.integer(3), row.integer(4)};
}

}  // namespace

std::string_view table_of(MetadataList list) {
  constexpr auto tables = std::to_array<std::string_view>({"theme", "person", "organisation", "location"});
  return tables[static_cast<std::size_t>(list)];
}

std::optional<double> tone_in(std::int64_t stored) {
  return stored == 0 ? std::nullopt : std::optional(static_cast<double>((stored - 1) / 2) / 10'000);
}

std::optional<std::int32_t> count_in(std::int64_t stored) {
  return stored == 0 ? std::nullopt : std::optional(static_cast<std::int32_t>(stored - 1));
}

std::int64_t stored_tone(std::optional<double> tone) {
  constexpr double most = 1e6;  // Tones lie between -100 and 100.
  return tone && std::abs(*tone) <= most ? 2 * std::llround(*tone * 10'000) + 1 : 0;
}

std::int64_t address_hash(std::string_view address) {
  return address.empty() ? 0 : std::bit_cast<std::int64_t>(static_cast<std::uint64_t>(XXH3_64bits(address.data(), address.size())));
}

Result<std::vector<MetadataSegmentInfo>> metadata_segments_of(const Database& database) {
  TRY_ASSIGN(Statement rows, database.prepare(format("{}ORDER BY id", kInfoColumns)));
  std::vector<MetadataSegmentInfo> segments;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return segments;
    }
    TRY_ASSIGN(const MetadataSegmentInfo info, info_in(rows, database));
    segments.push_back(info);
  }
}

Result<const Column*> MetadataSegment::read(std::size_t number, std::optional<std::size_t> size) {
  auto& slot = columns_[number];
  if (slot) {
    return &*slot;
  }
  TRY_ASSIGN(Statement row, database_->prepare("SELECT bytes FROM metadata_column WHERE id = ?"));
  row.bind(1, column_id(info_.id, number));
  TRY_ASSIGN(const bool found, row.step());
  if (!found) {
    slot = Column::constant(0, size.value_or(0));  // What no row of the segment has is left out.
    return &*slot;
  }
  Result<Column> column = Column::from_bytes(std::string(row.blob(0)));
  if (!column || (size && column->size() != *size)) {
    return fail(ErrorKind::store, "{}: is damaged: rows about reports (segment {}): {}; put back a copy of it, or import the sets again",
                database_->name(), info_.id, column ? format("a column has {} numbers", column->size()) : column.error().message);
  }
  slot = *std::move(column);
  return &*slot;
}

Result<const Column*> MetadataSegment::column(MetadataField field) { return read(static_cast<std::size_t>(field), static_cast<std::size_t>(info_.rows)); }

Result<const Column*> MetadataSegment::ends(MetadataList list) {
  return read(ends_column(static_cast<std::size_t>(list)), static_cast<std::size_t>(info_.rows));
}

Result<const Column*> MetadataSegment::names(MetadataList list) { return read(ends_column(static_cast<std::size_t>(list)) + 1, std::nullopt); }

Result<MetadataRow> MetadataSegment::row(std::size_t at) {
  MetadataRow row;
  for (std::size_t field = 0; field < kMetadataFields; ++field) {
    TRY_ASSIGN(const Column* const column, this->column(static_cast<MetadataField>(field)));
    row.values[field] = (*column)[at];
  }
  for (std::size_t list = 0; list < kMetadataLists; ++list) {
    TRY_ASSIGN(const Column* const ends, this->ends(static_cast<MetadataList>(list)));
    TRY_ASSIGN(const Column* const names, this->names(static_cast<MetadataList>(list)));
    const std::int64_t begin = at == 0 ? 0 : (*ends)[at - 1], end = (*ends)[at];
    if (begin < 0 || begin > end || end > static_cast<std::int64_t>(names->size())) {
      return fail(ErrorKind::store, "{}: is damaged: rows about reports (segment {}): row {} has a list from {} to {}", database_->name(), info_.id, at, begin, end);
    }
    for (std::int64_t i = begin; i < end; ++i) row.lists[list].push_back((*names)[static_cast<std::size_t>(i)]);
  }
  return row;
}

Result<void> MetadataWriter::add(MetadataKind kind, const MetadataRow& row) {
  UnderWay& segment = under_way_[static_cast<std::size_t>(kind) - 1];
  if (!segment.open) {
    TRY(open(segment, kind));
  }
  if (segment.values[0].size() == rows_most(kind)) {
    TRY(write(segment));
    TRY(start(segment));
  }
  for (std::size_t field = 0; field < kMetadataFields; ++field) segment.values[field].push_back(row.values[field]);
  for (std::size_t list = 0; list < kMetadataLists; ++list) {
    auto& names = segment.names[list];
    names.insert(names.end(), row.lists[list].begin(), row.lists[list].end());
    segment.ends[list].push_back(static_cast<std::int64_t>(names.size()));
  }
  return {};
}

Result<void> MetadataWriter::open(UnderWay& segment, MetadataKind kind) {
  segment.open = true;
  segment.info.kind = kind;
  TRY_ASSIGN(Statement last, database_->prepare(format("{}WHERE kind = ? ORDER BY id DESC LIMIT 1", kInfoColumns)));
  last.bind(1, static_cast<std::int64_t>(kind));
  TRY_ASSIGN(const bool found, last.step());
  if (found) {
    TRY_ASSIGN(segment.info, info_in(last, *database_));
    if (static_cast<std::size_t>(segment.info.rows) < rows_most(kind)) {
      return load(segment);
    }
  }
  return start(segment);
}

// What is in a segment that is not full.
Result<void> MetadataWriter::load(UnderWay& segment) {
  MetadataSegment there(*database_, segment.info);
  const auto copy = [](const Column& from, std::vector<std::int64_t>& to) { from.each([&](std::size_t, std::int64_t number) { to.push_back(number); }); };
  for (std::size_t field = 0; field < kMetadataFields; ++field) {
    TRY_ASSIGN(const Column* const column, there.column(static_cast<MetadataField>(field)));
    copy(*column, segment.values[field]);
  }
  for (std::size_t list = 0; list < kMetadataLists; ++list) {
    TRY_ASSIGN(const Column* const ends, there.ends(static_cast<MetadataList>(list)));
    TRY_ASSIGN(const Column* const names, there.names(static_cast<MetadataList>(list)));
    copy(*ends, segment.ends[list]);
    copy(*names, segment.names[list]);
  }
  return {};
}

// A new segment, numbered behind all others.
Result<void> MetadataWriter::start(UnderWay& segment) {
  TRY_ASSIGN(const std::int64_t last, database_->integer("SELECT coalesce(max(id), 0) FROM metadata_segment"));
  TRY_ASSIGN(Statement add, database_->prepare("INSERT INTO metadata_segment (id, kind, rows, first_day, last_day) VALUES (?, ?, 0, 0, 0)"));
  segment.info.id = last + 1;
  for (auto& values : segment.values) values.clear();
  for (auto& ends : segment.ends) ends.clear();
  for (auto& names : segment.names) names.clear();
  return add.run(segment.info.id, static_cast<std::int64_t>(segment.info.kind));
}

Result<void> MetadataWriter::write(UnderWay& segment) {
  const auto& days = segment.values[static_cast<std::size_t>(MetadataField::day)];
  const auto [first, last] = std::ranges::minmax(days);
  TRY_ASSIGN(Statement info, database_->prepare("UPDATE metadata_segment SET rows = ?, first_day = ?, last_day = ? WHERE id = ?"));
  TRY(info.run(days.size(), first, last, segment.info.id));
  TRY_ASSIGN(Statement add, database_->prepare("INSERT OR REPLACE INTO metadata_column (id, bytes) VALUES (?, ?)"));
  const auto store = [&](std::size_t column, const std::vector<std::int64_t>& numbers) -> Result<void> {
    const bool is_empty = std::ranges::all_of(numbers, [](std::int64_t number) { return number == 0; });
    return is_empty ? Result<void>() : add.run(column_id(segment.info.id, column), Blob{column_bytes(numbers)});
  };
  for (std::size_t field = 0; field < kMetadataFields; ++field) TRY(store(field, segment.values[field]));
  for (std::size_t list = 0; list < kMetadataLists; ++list) {
    TRY(store(ends_column(list), segment.ends[list]));
    TRY(store(ends_column(list) + 1, segment.names[list]));
  }
  return {};
}

Result<void> MetadataWriter::finish() {
  for (UnderWay& segment : under_way_) {
    if (segment.open && !segment.values[0].empty()) TRY(write(segment));
  }
  return {};
}

}  // namespace corollary::record
