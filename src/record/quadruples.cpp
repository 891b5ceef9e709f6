#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>

#include "base/file.h"
#include "base/strings.h"
#include "record/entity_resolver.h"
#include "record/importers.h"
#include "record/tallied_import.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kRowFiles = {"train.txt", "valid.txt", "test.txt"};
constexpr long long kIdMax = 10'000'000;  // Keeps a wild id from asking for all memory; the largest set has 0.1 % of it.
constexpr std::size_t kRowsPerReport = 16'384;

struct NamedBytes {
  std::string name;
  std::string bytes;
};

/// The files of one set, as read.
struct QuadrupleFiles {
  NamedBytes entities, relations;
  std::vector<NamedBytes> rows;
};

/// Names by id, as an id table gives them; "" where it gives none.
using NameTable = std::vector<std::string>;

/// One row of the set, before its names are looked up.
struct Quadruple {
  std::uint32_t subject, relation, object;
  std::int32_t time;
  std::uint32_t line;
};

struct RowsOfFile {
  std::string_view file;
  std::vector<Quadruple> rows;
};

// Calls `visit(line number, line)` for each line that is not blank.
template <typename Visit>
Result<void> for_each_line(std::string_view text, Visit visit) {
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view content = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!content.empty()) {
      TRY(visit(line, content));
    }
  }
  return {};
}

Result<QuadrupleFiles> read_files(const fs::path& folder) {
  QuadrupleFiles files{{"entity2id.txt", ""}, {"relation2id.txt", ""}, {}};
  TRY_ASSIGN(files.entities.bytes, read_file(folder / files.entities.name));
  TRY_ASSIGN(files.relations.bytes, read_file(folder / files.relations.name));
  for (const std::string_view name : kRowFiles) {
    Result<std::string> bytes = read_file(folder / name);
    if (bytes) {
      files.rows.push_back({std::string(name), *std::move(bytes)});
    } else if (bytes.error().kind != ErrorKind::not_found) {
      return std::unexpected(std::move(bytes).error());
    }
  }
  if (files.rows.empty()) {
    return fail(ErrorKind::not_found, "{}: there is no train.txt, valid.txt or test.txt", folder.string());
  }
  return files;
}

std::string hash_of(const QuadrupleFiles& files) {
  std::string contents;
  const auto add = [&](const NamedBytes& file) {
    contents += format("{} {}\n", file.name, hash_text(content_hash(file.bytes)));
  };
  add(files.entities);
  add(files.relations);
  std::ranges::for_each(files.rows, add);
  return hash_text(content_hash(contents));
}

// The benchmarks differ in whether a name keeps its blanks or has underscores for them.
std::string with_blanks(std::string_view name) {
  std::string result(trimmed(name));
  std::ranges::replace(result, '_', ' ');
  return result;
}

// A line "name<tab>id". Errors: `input` with what was expected.
Result<void> read_name(std::string_view line, NameTable& names) {
  const std::size_t gap = line.find_last_of(" \t");
  const auto id = gap == std::string_view::npos ? std::nullopt : parse_integer(line.substr(gap + 1));
  if (!id || *id < 0 || *id > kIdMax) {
    return fail(ErrorKind::input, "expected a name, a tab and an id");
  }
  if (const auto at = invalid_utf8_at(line)) {
    return fail(ErrorKind::input, "byte {} of the line is not UTF-8", *at + 1);
  }
  const auto index = static_cast<std::size_t>(*id);
  names.resize(std::max(names.size(), index + 1));
  if (!names[index].empty()) {
    return fail(ErrorKind::input, "id {} was already given to '{}'", *id, names[index]);
  }
  names[index] = with_blanks(line.substr(0, gap));
  return {};
}

Result<NameTable> read_names(const NamedBytes& file, TalliedImport& import) {
  NameTable names;
  TRY(for_each_line(file.bytes, [&](std::size_t line, std::string_view content) -> Result<void> {
    const auto read = read_name(content, names);
    return read ? read : import.reject(format("{}:{}", file.name, line), read.error().message);
  }));
  if (names.empty()) {
    return fail(ErrorKind::input, "{}: no line has a name and an id", file.name);
  }
  return names;
}

// The columns of a row, at most one more than the five there may be.
struct Cells {
  std::array<std::string_view, 6> cell;
  std::size_t count = 0;
};

Cells cells_of(std::string_view line) {
  Cells cells;
  while (!line.empty() && cells.count < cells.cell.size()) {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    cells.cell[cells.count++] = line.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(" \t", end), line.size()));
  }
  return cells;
}

Result<std::uint32_t> id_in(std::string_view cell, const NameTable& names, std::string_view what) {
  const auto id = parse_integer(cell);
  if (!id || *id < 0 || static_cast<std::size_t>(*id) >= names.size() || names[static_cast<std::size_t>(*id)].empty()) {
    return fail(ErrorKind::input, "there is no {} with id '{}'", what, cell);
  }
  return static_cast<std::uint32_t>(*id);
}

Result<Quadruple> read_row(std::string_view line, const NameTable& entities, const NameTable& relations) {
  const Cells cells = cells_of(line);
  if (cells.count != 4 && cells.count != 5) {
    return fail(ErrorKind::input, "{} columns, expected subject, relation, object, time",
                cells.count > 5 ? "more than five" : format("{}", cells.count));
  }
  TRY_ASSIGN(const std::uint32_t subject, id_in(cells.cell[0], entities, "entity"));
  TRY_ASSIGN(const std::uint32_t relation, id_in(cells.cell[1], relations, "relation"));
  TRY_ASSIGN(const std::uint32_t object, id_in(cells.cell[2], entities, "entity"));
  const auto time = parse_integer(cells.cell[3]);
  if (!time || *time < 0 || *time > std::numeric_limits<std::int32_t>::max()) {
    return fail(ErrorKind::input, "time '{}' is no whole number from 0 on", cells.cell[3]);
  }
  return Quadruple{subject, relation, object, static_cast<std::int32_t>(*time), 0};
}

Result<RowsOfFile> read_rows(const NamedBytes& file, const NameTable& entities, const NameTable& relations,
                             TalliedImport& import) {
  RowsOfFile result{file.name, {}};
  TRY(for_each_line(file.bytes, [&](std::size_t line, std::string_view content) -> Result<void> {
    Result<Quadruple> row = read_row(content, entities, relations);
    if (!row) {
      return import.reject(format("{}:{}", file.name, line), row.error().message);
    }
    row->line = static_cast<std::uint32_t>(line);
    result.rows.push_back(*row);
    return {};
  }));
  return result;
}

// Hour stamps, or day indices? Day indices of a daily set are not all divisible by 24; two times may be so by chance.
int detected_time_per_day(const std::vector<RowsOfFile>& files) {
  std::set<std::int32_t> times;
  for (const RowsOfFile& file : files) {
    for (const Quadruple& row : file.rows) {
      if (row.time % 24 != 0) {
        return 1;
      }
      times.insert(row.time);
    }
  }
  return times.size() >= 3 ? 24 : 1;
}

// What a relation of the set says about its events; all but the parties and the day.
struct Relation {
  Event coded;
  bool mapped = false;
};

std::vector<Relation> coded_relations(const NameTable& names, const CameoTable& cameo) {
  std::vector<Relation> relations(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    Event& event = relations[i].coded;
    event.why = "import quadruples: " + names[i];
    event.confidence = Probability::clamped(1);  // The row says so; how sure its coder was, the set does not tell.
    if (const CameoCode* const code = cameo.by_description(names[i])) {
      relations[i].mapped = true;
      event.type = code->type;
      event.mode = code->mode;
      event.cameo = code->code;
      event.intensity = code->intensity;
    }
  }
  return relations;
}

// Writes the rows of one set into the record.
class QuadrupleWriter {
 public:
  QuadrupleWriter(TalliedImport& import, const NameTable& entities, std::vector<Relation> relations,
                  const Catalogue& catalogue, Date epoch, int time_per_day)
      : import_(&import), entities_(&entities), relations_(std::move(relations)), resolver_(catalogue),
        epoch_(epoch), time_per_day_(time_per_day) {}

  Result<void> write(std::string_view file, const Quadruple& row) {
    const std::string place = format("{}:{}", file, row.line);
    const std::optional<Date> day = day_of(row.time);
    if (!day) {
      return import_->reject(place, format("time '{}' lies after the year 9999", row.time));
    }
    Relation& relation = relations_[row.relation];
    Event& event = relation.coded;
    event.when = {*day, *day};
    event.actors.resize(1);
    event.actors[0] = resolver_.resolve(row.subject, (*entities_)[row.subject], *day);
    event.recipients.resize(1);
    event.recipients[0] = resolver_.resolve(row.object, (*entities_)[row.object], *day);
    if (!relation.mapped) {
      import_->count_unmapped_relation();
    }
    if (days_.empty() || days_.back().first != *day) {
      days_.push_back({*day, *day});
    }
    return import_->add(event, place);
  }

  /// Each day that had a row.
  [[nodiscard]] Coverage coverage() const { return Coverage(days_); }

 private:
  [[nodiscard]] std::optional<Date> day_of(std::int32_t time) const {
    constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31.
    const std::int64_t day = std::int64_t{epoch_.day_number()} + time / time_per_day_;
    return day <= last_day ? std::optional(Date::from_day_number(static_cast<std::int32_t>(day))) : std::nullopt;
  }

  TalliedImport* import_;
  const NameTable* entities_;
  std::vector<Relation> relations_;
  EntityResolver resolver_;
  Date epoch_;
  int time_per_day_;
  std::vector<DateRange> days_;
};

Result<void> write_rows(const std::vector<RowsOfFile>& files, QuadrupleWriter& writer, Progress& progress) {
  std::size_t total = 0;
  for (const RowsOfFile& file : files) total += file.rows.size();
  std::size_t done = 0;
  for (const RowsOfFile& file : files) {
    for (const Quadruple& row : file.rows) {
      if (done++ % kRowsPerReport == 0) {
        TRY(progress.report("importing", done - 1, total));
      }
      TRY(writer.write(file.file, row));
    }
  }
  return progress.report("importing", done, total);
}

Source source_of(const QuadrupleOptions& options, const fs::path& folder, std::string hash) {
  const fs::path plain = folder.lexically_normal();
  const fs::path last = plain.has_filename() ? plain.filename() : plain.parent_path().filename();
  Source source;
  source.name = options.name.empty() ? last.string() : options.name;
  source.format = "quadruples";
  source.kind = SourceKind::stream;
  source.content_hash = std::move(hash);
  return source;
}

}  // namespace

Result<ImportSummary> import_quadruples(EventRecord& record, const fs::path& folder, const QuadrupleOptions& options,
                                        const Catalogue& catalogue, const CameoTable& cameo, Progress& progress) {
  if (options.time_per_day && *options.time_per_day < 1) {
    return fail(ErrorKind::usage, "a day has {} units of time, expected 1 or more", *options.time_per_day);
  }
  TRY_ASSIGN(const QuadrupleFiles files, read_files(folder));
  std::string hash = hash_of(files);
  TRY_ASSIGN(std::optional<ImportSummary> there, summary_if_there(record, hash));
  if (there) {
    return *std::move(there);
  }
  TRY_ASSIGN(TalliedImport import, TalliedImport::begin(record, source_of(options, folder, std::move(hash))));
  TRY_ASSIGN(const NameTable entities, read_names(files.entities, import));
  TRY_ASSIGN(const NameTable relations, read_names(files.relations, import));
  std::vector<RowsOfFile> rows;
  for (const NamedBytes& file : files.rows) {
    TRY_ASSIGN(RowsOfFile of_file, read_rows(file, entities, relations, import));
    rows.push_back(std::move(of_file));
  }
  const int time_per_day = options.time_per_day.value_or(detected_time_per_day(rows));
  QuadrupleWriter writer(import, entities, coded_relations(relations, cameo), catalogue, options.epoch, time_per_day);
  TRY(write_rows(rows, writer, progress));
  TRY(import.cover(writer.coverage()));
  return import.commit();
}

}  // namespace corollary::record
