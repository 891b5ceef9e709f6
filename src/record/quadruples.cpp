#include <optional>

#include "formats/entity_resolver.h"
#include "record/importers.h"
#include "record/quadruple_set.h"
#include "record/tallied_import.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRowsPerReport = 16'384;

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
      : import_(&import),
        entities_(&entities),
        relations_(std::move(relations)),
        resolver_(catalogue),
        epoch_(epoch),
        time_per_day_(time_per_day) {}

  Result<void> write(std::string_view file, const Quadruple& row) {
    const std::optional<Date> day = day_of(row.time);
    if (!day) {
      return import_->reject(file, {static_cast<std::size_t>(row.line), "time", format("'{}' lies after the year 9999", row.time)});
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
    return import_->add_at(event, file, row.line);
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
  formats::EntityResolver resolver_;
  Date epoch_;
  int time_per_day_;
  std::vector<DateRange> days_;
};

Result<void> keep_file(const fs::path& folder, std::string_view name, TalliedImport& import) {
  return each_block_of_lines(folder / name, [&](std::int64_t first_line, std::string_view block) { return import.keep(name, first_line, block); });
}

Result<void> write_rows(const QuadrupleFiles& files, const QuadrupleNames& names, TalliedImport& import, QuadrupleWriter& writer,
                        Progress& progress) {
  std::size_t done = 0;
  const auto reject = [&](std::string_view of, const formats::Rejection& rejection) { return import.reject(of, rejection); };
  for (const std::string& file : files.rows) {
    const auto write = [&](const Quadruple& row) -> Result<void> {
      if (done++ % kRowsPerReport == 0) {
        TRY(progress.report("importing", done - 1, 0));
      }
      return writer.write(file, row);
    };
    TRY(names.each_row(files, file, reject, write));
    TRY(keep_file(files.folder, file, import));
  }
  return progress.report("importing", done, done);
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
  TRY_ASSIGN(const QuadrupleFiles files, QuadrupleFiles::in(folder));
  TRY_ASSIGN(std::string hash, files.content_hash());
  TRY_ASSIGN(std::optional<ImportSummary> there, summary_if_there(record, hash));
  if (there) {
    return *std::move(there);
  }
  TRY_ASSIGN(TalliedImport import, TalliedImport::begin(record, source_of(options, folder, std::move(hash)), options.rejects));
  const auto reject = [&](std::string_view file, const formats::Rejection& rejection) { return import.reject(file, rejection); };
  TRY_ASSIGN(const QuadrupleNames names, QuadrupleNames::read(files, reject));
  TRY_ASSIGN(const int per_day, options.time_per_day ? Result<int>(*options.time_per_day) : time_per_day(files, names));
  QuadrupleWriter writer(import, names.entities, coded_relations(names.relations, cameo), catalogue, options.epoch, per_day);
  for (const std::string_view table : {QuadrupleFiles::kEntities, QuadrupleFiles::kRelations}) {
    TRY(keep_file(folder, table, import));
  }
  TRY(write_rows(files, names, import, writer, progress));
  TRY(import.cover(writer.coverage()));
  return import.commit();
}

}  // namespace corollary::record
