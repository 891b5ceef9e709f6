#include <ostream>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct BargainArguments {
  std::string scenario;
  bool json = false;
};

Json to_json(const brief::SettledIssue& settled) {
  Json settlements = Json::array();
  for (const bargain::Settlement& settlement : settled.settlements) {
    Json standings = Json::array();
    for (const bargain::Standing& standing : settlement.standings) {
      standings.push_back({{"actor", standing.actor}, {"weight", standing.weight}, {"utility", standing.utility}, {"gain", standing.gain}});
    }
    settlements.push_back({{"method", bargain::name(settlement.method)},
                           {"position", settlement.position},
                           {"deal", settlement.deal},
                           {"blocked_by", settlement.blocked_by},
                           {"standings", standings}});
  }
  Json json = {{"id", settled.issue.id}, {"question", settled.issue.question}, {"low", settled.issue.low}, {"high", settled.issue.high}};
  json["no_deal"] = settled.issue.no_deal ? Json(*settled.issue.no_deal) : Json();
  json["settlements"] = std::move(settlements);
  return json;
}

void print_issue(const brief::SettledIssue& settled, std::ostream& out) {
  const bargain::Issue& issue = settled.issue;
  out << format("{}: {}\n  0 = {}, 100 = {}{}\n", issue.id, issue.question, issue.low, issue.high,
                issue.no_deal ? format(", without a deal {:g}", *issue.no_deal) : "");
  for (const bargain::Settlement& settlement : settled.settlements) {
    out << format("  {:<16} {}\n", bargain::name(settlement.method),
                  settlement.deal ? format("{:6.2f}", settlement.position) : "no deal; blocked by " + listed(settlement.blocked_by));
  }
  const bargain::Settlement& last = settled.settlements.back();
  out << format("  at {} ({:.2f}):\n    actor       weight  utility     gain\n", bargain::name(last.method), last.position);
  for (const bargain::Standing& standing : last.standings) {
    out << format("    {:<10} {:7.3f}  {:7.3f}  {:+7.3f}\n", standing.actor, standing.weight, standing.utility, standing.gain);
  }
}

Outcome settle(const engine::Engine& engine, const Context& context, const BargainArguments& arguments) {
  TRY_ASSIGN(const std::vector<brief::SettledIssue> settled, engine.bargain(arguments.scenario));
  if (arguments.json) {
    Json issues = Json::array();
    for (const brief::SettledIssue& one : settled) issues.push_back(to_json(one));
    context.out << Json{{"schema", "corollary.bargain/1"}, {"issues", issues}}.dump(2) << '\n';
    return 0;
  }
  for (const brief::SettledIssue& one : settled) {
    context.out << (&one == &settled.front() ? "" : "\n");
    print_issue(one, context.out);
  }
  return 0;
}

}  // namespace

void add_bargain(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("bargain", "Settle the issues of a scenario: who gains, who loses, who blocks");
  auto arguments = std::make_shared<BargainArguments>();
  verb->add_option("scenario", arguments->scenario, "A TOML file with [[issues]] and their stakes; a case.toml is one")->required();
  verb->add_flag("--json", arguments->json, "JSON (corollary.bargain/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return settle(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
