#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ontology/actor.h"
#include "record/database.h"
#include "record/stored_values.h"

namespace corollary::record {

/// Gives what events share its number in the record, and stores it when it is new. An event costs no look-up in the database: what is
/// stored is known, as far as `Database::memory_for_names` allows. When there is no more room all is forgotten, and what comes again
/// is stored a second time, under another number. For one import: its numbers are void when that is undone.
class Interner {
 public:
  /// Cost: reads entities, lists, codings and places, as many as there is room for.
  static Result<Interner> load(Database& database);

  Result<std::int64_t> entity(const Actor& actor);
  /// The number of one side of an event: 0 for nobody, the entity's for one, below 0 for a list of several.
  Result<std::int64_t> side(const std::vector<Actor>& actors);
  Result<std::int64_t> coding(const Event& event);
  /// 0 if the event names no place and has no point.
  Result<std::int64_t> place(const Event& event);
  /// A file of the batch that is being imported.
  Result<std::int64_t> file(std::int64_t batch, std::string_view name);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const Actor& actor) const;
    std::size_t operator()(const std::vector<std::int64_t>& numbers) const;
    std::size_t operator()(const Coding& coding) const;
    std::size_t operator()(const Event& event) const;  // Of its coding.
    std::size_t operator()(const Place& place) const;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  struct Same {
    using is_transparent = void;
    bool operator()(const Coding& a, const Coding& b) const { return a == b; }
    bool operator()(const Event& event, const Coding& coding) const { return coding.is_of(event); }
  };
  struct Additions {
    Statement entity, member, coding, place, file;
  };

  Interner(Database& database, Additions add) : database_(&database), add_(std::move(add)) {}
  Result<std::int64_t> list(const std::vector<Actor>& actors);
  Result<void> load_entities();
  Result<void> load_lists();
  Result<void> load_codings();
  Result<void> load_places();
  [[nodiscard]] bool has_room() const { return held_ < database_->memory_for_names(); }
  std::int64_t keep(auto& numbers, auto key, std::int64_t number);

  Database* database_;
  Additions add_;
  std::unordered_map<Actor, std::int64_t, Hash> entities_;
  std::unordered_map<std::vector<std::int64_t>, std::int64_t, Hash> lists_;
  std::unordered_map<Coding, std::int64_t, Hash, Same> codings_;
  std::unordered_map<Place, std::int64_t, Hash> places_;
  std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> files_;
  Place place_;  // To look up with: keeps its memory from event to event.
  std::int64_t last_list_ = 0;
  std::size_t held_ = 0;  // Bytes, about.
};

/// To be followed by conditions on `coding`.
inline constexpr const char* kCodingColumns =
    "SELECT id, type, mode, cameo, intensity, modality, factuality, confidence, why, source_intensity, source_quad FROM coding ";
/// The coding in a row of `kCodingColumns`.
/// Errors: `store` if the row holds what no version of this program writes.
Result<Coding> coding_in(const Statement& row, const Database& database);

/// Likewise of places.
inline constexpr const char* kPlaceColumns = "SELECT id, name, latitude, longitude, precision FROM place ";
Result<Place> place_in(const Statement& row, const Database& database);

}  // namespace corollary::record
