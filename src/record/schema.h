#pragma once

#include <cstdint>

#include "base/error.h"
#include "record/database.h"

namespace corollary::record {

/// What the tables mean, and which version of them this program reads. A change to the tables raises it.
inline constexpr std::int64_t kSchemaVersion = 3;
/// "Crly" in SQLite's `application_id`: tells our files from other SQLite files.
inline constexpr std::int64_t kApplicationId = 0x43726C79;

/// True if the file holds a record, of this version or an older one; false if nothing at all. Alters nothing.
/// Errors: `store` if it is another program's file, of a newer schema, damaged or locked.
Result<bool> has_schema(const Database& database);
/// The tables themselves, and the version. Within a transaction. Errors: `store`, also if one is there.
Result<void> make_tables(Database& database);
/// The tables that version 3 has and version 2 had not. Within a transaction. Errors: `store`.
Result<void> make_metadata_tables(Database& database);
/// Makes the tables, unless they are there. Errors: `store`.
Result<void> make_schema(Database& database);

}  // namespace corollary::record
