#include <fstream>
#include <memory>
#include <ostream>

#include "cli/filter_options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

struct ExportArguments {
  std::string record = "corollary.record", format, file, out;
  FilterOptions events;
};

// Where the bytes go: a file, or the output.
class Sink {
 public:
  Sink(const std::string& path, std::ostream& out) : path_(path), out_(&out) {
    if (!path.empty()) {
      file_.open(path, std::ios::binary);
      out_ = &file_;
    }
  }
  Result<void> write(std::string_view bytes) {
    *out_ << bytes;
    return *out_ ? Result<void>() : fail(ErrorKind::store, "{}: cannot be written", path_.empty() ? "the output" : path_);
  }
  Result<void> finish() {
    out_->flush();
    return write("");
  }

 private:
  std::string path_;
  std::ofstream file_;
  std::ostream* out_;
};

Outcome export_all(const engine::Engine& engine, const Context& context, const ExportArguments& arguments) {
  Sink sink(arguments.out, context.out);
  const auto write = [&](std::string_view bytes) { return sink.write(bytes); };
  if (arguments.format.empty()) {
    if (arguments.events.sets.size() > 1) {
      return fail(ErrorKind::usage, "--set names one set for a file as it was imported; several need --format");
    }
    const std::string set = arguments.events.sets.empty() ? "" : arguments.events.sets.front();
    TRY(engine.export_original(arguments.record, set, arguments.file, write));
    TRY(sink.finish());
    return 0;
  }
  const auto format = formats::format_named(arguments.format);
  if (!format) {
    return fail(ErrorKind::usage, "there is no format '{}'; expected gdelt2, gdelt1, icews, polecat, phoenix, acled, ged, jsonl or csv", arguments.format);
  }
  TRY_ASSIGN(record::Filter filter, arguments.events.filter());
  TRY_ASSIGN(const std::vector<formats::Loss> losses, engine.export_events(arguments.record, std::move(filter), *format, write, context.progress));
  TRY(sink.finish());
  for (const formats::Loss& loss : losses) {
    context.err << corollary::format("corollary: {} cannot hold: {} (of {} events)\n", formats::title(*format), loss.field, loss.events);
  }
  return 0;
}

}  // namespace

void add_export(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("export", "Out of the record: an imported file as it was, or events in a format of the field");
  auto arguments = std::make_shared<ExportArguments>();
  verb->add_option("--record", arguments->record, "The record")->capture_default_str();
  verb->add_option("--file", arguments->file, "An imported file, byte for byte: its name; with --set if several sets have one");
  verb->add_option("--format", arguments->format,
                   "Events in a format: gdelt2, gdelt1, icews, polecat, phoenix, acled, ged, jsonl, csv; what it cannot hold is listed");
  verb->add_option("--out", arguments->out, "The file to write; default: the output");
  arguments->events.add_to(*verb);
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return export_all(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
