#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "base/date.h"
#include "base/error.h"
#include "ontology/publishers.h"
#include "record/record.h"

namespace corollary::record {

class Database;

/// A report in the record, without its text.
struct StoredReport {
  std::int64_t number = 0;  ///< From 1, in the order of import.
  std::string id;           ///< Report::id: what citations of spans name.
  std::string publisher, title;
  Date day;
  std::string place, path;  ///< The path may be an address on the web.
  std::string content_hash; ///< Of its text: 32 hexadecimal digits.
  std::int64_t bytes = 0;   ///< Of its text.
};

/// Part of a report's text, as it was read.
struct Passage {
  std::int64_t number = 0;  ///< From 1, in the order of import.
  std::int64_t report = 0;  ///< StoredReport::number.
  ByteRange bytes;          ///< Where it lies in the report's text.
  std::string text;
  std::string quote_hash;   ///< As a brief has it of its quotes: `hash_text(content_hash(text))`.
};

/// What to look for among the passages.
struct PassageQuery {
  /// Words in any case, with or without accents, all of which a passage must have; "several in quotes" in that order; and "sanction*"
  /// for all that begins so. Any text will do: nothing in it is an operator.
  std::string words;
  std::optional<Date> first{}, last{};  ///< Of the report's day, both included.
  std::string publisher{};              ///< Exactly; "" for any.
  std::int64_t most = 20;
};

/// A passage that has the words.
struct FoundPassage {
  Passage passage;
  StoredReport report;
  double rank = 0;                  ///< BM25 as SQLite has it: the smaller, the better.
  std::vector<ByteRange> matches;   ///< Where in the passage's text the words are, in order.
  ByteRange snippet;                ///< The part of the passage's text with most of them, in whole words, at most `Passages::kSnippetBytes`.
};

/// Events of the record that tell of one act, and how far to trust it.
struct StoredAct {
  std::vector<std::int64_t> events;             ///< Their numbers, ascending.
  std::vector<std::string> told_by, denied_by;  ///< Independent voices, as `reports::Act` has them.
  Reliability reliability = Reliability::f;     ///< Of the best publisher that tells of it.
  Credibility credibility = Credibility::cannot_be_judged;
};

/// The reports of a record and their passages, with a full-text index over them (SQLite's FTS5). The record must outlive it.
///
/// A report once there is never altered or removed. Errors of all: `store`.
class Passages {
 public:
  static constexpr std::size_t kSnippetBytes = 240;

  explicit Passages(const EventRecord& record);

  /// The best by BM25, ties by number. None if the query has no word. Cost: in proportion to the passages that have all the words.
  [[nodiscard]] Result<std::vector<FoundPassage>> find(const PassageQuery& query) const;
  /// Errors: `not_found` if there is none of that number.
  [[nodiscard]] Result<Passage> passage(std::int64_t number) const;
  [[nodiscard]] Result<StoredReport> report(std::int64_t number) const;
  /// The passages of a report in the order of its text.
  [[nodiscard]] Result<std::vector<Passage>> passages_of(std::int64_t report) const;
  /// The reports of these days, by day, then number. What `visit` returns ends the walk.
  [[nodiscard]] Result<void> for_each_report(std::optional<DateRange> days, const std::function<Result<void>(const StoredReport&)>& visit) const;
  /// The passage that has the evidence of an event; nullopt for an event that was read from a row. Errors: `not_found` if there is no
  /// such event.
  [[nodiscard]] Result<std::optional<std::int64_t>> passage_of_event(std::int64_t row) const;
  /// The acts that the events of these days tell of, of those that were read from reports: copies of a story are found among all reports
  /// from `days.first` to `kReportedWithin` after `days.last`. Found anew each time, so nothing in the record is altered. In the order of
  /// their first events. Cost: those of `reports::stories_of` and `reports::acts_of`; memory for the texts.
  /// With `imported` also those that were read from rows, each told by its publisher (of several with ';' between the first): so an act of
  /// two sets, or of a set and a report, is found. Of GDELT's hundreds of thousands a day that takes minutes.
  [[nodiscard]] Result<std::vector<StoredAct>> acts(DateRange days, const PublisherTable& publishers, bool imported = false) const;
  static constexpr Days kReportedWithin{7};
  [[nodiscard]] Result<std::int64_t> count_reports() const;
  [[nodiscard]] Result<std::int64_t> count_passages() const;

 private:
  Database* database_;
};

/// The query in the syntax of FTS5, in which each word is a string; "" if there is no word.
std::string full_text_query(std::string_view words);

}  // namespace corollary::record
