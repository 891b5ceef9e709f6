#include "record/segment.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace corollary::record {
namespace {

// A column's number in the file. Room is left for fields to come.
constexpr std::int64_t kColumnsMost = 64;
std::int64_t column_id(std::int64_t segment, std::size_t field) { return segment * kColumnsMost + static_cast<std::int64_t>(field); }

SegmentInfo info_in(const Statement& row) { return {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)}; }

constexpr const char* kInfoColumns = "SELECT id, first_event, events, first_day, last_day FROM segment ";

}  // namespace

Result<std::vector<SegmentInfo>> segments_of(const Database& database) {
  TRY_ASSIGN(Statement rows, database.prepare(format("{}ORDER BY first_event", kInfoColumns)));
  std::vector<SegmentInfo> segments;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return segments;
    }
    segments.push_back(info_in(rows));
    if (segments.back().events < 1 || segments.back().events > static_cast<std::int64_t>(SegmentWriter::kEventsMost)) {
      return fail(ErrorKind::store, "{}: is damaged: a segment says that it has {} events", database.name(), segments.back().events);
    }
  }
}

Result<SegmentInfo> segment_with(const Database& database, std::int64_t row) {
  TRY_ASSIGN(const std::vector<SegmentInfo> segments, segments_of(database));
  const auto behind = std::ranges::upper_bound(segments, row, {}, &SegmentInfo::first_event);
  if (behind == segments.begin() || row >= std::prev(behind)->first_event + std::prev(behind)->events) {
    return fail(ErrorKind::not_found, "{}: there is no event {}", database.name(), row);
  }
  return *std::prev(behind);
}

Result<const Column*> Segment::column(Field field) {
  auto& slot = columns_[static_cast<std::size_t>(field)];
  if (slot) {
    return &*slot;
  }
  TRY_ASSIGN(Statement row, database_->prepare("SELECT bytes FROM segment_column WHERE id = ?"));
  row.bind(1, column_id(info_.id, static_cast<std::size_t>(field)));
  TRY_ASSIGN(const bool found, row.step());
  const auto events = static_cast<std::size_t>(info_.events);
  if (!found) {
    slot = Column::constant(0, events);  // What no event of the segment has is left out.
    return &*slot;
  }
  Result<Column> column = Column::from_bytes(std::string(row.blob(0)));
  if (!column || column->size() != events) {
    return fail(ErrorKind::store, "{}: is damaged: events {} to {}: {}; put back a copy of it, or import the sets again", database_->name(),
                info_.first_event, info_.first_event + info_.events - 1,
                column ? format("a column has {} numbers", column->size()) : column.error().message);
  }
  slot = *std::move(column);
  memory_ += slot->memory();
  return &*slot;
}

Result<FieldValues> Segment::values(std::size_t at) {
  FieldValues values{};
  for (std::size_t field = 0; field < kFields; ++field) {
    TRY_ASSIGN(const Column* const column, this->column(static_cast<Field>(field)));
    values[field] = (*column)[at];
  }
  return values;
}

void Segment::release_all_but(Field kept) {
  for (std::size_t field = 0; field < kFields; ++field) {
    if (field != static_cast<std::size_t>(kept)) columns_[field].reset();
  }
  const auto& left = columns_[static_cast<std::size_t>(kept)];
  memory_ = left ? left->memory() : 0;
}

Result<SegmentWriter> SegmentWriter::open(Database& database) {
  SegmentWriter writer(database);
  for (auto& values : writer.values_) values.reserve(kEventsMost);
  TRY_ASSIGN(Statement last, database.prepare(format("{}ORDER BY first_event DESC LIMIT 1", kInfoColumns)));
  TRY_ASSIGN(const bool found, last.step());
  if (!found) {
    writer.info_ = {1, 1, 0, 0, 0};
    return writer;
  }
  const SegmentInfo info = info_in(last);
  if (info.events >= static_cast<std::int64_t>(kEventsMost)) {
    writer.info_ = {info.id + 1, info.first_event + info.events, 0, 0, 0};
    return writer;
  }
  writer.info_ = info;
  Segment segment(database, info);
  for (std::size_t field = 0; field < kFields; ++field) {
    TRY_ASSIGN(const Column* const column, segment.column(static_cast<Field>(field)));
    column->each([&](std::size_t, std::int64_t number) { writer.values_[field].push_back(number); });
  }
  return writer;
}

Result<std::int64_t> SegmentWriter::add(const FieldValues& values) {
  if (values_[0].size() == kEventsMost) {
    TRY(write());
    info_ = {info_.id + 1, info_.first_event + static_cast<std::int64_t>(kEventsMost), 0, 0, 0};
    for (auto& column : values_) column.clear();
  }
  for (std::size_t field = 0; field < kFields; ++field) values_[field].push_back(values[field]);
  return info_.first_event + static_cast<std::int64_t>(values_[0].size()) - 1;
}

Result<void> SegmentWriter::finish() { return values_[0].empty() ? Result<void>() : write(); }

Result<void> SegmentWriter::write() {
  const auto& days = values_[static_cast<std::size_t>(Field::day)];
  const auto [first, last] = std::ranges::minmax(days);
  TRY_ASSIGN(Statement info, database_->prepare("INSERT INTO segment (id, first_event, events, first_day, last_day) VALUES (?, ?, ?, ?, ?) "
                                                "ON CONFLICT (id) DO UPDATE SET events = excluded.events, first_day = excluded.first_day, "
                                                "last_day = excluded.last_day"));
  TRY(info.run(info_.id, info_.first_event, days.size(), first, last));
  TRY_ASSIGN(Statement add, database_->prepare("INSERT OR REPLACE INTO segment_column (id, bytes) VALUES (?, ?)"));
  for (std::size_t field = 0; field < kFields; ++field) {
    const bool is_empty = std::ranges::all_of(values_[field], [](std::int64_t value) { return value == 0; });
    if (!is_empty) {
      TRY(add.run(column_id(info_.id, field), Blob{column_bytes(values_[field])}));
    }
  }
  return {};
}

}  // namespace corollary::record
