#include <algorithm>
#include <chrono>
#include <ostream>

#include "base/strings.h"
#include "cli/filter_options.h"
#include "cli/json_values.h"
#include "cli/options.h"
#include "cli/verbs.h"

namespace corollary::cli {
namespace {

constexpr std::size_t kListed = 20;

struct FetchArguments {
  std::string source, record = "corollary.record", format = "auto", url{fetch::kGdelt}, cache, cacert, rejects;
  std::vector<std::string> kinds = {"events"};
  FilterOptions events;
  int parallel = 4, retries = 5, stall = 60;
  bool translated = false, keep = false, dry_run = false, json = false;
};

Result<fetch::FetchRequest> request_of(const FetchArguments& arguments) {
  fetch::FetchRequest request;
  TRY_ASSIGN(record::Filter filter, arguments.events.filter());
  request.days = {*filter.first, filter.last.value_or(*filter.first)};
  filter.first.reset();
  filter.last.reset();
  if (!filter.parties.empty() || !filter.actor.empty() || !filter.recipient.empty() || filter.type) {
    request.only = filter;
  }
  if (arguments.format != "auto") {
    request.generation = arguments.format == "gdelt1" ? fetch::Generation::gdelt1 : fetch::Generation::gdelt2;
  }
  request.kinds.clear();
  for (const std::string& kind : arguments.kinds) {
    const fetch::Kind known = *fetch::kind_named(kind);
    if (std::ranges::find(request.kinds, known) == request.kinds.end()) request.kinds.push_back(known);
  }
  request.translated = arguments.translated;
  request.base = arguments.url;
  request.cache = arguments.cache;
  request.keep = arguments.keep;
  request.rejects = arguments.rejects.empty() ? arguments.record + ".rejects.tsv" : arguments.rejects;
  request.download.parallel = arguments.parallel;
  request.download.retries = arguments.retries;
  request.download.stall_limit = std::chrono::seconds(arguments.stall);
  request.download.certificates = arguments.cacert;
  return request;
}

std::string megabytes(std::uint64_t bytes) { return format("{:.1f} MB", static_cast<double>(bytes) / 1e6); }

std::string text_of(DateRange days) { return days.first == days.last ? days.first.iso() : days.first.iso() + " to " + days.last.iso(); }

std::string text_of(const record::FileCover& covers) {
  return covers.quarter ? fetch::Slot{covers.days.first, *covers.quarter}.text() : text_of(covers.days);
}

std::string text_of(const std::vector<DateRange>& ranges) {
  std::vector<std::string> words;
  for (const DateRange& days : ranges) words.push_back(text_of(days));
  return joined(words, ", ");
}

int count_days(const std::vector<DateRange>& ranges) {
  int days = 0;
  for (const DateRange& range : ranges) days += range.length();
  return days;
}

std::string hour_of(int quarter) { return format("{:02}:{:02}", quarter / 4, quarter % 4 * 15); }

// "00:15, 03:00 to 04:45": the first and last quarter of each run.
std::string runs_of(const std::vector<int>& quarters) {
  std::vector<std::string> runs;
  for (std::size_t begin = 0, end = 0; begin < quarters.size(); begin = end) {
    for (end = begin + 1; end < quarters.size() && quarters[end] == quarters[end - 1] + 1;) ++end;
    runs.push_back(hour_of(quarters[begin]) + (end - begin > 1 ? " to " + hour_of(quarters[end - 1]) : ""));
  }
  return joined(runs, ", ");
}

std::string gap_words(const fetch::Gap& gap) {
  if (gap.quarters.empty()) {
    return format("{}: no file of {}; not covered", gap.day.iso(), gap.stream.set());
  }
  const auto there = fetch::kQuartersOfDay - static_cast<int>(gap.quarters.size());
  return format("{} {} ({} of the day's 96 quarters of an hour); {}", gap.day.iso(), runs_of(gap.quarters), gap.quarters.size(),
                gap.counts_as_empty ? format("known to be empty, for the other {} are there", there) : "not covered");
}

Json to_json(const std::vector<DateRange>& ranges) {
  Json list = Json::array();
  for (const DateRange& days : ranges) list.push_back({{"first_day", days.first.iso()}, {"last_day", days.last.iso()}});
  return list;
}

Json to_json(const std::vector<fetch::Gap>& gaps) {
  Json list = Json::array();
  for (const fetch::Gap& gap : gaps) {
    Json hours = Json::array();
    for (const int quarter : gap.quarters) hours.push_back(hour_of(quarter));
    list.push_back({{"set", gap.stream.set()}, {"day", gap.day.iso()}, {"quarters", hours}, {"counts_as_empty", gap.counts_as_empty}});
  }
  return list;
}

Json head_of(const fetch::FetchPlan& plan, const fetch::FetchRequest& request) {
  Json json = {{"schema", "corollary.fetch/1"}, {"source", request.base}, {"first_day", request.days.first.iso()}, {"last_day", request.days.last.iso()},
               {"files", plan.files.size()}, {"newest", plan.newest ? plan.newest->text() : ""}, {"never_published", to_json(plan.gaps)},
               {"not_yet_published", plan.not_yet ? to_json(std::vector{*plan.not_yet}) : Json::array()}, {"unreadable_list_lines", plan.unreadable_lines}};
  return json;
}

void print_json(const engine::Engine::FetchOutcome& outcome, const fetch::FetchRequest& request, const Context& context) {
  Json json = head_of(outcome.plan, request);
  if (!outcome.summary) {
    Json files = Json::array();
    for (std::size_t i = 0; i < outcome.plan.files.size(); ++i) {
      const fetch::PlannedFile& file = outcome.plan.files[i];
      files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"md5", file.md5}, {"already_there", bool(outcome.there[i])}});
    }
    json["dry_run"] = files;
    context.out << json.dump(2) << '\n';
    return;
  }
  const fetch::FetchSummary& summary = *outcome.summary;
  Json failed = Json::array();
  for (const fetch::FailedFile& file : summary.failed) {
    failed.push_back({{"name", file.name}, {"covers", text_of(file.covers)}, {"reason", file.reason}, {"tried", !file.not_tried}});
  }
  json.update({{"sets", summary.sets}, {"already_there", summary.already_there}, {"fetched", summary.fetched}, {"bytes_fetched", summary.bytes_fetched},
               {"from_cache", summary.from_cache}, {"failed", failed}, {"events", summary.events}, {"left_out", summary.left_out},
               {"other_rows", summary.other_rows}, {"rejected", summary.rejected}, {"first_rejected", summary.first_rejected},
               {"covered", to_json(summary.covered)}, {"not_covered", to_json(summary.not_covered)}});
  context.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void print_gaps(const fetch::FetchPlan& plan, const Context& context) {
  for (std::size_t i = 0; i < std::min(plan.gaps.size(), kListed); ++i) context.out << "  never published:      " << gap_words(plan.gaps[i]) << '\n';
  if (plan.gaps.size() > kListed) {
    context.out << format("  and on {} more days\n", plan.gaps.size() - kListed);
  }
  if (plan.not_yet) {
    context.out << format("  not yet published:    {}, in whole or in part (the list ends with {})\n", text_of(*plan.not_yet),
                          plan.newest ? plan.newest->text() : "nothing");
  }
}

void print_plan(const engine::Engine::FetchOutcome& outcome, const Context& context) {
  std::uint64_t bytes = 0;
  std::size_t lacking = 0;
  for (std::size_t i = 0; i < outcome.plan.files.size(); ++i) {
    const fetch::PlannedFile& file = outcome.plan.files[i];
    if (!outcome.there[i]) {
      context.out << format("{:>12}  {}\n", file.bytes, file.name);
      bytes += file.bytes;
      ++lacking;
    }
  }
  context.out << format("{} to fetch, {}; {} in the record already\n", lacking == 1 ? "1 file" : format("{} files", lacking), megabytes(bytes),
                        outcome.plan.files.size() - lacking);
  print_gaps(outcome.plan, context);
}

void print_failures(const fetch::FetchSummary& summary, const Context& context) {
  std::size_t not_tried = 0, shown = 0;
  for (const fetch::FailedFile& file : summary.failed) {
    not_tried += file.not_tried ? 1 : 0;
    if (!file.not_tried && shown++ < kListed) {
      context.err << format("corollary: failed: {} ({}): {}\n", file.name, text_of(file.covers), file.reason);
    }
  }
  if (shown > kListed) {
    context.err << format("corollary: and {} more failed\n", shown - kListed);
  }
  if (not_tried > 0) {
    context.err << format("corollary: {} more files were not tried, for the server had not answered for several in a row\n", not_tried);
  }
  if (!summary.failed.empty()) {
    context.err << "corollary: what a failed file holds is not known, and not zero; the same command tries again\n";
  }
}

void print_summary(const engine::Engine::FetchOutcome& outcome, const fetch::FetchRequest& request, const Context& context) {
  const fetch::FetchSummary& summary = *outcome.summary;
  context.out << format("{}: {} of {}\n", joined(summary.sets, ", "), summary.files == 1 ? "1 file" : format("{} files", summary.files), text_of(request.days));
  context.out << format("  fetched:              {} ({})\n", summary.fetched, megabytes(summary.bytes_fetched));
  if (summary.from_cache > 0) {
    context.out << format("  fetched before:       {}\n", summary.from_cache);
  }
  context.out << format("  in the record before: {}\n  failed:               {}\n  events added:         {}\n", summary.already_there, summary.failed.size(), summary.events);
  if (request.only) {
    context.out << format("  other events:         {}, not stored\n", summary.left_out);
  }
  if (summary.other_rows > 0) {
    context.out << format("  rows about reports:   {}\n", summary.other_rows);
  }
  context.out << format("  rows rejected:        {}\n", summary.rejected);
  if (request.only) {
    context.out << "  days covered:         none by this set, for it is chosen: what passes a filter\n";
  } else if (std::ranges::find(request.kinds, fetch::Kind::events) != request.kinds.end()) {
    context.out << format("  days covered:         {} of {}\n", count_days(summary.covered), request.days.length());
    if (!summary.not_covered.empty()) {
      context.out << format("  not covered:          {}\n", text_of(summary.not_covered));
    }
  }
  print_gaps(outcome.plan, context);
  for (const std::string& line : summary.first_rejected) context.err << "corollary: rejected: " << line << '\n';
}

Outcome fetch_files(const engine::Engine& engine, const Context& context, const FetchArguments& arguments) {
  TRY_ASSIGN(const fetch::FetchRequest request, request_of(arguments));
  TRY_ASSIGN(const engine::Engine::FetchOutcome outcome, engine.fetch(arguments.record, request, arguments.dry_run, context.progress));
  if (arguments.json) {
    print_json(outcome, request, context);
  } else {
    outcome.summary ? print_summary(outcome, request, context) : print_plan(outcome, context);
  }
  for (const std::string& line : outcome.plan.first_unreadable) context.err << "corollary: not read: " << line << '\n';
  if (outcome.summary) {
    print_failures(*outcome.summary, context);
  }
  return outcome.summary && !outcome.summary->failed.empty() ? 1 : 0;
}

// What is wrong with a number of something, or "".
std::string at_least(const std::string& text, long long least, long long most) {
  const auto number = parse_integer(text);
  return number && *number >= least && *number <= most ? "" : format("'{}' is no whole number from {} to {}", text, least, most);
}
CLI::Validator between(long long least, long long most) {
  return CLI::Validator([least, most](const std::string& text) { return at_least(text, least, most); }, format("{} to {}", least, most));
}

}  // namespace

void add_fetch(CLI::App& program, Action& chosen) {
  auto* const verb = program.add_subcommand("fetch", "GDELT's files of some days from its server to the record: verified, resumed, tried again");
  auto arguments = std::make_shared<FetchArguments>();
  verb->add_option("source", arguments->source, "gdelt")->required()->check(CLI::IsMember({"gdelt"}));
  verb->add_option("--record", arguments->record, "The record to add to; made if there is none")->capture_default_str();
  arguments->events.add_to(*verb);
  for (const char* const option : {"--issue", "--set"}) verb->remove_option(verb->get_option(option));  // A file of GDELT has neither.
  verb->get_option("--from")->required()->description("First day, YYYY-MM-DD, by when GDELT coded the news (UTC)");
  verb->get_option("--to")->description("Last day, that day included; default: the first");
  for (const char* const option : {"--party", "--actor", "--recipient", "--type"}) {
    verb->get_option(option)->group("Filter: only events that pass are stored, in a set of their own that covers no day");
  }
  verb->add_option("--format", arguments->format, "gdelt2: files of a quarter of an hour, from 2015-02-19; gdelt1: of a day, before April 2013 of a month or "
                   "year; auto: gdelt1 before 2015-02-19, gdelt2 from then on")
      ->capture_default_str()
      ->check(CLI::IsMember({"auto", "gdelt2", "gdelt1"}));
  verb->add_option("--kind", arguments->kinds, "events, mentions, gkg; several with commas. Mentions are about twice as large as events, GKG some fifty times")
      ->capture_default_str()
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"events", "mentions", "gkg"}));
  verb->add_flag("--translated", arguments->translated, "Also what GDELT coded from other languages than English, as a set of its own");
  verb->add_option("--url", arguments->url, "The server or a mirror: where gdeltv2/ and events/ are; https, or http if you say so")->capture_default_str();
  verb->add_option("--cache", arguments->cache, "The folder for lists, and for files until they are imported; default: RECORD.fetched");
  verb->add_flag("--keep", arguments->keep, "Leave the files in the cache; the record holds them byte for byte without that");
  verb->add_option("--parallel", arguments->parallel, "Files fetched at a time")->capture_default_str()->check(between(1, 32));
  verb->add_option("--retries", arguments->retries, "How often a file is tried again, with longer and longer waits")->capture_default_str()->check(between(0, 100));
  verb->add_option("--stall", arguments->stall, "Seconds without a byte after which a transfer is broken off and tried again")
      ->capture_default_str()
      ->check(between(1, 3600));
  verb->add_option("--cacert", arguments->cacert, "Certificates of authorities (PEM), in place of the system's")->check(CLI::ExistingFile);
  verb->add_option("--rejects", arguments->rejects, "Where to list rejected rows with line, column and reason; default: RECORD.rejects.tsv");
  verb->add_flag("--dry-run", arguments->dry_run, "Read the lists, and say which files would be fetched, with their sizes in bytes");
  verb->add_flag("--json", arguments->json, "Print the summary as JSON (corollary.fetch/1)");
  verb->callback([&chosen, arguments] {
    chosen = [arguments](const engine::Engine& engine, const Context& context) { return fetch_files(engine, context, *arguments); };
  });
}

}  // namespace corollary::cli
