#include "brief/json.h"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "base/strings.h"
#include <utility>

namespace corollary::brief {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "corollary.brief/1";

// --- Writing.

Json json_of(const Evidence& evidence);
Json json_of(const Claim& claim);
Json json_of(const Cell& cell);
Json json_of(const Block& block);
Json json_of(const Section& section);
Json json_of(const SourceEntry& source);
Json json_of(const RuleEntry& rule);
template <typename T>
Json json_of(const std::vector<T>& items);

Json json_of(const RowEvidence& evidence) {
  return {{"type", "row"},
          {"row", evidence.row.row},
          {"source", evidence.row.source},
          {"place", evidence.row.place},
          {"words", evidence.words}};
}

Json json_of(const SpanEvidence& evidence) {
  return {{"type", "span"},
          {"report", evidence.span.report},
          {"begin", evidence.span.bytes.begin},
          {"end", evidence.span.bytes.end},
          {"quote", evidence.quote},
          {"quote_hash", evidence.quote_hash}};
}

template <typename T>
Json list_of(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(json_of(item));
  return list;
}

Json json_of(const RuleEvidence& evidence) {
  return {{"type", "rule"},
          {"rule", evidence.rule},
          {"case_count", evidence.case_count},
          {"cases", list_of(evidence.cases)}};
}

Json json_of(const CaseEvidence& evidence) {
  return {{"type", "case"}, {"entry", evidence.entry}, {"why", evidence.why}};
}

Json json_of(const Evidence& evidence) {
  return std::visit([](const auto& what) { return json_of(what); }, evidence);
}

Json json_of(const Claim& claim) {
  Json json = {{"text", claim.text}, {"kind", name(claim.kind)}};
  if (claim.likelihood) {
    json["likelihood"] = claim.likelihood->value();
  }
  if (claim.confidence) {
    json["confidence"] = name(*claim.confidence);
  }
  json["evidence"] = list_of(claim.evidence);
  return json;
}

// Nested lists: a list of items, each a list of sentences; a list of rows, each a list of cells.
template <typename T>
Json json_of(const std::vector<T>& items) {
  return list_of(items);
}

Json json_of(const Cell& cell) {
  return cell.claims.empty() ? Json{{"label", cell.label}} : Json{{"claims", list_of(cell.claims)}};
}

Json json_of(const TextBlock& block) {
  return {{"type", "text"}, {"heading", block.heading}, {"bullets", block.bullets}, {"items", list_of(block.items)}};
}

Json json_of(const TableBlock& block) {
  return {{"type", "table"}, {"caption", block.caption}, {"columns", block.columns}, {"rows", list_of(block.rows)}};
}

Json json_of(const ChartBlock& block) {
  return {{"type", "chart"}, {"caption", block.caption}, {"alternative", block.alternative}, {"svg", block.svg}};
}

Json json_of(const Block& block) {
  return std::visit([](const auto& what) { return json_of(what); }, block);
}

Json json_of(const Section& section) {
  return {{"id", section.id}, {"heading", section.heading}, {"blocks", list_of(section.blocks)}};
}

Json json_of(const SourceEntry& source) {
  return {
      {"id", source.id},     {"title", source.title},   {"publisher", source.publisher},      {"place", source.place},
      {"path", source.path}, {"day", source.day.iso()}, {"content_hash", source.content_hash}};
}

Json json_of(const RuleEntry& rule) { return {{"name", rule.name}, {"formula", rule.formula}}; }

// --- Reading.

// A value and where it stands, as an analyst would point at it: "brief.json: sections[0].blocks[2].items[0][1].kind".
class Node {
 public:
  Node(const Json& json, std::string where) : json_(&json), where_(std::move(where)) {}

  [[nodiscard]] std::unexpected<Error> wrong(std::string_view expected) const {
    constexpr std::size_t most_shown = 60;
    std::string found = json_->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (found.size() > most_shown) {
      found = format("{} of {} bytes", json_->type_name(), found.size());
    }
    return fail(ErrorKind::input, "{}: {} was expected, not {}", where_, expected, found);
  }

  /// The object's value of a key. Errors: `input` if there is none.
  [[nodiscard]] Result<Node> at(std::string_view key) const {
    const auto found = json_->find(key);
    if (found == json_->end()) {
      return fail(ErrorKind::input, "{}: the key '{}' is missing", where_, key);
    }
    return Node(*found, member(key));
  }
  [[nodiscard]] bool has(std::string_view key) const { return json_->contains(key); }

  /// That the value is an object and has no key but these. A misspelt key must not be lost in silence.
  [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> keys) const {
    if (!json_->is_object()) {
      return wrong("an object");
    }
    for (const auto& [key, value] : json_->items()) {
      if (std::ranges::find(keys, key) == keys.end()) {
        return fail(ErrorKind::input, "{}: the key '{}' is not known here", where_, key);
      }
    }
    return {};
  }

  [[nodiscard]] Result<std::string> text() const {
    if (!json_->is_string()) {
      return wrong("a text");
    }
    return json_->get<std::string>();
  }
  [[nodiscard]] Result<bool> flag() const {
    if (!json_->is_boolean()) {
      return wrong("true or false");
    }
    return json_->get<bool>();
  }
  [[nodiscard]] Result<std::uint64_t> count() const {
    if (!json_->is_number_unsigned()) {
      return wrong("a whole number, 0 or more");
    }
    return json_->get<std::uint64_t>();
  }
  [[nodiscard]] Result<std::int64_t> integer() const {
    if (!json_->is_number_integer() ||
        (json_->is_number_unsigned() && !std::in_range<std::int64_t>(json_->get<std::uint64_t>()))) {
      return wrong("a whole number");
    }
    return json_->get<std::int64_t>();
  }
  [[nodiscard]] Result<double> number() const {
    if (!json_->is_number()) {
      return wrong("a number");
    }
    return json_->get<double>();
  }
  [[nodiscard]] Result<std::string> text(std::string_view key) const {
    TRY_ASSIGN(const Node node, at(key));
    return node.text();
  }
  [[nodiscard]] Result<Date> day(std::string_view key) const {
    TRY_ASSIGN(const Node node, at(key));
    TRY_ASSIGN(const std::string written, node.text());
    const auto date = Date::parse(written);
    if (!date) {
      return node.wrong("a day (YYYY-MM-DD)");
    }
    return *date;
  }

  /// One `read(Node)` a value of the list.
  template <typename T, typename Read>
  [[nodiscard]] Result<std::vector<T>> list(Read read) const {
    if (!json_->is_array()) {
      return wrong("a list");
    }
    std::vector<T> items;
    items.reserve(json_->size());
    for (std::size_t i = 0; i < json_->size(); ++i) {
      TRY_ASSIGN(T item, read(Node((*json_)[i], format("{}[{}]", where_, i))));
      items.push_back(std::move(item));
    }
    return items;
  }
  template <typename T, typename Read>
  [[nodiscard]] Result<std::vector<T>> list(std::string_view key, Read read) const {
    TRY_ASSIGN(const Node node, at(key));
    return node.list<T>(read);
  }

 private:
  // The file's name is followed by ": ", a key by ".".
  [[nodiscard]] std::string member(std::string_view key) const {
    return format("{}{}{}", where_, where_.find(": ") == std::string::npos ? ": " : ".", key);
  }

  const Json* json_;
  std::string where_;
};

Result<std::string> read_text(const Node& node) { return node.text(); }

Result<RowEvidence> read_row(const Node& node) {
  TRY(node.only({"type", "row", "source", "place", "words"}));
  TRY_ASSIGN(const Node row, node.at("row"));
  RowEvidence evidence;
  TRY_ASSIGN(evidence.row.row, row.integer());
  TRY_ASSIGN(evidence.row.source, node.text("source"));
  TRY_ASSIGN(evidence.row.place, node.text("place"));
  TRY_ASSIGN(evidence.words, node.text("words"));
  return evidence;
}

Result<SpanEvidence> read_span(const Node& node) {
  TRY(node.only({"type", "report", "begin", "end", "quote", "quote_hash"}));
  SpanEvidence evidence;
  TRY_ASSIGN(evidence.span.report, node.text("report"));
  TRY_ASSIGN(const Node begin, node.at("begin"));
  TRY_ASSIGN(evidence.span.bytes.begin, begin.count());
  TRY_ASSIGN(const Node end, node.at("end"));
  TRY_ASSIGN(evidence.span.bytes.end, end.count());
  if (evidence.span.bytes.end < evidence.span.bytes.begin) {
    return end.wrong(format("an end at or after {}, where the span begins,", evidence.span.bytes.begin));
  }
  TRY_ASSIGN(evidence.quote, node.text("quote"));
  TRY_ASSIGN(evidence.quote_hash, node.text("quote_hash"));
  return evidence;
}

Result<RuleEvidence> read_rule_evidence(const Node& node) {
  TRY(node.only({"type", "rule", "case_count", "cases"}));
  RuleEvidence evidence;
  TRY_ASSIGN(evidence.rule, node.text("rule"));
  TRY_ASSIGN(const Node count, node.at("case_count"));
  TRY_ASSIGN(evidence.case_count, count.count());
  TRY_ASSIGN(evidence.cases, node.list<RowEvidence>("cases", read_row));
  return evidence;
}

Result<CaseEvidence> read_case(const Node& node) {
  TRY(node.only({"type", "entry", "why"}));
  CaseEvidence evidence;
  TRY_ASSIGN(evidence.entry, node.text("entry"));
  TRY_ASSIGN(evidence.why, node.text("why"));
  return evidence;
}

Result<Evidence> read_evidence(const Node& node) {
  TRY_ASSIGN(const Node type, node.at("type"));
  TRY_ASSIGN(const std::string name, type.text());
  if (name == "span") return read_span(node);
  if (name == "row") return read_row(node);
  if (name == "rule") return read_rule_evidence(node);
  if (name == "case") return read_case(node);
  return type.wrong("span, row, rule or case");
}

Result<ClaimKind> read_kind(const Node& node) {
  TRY_ASSIGN(const std::string word, node.text());
  for (const ClaimKind kind : {ClaimKind::information, ClaimKind::assumption, ClaimKind::judgment}) {
    if (name(kind) == word) {
      return kind;
    }
  }
  return node.wrong("information, assumption or judgment");
}

Result<Confidence> read_confidence(const Node& node) {
  TRY_ASSIGN(const std::string word, node.text());
  for (const Confidence confidence : {Confidence::low, Confidence::moderate, Confidence::high}) {
    if (name(confidence) == word) {
      return confidence;
    }
  }
  return node.wrong("low, moderate or high");
}

Result<Probability> read_probability(const Node& node) {
  TRY_ASSIGN(const double value, node.number());
  const auto probability = Probability::from(value);
  if (!probability) {
    return node.wrong("a number from 0 to 1");
  }
  return *probability;
}

Result<Claim> read_claim(const Node& node) {
  TRY(node.only({"text", "kind", "likelihood", "confidence", "evidence"}));
  Claim claim;
  TRY_ASSIGN(claim.text, node.text("text"));
  TRY_ASSIGN(const Node kind, node.at("kind"));
  TRY_ASSIGN(claim.kind, read_kind(kind));
  if (node.has("likelihood")) {
    TRY_ASSIGN(const Node likelihood, node.at("likelihood"));
    TRY_ASSIGN(claim.likelihood, read_probability(likelihood));
  }
  if (node.has("confidence")) {
    TRY_ASSIGN(const Node confidence, node.at("confidence"));
    TRY_ASSIGN(claim.confidence, read_confidence(confidence));
  }
  TRY_ASSIGN(claim.evidence, node.list<Evidence>("evidence", read_evidence));
  return claim;
}

Result<std::vector<Claim>> read_claims(const Node& node) { return node.list<Claim>(read_claim); }

Result<Cell> read_cell(const Node& node) {
  TRY(node.only({"label", "claims"}));
  Cell cell;
  if (node.has("claims")) {
    TRY_ASSIGN(const Node claims, node.at("claims"));
    TRY_ASSIGN(cell.claims, read_claims(claims));
  } else {
    TRY_ASSIGN(cell.label, node.text("label"));
  }
  return cell;
}

Result<TextBlock> read_text_block(const Node& node) {
  TRY(node.only({"type", "heading", "bullets", "items"}));
  TextBlock block;
  TRY_ASSIGN(block.heading, node.text("heading"));
  TRY_ASSIGN(const Node bullets, node.at("bullets"));
  TRY_ASSIGN(block.bullets, bullets.flag());
  TRY_ASSIGN(block.items, node.list<std::vector<Claim>>("items", read_claims));
  return block;
}

Result<TableBlock> read_table_block(const Node& node) {
  TRY(node.only({"type", "caption", "columns", "rows"}));
  TableBlock block;
  TRY_ASSIGN(block.caption, node.text("caption"));
  TRY_ASSIGN(block.columns, node.list<std::string>("columns", read_text));
  TRY_ASSIGN(block.rows,
             node.list<std::vector<Cell>>("rows", [](const Node& row) { return row.list<Cell>(read_cell); }));
  return block;
}

Result<ChartBlock> read_chart_block(const Node& node) {
  TRY(node.only({"type", "caption", "alternative", "svg"}));
  ChartBlock block;
  TRY_ASSIGN(block.caption, node.text("caption"));
  TRY_ASSIGN(block.alternative, node.text("alternative"));
  TRY_ASSIGN(block.svg, node.text("svg"));
  return block;
}

Result<Block> read_block(const Node& node) {
  TRY_ASSIGN(const Node type, node.at("type"));
  TRY_ASSIGN(const std::string name, type.text());
  if (name == "text") return read_text_block(node);
  if (name == "table") return read_table_block(node);
  if (name == "chart") return read_chart_block(node);
  return type.wrong("text, table or chart");
}

Result<Section> read_section(const Node& node) {
  TRY(node.only({"id", "heading", "blocks"}));
  Section section;
  TRY_ASSIGN(section.id, node.text("id"));
  TRY_ASSIGN(section.heading, node.text("heading"));
  TRY_ASSIGN(section.blocks, node.list<Block>("blocks", read_block));
  return section;
}

Result<SourceEntry> read_source(const Node& node) {
  TRY(node.only({"id", "title", "publisher", "place", "path", "day", "content_hash"}));
  SourceEntry source;
  TRY_ASSIGN(source.id, node.text("id"));
  TRY_ASSIGN(source.title, node.text("title"));
  TRY_ASSIGN(source.publisher, node.text("publisher"));
  TRY_ASSIGN(source.place, node.text("place"));
  TRY_ASSIGN(source.path, node.text("path"));
  TRY_ASSIGN(source.day, node.day("day"));
  TRY_ASSIGN(source.content_hash, node.text("content_hash"));
  return source;
}

Result<RuleEntry> read_rule(const Node& node) {
  TRY(node.only({"name", "formula"}));
  RuleEntry rule;
  TRY_ASSIGN(rule.name, node.text("name"));
  TRY_ASSIGN(rule.formula, node.text("formula"));
  return rule;
}

Result<Yardstick> read_yardstick(const Node& node) {
  TRY_ASSIGN(const std::string word, node.text());
  const auto found = yardstick(word);
  if (!found) {
    return node.wrong("icd203, phia or kent");
  }
  return *found;
}

Result<Brief> read_brief(const Node& node) {
  TRY_ASSIGN(const Node schema, node.at("schema"));
  if (const auto found = schema.text(); !found || *found != kSchema) {
    return schema.wrong(format("\"{}\"", kSchema));
  }
  TRY(node.only({"schema", "title", "event_day", "as_of", "yardstick", "sections", "sources", "rules", "seal"}));
  Brief brief;
  TRY_ASSIGN(brief.title, node.text("title"));
  TRY_ASSIGN(brief.event_day, node.day("event_day"));
  TRY_ASSIGN(brief.as_of, node.day("as_of"));
  TRY_ASSIGN(const Node words, node.at("yardstick"));
  TRY_ASSIGN(brief.yardstick, read_yardstick(words));
  TRY_ASSIGN(brief.sections, node.list<Section>("sections", read_section));
  TRY_ASSIGN(brief.sources, node.list<SourceEntry>("sources", read_source));
  TRY_ASSIGN(brief.rules, node.list<RuleEntry>("rules", read_rule));
  TRY_ASSIGN(brief.seal, node.text("seal"));
  return brief;
}

// The parser throws; nothing of that leaves this function.
Result<Json> parsed(std::string_view name, std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const auto before = text.substr(0, std::min(text.size(), error.byte == 0 ? 0 : error.byte - 1));
    return fail(ErrorKind::input, "{}:{}: this is not JSON; a brief of the schema {} was expected", name,
                1 + std::ranges::count(before, '\n'), kSchema);
  } catch (const Json::exception&) {
    return fail(ErrorKind::input, "{}: a number is too large to be read", name);
  }
}

Json unsealed(const Brief& brief) {
  return {{"schema", kSchema},
          {"title", brief.title},
          {"event_day", brief.event_day.iso()},
          {"as_of", brief.as_of.iso()},
          {"yardstick", name(brief.yardstick)},
          {"sections", list_of(brief.sections)},
          {"sources", list_of(brief.sources)},
          {"rules", list_of(brief.rules)}};
}

std::string printed(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string seal_of(const Brief& brief) { return hash_text(content_hash(printed(unsealed(brief)))); }

std::string to_json(const Brief& brief) {
  Json json = unsealed(brief);
  json["seal"] = seal_of(brief);
  return printed(json) + "\n";
}

Result<Brief> from_json(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Json json, parsed(name, text));
  const Node top(json, std::string(name));
  if (!json.is_object()) {
    return top.wrong("an object");
  }
  return read_brief(top);
}

}  // namespace corollary::brief
