#include <ostream>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct BriefArguments {
  std::vector<std::string> inputs, frames;
  std::string record, as_of, resolve_to, yardstick, out, actors;
  std::vector<std::string> third_parties;
  std::vector<int> horizons;
  std::uint64_t seed = 1;
  bool json = false;
};

Result<engine::Engine::BriefRequest> request_of(const BriefArguments& arguments) {
  engine::Engine::BriefRequest request;
  request.inputs.assign(arguments.inputs.begin(), arguments.inputs.end());
  if (!arguments.record.empty()) {
    request.record = arguments.record;
  }
  TRY_ASSIGN(request.as_of, optional_day("--as-of", arguments.as_of));
  TRY_ASSIGN(request.resolve_to, optional_day("--resolve-to", arguments.resolve_to));
  TRY_ASSIGN(request.yardstick, optional_yardstick(arguments.yardstick));
  request.third_parties = arguments.third_parties;
  for (const int days : arguments.horizons) request.horizons.push_back({days});
  request.seed = arguments.seed;
  return request;
}

Json summary(const engine::Engine::BriefOutcome& outcome, const std::string& folder) {
  Json judgments = Json::array();
  for (const brief::Claim* const claim : brief::key_judgments(outcome.brief)) judgments.push_back(claim->text);
  return {{"schema", "corollary.brief-summary/1"},
          {"title", outcome.brief.title},
          {"event_date", outcome.brief.event_day.iso()},
          {"as_of", outcome.brief.as_of.iso()},
          {"key_judgments", judgments},
          {"sentences", outcome.check.sentences},
          {"sentences_with_evidence", outcome.check.with_evidence},
          {"findings", to_json(outcome.check.findings)},
          {"rejected", outcome.rejected},
          {"notes", outcome.notes},
          {"folder", folder}};
}

void print_table(const engine::Engine::BriefOutcome& outcome, const std::string& folder, const Context& context) {
  context.out << outcome.brief.title << '\n'
              << "Event of " << outcome.brief.event_day.written() << ", record to " << outcome.brief.as_of.written() << "\n\n";
  for (const brief::Claim* const claim : brief::key_judgments(outcome.brief)) context.out << "- " << claim->text << '\n';
  context.out << format("\n{} sentences, {} with evidence.\n", outcome.check.sentences, outcome.check.with_evidence);
  if (!folder.empty()) {
    context.out << "Written: " << folder << "/brief.html, brief.md, brief.json\n";
  }
}

Outcome write_brief(const engine::Engine& engine, const Context& context, const BriefArguments& arguments) {
  TRY_ASSIGN(const engine::Engine::BriefRequest request, request_of(arguments));
  TRY_ASSIGN(const engine::Engine::BriefOutcome outcome, engine.brief(request, context.progress));
  for (const std::string& line : outcome.rejected) context.err << "corollary: left out: " << line << '\n';
  for (const std::string& line : outcome.notes) context.err << "corollary: " << line << '\n';
  for (const brief::Finding& finding : outcome.check.findings) {
    context.err << format("corollary: refused ({}): {}: {}\n", finding.rule, finding.message, finding.sentence);
  }
  const bool sound = outcome.check.findings.empty();
  if (sound && !arguments.out.empty()) {
    TRY(engine::Engine::save(outcome.brief, arguments.out));
  }
  const std::string folder = sound ? arguments.out : "";
  if (arguments.json) {
    context.out << summary(outcome, folder).dump(2) << '\n';
  } else {
    print_table(outcome, folder, context);
  }
  return sound ? 0 : 1;
}

}  // namespace

void add_brief(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("brief", "The whole job: reports and record to a brief in which each sentence has its evidence");
  auto arguments = std::make_shared<BriefArguments>();
  verb->add_option("input", arguments->inputs, "A case folder (case.toml, reports/), or one or more reports")->required();
  verb->add_option("--out", arguments->out, "Folder for brief.html, brief.md and brief.json; without it only the key judgments are printed");
  verb->add_option("--record", arguments->record, "The record to use (made by 'corollary import'); default: the case's chronology, else the one in the program");
  verb->add_option("--as-of", arguments->as_of, "Last day the record may be read to, YYYY-MM-DD; default: the case's, else the day before the event");
  verb->add_option("--third-party", arguments->third_parties, "A party to ask about, by code or name (may be repeated)")->allow_extra_args(false);
  verb->add_option("--resolve-to", arguments->resolve_to, "Also say what then happened, by the record up to this day");
  verb->add_option("--yardstick", arguments->yardstick, "Likelihood words: icd203 (default), phia or kent");
  verb->add_option("--horizon", arguments->horizons, "Days ahead (may be repeated; the first is what the sentences speak of); default 30")
      ->allow_extra_args(false)
      ->check(CLI::Range(1, 3650));
  verb->add_option("--seed", arguments->seed, "For the draw of past questions; same seed, same bytes")->capture_default_str();
  verb->add_option("--actors", arguments->actors, "A file of further parties, people, bodies and titles (tab-separated; see corollary code)");
  verb->add_option("--frames", arguments->frames, "Words for acts of your own (see corollary code)");
  verb->add_flag("--json", arguments->json, "Print the summary as JSON (corollary.brief-summary/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) -> Outcome {
      return with_own_words(engine, arguments->actors, arguments->frames,
                            [&](const engine::Engine& with) { return write_brief(with, context, *arguments); });
    };
  });
}

}  // namespace corollary::cli
