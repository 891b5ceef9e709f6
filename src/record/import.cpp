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

  Result<void> add_sparse(std::int64_t row, const Event& event, std::string_view reference);
  Result<void> finish_source();
};

EventRecord::Import::Import(std::unique_ptr<State> state) : state_(std::move(state)) {}
EventRecord::Import::~Import() = default;
EventRecord::Import::Import(Import&&) noexcept = default;

Result<EventRecord::Import> EventRecord::Import::begin(Database& database, const Source& source) {
  if (database.in_transaction()) {
    return fail(ErrorKind::store, "{}: an import is under way: finish it before the next", database.name());
  }
  TRY_ASSIGN(Transaction transaction, Transaction::begin_write(database));
  TRY_ASSIGN(Statement add_source,
             database.prepare("INSERT INTO source (name, format, kind, content_hash) VALUES (?, ?, ?, ?) "
                              "ON CONFLICT DO NOTHING RETURNING id"));
  add_source.bind(1, source.name);
  add_source.bind(2, source.format);
  add_source.bind(3, name(source.kind));
  add_source.bind(4, source.content_hash);
  TRY_ASSIGN(const bool is_new, add_source.step());
  if (!is_new) {
    return fail(ErrorKind::store, "{}: the set '{}' has been imported before", database.name(), source.name);
  }
  Source added = source;
  added.id = add_source.integer(0);
  added.events = added.rejected = 0;
  added.days.reset();
  add_source.reset();

  TRY_ASSIGN(const std::int64_t some_event, database.integer("SELECT count(*) FROM (SELECT 1 FROM event LIMIT 1)"));
  if (some_event == 0) {
    TRY(drop_event_indexes(database));
  }
  TRY_ASSIGN(Interner interner, Interner::load(database));
  TRY_ASSIGN(Statement add_event,
             database.prepare("INSERT INTO event (day, actors, recipients, coding, file, line) VALUES (?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement add_detail,
             database.prepare("INSERT INTO detail (event, last_day, contexts, issues, place, text, reference) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement add_attribution,
             database.prepare("INSERT INTO attribution (event, position, speaker, cue) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement add_rejected, database.prepare("INSERT INTO rejected (source, place, reason) VALUES (?, ?, ?)"));
  return Import(std::unique_ptr<State>(new State{&database, std::move(transaction), std::move(added), some_event == 0,
                                                 std::move(interner), std::move(add_event), std::move(add_detail),
                                                 std::move(add_attribution), std::move(add_rejected)}));
}

Result<void> EventRecord::Import::add(const Event& event, std::string_view place_text) {
  State& state = *state_;
  const RowPlace place = RowPlace::of(place_text);
  TRY_ASSIGN(const std::int64_t actors, state.interner.side(event.actors));
  TRY_ASSIGN(const std::int64_t recipients, state.interner.side(event.recipients));
  TRY_ASSIGN(const std::int64_t coding, state.interner.coding(event));
  TRY_ASSIGN(const std::int64_t file, state.interner.file(state.source.id, place.file));
  TRY(state.add_event.run(event.when.first.day_number(), actors, recipients, coding, file, place.line));
  if (has_detail(event, place)) {
    TRY(state.add_sparse(state.database->last_row(), event, place.reference));
  }
  DateRange& days = state.source.days ? *state.source.days : state.source.days.emplace(event.when);
  days = {std::min(days.first, event.when.first), std::max(days.last, event.when.last)};
  ++state.source.events;
  return {};
}

Result<void> EventRecord::Import::State::add_sparse(std::int64_t row, const Event& event, std::string_view reference) {
  TRY(add_detail.run(row, event.when.last.day_number(), list_text(event.contexts), list_text(event.issues), event.place,
                     event.text, reference));
  for (std::size_t position = 0; position < event.attribution.size(); ++position) {
    TRY_ASSIGN(const std::int64_t speaker, interner.entity(event.attribution[position].speaker));
    TRY(add_attribution.run(row, position, speaker, event.attribution[position].cue));
  }
  return {};
}

Result<void> EventRecord::Import::reject(std::string_view place, std::string_view reason) {
  if (state_->source.rejected++ < kStoredRejections) {
    return state_->add_rejected.run(state_->source.id, place, reason);
  }
  return {};
}

Result<void> EventRecord::Import::cover(const Coverage& coverage) {
  TRY_ASSIGN(Statement add,
             state_->database->prepare("INSERT INTO coverage (source, first_day, last_day) VALUES (?, ?, ?)"));
  for (const DateRange& range : coverage.ranges()) {
    TRY(add.run(state_->source.id, range.first.day_number(), range.last.day_number()));
  }
  return {};
}

Result<Source> EventRecord::Import::commit() {
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
