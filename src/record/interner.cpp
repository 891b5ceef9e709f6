#include "record/interner.h"

#include <functional>

namespace corollary::record {
namespace {

// Boost's hash_combine, in 64 bits.
void mix(std::size_t& hash, std::size_t value) { hash ^= value + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2); }

void mix(std::size_t& hash, std::string_view text) { mix(hash, std::hash<std::string_view>()(text)); }

}  // namespace

std::size_t Interner::Hash::operator()(const Actor& actor) const {
  std::size_t hash = 0;
  mix(hash, actor.name);
  mix(hash, actor.party);
  mix(hash, actor.role);
  return hash;
}

std::size_t Interner::Hash::operator()(const std::vector<std::int64_t>& numbers) const {
  std::size_t hash = numbers.size();
  for (const std::int64_t number : numbers) mix(hash, static_cast<std::size_t>(number));
  return hash;
}

std::size_t Interner::Hash::operator()(const Coding& coding) const {
  std::size_t hash = static_cast<std::size_t>(coding.type);
  mix(hash, coding.cameo);
  mix(hash, coding.mode);
  mix(hash, coding.why);
  return hash;
}

Interner::Interner(Database& database, Statement add_entity, Statement add_member, Statement add_coding,
                   Statement add_file)
    : database_(&database),
      add_entity_(std::move(add_entity)),
      add_member_(std::move(add_member)),
      add_coding_(std::move(add_coding)),
      add_file_(std::move(add_file)) {}

Result<Interner> Interner::load(Database& database) {
  TRY_ASSIGN(Statement add_entity,
             database.prepare("INSERT INTO entity (name, party, sector, role) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement add_member,
             database.prepare("INSERT INTO entity_list (list, position, entity) VALUES (?, ?, ?)"));
  TRY_ASSIGN(
      Statement add_coding,
      database.prepare("INSERT INTO coding (type, mode, cameo, intensity, modality, factuality, confidence, why) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement add_file, database.prepare("INSERT INTO file (source, name) VALUES (?, ?)"));
  Interner interner(database, std::move(add_entity), std::move(add_member), std::move(add_coding), std::move(add_file));
  TRY(interner.load_entities());
  TRY(interner.load_lists());
  TRY(interner.load_codings());
  return interner;
}

Result<void> Interner::load_entities() {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT id, name, party, sector, role FROM entity"));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return {};
    }
    entities_.emplace(Actor{std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)),
                            std::string(rows.text(4))},
                      rows.integer(0));
  }
}

Result<void> Interner::load_lists() {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT list, entity FROM entity_list ORDER BY list DESC, position"));
  std::vector<std::int64_t> members;
  const auto keep = [&] {
    if (!members.empty()) {
      lists_.emplace(members, last_list_);
    }
  };
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more || rows.integer(0) != last_list_) {
      keep();
      members.clear();
    }
    if (!more) {
      return {};
    }
    last_list_ = rows.integer(0);
    members.push_back(rows.integer(1));
  }
}

Result<void> Interner::load_codings() {
  TRY_ASSIGN(
      Statement rows,
      database_->prepare("SELECT id, type, mode, cameo, intensity, modality, factuality, confidence, why FROM coding"));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return {};
    }
    TRY_ASSIGN(Coding coding, coding_in(rows, *database_));
    codings_.emplace(std::move(coding), rows.integer(0));
  }
}

Result<std::int64_t> Interner::entity(const Actor& actor) {
  if (const auto found = entities_.find(actor); found != entities_.end()) {
    return found->second;
  }
  TRY(add_entity_.run(actor.name, actor.party, actor.sector, actor.role));
  return entities_.emplace(actor, database_->last_row()).first->second;
}

Result<std::int64_t> Interner::side(const std::vector<Actor>& actors) {
  switch (actors.size()) {
    case 0:
      return 0;
    case 1:
      return entity(actors.front());
    default:
      return list(actors);
  }
}

Result<std::int64_t> Interner::list(const std::vector<Actor>& actors) {
  std::vector<std::int64_t> members;
  for (const Actor& actor : actors) {
    TRY_ASSIGN(const std::int64_t number, entity(actor));
    members.push_back(number);
  }
  if (const auto found = lists_.find(members); found != lists_.end()) {
    return found->second;
  }
  --last_list_;
  for (std::size_t position = 0; position < members.size(); ++position) {
    TRY(add_member_.run(last_list_, position, members[position]));
  }
  return lists_.emplace(std::move(members), last_list_).first->second;
}

Result<std::int64_t> Interner::coding(const Event& event) {
  const Coding coding = Coding::of(event);
  if (const auto found = codings_.find(coding); found != codings_.end()) {
    return found->second;
  }
  TRY(add_coding_.run(code(coding.type), coding.mode, coding.cameo, coding.intensity, name(coding.modality),
                      coding.factuality, coding.confidence.value(), coding.why));
  return codings_.emplace(coding, database_->last_row()).first->second;
}

Result<std::int64_t> Interner::file(std::int64_t source, std::string_view name) {
  const std::string file_name(name);
  if (const auto found = files_.find(file_name); found != files_.end()) {
    return found->second;
  }
  TRY(add_file_.run(source, name));
  return files_.emplace(file_name, database_->last_row()).first->second;
}

Result<Coding> coding_in(const Statement& row, const Database& database) {
  const auto type = event_type(row.text(1));
  const auto mode_of_being = modality_named(row.text(5));
  const auto confidence = Probability::from(row.number(7));
  if (!type || !mode_of_being || !confidence) {
    return fail(ErrorKind::store, "{}: is damaged: coding {} has type '{}', modality '{}', confidence {}",
                database.name(), row.integer(0), row.text(1), row.text(5), row.number(7));
  }
  return Coding{*type,         std::string(row.text(2)), std::string(row.text(3)),
                row.number(4), *mode_of_being,           row.number(6),
                *confidence,   std::string(row.text(8))};
}

}  // namespace corollary::record
