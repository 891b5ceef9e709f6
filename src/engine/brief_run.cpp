#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/strings.h"
#include "brief/write.h"
#include "engine/case.h"
#include "engine/embedded.h"
#include "engine/engine.h"
#include "engine/occasion.h"

namespace corollary::engine {
namespace {

namespace fs = std::filesystem;
using record::EventRecord;

constexpr Days kDefaultHorizon{30};
// The backtest asks on the days of this long before the last window that is over.
// A brief learns twice for each horizon; four times as many questions would be worth a thousandth of skill.
constexpr std::size_t kMostRows = 150'000;
constexpr Days kBacktestSpan{42};
// Between the record's last covered day and the day that is forecast from.
constexpr Days kMostStaleness{14};
// Beside the event's and the third parties, so many of those that the reports name take part in the forecasts.
constexpr std::size_t kMostForecastParties = 12;

std::string row_in_words(const Event& event) {
  const auto names = [](const std::vector<Actor>& side) {
    std::vector<std::string> all;
    for (const Actor& actor : side) all.push_back(actor.name);
    return joined(all, ", ");
  };
  const std::string recipients = event.recipients.empty() ? "" : " → " + names(event.recipients);
  const std::string text = event.text.empty() ? event.why : event.text;
  return format("{}: {}{}: {}{}{}", event.when.first.iso(), names(event.actors), recipients, code(event.type),
                event.cameo.empty() ? "" : " " + event.cameo, text.empty() ? "" : ": " + text);
}

}  // namespace

/// One run of `brief`: each step fills its part of the material.
class BriefRun {
 public:
  BriefRun(const Engine& engine, const Engine::BriefRequest& request, Progress& progress)
      : engine_(engine), request_(request), progress_(progress) {}

  Result<Engine::BriefOutcome> run() {
    TRY(take_inputs());
    TRY(read_reports());
    TRY(take_occasion());
    TRY(open_record());
    TRY(describe_record());
    TRY(forecast());
    TRY(measure());
    TRY(settle());
    TRY(collect_rows());
    Engine::BriefOutcome outcome{brief::write(material_, engine_.catalogue()), {}, std::move(rejected_), std::move(notes_)};
    outcome.check = check(outcome.brief);
    return outcome;
  }

 private:
  Result<void> take_inputs() {
    if (request_.inputs.empty()) {
      return fail(ErrorKind::usage, "a brief needs a case folder or at least one report");
    }
    std::error_code error;
    if (request_.inputs.size() == 1 && fs::is_directory(request_.inputs.front(), error)) {
      TRY_ASSIGN(case_, read_case(request_.inputs.front(), engine_.catalogue()));
    } else {
      case_.reports = request_.inputs;
    }
    TRY_ASSIGN(const std::vector<std::string> asked, engine_.party_codes(request_.third_parties));
    material_.third_parties = case_.third_parties;
    for (const std::string& party : asked) {
      if (std::ranges::find(material_.third_parties, party) == material_.third_parties.end()) {
        material_.third_parties.push_back(party);
      }
    }
    material_.yardstick = request_.yardstick.value_or(case_.yardstick.value_or(brief::Yardstick::icd203));
    return {};
  }

  // A report that cannot be read does not stop the others; that none can be read does.
  Result<void> read_reports() {
    std::optional<Error> first_error;
    for (const fs::path& path : case_.reports) {
      TRY(progress_.report("reading reports", material_.sources.size(), case_.reports.size()));
      auto file = engine_.code(path, undated_as());
      if (!file) {
        rejected_.push_back(file.error().message);
        first_error = first_error.value_or(file.error());
        continue;
      }
      rejected_.insert(rejected_.end(), file->rejected.begin(), file->rejected.end());
      for (std::size_t i = 0; i < file->reports.size(); ++i) add_report(std::move(file->reports[i]), std::move(file->coded[i]));
    }
    if (material_.sources.empty()) {
      const ErrorKind kind = first_error ? first_error->kind : ErrorKind::input;
      return std::unexpected(Error{kind, joined(rejected_, "\ncorollary: ")});
    }
    return {};
  }

  std::optional<Date> undated_as() const { return case_.occasion ? std::optional(case_.occasion->day) : std::nullopt; }

  // The same words twice are one report; another report of the same name gets a name of its own.
  void add_report(Report report, coding::CodedReport coded) {
    const std::string hash = hash_text(content_hash(report.text));
    if (const auto same = std::ranges::find(material_.sources, hash, &brief::SourceEntry::content_hash); same != material_.sources.end()) {
      rejected_.push_back(format("{}: holds the same words as {}", report.path, same->path));
      return;
    }
    if (material_.report_texts.contains(report.id)) {
      int number = 2;
      while (material_.report_texts.contains(format("{}-{}", report.id, number))) ++number;
      report.id = format("{}-{}", report.id, number);
      if (const auto reader = engine_.reader()) {  // There is one: it has coded the report before.
        coded = (*reader)->coder.code(report);
      }
    }
    std::ranges::move(coding::notes(report, coded), std::back_inserter(notes_));
    material_.sources.push_back({report.id, report.title, report.publisher, report.place, report.path, report.day, hash});
    material_.report_texts.emplace(report.id, report.text);
    std::ranges::move(coded.events, std::back_inserter(material_.events));
    std::ranges::move(coded.statements, std::back_inserter(material_.statements));
  }

  Result<void> take_occasion() {
    if (case_.occasion) {
      material_.occasion = *case_.occasion;
    } else {
      TRY(infer());
    }
    const Date default_as_of = material_.occasion.day - Days{1};
    material_.as_of = request_.as_of.value_or(case_.as_of.value_or(default_as_of));
    material_.resolve_to = request_.resolve_to;
    material_.title = !case_.title.empty() ? case_.title : material_.sources.front().title;
    if (material_.title.empty()) {
      material_.title = "Brief on " + material_.sources.front().id;
    }
    if (material_.resolve_to && *material_.resolve_to <= material_.as_of) {
      return fail(ErrorKind::usage, "--resolve-to {} does not lie behind --as-of {}", material_.resolve_to->iso(), material_.as_of.iso());
    }
    return {};
  }

  // Without a case the event is taken from the text, and the brief says so.
  Result<void> infer() {
    const auto day_of = [&](std::string_view report) { return std::ranges::find(material_.sources, report, &brief::SourceEntry::id)->day; };
    const auto inferred = infer_occasion(material_.events, day_of, engine_.catalogue());
    if (!inferred) {
      return fail(ErrorKind::input, "{}: no event between two known parties was found; give a case folder with [event] in case.toml",
                  material_.sources.front().path);
    }
    material_.occasion = inferred->occasion;
    std::vector<std::string> names;
    for (const std::string& party : inferred->occasion.parties) names.push_back(engine_.catalogue().name_of(party));
    const auto& span = std::get<SpanCitation>(inferred->event.evidence);
    std::string quote(span.bytes.of(material_.report_texts.at(span.report)));
    std::string hash = hash_text(content_hash(quote));
    brief::Claim claim;
    claim.kind = brief::ClaimKind::assumption;
    claim.text = format("Taken from the text, for no case was given: the event is the {} of {} on {}{}.", event_noun(), listed(names),
                        inferred->occasion.day.written(), inferred->occasion.place.empty() ? "" : " in " + inferred->occasion.place);
    claim.evidence.emplace_back(brief::SpanEvidence{span, std::move(quote), std::move(hash)});
    material_.assumptions.push_back(std::move(claim));
    return {};
  }

  std::string_view event_noun() const {
    if (material_.occasion.type != EventType::consult) {
      return noun_phrase(material_.occasion.type);
    }
    return material_.occasion.mode == "visit" ? "visit" : material_.occasion.mode == "phone" ? "telephone talks" : "meeting";
  }

  Result<void> open_record() {
    if (request_.record) {
      TRY_ASSIGN(record_, EventRecord::open(*request_.record, EventRecord::Access::read_only));
      return {};
    }
    TRY_ASSIGN(record_, EventRecord::in_memory());
    std::string text(embedded_chronology());
    std::string name = "chronology.csv (in the program)";
    if (case_.chronology) {
      TRY_ASSIGN(text, read_file(*case_.chronology));
      name = case_.chronology->filename().string();
    }
    TRY_ASSIGN(const record::ImportSummary summary, record::import_chronology(*record_, name, text, {}, engine_.catalogue()));
    rejected_.insert(rejected_.end(), summary.rejected.begin(), summary.rejected.end());
    return {};
  }

  Result<void> describe_record() {
    TRY_ASSIGN(const std::vector<record::Source> sources, record_->sources());
    std::set<std::string> chosen;
    for (const record::Source& source : sources) {
      const bool is_chosen = source.kind == record::SourceKind::chosen;
      material_.record_sets.push_back({source.name, is_chosen, source.days});
      if (is_chosen) {
        chosen.insert(source.name);
      }
    }
    TRY_ASSIGN(const Coverage coverage, record_->coverage());
    material_.coverage = coverage.until(material_.as_of);
    record::Filter filter;
    filter.last = material_.as_of;
    filter.parties = material_.occasion.parties;
    if (chosen.empty()) {
      return {};
    }
    return record_->for_each(filter, [&](const Event& event) -> Result<void> {
      const bool theirs = std::ranges::count_if(material_.occasion.parties, [&](const std::string& p) { return brief_involves(event, p); }) >= 2;
      if (theirs && chosen.contains(record::as_row(event).source)) {
        material_.background.push_back(event);
      }
      return {};
    });
  }

  static bool brief_involves(const Event& event, const std::string& party) {
    return std::ranges::find(event.actors, party, &Actor::party) != event.actors.end() ||
           std::ranges::find(event.recipients, party, &Actor::party) != event.recipients.end();
  }

  // The event's parties, the third parties, then those that the reports name most.
  std::vector<std::string> forecast_parties() const {
    std::vector<std::string> parties = material_.occasion.parties;
    std::string text;
    for (const auto& [id, report] : material_.report_texts) text += report + "\n";
    for (const auto& more : {material_.third_parties, parties_named(text, engine_.catalogue())}) {
      for (const std::string& party : more) {
        if (parties.size() < kMostForecastParties && std::ranges::find(parties, party) == parties.end()) {
          parties.push_back(party);
        }
      }
    }
    return parties;
  }

  Result<void> forecast() {
    TRY_ASSIGN(graph_, graph_until(*record_, material_.as_of, progress_));
    if (material_.resolve_to) {
      TRY_ASSIGN(later_graph_, graph_until(*record_, material_.resolve_to, progress_));
    }
    const auto& parties = material_.occasion.parties;
    if (const auto dyad = graph_->dyad(parties[0], parties[1]); dyad && !material_.coverage.empty()) {
      const DateRange days = {std::max(material_.coverage.ranges().front().first, material_.occasion.day - Days{120}), material_.occasion.day};
      material_.main_pair = brief::PairHistory{parties[0], parties[1], graph_->daily_both_ways(*dyad, graph::ActFilter::cooperation(), days),
                                               graph_->daily_both_ways(*dyad, graph::ActFilter::conflict(), days)};
    }
    std::vector<Days> horizons;
    for (const Days horizon : !request_.horizons.empty() ? request_.horizons : case_.horizons) {
      if (std::ranges::find(horizons, horizon) == horizons.end()) {
        horizons.push_back(horizon);
      }
    }
    if (horizons.empty()) {
      horizons.push_back(kDefaultHorizon);
    }
    const forecast::History history(*graph_);
    for (const Days horizon : horizons) TRY(forecast(history, horizon));
    return {};
  }

  Result<void> forecast(const forecast::History& history, Days horizon) {
    forecast::ModelOptions options;
    options.rule.horizon = horizon;
    options.seed = request_.seed;
    options.most_rows = kMostRows;
    brief::ForecastPart part{horizon, std::nullopt, std::nullopt, "", {}};
    std::optional<forecast::Model> model;
    if (auto learned = learn(history, options)) {
      model = *std::move(learned);
      part.learned = model->learned();
      TRY(backtest(history, options, part));
    } else if (learned.error().kind == ErrorKind::cancelled) {
      return std::unexpected(learned.error());
    } else if (material_.forecasts.empty()) {
      material_.no_forecast = part.no_backtest = learned.error().message;
    } else {
      return {};  // A longer horizon than the record can carry; the first one speaks.
    }
    const auto& occasion = material_.occasion;
    const forecast::FocusEvent focus{occasion.parties[0], occasion.parties[1], occasion.type, occasion.day, occasion.mode};
    for (forecast::Consequence& consequence :
         forecast::consequences(model, *graph_, focus, forecast_parties(), material_.third_parties, material_.as_of, horizon, {})) {
      std::optional<forecast::Resolution> resolution;
      if (later_graph_) {
        forecast::Forecast question;
        question.target = consequence.target;
        question.window = consequence.window;
        resolution = forecast::resolve(*later_graph_, question);
      }
      part.consequences.push_back({std::move(consequence), resolution});
    }
    material_.forecasts.push_back(std::move(part));
    return {};
  }

  // A forecast from days that the record does not reach would be one of long ago.
  Result<forecast::Model> learn(const forecast::History& history, const forecast::ModelOptions& options) {
    const Date from = std::max(material_.as_of, material_.occasion.day);
    if (!material_.coverage.empty() && material_.coverage.ranges().back().last + kMostStaleness < from) {
      return fail(ErrorKind::input, "the record's last covered day is {}, too long before {} to say what is likely then",
                  material_.coverage.ranges().back().last.written(), from.written());
    }
    return forecast::Model::learn(history, material_.as_of, options, progress_);
  }

  Result<void> backtest(const forecast::History& history, const forecast::ModelOptions& options, brief::ForecastPart& part) {
    forecast::BacktestOptions backtest;
    backtest.model = options;
    backtest.learn_to = material_.as_of - options.rule.horizon - kBacktestSpan;
    backtest.until = material_.as_of;
    backtest.relearn = Days{0};
    auto result = forecast::backtest(history, backtest, progress_);
    if (result) {
      part.backtest = *std::move(result);
    } else if (result.error().kind == ErrorKind::cancelled) {
      return std::unexpected(result.error());
    } else {
      part.no_backtest = result.error().message;
    }
    return {};
  }

  Result<void> measure() {
    const impact::Windows windows{case_.before_days.value_or(60), case_.after_days.value_or(60)};
    const auto& occasion = material_.occasion;
    for (const std::string& party : material_.third_parties) {
      brief::ThirdPartyPart part{party, std::nullopt, "", std::nullopt};
      if (material_.coverage.empty()) {
        part.no_assessment = "the record covers no day, so nothing can be compared before and after; import a coded news stream "
                             "such as ICEWS (corollary import quadruples)";
      } else {
        const auto questions = impact::security_questions(party, occasion.parties, occasion.day, windows);
        TRY_ASSIGN(part.assessment, impact::assess(*graph_, questions));
        if (later_graph_) {
          TRY_ASSIGN(part.later, impact::assess(*later_graph_, questions));
        }
      }
      material_.third_party_parts.push_back(std::move(part));
    }
    return {};
  }

  Result<void> settle() {
    TRY_ASSIGN(material_.settled, settled_issues(case_.scenario));
    return {};
  }

  Result<void> collect_rows() {
    std::set<std::int64_t> rows;
    for (const brief::ForecastPart& part : material_.forecasts) {
      for (const brief::ScoredConsequence& scored : part.consequences) {
        rows.insert(scored.consequence.recent_rows.begin(), scored.consequence.recent_rows.end());
        rows.insert(scored.resolution ? scored.resolution->row : 0);
        for (const forecast::Precedent& precedent : scored.consequence.precedents) {
          rows.insert(precedent.row);
          rows.insert(precedent.followed_row);
        }
      }
    }
    rows.erase(0);
    for (const std::int64_t row : rows) {
      TRY_ASSIGN(const Event event, record_->event(row));
      material_.rows.emplace(row, brief::RowEvidence{record::as_row(event), row_in_words(event)});
    }
    return {};
  }

  brief::CheckResult check(const brief::Brief& written) const {
    brief::Originals originals;
    originals.report_text = [&](std::string_view id) {
      const auto found = material_.report_texts.find(std::string(id));
      return found == material_.report_texts.end() ? nullptr : &found->second;
    };
    originals.row_exists = [&](const RowCitation& row) { return record_->event(row.row).has_value(); };
    return brief::check(written, originals);
  }

  const Engine& engine_;
  const Engine::BriefRequest& request_;
  Progress& progress_;
  Case case_;
  brief::Material material_;
  std::vector<std::string> rejected_, notes_;
  std::optional<EventRecord> record_;
  std::optional<graph::EventGraph> graph_, later_graph_;
};

Result<Engine::BriefOutcome> Engine::brief(const BriefRequest& request, Progress& progress) const {
  return BriefRun(*this, request, progress).run();
}

}  // namespace corollary::engine
