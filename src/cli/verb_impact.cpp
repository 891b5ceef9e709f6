#include <ostream>

#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct ImpactArguments {
  std::string record = "corollary.record", event, third_party, as_of;
  int before_days = 60, after_days = 60;
  bool json = false;
};

// What is counted between the two: "conflict", "cooperation".
std::string_view counted(const impact::Question& question) {
  if (question.acts.types == graph::ActFilter::conflict().types) {
    return "conflict";
  }
  return question.acts.types == graph::ActFilter::cooperation().types ? "cooperation" : "acts";
}

Json to_json(const impact::Question& question, const impact::Effect& effect) {
  Json json = {{"series", effect.panel.pair.name},
               {"acts", counted(question)},
               {"verdict", impact::name(effect.verdict)},
               {"reason", effect.reason},
               {"before", {{"acts", effect.before.acts}, {"covered_days", effect.before.covered_days}}},
               {"after", {{"acts", effect.after.acts}, {"covered_days", effect.after.covered_days}}},
               {"controls", effect.panel.controls.size()},
               {"controls_rule", effect.panel.controls_rule}};
  if (const auto& estimate = effect.estimate) {
    json["rate_ratio"] = estimate->ratio;
    json["interval_95"] = {estimate->interval.low, estimate->interval.high};
    json["interval_90"] = {estimate->equivalence_interval.low, estimate->equivalence_interval.high};
    json["p_different"] = estimate->p_different;
    json["p_equivalent"] = estimate->p_equivalent;
    json["error_from"] = impact::name(estimate->error.source);
  }
  if (effect.detectable) {
    json["smallest_detectable"] = {effect.detectable->down, effect.detectable->up};
  }
  json["unusual_days"] = Json::array();
  for (const impact::UnusualDay& day : effect.unusual_days) {
    json["unusual_days"].push_back({{"who", day.who}, {"date", day.day.iso()}, {"count", day.count}, {"usual", day.usual}});
  }
  return json;
}

Json to_json(const impact::Assessment& assessment) {
  Json effects = Json::array();
  for (std::size_t i = 0; i < assessment.effects.size(); ++i) {
    effects.push_back(to_json(assessment.questions[i], assessment.effects[i]));
    effects.back()["p_adjusted"] = assessment.adjusted_p[i];
  }
  return {{"schema", "corollary.impact/1"}, {"verdict", impact::name(assessment.verdict)}, {"reason", assessment.reason}, {"effects", effects}};
}

// Beyond a hundredfold the digits say nothing but that nothing is known.
std::string factor(double ratio) { return ratio > 100 ? "over 100" : ratio < 0.01 ? "under 0.01" : format("{:.2f}", ratio); }

void print_effect(const impact::Question& question, const impact::Effect& effect, std::ostream& out) {
  out << format("\n{} {}: {}\n", counted(question), effect.panel.pair.name, impact::name(effect.verdict));
  out << format("  {} acts in {} covered days before, {} in {} after\n", effect.before.acts, effect.before.covered_days, effect.after.acts,
                effect.after.covered_days);
  if (const auto& estimate = effect.estimate) {
    out << format("  rate ratio against {} controls: {} [{}, {}], error from {}\n", effect.panel.controls.size(), factor(estimate->ratio),
                  factor(estimate->interval.low), factor(estimate->interval.high), impact::name(estimate->error.source));
  }
  if (effect.detectable) {
    out << format("  smallest effect that could have been seen: {} or {}\n", factor(effect.detectable->down), factor(effect.detectable->up));
  }
  for (const impact::UnusualDay& day : effect.unusual_days) {
    out << format("  unusual: {} on {}: {} acts, usually {:.1f}\n", day.who, day.day.iso(), day.count, day.usual);
  }
  out << "  " << effect.reason << '\n';
}

Outcome measure(const engine::Engine& engine, const Context& context, const ImpactArguments& arguments) {
  TRY_ASSIGN(const std::optional<EventOption> event, optional_event(arguments.event));
  engine::Engine::ImpactRequest request;
  request.record = arguments.record;
  request.event_day = event->day;
  request.event_parties = event->parties;
  if (!arguments.third_party.empty()) {
    request.third_party = arguments.third_party;
  }
  request.windows = {arguments.before_days, arguments.after_days};
  TRY_ASSIGN(request.as_of, optional_day("--as-of", arguments.as_of));
  TRY_ASSIGN(const impact::Assessment assessment, engine.impact(request, context.progress));
  if (arguments.json) {
    context.out << to_json(assessment).dump(2) << '\n';
    return 0;
  }
  context.out << format("Verdict: {}\n{}\n", impact::name(assessment.verdict), assessment.reason);
  for (std::size_t i = 0; i < assessment.effects.size(); ++i) print_effect(assessment.questions[i], assessment.effects[i], context.out);
  return 0;
}

}  // namespace

void add_impact(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("impact", "Did an event change how two parties act on each other? Changed, no effect that matters, or inconclusive");
  auto arguments = std::make_shared<ImpactArguments>();
  verb->add_option("--record", arguments->record, "The record")->capture_default_str();
  verb->add_option("--event", arguments->event, "'USA,RUS CONSULT 2018-07-16': the parties and the day")->required();
  verb->add_option("--third-party", arguments->third_party, "Ask about this party and each party to the event; default: the event's parties and each other");
  verb->add_option("--before", arguments->before_days, "Days before the event")->capture_default_str()->check(CLI::Range(1, 3650));
  verb->add_option("--after", arguments->after_days, "Days after it")->capture_default_str()->check(CLI::Range(1, 3650));
  verb->add_option("--as-of", arguments->as_of, "Last day the record may be read to");
  verb->add_flag("--json", arguments->json, "JSON (corollary.impact/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return measure(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
