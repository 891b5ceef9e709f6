#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/probability.h"
#include "brief/likelihood.h"
#include "ontology/citation.h"

namespace corollary::brief {

/// The words of a report that a sentence rests on.
struct SpanEvidence {
  SpanCitation span;
  std::string quote;       ///< The bytes themselves.
  std::string quote_hash;  ///< `hash_text(content_hash(quote))`, so that a change of either is found.
};

/// A row of the record that a sentence rests on.
struct RowEvidence {
  RowCitation row;
  std::string words;  ///< The row in a line: "2017-07-07 USA, RUS CONSULT: President Trump …".
};

/// A named rule that a sentence rests on, with the cases it was drawn from.
struct RuleEvidence {
  std::string rule;  ///< One of Brief::rules.
  std::vector<RowEvidence> cases;  ///< Some of them, for looking at; `case_count` counts all.
  std::uint64_t case_count = 0;
};

/// An analyst's entry in the case file: an assumption, not a fact.
struct CaseEvidence {
  std::string entry;  ///< "case.toml: issues[sanctions].stakes[USA]".
  std::string why;
};

using Evidence = std::variant<SpanEvidence, RowEvidence, RuleEvidence, CaseEvidence>;

/// What a sentence is: read or recorded, assumed, or concluded.
enum class ClaimKind : std::uint8_t { information, assumption, judgment };
std::string_view name(ClaimKind kind);

enum class Confidence : std::uint8_t { low, moderate, high };
std::string_view name(Confidence confidence);

/// One sentence and what it rests on.
struct Claim {
  std::string text;
  ClaimKind kind = ClaimKind::information;
  std::vector<Evidence> evidence;
  std::optional<Probability> likelihood;  ///< The number that the sentence's likelihood word stands for.
  std::optional<Confidence> confidence;
};

/// A table whose cells are claims or plain labels.
struct Cell {
  std::string label;  ///< Used if there are no claims: a name, a date, a number that a claim of the row explains.
  std::vector<Claim> claims;
};
struct TableBlock {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

/// A run of sentences, or of bullets with one or more sentences each.
struct TextBlock {
  std::string heading;  ///< "" for none.
  bool bullets = false;
  std::vector<std::vector<Claim>> items;  ///< One item is one paragraph or one bullet.
};

/// A picture: inline SVG, with what it shows in words for those who cannot see it.
struct ChartBlock {
  std::string caption;
  std::string svg;
  std::string alternative;
};

using Block = std::variant<TextBlock, TableBlock, ChartBlock>;

struct Section {
  std::string id;  ///< "bottom-line", "what-happened", …
  std::string heading;
  std::vector<Block> blocks;
};

/// A report, as the brief lists it.
struct SourceEntry {
  std::string id;  ///< As in SpanCitation::report.
  std::string title, publisher, place, path;
  Date day;
  std::string content_hash;
};

/// A rule or formula that sentences name.
struct RuleEntry {
  std::string name;
  std::string formula;  ///< With data window, weights and version: what somebody would need to do it again.
};

/// The finished analysis: sentences with evidence, in sections.
struct Brief {
  std::string title;
  Date event_day;
  Date as_of;
  Yardstick yardstick = Yardstick::icd203;
  std::vector<Section> sections;
  std::vector<SourceEntry> sources;
  std::vector<RuleEntry> rules;
  std::string seal;  ///< As read from a file; "" in a brief that was just written.
};

/// The sentences of the bottom line, in order. They point into the brief.
std::vector<const Claim*> key_judgments(const Brief& brief);

/// Calls `visit(const Claim&)` for each sentence, in reading order.
template <typename Visit>
void for_each_claim(const Brief& brief, Visit visit) {
  const auto visit_all = [&](const std::vector<Claim>& claims) {
    for (const Claim& claim : claims) visit(claim);
  };
  for (const Section& section : brief.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* const text = std::get_if<TextBlock>(&block)) {
        for (const auto& item : text->items) visit_all(item);
      } else if (const auto* const table = std::get_if<TableBlock>(&block)) {
        for (const auto& row : table->rows) {
          for (const Cell& cell : row) visit_all(cell.claims);
        }
      }
    }
  }
}

}  // namespace corollary::brief
