#include <algorithm>
#include <map>
#include <ostream>
#include <thread>

#include "base/file.h"
#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

using bargain::IssueOutcome;
using bargain::Negotiation;

struct BargainArguments {
  engine::BargainRequest request;
  std::string model = "ensemble", preset = "scholz-paper", rate = "equal-gain", html, csv;
  std::size_t threads = 0;
  bool no_indices = false, json = false;
};

// JSON ---------------------------------------------------------------------------------------------------------------

Json to_json(const bargain::Quantiles& q) {
  return {{"mean", q.mean}, {"median", q.median}, {"interval50", {q.low50, q.high50}}, {"interval80", {q.low80, q.high80}}};
}

Json to_json(const std::vector<bargain::Standing>& standings) {
  Json all = Json::array();
  for (const bargain::Standing& standing : standings) {
    all.push_back({{"actor", standing.actor}, {"weight", standing.weight}, {"utility", standing.utility}, {"gain", standing.gain}});
  }
  return all;
}

Json to_json(const std::vector<bargain::Shift>& shifts) {
  Json all = Json::array();
  for (const bargain::Shift& shift : shifts) {
    all.push_back({{"actor", shift.actor}, {"number", name(shift.attribute)}, {"from", shift.from}, {"to", shift.to}, {"outcome", shift.outcome}, {"moved", shift.moved}});
  }
  return all;
}

Json to_json(const std::vector<bargain::SobolIndex>& indices) {
  Json all = Json::array();
  for (const bargain::SobolIndex& index : indices) {
    all.push_back({{"number", index.number}, {"first", index.first}, {"first_error", index.first_error}, {"total", index.total}, {"total_error", index.total_error}});
  }
  return all;
}

Json settlements_json(const IssueOutcome& outcome) {
  Json all = Json::array();
  for (const bargain::Settlement& settlement : outcome.settlements) {
    all.push_back({{"method", bargain::name(settlement.method)},
                   {"position", settlement.position},
                   {"deal", settlement.deal},
                   {"blocked_by", settlement.blocked_by},
                   {"standings", to_json(settlement.standings)}});
  }
  return all;
}

Json issue_json(const Negotiation& negotiation, std::size_t k) {
  const bargain::Issue& issue = negotiation.scenario.issues[k];
  const IssueOutcome& outcome = negotiation.issues[k];
  Json json = {{"id", issue.id}, {"question", issue.question}, {"low", issue.low}, {"high", issue.high}};
  json["no_deal"] = issue.no_deal ? Json(*issue.no_deal) : Json();
  json["outcome"] = outcome.outcome;
  json["distribution"] = to_json(outcome.quantiles);
  json["standings"] = to_json(outcome.standings);
  json["settlements"] = settlements_json(outcome);
  for (const bargain::ModelOutcome& model : negotiation.models) {
    json["models"][std::string(bargain::code(model.model))] = model.positions.empty() ? Json() : Json(model.positions[k]);
  }
  json["shifts"] = to_json(outcome.shifts);
  if (outcome.slopes) {
    for (const bargain::Slope& slope : *outcome.slopes) {
      json["gradient_of_weighted_mean"].push_back({{"actor", slope.actor}, {"number", slope.actor.empty() ? "no_deal" : name(slope.attribute)}, {"slope", slope.slope}});
    }
  }
  if (k < negotiation.indices.size()) json["sobol"] = to_json(negotiation.indices[k]);
  for (const bargain::Stretch& stretch : outcome.reachable) json["reachable"].push_back({stretch.low, stretch.high});
  return json;
}

Json to_json(const bargain::Passage& passage) {
  Json prices = Json::array();
  for (const bargain::VetoPrice& price : passage.prices) {
    Json one = {{"actor", price.actor}, {"loss", price.loss}, {"gained", price.gained}, {"cost_to_others", price.cost_to_others}};
    one["bought_by"] = price.bought_by ? Json{{"issue", price.bought_by->issue}, {"from", price.bought_by->from}, {"to", price.bought_by->to}} : Json();
    prices.push_back(std::move(one));
  }
  return {{"wanted", passage.wanted},           {"reached", passage.reached},        {"exact", passage.exact},
          {"allowed", passage.obstacle.allowed}, {"passes", passage.obstacle.passes}, {"against", passage.obstacle.against},
          {"vetoes", passage.obstacle.vetoes},   {"coalition", passage.obstacle.coalition}, {"prices", std::move(prices)}};
}

Json powers_json(const Negotiation& negotiation) {
  Json all = Json::array();
  for (const bargain::PowerOver& over : negotiation.powers) {
    const bargain::Issue& issue = negotiation.scenario.issues[over.issue];
    Json members = Json::array();
    for (std::size_t i = 0; i < over.actors.size(); ++i) {
      members.push_back({{"actor", over.actors[i]}, {"shapley_shubik", over.indices.shapley_shubik[i]}, {"banzhaf", over.indices.banzhaf[i]}});
    }
    all.push_back({{"issue", issue.id}, {"power", to_text(issue.authority[over.power])}, {"members", std::move(members)}});
  }
  return all;
}

Json differences_json(const Negotiation& negotiation) {
  Json all = Json::array();
  for (const bargain::Difference& difference : negotiation.differences) {
    Json issues = Json::array();
    for (std::size_t k = 0; k < difference.issues.size(); ++k) {
      const auto& one = difference.issues[k];
      issues.push_back({{"id", negotiation.scenario.issues[k].id}, {"then", to_json(one.then)}, {"difference", to_json(one.difference)},
                        {"error", one.error}, {"raised", one.raised}, {"lowered", one.lowered}});
    }
    all.push_back({{"name", difference.name}, {"issues", std::move(issues)}});
  }
  return all;
}

Json spatial_json(const bargain::SpatialRun& run, const bargain::StakeTable& table) {
  Json positions = Json::object();
  for (std::size_t i = 0; i < run.actors; ++i) {
    for (std::size_t k = 0; k < run.issues; ++k) {
      Json path = Json::array();
      for (std::size_t state = 0; state < run.states; ++state) path.push_back(run.position(state, i, k));
      positions[table.actors[i]][table.issues[k]] = std::move(path);
    }
  }
  return {{"turns", run.states - 1}, {"settled", run.settled}, {"positions", std::move(positions)}};
}

Json exchanges_json(const bargain::ExchangeRun& run, const bargain::StakeTable& table) {
  Json exchanges = Json::array();
  const auto side = [&](const bargain::ExchangeMove& move) {
    return Json{{"actor", table.actors[move.actor]}, {"moves_on", table.issues[move.gives]}, {"from", move.from}, {"to", move.to}, {"gain", move.gain}};
  };
  for (const bargain::Exchange& one : run.exchanges) {
    exchanges.push_back({{"iteration", one.iteration}, {"first", side(one.first)}, {"second", side(one.second)}, {"gain", one.gain}, {"externalities", one.externalities}});
  }
  return exchanges;
}

Json to_json(const engine::BargainOutcome& outcome) {
  const Negotiation& negotiation = outcome.negotiation;
  const bargain::StakeTable table = bargain::stake_table(negotiation.scenario);
  Json issues = Json::array();
  for (std::size_t k = 0; k < negotiation.issues.size(); ++k) issues.push_back(issue_json(negotiation, k));
  Json json = {{"schema", "corollary.bargain/2"}, {"kind", outcome.kind}, {"model", bargain::code(negotiation.main)}, {"actors", table.actors}, {"issues", std::move(issues)}};
  for (const bargain::ModelOutcome& model : negotiation.models) {
    if (!model.missing.empty()) json["not_played"][std::string(bargain::code(model.model))] = model.missing;
  }
  if (negotiation.has_authority) {
    Json alone = Json::object();
    for (std::size_t k = 0; k < negotiation.alone.size(); ++k) {
      if (negotiation.alone[k]) alone[negotiation.scenario.issues[k].id] = to_json(*negotiation.alone[k]);
    }
    json["institutions"] = {{"alone", std::move(alone)}, {"package", to_json(negotiation.package)}, {"powers", powers_json(negotiation)}};
  }
  if (negotiation.spatial) json["spatial"] = spatial_json(*negotiation.spatial, table);
  if (negotiation.exchange) json["exchanges"] = exchanges_json(*negotiation.exchange, table);
  json["counterfactuals"] = differences_json(negotiation);
  json["warnings"] = outcome.warnings;
  json["oddities"] = negotiation.oddities;
  return json;
}

// CSV ----------------------------------------------------------------------------------------------------------------

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

// One number a row: what it is, of which issue and actor.
std::string to_csv(const Negotiation& negotiation) {
  std::string csv = "kind,issue,actor,name,value\n";
  const auto add = [&](std::string_view kind, std::string_view issue, std::string_view actor, std::string_view what, double value) {
    csv += format("{},{},{},{},{}\n", kind, cell(issue), cell(actor), cell(what), value);
  };
  for (std::size_t k = 0; k < negotiation.issues.size(); ++k) {
    const std::string& id = negotiation.scenario.issues[k].id;
    const IssueOutcome& outcome = negotiation.issues[k];
    for (const bargain::ModelOutcome& model : negotiation.models) {
      if (!model.positions.empty()) add("outcome", id, "", bargain::code(model.model), model.positions[k]);
    }
    const bargain::Quantiles& q = outcome.quantiles;
    for (const auto& [what, value] : {std::pair("mean", q.mean), std::pair("q10", q.low80), std::pair("q25", q.low50), std::pair("q50", q.median),
                                      std::pair("q75", q.high50), std::pair("q90", q.high80)}) {
      add("distribution", id, "", what, value);
    }
    for (const bargain::Standing& standing : outcome.standings) add("gain", id, standing.actor, "against no deal", standing.gain);
    for (const bargain::Shift& shift : outcome.shifts) add("shift", id, shift.actor, format("{} {}", name(shift.attribute), shift.to), shift.moved);
    if (k < negotiation.indices.size()) {
      for (const bargain::SobolIndex& index : negotiation.indices[k]) {
        add("sobol first", id, "", index.number, index.first);
        add("sobol total", id, "", index.number, index.total);
      }
    }
    if (negotiation.has_authority) {
      if (negotiation.alone[k]) add("passes", id, "", "by itself", negotiation.alone[k]->reached.front());
      add("passes", id, "", "as a package", negotiation.package.reached[k]);
    }
    for (const bargain::Difference& difference : negotiation.differences) add("what if", id, "", difference.name, difference.issues[k].difference.mean);
  }
  if (negotiation.spatial) {
    const bargain::StakeTable table = bargain::stake_table(negotiation.scenario);
    const bargain::SpatialRun& run = *negotiation.spatial;
    for (std::size_t state = 0; state < run.states; ++state) {
      for (std::size_t i = 0; i < run.actors; ++i) {
        for (std::size_t k = 0; k < run.issues; ++k) add("spatial", table.issues[k], table.actors[i], format("turn {}", state), run.position(state, i, k));
      }
    }
  }
  return csv;
}

// text ---------------------------------------------------------------------------------------------------------------

void print_issue(const Negotiation& negotiation, std::size_t k, std::ostream& out) {
  const bargain::Issue& issue = negotiation.scenario.issues[k];
  const IssueOutcome& outcome = negotiation.issues[k];
  const bargain::Quantiles& q = outcome.quantiles;
  out << issue.id << (issue.question == issue.id ? "" : ": " + issue.question) << '\n';
  out << format("  0 = {}, 100 = {}{}\n", issue.low, issue.high, issue.no_deal ? format(", without a deal {:g}", *issue.no_deal) : "");
  out << format("  {}: {:.1f}; half of the outcomes {:.0f} to {:.0f}, four fifths {:.0f} to {:.0f}\n", name(negotiation.main), outcome.outcome, q.low50, q.high50, q.low80, q.high80);
  for (const bargain::ModelOutcome& model : negotiation.models) {
    if (model.model == negotiation.main) continue;
    std::string what = model.positions.empty() ? "not played" : format("{:6.2f}", model.positions[k]);
    const bargain::Settlement* const settlement = settlement_of(outcome, model.model);
    if (settlement != nullptr && !settlement->deal) what = "no deal; blocked by " + listed(settlement->blocked_by);
    out << format("    {:<27} {}\n", name(model.model), what);
  }
  std::size_t widest = 24;
  for (const bargain::Standing& standing : outcome.standings) widest = std::max(widest, standing.actor.size());
  out << format("  who gains at {:.1f}:\n    {:<{}} {:>7}  {:>7}  {:>7}\n", outcome.outcome, "actor", widest, "weight", "worth", "gain");
  for (const bargain::Standing& standing : outcome.standings) {
    out << format("    {:<{}} {:7.3f}  {:7.3f}  {:+7.3f}\n", standing.actor, widest, standing.weight, standing.utility, standing.gain);
  }
  if (!outcome.shifts.empty() && outcome.shifts.front().moved != 0) {
    const bargain::Shift& shift = outcome.shifts.front();
    out << format("  depends most on the {} of {}: {:g} in the place of {:g} moves it by {:+.1f}\n", name(shift.attribute), shift.actor, shift.to, shift.from, shift.moved);
  }
  if (k < negotiation.indices.size()) {
    for (std::size_t i = 0; i < std::min<std::size_t>(3, negotiation.indices[k].size()); ++i) {
      const bargain::SobolIndex& index = negotiation.indices[k][i];
      if (index.total >= .005) out << format("  of its variance {:.0f} % (± {:.0f}) goes back to {}\n", 100 * index.total, 100 * index.total_error, index.number);
    }
  }
  if (!outcome.reachable.empty()) {
    std::vector<std::string> stretches;
    for (const bargain::Stretch& stretch : outcome.reachable) stretches.push_back(stretch.low == stretch.high ? format("{:g}", stretch.low) : format("{:g} to {:g}", stretch.low, stretch.high));
    out << format("  can be moved by consent to {}\n", listed(stretches));
  }
}

void print_passage(const bargain::Passage& passage, std::string_view what, const std::vector<std::string>& ids, std::ostream& out) {
  const bargain::Obstacle& obstacle = passage.obstacle;
  out << format("  {}: ", what);
  if (obstacle.passes) {
    out << "passes\n";
    return;
  }
  if (!obstacle.allowed) {
    out << "open to nobody";
  } else {
    out << "does not pass; against it " << listed(obstacle.against);
    if (!obstacle.vetoes.empty()) out << "; vetoes: " << listed(obstacle.vetoes);
    if (!obstacle.coalition.empty()) out << "; it would take " << listed(obstacle.coalition);
  }
  std::vector<std::string> ends;
  for (std::size_t k = 0; k < passage.reached.size(); ++k) ends.push_back(format("{} {:.1f}", ids[k], passage.reached[k]));
  out << format("\n    nearest that passes: {}{}\n", joined(ends, ", "), passage.exact ? "" : " (not every coalition was tried)");
  for (const bargain::VetoPrice& price : passage.prices) {
    out << format("    {} would lose {:.3f}; refusing brings it {:+.3f} and costs the others {:+.3f}", price.actor, price.loss, price.gained, price.cost_to_others);
    const std::string_view otherwise = ids.size() == 1 ? "" : "; no move on one issue would buy its consent";
    out << (price.bought_by ? format("; {} at {:.1f} would buy its consent", price.bought_by->issue, price.bought_by->to) : std::string(otherwise)) << '\n';
  }
}

void print(const Negotiation& negotiation, std::ostream& out) {
  for (std::size_t k = 0; k < negotiation.issues.size(); ++k) {
    out << (k == 0 ? "" : "\n");
    print_issue(negotiation, k, out);
  }
  if (negotiation.has_authority) {
    out << "\nwho can do what\n";
    std::vector<std::string> ids;
    for (const bargain::Issue& issue : negotiation.scenario.issues) ids.push_back(issue.id);
    for (std::size_t k = 0; k < ids.size(); ++k) {
      if (negotiation.alone[k]) print_passage(*negotiation.alone[k], ids[k] + " by itself", {ids[k]}, out);
    }
    if (ids.size() > 1) print_passage(negotiation.package, "all as a package", ids, out);
  }
  if (negotiation.exchange && !negotiation.exchange->exchanges.empty()) {
    const bargain::StakeTable table = bargain::stake_table(negotiation.scenario);
    out << "\nwhat could be exchanged\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(5, negotiation.exchange->exchanges.size()); ++i) {
      const bargain::Exchange& one = negotiation.exchange->exchanges[i];
      const auto side = [&](const bargain::ExchangeMove& m) { return format("{} on {} from {:.0f} to {:.0f}", table.actors[m.actor], table.issues[m.gives], m.from, m.to); };
      out << format("  {} for {}: {:.2f} each\n", side(one.first), side(one.second), one.gain);
    }
  }
  if (!negotiation.differences.empty()) out << "\nwhat if\n";
  for (const bargain::Difference& difference : negotiation.differences) {
    for (std::size_t k = 0; k < difference.issues.size(); ++k) {
      const auto& one = difference.issues[k];
      out << format("  {}: {} {:+.2f} (four fifths {:+.1f} to {:+.1f}; ± {:.2f})\n", difference.name, negotiation.scenario.issues[k].id, one.difference.mean,
                    one.difference.low80, one.difference.high80, one.error);
    }
  }
  for (const bargain::ModelOutcome& model : negotiation.models) {
    if (!model.missing.empty()) out << format("\nnot played: {}: {}", name(model.model), model.missing);
  }
  if (std::ranges::any_of(negotiation.models, [](const auto& model) { return !model.missing.empty(); })) out << '\n';
}

// the verb -----------------------------------------------------------------------------------------------------------

bargain::NegotiationOptions options_of(const BargainArguments& arguments) {
  bargain::NegotiationOptions options = arguments.request.options;
  options.main = *bargain::model_of(arguments.model);
  options.models.challenge = arguments.preset == "mckibben" ? bargain::mckibben() : bargain::scholz_paper();
  options.models.exchange.rate = arguments.rate == "random" ? bargain::ExchangeRate::random : bargain::ExchangeRate::equal_gain;
  options.indices = !arguments.no_indices;
  options.draws.threads = arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  return options;
}

std::string settings_line(const BargainArguments& arguments, const engine::BargainOutcome& outcome) {
  const bargain::DrawOptions& draws = arguments.request.options.draws;
  return format("From {}. Main model: {}. {} draws, seed {}. Challenge model: {}. Rate of exchange: {}.", outcome.kind, arguments.model, draws.draws, draws.seed, arguments.preset, arguments.rate);
}

Outcome settle(const engine::Engine& engine, const Context& context, const BargainArguments& arguments) {
  engine::BargainRequest request = arguments.request;
  if (request.scenario.empty()) {
    return fail(ErrorKind::usage, "expected a scenario, or `bargain draft`");
  }
  request.options = options_of(arguments);
  TRY_ASSIGN(const engine::BargainOutcome outcome, engine.bargain(request, context.progress));
  for (const std::string& line : outcome.warnings) context.err << "corollary: " << line << '\n';
  for (const std::string& line : outcome.negotiation.oddities) context.err << "corollary: odd: " << line << '\n';
  if (!arguments.html.empty()) {
    const std::string title = "Bargaining: " + request.scenario.stem().string();
    TRY(write_file(arguments.html, engine.bargain_page(outcome, title, settings_line(arguments, outcome))));
  }
  if (!arguments.csv.empty()) TRY(write_file(arguments.csv, to_csv(outcome.negotiation)));
  if (arguments.json) {
    context.out << to_json(outcome).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  } else {
    print(outcome.negotiation, context.out);
  }
  return 0;
}

// draft --------------------------------------------------------------------------------------------------------------

struct DraftArguments {
  std::vector<std::string> actors, topics;
  std::string votes, capabilities, out;
  int from = 0, to = 0;
  double salience = -1;
  std::uint64_t seed = 1;
};

Outcome draft(const engine::Engine& engine, const Context& context, const DraftArguments& arguments) {
  bargain::DraftRequest request;
  request.actors = arguments.actors;
  request.topics = arguments.topics;
  request.years = {arguments.from, arguments.to};
  if (arguments.salience >= 0) request.salience = arguments.salience;
  request.resampling.seed = arguments.seed;
  TRY_ASSIGN(const engine::DraftedScenario draft, engine.bargain_draft(request, {arguments.votes, arguments.capabilities}));
  for (const std::string& line : draft.left_out) context.err << "corollary: left out: " << line << '\n';
  if (arguments.out.empty()) {
    context.out << draft.toml;
    return 0;
  }
  TRY(write_file(arguments.out, draft.toml));
  return 0;
}

void add_draft(CLI::App& verb, Action& chosen) {
  auto* const part = verb.add_subcommand("draft", "A scenario drafted from votes of the UN General Assembly, to be edited");
  const auto arguments = std::make_shared<DraftArguments>();
  part->add_option("--actors", arguments->actors, "Who: codes or names, with commas between them")->required()->delimiter(',');
  part->add_option("--issue", arguments->topics, "What about: me (Middle East), nu (nuclear), di (disarmament), co (colonialism), hr (human rights), ec (economy); may be repeated")
      ->required()
      ->delimiter(',');
  part->add_option("--votes", arguments->votes, "The folder with un_votes.csv, un_roll_calls.csv and un_roll_call_issues.csv")->required();
  part->add_option("--capabilities", arguments->capabilities, "COW's table of national material capabilities; without it all are the same");
  part->add_option("--from", arguments->from, "First year of the votes that are read")->required();
  part->add_option("--to", arguments->to, "Last year")->required();
  part->add_option("--salience", arguments->salience, "Assumed for all, 0 to 1; votes say nothing of it")->check(CLI::Range(0.0, 1.0));
  part->add_option("--seed", arguments->seed, "For the intervals")->capture_default_str();
  part->add_option("--out", arguments->out, "Writes the scenario there");
  part->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return draft(engine, context, *arguments); };
  });
}

std::vector<std::string> model_codes() {
  std::vector<std::string> codes;
  for (const bargain::Model model : bargain::kModels) codes.emplace_back(bargain::code(model));
  return codes;
}

}  // namespace

void add_bargain(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("bargain", "Settle the issues of a scenario: who gains, who loses, who blocks, what would change it");
  auto arguments = std::make_shared<BargainArguments>();
  engine::BargainRequest& request = arguments->request;
  verb->add_option("scenario", request.scenario, "TOML or JSON with issues and stakes (a case.toml is one), KTAB's CSV or XML, Decide's rows, a table of actors, a DEU table");
  verb->add_option("--model", arguments->model, "Whose outcome is drawn and changed: " + joined(model_codes(), ", "))->check(CLI::IsMember(model_codes()))->capture_default_str();
  verb->add_option("--what-if", request.what_if, "'ISSUE/ACTOR/position = 60', with ; between changes that belong together; may be repeated")->take_all();
  verb->add_option("--draws", request.options.draws.draws, "Worlds drawn from what is not known exactly; best a power of two")->capture_default_str()->check(CLI::Range(64, 1'048'576));
  verb->add_option("--seed", request.options.draws.seed, "For what is drawn at random")->capture_default_str();
  verb->add_option("--threads", arguments->threads, "Threads to use; 0 for all that there are. The result is the same");
  verb->add_flag("--no-indices", arguments->no_indices, "No Sobol indices, which take most of the time");
  verb->add_option("--preset", arguments->preset, "Of the challenge model: scholz-paper, mckibben")->check(CLI::IsMember({"scholz-paper", "mckibben"}))->capture_default_str();
  verb->add_option("--challenge", request.challenge, "A switch of the challenge model, NAME=VALUE, over its preset; may be repeated")->take_all();
  verb->add_option("--spatial", request.spatial, "A switch of the spatial model, over what the file has; may be repeated")->take_all();
  verb->add_option("--rate", arguments->rate, "Of exchange: equal-gain, random")->check(CLI::IsMember({"equal-gain", "random"}))->capture_default_str();
  verb->add_option("--iterations", request.options.models.exchange.iterations, "Of exchange")->capture_default_str()->check(CLI::Range(1, 100));
  verb->add_option("--proposal", request.proposal, "Which proposal of a DEU table");
  verb->add_option("--html", arguments->html, "Writes all as one page there");
  verb->add_option("--csv", arguments->csv, "Writes outcomes, distributions, gains and turns there, a number a row");
  verb->add_flag("--json", arguments->json, "JSON (corollary.bargain/2)");
  add_draft(*verb, chosen);
  verb->require_subcommand(0, 1);
  verb->callback([&chosen, arguments, verb] {
    if (!verb->get_subcommands().empty()) return;  // `draft` has chosen.
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return settle(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
