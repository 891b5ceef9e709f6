#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "base/date.h"
#include "base/error.h"
#include "coding/coder.h"
#include "evaluate/evaluate.h"
#include "ontology/event.h"
#include "ontology/statement.h"
#include "reports/report.h"

namespace corollary::evaluate {

/// A set that is expected: all of `required`, and nothing that is neither required nor permitted.
struct ExpectedSet {
  std::vector<std::string> required;
  std::vector<std::string> permitted;
};

/// An event or a statement that a reader found in a report.
struct GoldItem {
  std::string id;
  std::optional<StatementKind> statement;  ///< Empty for an event.
  bool is_required = true;                 ///< If not, it may be coded or not.
  ByteRange bytes;
  ExpectedSet actors;                      ///< "USA", "USA:GOV"; of a statement those whom it is about.
  ExpectedSet recipients, speakers, issues;
  std::vector<EventType> types;            ///< Any of them is right.
  std::vector<std::string> modes;          ///< Likewise; "" for none.
  std::vector<Modality> modalities;        ///< Likewise.
  std::optional<bool> negated;             ///< Empty if it is not scored.
  std::optional<DateRange> when;           ///< The coded days must lie within it; empty if it is not scored.
};

/// What a report says, as somebody who read it listed it.
struct ReportGold {
  std::string text_hash;  ///< `hash_text(content_hash(Report::text))` of the report that was read.
  std::vector<GoldItem> items;
};

/// Reads the table that tests/published/helsinki2018/README.md describes.
/// Errors: `input` with file and line for an unknown word, a span that is none, or no `# text:` line.
Result<ReportGold> read_report_gold(std::string_view name, std::string_view table);

/// Compares what was coded with what was expected.
///
/// Of a kind (events, and each kind of statement), a coded item can be aligned with an expected one if its evidence
/// holds at least half of the expected bytes. One aligns with one: the pairs are taken in the order of overlap (bytes in
/// both / bytes in either) plus the share of attributes that agree, highest first; at a tie the earlier expected item,
/// then the earlier coded one. The agreement counts because several events of a sentence may cite the same bytes. Those
/// that must be coded choose first; what is left over may align with those that may be coded, and then counts neither
/// as found nor as spurious.
///
/// Per kind `<kind>_expected`, `_coded`, `_precision`, `_recall`, `_f1`, and the same for all. Over the aligned items
/// that must be coded: `event_actors`, `_recipients`, `_type`, `_mode`, `_modality`, `_issues`, `_date`, and
/// `statement_about`, `_speakers`, `_issues`, `_negated`: the share that is right. A share of nothing is left out.
/// Errors are the missing, the wrong and the spurious ones, in that order.
/// Cost: O(expected * coded).
Scores compare_with_gold(const ReportGold& gold, const Report& report, const coding::CodedReport& coded, std::size_t errors_most);

}  // namespace corollary::evaluate
