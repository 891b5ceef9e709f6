#include <ostream>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct CheckArguments {
  std::string brief, record;
  bool json = false;
};

Outcome check_brief(const engine::Engine& engine, const Context& context, const CheckArguments& arguments) {
  const auto record = optional_path(arguments.record);
  TRY_ASSIGN(const brief::CheckResult result, engine.check(arguments.brief, record));
  if (arguments.json) {
    context.out << Json{{"schema", "corollary.check/1"},
                        {"sentences", result.sentences},
                        {"sentences_with_evidence", result.with_evidence},
                        {"sources_not_compared", result.not_compared},
                        {"findings", to_json(result.findings)}}
                       .dump(2)
                << '\n';
  } else {
    for (const brief::Finding& finding : result.findings) {
      context.out << format("{}: {}{}{}\n", finding.rule, finding.message, finding.sentence.empty() ? "" : ": ", finding.sentence);
    }
    if (!result.not_compared.empty()) {
      context.out << format("Not at hand, so that their quotes were held against hashes alone: {}.\n", joined(result.not_compared, ", "));
    }
    context.out << format("{} sentences, {} with evidence, {} findings.\n", result.sentences, result.with_evidence, result.findings.size());
  }
  return result.findings.empty() ? 0 : 1;
}

}  // namespace

void add_check(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("check", "Check a written brief: evidence, quotes, likelihood words; exit code 1 if it does not hold");
  auto arguments = std::make_shared<CheckArguments>();
  verb->add_option("brief", arguments->brief, "A brief.json")->required();
  verb->add_option("--record", arguments->record, "The record that its rows are of; without it rows are not looked up");
  verb->add_flag("--json", arguments->json, "JSON (corollary.check/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return check_brief(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
