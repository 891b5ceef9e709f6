#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "record/database.h"
#include "record/interner.h"
#include "record/metadata_segment.h"
#include "record/name_numbers.h"
#include "record/original.h"
#include "record/passage_writer.h"
#include "record/record.h"
#include "record/report_metadata.h"
#include "record/segment.h"
#include "record/stored_values.h"

namespace corollary::record {
namespace {

// A file that is no table at all could fill the record with its complaints.
constexpr std::int64_t kStoredRejections = 10'000;

bool has_detail(const Event& event, const RowPlace& place) {
  return event.when.first != event.when.last || !event.contexts.empty() || !event.issues.empty() ||
         !event.text.empty() || !event.attribution.empty() || !place.reference.empty();
}

// A count as a column holds it, where 0 is none.
std::int64_t stored_count(std::int32_t count) { return std::int64_t{count} + 1; }

std::int64_t& field(FieldValues& values, Field of) { return values[static_cast<std::size_t>(of)]; }

void add_counts(FieldValues& values, const Event& event) {
  if (event.publicity) {
    field(values, Field::mentions) = stored_count(event.publicity->mentions);
    field(values, Field::sources) = stored_count(event.publicity->sources);
    field(values, Field::articles) = stored_count(event.publicity->articles);
    field(values, Field::tone) = std::bit_cast<std::int64_t>(event.publicity->tone);
  }
  if (event.fatalities) {
    field(values, Field::deaths_low) = stored_count(event.fatalities->low);
    field(values, Field::deaths_best) = stored_count(event.fatalities->best);
    field(values, Field::deaths_high) = stored_count(event.fatalities->high);
  }
}

// The evidence of an event that was read from a report: which passage, and which bytes of it.
struct Quote {
  std::int64_t passage = 0;  // 0: it was read from a row.
  ByteRange bytes;
};

void add_quote(FieldValues& values, const Quote& quote) {
  field(values, Field::passage) = quote.passage;
  field(values, Field::quote_begin) = static_cast<std::int64_t>(quote.bytes.begin);
  field(values, Field::quote_end) = static_cast<std::int64_t>(quote.bytes.end);
}

Result<Quote> quote_of(const Event& event, const AddedReport& report) {
  const auto* const span = std::get_if<SpanCitation>(&event.evidence);
  const auto at = span == nullptr ? std::nullopt : report.passage_with(span->bytes);
  if (!at) {
    return fail(ErrorKind::input, "{}: the evidence of event '{}' lies in no passage of the report", report.path, event.id);
  }
  const std::size_t begin = report.passages[*at].begin;
  return Quote{report.first_passage + static_cast<std::int64_t>(*at), {span->bytes.begin - begin, span->bytes.end - begin}};
}

}  // namespace

struct EventRecord::Import::State {
  Database* database;
  Transaction transaction;
  Source source;        ///< Of the batch alone, until it is committed.
  std::int64_t batch;
  Interner interner;
  SegmentWriter events;
  OriginalWriter originals;
  PassageWriter passages;
  NameNumbers publishers;
  std::array<NameNumbers, kMetadataLists> names;  ///< By MetadataList.
  MetadataWriter metadata;
  Statement add_detail, add_attribution, add_rejected;
  bool failed = false;  ///< Something could not be written: SQLite may have undone the transaction already.

  Result<void> write(const Event& event, const RowPlace& place, const Quote& quote = {}, std::int64_t source_number = 0);
  Result<void> write_report_row(const ReportRow& row, std::string_view file, std::int64_t line);
  Result<void> write_detail(std::int64_t row, const Event& event, std::string_view reference);
  Result<void> finish_source();
  [[nodiscard]] Result<void> expect_sound() const;
  Result<void> remember(Result<void> result);
};

namespace {

// The number of the set of that name, format and kind, new or not.
Result<std::int64_t> source_number(const Database& database, const Source& source) {
  TRY_ASSIGN(Statement add, database.prepare("INSERT INTO source (name, format, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"));
  TRY(add.run(source.name, source.format, name(source.kind)));
  TRY_ASSIGN(Statement find, database.prepare("SELECT id FROM source WHERE name = ? AND format = ? AND kind = ?"));
  find.bind(1, std::string_view(source.name));
  find.bind(2, std::string_view(source.format));
  find.bind(3, name(source.kind));
  TRY_ASSIGN(const bool found, find.step());
  return found ? find.integer(0) : 0;
}

// Enters what is added at once, and gives its number. Errors: `store` if these bytes are there.
Result<std::int64_t> batch_number(const Database& database, const Source& source) {
  TRY_ASSIGN(Statement add, database.prepare("INSERT INTO batch (source, content_hash) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id"));
  add.bind(1, source.id);
  add.bind(2, std::string_view(source.content_hash));
  TRY_ASSIGN(const bool is_new, add.step());
  if (!is_new) {
    return fail(ErrorKind::store, "{}: the set '{}' has been imported before", database.name(), source.name);
  }
  return add.integer(0);
}

}  // namespace

namespace {

std::array<NameNumbers, kMetadataLists> names_of_lists(Database& database) {
  const auto of = [&](MetadataList list) { return NameNumbers(database, table_of(list)); };
  return {of(MetadataList::theme), of(MetadataList::person), of(MetadataList::organisation), of(MetadataList::location)};
}

}  // namespace

EventRecord::Import::Import(std::unique_ptr<State> state) : state_(std::move(state)) {}
EventRecord::Import::~Import() = default;
EventRecord::Import::Import(Import&&) noexcept = default;

Result<EventRecord::Import> EventRecord::Import::begin(Database& database, const Source& source) {
  if (database.in_transaction()) {
    return fail(ErrorKind::store, "{}: an import is under way: finish it before the next", database.name());
  }
  TRY_ASSIGN(Transaction transaction, Transaction::begin_write(database));
  Source added = source;
  TRY_ASSIGN(added.id, source_number(database, source));
  added.events = added.rejected = added.report_rows = 0;
  added.days.reset();
  TRY_ASSIGN(const std::int64_t batch, batch_number(database, added));
  TRY_ASSIGN(Interner interner, Interner::load(database));
  TRY_ASSIGN(SegmentWriter events, SegmentWriter::open(database));
  TRY_ASSIGN(OriginalWriter originals, OriginalWriter::open(database));
  TRY_ASSIGN(PassageWriter passages, PassageWriter::open(database));
  TRY_ASSIGN(Statement detail,
             database.prepare("INSERT INTO detail (event, last_day, contexts, issues, text, reference) VALUES (?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement attribution,
             database.prepare("INSERT INTO attribution (event, position, speaker, cue) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement rejected, database.prepare("INSERT INTO rejected (source, place, reason) VALUES (?, ?, ?)"));
  return Import(std::unique_ptr<State>(new State{&database, std::move(transaction), std::move(added), batch, std::move(interner),
                                                 std::move(events), std::move(originals), std::move(passages),
                                                 NameNumbers(database, "publisher"), names_of_lists(database), MetadataWriter(database),
                                                 std::move(detail), std::move(attribution), std::move(rejected)}));
}

Result<void> EventRecord::Import::State::expect_sound() const {
  if (failed) {
    return fail(ErrorKind::store, "{}: the import of '{}' has failed and is undone", database->name(), source.name);
  }
  return {};
}

Result<void> EventRecord::Import::State::remember(Result<void> result) {
  failed = failed || !result;
  return result;
}

Result<void> EventRecord::Import::add(const Event& event, std::string_view place, std::int64_t source_number) {
  TRY(state_->expect_sound());
  return state_->remember(state_->write(event, RowPlace::of(place), {}, source_number));
}

Result<void> EventRecord::Import::add_at(const Event& event, std::string_view file, std::int64_t line, std::int64_t source_number) {
  TRY(state_->expect_sound());
  return state_->remember(state_->write(event, {file, line, {}}, {}, source_number));
}

Result<void> EventRecord::Import::add_report_row(const ReportRow& row, std::string_view file, std::int64_t line) {
  TRY(state_->expect_sound());
  return state_->remember(state_->write_report_row(row, file, line));
}

Result<AddedReport> EventRecord::Import::add_report(const Report& report, const std::vector<ByteRange>& passages) {
  TRY(state_->expect_sound());
  Result<AddedReport> added = state_->passages.add(report, passages);
  state_->failed = state_->failed || (!added && added.error().kind == ErrorKind::store);
  return added;
}

Result<void> EventRecord::Import::add(const Event& event, const AddedReport& report) {
  TRY(state_->expect_sound());
  TRY_ASSIGN(const Quote quote, quote_of(event, report));
  return state_->remember(state_->write(event, {report.path, 0, {}}, quote));
}

Result<void> EventRecord::Import::State::write_report_row(const ReportRow& row, std::string_view file, std::int64_t line) {
  MetadataRow stored;
  stored[MetadataField::day] = row.day.day_number();
  stored[MetadataField::event] = row.event;
  stored[MetadataField::address] = row.url.empty() ? row.address : address_hash(row.url);
  TRY_ASSIGN(stored[MetadataField::publisher], publishers.number(row.publisher));
  stored[MetadataField::tone] = stored_tone(row.tone);
  stored[MetadataField::confidence] = row.confidence ? stored_count(*row.confidence) : 0;
  stored[MetadataField::length] = row.length ? stored_count(*row.length) : 0;
  TRY_ASSIGN(stored[MetadataField::file], interner.file(batch, file));
  stored[MetadataField::line] = line;
  const std::array lists = {row.themes, row.persons, row.organisations, row.locations};
  for (std::size_t list = 0; list < lists.size(); ++list) {
    for (const std::string_view name : lists[list]) {
      TRY_ASSIGN(const std::int64_t number, names[list].number(name));
      stored.lists[list].push_back(number);
    }
  }
  ++source.report_rows;
  return metadata.add(row.event == 0 ? MetadataKind::description : MetadataKind::mention, stored);
}

Result<void> EventRecord::Import::State::write(const Event& event, const RowPlace& place, const Quote& quote, std::int64_t source_number) {
  FieldValues values{};
  field(values, Field::day) = event.when.first.day_number();
  TRY_ASSIGN(field(values, Field::actors), interner.side(event.actors));
  TRY_ASSIGN(field(values, Field::recipients), interner.side(event.recipients));
  TRY_ASSIGN(field(values, Field::coding), interner.coding(event));
  TRY_ASSIGN(field(values, Field::file), interner.file(batch, place.file));
  field(values, Field::line) = place.line;
  TRY_ASSIGN(field(values, Field::place), interner.place(event));
  TRY_ASSIGN(field(values, Field::publisher), publishers.number(event.publisher));
  field(values, Field::source_number) = source_number;
  add_counts(values, event);
  add_quote(values, quote);
  TRY_ASSIGN(const std::int64_t row, events.add(values));
  if (has_detail(event, place)) {
    TRY(write_detail(row, event, place.reference));
  }
  DateRange& days = source.days ? *source.days : source.days.emplace(event.when);
  days = {std::min(days.first, event.when.first), std::max(days.last, event.when.last)};
  ++source.events;
  return {};
}

Result<void> EventRecord::Import::State::write_detail(std::int64_t row, const Event& event,
                                                      std::string_view reference) {
  TRY(add_detail.run(row, event.when.last.day_number(), list_text(event.contexts), list_text(event.issues), event.text, reference));
  for (std::size_t position = 0; position < event.attribution.size(); ++position) {
    TRY_ASSIGN(const std::int64_t speaker, interner.entity(event.attribution[position].speaker));
    TRY(add_attribution.run(row, position, speaker, event.attribution[position].cue));
  }
  return {};
}

Result<void> EventRecord::Import::keep(std::string_view file, std::int64_t first_line, std::string_view bytes) {
  TRY(state_->expect_sound());
  TRY_ASSIGN(const std::int64_t number, state_->interner.file(state_->batch, file));
  return state_->remember(state_->originals.add(number, first_line, bytes));
}

Result<void> EventRecord::Import::name_file(std::string_view file) {
  TRY(state_->expect_sound());
  const Result<std::int64_t> number = state_->interner.file(state_->batch, file);
  return state_->remember(number ? Result<void>() : std::unexpected(number.error()));
}

Result<void> EventRecord::Import::reject(std::string_view place, std::string_view reason) {
  TRY(state_->expect_sound());
  if (state_->source.rejected++ >= kStoredRejections) {
    return {};
  }
  return state_->remember(state_->add_rejected.run(state_->source.id, place, reason));
}

Result<void> EventRecord::Import::cover(const Coverage& coverage) {
  TRY(state_->expect_sound());
  TRY_ASSIGN(Statement add,
             state_->database->prepare("INSERT INTO coverage (source, first_day, last_day) VALUES (?, ?, ?)"));
  for (const DateRange& range : coverage.ranges()) {
    TRY(state_->remember(add.run(state_->source.id, range.first.day_number(), range.last.day_number())));
  }
  return {};
}

Result<void> EventRecord::Import::cover_part(Date day, int part, int parts) {
  TRY(state_->expect_sound());
  TRY_ASSIGN(Statement add, state_->database->prepare("INSERT OR IGNORE INTO coverage_part (source, day, part) VALUES (?, ?, ?)"));
  TRY(state_->remember(add.run(state_->source.id, day.day_number(), part)));
  TRY_ASSIGN(Statement whole, state_->database->prepare("INSERT INTO coverage (source, first_day, last_day) SELECT source, day, day FROM coverage_part "
                                                        "WHERE source = ?1 AND day = ?2 AND part < ?3 GROUP BY source, day HAVING count(*) = ?3 "
                                                        "AND NOT EXISTS (SELECT 1 FROM coverage WHERE source = ?1 AND first_day = ?2 AND last_day = ?2)"));
  return state_->remember(whole.run(state_->source.id, day.day_number(), parts));
}

Result<Source> EventRecord::Import::commit() {
  TRY(state_->expect_sound());
  TRY(state_->events.finish());
  TRY(state_->originals.finish());
  TRY(state_->metadata.finish());
  TRY(state_->finish_source());
  TRY(state_->transaction.commit());
  return state_->source;
}

Result<void> EventRecord::Import::State::finish_source() {
  TRY_ASSIGN(Statement counts, database->prepare("UPDATE batch SET events = ?, rejected = ?, report_rows = ? WHERE id = ?"));
  TRY(counts.run(source.events, source.rejected, source.report_rows, batch));
  if (!source.days) {
    return {};
  }
  TRY_ASSIGN(Statement days, database->prepare("UPDATE batch SET first_day = ?, last_day = ? WHERE id = ?"));
  return days.run(source.days->first.day_number(), source.days->last.day_number(), batch);
}

}  // namespace corollary::record
