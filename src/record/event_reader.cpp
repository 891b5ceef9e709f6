#include "record/event_reader.h"

#include <bit>

#include "record/interner.h"

namespace corollary::record {
namespace {

Actor actor_in(const Statement& row, int first_column) {
  return {std::string(row.text(first_column)), std::string(row.text(first_column + 1)),
          std::string(row.text(first_column + 2)), std::string(row.text(first_column + 3))};
}

std::int64_t value(const FieldValues& values, Field field) { return values[static_cast<std::size_t>(field)]; }
std::int32_t count(const FieldValues& values, Field field) { return static_cast<std::int32_t>(value(values, field) - 1); }

std::optional<Publicity> publicity_in(const FieldValues& values) {
  if (value(values, Field::mentions) == 0) {
    return std::nullopt;
  }
  return Publicity{count(values, Field::mentions), count(values, Field::sources), count(values, Field::articles),
                   std::bit_cast<double>(value(values, Field::tone))};
}

std::optional<Fatalities> fatalities_in(const FieldValues& values) {
  if (value(values, Field::deaths_best) == 0) {
    return std::nullopt;
  }
  return Fatalities{count(values, Field::deaths_low), count(values, Field::deaths_best), count(values, Field::deaths_high)};
}

}  // namespace

EventReader::EventReader(const Database& database, Queries find, bool has_details)
    : database_(&database), find_(std::move(find)), has_details_(has_details), publishers_(database, "publisher") {
  event_.evidence = RowCitation{};
}

Result<EventReader> EventReader::over(const Database& database) {
  TRY_ASSIGN(Statement side, database.prepare("SELECT name, party, sector, role FROM entity WHERE id = ?1 UNION ALL "
                                              "SELECT * FROM (SELECT name, party, sector, role FROM entity_list "
                                              "JOIN entity ON id = entity WHERE list = ?1 ORDER BY position)"));
  TRY_ASSIGN(Statement coding, database.prepare(format("{}WHERE id = ?", kCodingColumns)));
  TRY_ASSIGN(Statement place, database.prepare(format("{}WHERE id = ?", kPlaceColumns)));
  TRY_ASSIGN(Statement file, database.prepare("SELECT source.name, file.name FROM file JOIN batch ON batch.id = batch "
                                              "JOIN source ON source.id = source WHERE file.id = ?"));
  TRY_ASSIGN(Statement detail, database.prepare("SELECT last_day, contexts, issues, text, reference FROM detail WHERE event = ?"));
  TRY_ASSIGN(Statement attribution, database.prepare("SELECT cue, name, party, sector, role FROM attribution "
                                                     "JOIN entity ON entity.id = speaker WHERE event = ? "
                                                     "ORDER BY position"));
  TRY_ASSIGN(Statement passage, database.prepare("SELECT report.name, first_byte FROM passage JOIN report ON report.id = report "
                                                 "WHERE passage.id = ?"));
  TRY_ASSIGN(const std::int64_t details, database.integer("SELECT EXISTS (SELECT 1 FROM detail)"));
  return EventReader(database,
                     {std::move(side), std::move(coding), std::move(place), std::move(file), std::move(detail), std::move(attribution),
                      std::move(passage)},
                     details != 0);
}

// Forgets all when there is too much of it; the event at hand has copies.
void EventReader::make_room() {
  constexpr std::size_t each = 300;  // Bytes, about: a name with what it stands for, in a table.
  if ((sides_.size() + codings_.size() + places_.size() + publishers_.size()) * each > database_->memory_for_names()) {
    sides_.clear();
    codings_.clear();
    places_.clear();
    publishers_.forget();
  }
}

Result<const Event*> EventReader::read(Segment& segment, std::size_t at) {
  make_room();
  TRY_ASSIGN(const FieldValues values, segment.values(at));
  const std::int64_t row = segment.info().first_event + static_cast<std::int64_t>(at);
  event_.id = format("{}", row);
  event_.when = {day_of_number(value(values, Field::day)), day_of_number(value(values, Field::day))};
  TRY(read_shared(values));
  event_.publicity = publicity_in(values);
  event_.fatalities = fatalities_in(values);
  TRY_ASSIGN(const bool detailed, has_details_ ? read_detail(row) : Result<bool>(false));
  if (!detailed && parts_.detail) {
    clear_detail();
  }
  parts_.detail = detailed;
  TRY(cite(values, row));
  return &event_;
}

// Where it was found: a span of a report, or else the row.
Result<void> EventReader::cite(const FieldValues& values, std::int64_t row) {
  if (const std::int64_t passage = value(values, Field::passage); passage != 0) {
    find_.passage.reset();
    find_.passage.bind(1, passage);
    TRY_ASSIGN(const bool there, find_.passage.step());
    if (!there) {
      return fail(ErrorKind::store, "{}: is damaged: there is no passage {}", database_->name(), passage);
    }
    const std::int64_t begin = find_.passage.integer(1);
    event_.evidence = SpanCitation{std::string(find_.passage.text(0)),
                                   {static_cast<std::size_t>(begin + value(values, Field::quote_begin)),
                                    static_cast<std::size_t>(begin + value(values, Field::quote_end))}};
    return {};
  }
  const File& file = files_.at(parts_.file);
  auto* evidence = std::get_if<RowCitation>(&event_.evidence);
  if (evidence == nullptr) {
    evidence = &event_.evidence.emplace<RowCitation>();
  }
  evidence->row = row;
  if (evidence->source != file.source) {
    evidence->source = file.source;
  }
  evidence->place = RowPlace{file.name, value(values, Field::line), reference_}.text();
  return {};
}

// What it has in common with others.
Result<void> EventReader::read_shared(const FieldValues& values) {
  if (const std::int64_t id = value(values, Field::actors); id != parts_.actors) {
    TRY_ASSIGN(const auto* found, side(id));
    event_.actors = *found;
    parts_.actors = id;
  }
  if (const std::int64_t id = value(values, Field::recipients); id != parts_.recipients) {
    TRY_ASSIGN(const auto* found, side(id));
    event_.recipients = *found;
    parts_.recipients = id;
  }
  if (const std::int64_t id = value(values, Field::coding); id != parts_.coding) {
    TRY_ASSIGN(const Coding* const found, coding(id));
    found->give_to(event_);
    parts_.coding = id;
  }
  if (const std::int64_t id = value(values, Field::place); id != parts_.place) {
    TRY_ASSIGN(const Place* const found, place(id));
    event_.place = found->name;
    event_.point = found->point;
    parts_.place = id;
  }
  if (const std::int64_t id = value(values, Field::publisher); id != parts_.publisher) {
    TRY_ASSIGN(const std::string* const found, publishers_.text(id));
    event_.publisher = *found;
    parts_.publisher = id;
  }
  if (const std::int64_t id = value(values, Field::file); id != parts_.file) {
    TRY(file(id));
    parts_.file = id;
  }
  return {};
}

// What few events have; false if this one has not.
Result<bool> EventReader::read_detail(std::int64_t row) {
  find_.detail.reset();
  find_.detail.bind(1, row);
  TRY_ASSIGN(const bool found, find_.detail.step());
  if (!found) {
    return false;
  }
  event_.when.last = day_of_number(find_.detail.integer(0));
  if (event_.when.last < event_.when.first) {
    return fail(ErrorKind::store, "{}: is damaged: event {} ends before it begins", database_->name(), row);
  }
  event_.contexts = list_of(find_.detail.text(1));
  event_.issues = list_of(find_.detail.text(2));
  event_.text = find_.detail.text(3);
  reference_ = find_.detail.text(4);
  event_.attribution.clear();
  find_.attribution.reset();
  find_.attribution.bind(1, row);
  for (;;) {
    TRY_ASSIGN(const bool more, find_.attribution.step());
    if (!more) {
      return true;
    }
    event_.attribution.push_back({actor_in(find_.attribution, 1), std::string(find_.attribution.text(0))});
  }
}

void EventReader::clear_detail() {
  event_.contexts.clear();
  event_.issues.clear();
  event_.text.clear();
  event_.attribution.clear();
  reference_.clear();
}

Result<const std::vector<Actor>*> EventReader::side(std::int64_t id) {
  const auto [entry, is_new] = sides_.try_emplace(id);
  if (!is_new || id == 0) {
    return &entry->second;
  }
  find_.side.reset();
  find_.side.bind(1, id);
  for (;;) {
    TRY_ASSIGN(const bool more, find_.side.step());
    if (!more) {
      return &entry->second;
    }
    entry->second.push_back(actor_in(find_.side, 0));
  }
}

Result<const Coding*> EventReader::coding(std::int64_t id) {
  if (const auto found = codings_.find(id); found != codings_.end()) {
    return &found->second;
  }
  find_.coding.reset();
  find_.coding.bind(1, id);
  TRY_ASSIGN(const bool there, find_.coding.step());
  if (!there) {
    return fail(ErrorKind::store, "{}: is damaged: there is no coding {}", database_->name(), id);
  }
  TRY_ASSIGN(Coding found, coding_in(find_.coding, *database_));
  return &codings_.emplace(id, std::move(found)).first->second;
}

Result<const Place*> EventReader::place(std::int64_t id) {
  const auto [entry, is_new] = places_.try_emplace(id);
  if (!is_new || id == 0) {
    return &entry->second;
  }
  find_.place.reset();
  find_.place.bind(1, id);
  TRY_ASSIGN(const bool there, find_.place.step());
  if (!there) {
    return fail(ErrorKind::store, "{}: is damaged: there is no place {}", database_->name(), id);
  }
  TRY_ASSIGN(entry->second, place_in(find_.place, *database_));
  return &entry->second;
}

Result<const EventReader::File*> EventReader::file(std::int64_t id) {
  if (const auto found = files_.find(id); found != files_.end()) {
    return &found->second;
  }
  find_.file.reset();
  find_.file.bind(1, id);
  TRY_ASSIGN(const bool there, find_.file.step());
  if (!there) {
    return fail(ErrorKind::store, "{}: is damaged: there is no file {}", database_->name(), id);
  }
  return &files_.emplace(id, File{std::string(find_.file.text(0)), std::string(find_.file.text(1))}).first->second;
}

}  // namespace corollary::record
