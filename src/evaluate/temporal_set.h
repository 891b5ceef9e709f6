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
  int time_per_day = 1;                           ///< In its files: 24 if they count hours.
  std::vector<std::string> skipped;               ///< Rows that could not be read, "test.txt:17: …".
};

/// Fills in the roots and classes of a vocabulary's relations.
void add_hierarchy(ranking::Vocabulary& vocabulary, const CameoTable& cameo);

/// Errors: `not_found` if a file is missing (valid.txt and test.txt may be), `input` if nothing can be read of train.txt.
Result<TemporalSet> read_temporal_set(const std::filesystem::path& folder, const CameoTable& cameo);

}  // namespace corollary::evaluate
