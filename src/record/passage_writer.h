#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "base/error.h"
#include "record/database.h"
#include "reports/report.h"

namespace corollary::record {

/// Where the passages of a report lie in the record.
struct AddedReport {
  std::int64_t number = 0;  ///< StoredReport::number.
  bool is_new = false;      ///< False: the record had it, by text and publisher, and nothing was changed.
  std::string path;
  std::vector<ByteRange> passages;  ///< In the order of the text.
  std::int64_t first_passage = 0;   ///< The number of the first; the others follow.

  /// The passage with these bytes; nullopt if none has all of them.
  [[nodiscard]] std::optional<std::size_t> passage_with(ByteRange bytes) const;
};

/// Adds reports and their passages. For one transaction.
class PassageWriter {
 public:
  /// Errors: `store`.
  static Result<PassageWriter> open(Database& database);
  /// Errors: `input` if a passage is empty, lies outside the text or before the one ahead of it; `store`.
  Result<AddedReport> add(const Report& report, const std::vector<ByteRange>& passages);

 private:
  struct Statements {
    Statement find, add_report, add_passage, add_words, passages_of;
  };
  PassageWriter(Database& database, Statements statements) : database_(&database), statements_(std::move(statements)) {}
  Result<AddedReport> known(const Report& report, std::int64_t number);

  Database* database_;
  Statements statements_;
};

/// 32 hexadecimal digits (XXH3, 128 bits): tells texts apart.
std::string text_hash(std::string_view text);

/// Errors: `store` if a passage's text is not what its hash says, or the index has another number of passages than the record.
Result<void> check_passages(const Database& database);

}  // namespace corollary::record
