#include "bargain/scenario_toml.h"

#include <optional>
#include <string_view>
#include <vector>

#include "bargain/authority.h"
#include "bargain/counterfactual.h"
#include "base/format.h"
#include "base/strings.h"

namespace corollary::bargain {
namespace {

/// A basic string of TOML: quotes, backslashes and control characters escaped.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += format("\\u{:04X}", static_cast<unsigned>(byte));
    } else {
      out += c;
    }
  }
  return out + '"';
}

void add_text(std::string& out, std::string_view key, std::string_view text) { out += format("{} = {}\n", key, toml_string(text)); }

/// Texts that have a `to_text`, as a list; nothing if there are none.
template <typename T>
void add_list(std::string& out, std::string_view key, const std::vector<T>& items) {
  if (items.empty()) return;
  std::vector<std::string> texts;
  for (const T& item : items) texts.push_back(toml_string(to_text(item)));
  out += format("{} = [{}]\n", key, joined(texts, ", "));
}

std::string known(double number, const std::optional<Spread>& spread) {
  if (!spread) return format("{}", number);
  switch (spread->shape) {
    case Spread::Shape::uniform: return format("[{}, {}]", spread->low, spread->high);
    case Spread::Shape::triangular: return format("[{}, {}, {}]", spread->low, spread->middle, spread->high);
    case Spread::Shape::normal: break;
  }
  return format("{{ mean = {}, deviation = {} }}", spread->middle, spread->deviation);
}

void add_number(std::string& out, std::string_view key, double number, const std::optional<Spread>& spread = std::nullopt) {
  out += format("{} = {}\n", key, known(number, spread));
}

void add(std::string& out, const Stake& stake) {
  out += "\n[[issues.stakes]]\n";
  add_text(out, "actor", stake.actor);
  for (const Attribute attribute : kAttributes) add_number(out, name(attribute), stake.number(attribute), stake.spread(attribute));
  if (!stake.why.empty()) add_text(out, "why", stake.why);
}

/// A blank line goes before a table, but not at the beginning.
void add_heading(std::string& out, std::string_view heading) { out += format("{}[[{}]]\n", out.empty() ? "" : "\n", heading); }

void add(std::string& out, const Issue& issue) {
  add_heading(out, "issues");
  add_text(out, "id", issue.id);
  add_text(out, "question", issue.question);
  add_text(out, "low", issue.low);
  add_text(out, "high", issue.high);
  if (issue.no_deal) add_number(out, "no_deal", *issue.no_deal, issue.no_deal_spread);
  add_list(out, "authority", issue.authority);
  for (const Stake& stake : issue.stakes) add(out, stake);
}

void add(std::string& out, const Counterfactual& counterfactual) {
  add_heading(out, "counterfactuals");
  add_text(out, "name", counterfactual.name);
  add_list(out, "changes", counterfactual.changes);
}

}  // namespace

std::string to_toml(const Scenario& scenario) {
  std::string out;
  if (scenario.within_days) add_number(out, "within_days", *scenario.within_days);
  for (const Issue& issue : scenario.issues) add(out, issue);
  for (const Counterfactual& counterfactual : scenario.counterfactuals) add(out, counterfactual);
  return out;
}

}  // namespace corollary::bargain
