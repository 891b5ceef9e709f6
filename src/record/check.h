#pragma once

#include "base/error.h"
#include "record/database.h"

namespace corollary::record {

/// Looks at everything in a record: the store's own integrity, that each segment is whole and goes on where the one before ends, that
/// what events refer to is there, that each set has as many events as it should, that each kept file can be unpacked,
/// and that passages are what was stored and indexed.
/// Errors: `store` with the first thing that is wrong. Cost: reads the whole file.
Result<void> check_all(const Database& database);

}  // namespace corollary::record
