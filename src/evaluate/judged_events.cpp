#include "evaluate/judged_events.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/strings.h"
#include "base/table.h"
#include "reports/reader.h"

namespace corollary::evaluate {
namespace {

bool is_same(const JudgedEvent& judged, const Event& event) {
  const auto* const span = std::get_if<SpanCitation>(&event.evidence);
  return span != nullptr && span->bytes == judged.bytes && event.type == judged.type && event.modality == judged.modality &&
         sides_text(event.actors) == judged.actors && sides_text(event.recipients) == judged.recipients;
}

Result<JudgedEvent> judged_of(std::string_view name, const Table::Row& row, const std::array<std::size_t, 8>& columns) {
  const auto cell = [&](std::size_t i) -> const std::string& { return row.cells[columns[i]]; };
  const auto begin = parse_integer(cell(1));
  const auto end = parse_integer(cell(2));
  const auto type = event_type(cell(3));
  const auto told_modality = modality_named(cell(4));
  constexpr std::array<std::string_view, 5> verdicts = {"right", "no act", "type", "sides", "modality"};
  if (!begin || !end || *begin < 0 || *end <= *begin || !type || !told_modality || std::ranges::find(verdicts, cell(7)) == verdicts.end()) {
    return fail(ErrorKind::input, "{}:{}: expected a span of bytes, a type, a modality and a verdict", name, row.line);
  }
  return JudgedEvent{cell(0), {static_cast<std::size_t>(*begin), static_cast<std::size_t>(*end)}, *type, *told_modality, cell(5), cell(6), cell(7)};
}

}  // namespace

std::string sides_text(const std::vector<Actor>& actors) {
  std::string text;
  for (const Actor& actor : actors) {
    text += (text.empty() ? "" : ";") + (actor.party.empty() ? actor.name : actor.party) + (actor.sector.empty() ? "" : ":" + actor.sector);
  }
  return text;
}

Result<std::vector<JudgedEvent>> read_judged(std::string_view name, std::string_view text, std::string_view set) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  TRY_ASSIGN(const std::size_t set_column, table.column("set"));
  constexpr std::array<std::string_view, 8> names = {"report", "begin", "end", "type", "modality", "actors", "recipients", "verdict"};
  std::array<std::size_t, 8> columns{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    TRY_ASSIGN(columns[i], table.column(names[i]));
  }
  std::vector<JudgedEvent> judged;
  for (const Table::Row& row : table.rows) {
    if (row.cells[set_column] != set) continue;
    TRY_ASSIGN(JudgedEvent one, judged_of(name, row, columns));
    judged.push_back(std::move(one));
  }
  return judged;
}

Result<std::vector<JudgedMatch>> match_judged(const std::vector<JudgedEvent>& judged, const std::filesystem::path& reports,
                                              const coding::Coder& coder, Progress& progress) {
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_report;
  for (std::size_t i = 0; i < judged.size(); ++i) by_report[judged[i].report].push_back(i);
  // A day for reports that bear none: dates are not judged.
  TRY_ASSIGN(const Date day, Date::from_ymd(2018, 1, 1));
  TRY_ASSIGN(reports::ReportStream stream, reports::ReportStream::open(reports, {day}));
  std::vector<std::optional<JudgedMatch>> found(judged.size());
  for (std::size_t done = 0;; ++done) {
    TRY_ASSIGN(const auto read, stream.next());
    if (!read) break;
    const auto wanted = read->report ? by_report.find(read->report->id) : by_report.end();
    if (wanted == by_report.end()) continue;
    TRY(progress.report("coding", done, 0));
    const coding::CodedReport coded = coder.code(*read->report);
    for (const std::size_t i : wanted->second) {
      const auto same = std::ranges::find_if(coded.events, [&](const Event& event) { return is_same(judged[i], event); });
      if (same != coded.events.end()) found[i] = {&judged[i], *same, coded.grounds[static_cast<std::size_t>(same - coded.events.begin())]};
    }
  }
  std::vector<JudgedMatch> matches;
  for (auto& match : found) {
    if (match) matches.push_back(*std::move(match));
  }
  return matches;
}

}  // namespace corollary::evaluate
