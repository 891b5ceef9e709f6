#include "bargain/scenario_toml.h"

#include <string_view>

#include "base/format.h"

namespace corollary::bargain {
namespace {

/// A basic string of TOML: quotes, backslashes and control characters escaped.
std::string quoted(std::string_view text) {
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

void add_text(std::string& out, std::string_view key, std::string_view text) { out += format("{} = {}\n", key, quoted(text)); }
void add_number(std::string& out, std::string_view key, double number) { out += format("{} = {}\n", key, number); }

void add(std::string& out, const Stake& stake) {
  out += "\n[[issues.stakes]]\n";
  add_text(out, "actor", stake.actor);
  add_number(out, "position", stake.position);
  add_number(out, "salience", stake.salience);
  add_number(out, "capability", stake.capability);
  if (!stake.why.empty()) add_text(out, "why", stake.why);
}

void add(std::string& out, const Issue& issue) {
  out += out.empty() ? "[[issues]]\n" : "\n[[issues]]\n";
  add_text(out, "id", issue.id);
  add_text(out, "question", issue.question);
  add_text(out, "low", issue.low);
  add_text(out, "high", issue.high);
  if (issue.no_deal) add_number(out, "no_deal", *issue.no_deal);
  for (const Stake& stake : issue.stakes) add(out, stake);
}

}  // namespace

std::string to_toml(const Scenario& scenario) {
  std::string out;
  for (const Issue& issue : scenario.issues) add(out, issue);
  return out;
}

}  // namespace corollary::bargain
