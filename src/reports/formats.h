#pragma once

#include <string>
#include <string_view>

#include "reports/reader.h"

namespace corollary::reports {

// One reader per format. Each takes bytes without a NUL and without a byte-order mark; plain text and HTML are UTF-8.
// Errors and costs are those of `read_reports`.

Result<ReadResult> read_plain_text(std::string_view path, std::string_view bytes, const ReadOptions& options);
Result<ReadResult> read_json_lines(std::string_view path, std::string_view bytes, const ReadOptions& options);
Result<ReadResult> read_html(std::string_view path, std::string_view bytes, const ReadOptions& options);

/// The file's name without folder and ending: "wire" for "reports/wire.jsonl".
std::string file_stem(std::string_view path);

/// The place of a dateline that begins a wire report: "Helsinki" for "HELSINKI, July 16 (Reuters) - …"; "" if the text
/// begins otherwise.
std::string dateline_place(std::string_view text);

/// What a message says about a date that cannot be read.
inline constexpr std::string_view kDateForms = "YYYY-MM-DD, 16.07.2018, 16 July 2018 or July 16, 2018";

}  // namespace corollary::reports
