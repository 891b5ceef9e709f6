#include "brief/html.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/strings.h"
#include "brief/charts.h"
#include "brief/markdown.h"
#include "brief/page_head.h"

namespace corollary::brief {

namespace {

constexpr std::string_view kBottomLine = "bottom-line";

std::string_view title_of(Yardstick yardstick) {
  switch (yardstick) {
    case Yardstick::icd203:
      return "ICD 203";
    case Yardstick::phia:
      return "PHIA";
    case Yardstick::kent:
      return "Kent";
  }
  return "";
}

// "unlikely 20–45 %"; the outer terms have one border.
std::string in_words(const LikelihoodTerm& term) {
  if (term.from <= 0) {
    return format("{} under {:g} %", term.words, term.to * 100);
  }
  if (term.to > 1) {
    return format("{} {:g} % and over", term.words, term.from * 100);
  }
  return format("{} {:g}–{:g} %", term.words, term.from * 100, term.to * 100);
}

// A section's id may come from a file; an address may hold less than a text.
std::string anchor(std::string_view id) {
  std::string result = "part-";
  for (const char c : lower_ascii(id)) {
    result += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
  }
  return result;
}

std::string time_of(Date day) { return format("<time datetime=\"{}\">{}</time>", day.iso(), day.written()); }

// The likelihood word and its number, set in bold where the sentence has them: "likely (72 %)".
std::string with_bold_likelihood(const Claim& claim, Yardstick yardstick) {
  const std::string text = escaped_markup(claim.text);
  if (!claim.likelihood) {
    return text;
  }
  const std::string words =
      format("{} ({})", term(yardstick, *claim.likelihood).words, percent(yardstick, *claim.likelihood));
  const std::size_t at = text.find(words);
  return at == std::string::npos
             ? text
             : format("{}<strong>{}</strong>{}", text.substr(0, at), words, text.substr(at + words.size()));
}

// A mark that says what the following sentences are, until the next mark: a letter to see, a word to hear.
std::string mark(ClaimKind kind) {
  const std::string word(name(kind));
  const char letter = static_cast<char>(word[0] - 32);
  return format(
      "<span class=\"kind {}\"><span aria-hidden=\"true\">{}</span><span class=\"unseen\">({}) </span></span>", word,
      letter, word);
}

class Page {
 public:
  explicit Page(const Brief& brief) : brief_(brief), footnotes_(brief) {}

  std::string run() && {
    out_ += page_head(brief_.title, "brief");
    write_header();
    out_ += "<main id=\"brief\">\n";
    for (const Section& section : brief_.sections) {
      if (section.id == kBottomLine) {
        write_section(section, "key");
      }
    }
    write_legend();
    write_contents();
    for (const Section& section : brief_.sections) {
      if (section.id != kBottomLine) {
        write_section(section, "");
      }
    }
    write_evidence();
    write_other_rules();
    write_reports();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void write_header() {
    out_ += format("<header>\n<p class=\"product\">Corollary brief</p>\n<h1>{}</h1>\n", escaped_markup(brief_.title));
    out_ += format(
        "<dl class=\"facts\"><div><dt>Event</dt><dd>{}</dd></div><div><dt>Record to</dt><dd>{}</dd></div>"
        "<div><dt>Likelihood words</dt><dd>{}</dd></div></dl>\n</header>\n",
        time_of(brief_.event_day), time_of(brief_.as_of), title_of(brief_.yardstick));
  }

  void write_contents() {
    out_ += "<nav aria-label=\"Contents\">\n<ul>\n";
    for (const Section& section : brief_.sections) {
      if (section.id != kBottomLine) {
        out_ += format("<li><a href=\"#{}\">{}</a></li>\n", anchor(section.id), escaped_markup(section.heading));
      }
    }
    out_ +=
        "<li><a href=\"#evidence\">Evidence</a></li>\n<li><a href=\"#reports\">Reports as "
        "read</a></li>\n</ul>\n</nav>\n";
  }

  void write_legend() {
    out_ += format(
        "<aside class=\"legend\" aria-label=\"How to read this brief\">\n<p>{} judgment: concluded by a rule. {} "
        "assumption: an "
        "analyst’s entry or a choice made for want of one. {} information: read or recorded. What has no mark is "
        "information; a "
        "mark holds to the next or to the end of its paragraph. The small numbers lead to the "
        "evidence.</p>\n<p>Likelihood ({}): ",
        mark(ClaimKind::judgment), mark(ClaimKind::assumption), mark(ClaimKind::information),
        title_of(brief_.yardstick));
    std::vector<std::string> words;
    for (const LikelihoodTerm& term : terms(brief_.yardstick)) words.push_back(in_words(term));
    out_ += joined(words, " · ") + ".</p>\n</aside>\n";
  }

  void write_section(const Section& section, std::string_view kind) {
    const std::string id = anchor(section.id);
    out_ += format("<section id=\"{}\"{} aria-labelledby=\"{}-heading\">\n<h2 id=\"{}-heading\">{}</h2>\n", id,
                   kind.empty() ? "" : format(" class=\"{}\"", kind), id, id, escaped_markup(section.heading));
    for (const Block& block : section.blocks) {
      std::visit([this](const auto& what) { write(what); }, block);
    }
    out_ += "</section>\n";
  }

  void write(const TextBlock& block) {
    if (!block.heading.empty()) {
      out_ += format("<h3>{}</h3>\n", escaped_markup(block.heading));
    }
    const std::string_view tag = block.bullets ? "li" : "p";
    out_ += block.bullets ? "<ul>\n" : "";
    for (const auto& item : block.items) {
      out_ += format("<{}>", tag);
      write(item);
      out_ += format("</{}>\n", tag);
    }
    out_ += block.bullets ? "</ul>\n" : "";
  }

  void write(const TableBlock& block) {
    out_ += format("<table>\n<caption>{}</caption>\n<thead><tr>", escaped_markup(block.caption));
    for (const std::string& column : block.columns) out_ += format("<th scope=\"col\">{}</th>", escaped_markup(column));
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : block.rows) {
      out_ += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) write(row[i], i == 0);
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  // A label in front names its row; other cells stand under their column alone.
  void write(const Cell& cell, bool in_front) {
    if (cell.claims.empty()) {
      out_ += in_front ? format("<th scope=\"row\">{}</th>", escaped_markup(cell.label))
                       : format("<td class=\"label\">{}</td>", escaped_markup(cell.label));
      return;
    }
    out_ += "<td>";
    write(cell.claims);
    out_ += "</td>";
  }

  void write(const ChartBlock& block) {
    const std::string alternative = escaped_markup(block.alternative);
    if (is_plain_drawing(block.svg)) {
      out_ += format("<figure>\n<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n{}</div>\n",
                     alternative, block.svg);
    } else {
      out_ += format("<figure>\n<p>{}</p>\n", alternative);
    }
    out_ += format("<figcaption>{}</figcaption>\n</figure>\n", escaped_markup(block.caption));
  }

  void write(const std::vector<Claim>& claims) {
    ClaimKind kind = ClaimKind::information;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      out_ += i == 0 ? "" : " ";
      if (claims[i].kind != kind) {
        kind = claims[i].kind;
        out_ += mark(kind);
      }
      out_ += with_bold_likelihood(claims[i], brief_.yardstick);
      write_references(claims[i]);
    }
  }

  // The first sentence that rests on a piece of evidence is where that piece leads back to.
  void write_references(const Claim& claim) {
    const auto numbers = footnotes_.numbers_of(claim);
    if (numbers.empty()) {
      return;
    }
    out_ += "<sup>";
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::size_t n = numbers[i];
      const std::string id = referenced_.insert(n).second ? format(" id=\"from-{}\"", n) : "";
      out_ += format("{}<a href=\"#evidence-{}\"{} aria-label=\"evidence {}\">{}</a>", i == 0 ? "" : " ", n, id, n, n);
    }
    out_ += "</sup>";
  }

  void write_evidence() {
    out_ +=
        "<section id=\"evidence\" class=\"evidence\" aria-labelledby=\"evidence-heading\">\n<h2 "
        "id=\"evidence-heading\">Evidence</h2>\n<ol>\n";
    for (std::size_t i = 0; i < footnotes_.all().size(); ++i) {
      const std::size_t n = i + 1;
      out_ += format(
          "<li id=\"evidence-{}\"><a class=\"back\" href=\"#from-{}\" aria-label=\"back to the sentence of evidence "
          "{}\">↩</a>",
          n, n, n);
      std::visit([this, n](const auto& what) { write_one(what, n); }, *footnotes_.all()[i]);
      out_ += "</li>\n";
    }
    out_ += "</ol>\n</section>\n";
  }

  void write_one(const SpanEvidence& evidence, std::size_t) {
    const auto source = std::ranges::find(brief_.sources, evidence.span.report, &SourceEntry::id);
    out_ += source == brief_.sources.end() ? escaped_markup(evidence.span.report) : described(*source, true);
    out_ += format(", bytes {}–{}<blockquote>{}</blockquote>", evidence.span.bytes.begin, evidence.span.bytes.end,
                   escaped_markup(evidence.quote));
  }

  void write_one(const RowEvidence& evidence, std::size_t) { out_ += described(evidence); }

  // The formula stands with the first of a rule's items; the others lead there.
  void write_one(const RuleEvidence& evidence, std::size_t n) {
    out_ += format("Rule <b>{}</b>", escaped_markup(evidence.rule));
    if (evidence.case_count > 0) {
      out_ += format(", {} {}", evidence.case_count, evidence.case_count == 1 ? "case" : "cases");
    }
    const auto [first, is_first] = rules_.try_emplace(evidence.rule, n);
    if (!is_first) {
      out_ += format(" (<a href=\"#evidence-{}\">formula: {}</a>)", first->second, first->second);
    } else if (const auto rule = std::ranges::find(brief_.rules, evidence.rule, &RuleEntry::name);
               rule != brief_.rules.end()) {
      out_ += format("<p class=\"formula\">{}</p>", escaped_markup(rule->formula));
    }
    write_cases(evidence.cases);
  }

  void write_one(const CaseEvidence& evidence, std::size_t) {
    out_ += format("The case: {}", escaped_markup(evidence.entry));
    out_ += evidence.why.empty() ? "" : format("<p class=\"formula\">Why: {}</p>", escaped_markup(evidence.why));
  }

  void write_cases(const std::vector<RowEvidence>& cases) {
    if (cases.empty()) {
      return;
    }
    out_ += "<ul>";
    for (const RowEvidence& one : cases) out_ += format("<li>{}</li>", described(one));
    out_ += "</ul>";
  }

  void write_other_rules() {
    std::string others;
    for (const RuleEntry& rule : brief_.rules) {
      if (!rules_.contains(rule.name)) {
        others += format("<dt>{}</dt><dd>{}</dd>\n", escaped_markup(rule.name), escaped_markup(rule.formula));
      }
    }
    if (!others.empty()) {
      out_ += format(
          "<section id=\"rules\" class=\"evidence\" aria-labelledby=\"rules-heading\">\n<h2 id=\"rules-heading\">Rules "
          "that no "
          "sentence names</h2>\n<dl>\n{}</dl>\n</section>\n",
          others);
    }
  }

  void write_reports() {
    out_ +=
        "<section id=\"reports\" class=\"evidence\" aria-labelledby=\"reports-heading\">\n<h2 "
        "id=\"reports-heading\">Reports as read</h2>\n";
    out_ += brief_.sources.empty() ? "<p>No report was read.</p>\n" : "<ul>\n";
    for (const SourceEntry& source : brief_.sources) {
      out_ += format("<li>{}<br><span class=\"where\">{} · content {}</span></li>\n", described(source, false),
                     escaped_markup(source.path), escaped_markup(source.content_hash));
    }
    out_ += brief_.sources.empty() ? "</section>\n" : "</ul>\n</section>\n";
  }

  [[nodiscard]] static std::string described(const SourceEntry& source, bool in_short) {
    std::string result = format("<cite>{}</cite>", escaped_markup(source.title.empty() ? source.id : source.title));
    result += source.publisher.empty() ? "" : ", " + escaped_markup(source.publisher);
    result += source.place.empty() || in_short ? "" : ", " + escaped_markup(source.place);
    return result + ", " + time_of(source.day);
  }

  [[nodiscard]] static std::string described(const RowEvidence& evidence) {
    return format("{} <span class=\"where\">row {}, {} {}</span>", escaped_markup(evidence.words), evidence.row.row,
                  escaped_markup(evidence.row.source), escaped_markup(evidence.row.place));
  }

  const Brief& brief_;
  Footnotes footnotes_;
  std::set<std::size_t> referenced_;          // Numbers that a sentence has named so far.
  std::map<std::string, std::size_t> rules_;  // The number under which a rule's formula stands.
  std::string out_;
};

}  // namespace

std::string to_html(const Brief& brief) { return Page(brief).run(); }

}  // namespace corollary::brief
