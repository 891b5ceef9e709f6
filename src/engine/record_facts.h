#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/progress.h"
#include "ontology/cameo.h"
#include "ranking/fact.h"

namespace corollary::engine {

/// Who did what to whom by a record's events, in numbers: entities by the actors' names as read, relations by CAMEO's descriptions (for
/// events without a code by their PLOVER type). What did not happen is left out; of an act of several each with each is a fact.
struct RecordFacts {
  ranking::Vocabulary vocabulary;    ///< Without roots and classes. In the order of first mention, or what was given.
  std::vector<ranking::Fact> facts;  ///< By day, counted from 1970-01-01.
  std::size_t unknown = 0;           ///< Facts whose names a given vocabulary lacks: left out.
};

/// Of the days `first` to `last`. With `known`, its numbers are used and names that it lacks are left out.
/// Errors: those of opening and reading the record. Cost: reads these days.
Result<RecordFacts> facts_of_record(const std::filesystem::path& record, std::optional<Date> first, std::optional<Date> last, const ranking::Vocabulary* known,
                                    const CameoTable& cameo, Progress& progress);

}  // namespace corollary::engine
