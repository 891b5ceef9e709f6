#include "brief/markdown.h"

#include <algorithm>

#include "base/check.h"
#include "base/strings.h"

namespace corollary::brief {
namespace {

// What makes two pieces of evidence one: all that a reader would see of them.
std::string key(const RowEvidence& evidence) {
  return format("row\x1f{}\x1f{}\x1f{}\x1f{}", evidence.row.row, evidence.row.source, evidence.row.place,
                evidence.words);
}

std::string key(const SpanEvidence& evidence) {
  const ByteRange bytes = evidence.span.bytes;
  return format("span\x1f{}\x1f{}\x1f{}\x1f{}", evidence.span.report, bytes.begin, bytes.end, evidence.quote);
}

std::string key(const RuleEvidence& evidence) {
  std::string result = format("rule\x1f{}\x1f{}", evidence.rule, evidence.case_count);
  for (const RowEvidence& one : evidence.cases) result += "\x1f" + key(one);
  return result;
}

std::string key(const CaseEvidence& evidence) { return format("case\x1f{}\x1f{}", evidence.entry, evidence.why); }

std::string key(const Evidence& evidence) {
  return std::visit([](const auto& what) { return key(what); }, evidence);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1. " and "1) " begin a list; "#", "-", "+" and "=" mean something at the start of a line. Where a backslash has to
// go so that they do not; npos if nowhere.
std::size_t escape_at_start(std::string_view text) {
  const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
  if (digits > 0) {
    return digits < text.size() && (text[digits] == '.' || text[digits] == ')') ? digits : std::string::npos;
  }
  const bool means_something = !text.empty() && std::string_view("#-+=:").find(text[0]) != std::string_view::npos;
  return means_something ? 0 : std::string::npos;
}

// Text as Markdown shows it, letter by letter, and on one line.
std::string escaped(std::string_view text) {
  std::string result;
  const std::size_t at_start = escape_at_start(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '\n':
      case '\r':
      case '\t':
        result += ' ';
        break;
      default:
        result += i == at_start || std::string_view("\\`*_[]|~$^").find(c) != std::string_view::npos ? "\\" : "";
        result += c;
    }
  }
  return result;
}

class Writer {
 public:
  explicit Writer(const Brief& brief) : brief_(brief), footnotes_(brief) {}

  std::string run() && {
    write_head();
    for (const Section& section : brief_.sections) write(section);
    write_reports();
    write_rules();
    write_footnotes();
    return std::move(out_);
  }

 private:
  void write_head() {
    out_ += format("# {}\n\nEvent: {}. Record to {}. Likelihood words: {}.\n\n", escaped(brief_.title),
                   brief_.event_day.written(), brief_.as_of.written(), name(brief_.yardstick));
    out_ +=
        "*(J)* marks judgments, *(A)* assumptions, *(I)* information where both stand in one paragraph; what has no "
        "mark is "
        "information. A mark holds to the next.\n";
  }

  void write(const Section& section) {
    out_ += format("\n## {}\n", escaped(section.heading));
    for (const Block& block : section.blocks) {
      std::visit([this](const auto& what) { write(what); }, block);
    }
  }

  void write(const TextBlock& block) {
    if (!block.heading.empty()) {
      out_ += format("\n### {}\n", escaped(block.heading));
    }
    out_ += block.bullets ? "\n" : "";
    for (const auto& item : block.items) {
      out_ += format("{}{}\n", block.bullets ? "- " : "\n", sentences(item));
    }
  }

  void write(const TableBlock& block) {
    out_ += format("\n**{}**\n\n|", escaped(block.caption));
    for (const std::string& column : block.columns) out_ += format(" {} |", escaped(column));
    out_ += "\n|";
    for (std::size_t i = 0; i < block.columns.size(); ++i) out_ += " --- |";
    out_ += "\n";
    for (const auto& row : block.rows) {
      out_ += "|";
      for (const Cell& cell : row)
        out_ += format(" {} |", cell.claims.empty() ? escaped(cell.label) : sentences(cell.claims));
      out_ += "\n";
    }
  }

  void write(const ChartBlock& block) {
    out_ += format("\n*Chart: {}.* {}\n", escaped(block.caption), escaped(block.alternative));
  }

  [[nodiscard]] std::string sentences(const std::vector<Claim>& claims) const {
    std::string result;
    ClaimKind kind = ClaimKind::information;
    for (const Claim& claim : claims) {
      result += result.empty() ? "" : " ";
      if (claim.kind != kind) {
        kind = claim.kind;
        result += kind == ClaimKind::judgment ? "*(J)* " : kind == ClaimKind::assumption ? "*(A)* " : "*(I)* ";
      }
      result += escaped(claim.text);
      for (const std::size_t number : footnotes_.numbers_of(claim)) result += format("[^{}]", number);
    }
    return result;
  }

  void write_reports() {
    if (brief_.sources.empty()) {
      return;
    }
    out_ += "\n## Reports\n\n";
    for (const SourceEntry& source : brief_.sources) {
      out_ += format("- {} ({}), content {}\n", described(source), escaped(source.path), source.content_hash);
    }
  }

  void write_rules() {
    if (brief_.rules.empty()) {
      return;
    }
    out_ += "\n## Rules\n\n";
    for (const RuleEntry& rule : brief_.rules)
      out_ += format("- **{}**: {}\n", escaped(rule.name), escaped(rule.formula));
  }

  void write_footnotes() {
    out_ += "\n## Evidence\n\n";
    for (std::size_t i = 0; i < footnotes_.all().size(); ++i) {
      out_ += format("[^{}]: {}\n", i + 1,
                     std::visit([this](const auto& what) { return described(what); }, *footnotes_.all()[i]));
    }
  }

  [[nodiscard]] static std::string described(const SourceEntry& source) {
    std::string result = source.title.empty() ? escaped(source.id) : format("“{}”", escaped(source.title));
    for (const std::string& part : {source.publisher, source.place, source.day.written()}) {
      result += part.empty() ? "" : ", " + escaped(part);
    }
    return result;
  }

  [[nodiscard]] std::string described(const SpanEvidence& evidence) const {
    const auto source = std::ranges::find(brief_.sources, evidence.span.report, &SourceEntry::id);
    return format("{}, bytes {}–{}: “{}”",
                  source == brief_.sources.end() ? escaped(evidence.span.report) : described(*source),
                  evidence.span.bytes.begin, evidence.span.bytes.end, escaped(evidence.quote));
  }

  [[nodiscard]] static std::string described(const RowEvidence& evidence) {
    return format("{} (row {} of the record, {} {})", escaped(evidence.words), evidence.row.row,
                  escaped(evidence.row.source), escaped(evidence.row.place));
  }

  [[nodiscard]] static std::string described(const RuleEvidence& evidence) {
    std::string result = format("rule “{}”", escaped(evidence.rule));
    result += evidence.case_count == 0
                  ? ""
                  : format(", {} {}", evidence.case_count, evidence.case_count == 1 ? "case" : "cases");
    for (std::size_t i = 0; i < evidence.cases.size(); ++i) {
      result += (i == 0 ? ": " : "; ") + described(evidence.cases[i]);
    }
    return result;
  }

  [[nodiscard]] static std::string described(const CaseEvidence& evidence) {
    return format("{}{}", escaped(evidence.entry), evidence.why.empty() ? "" : ": " + escaped(evidence.why));
  }

  const Brief& brief_;
  Footnotes footnotes_;
  std::string out_;
};

}  // namespace

Footnotes::Footnotes(const Brief& brief) {
  for_each_claim(brief, [this](const Claim& claim) {
    for (const Evidence& evidence : claim.evidence) {
      if (numbers_.try_emplace(key(evidence), all_.size() + 1).second) {
        all_.push_back(&evidence);
      }
    }
  });
}

std::size_t Footnotes::number_of(const Evidence& evidence) const {
  const auto found = numbers_.find(key(evidence));
  ensure(found != numbers_.end(), "a footnote is of the brief's evidence");
  return found->second;
}

std::vector<std::size_t> Footnotes::numbers_of(const Claim& claim) const {
  std::vector<std::size_t> numbers;
  for (const Evidence& evidence : claim.evidence) {
    const std::size_t number = number_of(evidence);
    if (std::ranges::find(numbers, number) == numbers.end()) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

std::string to_markdown(const Brief& brief) { return Writer(brief).run(); }

}  // namespace corollary::brief
