#include "reports/reader.h"

#include <array>

#include "base/strings.h"
#include "reports/formats.h"

namespace corollary::reports {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view bytes) {
  bytes.remove_prefix(bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  return bytes;
}

bool looks_like_html(std::string_view bytes) {
  constexpr std::array<std::string_view, 6> marks = {"<!doctype html", "<html", "<head", "<body", "<article", "<div"};
  constexpr std::size_t looked_at = 2048;
  if (!bytes.starts_with('<')) {
    return false;
  }
  const std::string start = lower_ascii(bytes.substr(0, looked_at));
  for (const std::string_view mark : marks) {
    if (start.find(mark) != std::string::npos) {
      return true;
    }
  }
  return false;
}

// A line of the file for a message: what an editor shows.
std::size_t line_of(std::string_view bytes, std::size_t at) {
  std::size_t line = 1;
  for (const char c : bytes.substr(0, at)) line += c == '\n' ? 1 : 0;
  return line;
}

Result<void> check_bytes(std::string_view path, std::string_view bytes, Format format) {
  if (trimmed(without_mark(bytes)).empty()) {
    return fail(ErrorKind::input, "{}: the file is empty, expected a report", path);
  }
  if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
    return fail(ErrorKind::input, "{}:{}: byte {} is NUL, expected text and not a binary file", path, line_of(bytes, at), at);
  }
  // A bad line of JSON is rejected on its own, so that the others are read.
  if (const auto at = format == Format::json_lines ? std::nullopt : invalid_utf8_at(bytes)) {
    return fail(ErrorKind::input, "{}:{}: byte {} is not UTF-8, expected text in UTF-8", path, line_of(bytes, *at), *at);
  }
  return {};
}

}  // namespace

Format detect_format(std::string_view bytes) {
  const std::string_view start = trimmed(without_mark(bytes));
  if (start.starts_with('{')) {
    return Format::json_lines;
  }
  return looks_like_html(start) ? Format::html : Format::plain_text;
}

Result<ReadResult> read_reports(std::string_view path, std::string_view bytes, const ReadOptions& options) {
  const Format format = detect_format(bytes);
  TRY(check_bytes(path, bytes, format));
  bytes = without_mark(bytes);
  switch (format) {
    case Format::json_lines: return read_json_lines(path, bytes, options);
    case Format::html: return read_html(path, bytes, options);
    case Format::plain_text: break;
  }
  return read_plain_text(path, bytes, options);
}

std::string file_stem(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t point = name.rfind('.');
  return std::string(point == std::string_view::npos || point == 0 ? name : name.substr(0, point));
}

}  // namespace corollary::reports
