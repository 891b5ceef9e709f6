#include <algorithm>
#include <ostream>

#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

using engine::Engine;

struct ForecastArguments {
  std::string record = "corollary.record", as_of, type, event, resolve_to, learn_to, until;
  std::vector<std::string> parties;
  int horizon = 30, relearn = 28;
  std::size_t most = 20;
  std::uint64_t seed = 1;
  bool backtest = false, explain = false, json = false;
};

std::string_view name(forecast::Outcome outcome) {
  switch (outcome) {
    case forecast::Outcome::happened: return "happened";
    case forecast::Outcome::did_not_happen: return "did not happen";
    case forecast::Outcome::unknown: return "unknown";
  }
  return "";
}

Json to_json(const brief::ScoredConsequence& scored) {
  const forecast::Forecast& forecast = *scored.consequence.forecast;
  Json json = {{"actor", forecast.target.actor},
               {"type", code(forecast.target.type)},
               {"recipient", forecast.target.recipient},
               {"from", forecast.window.first.iso()},
               {"to", forecast.window.last.iso()},
               {"probability", forecast.probability.value()},
               {"word", term(brief::Yardstick::icd203, forecast.probability).words},
               {"base_rate", forecast.base_rate.value()}};
  if (forecast.without_event) {
    json["without_event"] = forecast.without_event->value();
  }
  json["contributions"] = Json::array();
  for (const forecast::Contribution& term : forecast.contributions) json["contributions"].push_back({{"name", term.name}, {"log_odds", term.log_odds}});
  json["precedents"] = Json::array();
  for (const forecast::Precedent& precedent : scored.consequence.precedents) {
    json["precedents"].push_back({{"date", precedent.day.iso()},
                                  {"row", precedent.row},
                                  {"followed", precedent.followed},
                                  {"followed_on", precedent.followed_on ? precedent.followed_on->iso() : ""},
                                  {"followed_row", precedent.followed_row}});
  }
  if (scored.resolution) {
    json["outcome"] = name(scored.resolution->outcome);
    json["outcome_row"] = scored.resolution->row;
  }
  return json;
}

Json to_json(const Engine::ForecastOutcome& outcome, std::size_t most) {
  Json forecasts = Json::array();
  for (std::size_t i = 0; i < std::min(most, outcome.forecasts.size()); ++i) forecasts.push_back(to_json(outcome.forecasts[i]));
  return {{"schema", "corollary.forecast/1"},
          {"as_of", outcome.as_of.iso()},
          {"horizon_days", outcome.options.rule.horizon.count},
          {"learned_questions", outcome.learned.questions},
          {"first_origin", outcome.learned.first_origin.iso()},
          {"last_origin", outcome.learned.last_origin.iso()},
          {"forecasts", forecasts}};
}

void print_forecast(const brief::ScoredConsequence& scored, bool explain, std::ostream& out) {
  constexpr auto yardstick = brief::Yardstick::icd203;
  const forecast::Forecast& forecast = *scored.consequence.forecast;
  out << format("{:>9}  {:<19} base rate {:>9}", percent(yardstick, forecast.probability), term(yardstick, forecast.probability).words,
                percent(yardstick, forecast.base_rate));
  if (forecast.without_event) {
    out << format("  without the event {:>9}", percent(yardstick, *forecast.without_event));
  }
  out << format("  {} {} {}", forecast.target.actor, code(forecast.target.type), forecast.target.recipient);
  if (scored.resolution) {
    out << format("  [{}{}]", name(scored.resolution->outcome), scored.resolution->first_day ? " " + scored.resolution->first_day->iso() : "");
  }
  out << '\n';
  if (!explain) {
    return;
  }
  for (const forecast::Contribution& term : forecast.contributions) out << format("             {:+7.3f}  {}\n", term.log_odds, term.name);
  for (const forecast::Precedent& precedent : scored.consequence.precedents) {
    out << format("             precedent {} (row {}): {}\n", precedent.day.iso(), precedent.row,
                  precedent.followed ? format("followed on {} (row {})", precedent.followed_on->iso(), precedent.followed_row) : "not followed");
  }
}

Outcome answer(const Engine& engine, const Context& context, const ForecastArguments& arguments) {
  Engine::ForecastRequest request;
  request.record = arguments.record;
  TRY_ASSIGN(request.as_of, optional_day("--as-of", arguments.as_of));
  TRY_ASSIGN(request.resolve_to, optional_day("--resolve-to", arguments.resolve_to));
  TRY_ASSIGN(request.type, optional_type(arguments.type));
  TRY_ASSIGN(const std::optional<EventOption> event, optional_event(arguments.event));
  if (event) {
    std::vector<std::string> codes;
    for (const std::string& text : event->parties) {
      const Party* const party = engine.catalogue().find_party(text);
      if (party == nullptr) {
        return fail(ErrorKind::not_found, "--event: '{}' is no party of the catalogue; give a code such as POL or NATO, or a name such as Poland", text);
      }
      codes.push_back(party->code);
    }
    request.event = forecast::FocusEvent{codes[0], codes[1], event->type, event->day, ""};
  }
  request.parties = arguments.parties;
  if (request.parties.empty() && event) {
    request.parties = event->parties;
  }
  request.horizon = {arguments.horizon};
  request.seed = arguments.seed;
  TRY_ASSIGN(const Engine::ForecastOutcome outcome, engine.forecast(request, context.progress));
  if (request.resolve_to && *request.resolve_to <= outcome.as_of) {
    return fail(ErrorKind::usage, "--resolve-to {} does not lie behind the day that is forecast from, {}", request.resolve_to->iso(), outcome.as_of.iso());
  }
  const std::size_t most = arguments.most == 0 ? outcome.forecasts.size() : arguments.most;
  if (arguments.json) {
    context.out << to_json(outcome, most).dump(2) << '\n';
    return 0;
  }
  context.out << format("From {}, within {} days; learned from {} past questions.\n", outcome.as_of.iso(), outcome.options.rule.horizon.count,
                        outcome.learned.questions);
  for (std::size_t i = 0; i < std::min(most, outcome.forecasts.size()); ++i) print_forecast(outcome.forecasts[i], arguments.explain, context.out);
  return 0;
}

Json to_json(const forecast::Interval& interval) { return Json::array({interval.low, interval.high}); }

Json to_json(const forecast::Scores& scores) {
  Json bins = Json::array();
  for (const forecast::CalibrationBin& bin : scores.bins) {
    Json one = {{"questions", bin.questions}, {"mean_forecast", bin.mean_forecast}, {"observed_share", bin.observed_share}};
    if (bin.observed_interval) {
      one["observed_interval"] = to_json(*bin.observed_interval);
    }
    bins.push_back(std::move(one));
  }
  Json json = {{"questions", scores.questions},
               {"happened", scores.happened},
               {"brier", scores.brier},
               {"brier_climatology", scores.brier_climatology},
               {"brier_recency", scores.brier_recency},
               {"brier_skill", scores.skill()},
               {"brier_skill_over_recency", scores.skill_over_recency()},
               {"log_score", scores.log_score},
               {"log_score_climatology", scores.log_score_climatology},
               {"log_score_recency", scores.log_score_recency},
               {"crps", scores.crps},
               {"crps_climatology", scores.crps_climatology},
               {"calibration_error", scores.calibration_error},
               {"reliability", scores.reliability},
               {"resolution", scores.resolution},
               {"uncertainty", scores.uncertainty},
               {"roc_area", scores.roc_area},
               {"average_precision", scores.average_precision}};
  if (scores.skill_interval) {
    json["brier_skill_interval"] = to_json(*scores.skill_interval);
    json["brier_skill_over_recency_interval"] = to_json(*scores.skill_over_recency_interval);
  }
  json["bins"] = std::move(bins);
  return json;
}

Json to_json(const forecast::Backtest& test) {
  const forecast::QuestionRule& rule = test.options.model.rule;
  Json json = {{"schema", "corollary.backtest/1"},
               {"horizon_days", rule.horizon.count},
               {"rule", {{"least_acts", rule.least_acts}, {"within_days", rule.within.count}, {"origin_step_days", rule.origin_step.count}}},
               {"learned_to", test.options.learn_to.iso()},
               {"learnings", test.learnings},
               {"learned_questions", test.learned.questions},
               {"origins", test.origins.size()},
               {"first_origin", test.origins.front().iso()},
               {"last_origin", test.origins.back().iso()},
               {"interval_level", test.options.bootstrap.level}};
  json.update(to_json(test.scores));
  json["groups"] = Json::array();
  for (const forecast::GroupScores& group : test.groups) {
    Json one = {{"kind", group.kind}, {"name", group.name}};
    one.update(to_json(group.scores));
    json["groups"].push_back(std::move(one));
  }
  return json;
}

std::string in_brackets(const std::optional<forecast::Interval>& interval, double level) {
  return interval ? format(", {:.0f} % interval {:+.1f} to {:+.1f}", level * 100, interval->low * 100, interval->high * 100) : "";
}

void print_scores(const forecast::Scores& scores, double level, std::ostream& out) {
  out << format("                     model  climatology  recency\nBrier score        {:7.4f}      {:7.4f}  {:7.4f}\n", scores.brier, scores.brier_climatology,
                scores.brier_recency);
  out << format("log score          {:7.4f}      {:7.4f}  {:7.4f}\n", scores.log_score, scores.log_score_climatology, scores.log_score_recency);
  out << format("CRPS of counts     {:7.4f}      {:7.4f}\n\n", scores.crps, scores.crps_climatology);
  out << format("Brier skill over climatology {:+.1f} %{}\n", scores.skill() * 100, in_brackets(scores.skill_interval, level));
  out << format("Brier skill over recency     {:+.1f} %{}\n", scores.skill_over_recency() * 100, in_brackets(scores.skill_over_recency_interval, level));
  out << format("calibration error  {:7.4f}\n", scores.calibration_error);
  out << format("Brier = reliability {:.5f} - resolution {:.5f} + uncertainty {:.5f}, within bins apart\n", scores.reliability, scores.resolution, scores.uncertainty);
  out << format("area under ROC {:.4f}, average precision {:.4f}\n", scores.roc_area, scores.average_precision);
}

void print_table(const forecast::Backtest& test, std::ostream& out) {
  const forecast::Scores& scores = test.scores;
  const forecast::QuestionRule& rule = test.options.model.rule;
  const double level = test.options.bootstrap.level;
  out << format("Learned to {}{}; asked on {} days from {} to {}, {} days ahead,\nof the dyads with {} or more acts in the {} days before.\n",
                test.options.learn_to.iso(), test.learnings > 1 ? format(" and {} times more", test.learnings - 1) : "", test.origins.size(),
                test.origins.front().iso(), test.origins.back().iso(), rule.horizon.count, rule.least_acts, rule.within.count);
  out << format("{} questions, {} happened ({:.1f} %)\n\n", scores.questions, scores.happened,
                100 * static_cast<double>(scores.happened) / static_cast<double>(scores.questions));
  print_scores(scores, level, out);
  out << "\nforecast     questions   mean   observed\n";
  for (std::size_t i = 0; i < scores.bins.size(); ++i) {
    const forecast::CalibrationBin& bin = scores.bins[i];
    out << format("{:3}–{:<3} %    {:9}  {:5.1f} %  {:5.1f} %", i * 10, (i + 1) * 10, bin.questions, bin.mean_forecast * 100, bin.observed_share * 100);
    out << (bin.observed_interval ? format("  ({:.1f} to {:.1f})\n", bin.observed_interval->low * 100, bin.observed_interval->high * 100) : "\n");
  }
  out << "\n                                     questions  happened  skill over climatology, recency   calibration error\n";
  for (const forecast::GroupScores& group : test.groups) {
    out << format("{:<36} {:9}  {:6.1f} %   {:+6.1f} %             {:+6.1f} %   {:.4f}\n", group.kind + ": " + group.name, group.scores.questions,
                  100 * static_cast<double>(group.scores.happened) / static_cast<double>(group.scores.questions), group.scores.skill() * 100,
                  group.scores.skill_over_recency() * 100, group.scores.calibration_error);
  }
}

Outcome score_past(const Engine& engine, const Context& context, const ForecastArguments& arguments) {
  Engine::BacktestRequest request;
  request.record = arguments.record;
  if (arguments.learn_to.empty()) {
    return fail(ErrorKind::usage, "--backtest needs --learn-to, the last day that the weights may know");
  }
  TRY_ASSIGN(request.learn_to, day_option("--learn-to", arguments.learn_to));
  TRY_ASSIGN(request.until, optional_day("--until", arguments.until));
  request.horizon = {arguments.horizon};
  request.relearn = {arguments.relearn};
  request.seed = arguments.seed;
  TRY_ASSIGN(const forecast::Backtest test, engine.backtest(request, context.progress));
  if (arguments.json) {
    context.out << to_json(test).dump(2) << '\n';
  } else {
    print_table(test, context.out);
  }
  return 0;
}

}  // namespace

void add_forecast(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("forecast", "The probability that somebody does something to somebody within so many days; backtests");
  auto arguments = std::make_shared<ForecastArguments>();
  verb->add_option("--record", arguments->record, "The record")->capture_default_str();
  verb->add_option("--party", arguments->parties, "Two or more parties, by code or name: all ordered pairs of them are asked about")->allow_extra_args(false);
  verb->add_option("--type", arguments->type, "Only this PLOVER event type; default: all sixteen");
  verb->add_option("--as-of", arguments->as_of, "Last day the record may be read to; default: its last covered day");
  verb->add_option("--horizon", arguments->horizon, "Days ahead")->capture_default_str()->check(CLI::Range(1, 3650));
  verb->add_option("--event", arguments->event, "An event that is given: 'USA,RUS CONSULT 2018-07-16'; shows what it adds");
  verb->add_option("--resolve-to", arguments->resolve_to, "Also say what then happened, by the record up to this day");
  verb->add_option("--most", arguments->most, "How many forecasts at most; 0 for all")->capture_default_str();
  verb->add_flag("--explain", arguments->explain, "Show what each forecast is the sum of, and the precedents");
  auto* const backtest = verb->add_flag("--backtest", arguments->backtest, "Score forecasts of the past instead: Brier, log score, calibration");
  verb->add_option("--learn-to", arguments->learn_to, "backtest: last day that the weights may know")->needs(backtest);
  verb->add_option("--until", arguments->until, "backtest: last day used to score; default: the record's last covered day")->needs(backtest);
  verb->add_option("--relearn", arguments->relearn, "backtest: days after which the weights are learned anew from what is over by then; 0 for never")
      ->capture_default_str()
      ->check(CLI::Range(0, 3650))
      ->needs(backtest);
  verb->add_option("--seed", arguments->seed, "For the draw of past questions")->capture_default_str();
  verb->add_flag("--json", arguments->json, "JSON (corollary.forecast/1, corollary.backtest/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const Engine& engine, const Context& context) {
      return arguments->backtest ? score_past(engine, context, *arguments) : answer(engine, context, *arguments);
    };
  });
}

}  // namespace corollary::cli
