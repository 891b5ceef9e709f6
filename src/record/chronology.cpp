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

  /// nullopt if the row cannot be read: then `rejection` says in which column, and what was expected.
  [[nodiscard]] std::optional<Event> event(const Table::Row& row, formats::Rejection& rejection) const {
    const auto rejected = [&](std::string_view column, std::string reason) {
      rejection.column = column;
      rejection.reason = std::move(reason);
      return std::nullopt;
    };
    if (invalid_utf8_at(joined(row.cells, ","))) {
      return rejected("", "the row is not UTF-8");
    }
    Event event;
    const Result<Date> day = Date::parse(cell(row, date));
    if (!day) {
      return rejected("date", day.error().message);
    }
    event.when = {*day, *day};
    for (const auto& [column, side] : {std::pair(actors, &event.actors), std::pair(recipients, &event.recipients)}) {
      Result<std::vector<Actor>> found = parties(cell(row, column));
      if (!found) {
        return rejected(kColumns[column], found.error().message);
      }
      *side = *std::move(found);
    }
    if (event.actors.empty()) {
      return rejected("actors", "no actor, expected party codes separated by ';'");
    }
    const auto known_type = event_type(cell(row, type));
    if (!known_type) {
      return rejected("type", format("'{}' is no PLOVER event type (AGREE, CONSULT, …)", cell(row, type)));
    }
    event.type = *known_type;
    event.mode = cell(row, mode);
    event.intensity = typical_intensity(event.type);
    if (const Result<void> added = add_issues(event, cell(row, issue)); !added) {
      return rejected("issue", added.error().message);
    }
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
                                        const RejectOptions& rejects, const Catalogue& catalogue) {
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
  TRY_ASSIGN(TalliedImport import, TalliedImport::begin(record, source, rejects));
  const std::string file = std::filesystem::path(name).filename().string();
  for (const Table::RejectedRow& row : table.rejected) {
    TRY(import.reject(file, {row.line, "", row.reason}));
  }
  for (const Table::Row& row : table.rows) {
    formats::Rejection rejection{row.line, "", ""};
    if (const auto event = reader.event(row, rejection)) {
      TRY(import.add(*event, reader.cited_place(file, row)));
    } else {
      TRY(import.reject(file, rejection));
    }
  }
  return import.commit();
}

}  // namespace corollary::record
