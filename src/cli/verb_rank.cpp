#include <algorithm>
#include <ostream>
#include <thread>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"
#include "engine/ranking_run.h"

namespace corollary::cli {
namespace {

using engine::Engine;
using ranking::LearnedRanking;

struct RankArguments {
  std::string model, input, record, as_of, until, epoch, kind = "full";
  engine::RankQuestion question;
  std::size_t threads = 0;
  std::uint64_t seed = 1;
  bool with_valid = false, learns = false, json = false;
};

/// Exactly one of a set and a record is to be given.
Result<void> expect_one_input(const RankArguments& arguments) {
  if (arguments.input.empty() == arguments.record.empty()) {
    return fail(ErrorKind::usage, "expected either --input or --record");
  }
  return {};
}

// learn and update ---------------------------------------------------------------------------------------------------

Json to_json(const LearnedRanking& ranking) {
  return {{"schema", "corollary.rank-model/1"},
          {"entities", ranking.vocabulary.entities.size()},
          {"relations", ranking.vocabulary.relations.size()},
          {"learned_from", engine::day_text(ranking, ranking.first_day)},
          {"learned_to", engine::day_text(ranking, ranking.last_day)},
          {"known_to", engine::day_text(ranking, ranking.ranker.state().last_day())},
          {"trees", ranking.ranker.trees().trees()}};
}

std::string window(const LearnedRanking& ranking) {
  return format("learned from {} to {}, known to {}", engine::day_text(ranking, ranking.first_day), engine::day_text(ranking, ranking.last_day),
                engine::day_text(ranking, ranking.ranker.state().last_day()));
}

Outcome learn(const Engine& engine, const Context& context, const RankArguments& arguments) {
  TRY(expect_one_input(arguments));
  engine::RankLearnRequest request;
  request.input = arguments.input;
  request.record = arguments.record;
  request.with_valid = arguments.with_valid;
  request.until = arguments.until;
  TRY_ASSIGN(request.epoch, optional_day("--epoch", arguments.epoch));
  TRY_ASSIGN(request.as_of, optional_day("--as-of", arguments.as_of));
  request.ranker.model = arguments.kind == "additive" ? ranking::RankingModel::additive : ranking::RankingModel::full;
  request.ranker.seed = arguments.seed;
  request.ranker.threads = arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  TRY_ASSIGN(const engine::RankLearnOutcome outcome, engine::learn_ranking(request, engine.cameo(), context.progress));
  TRY(engine::write_ranking(outcome.ranking, arguments.model));
  for (const std::string& line : outcome.skipped) context.err << "corollary: left out: " << line << '\n';
  if (arguments.json) {
    Json object = to_json(outcome.ranking);
    object["facts"] = outcome.facts;
    context.out << object.dump(2) << '\n';
  } else {
    const ranking::Vocabulary& names = outcome.ranking.vocabulary;
    context.out << format("{}: {} facts of {} actors in {} relations; {}\n", arguments.model, outcome.facts, names.entities.size(), names.relations.size(), window(outcome.ranking));
  }
  return 0;
}

Outcome update(const Engine& engine, const Context& context, const RankArguments& arguments) {
  TRY(expect_one_input(arguments));
  engine::RankUpdateRequest request = {arguments.input, arguments.record, std::nullopt, arguments.learns};
  TRY_ASSIGN(request.as_of, optional_day("--as-of", arguments.as_of));
  TRY_ASSIGN(LearnedRanking ranking, engine::read_ranking(arguments.model));
  TRY_ASSIGN(const engine::RankUpdateOutcome outcome, engine::update_ranking(ranking, request, engine.cameo(), context.progress));
  TRY(engine::write_ranking(ranking, arguments.model));
  if (outcome.unknown > 0) {
    context.err << format("corollary: left out: {} facts with names that the model does not know\n", outcome.unknown);
  }
  if (arguments.json) {
    Json object = to_json(ranking);
    object["facts"] = outcome.facts;
    object["days"] = outcome.days;
    object["unknown"] = outcome.unknown;
    context.out << object.dump(2) << '\n';
  } else {
    context.out << format("{}: {} facts of {} more; {}\n", arguments.model, outcome.facts, outcome.days == 1 ? "a day" : format("{} days", outcome.days), window(ranking));
  }
  return 0;
}

// ask ----------------------------------------------------------------------------------------------------------------

std::string question_in_words(const LearnedRanking& ranking, const engine::RankAnswer& answer) {
  const std::string relation = ranking.vocabulary.relations[answer.relation % ranking.vocabulary.relations.size()];
  const auto or_asked = [](const std::string& name) { return name.empty() ? "?" : name; };
  return format("{}: {} → {}, {}", relation, or_asked(answer.actor), or_asked(answer.recipient), engine::day_text(ranking, answer.day));
}

void print_explanation(const LearnedRanking& ranking, const engine::RankAnswer& answer, const ranking::Explanation& why, std::ostream& out) {
  const auto line = [&](double weight, const std::string& words) { out << format("       {:+8.4f}  {}\n", weight, words); };
  out << format("       sum {:.4f}\n", why.additive);
  for (const ranking::FeatureTerm& term : why.features) line(term.weight, ranking::in_words(term));
  for (const ranking::RuleTerm& term : why.rules) line(term.weight, ranking::in_words(term, answer.relation, ranking.vocabulary));
  if (why.trees.empty()) {
    return;
  }
  out << format("       trees {:+.4f}\n", why.trees_sum);
  line(why.trees_mean, "on average");
  for (const ranking::FeatureTerm& term : why.trees) line(term.weight, ranking::in_words(term));
}

void print_answer(const LearnedRanking& ranking, const RankArguments& arguments, const engine::RankAnswer& answer, std::ostream& out) {
  out << question_in_words(ranking, answer) << '\n' << "(" << window(ranking) << ")\n";
  for (const std::string& note : answer.notes) out << note << '\n';
  for (const auto& entity : answer.forecast.entities) {
    const std::string moved = entity.place == entity.place_additive ? "" : format("  ({} by the sum)", entity.place_additive);
    out << format("{:5}  {:5.1f} %  {}{}\n", entity.place, 100 * entity.share, ranking.vocabulary.entities[entity.entity], moved);
    if (arguments.question.explained) print_explanation(ranking, answer, entity.explanation, out);
  }
  const ranking::Ranker& ranker = ranking.ranker;
  if (ranker.trees().trees() > 0) {
    out << format("Shares are those of the sums; trees only put the first {} in order anew.\n", std::min(ranker.options().candidates, ranking.vocabulary.entities.size()));
  }
}

Json to_json(const std::vector<ranking::FeatureTerm>& terms) {
  Json list = Json::array();
  for (const ranking::FeatureTerm& term : terms) list.push_back({{"name", ranking::in_words(term)}, {"weight", term.weight}});
  return list;
}

Json to_json(const LearnedRanking& ranking, const engine::RankAnswer& answer, const ranking::Explanation& why) {
  Json rules = Json::array();
  for (const ranking::RuleTerm& term : why.rules) {
    rules.push_back({{"earlier", ranking::relation_name(term.earlier, ranking.vocabulary)},
                     {"then", ranking::relation_name(answer.relation, ranking.vocabulary)},
                     {"by", term.source == ranking::by_country ? "country" : "actor"},
                     {"days_ago", term.days_ago},
                     {"weight", term.weight}});
  }
  Json json = {{"sum", why.additive}, {"features", to_json(why.features)}, {"rules", rules}};
  if (why.by_trees) {
    json["trees"] = {{"sum", why.trees_sum}, {"mean", why.trees_mean}, {"features", to_json(why.trees)}};
  }
  return json;
}

Json to_json(const LearnedRanking& ranking, const RankArguments& arguments, const engine::RankAnswer& answer) {
  Json entities = Json::array();
  for (const auto& entity : answer.forecast.entities) {
    entities.push_back({{"place", entity.place}, {"place_by_sum", entity.place_additive}, {"share", entity.share}, {"name", ranking.vocabulary.entities[entity.entity]}});
    if (arguments.question.explained) entities.back()["why"] = to_json(ranking, answer, entity.explanation);
  }
  Json json = to_json(ranking);
  json["schema"] = "corollary.rank/1";
  json["actor"] = answer.actor;
  json["relation"] = ranking.vocabulary.relations[answer.relation % ranking.vocabulary.relations.size()];
  json["recipient"] = answer.recipient;
  json["day"] = engine::day_text(ranking, answer.day);
  json["notes"] = answer.notes;
  json["answers"] = entities;
  return json;
}

Outcome ask(const Engine& engine, const Context& context, const RankArguments& arguments) {
  TRY_ASSIGN(const LearnedRanking ranking, engine::read_ranking(arguments.model));
  TRY_ASSIGN(const engine::RankAnswer answer, engine::ask_ranking(ranking, arguments.question, engine.cameo()));
  if (arguments.json) {
    context.out << to_json(ranking, arguments, answer).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    print_answer(ranking, arguments, answer, context.out);
  }
  return 0;
}

// options ------------------------------------------------------------------------------------------------------------

using Verb = Outcome (*)(const Engine&, const Context&, const RankArguments&);

CLI::App& add_part(CLI::App& verb, Action& chosen, const std::shared_ptr<RankArguments>& arguments, const char* name, const char* what, Verb run) {
  CLI::App& part = *verb.add_subcommand(name, what);
  part.add_option("--model", arguments->model, "The model's file")->required();
  part.add_flag("--json", arguments->json, "JSON (corollary.rank/1, corollary.rank-model/1)");
  part.callback([&chosen, arguments, run] {
    chosen = [arguments, run](const Engine& engine, const Context& context) { return run(engine, context, *arguments); };
  });
  return part;
}

}  // namespace

void add_rank(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("rank", "Who comes next: whom somebody will do something to, or by whom it will be done");
  verb->require_subcommand(1);
  const auto arguments = std::make_shared<RankArguments>();

  CLI::App& learning = add_part(*verb, chosen, arguments, "learn", "Learns a model and writes its file", learn);
  auto* const set = learning.add_option("--input", arguments->input, "A folder with entity2id.txt, relation2id.txt and train.txt");
  learning.add_flag("--valid", arguments->with_valid, "Also from valid.txt")->needs(set);
  learning.add_option("--until", arguments->until, "Only up to this day: a date with --epoch, else a number")->needs(set);
  learning.add_option("--epoch", arguments->epoch, "The date of the set's day 0, YYYY-MM-DD; without it days are numbers")->needs(set);
  auto* const record = learning.add_option("--record", arguments->record, "From the events of a record instead");
  learning.add_option("--as-of", arguments->as_of, "Of the record: the last day to learn from")->needs(record);
  learning.add_option("--kind", arguments->kind, "additive (every score an exact sum), full (its first candidates ordered anew by trees)")
      ->check(CLI::IsMember({"additive", "full"}))
      ->capture_default_str();
  learning.add_option("--threads", arguments->threads, "Threads to use; 0 for all that there are. The result is the same");
  learning.add_option("--seed", arguments->seed, "For what is drawn at random")->capture_default_str();

  CLI::App& asking = add_part(*verb, chosen, arguments, "ask", "Ranks who it will be", ask);
  engine::RankQuestion& question = arguments->question;
  asking.add_option("--actor", question.actor, "Who acts; without --recipient: on whom?");
  asking.add_option("--recipient", question.recipient, "Who is acted on; without --actor: by whom? With it: where does this one stand?");
  asking.add_option("--relation", question.relation, "What is done: its name in the model (\"Make a visit\") or its CAMEO code (042)")->required();
  asking.add_option("--day", question.day, "When; default: the day after the last known one");
  asking.add_option("--most", question.most, "How many at most")->capture_default_str()->check(CLI::Range(1, 1'000'000));
  asking.add_flag("--explain", question.explained, "What each score is the sum of");

  CLI::App& updating = add_part(*verb, chosen, arguments, "update", "Tells a model what happened on later days", update);
  updating.add_option("--input", arguments->input, "Rows of later days, in the numbers of the set that it was learned from");
  auto* const later = updating.add_option("--record", arguments->record, "Or the events of a record: those of later days");
  updating.add_option("--as-of", arguments->as_of, "Of the record: the last day")->needs(later);
  updating.add_flag("--learn", arguments->learns, "The additive weights take a step on each day too; the trees stay");
}

}  // namespace corollary::cli
