#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "brief/brief.h"

namespace corollary::brief {

/// The brief as JSON of the schema "corollary.brief/1" (docs/brief-json.md): two spaces a level, keys in a fixed order,
/// numbers in the shortest form that reads back as the same. Bytes that are not UTF-8 become U+FFFD.
std::string to_json(const Brief& brief);

/// Reads what `to_json` wrote; `to_json` of the result is the same text.
/// Errors: `input`, one line that begins with `name`, says where and what was expected: for text that is no JSON (with
/// its line), another schema, a missing or unknown key, a value of the wrong type or out of its range.
Result<Brief> from_json(std::string_view name, std::string_view text);

/// A hash of all that the brief says: it tells a brief that was changed after it was written (not one that was changed
/// and sealed anew). `to_json` writes it, `from_json` reads it into `Brief::seal`, `check` compares.
std::string seal_of(const Brief& brief);

}  // namespace corollary::brief
