#include "record/interner.h"

#include <functional>

namespace corollary::record {
namespace {

// Boost's hash_combine, in 64 bits.
void mix(std::size_t& hash, std::size_t value) { hash ^= value + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2); }

void mix(std::size_t& hash, std::string_view text) { mix(hash, std::hash<std::string_view>()(text)); }

// About how many bytes a table takes for an entry: what lies on the heap, and the table's own node.
constexpr std::size_t kNode = 64;
std::size_t heap_bytes(const std::string& text) { return text.capacity() > 15 ? text.capacity() + 17 : 0; }
std::size_t bytes_of(const Actor& actor) {
  return kNode + sizeof(actor) + heap_bytes(actor.name) + heap_bytes(actor.party) + heap_bytes(actor.sector) + heap_bytes(actor.role);
}
std::size_t bytes_of(const std::vector<std::int64_t>& numbers) { return kNode + sizeof(numbers) + 16 + numbers.capacity() * sizeof(numbers[0]); }
std::size_t bytes_of(const Coding& coding) { return kNode + sizeof(coding) + heap_bytes(coding.mode) + heap_bytes(coding.why); }
std::size_t bytes_of(const Place& place) { return kNode + sizeof(place) + heap_bytes(place.name); }

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

std::size_t Interner::Hash::operator()(const Event& event) const {
  std::size_t hash = static_cast<std::size_t>(event.type);
  mix(hash, event.cameo);
  mix(hash, event.mode);
  mix(hash, event.why);
  return hash;
}

std::size_t Interner::Hash::operator()(const Place& place) const {
  std::size_t hash = std::hash<std::string_view>()(place.name);
  if (place.point) {
    mix(hash, std::hash<double>()(place.point->latitude));
    mix(hash, std::hash<double>()(place.point->longitude));
  }
  return hash;
}

Result<Interner> Interner::load(Database& database) {
  TRY_ASSIGN(Statement entity, database.prepare("INSERT INTO entity (name, party, sector, role) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement member, database.prepare("INSERT INTO entity_list (list, position, entity) VALUES (?, ?, ?)"));
  TRY_ASSIGN(Statement coding, database.prepare("INSERT INTO coding (type, mode, cameo, intensity, modality, factuality, confidence, why, "
                                                "source_intensity, source_quad) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement place, database.prepare("INSERT INTO place (name, latitude, longitude, precision) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement file, database.prepare("INSERT INTO file (batch, name) VALUES (?, ?)"));
  Interner interner(database, {std::move(entity), std::move(member), std::move(coding), std::move(place), std::move(file)});
  TRY(interner.load_entities());
  TRY(interner.load_lists());
  TRY(interner.load_codings());
  TRY(interner.load_places());
  return interner;
}

// Room is made only for what is new: what is known stays found until then.
std::int64_t Interner::keep(auto& numbers, auto key, std::int64_t number) {
  if (!has_room()) {
    entities_.clear();
    lists_.clear();
    codings_.clear();
    places_.clear();
    held_ = 0;
  }
  held_ += bytes_of(key);
  numbers.emplace(std::move(key), number);
  return number;
}

Result<void> Interner::load_entities() {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT id, name, party, sector, role FROM entity"));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more || !has_room()) {
      return {};
    }
    keep(entities_, Actor{std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4))},
         rows.integer(0));
  }
}

Result<void> Interner::load_lists() {
  TRY_ASSIGN(Statement rows, database_->prepare("SELECT list, entity FROM entity_list ORDER BY list DESC, position"));
  std::vector<std::int64_t> members;
  const auto keep_list = [&] {
    if (!members.empty() && has_room()) {
      keep(lists_, members, last_list_);
    }
  };
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more || rows.integer(0) != last_list_) {
      keep_list();
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
  TRY_ASSIGN(Statement rows, database_->prepare(kCodingColumns));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more || !has_room()) {
      return {};
    }
    TRY_ASSIGN(Coding coding, coding_in(rows, *database_));
    keep(codings_, std::move(coding), rows.integer(0));
  }
}

Result<void> Interner::load_places() {
  TRY_ASSIGN(Statement rows, database_->prepare(kPlaceColumns));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more || !has_room()) {
      return {};
    }
    TRY_ASSIGN(Place place, place_in(rows, *database_));
    keep(places_, std::move(place), rows.integer(0));
  }
}

Result<std::int64_t> Interner::entity(const Actor& actor) {
  if (const auto found = entities_.find(actor); found != entities_.end()) {
    return found->second;
  }
  TRY(add_.entity.run(actor.name, actor.party, actor.sector, actor.role));
  return keep(entities_, actor, database_->last_row());
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
    TRY(add_.member.run(last_list_, position, members[position]));
  }
  return keep(lists_, std::move(members), last_list_);
}

Result<std::int64_t> Interner::coding(const Event& event) {
  if (const auto found = codings_.find(event); found != codings_.end()) {
    return found->second;
  }
  const Coding coding = Coding::of(event);
  const auto& theirs = coding.source_scale;
  std::optional<std::int64_t> quad;
  if (theirs.quad_class) {
    quad = static_cast<std::int64_t>(*theirs.quad_class);
  }
  TRY(add_.coding.run(code(coding.type), coding.mode, coding.cameo, coding.intensity, name(coding.modality), coding.factuality,
                      coding.confidence.value(), coding.why, theirs.intensity, quad));
  return keep(codings_, coding, database_->last_row());
}

Result<std::int64_t> Interner::place(const Event& event) {
  if (event.place.empty() && !event.point) {
    return 0;
  }
  place_.name = event.place;
  place_.point = event.point;
  if (const auto found = places_.find(place_); found != places_.end()) {
    return found->second;
  }
  const auto latitude = event.point ? std::optional(event.point->latitude) : std::nullopt;
  const auto longitude = event.point ? std::optional(event.point->longitude) : std::nullopt;
  const auto precision = event.point ? std::optional(name(event.point->precision)) : std::nullopt;
  TRY(add_.place.run(event.place, latitude, longitude, precision));
  return keep(places_, place_, database_->last_row());
}

Result<std::int64_t> Interner::file(std::int64_t batch, std::string_view name) {
  if (const auto found = files_.find(name); found != files_.end()) {
    return found->second;
  }
  TRY(add_.file.run(batch, name));
  return files_.emplace(name, database_->last_row()).first->second;
}

Result<Coding> coding_in(const Statement& row, const Database& database) {
  const auto type = event_type(row.text(1));
  const auto mode_of_being = modality_named(row.text(5));
  const auto confidence = Probability::from(row.number(7));
  const bool is_quad = row.is_null(10) || (row.integer(10) >= 0 && row.integer(10) <= static_cast<std::int64_t>(QuadClass::material_conflict));
  if (!type || !mode_of_being || !confidence || !is_quad) {
    return fail(ErrorKind::store, "{}: is damaged: coding {} has type '{}', modality '{}', confidence {}",
                database.name(), row.integer(0), row.text(1), row.text(5), row.number(7));
  }
  Coding coding{*type,         std::string(row.text(2)), std::string(row.text(3)),
                row.number(4), *mode_of_being,           row.number(6),
                *confidence,   std::string(row.text(8)), {}};
  if (!row.is_null(9)) {
    coding.source_scale.intensity = row.number(9);
  }
  if (!row.is_null(10)) {
    coding.source_scale.quad_class = static_cast<QuadClass>(row.integer(10));
  }
  return coding;
}

Result<Place> place_in(const Statement& row, const Database& database) {
  Place place{std::string(row.text(1)), std::nullopt};
  if (row.is_null(4)) {
    return place;
  }
  const auto precision = geo_precision_named(row.text(4));
  if (!precision) {
    return fail(ErrorKind::store, "{}: is damaged: place {} has precision '{}'", database.name(), row.integer(0), row.text(4));
  }
  place.point = GeoPoint{row.number(2), row.number(3), *precision};
  return place;
}

}  // namespace corollary::record
