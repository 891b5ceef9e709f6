#include "evaluate/report_gold.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>
#include <variant>

#include "base/strings.h"
#include "base/table.h"

namespace corollary::evaluate {
namespace {

constexpr std::array kStatementKinds = {StatementKind::goal, StatementKind::commitment, StatementKind::constraint, StatementKind::expectation,
                                        StatementKind::assessment};

enum class Column : std::size_t { id, kind, listed_as, begin, end, actors, recipients, speakers, type, mode, modality, issues, negated, date };
constexpr std::array<std::string_view, 14> kColumns = {"id",       "kind", "listed", "begin",    "end",    "actors",  "recipients",
                                                       "speakers", "type", "mode",   "modality", "issues", "negated", "date"};

std::string text_of(std::string_view text) { return std::string(text); }

// ---- reading ---------------------------------------------------------------------------------------------------------

// "syria|ukraine?": a question mark permits.
ExpectedSet expected_set(std::string_view cell) {
  ExpectedSet set;
  for (std::string item : split(cell, '|')) {
    const bool permitted = item.ends_with('?');
    if (permitted) {
      item.pop_back();
    }
    (permitted ? set.permitted : set.required).push_back(std::move(item));
  }
  return set;
}

class GoldReader {
 public:
  GoldReader(std::string_view name, const std::array<std::size_t, kColumns.size()>& columns) : name_(name), columns_(columns) {}

  Result<GoldItem> read(const Table::Row& row) const {
    GoldItem item;
    item.id = cell(row, Column::id);
    TRY(read_kind(row, item));
    TRY(read_span(row, item));
    item.actors = expected_set(cell(row, Column::actors));
    item.recipients = expected_set(cell(row, Column::recipients));
    item.speakers = expected_set(cell(row, Column::speakers));
    item.issues = expected_set(cell(row, Column::issues));
    read_modes(row, item);
    TRY(read_types(row, item));
    TRY(read_modalities(row, item));
    TRY(read_negated(row, item));
    TRY(read_when(row, item));
    return item;
  }

 private:
  [[nodiscard]] const std::string& cell(const Table::Row& row, Column column) const { return row.cells[columns_[static_cast<std::size_t>(column)]]; }
  [[nodiscard]] std::unexpected<Error> unknown(const Table::Row& row, Column column, std::string_view expected) const {
    return fail(ErrorKind::input, "{}:{}: {} '{}', expected {}", name_, row.line, kColumns[static_cast<std::size_t>(column)], cell(row, column),
                expected);
  }

  Result<void> read_kind(const Table::Row& row, GoldItem& item) const {
    const std::string& text = cell(row, Column::kind);
    const auto found = std::ranges::find_if(kStatementKinds, [&](StatementKind k) { return name(k) == text; });
    if (found != kStatementKinds.end()) {
      item.statement = *found;
    } else if (text != "event") {
      return unknown(row, Column::kind, "event, goal, commitment, constraint, expectation or assessment");
    }
    item.is_required = cell(row, Column::listed_as) == "yes";
    if (!item.is_required && cell(row, Column::listed_as) != "may") {
      return unknown(row, Column::listed_as, "yes or may");
    }
    return {};
  }

  Result<void> read_span(const Table::Row& row, GoldItem& item) const {
    const auto first = parse_integer(cell(row, Column::begin));
    const auto last = parse_integer(cell(row, Column::end));
    if (!first || !last || *first < 0 || *last <= *first) {
      return unknown(row, Column::end, "bytes [begin, end) with begin < end");
    }
    item.bytes = {static_cast<std::size_t>(*first), static_cast<std::size_t>(*last)};
    return {};
  }

  void read_modes(const Table::Row& row, GoldItem& item) const {
    const ExpectedSet modes = expected_set(cell(row, Column::mode));
    item.modes = modes.required;
    item.modes.insert(item.modes.end(), modes.permitted.begin(), modes.permitted.end());
    if (modes.required.empty()) {
      item.modes.emplace_back();
    }
  }

  Result<void> read_types(const Table::Row& row, GoldItem& item) const {
    for (const std::string& text : split(cell(row, Column::type), '|')) {
      const auto found = event_type(text);
      if (!found) {
        return unknown(row, Column::type, "PLOVER event types or STATEMENT");
      }
      item.types.push_back(*found);
    }
    if (item.types.empty() != item.statement.has_value()) {
      return unknown(row, Column::type, "one for an event and none for a statement");
    }
    return {};
  }

  Result<void> read_modalities(const Table::Row& row, GoldItem& item) const {
    for (const std::string& text : split(cell(row, Column::modality), '|')) {
      const auto found = modality_named(text);
      if (!found) {
        return unknown(row, Column::modality, "happened, planned, possible or not_happened");
      }
      item.modalities.push_back(*found);
    }
    if (item.modalities.empty() != item.statement.has_value()) {
      return unknown(row, Column::modality, "one for an event and none for a statement");
    }
    return {};
  }

  Result<void> read_negated(const Table::Row& row, GoldItem& item) const {
    const std::string& text = cell(row, Column::negated);
    if (!text.empty() && text != "yes" && text != "no") {
      return unknown(row, Column::negated, "yes, no or nothing");
    }
    item.negated = text.empty() ? std::nullopt : std::optional(text == "yes");
    return {};
  }

  Result<void> read_when(const Table::Row& row, GoldItem& item) const {
    const std::vector<std::string> days = split(cell(row, Column::date), '/');
    if (days.empty()) {
      return {};
    }
    const auto first = Date::parse(days.front());
    const auto last = Date::parse(days.back());
    if (!first || !last || days.size() > 2 || *last < *first) {
      return unknown(row, Column::date, "YYYY-MM-DD, or two of them with / between");
    }
    item.when = DateRange{*first, *last};
    return {};
  }

  std::string_view name_;
  const std::array<std::size_t, kColumns.size()>& columns_;
};

std::optional<std::string> stated_hash(std::string_view table) {
  constexpr std::string_view mark = "# text: ";
  for (const std::string& line : split(table, '\n')) {
    if (line.starts_with(mark)) {
      return line.substr(mark.size(), line.find_first_of(", \r", mark.size()) - mark.size());
    }
  }
  return std::nullopt;
}

// ---- comparing ---------------------------------------------------------------------------------------------------------

struct CodedItem {
  std::optional<StatementKind> statement_kind;
  ByteRange bytes;
  const Event* event = nullptr;
  const Statement* statement = nullptr;
};

struct Attribute {
  std::string_view name;
  std::optional<bool> is_right;  // Empty if nothing is expected.
  std::string coded;
};

std::string text_of(const Actor& actor) {
  return (actor.party.empty() ? actor.name : actor.party) + (actor.sector.empty() ? "" : ":" + actor.sector);
}

std::vector<std::string> texts_of(const std::vector<Actor>& actors) {
  std::vector<std::string> texts;
  for (const Actor& actor : actors) texts.push_back(text_of(actor));
  return texts;
}

// "USA" is met by USA of any sector, "USA:GOV" by its government alone.
bool meets(std::string_view expected, std::string_view coded) {
  return coded == expected || (expected.find(':') == std::string_view::npos && coded.substr(0, coded.find(':')) == expected);
}

bool is_met(const ExpectedSet& expected, const std::vector<std::string>& coded) {
  const auto known = [&](const std::string& c) {
    const auto met = [&](const std::string& e) { return meets(e, c); };
    return std::ranges::any_of(expected.required, met) || std::ranges::any_of(expected.permitted, met);
  };
  const auto found = [&](const std::string& e) { return std::ranges::any_of(coded, [&](const std::string& c) { return meets(e, c); }); };
  return std::ranges::all_of(coded, known) && std::ranges::all_of(expected.required, found);
}

bool is_among(const auto& list, const auto& value) { return std::ranges::find(list, value) != list.end(); }

std::string or_none(std::string text) { return text.empty() ? "none" : std::move(text); }

Attribute attribute(std::string_view name, const ExpectedSet& expected, const std::vector<std::string>& coded) {
  return {name, is_met(expected, coded), or_none(joined(coded, "|"))};
}

std::vector<Attribute> attributes(const GoldItem& gold, const Event& event) {
  std::vector<Attribute> all = {
      attribute("actors", gold.actors, texts_of(event.actors)),
      attribute("recipients", gold.recipients, texts_of(event.recipients)),
      {"type", is_among(gold.types, event.type), text_of(code(event.type))},
      {"mode", is_among(gold.modes, event.mode), or_none(event.mode)},
      {"modality", is_among(gold.modalities, event.modality), text_of(name(event.modality))},
      attribute("issues", gold.issues, event.issues),
      {"date", std::nullopt, event.when.first.iso() + "/" + event.when.last.iso()},
  };
  if (gold.when) {
    all.back().is_right = gold.when->contains(event.when.first) && gold.when->contains(event.when.last);
  }
  return all;
}

std::vector<Attribute> attributes(const GoldItem& gold, const Statement& statement) {
  std::vector<Attribute> all = {
      attribute("about", gold.actors, texts_of(statement.about)),
      attribute("speakers", gold.speakers, texts_of(statement.speakers)),
      attribute("issues", gold.issues, statement.issues),
      {"negated", std::nullopt, statement.negated ? "yes" : "no"},
  };
  if (gold.negated) {
    all.back().is_right = *gold.negated == statement.negated;
  }
  return all;
}

std::vector<Attribute> attributes(const GoldItem& gold, const CodedItem& coded) {
  return coded.event != nullptr ? attributes(gold, *coded.event) : attributes(gold, *coded.statement);
}

double share_that_agrees(const std::vector<Attribute>& attributes) {
  const auto scored = std::ranges::count_if(attributes, [](const Attribute& a) { return a.is_right.has_value(); });
  const auto right = std::ranges::count_if(attributes, [](const Attribute& a) { return a.is_right.value_or(false); });
  return scored == 0 ? 0 : static_cast<double>(right) / static_cast<double>(scored);
}

std::size_t shared_bytes(ByteRange a, ByteRange b) {
  const std::size_t first = std::max(a.begin, b.begin);
  const std::size_t last = std::min(a.end, b.end);
  return last > first ? last - first : 0;
}

std::vector<CodedItem> items_of(const coding::CodedReport& coded) {
  std::vector<CodedItem> items;
  for (const Event& event : coded.events) {
    if (const auto* const span = std::get_if<SpanCitation>(&event.evidence)) {
      items.push_back({std::nullopt, span->bytes, &event, nullptr});
    }
  }
  for (const Statement& statement : coded.statements) items.push_back({statement.kind, statement.evidence.bytes, nullptr, &statement});
  return items;
}

class Comparison {
 public:
  Comparison(const ReportGold& gold, const Report& report, const coding::CodedReport& coded)
      : gold_(gold.items), report_(report), coded_(items_of(coded)), coded_of_(gold_.size()), gold_of_(coded_.size()) {
    align(true);
    align(false);
  }

  Scores scores(std::size_t errors_most) const {
    Scores scores;
    Tally all;
    write_kind("event", std::nullopt, scores.values, all);
    for (const StatementKind kind : kStatementKinds) write_kind(name(kind), kind, scores.values, all);
    scores.n = all.expected;
    write_tally("", all, scores.values);
    write_attributes("event_", false, scores.values);
    write_attributes("statement_", true, scores.values);
    scores.errors = errors();
    scores.errors.resize(std::min(scores.errors.size(), errors_most));
    return scores;
  }

 private:
  struct Pair {
    double score;
    std::size_t gold, coded;
  };
  struct Tally {
    std::size_t expected = 0, coded = 0, found = 0;
  };

  void align(bool required) {
    std::vector<Pair> pairs;
    for (std::size_t g = 0; g < gold_.size(); ++g) {
      for (std::size_t c = 0; gold_[g].is_required == required && c < coded_.size(); ++c) {
        if (!gold_of_[c] && can_align(gold_[g], coded_[c])) {
          pairs.push_back({score_of(gold_[g], coded_[c]), g, c});
        }
      }
    }
    std::ranges::stable_sort(pairs, std::greater(), &Pair::score);  // Pairs of a score stay in the order of the text.
    for (const Pair& pair : pairs) {
      if (!coded_of_[pair.gold] && !gold_of_[pair.coded]) {
        coded_of_[pair.gold] = pair.coded;
        gold_of_[pair.coded] = pair.gold;
      }
    }
  }

  static bool can_align(const GoldItem& gold, const CodedItem& coded) {
    return gold.statement == coded.statement_kind && 2 * shared_bytes(gold.bytes, coded.bytes) >= gold.bytes.size();
  }

  static double score_of(const GoldItem& gold, const CodedItem& coded) {
    const std::size_t shared = shared_bytes(gold.bytes, coded.bytes);
    const double overlap = static_cast<double>(shared) / static_cast<double>(gold.bytes.size() + coded.bytes.size() - shared);
    return overlap + share_that_agrees(attributes(gold, coded));
  }

  void write_kind(std::string_view prefix, std::optional<StatementKind> kind, std::vector<Scores::Value>& values, Tally& all) const {
    Tally tally;
    for (std::size_t g = 0; g < gold_.size(); ++g) {
      const bool counts = gold_[g].is_required && gold_[g].statement == kind;
      tally.expected += counts;
      tally.found += counts && coded_of_[g];
    }
    for (std::size_t c = 0; c < coded_.size(); ++c) {
      const bool indifferent = gold_of_[c] && !gold_[*gold_of_[c]].is_required;
      tally.coded += coded_[c].statement_kind == kind && !indifferent;
    }
    write_tally(text_of(prefix) + "_", tally, values);
    all = {all.expected + tally.expected, all.coded + tally.coded, all.found + tally.found};
  }

  static void write_share(const std::string& name, std::size_t part, std::size_t whole, std::vector<Scores::Value>& values) {
    if (whole > 0) {
      values.push_back({name, static_cast<double>(part) / static_cast<double>(whole)});
    }
  }

  static void write_tally(const std::string& prefix, const Tally& tally, std::vector<Scores::Value>& values) {
    values.push_back({prefix + "expected", static_cast<double>(tally.expected)});
    values.push_back({prefix + "coded", static_cast<double>(tally.coded)});
    write_share(prefix + "precision", tally.found, tally.coded, values);
    write_share(prefix + "recall", tally.found, tally.expected, values);
    write_share(prefix + "f1", 2 * tally.found, tally.coded + tally.expected, values);
  }

  void write_attributes(const std::string& prefix, bool statements, std::vector<Scores::Value>& values) const {
    std::vector<std::pair<std::string_view, Tally>> tallies;  // In the order of the attributes.
    for (std::size_t g = 0; g < gold_.size(); ++g) {
      if (!gold_[g].is_required || !coded_of_[g] || gold_[g].statement.has_value() != statements) {
        continue;
      }
      for (const Attribute& a : attributes(gold_[g], coded_[*coded_of_[g]])) {
        auto tally = std::ranges::find(tallies, a.name, &std::pair<std::string_view, Tally>::first);
        if (tally == tallies.end()) {
          tallies.emplace_back(a.name, Tally{});
          tally = std::prev(tallies.end());
        }
        tally->second.expected += a.is_right.has_value();
        tally->second.found += a.is_right.value_or(false);
      }
    }
    for (const auto& [name, tally] : tallies) write_share(prefix + text_of(name), tally.found, tally.expected, values);
  }

  [[nodiscard]] std::string quoted(ByteRange bytes) const { return format("“{}”", bytes.of(report_.text)); }
  static std::string kind_of(std::optional<StatementKind> kind) { return kind ? text_of(name(*kind)) : "event"; }

  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> lines;
    for (std::size_t g = 0; g < gold_.size(); ++g) {
      if (gold_[g].is_required && !coded_of_[g]) {
        lines.push_back(format("missing {} {}: {}", kind_of(gold_[g].statement), gold_[g].id, quoted(gold_[g].bytes)));
      }
    }
    for (std::size_t g = 0; g < gold_.size(); ++g) {
      if (gold_[g].is_required && coded_of_[g]) {
        add_wrong(g, lines);
      }
    }
    for (std::size_t c = 0; c < coded_.size(); ++c) {
      if (!gold_of_[c]) {
        const std::string& why = coded_[c].event != nullptr ? coded_[c].event->why : coded_[c].statement->why;
        lines.push_back(format("spurious {} ({}): {}", kind_of(coded_[c].statement_kind), why, quoted(coded_[c].bytes)));
      }
    }
    return lines;
  }

  void add_wrong(std::size_t g, std::vector<std::string>& lines) const {
    std::vector<std::string> wrong;
    for (const Attribute& a : attributes(gold_[g], coded_[*coded_of_[g]])) {
      if (a.is_right && !*a.is_right) {
        wrong.push_back(format("{} {}", a.name, a.coded));
      }
    }
    if (!wrong.empty()) {
      lines.push_back(format("wrong {} {} ({}): {}", kind_of(gold_[g].statement), gold_[g].id, joined(wrong, ", "), quoted(gold_[g].bytes)));
    }
  }

  const std::vector<GoldItem>& gold_;
  const Report& report_;
  std::vector<CodedItem> coded_;
  std::vector<std::optional<std::size_t>> coded_of_, gold_of_;
};

}  // namespace

Result<ReportGold> read_report_gold(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  std::array<std::size_t, kColumns.size()> columns{};
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    TRY_ASSIGN(columns[i], table.column(kColumns[i]));
  }
  const auto hash = stated_hash(text);
  if (!hash) {
    return fail(ErrorKind::input, "{}: no line '# text: HASH' says which text was read", name);
  }
  ReportGold gold{*hash, {}};
  const GoldReader reader(name, columns);
  for (const Table::Row& row : table.rows) {
    TRY_ASSIGN(GoldItem item, reader.read(row));
    gold.items.push_back(std::move(item));
  }
  return gold;
}

Scores compare_with_gold(const ReportGold& gold, const Report& report, const coding::CodedReport& coded, std::size_t errors_most) {
  return Comparison(gold, report, coded).scores(errors_most);
}

}  // namespace corollary::evaluate
