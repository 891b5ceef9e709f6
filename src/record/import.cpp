#include <algorithm>
#include <optional>

#include "record/database.h"
#include "record/interner.h"
#include "record/record.h"
#include "record/schema.h"
#include "record/stored_values.h"

namespace corollary::record {
namespace {

// A file that is no table at all could fill the record with its complaints.
constexpr std::int64_t kStoredRejections = 10'000;

bool has_detail(const Event& event, const RowPlace& place) {
  return event.when.first != event.when.last || !event.contexts.empty() || !event.issues.empty() ||
         !event.place.empty() || !event.text.empty() || !event.attribution.empty() || !place.reference.empty();
}

}  // namespace

struct EventRecord::Import::State {
  Database* database;
  Transaction transaction;
  Source source;
  bool builds_indexes;  ///< The record was empty: the indexes are built at the end.
  Interner interner;
  Statement add_event, add_detail, add_attribution, add_rejected;
  bool failed = false;  ///< Something could not be written: SQLite may have undone the transaction already.

  Result<void> write(const Event& event, const RowPlace& place);
  Result<void> write_detail(std::int64_t row, const Event& event, std::string_view reference);
  Result<void> finish_source();
  [[nodiscard]] Result<void> expect_sound() const;
  Result<void> remember(Result<void> result);
};

namespace {

// Enters the set, with its new number. Errors: `store` if a set with these bytes is there.
Result<Source> entered(const Database& database, const Source& source) {
  TRY_ASSIGN(Statement add, database.prepare("INSERT INTO source (name, format, kind, content_hash) "
                                             "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id"));
  add.bind(1, std::string_view(source.name));
  add.bind(2, std::string_view(source.format));
  add.bind(3, name(source.kind));
  add.bind(4, std::string_view(source.content_hash));
  TRY_ASSIGN(const bool is_new, add.step());
  if (!is_new) {
    return fail(ErrorKind::store, "{}: the set '{}' has been imported before", database.name(), source.name);
  }
  Source added = source;
  added.id = add.integer(0);
  added.events = added.rejected = 0;
  added.days.reset();
  return added;
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
  TRY_ASSIGN(Source added, entered(database, source));
  TRY_ASSIGN(const std::int64_t some_event, database.integer("SELECT EXISTS (SELECT 1 FROM event)"));
  if (some_event == 0) {
    TRY(drop_event_indexes(database));
  }
  TRY_ASSIGN(Interner interner, Interner::load(database));
  TRY_ASSIGN(Statement event, database.prepare("INSERT INTO event (day, actors, recipients, coding, file, line) "
                                               "VALUES (?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement detail,
             database.prepare("INSERT INTO detail (event, last_day, contexts, issues, place, text, reference) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement attribution,
             database.prepare("INSERT INTO attribution (event, position, speaker, cue) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement rejected, database.prepare("INSERT INTO rejected (source, place, reason) VALUES (?, ?, ?)"));
  return Import(std::unique_ptr<State>(new State{&database, std::move(transaction), std::move(added), some_event == 0,
                                                 std::move(interner), std::move(event), std::move(detail),
                                                 std::move(attribution), std::move(rejected)}));
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

Result<void> EventRecord::Import::add(const Event& event, std::string_view place) {
  TRY(state_->expect_sound());
  return state_->remember(state_->write(event, RowPlace::of(place)));
}

Result<void> EventRecord::Import::State::write(const Event& event, const RowPlace& place) {
  TRY_ASSIGN(const std::int64_t actors, interner.side(event.actors));
  TRY_ASSIGN(const std::int64_t recipients, interner.side(event.recipients));
  TRY_ASSIGN(const std::int64_t coding, interner.coding(event));
  TRY_ASSIGN(const std::int64_t file, interner.file(source.id, place.file));
  TRY(add_event.run(event.when.first.day_number(), actors, recipients, coding, file, place.line));
  if (has_detail(event, place)) {
    TRY(write_detail(database->last_row(), event, place.reference));
  }
  DateRange& days = source.days ? *source.days : source.days.emplace(event.when);
  days = {std::min(days.first, event.when.first), std::max(days.last, event.when.last)};
  ++source.events;
  return {};
}

Result<void> EventRecord::Import::State::write_detail(std::int64_t row, const Event& event,
                                                      std::string_view reference) {
  TRY(add_detail.run(row, event.when.last.day_number(), list_text(event.contexts), list_text(event.issues), event.place,
                     event.text, reference));
  for (std::size_t position = 0; position < event.attribution.size(); ++position) {
    TRY_ASSIGN(const std::int64_t speaker, interner.entity(event.attribution[position].speaker));
    TRY(add_attribution.run(row, position, speaker, event.attribution[position].cue));
  }
  return {};
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

Result<Source> EventRecord::Import::commit() {
  TRY(state_->expect_sound());
  if (state_->builds_indexes) {
    TRY(make_event_indexes(*state_->database));
  }
  TRY(state_->finish_source());
  TRY(state_->transaction.commit());
  return state_->source;
}

Result<void> EventRecord::Import::State::finish_source() {
  TRY_ASSIGN(Statement counts, database->prepare("UPDATE source SET events = ?, rejected = ? WHERE id = ?"));
  TRY(counts.run(source.events, source.rejected, source.id));
  if (!source.days) {
    return {};
  }
  TRY_ASSIGN(Statement days, database->prepare("UPDATE source SET first_day = ?, last_day = ? WHERE id = ?"));
  return days.run(source.days->first.day_number(), source.days->last.day_number(), source.id);
}

}  // namespace corollary::record
