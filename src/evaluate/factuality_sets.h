#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "coding/factuality.h"
#include "text/document.h"

namespace corollary::evaluate {

/// Predicates with a gold factuality, over tokens that the set gives.
struct FactualitySet {
  struct Case {
    std::size_t sentence;  ///< Of `document`.
    std::size_t token;     ///< In the sentence.
    double value;          ///< -3 (certainly not) to 3 (certainly).
  };
  std::string text;         ///< The tokens with a space between any two.
  text::Document document;  ///< Not yet parsed.
  std::vector<Case> cases;  ///< In the order of the text.
  std::vector<std::string> skipped;
  coding::Scale scale = coding::Scale::happening;  ///< What its values answer.
};

/// MEANTIME's columns (index, word, factuality or _, tag, head, relation, lemma; a blank line between sentences), or the
/// table of UDS-IH2, told apart by its header. Of UDS the rows of `split` count, whose predicates and sentence were
/// understood and whose annotator was kept; an answer is 3 * confidence / 4, below zero for "no", and a predicate's value
/// is the mean of its answers. Its sentences lie in the treebank EWT: `treebank` is the file or its folder; if empty,
/// treebanks/EWT is looked for above the input. Sentence numbers that are off by one or two are set right by the lemmas.
/// An empty split means dev, or what there is if there is no dev.
/// Errors: `not_found` and `input` for the files.
Result<FactualitySet> read_factuality_set(const std::filesystem::path& input, const std::filesystem::path& treebank, std::string_view split);

/// The first `parent / below` that exists, going up from the folder of `start`; empty if there is none.
std::filesystem::path found_above(const std::filesystem::path& start, const std::filesystem::path& below);

}  // namespace corollary::evaluate
