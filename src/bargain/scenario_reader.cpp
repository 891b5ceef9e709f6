#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <set>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>

#include "bargain/bounds.h"
#include "bargain/counterfactual.h"
#include "bargain/scenario.h"

namespace corollary::bargain {
namespace {

/// A number as it stands in a file.
struct Known {
  double value = 0;
  std::optional<Spread> spread;
};

/// Reads a parsed file; every error says file and line.
class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  [[nodiscard]] Result<Scenario> scenario(const toml::table& file) const {
    TRY(check_keys(file, "a scenario", kTopKeys));
    Scenario scenario;
    TRY_ASSIGN(scenario.issues, issues(file));
    TRY_ASSIGN(scenario.counterfactuals, counterfactuals(file));
    if (const toml::node* const node = file.get(kWithinDays.key)) {
      TRY_ASSIGN(scenario.within_days, plain_number(*node, kWithinDays));
    }
    if (const Result<void> checked = check(scenario); !checked) {
      return fail(ErrorKind::input, "{}: {}", name_, checked.error().message);
    }
    return scenario;
  }

 private:
  [[nodiscard]] std::unexpected<Error> failed(const toml::node& node, std::string_view what) const { return failed(node.source(), what); }
  [[nodiscard]] std::unexpected<Error> failed(const toml::source_region& source, std::string_view what) const {
    // Values that come from JSON have no line.
    return source.begin.line > 0 ? fail(ErrorKind::input, "{}:{}: {}", name_, source.begin.line, what) : fail(ErrorKind::input, "{}: {}", name_, what);
  }
  /// The value, or its error with the place.
  template <typename T>
  [[nodiscard]] Result<T> placed(const toml::node& node, Result<T> read) const {
    if (!read) return failed(node, read.error().message);
    return read;
  }

  [[nodiscard]] Result<std::vector<Issue>> issues(const toml::table& file) const {
    std::vector<Issue> read;
    std::set<std::string> ids;
    TRY_ASSIGN(const auto entries, tables(file, "issues"));
    for (const toml::table* const entry : entries) {
      TRY_ASSIGN(Issue next, issue(*entry));
      if (!ids.insert(next.id).second) {
        return failed(*entry, format("issue '{}' is there twice", next.id));
      }
      if (const Result<void> checked = check(next); !checked) {
        return failed(*entry, checked.error().message);
      }
      read.push_back(std::move(next));
    }
    return read;
  }

  [[nodiscard]] Result<Issue> issue(const toml::table& table) const {
    TRY(check_keys(table, "an issue", {"id", "question", "low", "high", "no_deal", "authority", "stakes"}));
    Issue issue;
    TRY_ASSIGN(issue.id, text(table, "id", "an issue"));
    TRY_ASSIGN(issue.question, text(table, "question", "an issue"));
    TRY_ASSIGN(issue.low, text(table, "low", "an issue"));
    TRY_ASSIGN(issue.high, text(table, "high", "an issue"));
    if (table.contains(kNoDeal.key)) {
      TRY_ASSIGN(Known known, number(table, kNoDeal, "an issue"));
      issue.no_deal = known.value;
      issue.no_deal_spread = known.spread;
    }
    TRY_ASSIGN(issue.authority, authority(table));
    TRY_ASSIGN(issue.stakes, stakes(table, issue.id));
    return issue;
  }

  /// One text, or a list of texts.
  [[nodiscard]] Result<std::vector<Power>> authority(const toml::table& issue) const {
    std::vector<Power> powers;
    TRY_ASSIGN(const auto lines, texts(issue, "authority"));
    for (const toml::value<std::string>* const line : lines) {
      TRY_ASSIGN(Power power, placed(*line, parse_power(line->get())));
      powers.push_back(std::move(power));
    }
    return powers;
  }

  [[nodiscard]] Result<std::vector<Stake>> stakes(const toml::table& issue, std::string_view id) const {
    std::vector<Stake> read;
    std::set<std::string> actors;
    TRY_ASSIGN(const auto entries, tables(issue, "stakes"));
    for (const toml::table* const entry : entries) {
      TRY_ASSIGN(Stake next, stake(*entry));
      if (!actors.insert(next.actor).second) {
        return failed(*entry, format("issue '{}': actor '{}' has two stakes", id, next.actor));
      }
      read.push_back(std::move(next));
    }
    return read;
  }

  [[nodiscard]] Result<Stake> stake(const toml::table& table) const {
    TRY(check_keys(table, "a stake", {"actor", "position", "salience", "capability", "why"}));
    Stake stake;
    TRY_ASSIGN(stake.actor, text(table, "actor", "a stake"));
    for (const Attribute attribute : kAttributes) {
      TRY_ASSIGN(const Known known, number(table, bounds_of(attribute), "a stake"));
      stake.number(attribute) = known.value;
      stake.spread(attribute) = known.spread;
    }
    if (table.contains("why")) {
      TRY_ASSIGN(stake.why, text(table, "why", "a stake"));
    }
    return stake;
  }

  [[nodiscard]] Result<std::vector<Counterfactual>> counterfactuals(const toml::table& file) const {
    std::vector<Counterfactual> read;
    TRY_ASSIGN(const auto entries, tables(file, "counterfactuals"));
    for (const toml::table* const entry : entries) {
      TRY(check_keys(*entry, "a counterfactual", {"name", "changes"}));
      Counterfactual next;
      TRY_ASSIGN(next.name, text(*entry, "name", "a counterfactual"));
      TRY_ASSIGN(const auto lines, texts(*entry, "changes"));
      if (lines.empty()) return failed(*entry, format("counterfactual '{}' changes nothing: expected a list 'changes'", next.name));
      for (const toml::value<std::string>* const line : lines) {
        TRY_ASSIGN(Change change, placed(*line, parse_change(line->get())));
        next.changes.push_back(std::move(change));
      }
      read.push_back(std::move(next));
    }
    return read;
  }

  /// The tables of a list; none if the key is not there.
  [[nodiscard]] Result<std::vector<const toml::table*>> tables(const toml::table& owner, std::string_view key) const {
    std::vector<const toml::table*> found;
    const toml::node* const node = owner.get(key);
    if (node == nullptr) {
      return found;
    }
    const auto wrong = [&](const toml::node& at) { return failed(at, format("'{}' is not a list of tables ([[{}]])", key, key)); };
    if (!node->is_array()) {
      return wrong(*node);
    }
    for (const toml::node& entry : *node->as_array()) {
      if (!entry.is_table()) {
        return wrong(entry);
      }
      found.push_back(entry.as_table());
    }
    return found;
  }

  /// The texts of a list, or a text by itself; none if the key is not there.
  [[nodiscard]] Result<std::vector<const toml::value<std::string>*>> texts(const toml::table& owner, std::string_view key) const {
    std::vector<const toml::value<std::string>*> found;
    const toml::node* const node = owner.get(key);
    if (node == nullptr) {
      return found;
    }
    if (node->is_string()) {
      return std::vector{node->as_string()};
    }
    const auto wrong = [&](const toml::node& at) { return failed(at, format("'{}' is not a list of texts", key)); };
    if (!node->is_array()) {
      return wrong(*node);
    }
    for (const toml::node& entry : *node->as_array()) {
      if (!entry.is_string()) {
        return wrong(entry);
      }
      found.push_back(entry.as_string());
    }
    return found;
  }

  [[nodiscard]] Result<void> check_keys(const toml::table& table, std::string_view owner, std::initializer_list<std::string_view> known) const {
    return check_keys(table, owner, std::span(known.begin(), known.size()));
  }
  [[nodiscard]] Result<void> check_keys(const toml::table& table, std::string_view owner, std::span<const std::string_view> known) const {
    for (const auto& [key, value] : table) {
      if (std::ranges::find(known, key.str()) == known.end()) {
        return failed(key.source(), format("{} has no key '{}'", owner, key.str()));
      }
    }
    return {};
  }

  [[nodiscard]] Result<const toml::node*> required(const toml::table& table, std::string_view key, std::string_view owner) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
      return failed(table, format("{} without '{}'", owner, key));
    }
    return node;
  }

  [[nodiscard]] Result<std::string> text(const toml::table& table, std::string_view key, std::string_view owner) const {
    TRY_ASSIGN(const toml::node* const node, required(table, key, owner));
    const toml::value<std::string>* const value = node->as_string();
    if (value == nullptr || value->get().empty()) {
      return failed(*node, format("'{}' is not a text with something in it", key));
    }
    return value->get();
  }

  [[nodiscard]] Result<double> plain_number(const toml::node& node, const Bounds& bounds) const {
    if (!node.is_number()) {
      return failed(node, format("'{}' is not a number ({})", bounds.key, bounds.expected));
    }
    const double value = node.is_integer() ? static_cast<double>(node.as_integer()->get()) : node.as_floating_point()->get();
    TRY(placed(node, check(bounds, value)));
    return value;
  }

  /// 60, or [60, 80], or [60, 75, 80], or { mean = 70, deviation = 5 }.
  [[nodiscard]] Result<Known> number(const toml::table& table, const Bounds& bounds, std::string_view owner) const {
    TRY_ASSIGN(const toml::node* const node, required(table, bounds.key, owner));
    if (!node->is_array() && !node->is_table()) {
      TRY_ASSIGN(const double value, plain_number(*node, bounds));
      return Known{value, std::nullopt};
    }
    TRY_ASSIGN(const Spread spread, node->is_array() ? range(*node->as_array(), bounds) : normal(*node->as_table(), bounds));
    TRY(placed(*node, check(bounds, spread)));
    return Known{spread.middle, spread};
  }

  [[nodiscard]] Result<Spread> range(const toml::array& list, const Bounds& bounds) const {
    if (list.size() != 2 && list.size() != 3) {
      return failed(list, format("'{}' is a list of {} numbers: expected [low, high] or [low, likely, high]", bounds.key, list.size()));
    }
    std::vector<double> values;
    for (const toml::node& entry : list) {
      TRY_ASSIGN(const double value, plain_number(entry, bounds));
      values.push_back(value);
    }
    if (values.size() == 2) return Spread{Spread::Shape::uniform, values[0], values[0] + (values[1] - values[0]) / 2, values[1]};
    return Spread{Spread::Shape::triangular, values[0], values[1], values[2]};
  }

  [[nodiscard]] Result<Spread> normal(const toml::table& table, const Bounds& bounds) const {
    TRY(check_keys(table, bounds.key, {"mean", "deviation"}));
    TRY_ASSIGN(const toml::node* const mean, required(table, "mean", bounds.key));
    TRY_ASSIGN(const toml::node* const deviation, required(table, "deviation", bounds.key));
    Spread spread{Spread::Shape::normal, bounds.low, 0, bounds.high};
    TRY_ASSIGN(spread.middle, plain_number(*mean, bounds));
    TRY_ASSIGN(spread.deviation, plain_number(*deviation, {"deviation", 0, bounds.high, bounds.high < 1e9 ? "above 0 and no wider than its range" : "above 0"}));
    return spread;
  }

  std::string_view name_;
};

using Json = nlohmann::json;

/// A value of a JSON text as TOML knows it. Errors: `input` for null, and for lists within lists without end.
Result<std::unique_ptr<toml::node>> converted(const Json& json, std::size_t depth = 0) {
  constexpr std::size_t kDeepest = 16;  // A scenario needs four.
  if (depth > kDeepest) return fail(ErrorKind::input, "more than {} lists and objects within each other", kDeepest);
  switch (json.type()) {
    case Json::value_t::object: {
      auto table = std::make_unique<toml::table>();
      for (const auto& [key, value] : json.items()) {
        TRY_ASSIGN(const auto node, converted(value, depth + 1));
        table->insert(key, *node);
      }
      return table;
    }
    case Json::value_t::array: {
      auto list = std::make_unique<toml::array>();
      for (const Json& value : json) {
        TRY_ASSIGN(const auto node, converted(value, depth + 1));
        list->push_back(*node);
      }
      return list;
    }
    case Json::value_t::string: return std::make_unique<toml::value<std::string>>(json.get<std::string>());
    case Json::value_t::boolean: return std::make_unique<toml::value<bool>>(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: return std::make_unique<toml::value<double>>(json.get<double>());
    default: return fail(ErrorKind::input, "null says nothing: leave the key out");
  }
}

Result<Scenario> scenario_of_json(std::string_view name, std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return fail(ErrorKind::input, "{}: {}", name, json.is_discarded() ? "not JSON" : "expected an object with 'issues'");
  const auto table = converted(json);
  if (!table) return fail(ErrorKind::input, "{}: {}", name, table.error().message);
  return Reader(name).scenario(*(*table)->as_table());
}

bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view name, std::string_view text) {
  if (looks_like_json(text)) {
    return scenario_of_json(name, text);
  }
  try {
    return Reader(name).scenario(toml::parse(text, name));
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::input, "{}:{}: not TOML: {}", name, error.source().begin.line, error.description());
  }
}

}  // namespace corollary::bargain
