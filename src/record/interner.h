#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ontology/actor.h"
#include "record/database.h"
#include "record/stored_values.h"

namespace corollary::record {

/// Gives what events share its number in the record, and stores it when it is new. Knows all that is stored, so that
/// an event costs no look-up in the database. For one import: its numbers are void when that is undone.
class Interner {
 public:
  /// Cost: reads all entities, lists and codings; memory for them.
  static Result<Interner> load(Database& database);

  Result<std::int64_t> entity(const Actor& actor);
  /// The number of one side of an event: 0 for nobody, the entity's for one, below 0 for a list of several.
  Result<std::int64_t> side(const std::vector<Actor>& actors);
  Result<std::int64_t> coding(const Event& event);
  /// A file of the set that is being imported.
  Result<std::int64_t> file(std::int64_t source, std::string_view name);

 private:
  struct Hash {
    std::size_t operator()(const Actor& actor) const;
    std::size_t operator()(const std::vector<std::int64_t>& numbers) const;
    std::size_t operator()(const Coding& coding) const;
  };

  Interner(Database& database, Statement add_entity, Statement add_member, Statement add_coding, Statement add_file);
  Result<std::int64_t> list(const std::vector<Actor>& actors);
  Result<void> load_entities();
  Result<void> load_lists();
  Result<void> load_codings();

  Database* database_;
  Statement add_entity_, add_member_, add_coding_, add_file_;
  std::unordered_map<Actor, std::int64_t, Hash> entities_;
  std::unordered_map<std::vector<std::int64_t>, std::int64_t, Hash> lists_;
  std::unordered_map<Coding, std::int64_t, Hash> codings_;
  std::unordered_map<std::string, std::int64_t> files_;
  std::int64_t last_list_ = 0;
};

/// The coding in a row of `SELECT id, type, mode, cameo, intensity, modality, factuality, confidence, why FROM coding`.
/// Errors: `store` if the row holds what no version of this program writes.
Result<Coding> coding_in(const Statement& row, const Database& database);

}  // namespace corollary::record
