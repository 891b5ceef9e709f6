#include <algorithm>
#include <ostream>
#include <thread>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct EvaluateArguments {
  std::string stage, suite;
  evaluate::Options options;
  std::string protocol = "frozen", model = "full", part = "test";
  std::size_t threads = 0;
  bool json = false;
};

const std::string& suite_of(const EvaluateArguments& arguments) {
  static const std::string ranking = "ranking";
  return arguments.stage == "forecast" ? ranking : arguments.suite;
}

void print_table(const EvaluateArguments& arguments, const evaluate::Scores& scores, std::ostream& out) {
  out << format("{} {}: {} cases\n", arguments.stage, suite_of(arguments), scores.n);
  for (const auto& value : scores.values) out << format("  {:<24} {:.4f}\n", value.name, value.value);
  for (const std::string& error : scores.errors) out << error << '\n';
}

Result<evaluate::Scores> scores_of(const engine::Engine& engine, const Context& context, const EvaluateArguments& arguments) {
  if (arguments.stage != "forecast") {
    return engine.evaluate(arguments.stage, arguments.suite, arguments.options, context.progress);
  }
  evaluate::RankingRequest request;
  request.input = arguments.options.input;
  request.protocol = *evaluate::protocol_named(arguments.protocol);
  request.on_valid = arguments.part == "valid";
  request.ranker.model = arguments.model == "additive" ? ranking::RankingModel::additive : ranking::RankingModel::full;
  request.ranker.seed = arguments.options.seed;
  request.ranker.threads = arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  return engine.evaluate_forecast(request, context.progress);
}

// Each row as an object of the columns.
Json rows_of(const evaluate::Scores::Listing& listing) {
  Json rows = Json::array();
  for (const std::vector<std::string>& cells : listing.rows) {
    Json row = Json::object();
    for (std::size_t column = 0; column < listing.columns.size(); ++column) row[listing.columns[column]] = cells[column];
    rows.push_back(std::move(row));
  }
  return rows;
}

Outcome score(const engine::Engine& engine, const Context& context, const EvaluateArguments& arguments) {
  TRY_ASSIGN(const evaluate::Scores scores, scores_of(engine, context, arguments));
  for (const std::string& line : scores.skipped) context.err << "corollary: left out: " << line << '\n';
  if (!arguments.json) {
    print_table(arguments, scores, context.out);
    return 0;
  }
  Json object = {{"schema", "corollary.evaluate/1"}, {"stage", arguments.stage}, {"suite", suite_of(arguments)}, {"n", scores.n}};
  if (arguments.stage == "forecast") {
    object["protocol"] = arguments.protocol;
    object["model"] = arguments.model;
    object["part"] = arguments.part;
  }
  for (const auto& value : scores.values) object[value.name] = value.value;
  for (const auto& listing : scores.listings) object[listing.name] = rows_of(listing);
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
  verb->add_option("stage", arguments->stage, "The stage: coding, forecast, bargain")->required()->check(CLI::IsMember({"coding", "forecast", "bargain"}));
  verb->add_option("--suite", arguments->suite, 
                   "The kind of set. coding: " + joined(engine::Engine::evaluation_suites("coding"), ", ") +
                       "; bargain: " + joined(engine::Engine::evaluation_suites("bargain"), ", "));
  verb->add_option("--input", arguments->options.input, "The set's file; forecast: the folder of a temporal-graph benchmark")->required();
  verb->add_option("--protocol", arguments->protocol,
                   "forecast: frozen (weights learned on train, the state follows day by day), online (weights too), multi-step (nothing after train), "
                   "day-list (as frozen, and each question knows what else is asked on its day: for comparison only)")
      ->check(CLI::IsMember({"frozen", "online", "multi-step", "day-list"}))
      ->capture_default_str();
  verb->add_option("--model", arguments->model, "forecast: additive (every score an exact sum), full (its first candidates ordered anew by trees)")
      ->check(CLI::IsMember({"additive", "full"}))
      ->capture_default_str();
  verb->add_option("--part", arguments->part, "forecast: which rows are the questions")->check(CLI::IsMember({"valid", "test"}))->capture_default_str();
  verb->add_option("--threads", arguments->threads, "forecast: threads to use; 0 for all that there are. The result is the same");
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
