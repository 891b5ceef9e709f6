#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "coding/type_features.h"
#include "coding/type_model.h"
#include "coding/words.h"
#include "text/document.h"
#include "text/parser.h"

namespace corollary::evaluate {

/// A sentence of a PLV file with the two spans that are marked in it, read and parsed as one sentence.
struct PlvCase {
  std::string text;        ///< Without the marks.
  std::string marked;
  std::string group;       ///< The column `sentence`: what must not be both learned from and scored.
  std::size_t root = 0;    ///< Index into `plv_roots()`.
  text::Document document;
  coding::Words words;     ///< Views of `text`.
  coding::TypeCandidate candidate;
};

struct PlvSet {
  std::vector<std::unique_ptr<PlvCase>> cases;  ///< On the heap: `words` has views of `text`.
  std::vector<std::string> skipped;
};

/// The fifteen roots that PLV knows: PLOVER's types, but CONCEDE and RETREAT are one, YIELD.
const std::vector<std::string>& plv_roots();
/// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
int plv_quad(std::size_t root);
/// The root that a type of ours belongs to.
std::size_t plv_root_of(std::size_t type);
/// Our types that a root allows, a bit each.
std::uint32_t types_of_root(std::size_t root);

/// Reads a PLV file: tab-separated with the columns sentence, marked_sentence (`<s>` actor, `<t>` recipient) and
/// gold_root. A row of an unknown root or without words is left out and named.
/// Errors: `not_found`, `input` if a column is missing.
Result<PlvSet> read_plv(const std::filesystem::path& path, const text::Parser& parser);

}  // namespace corollary::evaluate
