#include "record/event_reader.h"

#include "record/interner.h"

namespace corollary::record {
namespace {

enum Column {
  row_number,
  day,
  actors,
  recipients,
  coding_number,
  file_number,
  line,
  detail,
  last_day,
  contexts,
  issues,
  place,
  text,
  reference
};

Date date_of(std::int64_t day_number) { return Date::from_day_number(static_cast<std::int32_t>(day_number)); }

Actor actor_in(const Statement& row, int first_column) {
  return {std::string(row.text(first_column)), std::string(row.text(first_column + 1)),
          std::string(row.text(first_column + 2)), std::string(row.text(first_column + 3))};
}

}  // namespace

EventReader::EventReader(const Database& database, Statement side, Statement coding, Statement file,
                         Statement attribution)
    : database_(&database),
      find_side_(std::move(side)),
      find_coding_(std::move(coding)),
      find_file_(std::move(file)),
      find_attribution_(std::move(attribution)) {
  event_.evidence = RowCitation{};
}

Result<EventReader> EventReader::over(const Database& database) {
  TRY_ASSIGN(Statement side, database.prepare("SELECT name, party, sector, role FROM entity WHERE id = ?1 UNION ALL "
                                              "SELECT * FROM (SELECT name, party, sector, role FROM entity_list "
                                              "JOIN entity ON id = entity WHERE list = ?1 ORDER BY position)"));
  TRY_ASSIGN(Statement coding,
             database.prepare("SELECT id, type, mode, cameo, intensity, modality, factuality, confidence, why "
                              "FROM coding WHERE id = ?"));
  TRY_ASSIGN(Statement file, database.prepare("SELECT source.name, file.name FROM file "
                                              "JOIN source ON source.id = file.source WHERE file.id = ?"));
  TRY_ASSIGN(Statement attribution, database.prepare("SELECT cue, name, party, sector, role FROM attribution "
                                                     "JOIN entity ON entity.id = speaker WHERE event = ? "
                                                     "ORDER BY position"));
  return EventReader(database, std::move(side), std::move(coding), std::move(file), std::move(attribution));
}

Result<const Event*> EventReader::read(const Statement& rows) {
  const std::int64_t row = rows.integer(row_number);
  event_.id = format("{}", row);
  event_.when = {date_of(rows.integer(day)), date_of(rows.integer(day))};
  if (const std::int64_t id = rows.integer(actors); id != parts_.actors) {
    TRY_ASSIGN(const auto* found, side(id));
    event_.actors = *found;
    parts_.actors = id;
  }
  if (const std::int64_t id = rows.integer(recipients); id != parts_.recipients) {
    TRY_ASSIGN(const auto* found, side(id));
    event_.recipients = *found;
    parts_.recipients = id;
  }
  if (const std::int64_t id = rows.integer(coding_number); id != parts_.coding) {
    TRY_ASSIGN(const Coding* const found, coding(id));
    found->give_to(event_);
    parts_.coding = id;
  }
  TRY_ASSIGN(const File* const in, file(rows.integer(file_number)));
  auto& evidence = std::get<RowCitation>(event_.evidence);
  evidence.row = row;
  if (const std::int64_t id = rows.integer(file_number); id != parts_.file) {
    evidence.source = in->source;
    parts_.file = id;
  }
  const bool detailed = !rows.is_null(detail);
  evidence.place = RowPlace{in->name, rows.integer(line), detailed ? rows.text(reference) : std::string_view()}.text();
  if (detailed) {
    TRY(read_detail(rows, row));
  } else if (parts_.detail) {
    clear_detail();
  }
  parts_.detail = detailed;
  return &event_;
}

Result<void> EventReader::read_detail(const Statement& rows, std::int64_t row) {
  event_.when.last = date_of(rows.integer(last_day));
  event_.contexts = list_of(rows.text(contexts));
  event_.issues = list_of(rows.text(issues));
  event_.place = rows.text(place);
  event_.text = rows.text(text);
  event_.attribution.clear();
  find_attribution_.reset();
  find_attribution_.bind(1, row);
  for (;;) {
    TRY_ASSIGN(const bool more, find_attribution_.step());
    if (!more) {
      return {};
    }
    event_.attribution.push_back({actor_in(find_attribution_, 1), std::string(find_attribution_.text(0))});
  }
}

void EventReader::clear_detail() {
  event_.contexts.clear();
  event_.issues.clear();
  event_.place.clear();
  event_.text.clear();
  event_.attribution.clear();
}

Result<const std::vector<Actor>*> EventReader::side(std::int64_t id) {
  const auto [entry, is_new] = sides_.try_emplace(id);
  if (!is_new || id == 0) {
    return &entry->second;
  }
  find_side_.reset();
  find_side_.bind(1, id);
  for (;;) {
    TRY_ASSIGN(const bool more, find_side_.step());
    if (!more) {
      return &entry->second;
    }
    entry->second.push_back(actor_in(find_side_, 0));
  }
}

Result<const Coding*> EventReader::coding(std::int64_t id) {
  if (const auto found = codings_.find(id); found != codings_.end()) {
    return &found->second;
  }
  find_coding_.reset();
  find_coding_.bind(1, id);
  TRY_ASSIGN(const bool there, find_coding_.step());
  if (!there) {
    return fail(ErrorKind::store, "{}: is damaged: there is no coding {}", database_->name(), id);
  }
  TRY_ASSIGN(Coding found, coding_in(find_coding_, *database_));
  return &codings_.emplace(id, std::move(found)).first->second;
}

Result<const EventReader::File*> EventReader::file(std::int64_t id) {
  if (const auto found = files_.find(id); found != files_.end()) {
    return &found->second;
  }
  find_file_.reset();
  find_file_.bind(1, id);
  TRY_ASSIGN(const bool there, find_file_.step());
  if (!there) {
    return fail(ErrorKind::store, "{}: is damaged: there is no file {}", database_->name(), id);
  }
  return &files_.emplace(id, File{std::string(find_file_.text(0)), std::string(find_file_.text(1))}).first->second;
}

}  // namespace corollary::record
