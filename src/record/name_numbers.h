#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/strings.h"
#include "record/database.h"

namespace corollary::record {

/// The names of one table (`publisher`, `theme` …), numbered from 1. A name is looked up when it is first met, so that an import that has
/// none costs nothing; when there is no more room (a share of `Database::memory_for_names`) all is forgotten and looked up anew. For one import: its numbers are void when that is undone.
class NameNumbers {
 public:
  /// `table` must be a constant.
  NameNumbers(Database& database, std::string_view table) : database_(&database), table_(table) {}

  /// Stores the name if it is new; 0 for "". Errors: `store`. Cost: a look into memory, for most.
  Result<std::int64_t> number(std::string_view name);

 private:
  Result<std::int64_t> stored(std::string_view name);

  Database* database_;
  std::string_view table_;
  std::optional<Statement> find_, add_;
  std::unordered_map<std::string, std::int64_t, ViewHash, std::equal_to<>> known_;
};

/// The names behind the numbers of one table, read when first asked for; for one reading transaction.
class NameTexts {
 public:
  NameTexts(const Database& database, std::string_view table) : database_(&database), table_(table) {}

  /// "" for 0; valid while this is. Errors: `store` if there is none of that number.
  Result<const std::string*> text(std::int64_t number);
  /// How many are known.
  [[nodiscard]] std::size_t size() const { return known_.size(); }
  void forget() { known_.clear(); }

 private:
  const Database* database_;
  std::string_view table_;
  std::optional<Statement> find_;
  std::unordered_map<std::int64_t, std::string> known_;
};

}  // namespace corollary::record
