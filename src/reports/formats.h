#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "reports/reader.h"

namespace corollary::reports {

// One reader per format. Each takes bytes without a NUL and without a byte-order mark; plain text and HTML are UTF-8.
// Errors and costs are those of `read_reports`.

Result<ReadResult> read_plain_text(std::string_view path, std::string_view bytes, const ReadOptions& options);
Result<ReadResult> read_json_lines(std::string_view path, std::string_view bytes, const ReadOptions& options);
Result<ReadResult> read_html(std::string_view path, std::string_view bytes, const ReadOptions& options);

/// Reads JSON Lines line by line, in constant memory.
class JsonLines {
 public:
  JsonLines(std::string_view path, const ReadOptions& options) : path_(path), options_(options) {}

  /// The report of the next line; nullopt for a blank one. Errors: `input` with file and line, the next can be read all the same.
  /// An id that one of the last `kIdsRemembered` reports has is an error too.
  std::optional<Result<Report>> read(std::string_view line);
  /// Errors: `input` if no line was a report, with the first one's error.
  [[nodiscard]] Result<void> finish() const;

  /// More would let memory grow with the stream.
  static constexpr std::size_t kIdsRemembered = 1 << 17;

 private:
  Result<Report> rejected(std::string_view message);

  std::string path_;
  ReadOptions options_;
  std::size_t lines_ = 0, reports_ = 0;
  std::string first_rejected_;
  std::unordered_map<std::string, std::size_t> line_of_id_;
  std::deque<std::string> last_ids_;
};

/// The file's name without folder and ending: "wire" for "reports/wire.jsonl".
std::string file_stem(std::string_view path);

/// The place of a dateline that begins a wire report: "Helsinki" for "HELSINKI, July 16 (Reuters) - …"; "" if the text
/// begins otherwise.
std::string dateline_place(std::string_view text);

/// What a message says about a date that cannot be read.
inline constexpr std::string_view kDateForms = "YYYY-MM-DD, 16.07.2018, 16 July 2018 or July 16, 2018";

}  // namespace corollary::reports
