#include <algorithm>
#include <ostream>

#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct DoctorArguments {
  std::string record, salvage;
  bool migrate = false;
  bool json = false;
};

Outcome save(const engine::Engine& engine, const Context& context, const DoctorArguments& arguments) {
  if (arguments.record.empty()) {
    return fail(ErrorKind::usage, "--salvage needs --record, the damaged record");
  }
  TRY_ASSIGN(const record::Salvaged saved, engine.salvage(arguments.record, arguments.salvage, context.progress));
  context.out << format("{}: {} events saved, {} lost; {} kept files saved, {} damaged\n", arguments.salvage, saved.events, saved.events_lost, saved.files,
                        saved.files_lost);
  if (saved.report_rows + saved.report_rows_lost > 0) {
    context.out << format("  {} rows about reports saved, {} lost\n", saved.report_rows, saved.report_rows_lost);
  }
  for (const std::string& line : saved.lost) context.err << "corollary: lost: " << line << '\n';
  return saved.lost.empty() ? 0 : 1;
}

Outcome examine(const engine::Engine& engine, const Context& context, const DoctorArguments& arguments) {
  if (!arguments.salvage.empty()) {
    return save(engine, context, arguments);
  }
  const auto record = optional_path(arguments.record);
  if (arguments.migrate) {
    if (!record) {
      return fail(ErrorKind::usage, "--migrate needs --record, the record to bring to this program's schema");
    }
    TRY(engine.migrate(*record));
  }
  TRY_ASSIGN(const auto findings, engine.doctor(record));
  Json list = Json::array();
  for (const auto& finding : findings) {
    list.push_back({{"good", finding.good}, {"what", finding.what}});
    if (!arguments.json) {
      context.out << (finding.good ? "ok       " : "look at  ") << finding.what << '\n';
    }
  }
  if (arguments.json) {
    context.out << Json{{"schema", "corollary.doctor/1"}, {"version", COROLLARY_VERSION}, {"findings", list}}.dump(2) << '\n';
  }
  return std::ranges::all_of(findings, &engine::Engine::Finding::good) ? 0 : 1;
}

}  // namespace

void add_doctor(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("doctor", "What the program carries, and whether a record is sound and what it covers");
  auto arguments = std::make_shared<DoctorArguments>();
  verb->add_option("--record", arguments->record, "The record to look at");
  verb->add_flag("--migrate", arguments->migrate, "First bring the record from an older schema to this program's");
  verb->add_option("--salvage", arguments->salvage, "Copy what can be read of a damaged record into this new one, and say what is lost");
  verb->add_flag("--json", arguments->json, "JSON (corollary.doctor/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return examine(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
