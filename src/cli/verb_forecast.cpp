#include <algorithm>
#include <cmath>
#include <ostream>

#include "base/file.h"
#include "base/table.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

using engine::Engine;

struct ForecastArguments {
  std::string record = "corollary.record", as_of, type, event, resolve_to, learn_to, until, cases, model, save;
  std::vector<std::string> parties, third_parties;
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
  json["expected_acts"] = forecast.expected_acts;
  json["log_odds_before_calibration"] = forecast.log_odds;
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

// How the forecasts that were resolved did, beside what the base rates and a model without the event would have had.
struct Resolved {
  std::size_t forecasts = 0, happened = 0, with_event = 0;
  double brier = 0, base_rate = 0, without_event = 0;  // Sums of squares.

  void add(const brief::ScoredConsequence& scored) {
    if (!scored.resolution || scored.resolution->outcome == forecast::Outcome::unknown) {
      return;
    }
    const forecast::Forecast& forecast = *scored.consequence.forecast;
    const double outcome = scored.resolution->outcome == forecast::Outcome::happened ? 1 : 0;
    const auto miss = [&](Probability p) { return (p.value() - outcome) * (p.value() - outcome); };
    ++forecasts;
    happened += outcome > 0 ? 1 : 0;
    brier += miss(forecast.probability);
    base_rate += miss(forecast.base_rate);
    with_event += forecast.without_event ? 1 : 0;
    without_event += forecast.without_event ? miss(*forecast.without_event) : 0;
  }
  void add(const Resolved& other) {
    forecasts += other.forecasts;
    happened += other.happened;
    with_event += other.with_event;
    brier += other.brier;
    base_rate += other.base_rate;
    without_event += other.without_event;
  }
  [[nodiscard]] double mean(double sum) const { return forecasts > 0 ? sum / static_cast<double>(forecasts) : 0; }
  [[nodiscard]] Json json() const {
    Json json = {{"forecasts", forecasts}, {"happened", happened}, {"brier", mean(brier)}, {"brier_base_rate", mean(base_rate)}};
    if (with_event > 0) {
      json["brier_without_event"] = mean(without_event);
    }
    return json;
  }
  [[nodiscard]] std::string line() const {
    return format("{} of {} came about; Brier score {:.4f}, of the base rates {:.4f}{}", happened, forecasts, mean(brier), mean(base_rate),
                  with_event > 0 ? format(", without the event {:.4f}", mean(without_event)) : "");
  }
};

Resolved resolved(const Engine::ForecastOutcome& outcome) {
  Resolved sum;
  for (const brief::ScoredConsequence& scored : outcome.forecasts) sum.add(scored);
  return sum;
}

Json to_json(const Engine::ForecastOutcome& outcome, std::size_t most) {
  Json forecasts = Json::array();
  for (std::size_t i = 0; i < std::min(most, outcome.forecasts.size()); ++i) forecasts.push_back(to_json(outcome.forecasts[i]));
  Json json = {{"schema", "corollary.forecast/1"},
               {"as_of", outcome.as_of.iso()},
               {"horizon_days", outcome.options.rule.horizon.count},
               {"learned_questions", outcome.learned.questions},
               {"first_origin", outcome.learned.first_origin.iso()},
               {"last_origin", outcome.learned.last_origin.iso()},
               {"calibration", {{"a", outcome.calibration.a}, {"b", outcome.calibration.b}, {"c", outcome.calibration.c}}}};
  if (const Resolved sum = resolved(outcome); sum.forecasts > 0) {
    json["resolved"] = sum.json();
  }
  json["forecasts"] = std::move(forecasts);
  return json;
}

// The largest terms by themselves, the others in one sum.
void print_terms(std::vector<forecast::Contribution> terms, std::ostream& out) {
  constexpr std::size_t most = 12;
  std::ranges::stable_sort(terms, std::ranges::greater(), [](const forecast::Contribution& term) { return std::abs(term.log_odds); });
  const std::size_t shown = terms.size() <= most + 1 ? terms.size() : most;
  double rest = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i < shown) {
      out << format("             {:+7.3f}  {}\n", terms[i].log_odds, terms[i].name);
    } else {
      rest += terms[i].log_odds;
    }
  }
  if (shown < terms.size()) {
    out << format("             {:+7.3f}  {} smaller terms together\n", rest, terms.size() - shown);
  }
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
  out << format("             {:+7.3f}  log-odds before calibration, the sum of\n", forecast.log_odds);
  print_terms(forecast.contributions, out);
  for (const forecast::Precedent& precedent : scored.consequence.precedents) {
    out << format("             precedent {} (row {}): {}\n", precedent.day.iso(), precedent.row,
                  precedent.followed ? format("followed on {} (row {})", precedent.followed_on->iso(), precedent.followed_row) : "not followed");
  }
}

Result<forecast::FocusEvent> focus_of(const Engine& engine, const EventOption& event) {
  std::vector<std::string> codes;
  for (const std::string& text : event.parties) {
    const Party* const party = engine.catalogue().find_party(text);
    if (party == nullptr) {
      return fail(ErrorKind::not_found, "--event: '{}' is no party of the catalogue; give a code such as POL or NATO, or a name such as Poland", text);
    }
    codes.push_back(party->code);
  }
  return forecast::FocusEvent{codes[0], codes[1], event.type, event.day, ""};
}

Engine::ForecastRequest request_of_parties(const ForecastArguments& arguments) {
  Engine::ForecastRequest request;
  request.record = arguments.record;
  request.parties = arguments.parties;
  request.third_parties = arguments.third_parties;
  request.horizon = {arguments.horizon};
  request.seed = arguments.seed;
  return request;
}

// What is asked about an event: its own parties, those that are named with it, and the third parties.
Result<Engine::ForecastRequest> request_about(const Engine& engine, const EventOption& event, const ForecastArguments& arguments) {
  Engine::ForecastRequest request = request_of_parties(arguments);
  TRY_ASSIGN(request.event, focus_of(engine, event));
  request.parties.insert(request.parties.begin(), {request.event->first, request.event->second});
  request.most = arguments.most;
  return request;
}

Result<Engine::ForecastRequest> request_of(const Engine& engine, const ForecastArguments& arguments) {
  TRY_ASSIGN(const std::optional<EventOption> event, optional_event(arguments.event));
  Engine::ForecastRequest request = request_of_parties(arguments);
  if (event) {
    TRY_ASSIGN(request, request_about(engine, *event, arguments));
  }
  TRY_ASSIGN(request.as_of, optional_day("--as-of", arguments.as_of));
  TRY_ASSIGN(request.resolve_to, optional_day("--resolve-to", arguments.resolve_to));
  TRY_ASSIGN(request.type, optional_type(arguments.type));
  request.model = optional_path(arguments.model);
  request.save = optional_path(arguments.save);
  return request;
}

Outcome answer(const Engine& engine, const Context& context, const ForecastArguments& arguments) {
  TRY_ASSIGN(const Engine::ForecastRequest request, request_of(engine, arguments));
  TRY_ASSIGN(const Engine::ForecastOutcome outcome, engine.forecast(request, context.progress));
  if (request.resolve_to && *request.resolve_to <= outcome.as_of) {
    return fail(ErrorKind::usage, "--resolve-to {} does not lie behind the day that is forecast from, {}", request.resolve_to->iso(), outcome.as_of.iso());
  }
  // With an event `most` was heeded there, and each third party has its own on top.
  const std::size_t most = arguments.most == 0 || request.event ? outcome.forecasts.size() : arguments.most;
  if (arguments.json) {
    context.out << to_json(outcome, most).dump(2) << '\n';
    return 0;
  }
  context.out << format("From {}, within {} days; learned from {} past questions.\n", outcome.as_of.iso(), outcome.options.rule.horizon.count,
                        outcome.learned.questions);
  for (std::size_t i = 0; i < std::min(most, outcome.forecasts.size()); ++i) print_forecast(outcome.forecasts[i], arguments.explain, context.out);
  if (const Resolved sum = resolved(outcome); sum.forecasts > 0) {
    context.out << sum.line() << '\n';
  }
  return 0;
}

// A table of events and third parties: each is asked about as it would have been on the day before, and scored by what came within the horizon.
Outcome score_cases(const Engine& engine, const Context& context, const ForecastArguments& arguments) {
  TRY_ASSIGN(const std::string text, read_file(arguments.cases));
  TRY_ASSIGN(const Table table, read_tsv(arguments.cases, text));
  TRY_ASSIGN(const std::size_t event_column, table.column("event"));
  TRY_ASSIGN(const std::size_t third_column, table.column("third_parties"));
  Resolved pool;
  Json cases = Json::array();
  for (const Table::Row& row : table.rows) {
    const auto event = optional_event(row.cells[event_column]);
    if (!event || !*event) {
      return fail(ErrorKind::input, "{}:{}: expected two parties, a type and a day: 'USA,RUS CONSULT 2018-07-16'", arguments.cases, row.line);
    }
    TRY_ASSIGN(Engine::ForecastRequest request, request_about(engine, **event, arguments));
    request.third_parties = split(row.cells[third_column], ' ');
    request.as_of = (*event)->day - Days{1};
    request.resolve_to = (*event)->day + request.horizon;
    TRY_ASSIGN(const Engine::ForecastOutcome outcome, engine.forecast(request, context.progress));
    const Resolved sum = resolved(outcome);
    pool.add(sum);
    if (arguments.json) {
      Json one = {{"event", row.cells[event_column]}};
      one.update(sum.json());
      cases.push_back(std::move(one));
    } else {
      context.out << format("{:<32} {}\n", row.cells[event_column], sum.line());
    }
  }
  if (arguments.json) {
    context.out << Json{{"schema", "corollary.cases/1"}, {"pooled", pool.json()}, {"cases", cases}}.dump(2) << '\n';
  } else {
    context.out << format("{:<32} {}\n", "all", pool.line());
  }
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

// A skill over next to no miss at all is no number to look at.
std::string in_percent(double skill) { return skill < -9.995 ? "  under -999 %" : format("{:+8.1f} %    ", skill * 100); }

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

std::string again(std::size_t times) { return times == 0 ? "" : times == 1 ? " and once more" : format(" and {} times more", times); }

void print_table(const forecast::Backtest& test, std::ostream& out) {
  const forecast::Scores& scores = test.scores;
  const forecast::QuestionRule& rule = test.options.model.rule;
  const double level = test.options.bootstrap.level;
  out << format("Learned to {}{}; asked on {} days from {} to {}, {} days ahead,\nof the dyads with {} or more acts in the {} days before.\n",
                test.options.learn_to.iso(), again(test.learnings - 1), test.origins.size(),
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
  out << "\n                                     questions  happened  over climatology  over recency  calibration error\n";
  for (const forecast::GroupScores& group : test.groups) {
    out << format("{:<36} {:9}  {:6.1f} % {} {}  {:.4f}\n", group.kind + ": " + group.name, group.scores.questions,
                  100 * static_cast<double>(group.scores.happened) / static_cast<double>(group.scores.questions), in_percent(group.scores.skill()),
                  in_percent(group.scores.skill_over_recency()), group.scores.calibration_error);
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
  verb->add_option("--third-party", arguments->third_parties, "Somebody whom the event may concern, by code or name (may be repeated)")->allow_extra_args(false);
  verb->add_option("--type", arguments->type, "Only this PLOVER event type; default: all sixteen");
  verb->add_option("--as-of", arguments->as_of, "Last day the record may be read to; default: its last covered day");
  verb->add_option("--horizon", arguments->horizon, "Days ahead")->capture_default_str()->check(CLI::Range(1, 3650));
  verb->add_option("--event", arguments->event, "An event that is given: 'USA,RUS CONSULT 2018-07-16'; shows what it adds");
  verb->add_option("--resolve-to", arguments->resolve_to, "Also say what then happened, by the record up to this day");
  verb->add_option("--most", arguments->most, "How many forecasts at most, and three for each third party on top; 0 for all")->capture_default_str();
  verb->add_flag("--explain", arguments->explain, "Show what each forecast is the sum of, and the precedents");
  auto* const model = verb->add_option("--model", arguments->model, "Take the weights from this file, kept with --save, in place of learning them");
  verb->add_option("--save", arguments->save, "Keep the weights that were learned in this file")->excludes(model);
  verb->add_option("--cases", arguments->cases, "A table of events with third parties, asked about from the day before each and scored")->excludes(model);
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
      return arguments->backtest         ? score_past(engine, context, *arguments)
             : !arguments->cases.empty() ? score_cases(engine, context, *arguments)
                                         : answer(engine, context, *arguments);
    };
  });
}

}  // namespace corollary::cli
