#include <ostream>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct EvaluateArguments {
  std::string stage, suite;
  evaluate::Options options;
  bool json = false;
};

void print_table(const EvaluateArguments& arguments, const evaluate::Scores& scores, std::ostream& out) {
  out << format("{} {}: {} cases\n", arguments.stage, arguments.suite, scores.n);
  for (const auto& value : scores.values) out << format("  {:<24} {:.4f}\n", value.name, value.value);
  for (const std::string& error : scores.errors) out << error << '\n';
}

Outcome score(const engine::Engine& engine, const Context& context, const EvaluateArguments& arguments) {
  TRY_ASSIGN(const evaluate::Scores scores, engine.evaluate(arguments.stage, arguments.suite, arguments.options, context.progress));
  for (const std::string& line : scores.skipped) context.err << "corollary: left out: " << line << '\n';
  if (!arguments.json) {
    print_table(arguments, scores, context.out);
    return 0;
  }
  Json object = {{"schema", "corollary.evaluate/1"}, {"stage", arguments.stage}, {"suite", arguments.suite}, {"n", scores.n}};
  for (const auto& value : scores.values) object[value.name] = value.value;
  if (!scores.skipped.empty()) {
    object["skipped"] = scores.skipped.size();
  }
  if (arguments.options.errors_most > 0) {
    object["errors"] = scores.errors;
  }
  context.out << object.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return 0;
}

}  // namespace

void add_evaluate(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("evaluate", "Scores a stage against a reference set");
  auto arguments = std::make_shared<EvaluateArguments>();
  verb->add_option("stage", arguments->stage, "The stage: coding")->required();
  verb->add_option("--suite", arguments->suite, "The kind of set: " + joined(engine::Engine::evaluation_suites(), ", "))->required();
  verb->add_option("--input", arguments->options.input, "The set's file")->required();
  verb->add_option("--expected", arguments->options.expected, "What is expected, for sets that keep it in a file of its own");
  verb->add_option("--errors", arguments->options.errors_most, "Shows the first N wrong cases");
  verb->add_option("--folds", arguments->options.folds, "Cross-validation: learns on the other folds, scores on each; for suites that learn");
  verb->add_option("--seed", arguments->options.seed, "For what is drawn at random");
  verb->add_flag("--json", arguments->json, "One JSON object (corollary.evaluate/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return score(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
