#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "ontology/cameo.h"
#include "ranking/fact.h"

namespace corollary::evaluate {

/// A temporal-graph benchmark in memory.
struct TemporalSet {
  ranking::Vocabulary vocabulary;  ///< Roots and classes by CAMEO where a relation's name is one of its descriptions, else each its own root.
  std::vector<ranking::Fact> train, valid, test;  ///< By day, counted in the set's own time.
  std::vector<std::string> skipped;               ///< Rows that could not be read, "test.txt:17: …".
};

/// Errors: `not_found` if a file is missing (valid.txt may be), `input` if nothing can be read of train.txt or of the other two.
Result<TemporalSet> read_temporal_set(const std::filesystem::path& folder, const CameoTable& cameo);

}  // namespace corollary::evaluate
