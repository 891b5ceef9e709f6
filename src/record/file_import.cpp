#include "record/file_import.h"

#include <xxhash.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/strings.h"
#include "formats/cells.h"
#include "formats/row_mapper.h"
#include "formats/rows.h"
#include "record/packed_file.h"
#include "record/report_metadata.h"
#include "record/tallied_import.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;
using formats::Format;

constexpr std::uint64_t kRowsPerReport = 16'384;
constexpr int kQuartersOfDay = 96;

// A hash of 128 bits over all the bytes: files are told apart by it alone.
Result<std::string> hash_of(const fs::path& path, std::uint64_t& size, Progress& progress) {
  TRY_ASSIGN(PackedFile file, PackedFile::open(path));
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  const std::unique_ptr<XXH3_state_t, Free> state(XXH3_createState());
  XXH3_128bits_reset(state.get());
  std::string block;
  for (;;) {
    block.clear();
    TRY_ASSIGN(const bool more, file.append_block(block));
    if (!more) {
      const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
      return format("{:016x}{:016x}", hash.high64, hash.low64);
    }
    XXH3_128bits_update(state.get(), block.data(), block.size());
    size += block.size();
    TRY(progress.report("reading", size, 0));
  }
}

// What a file of GDELT says of its own time, as it was added: digits YYYYMMDD, and HHMMSS in 2.0.
class AddedTimes {
 public:
  explicit AddedTimes(const formats::Layout& layout)
      : column_(layout.format == Format::gdelt2 || layout.format == Format::gdelt1 ? layout.column("DATEADDED") : std::nullopt) {}

  [[nodiscard]] bool tells() const { return column_.has_value(); }
  void add(const formats::Row& row) {
    const std::string_view cell = row.cells[*column_];
    if (cell != last_) {  // Rows of a file share theirs.
      last_ = cell;
      times_.insert(last_);
    }
  }
  // Whole days by stamps without a time; parts of days by those with one.
  Result<void> cover(TalliedImport& import) const {
    std::vector<DateRange> days;
    for (const std::string& time : times_) {
      const auto day = time.size() >= 8 ? Date::parse(format("{}-{}-{}", time.substr(0, 4), time.substr(4, 2), time.substr(6, 2))) : fail(ErrorKind::input, "");
      const auto hour = time.size() == 14 ? parse_integer(time.substr(8, 2)) : std::nullopt;
      const auto minute = time.size() == 14 ? parse_integer(time.substr(10, 2)) : std::nullopt;
      if (!day) {
        continue;
      }
      if (hour && minute) {
        TRY(import.cover_part(*day, static_cast<int>(*hour * 4 + *minute / 15), kQuartersOfDay));
      } else {
        days.push_back({*day, *day});
      }
    }
    return import.cover(Coverage(std::move(days)));
  }

 private:
  std::optional<std::size_t> column_;
  std::string last_;
  std::set<std::string> times_;
};

// The cells of a row as UTF-8. Almost all rows are; the others need room.
class Text {
 public:
  using Views = std::vector<std::string_view>;
  explicit Text(const formats::Row& row) : sound_(row.ascii || !invalid_utf8_at(row.raw)) {}

  [[nodiscard]] std::string_view utf8(std::string_view cell, std::string& room) const {
    if (sound_) {
      return cell;
    }
    formats::assign_utf8(room, cell);
    return room;
  }
  [[nodiscard]] Views utf8(Views cells, std::deque<std::string>& room) const {
    if (!sound_) {
      for (std::string_view& cell : cells) cell = utf8(cell, room.emplace_back());
    }
    return cells;
  }

 private:
  bool sound_;
};

bool has_any(const std::vector<Actor>& side, const std::vector<std::string>& parties) {
  return std::ranges::any_of(side, [&](const Actor& actor) { return std::ranges::find(parties, actor.party) != parties.end(); });
}

// Files are told apart by their bytes; the same bytes read through another filter are another batch, and so are two without a byte.
std::string batch_hash(std::string hash, std::uint64_t size, const fs::path& path, const FileImportOptions& options) {
  if (size == 0) {
    hash += " " + path.filename().string();
  }
  if (options.only) {
    const Filter& only = *options.only;
    hash += format(" only {}|{}|{}|{}", joined(only.parties, ","), only.actor, only.recipient, only.type ? code(*only.type) : "");
  }
  return hash;
}

Result<void> cover_as_told(TalliedImport& import, const FileCover& covers) {
  return covers.quarter ? import.cover_part(covers.days.first, *covers.quarter, kQuartersOfDay) : import.cover(Coverage({covers.days}));
}

// A file that was published without a row: nothing happened, and that is known.
Result<ImportSummary> import_empty(EventRecord& record, const fs::path& path, const Source& source, const FileCover& covers) {
  TRY_ASSIGN(TalliedImport import, TalliedImport::begin(record, source, {}));
  TRY(import.name_file(path.filename().string()));
  if (source.kind == SourceKind::stream && formats::holds_events(*formats::format_named(source.format))) {
    TRY(cover_as_told(import, covers));
  }
  import.allow_no_row();
  return import.commit();
}

class FileImport {
 public:
  FileImport(const fs::path& path, const FileImportOptions& options, formats::Layout layout, TalliedImport import, formats::RowMapper mapper)
      : file_(path.filename().string()),
        options_(&options),
        layout_(std::move(layout)),
        import_(std::move(import)),
        mapper_(std::move(mapper)),
        added_(layout_),
        numbered_(layout_.format == Format::gdelt2 || layout_.format == Format::gdelt1) {}

  Result<ImportSummary> run(PackedFile file, std::string head, std::uint64_t size, SourceKind kind, Progress& progress) {
    TRY(import_.name_file(file_));
    formats::RowReader rows(layout_, [&](std::string& bytes) -> Result<bool> {
      const std::size_t before = bytes.size();
      bool more = true;
      if (!head.empty()) {
        bytes += std::exchange(head, std::string());
      } else {
        TRY_ASSIGN(more, file.append_block(bytes));
      }
      read_ += bytes.size() - before;
      TRY(keep(std::string_view(bytes).substr(before), !more));
      return more;
    });
    for (std::uint64_t done = 0;; ++done) {
      if (done % kRowsPerReport == 0) {
        TRY(progress.report("importing", read_, size));
      }
      TRY_ASSIGN(const formats::RowStep step, rows.next());
      if (step == formats::RowStep::end) {
        break;
      }
      TRY(step == formats::RowStep::row ? take(rows.row()) : reject(rows.rejection()));
    }
    TRY(cover(kind));
    return import_.commit();
  }

 private:
  Result<void> take(const formats::Row& row) {
    switch (mapper_.map(row, event_)) {
      case formats::Outcome::event: break;
      case formats::Outcome::rejected: return reject(mapper_.rejection());
      case formats::Outcome::mention: import_.count_other_row(); return add_mention(mapper_.mention(), row);
      case formats::Outcome::metadata: import_.count_other_row(); return add_description(mapper_.metadata(), row);
      case formats::Outcome::not_event: import_.count_other_row(); return {};
    }
    if (added_.tells()) {
      added_.add(row);
    }
    if (options_->only && !passes(*options_->only, event_)) {
      import_.count_left_out();
      return {};
    }
    days_ = days_ ? DateRange{std::min(days_->first, event_.when.first), std::max(days_->last, event_.when.last)} : event_.when;
    return import_.add_at(event_, file_, static_cast<std::int64_t>(row.line), numbered_ ? parse_integer(event_.id).value_or(0) : 0);
  }

  Result<void> add_mention(const formats::ReportMention& mention, const formats::Row& row) {
    const Text text(row);
    ReportRow stored;
    stored.event = parse_integer(mention.event).value_or(0);
    if (stored.event <= 0) {
      return {};  // It mentions no event.
    }
    stored.day = mention.day;
    stored.publisher = text.utf8(mention.publisher, publisher_);
    stored.url = mention.url;
    stored.tone = mention.tone;
    stored.confidence = mention.confidence;
    stored.length = mention.length;
    return import_.add_report_row(stored, file_, static_cast<std::int64_t>(row.line));
  }

  // Version 1 of GKG tells in the same row which events the report mentions.
  Result<void> add_description(const formats::ReportMetadata& metadata, const formats::Row& row) {
    const Text text(row);
    ReportRow stored;
    stored.day = metadata.day;
    stored.publisher = text.utf8(metadata.publisher, publisher_);
    stored.url = metadata.url;
    stored.tone = metadata.tone;
    for (const std::string_view event : metadata.events) {
      if (const auto number = parse_integer(event); number && *number > 0) {
        stored.event = *number;
        TRY(import_.add_report_row(stored, file_, static_cast<std::int64_t>(row.line)));
      }
    }
    stored.event = 0;
    names_.clear();
    const Text::Views themes = text.utf8(metadata.themes, names_), persons = text.utf8(metadata.persons, names_);
    const Text::Views organisations = text.utf8(metadata.organisations, names_), locations = text.utf8(metadata.locations, names_);
    stored.themes = themes;
    stored.persons = persons;
    stored.organisations = organisations;
    stored.locations = locations;
    return import_.add_report_row(stored, file_, static_cast<std::int64_t>(row.line));
  }

  Result<void> reject(const formats::Rejection& rejection) { return import_.reject(file_, rejection); }

  // Whole lines of what was read go into the record; the rest waits for its end.
  Result<void> keep(std::string_view bytes, bool is_end) {
    if (!options_->keep_bytes) {
      return {};
    }
    if (!waiting_.empty() || is_end) {
      const std::size_t first = is_end ? bytes.size() : bytes.find('\n') + 1;
      waiting_ += bytes.substr(0, first);
      bytes.remove_prefix(first);
      if (first == 0 && !is_end) {  // The line goes on.
        waiting_ += bytes;
        return {};
      }
      TRY(keep_lines(waiting_));
      waiting_.clear();
    }
    const std::size_t last = bytes.rfind('\n') + 1;
    waiting_ = bytes.substr(last);
    return keep_lines(bytes.substr(0, last));
  }

  Result<void> keep_lines(std::string_view lines) {
    if (lines.empty()) {
      return {};
    }
    TRY(import_.keep(file_, line_, lines));
    line_ += std::ranges::count(lines, '\n');
    return {};
  }

  Result<void> cover(SourceKind kind) {
    if (kind == SourceKind::chosen || !formats::holds_events(layout_.format)) {
      return {};
    }
    if (options_->covers) {
      return cover_as_told(import_, *options_->covers);
    }
    if (!days_) {
      return {};
    }
    return added_.tells() ? added_.cover(import_) : import_.cover(Coverage({*days_}));
  }

  std::string file_;
  const FileImportOptions* options_;
  formats::Layout layout_;
  TalliedImport import_;
  formats::RowMapper mapper_;
  AddedTimes added_;
  bool numbered_;  // By which other files of the source name its events.
  Event event_;
  std::string publisher_;          // Room for what is not UTF-8.
  std::deque<std::string> names_;  // Likewise.
  std::optional<DateRange> days_;
  std::string waiting_;
  std::int64_t line_ = 1;
  std::uint64_t read_ = 0;
};

}  // namespace

bool passes(const Filter& filter, const Event& event) {
  return (!filter.type || event.type == *filter.type) &&
         (filter.parties.empty() || has_any(event.actors, filter.parties) || has_any(event.recipients, filter.parties)) &&
         (filter.actor.empty() || has_any(event.actors, {filter.actor})) &&
         (filter.recipient.empty() || has_any(event.recipients, {filter.recipient}));
}

Result<std::string> file_hash(const fs::path& path, Progress& progress) {
  std::uint64_t size = 0;
  return hash_of(path, size, progress);
}

std::string set_name(Format format) {
  switch (format) {
    case Format::gdelt2: return "GDELT 2";
    case Format::gdelt1: return "GDELT 1";
    case Format::gdelt_mentions: return "GDELT mentions";
    case Format::gkg2:
    case Format::gkg1: return "GKG";
    case Format::icews: return "ICEWS";
    case Format::polecat: return "POLECAT";
    case Format::phoenix: return "Phoenix";
    case Format::acled: return "ACLED";
    case Format::ged: return "UCDP GED";
    case Format::event_json:
    case Format::event_csv: return "events";
  }
  return "";
}

SourceKind set_kind(Format format) {
  // Violence alone, or what somebody chose to write out, gives no rates of all that happened.
  const bool chosen = format == Format::acled || format == Format::ged || format == Format::event_json || format == Format::event_csv;
  return chosen ? SourceKind::chosen : SourceKind::stream;
}

Result<ImportSummary> import_file(EventRecord& record, const fs::path& path, const FileImportOptions& options, const Catalogue& catalogue,
                                  const CameoTable& cameo, Progress& progress) {
  std::uint64_t size = 0;
  TRY_ASSIGN(std::string bytes_hash, hash_of(path, size, progress));
  std::string hash = batch_hash(std::move(bytes_hash), size, path, options);
  TRY_ASSIGN(std::optional<ImportSummary> there, summary_if_there(record, hash));
  if (there) {
    return *std::move(there);
  }
  Source source;
  source.content_hash = std::move(hash);
  if (size == 0 && options.covers && options.format) {
    source.name = options.name.empty() ? set_name(*options.format) : options.name;
    source.format = formats::name(*options.format);
    source.kind = options.kind.value_or(set_kind(*options.format));
    return import_empty(record, path, source, *options.covers);
  }
  TRY_ASSIGN(PackedFile file, PackedFile::open(path));
  std::string head;
  while (head.size() < formats::kHeadBytes) {
    TRY_ASSIGN(const bool more, file.append_block(head));
    if (!more) break;
  }
  const Result<formats::Layout> layout = formats::detect(std::string_view(head).substr(0, formats::kHeadBytes));
  if (!layout) {
    return fail(layout.error().kind, "{}: {}", path.string(), layout.error().message);
  }
  if (options.format && layout->format != *options.format) {
    return fail(ErrorKind::input, "{}: is {}, expected {}", path.string(), formats::title(layout->format), formats::title(*options.format));
  }
  TRY_ASSIGN(formats::RowMapper mapper, formats::RowMapper::make(*layout, catalogue, cameo));
  source.name = options.name.empty() ? set_name(layout->format) : options.name;
  source.format = formats::name(layout->format);
  source.kind = options.kind.value_or(set_kind(layout->format));
  TRY_ASSIGN(TalliedImport import, TalliedImport::begin(record, source, options.rejects));
  FileImport run(path, options, *layout, std::move(import), std::move(mapper));
  return run.run(std::move(file), std::move(head), size, source.kind, progress);
}

}  // namespace corollary::record
