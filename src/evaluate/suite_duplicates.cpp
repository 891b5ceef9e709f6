#include <algorithm>
#include <map>
#include <string>

#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"
#include "evaluate/b_cubed.h"
#include "evaluate/suites.h"
#include "reports/corroboration.h"
#include "reports/reader.h"
#include "reports/stories.h"

namespace corollary::evaluate {
namespace {

struct Labelled {
  Report report;
  std::string story, act;
};

Result<std::vector<Labelled>> read_labelled(const Options& options, Scores& scores) {
  const std::filesystem::path labels = options.expected.empty() ? options.input.parent_path() / "gold.tsv" : options.expected;
  TRY_ASSIGN(const std::string text, read_file(labels));
  TRY_ASSIGN(const Table table, read_tsv(labels.string(), text));
  TRY_ASSIGN(const std::size_t report, table.column("report"));
  TRY_ASSIGN(const std::size_t story, table.column("story"));
  TRY_ASSIGN(const std::size_t act, table.column("act"));
  std::map<std::string, const Table::Row*> row_of;
  for (const Table::Row& row : table.rows) row_of[row.cells[report]] = &row;
  TRY_ASSIGN(const std::string bytes, read_file(options.input));
  TRY_ASSIGN(reports::ReadResult read, reports::read_reports(options.input.string(), bytes, {}));
  scores.skipped = std::move(read.rejected);
  std::vector<Labelled> labelled;
  for (Report& one : read.reports) {
    const auto found = row_of.find(one.id);
    if (found == row_of.end()) {
      scores.skipped.push_back(format("{}: report '{}' has no label", labels.string(), one.id));
      continue;
    }
    labelled.push_back({std::move(one), found->second->cells[story], found->second->cells[act]});
  }
  if (labelled.empty()) {
    return fail(ErrorKind::input, "{}: no report has a label in {}", options.input.string(), labels.string());
  }
  return labelled;
}

// All reports of one occurrence and what looks like it have the same letters before the hyphen, and lie in the same half.
bool is_even(std::string_view id) { return content_hash(id.substr(0, id.find('-'))) % 2 == 0; }

void add_agreement(Scores& scores, const std::string& prefix, const Agreement& agreement) {
  scores.values.push_back({prefix + "precision", agreement.precision});
  scores.values.push_back({prefix + "recall", agreement.recall});
  scores.values.push_back({prefix + "f1", agreement.f1()});
}

// One line for each pair that is wrongly apart or together.
void add_errors(Scores& scores, std::size_t most, const std::vector<Labelled>& labelled, const std::vector<std::size_t>& stories) {
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    for (std::size_t j = i + 1; j < labelled.size() && scores.errors.size() < most; ++j) {
      const bool expected = labelled[i].story == labelled[j].story;
      if (expected != (stories[i] == stories[j])) {
        scores.errors.push_back(format("{}: {} ({}) and {} ({})", expected ? "apart" : "together", labelled[i].report.id, labelled[i].story,
                                       labelled[j].report.id, labelled[j].story));
      }
    }
  }
}

// Codes the reports, links their events and says which reports tell of one act: those with a linked event. Of a report without an event
// the story alone tells what it is about.
Result<std::vector<std::size_t>> occurrences_of(const std::vector<Report>& reports, const std::vector<std::size_t>& stories,
                                                const coding::Coder& coder, Progress& progress) {
  std::vector<reports::ToldEvent> told;
  std::vector<std::size_t> report_of;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    TRY(progress.report("coding", i, reports.size()));
    for (Event& event : coder.code(reports[i]).events) {
      if (event.type == EventType::statement) continue;  // Who said what else is no occurrence.
      told.push_back({std::move(event), stories[i]});
      report_of.push_back(i);
    }
  }
  std::vector<std::size_t> group(reports.size());
  std::map<std::size_t, std::size_t> first_of_story;
  for (std::size_t i = 0; i < reports.size(); ++i) group[i] = first_of_story.try_emplace(stories[i], i).first->second;
  const auto join = [&](std::size_t a, std::size_t b) {
    if (a != b) std::ranges::replace(group, std::max(a, b), std::min(a, b));
  };
  for (const reports::Act& act : reports::acts_of(told)) {
    for (const std::size_t event : act.events) join(group[report_of[act.events.front()]], group[report_of[event]]);
  }
  return group;
}

}  // namespace

Result<Scores> score_duplicates(const Options& options, const Readers& readers, Progress& progress) {
  Scores scores;
  TRY_ASSIGN(const std::vector<Labelled> labelled, read_labelled(options, scores));
  std::vector<Report> reports;
  std::vector<std::string> expected, acts;
  std::vector<bool> all, even, odd;
  for (const Labelled& one : labelled) {
    reports.push_back(one.report);
    expected.push_back(one.story);
    acts.push_back(one.act);
    all.push_back(true);
    even.push_back(is_even(one.report.id));
    odd.push_back(!even.back());
  }
  const std::vector<std::size_t> stories = reports::stories_of(reports);
  scores.n = labelled.size();
  add_agreement(scores, "b3_", b_cubed(stories, expected, all));
  add_agreement(scores, "even_b3_", b_cubed(stories, expected, even));
  add_agreement(scores, "odd_b3_", b_cubed(stories, expected, odd));
  TRY_ASSIGN(const std::vector<std::size_t> occurrences, occurrences_of(reports, stories, readers.coder, progress));
  add_agreement(scores, "acts_b3_", b_cubed(occurrences, acts, all));
  add_agreement(scores, "acts_of_stories_alone_b3_", b_cubed(stories, acts, all));
  add_errors(scores, options.errors_most, labelled, stories);
  return scores;
}

}  // namespace corollary::evaluate
