#include "engine/engine.h"

#include <algorithm>

#include "base/file.h"
#include "base/ordered_work.h"
#include "base/strings.h"
#include "brief/html.h"
#include "brief/json.h"
#include "brief/markdown.h"
#include "engine/embedded.h"

namespace corollary::engine {
namespace {

namespace fs = std::filesystem;
using record::EventRecord;

// The last day on which the record would have an event; without coverage the last day on which it has one.
Result<Date> last_day(const EventRecord& record, const fs::path& path) {
  TRY_ASSIGN(const Coverage coverage, record.coverage());
  if (!coverage.empty()) {
    return coverage.ranges().back().last;
  }
  TRY_ASSIGN(const std::vector<record::Source> sources, record.sources());
  std::optional<Date> last;
  for (const record::Source& source : sources) {
    if (source.days && (!last || *last < source.days->last)) {
      last = source.days->last;
    }
  }
  if (!last) {
    return fail(ErrorKind::input, "{}: the record holds no event; import some first (corollary import)", path.string());
  }
  return *last;
}

std::string hash_of(std::string_view text) { return hash_text(content_hash(text)); }

}  // namespace

Engine::Engine(std::unique_ptr<const Catalogue> catalogue, CameoTable cameo, std::vector<coding::Frames> frames)
    : catalogue_(std::move(catalogue)), cameo_(std::move(cameo)), frames_(std::move(frames)) {}

Result<Engine> Engine::make(const OwnWords& words) {
  std::optional<Catalogue::Added> added;
  std::string name;
  std::string text;
  if (words.actors) {
    name = words.actors->string();
    TRY_ASSIGN(text, read_file(*words.actors));
    added = {name, text};
  }
  TRY_ASSIGN(Catalogue tables, Catalogue::built_in(added));
  auto catalogue = std::make_unique<const Catalogue>(std::move(tables));
  TRY_ASSIGN(CameoTable cameo, CameoTable::built_in());
  std::vector<coding::Frames> frames;
  for (const fs::path& path : words.frames) {
    TRY_ASSIGN(std::string table, read_file(path));
    frames.push_back({path.string(), std::move(table)});
  }
  Engine engine(std::move(catalogue), std::move(cameo), std::move(frames));
  if (!engine.frames_.empty()) {
    TRY(engine.reader());  // So that a wrong frame is said once and not for each report.
  }
  return engine;
}

Result<const Engine::Reader*> Engine::reader() const {
  if (reader_ == nullptr) {
    TRY_ASSIGN(const fs::path model, text::Parser::find_model());
    TRY_ASSIGN(text::Parser loaded, text::Parser::load(model));
    auto parser = std::make_unique<const text::Parser>(std::move(loaded));
    TRY_ASSIGN(coding::Coder coder, coding::Coder::make(*catalogue_, *parser, frames_));
    reader_ = std::make_unique<const Reader>(std::move(parser), std::move(coder));
  }
  return reader_.get();
}

std::vector<std::string> Engine::evaluation_suites(std::string_view stage) {
  const std::vector<std::string_view> names = stage == "bargain" ? evaluate::bargain_suites() : evaluate::coding_suites();
  return {names.begin(), names.end()};
}

Result<evaluate::Scores> Engine::evaluate(std::string_view stage, const std::string& suite, const evaluate::Options& options, Progress& progress) const {
  if (stage == "bargain") {
    return evaluate::score_bargain(suite, options, progress);
  }
  if (stage != "coding") {
    return fail(ErrorKind::usage, "there is no stage '{}' to evaluate; expected coding, forecast or bargain", stage);
  }
  TRY_ASSIGN(const Reader* const reader, this->reader());
  return evaluate::score_coding(suite, options, {*catalogue_, cameo_, *reader->parser, reader->coder}, progress);
}

Result<std::string> Engine::party_code(const std::string& text) const {
  if (const Party* const party = catalogue_->find_party(text)) {
    return party->code;
  }
  return fail(ErrorKind::not_found, "'{}' is no party of the catalogue; give a code such as POL or NATO, or a name such as Poland", text);
}

Result<std::vector<std::string>> Engine::party_codes(const std::vector<std::string>& texts) const {
  std::vector<std::string> codes;
  for (const std::string& text : texts) {
    TRY_ASSIGN(std::string code, party_code(text));
    if (std::ranges::find(codes, code) == codes.end()) {
      codes.push_back(std::move(code));
    }
  }
  return codes;
}

Result<graph::EventGraph> graph_until(const EventRecord& record, std::optional<Date> last, Progress& progress) {
  graph::EventGraph::Builder builder;
  record::Filter filter;
  filter.last = last;
  std::uint64_t read = 0;
  TRY(record.for_each(filter, [&](const Event& event) -> Result<void> {
    builder.add(event);
    return ++read % 4096 == 0 ? progress.report("reading the record", read, 0) : Result<void>();
  }));
  TRY_ASSIGN(const Coverage coverage, record.coverage());
  return std::move(builder).finish(last ? coverage.until(*last) : coverage);
}

Result<Engine::CodedFile> Engine::code(const fs::path& path, std::optional<Date> undated_as) const {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  TRY_ASSIGN(reports::ReadResult read, reports::read_reports(path.string(), bytes, {undated_as}));
  TRY_ASSIGN(const Reader* const reader, this->reader());
  CodedFile result{std::move(read.reports), {}, std::move(read.rejected)};
  for (const Report& report : result.reports) result.coded.push_back(reader->coder.code(report));
  return result;
}

Result<void> Engine::code_stream(const fs::path& path, std::optional<Date> undated_as, std::size_t threads, const CodedStream& stream) const {
  TRY_ASSIGN(reports::ReportStream reports, reports::ReportStream::open(path, {undated_as}));
  TRY_ASSIGN(const Reader* const reader, this->reader());
  struct Done {
    reports::ReportStream::Read read;
    coding::CodedReport coded;
  };
  const auto work = [&](reports::ReportStream::Read read) {
    coding::CodedReport coded = read.report ? reader->coder.code(*read.report) : coding::CodedReport();
    return Done{std::move(read), std::move(coded)};
  };
  const auto take = [&](const Done& done) { return done.read.report ? stream.coded(*done.read.report, done.coded) : stream.rejected(done.read.rejected); };
  return work_in_order(threads, [&] { return reports.next(); }, work, take);
}

Result<Engine::ProjectCoded> Engine::code_by_project(const fs::path& path, std::optional<Date> undated_as, const fs::path& dictionaries) const {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  TRY_ASSIGN(reports::ReadResult read, reports::read_reports(path.string(), bytes, {undated_as}));
  TRY_ASSIGN(const coding::KedsDictionary dictionary, coding::KedsDictionary::from_folder(dictionaries));
  TRY_ASSIGN(const Reader* const reader, this->reader());
  const coding::KedsCoder coder(dictionary);
  ProjectCoded result{std::move(read.reports), {}, std::move(read.rejected)};
  result.rejected.insert(result.rejected.end(), dictionary.unread().begin(), dictionary.unread().end());
  for (const Report& report : result.reports) result.events.push_back(coder.code(report, *reader->parser));
  return result;
}

Result<record::ImportSummary> Engine::import_quadruples(const fs::path& path, const fs::path& folder,
                                                        const record::QuadrupleOptions& options, Progress& progress,
                                                        const record::OpenOptions& open) const {
  // Before the record is made: a mistyped folder leaves no empty record behind.
  if (std::error_code error; !fs::is_directory(folder, error)) {
    return fail(ErrorKind::not_found, "{}: there is no such folder, expected one with entity2id.txt, relation2id.txt and train.txt", folder.string());
  }
  TRY_ASSIGN(EventRecord record, EventRecord::open(path, EventRecord::Access::read_write, open));
  return record::import_quadruples(record, folder, options, *catalogue_, cameo_, progress);
}

Result<record::ImportSummary> Engine::import_chronology(const fs::path& path, const fs::path& csv, const record::RejectOptions& rejects,
                                                        const record::OpenOptions& open) const {
  TRY_ASSIGN(const std::string text, read_file(csv));
  TRY_ASSIGN(EventRecord record, EventRecord::open(path, EventRecord::Access::read_write, open));
  return record::import_chronology(record, csv.filename().string(), text, rejects, *catalogue_);
}

Result<record::ImportSummary> Engine::import_file(const fs::path& path, const fs::path& file, const record::FileImportOptions& options,
                                                  Progress& progress, const record::OpenOptions& open) const {
  if (std::error_code error; !fs::exists(file, error)) {  // Before the record is made.
    return fail(ErrorKind::not_found, "{}: there is no such file", file.string());
  }
  TRY_ASSIGN(EventRecord record, EventRecord::open(path, EventRecord::Access::read_write, open));
  return record::import_file(record, file, options, *catalogue_, cameo_, progress);
}

Result<Engine::FetchOutcome> Engine::fetch(const fs::path& path, fetch::FetchRequest request, bool dry_run, Progress& progress) const {
  if (request.only) {
    TRY(resolve(*request.only));
  }
  if (request.cache.empty()) {
    request.cache = path.string() + ".fetched";
  }
  const fetch::Clock clock = fetch::Clock::steady();
  FetchOutcome outcome;
  TRY_ASSIGN(outcome.plan, fetch::plan_fetch(request, clock, progress));  // Before the record is made.
  if (!dry_run) {
    TRY_ASSIGN(EventRecord record, EventRecord::open(path, EventRecord::Access::read_write));
    TRY_ASSIGN(outcome.summary, fetch::carry_out(outcome.plan, request, record, *catalogue_, cameo_, clock, progress));
    return outcome;
  }
  if (std::error_code error; !fs::exists(path, error)) {
    outcome.there.assign(outcome.plan.files.size(), false);
    return outcome;
  }
  TRY_ASSIGN(const EventRecord record, EventRecord::open(path, EventRecord::Access::read_only));
  TRY_ASSIGN(outcome.there, fetch::files_there(record, outcome.plan, request));
  return outcome;
}

Result<std::string> Engine::special_format(const fs::path& input) {
  std::error_code error;
  if (fs::is_directory(input, error)) {
    return fs::exists(input / "entity2id.txt", error)
               ? Result<std::string>("quadruples")
               : fail(ErrorKind::input, "{}: is a folder without entity2id.txt; name the files to import", input.string());
  }
  TRY_ASSIGN(FileReader file, FileReader::open(input));
  std::string head;
  TRY(file.append_block(head));
  return head.starts_with("date,actors,recipients,type,") ? "chronology" : "";
}

Result<void> Engine::export_original(const fs::path& path, const std::string& set, const std::string& file,
                                     const std::function<Result<void>(std::string_view)>& sink) const {
  TRY_ASSIGN(const EventRecord record, EventRecord::open(path, EventRecord::Access::read_only));
  TRY_ASSIGN(std::vector<record::KeptFile> files, record.kept_files());
  std::erase_if(files, [&](const record::KeptFile& kept) { return (!set.empty() && kept.source != set) || (!file.empty() && kept.name != file); });
  if (files.empty()) {
    return fail(ErrorKind::not_found, "{}: keeps no such file; `corollary doctor --record {}` lists its sets", path.string(), path.string());
  }
  if (files.size() > 1) {
    std::vector<std::string> names;
    for (const record::KeptFile& kept : files) names.push_back(format("{} of {}", kept.name, kept.source));
    names.resize(std::min<std::size_t>(names.size(), 10));
    return fail(ErrorKind::usage, "{}: keeps {} such files; say which with --set and --file: {}", path.string(), files.size(), listed(names, "or"));
  }
  return record.original(files.front().id, sink);
}

Result<std::vector<formats::Loss>> Engine::export_events(const fs::path& path, record::Filter filter, formats::Format format,
                                                         const std::function<Result<void>(std::string_view)>& sink, Progress& progress) const {
  TRY_ASSIGN(formats::RowWriter writer, formats::RowWriter::make(format, *catalogue_, cameo_));
  constexpr std::size_t enough = 1 << 16;
  std::string bytes = writer.header();
  std::uint64_t done = 0;
  const auto write = [&](const Event& event) -> Result<void> {
    writer.append(event, bytes);
    if (bytes.size() >= enough) {
      TRY(sink(bytes));
      bytes.clear();
    }
    return ++done % 4096 == 0 ? progress.report("writing events", done, 0) : Result<void>();
  };
  TRY(events(path, std::move(filter), write));
  TRY(sink(bytes));
  return writer.losses();
}

namespace {

// A publisher that is known, by all its names and sites; another as it stands.
Result<void> resolve_publishers(std::vector<std::string>& publishers) {
  if (publishers.empty()) {
    return {};
  }
  TRY_ASSIGN(const PublisherTable known, PublisherTable::built_in());
  std::vector<std::string> names;
  for (const std::string& wanted : publishers) {
    names.push_back(wanted);
    if (const Publisher* const publisher = known.find(wanted)) {
      names.push_back(publisher->name);
      names.insert(names.end(), publisher->aliases.begin(), publisher->aliases.end());
      names.insert(names.end(), publisher->domains.begin(), publisher->domains.end());
    }
  }
  publishers = std::move(names);
  return {};
}

}  // namespace

Result<void> Engine::resolve(record::Filter& filter) const {
  for (const std::string& id : filter.issues) {
    if (catalogue_->issue(id) == nullptr) {
      std::vector<std::string> ids;
      for (const Issue& issue : catalogue_->issues()) ids.push_back(issue.id);
      return fail(ErrorKind::usage, "'{}' is no issue; expected {}", id, listed(ids, "or"));
    }
  }
  TRY_ASSIGN(filter.parties, party_codes(filter.parties));
  for (std::string* const side : {&filter.actor, &filter.recipient}) {
    if (!side->empty()) {
      TRY_ASSIGN(*side, party_code(*side));
    }
  }
  return resolve_publishers(filter.publishers);
}

namespace {

// A mistyped set is an error, not a set without events.
Result<void> expect_sets(const EventRecord& record, const fs::path& path, const std::vector<std::string>& sets) {
  if (sets.empty()) {
    return {};
  }
  TRY_ASSIGN(const std::vector<record::Source> sources, record.sources());
  for (const std::string& set : sets) {
    if (std::ranges::find(sources, set, &record::Source::name) == sources.end()) {
      std::vector<std::string> names;
      for (const record::Source& source : sources) names.push_back(format("'{}'", source.name));
      return fail(ErrorKind::not_found, "{}: has no set '{}'; it has {}", path.string(), set, names.empty() ? "none" : listed(names, "and"));
    }
  }
  return {};
}

}  // namespace

Result<void> Engine::events(const fs::path& path, record::Filter filter, const std::function<Result<void>(const Event&)>& visit) const {
  TRY(resolve(filter));
  TRY_ASSIGN(const EventRecord record, EventRecord::open(path, EventRecord::Access::read_only));
  TRY(expect_sets(record, path, filter.sets));
  return record.for_each(filter, visit);
}

Result<std::vector<record::FoundPassage>> Engine::passages(const fs::path& path, const record::PassageQuery& query) {
  TRY_ASSIGN(const EventRecord record, EventRecord::open(path, EventRecord::Access::read_only));
  return record::Passages(record).find(query);
}

Result<record::EventEvidence> Engine::evidence(const fs::path& path, std::int64_t row) {
  TRY_ASSIGN(const EventRecord record, EventRecord::open(path, EventRecord::Access::read_only));
  TRY_ASSIGN(const PublisherTable publishers, PublisherTable::built_in());
  return record::ReportMetadata(record).evidence_of(row, publishers);
}

namespace {

// Without an event all pairs of the parties, likeliest first; with one what it moves most, and nothing that was sure anyway.
forecast::ConsequenceOptions forecast_options(const Engine::ForecastRequest& request) {
  forecast::ConsequenceOptions options;
  if (!request.event || request.most == 0) {
    options.most = options.most_per_dyad = 100'000;
    options.surely = 1;
  } else {
    options.most = request.most;
  }
  options.only = request.type;
  options.likeliest_first = !request.event;
  return options;
}

Result<forecast::Model> read_model(const fs::path& path, Date as_of, Days horizon) {
  TRY_ASSIGN(const std::string bytes, read_file(path));
  TRY_ASSIGN(forecast::Model model, forecast::Model::read(path.string(), bytes));
  if (model.learned().as_of > as_of) {
    return fail(ErrorKind::usage, "{}: the model knows days up to {}, later than the day that is forecast from, {}", path.string(), model.learned().as_of.iso(), as_of.iso());
  }
  if (model.options().rule.horizon != horizon) {
    return fail(ErrorKind::usage, "{}: the model looks {} days ahead, and {} are asked for", path.string(), model.options().rule.horizon.count, horizon.count);
  }
  return model;
}

Result<forecast::Model> model_for(const Engine::ForecastRequest& request, const forecast::History& history, Date as_of, Progress& progress) {
  if (request.model) {
    return read_model(*request.model, as_of, request.horizon);
  }
  forecast::ModelOptions options;
  options.rule.horizon = request.horizon;
  options.seed = request.seed;
  TRY_ASSIGN(forecast::Model model, forecast::Model::learn(history, as_of, options, progress));
  if (request.save) {
    TRY(write_file(*request.save, model.bytes()));
  }
  return model;
}

Result<void> expect_known(const graph::EventGraph& graph, const std::vector<std::string>& parties, const Catalogue& catalogue, Date as_of) {
  for (const std::string& party : parties) {
    if (!graph.party(party)) {
      return fail(ErrorKind::not_found, "the record has no act by or on {} up to {}", catalogue.name_of(party), as_of.iso());
    }
  }
  return {};
}

}  // namespace

Result<Engine::ForecastOutcome> Engine::forecast(const ForecastRequest& request, Progress& progress) const {
  TRY_ASSIGN(std::vector<std::string> parties, party_codes(request.parties));
  TRY_ASSIGN(const std::vector<std::string> third_parties, party_codes(request.third_parties));
  for (const std::string& party : third_parties) {
    if (std::ranges::find(parties, party) == parties.end()) parties.push_back(party);
  }
  if (parties.size() < 2) {
    return fail(ErrorKind::usage, "a forecast needs an actor and a recipient that differ");
  }
  TRY_ASSIGN(const EventRecord record, EventRecord::open(request.record, EventRecord::Access::read_only));
  TRY_ASSIGN(const Date last, last_day(record, request.record));
  ForecastOutcome outcome;
  outcome.as_of = request.as_of.value_or(last);
  if (outcome.as_of > last) {
    return fail(ErrorKind::usage, "--as-of {} lies behind the record's last day, {}: nothing is known from there", outcome.as_of.iso(), last.iso());
  }
  TRY_ASSIGN(const graph::EventGraph graph, graph_until(record, outcome.as_of, progress));
  TRY(expect_known(graph, parties, *catalogue_, outcome.as_of));
  const forecast::History history(graph);
  TRY_ASSIGN(const forecast::Model model, model_for(request, history, outcome.as_of, progress));
  outcome.options = model.options();
  outcome.learned = model.learned();
  outcome.calibration = model.calibration();

  const forecast::FocusEvent none{"", "", EventType::consult, outcome.as_of, ""};
  auto all = forecast::consequences(model, graph, request.event.value_or(none), parties, third_parties, outcome.as_of, request.horizon, forecast_options(request));
  std::optional<graph::EventGraph> later;
  if (request.resolve_to) {
    TRY_ASSIGN(later, graph_until(record, request.resolve_to, progress));
  }
  for (forecast::Consequence& consequence : all) {
    if (!request.event) {
      consequence.forecast->without_event.reset();
    }
    auto resolution = later ? std::optional(forecast::resolve(*later, *consequence.forecast)) : std::nullopt;
    outcome.forecasts.push_back({std::move(consequence), resolution});
  }
  return outcome;
}

Result<forecast::Backtest> Engine::backtest(const BacktestRequest& request, Progress& progress) const {
  TRY_ASSIGN(const EventRecord record, EventRecord::open(request.record, EventRecord::Access::read_only));
  TRY_ASSIGN(const Date last, last_day(record, request.record));
  TRY_ASSIGN(const graph::EventGraph graph, graph_until(record, request.until, progress));
  forecast::BacktestOptions options;
  options.model.rule.horizon = request.horizon;
  options.model.seed = options.bootstrap.seed = request.seed;
  options.learn_to = request.learn_to;
  options.until = request.until.value_or(last);
  options.relearn = request.relearn;
  return forecast::backtest(forecast::History(graph), options, progress);
}

Result<impact::Assessment> Engine::impact(const ImpactRequest& request, Progress& progress) const {
  TRY_ASSIGN(const std::vector<std::string> parties, party_codes(request.event_parties));
  if (parties.size() < 2) {
    return fail(ErrorKind::usage, "an effect is measured between two parties of the event, or on a third party");
  }
  TRY_ASSIGN(const EventRecord record, EventRecord::open(request.record, EventRecord::Access::read_only));
  TRY_ASSIGN(const graph::EventGraph graph, graph_until(record, request.as_of, progress));
  TRY_ASSIGN(const std::string subject, request.third_party ? party_code(*request.third_party) : Result<std::string>(parties[0]));
  return impact::assess(graph, impact::security_questions(subject, parties, request.event_day, request.windows));
}

Result<std::vector<brief::SettledIssue>> settled_issues(const bargain::Scenario& scenario) {
  std::vector<brief::SettledIssue> settled;
  for (const bargain::Issue& issue : scenario.issues) {
    brief::SettledIssue one{issue, {}, {}};
    TRY_ASSIGN(one.shifts, bargain::sensitivity(issue, bargain::Method::weighted_mean));
    for (const bargain::Method method : bargain::kMethods) {
      TRY_ASSIGN(bargain::Settlement settlement, bargain::settle(issue, method));
      one.settlements.push_back(std::move(settlement));
    }
    settled.push_back(std::move(one));
  }
  return settled;
}

Result<void> Engine::save(const brief::Brief& brief, const fs::path& folder) {
  TRY(make_folder(folder));
  TRY(write_file(folder / "brief.html", brief::to_html(brief)));
  TRY(write_file(folder / "brief.md", brief::to_markdown(brief)));
  return write_file(folder / "brief.json", brief::to_json(brief));
}

Result<brief::CheckResult> Engine::check(const fs::path& brief_json, const std::optional<fs::path>& record_path) const {
  TRY_ASSIGN(const std::string json, read_file(brief_json));
  TRY_ASSIGN(const brief::Brief written, brief::from_json(brief_json.string(), json));

  // A report's text is what its reader makes of the file, so it is read again; one that has changed is not compared.
  std::map<std::string, std::string> texts;
  std::vector<std::string> changed;
  for (const brief::SourceEntry& source : written.sources) {
    const auto file = code(source.path, source.day);
    if (!file) {
      continue;
    }
    for (const Report& report : file->reports) {
      const bool same = hash_of(report.text) == source.content_hash;
      if (same) {
        texts.emplace(source.id, report.text);
      } else if (report.id == source.id) {
        changed.push_back(source.path);
      }
    }
  }
  brief::Originals originals;
  originals.report_text = [&](std::string_view id) {
    const auto found = texts.find(std::string(id));
    return found == texts.end() ? nullptr : &found->second;
  };
  std::optional<EventRecord> record;
  if (record_path) {
    TRY_ASSIGN(record, EventRecord::open(*record_path, EventRecord::Access::read_only));
    originals.row_exists = [&](const RowCitation& row) {
      const auto event = record->event(row.row);
      return event && record::as_row(*event) == row;
    };
  }
  brief::CheckResult result = brief::check(written, originals);
  if (written.seal.empty()) {
    result.findings.push_back({"seal", "", "the brief bears no seal"});
  }
  for (const std::string& path : changed) {
    result.findings.push_back({"quote", "", format("the report {} was changed after the brief was written", path)});
  }
  return result;
}

Result<void> Engine::migrate(const fs::path& path) const {
  if (std::error_code error; !fs::exists(path, error)) {
    return fail(ErrorKind::not_found, "{}: there is no such record", path.string());
  }
  TRY(EventRecord::open(path, EventRecord::Access::read_write));
  return {};
}

Result<record::Salvaged> Engine::salvage(const fs::path& path, const fs::path& to, Progress& progress) { return record::salvage(path, to, progress); }

Result<std::vector<Engine::Finding>> Engine::doctor(const std::optional<fs::path>& path) const {
  std::vector<Finding> findings;
  findings.push_back({true, format("catalogue: {} parties, {} offices of people, {} institutions, {} titles, {} places, {} issues",
                                   catalogue_->parties().size(), catalogue_->people().size(), catalogue_->bodies().size(),
                                   catalogue_->titles().size(), catalogue_->places().size(), catalogue_->issues().size())});
  findings.push_back({true, format("chronology in the program: {} bytes, {}", embedded_chronology().size(), hash_of(embedded_chronology()))});
  const auto reader = this->reader();
  if (reader) {
    const text::Parser::Card& card = (*reader)->parser->card();
    findings.push_back({true, format("model {} {}: {} ({})", card.name, card.version, card.checksum, card.licence)});
  } else {
    findings.push_back({false, reader.error().message});
  }
  if (!path) {
    return findings;
  }
  TRY_ASSIGN(const EventRecord record, EventRecord::open(*path, EventRecord::Access::read_only));
  const auto sound = record.check();
  findings.push_back({sound.has_value(), sound ? format("record {}: sound", path->string()) : sound.error().message});
  TRY_ASSIGN(const std::vector<record::Source> sources, record.sources());
  for (const record::Source& source : sources) {
    const std::string days = source.days ? format("{} to {}", source.days->first.iso(), source.days->last.iso()) : "no day";
    const std::string about_reports = source.report_rows > 0 ? format(", {} rows about reports", source.report_rows) : "";
    findings.push_back({true, format("set {} ({}{}): {} events, {}{}, {} rows rejected", source.name, source.format,
                                     source.kind == record::SourceKind::chosen ? ", chosen list" : "", source.events, days, about_reports,
                                     source.rejected)});
  }
  TRY_ASSIGN(const Coverage coverage, record.coverage());
  for (const DateRange& range : coverage.ranges()) {
    findings.push_back({true, format("covered: {} to {} ({} days)", range.first.iso(), range.last.iso(), range.length())});
  }
  if (coverage.empty()) {
    findings.push_back({false, "the record covers no day: forecasts and effects need a coded news stream (corollary import quadruples …)"});
  }
  return findings;
}

}  // namespace corollary::engine
