#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "brief/brief.h"

namespace corollary::brief {

/// One thing that is wrong with a brief, for its reader: which sentence and why.
struct Finding {
  std::string rule;      ///< "evidence", "likelihood", "confidence", "quote", "kind", "seal", "structure".
  std::string sentence;  ///< Its text; "" if the finding is about the brief as a whole.
  std::string message;
};

/// What a check looked at.
struct CheckResult {
  std::size_t sentences = 0;
  std::size_t with_evidence = 0;
  std::vector<Finding> findings;  ///< Empty: the brief passes.
  /// Sources whose text was not at hand, so that quotes were held against their hashes alone.
  std::vector<std::string> not_compared;
};

/// Where quotes are compared with what they quote. Either may be empty: then that comparison is not made.
struct Originals {
  /// The text of a report by its id; nullptr if it is not at hand.
  std::function<const std::string*(std::string_view report)> report_text;
  /// True if the record has that row.
  std::function<bool(const RowCitation&)> row_exists;
};

/// Refuses a brief in which
/// - a sentence has no evidence, or evidence that does not resolve: a span outside its report or whose quote is not
///   what stands there, a row that the record does not have, a rule that the brief does not list;
/// - a likelihood word stands without its number, or does not match it by the brief's yardstick;
/// - likelihood and confidence share a sentence;
/// - a forecast is called information, or a case file's entry anything but an assumption or judgment;
/// - a sentence's own quotation marks hold words that none of its quotes has;
/// - a forecast does not rest on the occurrence model;
/// - the brief bears a seal that is not that of what it says;
/// - a section that every brief has is missing or empty.
CheckResult check(const Brief& brief, const Originals& originals);

}  // namespace corollary::brief
