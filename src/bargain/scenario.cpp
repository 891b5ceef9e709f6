#include "bargain/scenario.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <utility>

#include "base/file.h"

namespace corollary::bargain {
namespace {

/// The range of one key, once for the file's reader and for values made in a program.
struct Bounds {
  const char* key;
  double low;
  double high;
  const char* expected;

  [[nodiscard]] bool hold(double value) const { return std::isfinite(value) && low <= value && value <= high; }
};
constexpr Bounds kPosition{"position", 0, 100, "0 to 100"};
constexpr Bounds kSalience{"salience", 0, 1, "0 to 1"};
constexpr Bounds kCapability{"capability", 0, std::numeric_limits<double>::max(), "0 or more"};
constexpr Bounds kNoDeal{"no_deal", 0, 100, "0 to 100"};

Result<void> check(const Bounds& bounds, double value) {
  if (!bounds.hold(value)) {
    return fail(ErrorKind::input, "{} {} is not in its range ({})", bounds.key, value, bounds.expected);
  }
  return {};
}

Result<void> check(const Stake& stake) {
  TRY(check(kPosition, stake.position));
  TRY(check(kSalience, stake.salience));
  return check(kCapability, stake.capability);
}

/// Where the stakes first name an actor for the second time; their number if they do not.
std::size_t repeated_actor(const std::vector<Stake>& stakes) {
  for (std::size_t i = 0; i < stakes.size(); ++i) {
    const auto earlier = stakes.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(stakes.begin(), earlier, [&](const Stake& other) { return other.actor == stakes[i].actor; })) {
      return i;
    }
  }
  return stakes.size();
}

/// What holds for the stakes of an issue together.
Result<void> check_together(const std::vector<Stake>& stakes) {
  if (stakes.empty()) {
    return fail(ErrorKind::input, "no actors: expected at least one stake");
  }
  if (const std::size_t i = repeated_actor(stakes); i < stakes.size()) {
    return fail(ErrorKind::input, "actor '{}' has two stakes", stakes[i].actor);
  }
  if (std::none_of(stakes.begin(), stakes.end(), [](const Stake& s) { return s.salience * s.capability > 0; })) {
    return fail(ErrorKind::input, "no actor has both salience and capability above 0");
  }
  return {};
}

/// Reads a parsed file; every error says file and line.
class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  [[nodiscard]] Result<Scenario> scenario(const toml::table& file) const {
    Scenario scenario;
    const toml::node* const node = file.get("issues");
    if (node == nullptr) {
      return scenario;
    }
    TRY_ASSIGN(const toml::array* const issues, tables(*node, "issues"));
    for (const toml::node& entry : *issues) {
      TRY_ASSIGN(Issue read, issue(*entry.as_table()));
      if (scenario.issue(read.id) != nullptr) {
        return failed(entry, format("issue '{}' is there twice", read.id));
      }
      scenario.issues.push_back(std::move(read));
    }
    return scenario;
  }

 private:
  [[nodiscard]] std::unexpected<Error> failed(const toml::node& node, std::string_view what) const {
    return failed(node.source(), what);
  }
  [[nodiscard]] std::unexpected<Error> failed(const toml::source_region& source, std::string_view what) const {
    return fail(ErrorKind::input, "{}:{}: {}", name_, source.begin.line, what);
  }

  [[nodiscard]] Result<Issue> issue(const toml::table& table) const {
    TRY(check_keys(table, "an issue", {"id", "question", "low", "high", "no_deal", "stakes"}));
    Issue issue;
    TRY_ASSIGN(issue.id, text(table, "id", "an issue"));
    TRY_ASSIGN(issue.question, text(table, "question", "an issue"));
    TRY_ASSIGN(issue.low, text(table, "low", "an issue"));
    TRY_ASSIGN(issue.high, text(table, "high", "an issue"));
    if (table.contains("no_deal")) {
      TRY_ASSIGN(issue.no_deal, number(table, kNoDeal, "an issue"));
    }
    TRY_ASSIGN(issue.stakes, stakes(table, issue.id));
    return issue;
  }

  [[nodiscard]] Result<std::vector<Stake>> stakes(const toml::table& issue, std::string_view id) const {
    std::vector<Stake> read;
    if (const toml::node* const node = issue.get("stakes")) {
      TRY_ASSIGN(const toml::array* const entries, tables(*node, "stakes"));
      for (const toml::node& entry : *entries) {
        TRY_ASSIGN(Stake next, stake(*entry.as_table()));
        read.push_back(std::move(next));
        if (repeated_actor(read) < read.size()) {
          return failed(entry, format("issue '{}': actor '{}' has two stakes", id, read.back().actor));
        }
      }
    }
    if (const Result<void> checked = check_together(read); !checked) {
      return failed(issue, format("issue '{}': {}", id, checked.error().message));
    }
    return read;
  }

  [[nodiscard]] Result<Stake> stake(const toml::table& table) const {
    TRY(check_keys(table, "a stake", {"actor", "position", "salience", "capability", "why"}));
    Stake stake;
    TRY_ASSIGN(stake.actor, text(table, "actor", "a stake"));
    TRY_ASSIGN(stake.position, number(table, kPosition, "a stake"));
    TRY_ASSIGN(stake.salience, number(table, kSalience, "a stake"));
    TRY_ASSIGN(stake.capability, number(table, kCapability, "a stake"));
    if (table.contains("why")) {
      TRY_ASSIGN(stake.why, text(table, "why", "a stake"));
    }
    return stake;
  }

  /// A list that holds tables only.
  [[nodiscard]] Result<const toml::array*> tables(const toml::node& node, std::string_view key) const {
    const toml::array* const list = node.as_array();
    if (list == nullptr) {
      return failed(node, format("'{}' is not a list of tables ([[{}]])", key, key));
    }
    for (const toml::node& entry : *list) {
      if (!entry.is_table()) {
        return failed(entry, format("'{}' is not a list of tables ([[{}]])", key, key));
      }
    }
    return list;
  }

  [[nodiscard]] Result<void> check_keys(const toml::table& table, std::string_view owner,
                                        std::initializer_list<std::string_view> known) const {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        return failed(key.source(), format("{} has no key '{}'", owner, key.str()));
      }
    }
    return {};
  }

  [[nodiscard]] Result<const toml::node*> required(const toml::table& table, std::string_view key,
                                                   std::string_view owner) const {
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

  [[nodiscard]] Result<double> number(const toml::table& table, const Bounds& bounds, std::string_view owner) const {
    TRY_ASSIGN(const toml::node* const node, required(table, bounds.key, owner));
    if (!node->is_number()) {
      return failed(*node, format("'{}' is not a number ({})", bounds.key, bounds.expected));
    }
    const double value =
        node->is_integer() ? static_cast<double>(node->as_integer()->get()) : node->as_floating_point()->get();
    if (const Result<void> checked = check(bounds, value); !checked) {
      return failed(*node, checked.error().message);
    }
    return value;
  }

  std::string_view name_;
};

}  // namespace

const Issue* Scenario::issue(std::string_view id) const {
  const auto found = std::find_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.id == id; });
  return found == issues.end() ? nullptr : &*found;
}

Result<void> check(const Issue& issue) {
  if (issue.no_deal) {
    if (const Result<void> checked = check(kNoDeal, *issue.no_deal); !checked) {
      return fail(ErrorKind::input, "issue '{}': {}", issue.id, checked.error().message);
    }
  }
  for (const Stake& stake : issue.stakes) {
    if (const Result<void> checked = check(stake); !checked) {
      return fail(ErrorKind::input, "issue '{}', actor '{}': {}", issue.id, stake.actor, checked.error().message);
    }
  }
  if (const Result<void> checked = check_together(issue.stakes); !checked) {
    return fail(ErrorKind::input, "issue '{}': {}", issue.id, checked.error().message);
  }
  return {};
}

Result<Scenario> parse_scenario(std::string_view name, std::string_view text) {
  try {
    return Reader(name).scenario(toml::parse(text, name));
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::input, "{}:{}: not TOML: {}", name, error.source().begin.line, error.description());
  }
}

Result<Scenario> read_scenario(const std::filesystem::path& path) {
  TRY_ASSIGN(const std::string text, read_file(path));
  TRY_ASSIGN(Scenario scenario, parse_scenario(path.string(), text));
  if (scenario.issues.empty()) {
    return fail(ErrorKind::input, "{}:1: no [[issues]]: expected at least one issue to settle", path.string());
  }
  return scenario;
}

}  // namespace corollary::bargain
