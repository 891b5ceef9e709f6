#include "record/passages.h"

#include <algorithm>
#include <bit>

#include "base/strings.h"
#include "record/database.h"
#include "record/segment.h"

namespace corollary::record {
namespace {

constexpr std::string_view kReportColumns = "report.id, report.name, report.publisher, title, day, report.place, path, content_hash, bytes";
constexpr std::string_view kPassageColumns = "passage.id, report, first_byte, passage.text, quote_hash";
constexpr int kReportColumnCount = 9;

// Marks around what is found. In UTF-8 text they are no letters, and rare.
constexpr char kOpens = '\x02', kCloses = '\x03';

StoredReport report_in(const Statement& row, int at) {
  return {row.integer(at),
          std::string(row.text(at + 1)),
          std::string(row.text(at + 2)),
          std::string(row.text(at + 3)),
          Date::from_day_number(static_cast<std::int32_t>(row.integer(at + 4))),
          std::string(row.text(at + 5)),
          std::string(row.text(at + 6)),
          std::string(row.text(at + 7)),
          row.integer(at + 8)};
}

Passage passage_in(const Statement& row, int at) {
  const auto begin = static_cast<std::size_t>(row.integer(at + 2));
  std::string text(row.text(at + 3));
  const std::size_t end = begin + text.size();
  return {row.integer(at), row.integer(at + 1), {begin, end}, std::move(text), hash_text(std::bit_cast<std::uint64_t>(row.integer(at + 4)))};
}

// Where the marks are in a marked copy of the text. A mark that the text itself has is no mark.
std::vector<ByteRange> ranges_marked(std::string_view text, std::string_view marked) {
  std::vector<ByteRange> ranges;
  std::size_t at = 0;
  for (const char c : marked) {
    if (at < text.size() && text[at] == c) {
      ++at;
    } else if (c == kOpens) {
      ranges.push_back({at, at});
    } else if (c == kCloses && !ranges.empty()) {
      ranges.back().end = at;
    }
  }
  return ranges;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Back to the beginning of the word at a byte, and on to its end.
std::size_t word_begin(std::string_view text, std::size_t at) {
  while (at > 0 && !is_space(text[at - 1])) --at;
  return at;
}

// The most matches that fit; of several such parts the first, with what room is left shared before and behind.
ByteRange snippet_of(std::string_view text, const std::vector<ByteRange>& matches) {
  if (text.size() <= Passages::kSnippetBytes) {
    return {0, text.size()};
  }
  ByteRange best = matches.empty() ? ByteRange{} : matches.front();
  std::size_t most = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    std::size_t last = i;
    while (last + 1 < matches.size() && matches[last + 1].end - matches[i].begin <= Passages::kSnippetBytes) ++last;
    if (last - i + 1 > most) {
      most = last - i + 1;
      best = {matches[i].begin, matches[last].end};
    }
  }
  const std::size_t room = Passages::kSnippetBytes - std::min(best.size(), Passages::kSnippetBytes);
  std::size_t begin = best.begin - std::min(best.begin, room / 2);
  std::size_t end = std::min(text.size(), std::max(best.end, begin + Passages::kSnippetBytes));
  if (begin > 0 && !is_space(text[begin - 1])) {  // In the middle of a word: leave its rest out.
    while (begin < best.begin && !is_space(text[begin])) ++begin;
    while (begin < best.begin && is_space(text[begin])) ++begin;
  }
  if (end < text.size() && !is_space(text[end])) {
    end = std::max(best.end, word_begin(text, end));
  }
  while (end > best.end && is_space(text[end - 1])) --end;
  return {begin, end};
}

bool has_word(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

// One string of FTS5's, with a star behind it if the word is only a beginning.
void append_string(std::string& query, std::string_view words, bool is_beginning) {
  if (!has_word(words)) {
    return;
  }
  query += query.empty() ? "\"" : " \"";
  for (const char c : words) {
    if (c != '"' && c != '\0') query += c;
  }
  query += is_beginning ? "\" *" : "\"";
}

void append_words(std::string& query, std::string_view words) {
  std::size_t at = 0;
  while (at < words.size()) {
    while (at < words.size() && is_space(words[at])) ++at;
    const std::size_t begin = at;
    while (at < words.size() && !is_space(words[at])) ++at;
    const std::string_view word = words.substr(begin, at - begin);
    append_string(query, word, word.ends_with('*'));
  }
}

}  // namespace

std::string full_text_query(std::string_view words) {
  std::string query;
  bool in_quotes = false;
  while (!words.empty()) {
    const std::size_t quote = words.find('"');
    const std::string_view part = words.substr(0, quote);
    const bool is_closed = quote != std::string_view::npos;
    in_quotes && is_closed ? append_string(query, part, false) : append_words(query, part);
    in_quotes = !in_quotes;
    words = is_closed ? words.substr(quote + 1) : std::string_view();
  }
  return query;
}

Passages::Passages(const EventRecord& record) : database_(record.database_.get()) {}

Result<std::vector<FoundPassage>> Passages::find(const PassageQuery& query) const {
  std::vector<FoundPassage> all;
  const std::string words = full_text_query(query.words);
  if (words.empty()) {
    return all;
  }
  std::string conditions;
  if (query.first) conditions += format(" AND day >= {}", query.first->day_number());
  if (query.last) conditions += format(" AND day <= {}", query.last->day_number());
  if (!query.publisher.empty()) conditions += " AND report.publisher = ?3";
  // Ranks first and reads texts for the best alone.
  const std::string best =
      conditions.empty()
          ? std::string("SELECT rowid AS number, bm25(passage_words) AS grade FROM passage_words WHERE passage_words MATCH ?1 "
                        "ORDER BY grade, number LIMIT ?2")
          : format("SELECT passage_words.rowid AS number, bm25(passage_words) AS grade FROM passage_words "
                   "JOIN passage ON passage.id = passage_words.rowid JOIN report ON report.id = passage.report "
                   "WHERE passage_words MATCH ?1{} ORDER BY grade, number LIMIT ?2",
                   conditions);
  TRY_ASSIGN(Statement rows,
             database_->prepare(format("WITH best AS MATERIALIZED ({}) SELECT {}, {}, grade, highlight(passage_words, 0, char({}), char({})) FROM best "
                                       "JOIN passage_words ON passage_words.rowid = best.number JOIN passage ON passage.id = best.number "
                                       "JOIN report ON report.id = passage.report WHERE passage_words MATCH ?1 ORDER BY grade, best.number",
                                       best, kReportColumns, kPassageColumns, int{kOpens}, int{kCloses})));
  rows.bind(1, std::string_view(words));
  rows.bind(2, std::max<std::int64_t>(query.most, 0));
  if (!query.publisher.empty()) {
    rows.bind(3, std::string_view(query.publisher));
  }
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return all;
    }
    FoundPassage found{passage_in(rows, kReportColumnCount), report_in(rows, 0), rows.number(kReportColumnCount + 5), {}, {}};
    found.matches = ranges_marked(found.passage.text, rows.text(kReportColumnCount + 6));
    found.snippet = snippet_of(found.passage.text, found.matches);
    all.push_back(std::move(found));
  }
}

Result<Passage> Passages::passage(std::int64_t number) const {
  TRY_ASSIGN(Statement row, database_->prepare(format("SELECT {} FROM passage WHERE id = ?", kPassageColumns)));
  row.bind(1, number);
  TRY_ASSIGN(const bool found, row.step());
  if (!found) {
    return fail(ErrorKind::not_found, "{}: there is no passage {}", database_->name(), number);
  }
  return passage_in(row, 0);
}

Result<StoredReport> Passages::report(std::int64_t number) const {
  TRY_ASSIGN(Statement row, database_->prepare(format("SELECT {} FROM report WHERE id = ?", kReportColumns)));
  row.bind(1, number);
  TRY_ASSIGN(const bool found, row.step());
  if (!found) {
    return fail(ErrorKind::not_found, "{}: there is no report {}", database_->name(), number);
  }
  return report_in(row, 0);
}

Result<std::vector<Passage>> Passages::passages_of(std::int64_t report) const {
  TRY_ASSIGN(Statement rows, database_->prepare(format("SELECT {} FROM passage WHERE report = ? ORDER BY id", kPassageColumns)));
  rows.bind(1, report);
  std::vector<Passage> passages;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return passages;
    }
    passages.push_back(passage_in(rows, 0));
  }
}

Result<void> Passages::for_each_report(std::optional<DateRange> days, const std::function<Result<void>(const StoredReport&)>& visit) const {
  const std::string condition =
      days ? format("WHERE day BETWEEN {} AND {}", days->first.day_number(), days->last.day_number()) : std::string();
  TRY_ASSIGN(Statement rows, database_->prepare(format("SELECT {} FROM report {} ORDER BY day, id", kReportColumns, condition)));
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return {};
    }
    TRY(visit(report_in(rows, 0)));
  }
}

Result<std::optional<std::int64_t>> Passages::passage_of_event(std::int64_t row) const {
  TRY_ASSIGN(const std::vector<SegmentInfo> segments, segments_of(*database_));
  for (const SegmentInfo& info : segments) {
    if (info.first_event <= row && row < info.first_event + info.events) {
      Segment segment(*database_, info);
      TRY_ASSIGN(const Column* const passages, segment.column(Field::passage));
      const std::int64_t number = (*passages)[static_cast<std::size_t>(row - info.first_event)];
      return number == 0 ? std::nullopt : std::optional(number);
    }
  }
  return fail(ErrorKind::not_found, "{}: there is no event {}", database_->name(), row);
}

Result<std::int64_t> Passages::count_reports() const { return database_->integer("SELECT count(*) FROM report"); }
Result<std::int64_t> Passages::count_passages() const { return database_->integer("SELECT count(*) FROM passage"); }

}  // namespace corollary::record
