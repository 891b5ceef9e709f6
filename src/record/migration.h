#pragma once

#include "base/error.h"
#include "record/database.h"

namespace corollary::record {

/// Brings a record of an older schema version to this program's, in one transaction: all of it or nothing. Numbers of events, sets and
/// files stay. Does nothing if it is of this version. Errors: `store`. Cost: of version 1 reads and writes all events; of
/// version 2 nothing to speak of: its events then have no publisher, and its reports no metadata, until their files are imported anew.
Result<void> migrate(Database& database);

}  // namespace corollary::record
