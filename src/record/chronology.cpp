#include <algorithm>
#include <array>

#include "base/strings.h"
#include "base/table.h"
#include "record/importers.h"
#include "record/tallied_import.h"

namespace corollary::record {
namespace {

enum Column : std::size_t { date, actors, recipients, type, mode, issue, place, summary, reference };
constexpr std::array<std::string_view, 9> kColumns = {"date",  "actors", "recipients", "type",  "mode",
                                                      "issue", "place",  "summary",    "source"};

// Reads the rows of one chronology.
class ChronologyReader {
 public:
  static Result<ChronologyReader> over(const Table& table, const Catalogue& catalogue) {
    ChronologyReader reader(catalogue);
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      TRY_ASSIGN(reader.column_[i], table.column(kColumns[i]));
    }
    return reader;
  }

  /// Errors: `input` with what was expected, without file and line.
  [[nodiscard]] Result<Event> event(const Table::Row& row) const {
    if (invalid_utf8_at(joined(row.cells, ","))) {
      return fail(ErrorKind::input, "the row is not UTF-8");
    }
    Event event;
    TRY_ASSIGN(const Date day, Date::parse(cell(row, date)));
    event.when = {day, day};
    TRY_ASSIGN(event.actors, parties(cell(row, actors)));
    TRY_ASSIGN(event.recipients, parties(cell(row, recipients)));
    if (event.actors.empty()) {
      return fail(ErrorKind::input, "no actor, expected party codes separated by ';'");
    }
    const auto known_type = event_type(cell(row, type));
    if (!known_type) {
      return fail(ErrorKind::input, "'{}' is no PLOVER event type (AGREE, CONSULT, …)", cell(row, type));
    }
    event.type = *known_type;
    event.mode = cell(row, mode);
    event.intensity = typical_intensity(event.type);
    TRY(add_issues(event, cell(row, issue)));
    event.place = cell(row, place);
    event.text = cell(row, summary);
    event.why = format("import chronology: {}", code(event.type));
    event.confidence = Probability::clamped(1);  // Somebody looked it up: as sure as the list itself.
    return event;
  }

  /// "chronology.csv:17 (Joint press conference transcript, 16 July 2018)".
  [[nodiscard]] std::string cited_place(std::string_view file, const Table::Row& row) const {
    const std::string_view cited = cell(row, reference);
    return cited.empty() ? format("{}:{}", file, row.line) : format("{}:{} ({})", file, row.line, cited);
  }

 private:
  explicit ChronologyReader(const Catalogue& catalogue) : catalogue_(&catalogue) {}

  [[nodiscard]] std::string_view cell(const Table::Row& row, Column column) const {
    return trimmed(row.cells[column_[column]]);
  }

  [[nodiscard]] Result<std::vector<Actor>> parties(std::string_view codes) const {
    std::vector<Actor> found;
    for (const std::string& code : split(codes, ';')) {
      const Party* const party = catalogue_->party(trimmed(code));
      if (party == nullptr) {
        return fail(ErrorKind::input, "'{}' is no party's code (such as POL or NATO)", trimmed(code));
      }
      found.push_back({party->name, party->code, "", ""});
    }
    return found;
  }

  Result<void> add_issues(Event& event, std::string_view ids) const {
    for (const std::string& id : split(ids, ';')) {
      const Issue* const known = catalogue_->issue(trimmed(id));
      if (known == nullptr) {
        return fail(ErrorKind::input, "'{}' is no issue of the ontology", trimmed(id));
      }
      event.issues.push_back(known->id);
      if (!known->context.empty() && std::ranges::find(event.contexts, known->context) == event.contexts.end()) {
        event.contexts.push_back(known->context);
      }
    }
    return {};
  }

  const Catalogue* catalogue_;
  std::array<std::size_t, kColumns.size()> column_{};
};

}  // namespace

Result<ImportSummary> import_chronology(EventRecord& record, std::string_view name, std::string_view csv,
                                        const Catalogue& catalogue) {
  const std::string hash = hash_text(content_hash(csv));
  TRY_ASSIGN(std::optional<ImportSummary> there, summary_if_there(record, hash));
  if (there) {
    return *std::move(there);
  }
  TRY_ASSIGN(const Table table, read_csv(name, csv));
  TRY_ASSIGN(const ChronologyReader reader, ChronologyReader::over(table, catalogue));
  Source source;
  source.name = name;
  source.format = "chronology";
  source.kind = SourceKind::chosen;
  source.content_hash = hash;
  TRY_ASSIGN(TalliedImport import, TalliedImport::begin(record, source));
  const std::string file = std::filesystem::path(name).filename().string();
  for (const Table::RejectedRow& row : table.rejected) {
    TRY(import.reject(format("{}:{}", file, row.line), row.reason));
  }
  for (const Table::Row& row : table.rows) {
    if (const auto event = reader.event(row)) {
      TRY(import.add(*event, reader.cited_place(file, row)));
    } else {
      TRY(import.reject(format("{}:{}", file, row.line), event.error().message));
    }
  }
  return import.commit();
}

}  // namespace corollary::record
