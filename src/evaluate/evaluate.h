#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "coding/coder.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "text/parser.h"

namespace corollary::evaluate {

/// What a stage got right on a reference set.
struct Scores {
  struct Value {
    std::string name;  ///< "root_macro_f1"; shares are in [0, 1].
    double value = 0;
  };
  std::size_t n = 0;                  ///< Cases that were scored.
  std::vector<Value> values;          ///< In the order in which they are shown.
  struct Listing {
    std::string name;                 ///< "history".
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
  };
  std::vector<Listing> listings;      ///< What was computed, for suites that give more than a score; JSON only.
  std::vector<std::string> errors;    ///< The first wrong cases, as many as asked for, one a line.
  std::vector<std::string> skipped;   ///< Cases that could not be read, one a line.
};

struct Options {
  std::filesystem::path input;
  std::filesystem::path expected;  ///< Empty if the input holds what is expected.
  std::size_t errors_most = 0;
  std::size_t folds = 0;           ///< Cross-validation, for suites that learn; 0 scores what the program carries.
  std::uint64_t seed = 1;
};

/// What the suites of `coding` score.
struct Readers {
  const Catalogue& catalogue;
  const CameoTable& cameo;
  const text::Parser& parser;
  const coding::Coder& coder;
};

/// The names that `score_coding` knows, in the order of the manual.
std::vector<std::string_view> coding_suites();

/// Scores reading on a reference set. Errors: `usage` for an unknown suite, `not_found` or `input` for the files,
/// `cancelled`.
Result<Scores> score_coding(std::string_view suite, const Options& options, const Readers& readers, Progress& progress);

/// The names that `score_bargain` knows, in the order of the manual.
std::vector<std::string_view> bargain_suites();

/// Scores the models of bargaining on a reference set. Errors: as of `score_coding`.
Result<Scores> score_bargain(std::string_view suite, const Options& options, Progress& progress);

}  // namespace corollary::evaluate
