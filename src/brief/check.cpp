#include "brief/check.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "brief/json.h"
#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

constexpr std::array<std::string_view, 7> kSections = {"bottom-line",  "what-happened", "what-each-got", "consequences",
                                                       "third-parties", "indicators",    "method"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Quoted words are somebody else's: they are left out before the brief's own words are looked at.
std::string without_quotes(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find("“", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("”", open);
    kept += text.substr(at, open == std::string_view::npos ? open : open - at);
    if (close == std::string_view::npos) {
      kept += open == std::string_view::npos ? "" : text.substr(open);  // A quote never closed quotes nothing.
      break;
    }
    at = close + std::string_view("”").size();
  }
  return kept;
}

// The words in a sentence's quotation marks, without the ellipses that shortening leaves.
std::vector<std::string> quotations(std::string_view text) {
  constexpr std::string_view open = "“", close = "”", ellipsis = "…";
  std::vector<std::string> found;
  for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at)) {
    const std::size_t begin = at + open.size(), end = text.find(close, begin);
    if (end == std::string_view::npos) {
      break;
    }
    std::string_view words = text.substr(begin, end - begin);
    if (words.starts_with(ellipsis)) words.remove_prefix(ellipsis.size());
    if (words.ends_with(ellipsis)) words.remove_suffix(ellipsis.size());
    found.emplace_back(trimmed(words));
    at = end;
  }
  return found;
}

bool has_phrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) {
      return true;
    }
  }
  return false;
}

// The printed number on its own: "15 %" does not print "5 %".
bool has_number(std::string_view text, std::string_view number) {
  for (std::size_t at = text.find(number); at != std::string_view::npos; at = text.find(number, at + 1)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    if (before != '.' && (before < '0' || before > '9')) {
      return true;
    }
  }
  return false;
}

// The longest term of the yardstick in the text: "very likely" is not "likely".
const LikelihoodTerm* term_in(std::string_view text, Yardstick yardstick) {
  const LikelihoodTerm* found = nullptr;
  for (const LikelihoodTerm& term : terms(yardstick)) {
    if (has_phrase(text, term.words) && (found == nullptr || found->words.size() < term.words.size())) {
      found = &term;
    }
  }
  return found;
}

bool holds_sentence(const Block& block) {
  if (const auto* const text = std::get_if<TextBlock>(&block)) {
    return std::ranges::any_of(text->items, [](const auto& item) { return !item.empty(); });
  }
  const auto* const table = std::get_if<TableBlock>(&block);
  return table != nullptr && std::ranges::any_of(table->rows, [](const auto& row) {
           return std::ranges::any_of(row, [](const Cell& cell) { return !cell.claims.empty(); });
         });
}

class Checker {
 public:
  Checker(const Brief& brief, const Originals& originals) : brief_(brief), originals_(originals) {}

  CheckResult run() && {
    if (!brief_.seal.empty() && brief_.seal != seal_of(brief_)) {
      result_.findings.push_back({"seal", "", "the brief was changed after it was written"});
    }
    check_sections();
    for (const SourceEntry& source : brief_.sources) {
      if (!originals_.report_text || originals_.report_text(source.id) == nullptr) {
        result_.not_compared.push_back(source.id);
      }
    }
    for_each_claim(brief_, [this](const Claim& claim) { check_claim(claim); });
    return std::move(result_);
  }

 private:
  void find(std::string_view rule, const Claim& claim, std::string message) {
    result_.findings.push_back({std::string(rule), claim.text, std::move(message)});
  }

  void check_sections() {
    for (const std::string_view id : kSections) {
      const auto section = std::ranges::find(brief_.sections, id, &Section::id);
      if (section == brief_.sections.end() || std::ranges::none_of(section->blocks, holds_sentence)) {
        result_.findings.push_back({"structure", "", format("the section '{}' is missing or empty", id)});
      }
    }
  }

  void check_claim(const Claim& claim) {
    ++result_.sentences;
    result_.with_evidence += !claim.evidence.empty();
    if (claim.evidence.empty()) {
      find("evidence", claim, "has no evidence");
    }
    for (const Evidence& evidence : claim.evidence) {
      std::visit([&](const auto& what) { check_evidence(claim, what); }, evidence);
    }
    check_quotations(claim);
    check_likelihood(claim);
    check_kind(claim);
  }

  // What a sentence puts in quotation marks must stand in one of the quotes that it rests on. A sentence that rests on
  // the case file quotes its labels.
  void check_quotations(const Claim& claim) {
    std::string quotes;
    for (const Evidence& evidence : claim.evidence) {
      if (const auto* const span = std::get_if<SpanEvidence>(&evidence)) {
        quotes += shortened(span->quote, span->quote.size()) + "\n";
      }
    }
    if (quotes.empty()) {
      return;
    }
    for (const std::string& words : quotations(claim.text)) {
      if (quotes.find(words) == std::string::npos) {
        find("quote", claim, format("quotes “{}”, which does not stand in what it rests on", words));
      }
    }
  }

  void check_evidence(const Claim& claim, const SpanEvidence& evidence) {
    if (hash_text(content_hash(evidence.quote)) != evidence.quote_hash) {
      find("quote", claim, format("the quote of {} is not the one that was hashed", evidence.span.report));
    }
    if (std::ranges::find(brief_.sources, evidence.span.report, &SourceEntry::id) == brief_.sources.end()) {
      find("evidence", claim, format("rests on the report '{}', which is not among the sources", evidence.span.report));
    }
    const std::string* const text = originals_.report_text ? originals_.report_text(evidence.span.report) : nullptr;
    if (text == nullptr) {
      return;
    }
    const ByteRange bytes = evidence.span.bytes;
    if (bytes.begin >= bytes.end || bytes.end > text->size() || bytes.of(*text) != evidence.quote) {
      find("quote", claim, format("bytes {} to {} of {} are not the words quoted", bytes.begin, bytes.end, evidence.span.report));
    }
  }

  void check_evidence(const Claim& claim, const RowEvidence& evidence) {
    if (evidence.row.row <= 0 || (originals_.row_exists && !originals_.row_exists(evidence.row))) {
      find("evidence", claim, format("rests on row {} of the record, which is not there", evidence.row.row));
    }
  }

  void check_evidence(const Claim& claim, const RuleEvidence& evidence) {
    if (std::ranges::find(brief_.rules, evidence.rule, &RuleEntry::name) == brief_.rules.end()) {
      find("evidence", claim, format("rests on the rule '{}', which the brief does not list", evidence.rule));
    }
    for (const RowEvidence& one : evidence.cases) check_evidence(claim, one);
  }

  void check_evidence(const Claim& claim, const CaseEvidence& evidence) {
    if (evidence.entry.empty()) {
      find("evidence", claim, "rests on an entry of the case that has no name");
    }
  }

  void check_likelihood(const Claim& claim) {
    const std::string text = lower_ascii(without_quotes(claim.text));
    const LikelihoodTerm* const used = term_in(text, brief_.yardstick);
    if (used != nullptr && !claim.likelihood) {
      find("likelihood", claim, format("says '{}' and has no number", used->words));
    }
    if (claim.likelihood) {
      const LikelihoodTerm& wanted = term(brief_.yardstick, *claim.likelihood);
      const std::string number = percent(brief_.yardstick, *claim.likelihood);
      if (used != &wanted) {
        find("likelihood", claim, format("{} is '{}' by {}, not '{}'", number, wanted.words, name(brief_.yardstick),
                                         used == nullptr ? "" : used->words));
      }
      const bool modelled = std::ranges::any_of(claim.evidence, [](const Evidence& evidence) {
        const auto* const rule = std::get_if<RuleEvidence>(&evidence);
        return rule != nullptr && rule->rule == kOccurrenceRule;
      });
      if (!modelled) {
        find("likelihood", claim, "does not rest on the occurrence model");
      }
      if (!has_number(text, number)) {
        find("likelihood", claim, format("does not print its number, {}", number));
      }
    }
    if ((used != nullptr || claim.likelihood) && (claim.confidence || has_phrase(text, "confidence"))) {
      find("confidence", claim, "gives likelihood and confidence in one sentence");
    }
  }

  void check_kind(const Claim& claim) {
    if (claim.likelihood && claim.kind != ClaimKind::judgment) {
      find("kind", claim, "is a forecast and is not marked as a judgment");
    }
    const bool assumed = std::ranges::any_of(claim.evidence, [](const Evidence& e) { return std::holds_alternative<CaseEvidence>(e); });
    if (assumed && claim.kind == ClaimKind::information) {
      find("kind", claim, "rests on an analyst's assumption and is marked as information");
    }
  }

  const Brief& brief_;
  const Originals& originals_;
  CheckResult result_;
};

}  // namespace

CheckResult check(const Brief& brief, const Originals& originals) { return Checker(brief, originals).run(); }

}  // namespace corollary::brief
