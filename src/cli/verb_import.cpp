#include <filesystem>
#include <ostream>
#include <system_error>

#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct ImportArguments {
  std::vector<std::string> inputs;
  std::string record = "corollary.record", name, epoch, kind, rejects;
  int time_per_day = 0, memory = 512;
  bool strict = false, json = false;
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
          {"other_rows", summary.other_rows},
          {"unmapped_relations", summary.unmapped_relations},
          {"first_rejected", summary.rejected}};
}

void print_events(const record::ImportSummary& summary, const Context& context) {
  const record::Source& source = summary.source;
  context.out << format("{}: {} events", source.name, source.events);
  if (source.days) {
    context.out << format(", {} to {}", source.days->first.iso(), source.days->last.iso());
  }
  context.out << format("\n  both parties known: {}\n  one party known:    {}\n  no party known:     {}\n  type not known:     {}\n  rows rejected:      {}\n",
                        summary.with_both_parties, summary.with_one_party, summary.with_no_party, summary.unmapped_relations, source.rejected);
  if (summary.other_rows > 0) {
    context.out << format("  rows about reports: {}\n", summary.other_rows);
  }
}

void print_table(const record::ImportSummary& summary, const Context& context) {
  const record::Source& source = summary.source;
  if (summary.already_there) {
    context.out << format("{} is in the record already ({} events); nothing was changed.\n", source.name, source.events);
    return;
  }
  if (source.events > 0) {
    print_events(summary, context);
  } else {
    context.out << format("{}: {} rows about reports\n  rows rejected:      {}\n", source.name, summary.other_rows, source.rejected);
  }
  for (const std::string& line : summary.rejected) context.err << "corollary: rejected: " << line << '\n';
  if (source.rejected > static_cast<std::int64_t>(summary.rejected.size())) {
    context.err << format("corollary: and {} more rows rejected\n", source.rejected - static_cast<std::int64_t>(summary.rejected.size()));
  }
}

record::RejectOptions reject_options(const ImportArguments& arguments) {
  return {arguments.rejects.empty() ? arguments.record + ".rejects.tsv" : arguments.rejects, arguments.strict};
}

record::OpenOptions open_options(const ImportArguments& arguments) {
  record::OpenOptions options;
  options.memory_max_bytes = static_cast<std::size_t>(arguments.memory) << 20U;
  return options;
}

// The formats that `import` may be told, beside those of single files.
bool is_format(const std::string& word) { return word == "quadruples" || word == "chronology" || formats::format_named(word); }

Result<record::ImportSummary> import_quadruples(const engine::Engine& engine, const Context& context, const ImportArguments& arguments,
                                                const std::string& input) {
  if (arguments.epoch.empty()) {
    return fail(ErrorKind::usage, "import quadruples needs --epoch, the day of time 0: 2018-01-01 for ICEWS18, 2014-01-01 for ICEWS14");
  }
  record::QuadrupleOptions options;
  options.name = arguments.name;
  TRY_ASSIGN(options.epoch, day_option("--epoch", arguments.epoch));
  if (arguments.time_per_day > 0) {
    options.time_per_day = arguments.time_per_day;
  }
  options.rejects = reject_options(arguments);
  return engine.import_quadruples(arguments.record, input, options, context.progress, open_options(arguments));
}

Result<record::ImportSummary> import_one(const engine::Engine& engine, const Context& context, const ImportArguments& arguments,
                                         std::string format, const std::string& input) {
  if (format.empty()) {
    TRY_ASSIGN(format, engine::Engine::special_format(input));
  }
  if (format == "quadruples") {
    return import_quadruples(engine, context, arguments, input);
  }
  if (format == "chronology") {
    return engine.import_chronology(arguments.record, input, reject_options(arguments), open_options(arguments));
  }
  record::FileImportOptions options;
  options.name = arguments.name;
  options.format = formats::format_named(format);
  options.rejects = reject_options(arguments);
  if (!arguments.kind.empty()) {
    options.kind = arguments.kind == "chosen" ? record::SourceKind::chosen : record::SourceKind::stream;
  }
  return engine.import_file(arguments.record, input, options, context.progress, open_options(arguments));
}

Outcome import_all(const engine::Engine& engine, const Context& context, const ImportArguments& arguments) {
  std::vector<std::string> inputs = arguments.inputs;
  std::string format;
  std::error_code error;
  if (is_format(inputs.front()) && !std::filesystem::exists(inputs.front(), error)) {
    format = inputs.front();
    inputs.erase(inputs.begin());
  }
  if (inputs.empty()) {
    return fail(ErrorKind::usage, "import {}: name the files to import", format);
  }
  for (const std::string& input : inputs) {
    TRY_ASSIGN(const record::ImportSummary summary, import_one(engine, context, arguments, format, input));
    if (arguments.json) {
      context.out << to_json(summary).dump(inputs.size() > 1 ? -1 : 2) << '\n';
    } else {
      print_table(summary, context);
    }
  }
  return 0;
}

}  // namespace

void add_import(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("import", "A data set of the field to the record; what cannot be read is counted and listed");
  auto arguments = std::make_shared<ImportArguments>();
  verb->add_option("input", arguments->inputs,
                   "Files of GDELT, ICEWS, POLECAT, Phoenix, ACLED, UCDP GED or of our own, plain or packed; a folder of quadruples; a chronology. What each "
                   "is, is found out; a format before them must fit: quadruples, chronology, gdelt2, gdelt1, gdelt-mentions, gkg2, gkg1, icews, polecat, "
                   "phoenix, acled, ged, jsonl, csv")
      ->required()
      ->type_name("[FORMAT] FILE...");
  verb->add_option("--record", arguments->record, "The record to add to; made if there is none")->capture_default_str();
  verb->add_option("--epoch", arguments->epoch, "quadruples: the day of time 0, YYYY-MM-DD");
  verb->add_option("--name", arguments->name, "The set's name in the record; default: the format's, of quadruples the folder's");
  verb->add_option("--time-per-day", arguments->time_per_day, "quadruples: how much time is a day: 24 for hours, 1 for day indices; default: found out")
      ->check(CLI::IsMember({1, 24}));
  verb->add_option("--kind", arguments->kind, "stream: its silence is a zero on the days it covers; chosen: it covers no day. Default: what the format's sets are")
      ->check(CLI::IsMember({"stream", "chosen"}));
  verb->add_option("--rejects", arguments->rejects, "Where to list rejected rows with line, column and reason; default: RECORD.rejects.tsv");
  verb->add_option("--memory", arguments->memory, "Megabytes of memory to stay within")
      ->capture_default_str()
      ->check(CLI::Range(256, 1 << 20));
  verb->add_flag("--strict", arguments->strict, "Stop at the first row that cannot be read, and keep nothing of its file");
  verb->add_flag("--json", arguments->json, "Print the summary as JSON (corollary.import/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return import_all(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
