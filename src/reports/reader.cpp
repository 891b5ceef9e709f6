#include "reports/reader.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/strings.h"
#include "reports/encoding.h"
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

Result<void> check_bytes(std::string_view path, std::string_view bytes) {
  if (trimmed(without_mark(bytes)).empty()) {
    return fail(ErrorKind::input, "{}: the file is empty, expected a report", path);
  }
  if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
    return fail(ErrorKind::input, "{}:{}: byte {} is NUL, expected text and not a binary file", path, line_of(bytes, at), at);
  }
  return {};
}

Result<ReadResult> read_text(std::string_view path, std::string_view bytes, const ReadOptions& options) {
  const Format format = detect_format(bytes);
  TRY(check_bytes(path, bytes));
  bytes = without_mark(bytes);
  switch (format) {
    case Format::json_lines: return read_json_lines(path, bytes, options);
    case Format::html: return read_html(path, bytes, options);
    case Format::plain_text: break;
  }
  return read_plain_text(path, bytes, options);
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
  const bool mends_itself = detect_format(bytes) == Format::json_lines;  // Line by line.
  const auto mending = mends_itself ? std::nullopt : mended(bytes);
  TRY_ASSIGN(ReadResult result, read_text(path, mending ? std::string_view(mending->text) : bytes, options));
  for (Report& report : result.reports) {
    report.mended = mending ? format("{}:{}: {}", path, line_of(bytes, mending->first), mending->reading) : report.mended;
  }
  return result;
}

// One of a file's reports after the other. A file of JSON Lines is read as it goes; other formats are one report.
class ReportStream::Source {
 public:
  Source(FileReader file, std::string path, const ReadOptions& options)
      : file_(std::move(file)), path_(std::move(path)), lines_(path_, options) {}

  Result<void> begin(const ReadOptions& options) {
    TRY_ASSIGN(bool more, file_.append_block(bytes_));
    is_lines_ = detect_format(bytes_) == Format::json_lines;
    if (is_lines_) {
      at_ = bytes_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
      return {};
    }
    while (more) {
      TRY_ASSIGN(more, file_.append_block(bytes_));
    }
    TRY_ASSIGN(whole_, read_reports(path_, bytes_, options));
    return {};
  }

  Result<std::optional<Read>> next() { return is_lines_ ? next_line() : next_of_whole(); }

 private:
  Result<std::optional<Read>> next_line() {
    while (true) {
      TRY_ASSIGN(const std::size_t end, end_of_line());
      if (at_ == bytes_.size()) {
        break;
      }
      const std::string_view line = std::string_view(bytes_).substr(at_, end - at_);
      at_ = std::min(end + 1, bytes_.size());
      if (line.find('\0') != std::string_view::npos) {
        return fail(ErrorKind::input, "{}: a byte is NUL, expected text and not a binary file", path_);
      }
      if (auto report = lines_.read(line)) {
        return *report ? Read{**std::move(report), ""} : Read{std::nullopt, report->error().message};
      }
    }
    TRY(lines_.finish());
    return std::nullopt;
  }

  // Where the line that begins at `at_` ends, with what was read of the file before it dropped.
  Result<std::size_t> end_of_line() {
    std::size_t end = bytes_.find('\n', at_);
    while (end == std::string::npos) {
      bytes_.erase(0, at_);
      at_ = 0;
      const std::size_t searched = bytes_.size();
      TRY_ASSIGN(const bool more, file_.append_block(bytes_));
      if (!more) {
        return bytes_.size();
      }
      end = bytes_.find('\n', searched);
    }
    return end;
  }

  Result<std::optional<Read>> next_of_whole() {
    if (taken_ < whole_.rejected.size()) {
      return Read{std::nullopt, whole_.rejected[taken_++]};
    }
    const std::size_t report = taken_ - whole_.rejected.size();
    if (report == whole_.reports.size()) {
      return std::nullopt;
    }
    ++taken_;
    return Read{std::move(whole_.reports[report]), ""};
  }

  FileReader file_;
  std::string path_;
  JsonLines lines_;
  std::string bytes_;     // For JSON Lines those behind `at_` are still to be read.
  std::size_t at_ = 0;
  bool is_lines_ = false;
  ReadResult whole_;
  std::size_t taken_ = 0;
};

ReportStream::ReportStream(std::unique_ptr<Source> source) : source_(std::move(source)) {}
ReportStream::~ReportStream() = default;
ReportStream::ReportStream(ReportStream&&) noexcept = default;
ReportStream& ReportStream::operator=(ReportStream&&) noexcept = default;

Result<ReportStream> ReportStream::open(const std::filesystem::path& path, const ReadOptions& options) {
  TRY_ASSIGN(FileReader file, FileReader::open(path));
  auto source = std::make_unique<Source>(std::move(file), path.string(), options);
  TRY(source->begin(options));
  return ReportStream(std::move(source));
}

Result<std::optional<ReportStream::Read>> ReportStream::next() { return source_->next(); }

std::string file_stem(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t point = name.rfind('.');
  return std::string(point == std::string_view::npos || point == 0 ? name : name.substr(0, point));
}

}  // namespace corollary::reports
