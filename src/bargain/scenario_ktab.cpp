#include "bargain/scenario_ktab.h"

#include <pugixml.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"

namespace corollary::bargain {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kColumnsBeforeIssues = 3;
constexpr double kSumTolerance = 1e-7;  // Of decimal numbers that sum to 100.

std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

Result<void> check_utf8(std::string_view name, std::string_view text) {
  if (const auto at = invalid_utf8_at(text)) return fail(ErrorKind::input, "{}:{}: not UTF-8", name, line_at(text, *at));
  return {};
}

// An actor as both formats have it.
struct Row {
  std::size_t line;
  std::string actor;
  std::string description;
  double capability;
  std::vector<double> positions;  // 0 to 100.
  std::vector<double> saliences;  // 0 to 100.
};

Result<void> check_range(std::string_view name, std::size_t line, std::string_view actor, std::string_view what, double value, double most) {
  if (value >= 0 && value <= most) return {};
  return fail(ErrorKind::input, "{}:{}: actor '{}' has {} {}: expected 0 to {}", name, line, actor, what, value, most);
}

Result<void> check_row(std::string_view name, const Row& row, const std::vector<std::string>& issues) {
  TRY(check_range(name, row.line, row.actor, "capability", row.capability, 1e8));
  double sum = 0;
  for (std::size_t k = 0; k < issues.size(); ++k) {
    TRY(check_range(name, row.line, row.actor, format("on '{}' the position", issues[k]), row.positions[k], 100));
    TRY(check_range(name, row.line, row.actor, format("on '{}' the salience", issues[k]), row.saliences[k], 100));
    sum += row.saliences[k];
  }
  if (sum > 100 + kSumTolerance) {
    return fail(ErrorKind::input, "{}:{}: actor '{}' has saliences that sum to {}: expected at most 100", name, row.line, row.actor, sum);
  }
  return {};
}

Result<void> check_names(std::string_view name, const std::vector<std::string>& issues, std::size_t issues_line, const std::vector<Row>& rows) {
  for (std::size_t k = 0; k < issues.size(); ++k) {
    if (issues[k].empty()) return fail(ErrorKind::input, "{}:{}: issue {} has no name", name, issues_line, k + 1);
    if (std::find(issues.begin(), issues.begin() + static_cast<std::ptrdiff_t>(k), issues[k]) != issues.begin() + static_cast<std::ptrdiff_t>(k)) {
      return fail(ErrorKind::input, "{}:{}: issue '{}' is there twice", name, issues_line, issues[k]);
    }
  }
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if (row->actor.empty()) return fail(ErrorKind::input, "{}:{}: an actor has no name", name, row->line);
    if (std::find_if(rows.begin(), row, [&](const Row& other) { return other.actor == row->actor; }) != row) {
      return fail(ErrorKind::input, "{}:{}: actor '{}' is there twice", name, row->line, row->actor);
    }
  }
  return {};
}

// REQUIRES: each row has a number for each issue.
Result<Scenario> scenario_of(std::string_view name, const std::vector<std::string>& issues, std::size_t issues_line, const std::vector<Row>& rows) {
  TRY(check_names(name, issues, issues_line, rows));
  for (const Row& row : rows) TRY(check_row(name, row, issues));
  Scenario scenario;
  for (std::size_t k = 0; k < issues.size(); ++k) {
    Issue issue{issues[k], issues[k], "0", "100", std::nullopt, {}};
    for (const Row& row : rows) issue.stakes.push_back({row.actor, row.positions[k], row.saliences[k] / 100.0, row.capability, row.description});
    scenario.issues.push_back(std::move(issue));
  }
  return scenario;
}

// ---- CSV

struct Line {
  std::size_t number;
  std::vector<std::string> cells;  // Without the empty ones at the end.
};

// A quote counts where a cell begins; in quotes a doubled one stands for itself.
std::optional<std::vector<std::string>> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    std::string cell;
    if (line.starts_with('"')) {
      line.remove_prefix(1);
      for (; !line.starts_with('"') || line.starts_with("\"\""); line.remove_prefix(line.starts_with('"') ? 2 : 1)) {
        if (line.empty()) return std::nullopt;
        cell += line.front();
      }
      line.remove_prefix(1);
    }
    const std::size_t comma = line.find(',');
    cell += line.substr(0, comma);
    cells.emplace_back(trimmed(cell));
    if (comma == std::string_view::npos) break;
    line.remove_prefix(comma + 1);
  }
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  return cells;
}

Result<std::vector<Line>> lines_of(std::string_view name, std::string_view text) {
  std::vector<Line> lines;
  std::optional<std::size_t> open_quote;
  for_each_line(text, [&](std::string_view line, std::size_t number) {
    auto cells = cells_of(line);
    if (!cells && !open_quote) open_quote = number;
    if (cells && !cells->empty()) lines.push_back({number, *std::move(cells)});
  });
  if (open_quote) return fail(ErrorKind::input, "{}:{}: a quote is not closed", name, *open_quote);
  return lines;
}

class CsvReader {
 public:
  CsvReader(std::string_view name, std::vector<Line> lines) : name_(name), lines_(std::move(lines)) {}

  Result<KtabScenario> read() const {
    if (lines_.size() < 2 || lines_[0].cells.size() < 4) {
      return fail(ErrorKind::input, "{}:1: not a scenario of KTAB: expected name, description, numbers of actors and issues, and below the names of columns",
                  name_);
    }
    const Line& first = lines_[0];
    TRY_ASSIGN(const std::size_t actors, count(first, 2, "actors"));
    TRY_ASSIGN(const std::size_t issues, count(first, 3, "issues"));
    TRY_ASSIGN(const std::vector<std::string> names, issue_names(issues));
    if (lines_.size() - 2 != actors) {
      return fail(ErrorKind::input, "{}:{}: the first line says {} actors, there are rows of {}", name_, lines_.back().number, actors, lines_.size() - 2);
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < actors; ++i) {
      TRY_ASSIGN(Row next, row(lines_[i + 2], issues));
      rows.push_back(std::move(next));
    }
    TRY_ASSIGN(Scenario scenario, scenario_of(name_, names, lines_[1].number, rows));
    return KtabScenario{first.cells[0], first.cells[1], std::move(scenario), {}, {}};
  }

 private:
  Result<std::size_t> count(const Line& line, std::size_t cell, std::string_view what) const {
    const auto number = parse_integer(line.cells[cell]);
    if (!number || *number < 1) return fail(ErrorKind::input, "{}:{}: '{}' is no number of {}", name_, line.number, line.cells[cell], what);
    return static_cast<std::size_t>(*number);
  }

  // Each issue has a column of positions, which names it, and one of saliences; the last salience may go without a name.
  Result<std::vector<std::string>> issue_names(std::size_t issues) const {
    const std::vector<std::string>& cells = lines_[1].cells;
    const std::size_t named = cells.size() < kColumnsBeforeIssues ? 0 : (cells.size() - kColumnsBeforeIssues + 1) / 2;
    if (named != issues) return fail(ErrorKind::input, "{}:{}: the first line says {} issues, the columns are those of {}", name_, lines_[1].number, issues, named);
    std::vector<std::string> names;
    for (std::size_t k = 0; k < issues; ++k) names.push_back(cells[kColumnsBeforeIssues + 2 * k]);
    return names;
  }

  Result<Row> row(const Line& line, std::size_t issues) const {
    const std::size_t expected = kColumnsBeforeIssues + 2 * issues;
    if (line.cells.size() != expected) return fail(ErrorKind::input, "{}:{}: a row of {} cells: expected {}", name_, line.number, line.cells.size(), expected);
    Row row{line.number, line.cells[0], line.cells[1], 0, std::vector<double>(issues), std::vector<double>(issues)};
    TRY_ASSIGN(row.capability, number(line, 2));
    for (std::size_t k = 0; k < issues; ++k) {
      TRY_ASSIGN(row.positions[k], number(line, kColumnsBeforeIssues + 2 * k));
      TRY_ASSIGN(row.saliences[k], number(line, kColumnsBeforeIssues + 2 * k + 1));
    }
    return row;
  }

  Result<double> number(const Line& line, std::size_t cell) const {
    const auto value = parse_number(line.cells[cell]);
    if (!value) return fail(ErrorKind::input, "{}:{}: '{}' is no number (cell {})", name_, line.number, line.cells[cell], cell + 1);
    return *value;
  }

  std::string_view name_;
  std::vector<Line> lines_;
};

// ---- XML

template <typename Value>
using Names = std::span<const std::pair<std::string_view, Value>>;

constexpr std::pair<std::string_view, VictoryModel> kVictoryModels[] = {
    {"Linear", VictoryModel::linear},
    {"Square", VictoryModel::square},
    {"Quartic", VictoryModel::quartic},
    {"Octic", VictoryModel::octic},
    {"Binary", VictoryModel::binary}};
constexpr std::pair<std::string_view, Election> kElections[] = {
    {"Conditional", Election::conditional}, {"MarkovIncentive", Election::markov_incentive}, {"MarkovUniform", Election::markov_uniform}};
constexpr std::pair<std::string_view, Transitions> kTransitions[] = {{"Deterministic", Transitions::deterministic}, {"Stochastic", Transitions::stochastic}};
constexpr std::pair<std::string_view, VotingRule> kVotingRules[] = {{"Binary", VotingRule::binary},
                                                                    {"PropBin", VotingRule::proportional_binary},
                                                                    {"Proportional", VotingRule::proportional},
                                                                    {"PropCbc", VotingRule::proportional_cubic},
                                                                    {"Cubic", VotingRule::cubic},
                                                                    {"ASymProsp", VotingRule::asymmetric}};
constexpr std::pair<std::string_view, RiskInsight> kRiskInsights[] = {{"Full", RiskInsight::full},
                                                                      {"TwoThirds", RiskInsight::two_thirds},
                                                                      {"Half", RiskInsight::half},
                                                                      {"OneThird", RiskInsight::one_third},
                                                                      {"No", RiskInsight::none}};
constexpr std::pair<std::string_view, RiskRange> kRiskRanges[] = {{"Min", RiskRange::low}, {"Mid", RiskRange::middle}, {"Max", RiskRange::high}};
constexpr std::pair<std::string_view, ThirdPartyCommitment> kCommitments[] = {
    {"NoCommit", ThirdPartyCommitment::none}, {"SemiCommit", ThirdPartyCommitment::semi}, {"FullCommit", ThirdPartyCommitment::full}};
constexpr std::pair<std::string_view, Interpolation> kInterpolations[] = {
    {"S1P1", Interpolation::linear}, {"S2P2", Interpolation::squares}, {"S2PMax", Interpolation::difference}};
constexpr std::pair<std::string_view, OfferModel> kOfferModels[] = {
    {"InitOnlyInterp", OfferModel::initiator}, {"InitRcvrInterp", OfferModel::initiator_and_receiver}, {"PWCompInterp", OfferModel::compromise}};

class XmlReader {
 public:
  XmlReader(std::string_view name, std::string_view text) : name_(name), text_(text) {}

  Result<KtabScenario> read() {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(text_.data(), text_.size());
    if (!parsed) {
      return fail(ErrorKind::input, "{}:{}: not XML: {}", name_, line_at(text_, static_cast<std::size_t>(parsed.offset)), lower_ascii(parsed.description()));
    }
    const pugi::xml_node root = document.child("Scenario");
    if (!root) return fail(ErrorKind::input, "{}:1: not a scenario of KTAB: expected an element <Scenario>", name_);
    result_.name = text_of(root.child("name"));
    result_.description = text_of(root.child("desc"));
    TRY(read_seed(root));
    TRY(read_parameters(root));
    TRY(read_actors(root));
    TRY(read_pulls(root));
    return std::move(result_);
  }

 private:
  static std::string text_of(const pugi::xml_node& node) { return std::string(trimmed(node.text().get())); }
  [[nodiscard]] std::size_t line_of(const pugi::xml_node& node) const {
    return line_at(text_, static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)));
  }
  void warn(const pugi::xml_node& node, std::string_view what) { result_.warnings.push_back(format("{}:{}: {}", name_, line_of(node), what)); }

  Result<pugi::xml_node> required(const pugi::xml_node& parent, const char* child) const {
    const pugi::xml_node node = parent.child(child);
    if (!node) return fail(ErrorKind::input, "{}:{}: <{}> without <{}>", name_, line_of(parent), parent.name(), child);
    return node;
  }

  Result<double> number(const pugi::xml_node& node) const {
    const std::string text = text_of(node);
    const auto value = parse_number(text);
    if (!value) return fail(ErrorKind::input, "{}:{}: <{}> '{}' is no number", name_, line_of(node), node.name(), text);
    return *value;
  }

  Result<void> read_seed(const pugi::xml_node& root) {
    const std::string text = text_of(root.child("prngSeed"));
    if (text.empty()) return {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result_.options.seed);
    if (error != std::errc() || end != text.data() + text.size()) {
      return fail(ErrorKind::input, "{}:{}: <prngSeed> '{}' is no seed (a whole number of 64 bits)", name_, line_of(root.child("prngSeed")), text);
    }
    return {};
  }

  template <typename Value>
  Result<void> read_option(const pugi::xml_node& parameters, const char* element, Names<Value> names, Value& option) {
    const pugi::xml_node node = parameters.child(element);
    if (!node) {
      warn(parameters, format("<ModelParameters> without <{}>: the default is taken", element));
      return {};
    }
    const std::string text = text_of(node);
    const auto known = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == text; });
    if (known == names.end()) {
      std::vector<std::string> choices;
      for (const auto& entry : names) choices.emplace_back(entry.first);
      return fail(ErrorKind::input, "{}:{}: <{}> '{}': expected {}", name_, line_of(node), element, text, listed(choices, "or"));
    }
    option = known->second;
    return {};
  }

  Result<void> read_parameters(const pugi::xml_node& root) {
    const pugi::xml_node parameters = root.child("ModelParameters");
    if (!parameters) return {};
    SpatialOptions& options = result_.options;
    TRY(read_option<VictoryModel>(parameters, "VictoryProbModel", kVictoryModels, options.victory));
    TRY(read_option<Election>(parameters, "PCEModel", kElections, options.election));
    TRY(read_option<Transitions>(parameters, "StateTransitions", kTransitions, options.transitions));
    TRY(read_option<VotingRule>(parameters, "VotingRule", kVotingRules, options.voting));
    TRY(read_option<RiskInsight>(parameters, "BigRAdjust", kRiskInsights, options.risk_insight));
    TRY(read_option<RiskRange>(parameters, "BigRRange", kRiskRanges, options.risk_range));
    TRY(read_option<ThirdPartyCommitment>(parameters, "ThirdPartyCommit", kCommitments, options.third_parties));
    TRY(read_option<Interpolation>(parameters, "InterVecBrgn", kInterpolations, options.interpolation));
    return read_option<OfferModel>(parameters, "BargnModel", kOfferModels, options.offers);
  }

  Result<void> read_actors(const pugi::xml_node& root) {
    TRY_ASSIGN(const pugi::xml_node actors, required(root, "Actors"));
    TRY(required(actors, "Actor"));
    const pugi::xml_node dimensions = root.child("Dimensions");
    std::vector<std::string> issues;
    for (const pugi::xml_node& node : dimensions.children("dName")) issues.push_back(text_of(node));
    if (issues.empty()) {
      const auto coordinates = actors.child("Actor").child("Position").children("dCoord");
      for (auto node = coordinates.begin(); node != coordinates.end(); ++node) issues.push_back(format("Dimension {}", issues.size() + 1));
      warn(root, "no names of dimensions: they are numbered");
    }
    std::vector<Row> rows;
    for (const pugi::xml_node& actor : actors.children("Actor")) {
      TRY_ASSIGN(Row next, row(actor, issues));
      rows.push_back(std::move(next));
    }
    TRY_ASSIGN(result_.scenario, scenario_of(name_, issues, line_of(dimensions ? dimensions : root), rows));
    return {};
  }

  Result<Row> row(const pugi::xml_node& actor, const std::vector<std::string>& issues) {
    Row row{line_of(actor), text_of(actor.child("name")), text_of(actor.child("description")), 0, {}, {}};
    TRY_ASSIGN(const pugi::xml_node capability, required(actor, "capability"));
    TRY_ASSIGN(row.capability, number(capability));
    TRY_ASSIGN(row.positions, numbers(actor, "Position", "dCoord", issues, row.actor));
    TRY_ASSIGN(row.saliences, numbers(actor, "Salience", "dSal", issues, row.actor));
    return row;
  }

  // One for each issue; an empty one counts as 0.
  Result<std::vector<double>> numbers(const pugi::xml_node& actor, const char* list, const char* element, const std::vector<std::string>& issues,
                                      std::string_view of) {
    TRY_ASSIGN(const pugi::xml_node parent, required(actor, list));
    std::vector<double> values;
    for (const pugi::xml_node& node : parent.children(element)) {
      if (text_of(node).empty()) {
        warn(node, format("actor '{}' has an empty <{}>: taken as 0", of, element));
        values.push_back(0);
        continue;
      }
      TRY_ASSIGN(const double value, number(node));
      values.push_back(value);
    }
    if (values.size() != issues.size()) {
      return fail(ErrorKind::input, "{}:{}: actor '{}' has {} <{}>: expected {}, one for each dimension", name_, line_of(parent), of, values.size(), element,
                  issues.size());
    }
    return values;
  }

  Result<void> read_pulls(const pugi::xml_node& root) {
    for (const pugi::xml_node& pair : root.child("IdealAdjustment").children("iaPair")) {
      IdealPull pull;
      TRY_ASSIGN(pull.actor, known_actor(pair, "adjustingIdeal"));
      TRY_ASSIGN(pull.reference, known_actor(pair, "referencePos"));
      TRY_ASSIGN(const pugi::xml_node share, required(pair, "adjust"));
      TRY_ASSIGN(pull.share, number(share));
      if (pull.share < 0 || pull.share > 1) return fail(ErrorKind::input, "{}:{}: <adjust> {}: expected 0 to 1", name_, line_of(share), pull.share);
      result_.options.ideal_pulls.push_back(std::move(pull));
    }
    return {};
  }

  Result<std::string> known_actor(const pugi::xml_node& pair, const char* child) const {
    TRY_ASSIGN(const pugi::xml_node node, required(pair, child));
    std::string actor = text_of(node);
    const std::vector<Stake>& stakes = result_.scenario.issues.front().stakes;
    if (std::none_of(stakes.begin(), stakes.end(), [&](const Stake& stake) { return stake.actor == actor; })) {
      return fail(ErrorKind::input, "{}:{}: <{}> '{}' is no actor", name_, line_of(node), child, actor);
    }
    return actor;
  }

  std::string_view name_;
  std::string_view text_;
  KtabScenario result_;
};

}  // namespace

Result<KtabScenario> parse_ktab_csv(std::string_view name, std::string_view text) {
  text = without_byte_order_mark(text);
  TRY(check_utf8(name, text));
  TRY_ASSIGN(std::vector<Line> lines, lines_of(name, text));
  return CsvReader(name, std::move(lines)).read();
}

Result<KtabScenario> parse_ktab_xml(std::string_view name, std::string_view text) {
  text = without_byte_order_mark(text);
  TRY(check_utf8(name, text));
  return XmlReader(name, text).read();
}

Result<KtabScenario> read_ktab(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string text, read_file(path));
  return trimmed(without_byte_order_mark(text)).starts_with('<') ? parse_ktab_xml(path.string(), text) : parse_ktab_csv(path.string(), text);
}

}  // namespace corollary::bargain
