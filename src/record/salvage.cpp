#include "record/salvage.h"

#include <algorithm>
#include <cstdlib>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "base/strings.h"
#include "record/database.h"
#include "record/event_reader.h"
#include "record/metadata_segment.h"
#include "record/name_numbers.h"
#include "record/original.h"
#include "record/record.h"
#include "record/report_metadata.h"
#include "record/segment.h"
#include "record/stored_values.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;

struct Batch {
  Source source;
  std::vector<std::pair<std::int64_t, std::string>> files;
  std::int64_t expected = 0;  ///< Events.
  std::int64_t first = 0;     ///< Its first event's number.
  std::int64_t report_rows = 0;
};

// The batches in the order of import, with their files. Events are numbered in that order.
Result<std::vector<Batch>> batches_of(const Database& database) {
  TRY_ASSIGN(Statement rows, database.prepare("SELECT batch.id, name, format, kind, content_hash, events, report_rows FROM batch "
                                              "JOIN source ON source.id = source ORDER BY batch.id"));
  TRY_ASSIGN(Statement files, database.prepare("SELECT id, name FROM file WHERE batch = ? ORDER BY id"));
  std::vector<Batch> batches;
  std::int64_t next = 1;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return batches;
    }
    Batch batch;
    batch.source.name = rows.text(1);
    batch.source.format = rows.text(2);
    batch.source.kind = rows.text(3) == name(SourceKind::chosen) ? SourceKind::chosen : SourceKind::stream;
    batch.source.content_hash = rows.text(4);
    batch.expected = rows.integer(5);
    batch.report_rows = rows.integer(6);
    batch.first = next;
    next += batch.expected;
    files.reset();
    files.bind(1, rows.integer(0));
    for (;;) {
      TRY_ASSIGN(const bool another, files.step());
      if (!another) break;
      batch.files.emplace_back(files.integer(0), files.text(1));
    }
    batches.push_back(std::move(batch));
  }
}

// A stored row about a report as it was imported.
class ReportRows {
 public:
  explicit ReportRows(const Database& database)
      : publishers_(database, "publisher"),
        names_{{{database, table_of(MetadataList::theme)},
                {database, table_of(MetadataList::person)},
                {database, table_of(MetadataList::organisation)},
                {database, table_of(MetadataList::location)}}} {}

  struct Row {
    ReportRow row;
    std::array<std::vector<std::string_view>, kMetadataLists> lists;
  };
  /// Valid until the next. Errors: `store`.
  Result<const Row*> of(const MetadataRow& stored) {
    TRY_ASSIGN(const std::string* const publisher, publishers_.text(stored[MetadataField::publisher]));
    row_.row = {};
    row_.row.event = stored[MetadataField::event];
    row_.row.day = day_of_number(stored[MetadataField::day]);
    row_.row.publisher = *publisher;
    row_.row.address = stored[MetadataField::address];
    row_.row.tone = tone_in(stored[MetadataField::tone]);
    row_.row.confidence = count_in(stored[MetadataField::confidence]);
    row_.row.length = count_in(stored[MetadataField::length]);
    for (std::size_t list = 0; list < kMetadataLists; ++list) {
      row_.lists[list].clear();
      for (const std::int64_t number : stored.lists[list]) {
        TRY_ASSIGN(const std::string* const name, names_[list].text(number));
        row_.lists[list].push_back(*name);
      }
    }
    row_.row.themes = row_.lists[0];
    row_.row.persons = row_.lists[1];
    row_.row.organisations = row_.lists[2];
    row_.row.locations = row_.lists[3];
    return &row_;
  }

 private:
  NameTexts publishers_;
  std::array<NameTexts, kMetadataLists> names_;
  Row row_;
};

class Salvage {
 public:
  Salvage(const Database& from, EventRecord& to, EventReader reader, Progress& progress)
      : from_(&from), to_(&to), reader_(std::move(reader)), names_(from), progress_(&progress) {}

  Result<Salvaged> run() {
    TRY_ASSIGN(const std::vector<Batch> batches, batches_of(*from_));
    find_metadata();
    find_segments(batches.empty() ? 0 : batches.back().first + batches.back().expected - 1);
    for (std::size_t i = 0; i < batches.size(); ++i) {
      const auto is_of_same_set = [&](const Batch& other) { return key(other) == key(batches[i]); };
      TRY(copy(batches[i], std::none_of(batches.begin() + static_cast<std::ptrdiff_t>(i) + 1, batches.end(), is_of_same_set)));
    }
    if (const auto reports = from_->integer("SELECT count(*) FROM report"); reports && *reports > 0) {
      result_.lost.push_back(format("the texts of {} report{}: import them again with corollary code", *reports, *reports == 1 ? "" : "s"));
    }
    return std::move(result_);
  }

 private:
  // One after the other, as a damaged table may give some rows and not others. Full segments have one size.
  void find_segments(std::int64_t last_event) {
    const std::int64_t most = last_event / static_cast<std::int64_t>(SegmentWriter::kEventsMost) + 1;
    for (std::int64_t id = 1; id <= most; ++id) {
      if (auto info = segment_at(id)) segments_.push_back(*info);
    }
  }

  std::optional<SegmentInfo> segment_at(std::int64_t id) {
    auto row = from_->prepare("SELECT id, first_event, events, first_day, last_day FROM segment WHERE id = ?");
    if (!row) return std::nullopt;
    row->bind(1, id);
    const auto found = row->step();
    if (!found || !*found) return std::nullopt;
    const SegmentInfo info{row->integer(0), row->integer(1), row->integer(2), row->integer(3), row->integer(4)};
    return info.events < 1 ? std::nullopt : std::optional(info);
  }

  static std::pair<std::string, std::string> key(const Batch& batch) { return {batch.source.name, batch.source.format}; }

  Result<void> copy(const Batch& batch, bool is_last_of_set) {
    Source source = batch.source;
    if (!is_readable(batch)) {
      source.content_hash = "salvaged " + source.content_hash;  // So that the same bytes may be imported again.
    }
    TRY_ASSIGN(auto import, to_->begin_import(source));
    std::vector<DateRange>& holes = holes_[key(batch)];
    TRY(copy_events(batch, import, holes));
    TRY(copy_report_rows(batch, import));
    TRY(copy_files(batch, import));
    if (is_last_of_set) {
      TRY(copy_coverage(batch, import, holes));
      TRY(copy_rejected(batch, import));
    }
    TRY(import.commit());
    return {};
  }

  // Every event, row about reports and kept piece of it can be read.
  bool is_readable(const Batch& batch) {
    if (readable_report_rows(batch) != batch.report_rows) return false;
    for (std::int64_t row = batch.first; row < batch.first + batch.expected;) {
      const SegmentInfo* const info = segment_with(row);
      if (info == nullptr) return false;
      Segment segment(*from_, *info);
      if (!segment.values(0)) return false;
      row = info->first_event + info->events;
    }
    return std::ranges::all_of(batch.files, [&](const auto& file) {
      return each_piece(*from_, file.first, [](std::string_view) { return Result<void>(); }).has_value();
    });
  }

  const SegmentInfo* segment_with(std::int64_t row) const {
    const auto found = std::ranges::find_if(segments_, [&](const SegmentInfo& info) { return info.first_event <= row && row < info.first_event + info.events; });
    return found == segments_.end() ? nullptr : &*found;
  }

  Result<void> copy_events(const Batch& batch, EventRecord::Import& import, std::vector<DateRange>& holes) {
    const std::int64_t end = batch.first + batch.expected;
    for (std::int64_t row = batch.first; row < end;) {
      TRY(progress_->report("saving events", static_cast<std::uint64_t>(row), static_cast<std::uint64_t>(end)));
      const SegmentInfo* const info = segment_with(row);
      if (info == nullptr) {
        const auto next = std::ranges::upper_bound(segments_, row, {}, &SegmentInfo::first_event);
        const std::int64_t until = std::min(end, next == segments_.end() ? end : next->first_event);
        lose(batch, row, until, "their segment is missing");
        holes.push_back({Date::from_day_number(-719'162), Date::from_day_number(2'932'896)});  // Of which days, nothing tells.
        row = until;
        continue;
      }
      const std::int64_t until = std::min(end, info->first_event + info->events);
      Segment segment(*from_, *info);
      const auto readable = segment.values(0);
      if (!readable) {
        lose(batch, row, until, "their columns are damaged");
        holes.push_back({day_of_number(info->first_day), day_of_number(info->last_day)});
        row = until;
        continue;
      }
      for (; row < until; ++row) TRY(copy_event(batch, segment, row, import, holes));
    }
    return {};
  }

  Result<void> copy_event(const Batch& batch, Segment& segment, std::int64_t row, EventRecord::Import& import, std::vector<DateRange>& holes) {
    const auto event = reader_.read(segment, static_cast<std::size_t>(row - segment.info().first_event));
    if (!event) {
      lose(batch, row, row + 1, "what it refers to is missing");
      holes.push_back({day_of_number(segment.info().first_day), day_of_number(segment.info().last_day)});
      return {};
    }
    ++result_.events;
    TRY_ASSIGN(const Column* const numbers, segment.column(Field::source_number));
    return import.add(**event, as_row(**event).place, (*numbers)[static_cast<std::size_t>(row - segment.info().first_event)]);
  }

  // A segment of rows about reports that can be read, and the files of which it has rows.
  struct Described {
    MetadataSegmentInfo info;
    std::int64_t first_file = 0, last_file = 0;
  };

  void find_metadata() {
    const auto last = from_->integer("SELECT max(id) FROM metadata_segment");
    for (std::int64_t id = 1; id <= last.value_or(0); ++id) {
      if (auto found = metadata_at(id)) metadata_.push_back(*found);
    }
  }

  std::optional<Described> metadata_at(std::int64_t id) {
    auto row = from_->prepare("SELECT id, kind, rows, first_day, last_day FROM metadata_segment WHERE id = ?");
    if (!row) return std::nullopt;
    row->bind(1, id);
    const auto there = row->step();
    if (!there || !*there || row->integer(2) < 1) return std::nullopt;
    Described found{{row->integer(0), static_cast<MetadataKind>(row->integer(1)), row->integer(2), row->integer(3), row->integer(4)}, 0, 0};
    MetadataSegment segment(*from_, found.info);
    const auto files = segment.column(MetadataField::file);
    if (!files || !segment.row(static_cast<std::size_t>(found.info.rows) - 1)) return std::nullopt;  // The row reads all columns.
    found.first_file = found.last_file = (**files)[0];
    (*files)->each([&](std::size_t, std::int64_t file) {
      found.first_file = std::min(found.first_file, file);
      found.last_file = std::max(found.last_file, file);
    });
    return found;
  }

  // Calls `visit(segment, place)` for each row of the batch that can be read.
  template <typename Visit>
  Result<void> each_report_row(const Batch& batch, Visit&& visit) {
    if (batch.files.empty()) return {};
    const std::int64_t first = batch.files.front().first, last = batch.files.back().first;
    for (const Described& described : metadata_) {
      if (described.last_file < first || described.first_file > last) continue;
      MetadataSegment segment(*from_, described.info);
      TRY_ASSIGN(const Column* const files, segment.column(MetadataField::file));
      for (std::size_t at = 0; at < files->size(); ++at) {
        if ((*files)[at] >= first && (*files)[at] <= last) TRY(visit(segment, at));
      }
    }
    return {};
  }

  std::int64_t readable_report_rows(const Batch& batch) {
    std::int64_t rows = 0;
    const auto count = [&](MetadataSegment&, std::size_t) -> Result<void> {
      ++rows;
      return {};
    };
    return each_report_row(batch, count) ? rows : -1;
  }

  Result<void> copy_report_rows(const Batch& batch, EventRecord::Import& import) {
    std::int64_t copied = 0;
    const auto copy = [&](MetadataSegment& segment, std::size_t at) -> Result<void> {
      const auto row = segment.row(at);
      const auto file = row ? std::ranges::find(batch.files, (*row)[MetadataField::file], [](const auto& one) { return one.first; }) : batch.files.end();
      if (file == batch.files.end()) return {};
      const auto saved = names_.of(*row);
      if (!saved) return {};  // What it refers to is missing.
      ++copied;
      return import.add_report_row((*saved)->row, file->second, (*row)[MetadataField::line]);
    };
    TRY(each_report_row(batch, copy));
    result_.report_rows += copied;
    if (copied < batch.report_rows) {
      result_.report_rows_lost += batch.report_rows - copied;
      result_.lost.push_back(format("{} rows about reports of {}: their columns are damaged", batch.report_rows - copied, batch.source.name));
    }
    return {};
  }

  void lose(const Batch& batch, std::int64_t first, std::int64_t end, std::string_view why) {
    result_.events_lost += end - first;
    result_.lost.push_back(format("events {} to {} of {}: {}", first, end - 1, batch.source.name, why));
  }

  Result<void> copy_coverage(const Batch& batch, EventRecord::Import& import, const std::vector<DateRange>& holes) {
    auto rows = from_->prepare("SELECT first_day, last_day FROM coverage JOIN source ON source.id = source WHERE name = ? AND format = ?");
    if (!rows) return {};
    rows->bind(1, std::string_view(batch.source.name));
    rows->bind(2, std::string_view(batch.source.format));
    std::vector<DateRange> ranges;
    for (;;) {
      const auto more = rows->step();
      if (!more || !*more) break;
      constexpr std::int64_t most = 4'000'000;  // Days that a calendar has: more is damage.
      const std::int64_t begin = rows->integer(0), end = rows->integer(1);
      if (std::abs(begin) > most || std::abs(end) > most) continue;
      for (std::int64_t day = begin; day <= end; ++day) {
        const Date date = day_of_number(day);
        const bool lost = std::ranges::any_of(holes, [&](const DateRange& hole) { return hole.first <= date && date <= hole.last; });
        if (!lost) ranges.push_back({date, date});
      }
    }
    return import.cover(Coverage(std::move(ranges)));
  }

  Result<void> copy_rejected(const Batch& batch, EventRecord::Import& import) {
    auto rows = from_->prepare("SELECT place, reason FROM rejected JOIN source ON source.id = source WHERE name = ? AND format = ? ORDER BY rejected.rowid");
    if (!rows) return {};
    rows->bind(1, std::string_view(batch.source.name));
    rows->bind(2, std::string_view(batch.source.format));
    for (;;) {
      const auto more = rows->step();
      if (!more || !*more) return {};
      TRY(import.reject(rows->text(0), rows->text(1)));
    }
  }

  Result<void> copy_files(const Batch& batch, EventRecord::Import& import) {
    for (const auto& [id, file] : batch.files) {
      std::int64_t line = 1, pieces = 0;
      const auto copied = each_piece(*from_, id, [&](std::string_view piece) -> Result<void> {
        ++pieces;
        TRY(import.keep(file, line, piece));
        line += std::ranges::count(piece, '\n');
        return {};
      });
      if (!copied) {
        ++result_.files_lost;
        result_.lost.push_back(format("the file {} of {}: from line {} on", file, batch.source.name, line));
      } else if (pieces > 0) {
        ++result_.files;
      }
    }
    return {};
  }

  const Database* from_;
  EventRecord* to_;
  EventReader reader_;
  ReportRows names_;
  Progress* progress_;
  std::vector<SegmentInfo> segments_;
  std::vector<Described> metadata_;
  std::map<std::pair<std::string, std::string>, std::vector<DateRange>> holes_;  // Days on which a set lost events.
  Salvaged result_;
};

// How many bytes an SQLite file says that it has; 0 if it says nothing sensible.
std::uintmax_t stated_size(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<unsigned char, 32> head{};
  if (!file.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()))) {
    return 0;
  }
  const std::uintmax_t page = head[16] * 256U + head[17];
  const std::uintmax_t pages = ((head[28] * 256U + head[29]) * 256U + head[30]) * 256U + head[31];
  return (page == 1 ? 65'536 : page) * pages;
}

// SQLite reads nothing of a file that is shorter than it says. A copy is filled up with zeros; it goes with this object.
class FilledUp {
 public:
  static Result<std::optional<FilledUp>> of(const fs::path& damaged, const fs::path& beside) {
    std::error_code error;
    const std::uintmax_t has = fs::file_size(damaged, error), stated = stated_size(damaged);
    constexpr std::uintmax_t sane = 64;  // Times what is there: more was never a record cut short.
    if (error || stated <= has || stated / sane > has) {
      return std::nullopt;
    }
    FilledUp copy(beside.string() + ".part");
    fs::copy_file(damaged, copy.path_, fs::copy_options::overwrite_existing, error);
    if (!error) {
      fs::permissions(copy.path_, fs::perms::owner_write, fs::perm_options::add, error);
      fs::resize_file(copy.path_, stated, error);
    }
    if (error) {
      return fail(ErrorKind::store, "{}: cannot be written: {}", copy.path_.string(), error.message());
    }
    return std::optional(std::move(copy));
  }
  FilledUp(FilledUp&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  FilledUp& operator=(FilledUp&&) = delete;
  ~FilledUp() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit FilledUp(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

}  // namespace

Result<Salvaged> salvage(const fs::path& damaged, const fs::path& to, Progress& progress) {
  std::error_code error;
  if (!fs::exists(damaged, error)) {
    return fail(ErrorKind::not_found, "{}: there is no such record", damaged.string());
  }
  if (fs::exists(to, error)) {
    return fail(ErrorKind::store, "{}: is there already; name a new file for what can be saved", to.string());
  }
  TRY_ASSIGN(const auto filled_up, FilledUp::of(damaged, to));
  const fs::path& readable = filled_up ? filled_up->path() : damaged;
  TRY_ASSIGN(const auto from, Database::open(readable, Database::Mode::read, std::chrono::milliseconds(5000)));
  TRY_ASSIGN(EventReader reader, EventReader::over(*from));
  TRY_ASSIGN(EventRecord record, EventRecord::open(to, EventRecord::Access::read_write));
  return Salvage(*from, record, std::move(reader), progress).run();
}

}  // namespace corollary::record
