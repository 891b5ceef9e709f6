#include "record/passage_writer.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "base/strings.h"

namespace corollary::record {
namespace {

Result<void> expect_in_order(const Report& report, const std::vector<ByteRange>& passages) {
  std::size_t behind = 0;
  for (const ByteRange bytes : passages) {
    if (bytes.begin < behind || bytes.end <= bytes.begin || bytes.end > report.text.size()) {
      return fail(ErrorKind::input, "{}: passage [{}, {}) is empty, out of order or outside the text of {} bytes", report.id, bytes.begin,
                  bytes.end, report.text.size());
    }
    behind = bytes.end;
  }
  return {};
}

// As SQLite keeps it.
std::int64_t quote_number(std::string_view text) { return std::bit_cast<std::int64_t>(content_hash(text)); }

}  // namespace

std::string text_hash(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return hash_text(hash.high64) + hash_text(hash.low64);
}

std::optional<std::size_t> AddedReport::passage_with(ByteRange bytes) const {
  const auto found = std::ranges::find_if(passages, [&](ByteRange passage) { return passage.contains(bytes); });
  return found == passages.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - passages.begin()));
}

Result<PassageWriter> PassageWriter::open(Database& database) {
  TRY_ASSIGN(Statement find, database.prepare("SELECT id FROM report WHERE content_hash = ? AND publisher = ?"));
  TRY_ASSIGN(Statement report, database.prepare("INSERT INTO report (name, publisher, title, day, place, path, content_hash, bytes) "
                                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  TRY_ASSIGN(Statement passage, database.prepare("INSERT INTO passage (report, first_byte, text, quote_hash) VALUES (?, ?, ?, ?)"));
  TRY_ASSIGN(Statement words, database.prepare("INSERT INTO passage_words (rowid, text) VALUES (?, ?)"));
  TRY_ASSIGN(Statement of, database.prepare("SELECT id, first_byte, length(CAST(text AS BLOB)) FROM passage WHERE report = ? ORDER BY id"));
  return PassageWriter(database, {std::move(find), std::move(report), std::move(passage), std::move(words), std::move(of)});
}

Result<AddedReport> PassageWriter::add(const Report& report, const std::vector<ByteRange>& passages) {
  TRY(expect_in_order(report, passages));
  const std::string hash = text_hash(report.text);
  statements_.find.reset();
  statements_.find.bind(1, std::string_view(hash));
  statements_.find.bind(2, std::string_view(report.publisher));
  TRY_ASSIGN(const bool is_there, statements_.find.step());
  if (is_there) {
    return known(report, statements_.find.integer(0));
  }
  TRY(statements_.add_report.run(report.id, report.publisher, report.title, report.day.day_number(), report.place, report.path, hash,
                                 report.text.size()));
  AddedReport added{database_->last_row(), true, report.path, passages, 0};
  for (const ByteRange bytes : passages) {
    const std::string_view text = bytes.of(report.text);
    TRY(statements_.add_passage.run(added.number, bytes.begin, text, quote_number(text)));
    const std::int64_t number = database_->last_row();
    added.first_passage = added.first_passage == 0 ? number : added.first_passage;
    TRY(statements_.add_words.run(number, text));
  }
  return added;
}

Result<AddedReport> PassageWriter::known(const Report& report, std::int64_t number) {
  AddedReport there{number, false, report.path, {}, 0};
  statements_.passages_of.reset();
  statements_.passages_of.bind(1, number);
  for (;;) {
    TRY_ASSIGN(const bool more, statements_.passages_of.step());
    if (!more) {
      return there;
    }
    there.first_passage = there.passages.empty() ? statements_.passages_of.integer(0) : there.first_passage;
    const auto begin = static_cast<std::size_t>(statements_.passages_of.integer(1));
    there.passages.push_back({begin, begin + static_cast<std::size_t>(statements_.passages_of.integer(2))});
  }
}

Result<void> check_passages(const Database& database) {
  TRY_ASSIGN(Statement rows, database.prepare("SELECT id, text, quote_hash FROM passage"));
  std::int64_t passages = 0;
  for (;; ++passages) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      break;
    }
    if (quote_number(rows.text(1)) != rows.integer(2)) {
      return fail(ErrorKind::store, "{}: is damaged: the text of passage {} is not what was stored", database.name(), rows.integer(0));
    }
  }
  TRY_ASSIGN(const std::int64_t indexed, database.integer("SELECT count(*) FROM passage_words_docsize"));
  if (indexed != passages) {
    return fail(ErrorKind::store, "{}: is damaged: {} passages, {} in the full-text index", database.name(), passages, indexed);
  }
  return {};
}

}  // namespace corollary::record
