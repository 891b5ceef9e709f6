#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bargain/scenario.h"
#include "bargain/settlement.h"
#include "base/date.h"
#include "base/error.h"
#include "base/progress.h"
#include "brief/bargain_page.h"
#include "brief/brief.h"
#include "brief/check.h"
#include "brief/material.h"
#include "coding/coder.h"
#include "coding/keds_coder.h"
#include "engine/bargain_run.h"
#include "evaluate/evaluate.h"
#include "evaluate/ranking_evaluation.h"
#include "fetch/fetch.h"
#include "forecast/backtest.h"
#include "forecast/consequences.h"
#include "impact/assessment.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "formats/event_json.h"
#include "formats/row_writer.h"
#include "record/file_import.h"
#include "record/importers.h"
#include "record/passages.h"
#include "record/record.h"
#include "record/report_metadata.h"
#include "record/salvage.h"
#include "reports/reader.h"
#include "text/parser.h"

namespace corollary::engine {

/// The whole product on one page: one method per verb. Made once, then used by many; each call is a pure function of
/// its request and the files that it names.
class Engine {
 public:
  /// A user's own words, which go before the program's.
  struct OwnWords {
    std::optional<std::filesystem::path> actors;  ///< See `read_actor_additions`.
    std::vector<std::filesystem::path> frames;    ///< Tables as src/coding/data/acts.tsv.
  };
  /// Errors: `input` if the program's own tables are damaged or the user's are wrong, `not_found` if one is missing.
  static Result<Engine> make(const OwnWords& words = {});

  // brief ------------------------------------------------------------------------------------------------------------

  struct BriefRequest {
    std::vector<std::filesystem::path> inputs;  ///< One case folder, or reports.
    std::optional<std::filesystem::path> record;  ///< Absent: the case's chronology, else the one in the program.
    std::optional<Date> as_of;                  ///< Absent: the case's, else the day before the event.
    std::optional<Date> resolve_to;             ///< Scores the forecasts with what the record knows up to then.
    std::vector<std::string> third_parties;     ///< Codes or names; added to the case's.
    std::optional<brief::Yardstick> yardstick;
    std::vector<Days> horizons;
    std::uint64_t seed = 1;
  };
  struct BriefOutcome {
    brief::Brief brief;
    brief::CheckResult check;
    std::vector<std::string> rejected;  ///< Reports that could not be read, one line each.
    std::vector<std::string> notes;     ///< What of the others was not read as it stands.
  };
  /// Reads, codes, looks up, forecasts, measures, settles and writes; then checks what it wrote.
  /// Errors: `not_found` for a missing input, `input` for one that cannot be read or has no event between two parties,
  ///         or a third party that the catalogue does not know; `store`; `cancelled`.
  Result<BriefOutcome> brief(const BriefRequest& request, Progress& progress) const;

  /// Writes brief.html, brief.md and brief.json into a folder, which is made if need be. Errors: `store`.
  static Result<void> save(const brief::Brief& brief, const std::filesystem::path& folder);
  /// Checks a brief as written to JSON, against the originals where they lie at the paths that it names, and the
  /// record if one is given.
  Result<brief::CheckResult> check(const std::filesystem::path& brief_json,
                                   const std::optional<std::filesystem::path>& record) const;

  // code -------------------------------------------------------------------------------------------------------------

  struct CodedFile {
    std::vector<Report> reports;
    std::vector<coding::CodedReport> coded;  ///< In the order of `reports`.
    std::vector<std::string> rejected;
  };
  Result<CodedFile> code(const std::filesystem::path& path, std::optional<Date> undated_as) const;

  /// What becomes of a stream of reports; both are called in the order of the file, on the calling thread.
  struct CodedStream {
    std::function<Result<void>(const Report&, const coding::CodedReport&)> coded;
    std::function<Result<void>(const std::string&)> rejected;  ///< An item that could not be read.
  };
  /// Codes a file of any length in the memory of a few reports a thread. What it hands on does not depend on `threads` (at least
  /// 1). Errors: those of `reports::ReportStream`, of the model, and the first that `stream` returns.
  Result<void> code_stream(const std::filesystem::path& path, std::optional<Date> undated_as, std::size_t threads,
                           const CodedStream& stream) const;

  struct ProjectCoded {
    std::vector<Report> reports;
    std::vector<std::vector<coding::KedsEvent>> events;  ///< In the order of `reports`.
    std::vector<std::string> rejected;                   ///< Reports, and lines of the dictionaries, that could not be read.
  };
  /// Codes reports by the dictionaries of a TABARI or PETRARCH project in place of our own.
  Result<ProjectCoded> code_by_project(const std::filesystem::path& path, std::optional<Date> undated_as,
                                       const std::filesystem::path& dictionaries) const;

  // record -----------------------------------------------------------------------------------------------------------

  Result<record::ImportSummary> import_quadruples(const std::filesystem::path& record, const std::filesystem::path& folder,
                                                  const record::QuadrupleOptions& options, Progress& progress,
                                                  const record::OpenOptions& open = {}) const;
  Result<record::ImportSummary> import_chronology(const std::filesystem::path& record, const std::filesystem::path& csv,
                                                  const record::RejectOptions& rejects, const record::OpenOptions& open = {}) const;
  /// A file of one of the field's formats, found out by its content.
  Result<record::ImportSummary> import_file(const std::filesystem::path& record, const std::filesystem::path& file,
                                            const record::FileImportOptions& options, Progress& progress,
                                            const record::OpenOptions& open = {}) const;
  struct FetchOutcome {
    fetch::FetchPlan plan;
    std::vector<bool> there;  ///< Of the plan's files: the record has it. Of a dry run alone.
    std::optional<fetch::FetchSummary> summary;  ///< Absent after a dry run.
  };
  /// Fetches files of GDELT and imports them; a dry run reads the lists alone. The filter's parties may be codes or names; the request's
  /// cache, if it has none, is RECORD.fetched. Errors: those of `fetch::plan_fetch` and `fetch::carry_out`, of opening the record.
  Result<FetchOutcome> fetch(const std::filesystem::path& record, fetch::FetchRequest request, bool dry_run, Progress& progress) const;
  /// "quadruples" for a folder of that set's files, "chronology" for a table with those columns; "" for anything else.
  static Result<std::string> special_format(const std::filesystem::path& input);

  /// Gives a kept file's bytes to `sink`, piece after piece. `set` and `file` may be empty where that leaves no choice.
  /// Errors: `not_found` if none fits, `usage` if several do, with their names.
  Result<void> export_original(const std::filesystem::path& record, const std::string& set, const std::string& file,
                               const std::function<Result<void>(std::string_view)>& sink) const;
  /// Writes the events that pass in a format; returns what it could not take.
  Result<std::vector<formats::Loss>> export_events(const std::filesystem::path& record, record::Filter filter, formats::Format format,
                                                   const std::function<Result<void>(std::string_view)>& sink, Progress& progress) const;
  /// Calls `visit` for each event that passes. Parties of the filter may be codes or names; publishers any of their names or
  /// addresses (ontology/publishers.h).
  Result<void> events(const std::filesystem::path& record, record::Filter filter,
                      const std::function<Result<void>(const Event&)>& visit) const;

  /// The passages of a record's reports that have the words, the best first.
  static Result<std::vector<record::FoundPassage>> passages(const std::filesystem::path& record, const record::PassageQuery& query);

  /// An event of a record with who tells of it, and how far to trust that (record/report_metadata.h).
  static Result<record::EventEvidence> evidence(const std::filesystem::path& record, std::int64_t row);

  // forecast ---------------------------------------------------------------------------------------------------------

  struct ForecastRequest {
    std::filesystem::path record;
    std::optional<Date> as_of;            ///< Absent: the record's last covered day.
    std::vector<std::string> parties;     ///< Codes or names, at least two: targets are ordered pairs of them.
    std::vector<std::string> third_parties;  ///< Codes or names: pairs of them with the event's parties, and with each other, too.
    std::optional<EventType> type;        ///< Absent: all sixteen.
    std::optional<forecast::FocusEvent> event;
    std::size_t most = 0;                 ///< Forecasts; 0 for all. With an event at most two of a pair, and three for each third party on top.
    std::optional<Date> resolve_to;
    Days horizon{30};
    std::uint64_t seed = 1;
    std::optional<std::filesystem::path> model;  ///< A file to take the weights from. Absent: they are learned from the record.
    std::optional<std::filesystem::path> save;   ///< A file to keep the weights in.
  };
  struct ForecastOutcome {
    Date as_of;
    forecast::ModelOptions options;
    forecast::Learned learned;
    forecast::Calibration calibration;  ///< From the sum of contributions to the probability.
    std::vector<brief::ScoredConsequence> forecasts;  ///< With an event: by how much it moves them; else by probability.
  };
  Result<ForecastOutcome> forecast(const ForecastRequest& request, Progress& progress) const;

  struct BacktestRequest {
    std::filesystem::path record;
    Date learn_to;
    std::optional<Date> until;  ///< Absent: the record's last covered day.
    Days horizon{30};
    Days relearn{28};           ///< Days between learning anew; 0: never.
    std::uint64_t seed = 1;
  };
  Result<forecast::Backtest> backtest(const BacktestRequest& request, Progress& progress) const;

  // impact -----------------------------------------------------------------------------------------------------------

  struct ImpactRequest {
    std::filesystem::path record;
    Date event_day;
    std::vector<std::string> event_parties;  ///< Codes or names.
    std::optional<std::string> third_party;  ///< Asks about it against each event party; else about the first two.
    impact::Windows windows;
    std::optional<Date> as_of;  ///< Absent: the record's last covered day.
  };
  Result<impact::Assessment> impact(const ImpactRequest& request, Progress& progress) const;

  // bargain ----------------------------------------------------------------------------------------------------------

  /// Settles the issues of a scenario by every model; `bargain_run.h`.
  Result<BargainOutcome> bargain(const BargainRequest& request, Progress& progress) const { return run_bargain(request, progress); }
  /// The same as one HTML page.
  [[nodiscard]] std::string bargain_page(const BargainOutcome& outcome, std::string_view title, std::string_view settings) const {
    // In the files of other programs a short name is no code of ours.
    const bool ours = outcome.kind == "TOML" || outcome.kind == "JSON";
    return brief::bargain_page(outcome.negotiation, ours ? catalogue_.get() : nullptr, title, settings);
  }
  /// Stakes from votes of the UN General Assembly, to be edited.
  Result<DraftedScenario> bargain_draft(const bargain::DraftRequest& request, const bargain::DraftFiles& files) const {
    return drafted_scenario(request, files, *catalogue_);
  }

  // evaluate ---------------------------------------------------------------------------------------------------------

  /// The suites of a stage, "coding" or "bargain".
  static std::vector<std::string> evaluation_suites(std::string_view stage);
  /// Scores a stage ("coding", "bargain") on a reference set. Errors: `usage` for an unknown stage or suite, `not_found` or
  /// `input` for its files.
  Result<evaluate::Scores> evaluate(std::string_view stage, const std::string& suite, const evaluate::Options& options, Progress& progress) const;
  /// Ranking of who comes next, on a temporal-graph benchmark.
  Result<evaluate::Scores> evaluate_forecast(const evaluate::RankingRequest& request, Progress& progress) const {
    return evaluate::score_ranking(request, cameo_, progress);
  }

  // doctor -----------------------------------------------------------------------------------------------------------

  struct Finding {
    bool good = true;
    std::string what;
  };
  /// What the program carries, and whether a record is sound and current.
  /// Brings a record to this program's schema. Errors: `not_found`, `store`.
  Result<void> migrate(const std::filesystem::path& record) const;
  /// Copies what can be read of a damaged record into a new one (record/salvage.h).
  static Result<record::Salvaged> salvage(const std::filesystem::path& record, const std::filesystem::path& to, Progress& progress);
  Result<std::vector<Finding>> doctor(const std::optional<std::filesystem::path>& record) const;

  [[nodiscard]] const Catalogue& catalogue() const { return *catalogue_; }
  [[nodiscard]] const CameoTable& cameo() const { return cameo_; }

 private:
  Result<void> resolve(record::Filter& filter) const;
  /// What reads reports. Made at the first use, for the other verbs do without the model.
  struct Reader {
    std::unique_ptr<const text::Parser> parser;  ///< On the heap, for the coder refers to it.
    coding::Coder coder;
  };
  Engine(std::unique_ptr<const Catalogue> catalogue, CameoTable cameo, std::vector<coding::Frames> frames);
  /// Errors: `not_found` or `input` if the model is missing or damaged. Not to be called by two threads at once.
  Result<const Reader*> reader() const;
  /// Errors: `not_found` if the catalogue knows no such party.
  Result<std::string> party_code(const std::string& text) const;
  Result<std::vector<std::string>> party_codes(const std::vector<std::string>& texts) const;

  friend class BriefRun;
  std::unique_ptr<const Catalogue> catalogue_;  ///< On the heap, for the coder refers to it.
  CameoTable cameo_;
  std::vector<coding::Frames> frames_;
  mutable std::unique_ptr<const Reader> reader_;
};

/// Each issue of a scenario, settled by each method. Errors: those of `bargain::settle`.
Result<std::vector<brief::SettledIssue>> settled_issues(const bargain::Scenario& scenario);

/// The graph of a record's events up to a day, that day included.
Result<graph::EventGraph> graph_until(const record::EventRecord& record, std::optional<Date> last, Progress& progress);

}  // namespace corollary::engine
