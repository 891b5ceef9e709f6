#include <ostream>

#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct ImportArguments {
  std::string format, input, record = "corollary.record", name, epoch;
  int time_per_day = 0;
  bool json = false;
};

Json to_json(const record::ImportSummary& summary) {
  const record::Source& source = summary.source;
  return {{"schema", "corollary.import/1"},
          {"set", source.name},
          {"format", source.format},
          {"already_there", summary.already_there},
          {"events", source.events},
          {"rejected", source.rejected},
          {"first_day", source.days ? source.days->first.iso() : ""},
          {"last_day", source.days ? source.days->last.iso() : ""},
          {"with_both_parties", summary.with_both_parties},
          {"with_one_party", summary.with_one_party},
          {"with_no_party", summary.with_no_party},
          {"unmapped_relations", summary.unmapped_relations},
          {"first_rejected", summary.rejected}};
}

void print_table(const record::ImportSummary& summary, const Context& context) {
  const record::Source& source = summary.source;
  if (summary.already_there) {
    context.out << format("{} is in the record already ({} events); nothing was changed.\n", source.name, source.events);
    return;
  }
  context.out << format("{}: {} events", source.name, source.events);
  if (source.days) {
    context.out << format(", {} to {}", source.days->first.iso(), source.days->last.iso());
  }
  context.out << format("\n  both parties known: {}\n  one party known:    {}\n  no party known:     {}\n  type not known:     {}\n  rows rejected:      {}\n",
                        summary.with_both_parties, summary.with_one_party, summary.with_no_party, summary.unmapped_relations, source.rejected);
  for (const std::string& line : summary.rejected) context.err << "corollary: rejected: " << line << '\n';
  if (source.rejected > static_cast<std::int64_t>(summary.rejected.size())) {
    context.err << format("corollary: and {} more rows rejected\n", source.rejected - static_cast<std::int64_t>(summary.rejected.size()));
  }
}

Outcome import_set(const engine::Engine& engine, const Context& context, const ImportArguments& arguments) {
  std::optional<record::ImportSummary> summary;
  if (arguments.format == "quadruples") {
    if (arguments.epoch.empty()) {
      return fail(ErrorKind::usage, "import quadruples needs --epoch, the day of time 0: 2018-01-01 for ICEWS18, 2014-01-01 for ICEWS14");
    }
    record::QuadrupleOptions options;
    options.name = arguments.name;
    TRY_ASSIGN(options.epoch, day_option("--epoch", arguments.epoch));
    if (arguments.time_per_day > 0) {
      options.time_per_day = arguments.time_per_day;
    }
    TRY_ASSIGN(summary, engine.import_quadruples(arguments.record, arguments.input, options, context.progress));
  } else {
    TRY_ASSIGN(summary, engine.import_chronology(arguments.record, arguments.input));
  }
  if (arguments.json) {
    context.out << to_json(*summary).dump(2) << '\n';
  } else {
    print_table(*summary, context);
  }
  return 0;
}

}  // namespace

void add_import(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("import", "A data set of the field to the record; what cannot be read is counted and listed");
  auto arguments = std::make_shared<ImportArguments>();
  verb->add_option("format", arguments->format, "quadruples (entity2id.txt, relation2id.txt, train/valid/test.txt) or chronology (CSV)")
      ->required()
      ->check(CLI::IsMember({"quadruples", "chronology"}));
  verb->add_option("input", arguments->input, "The folder of the quadruples, or the chronology's file")->required();
  verb->add_option("--record", arguments->record, "The record to add to; made if there is none")->capture_default_str();
  verb->add_option("--epoch", arguments->epoch, "quadruples: the day of time 0, YYYY-MM-DD");
  verb->add_option("--name", arguments->name, "quadruples: the set's name in the record; default: the folder's");
  verb->add_option("--time-per-day", arguments->time_per_day, "quadruples: how much time is a day: 24 for hours, 1 for day indices; default: found out")
      ->check(CLI::IsMember({1, 24}));
  verb->add_flag("--json", arguments->json, "Print the summary as JSON (corollary.import/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return import_set(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
