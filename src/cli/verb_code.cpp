#include <algorithm>
#include <cstdint>
#include <ostream>
#include <thread>

#include "base/strings.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"
#include "engine/report_recorder.h"

namespace corollary::cli {
namespace {

struct CodeArguments {
  std::vector<std::string> files, frames;
  std::string undated_as, actors, dictionaries, record, name;
  std::size_t threads = 0;  // 0: one a core.
  bool json = false;
};

std::string sides(const std::vector<Actor>& actors) {
  std::vector<std::string> names;
  for (const Actor& actor : actors) {
    const std::string code = actor.party.empty() ? "?" : actor.party + (actor.sector.empty() ? "" : " " + actor.sector);
    names.push_back(actor.name.empty() || actor.name == actor.party ? code : format("{} [{}]", actor.name, code));
  }
  return names.empty() ? "-" : joined(names, ", ");
}

// The words on one line, wherever the report breaks its lines.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space) {
      line += c;
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
  }
  return line;
}

// A person reads the words of the text under what was made of them.
void print_report(const Report& report, const coding::CodedReport& coded, std::ostream& out) {
  out << format("{} ({}){}{}\n", report.id, report.day.iso(), report.title.empty() ? "" : ": ", report.title);
  for (const Event& event : coded.events) {
    const std::string type = std::string(code(event.type)) + (event.mode.empty() ? "" : "/" + event.mode);
    const std::string days = event.when.first.iso() + (event.when.last == event.when.first ? "" : " to " + event.when.last.iso());
    out << format("  {} {} {}: {} → {}{}{}\n", days, type, name(event.modality), sides(event.actors), sides(event.recipients),
                  event.issues.empty() ? "" : " on " + joined(event.issues, ", "), event.place.empty() ? "" : " at " + event.place);
    out << format("    “{}” ({})\n", on_one_line(event.text), event.why);
  }
  for (const Statement& statement : coded.statements) {
    out << format("  {}{}: about {}{}\n", name(statement.kind), statement.negated ? " (negated)" : "", sides(statement.about),
                  statement.issues.empty() ? "" : " on " + joined(statement.issues, ", "));
    out << format("    “{}” ({})\n", on_one_line(statement.text), statement.why);
  }
}

void print_json(const coding::CodedReport& coded, std::ostream& out) {
  for (const Event& event : coded.events) out << formats::event_line(event) << '\n';
  for (const Statement& statement : coded.statements) out << line_of(to_json(statement)) << '\n';
}

std::size_t threads_of(const CodeArguments& arguments) {
  return arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
}

// Tells of items that were left out. Those before the first report wait for it: if there is none, the file's error is told alone.
class Refusals {
 public:
  explicit Refusals(std::ostream& err) : err_(err) {}

  void add(const std::string& line) {
    held_.push_back(line);
    if (!holds_ || held_.size() == kHeldMost) {
      release();
    }
  }
  void release() {
    for (const std::string& line : held_) err_ << "corollary: left out: " << line << '\n';
    held_.clear();
    holds_ = false;
  }

 private:
  static constexpr std::size_t kHeldMost = 100;  // Whatever the file's length.
  std::ostream& err_;
  std::vector<std::string> held_;
  bool holds_ = true;
};

// What went into the record.
void print_stored(const engine::ReportRecorder::Summary& stored, const std::string& record, std::ostream& err) {
  err << format("corollary: {}: {} reports with {} events added", record, stored.reports, stored.events);
  err << (stored.known_reports == 0 ? "\n" : format("; {} reports were there already\n", stored.known_reports));
}

Result<void> code_file(const engine::Engine& engine, const Context& context, const CodeArguments& arguments, const std::string& path,
                       std::optional<Date> undated_as) {
  std::uint64_t done = 0;
  Refusals refusals(context.err);
  std::optional<engine::ReportRecorder> recorder;
  if (!arguments.record.empty()) {
    TRY_ASSIGN(auto begun, engine::ReportRecorder::begin(arguments.record, path, arguments.name, context.progress));
    recorder.emplace(std::move(begun));
  }
  const bool stores = recorder && !recorder->is_there_already();
  engine::Engine::CodedStream stream;
  stream.coded = [&](const Report& report, const coding::CodedReport& coded) -> Result<void> {
    if (stores) {
      TRY(recorder->add(report, coded.events));
    }
    refusals.release();
    for (const std::string& note : coding::notes(report, coded)) context.err << "corollary: " << note << '\n';
    if (arguments.json) {
      print_json(coded, context.out);
    } else {
      print_report(report, coded, context.out);
    }
    return context.progress.report("coding reports", ++done, 0);
  };
  stream.rejected = [&](const std::string& line) -> Result<void> {
    refusals.add(line);
    return {};
  };
  TRY(engine.code_stream(path, undated_as, threads_of(arguments), stream));
  if (stores) {
    TRY_ASSIGN(const engine::ReportRecorder::Summary stored, recorder->commit());
    print_stored(stored, arguments.record, context.err);
  } else if (recorder) {
    context.err << format("corollary: {}: {} is there already; nothing was added\n", arguments.record, path);
  }
  return {};
}

// One file that cannot be read does not stop the others; the exit code is that of the first.
Outcome code_files(const engine::Engine& engine, const Context& context, const CodeArguments& arguments) {
  TRY_ASSIGN(const std::optional<Date> undated_as, optional_day("--undated-as", arguments.undated_as));
  std::optional<Error> first_error;
  std::size_t left_out = 0;
  for (const std::string& path : arguments.files) {
    const auto file = code_file(engine, context, arguments, path, undated_as);
    if (file) {
      continue;
    }
    if (file.error().kind == ErrorKind::cancelled) {
      return std::unexpected(file.error());
    }
    first_error = first_error.value_or(file.error());
    ++left_out;
    if (arguments.files.size() > 1) {
      context.err << "corollary: left out: " << file.error().message << '\n';
    }
  }
  if (first_error && arguments.files.size() > 1) {  // Each was told of above.
    return fail(first_error->kind, "{} of {} files left out", left_out, arguments.files.size());
  }
  return first_error ? Outcome(std::unexpected(*first_error)) : Outcome(0);
}

void print_project(const Report& report, const std::vector<coding::KedsEvent>& events, bool json, std::ostream& out) {
  for (const coding::KedsEvent& event : events) {
    const std::string text(event.bytes.of(report.text));
    if (json) {
      out << line_of({{"schema", "corollary.project_event/1"}, {"date", report.day.iso()}, {"source", event.source}, {"target", event.target},
                      {"event", event.event}, {"text", text},
                      {"evidence", {{"report", report.id}, {"begin", event.bytes.begin}, {"end", event.bytes.end}}}, {"why", event.why}})
          << '\n';
    } else {
      out << format("{} {} → {} {}\n  “{}” ({})\n", report.day.iso(), event.source, event.target, event.event, text, event.why);
    }
  }
}

// By the dictionaries of another project.
Outcome code_by_project(const engine::Engine& engine, const Context& context, const CodeArguments& arguments) {
  TRY_ASSIGN(const std::optional<Date> undated_as, optional_day("--undated-as", arguments.undated_as));
  for (const std::string& path : arguments.files) {
    TRY_ASSIGN(const auto file, engine.code_by_project(path, undated_as, arguments.dictionaries));
    for (const std::string& line : file.rejected) context.err << "corollary: left out: " << line << '\n';
    for (std::size_t k = 0; k < file.reports.size(); ++k) print_project(file.reports[k], file.events[k], arguments.json, context.out);
  }
  return 0;
}

}  // namespace

void add_code(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("code", "Events and statements from reports: who did what to whom, and what was promised, denied or expected");
  auto arguments = std::make_shared<CodeArguments>();
  verb->add_option("report", arguments->files, "Reports: plain text, HTML or JSON Lines")->required();
  verb->add_option("--undated-as", arguments->undated_as, "The day of reports that bear none, YYYY-MM-DD; without it they are left out");
  verb->add_option("--actors", arguments->actors, "A file of further parties, people, bodies and titles (tab-separated)");
  verb->add_option("--frames", arguments->frames, "Words for acts of your own, which go before the built-in ones");
  verb->add_option("--dictionaries", arguments->dictionaries, "A folder with the dictionaries of a TABARI or PETRARCH project, to code by them instead");
  verb->add_option("--record", arguments->record, "A record to add the reports, their passages and events to; made if there is none")->excludes("--dictionaries");
  verb->add_option("--name", arguments->name, "The set's name in the record; default: reports")->needs("--record");
  verb->add_option("--threads", arguments->threads, "How many threads code at the same time; the output is the same for any number")
      ->check(CLI::Range(1, 1024))
      ->default_str("one a core");
  verb->add_flag("--json", arguments->json, "JSON Lines: corollary.event/1 and corollary.statement/1");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) -> Outcome {
      if (!arguments->dictionaries.empty()) {
        return code_by_project(engine, context, *arguments);
      }
      return with_own_words(engine, arguments->actors, arguments->frames,
                            [&](const engine::Engine& with) { return code_files(with, context, *arguments); });
    };
  });
}

}  // namespace corollary::cli
