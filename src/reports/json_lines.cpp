#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/lines.h"
#include "base/strings.h"
#include "reports/encoding.h"
#include "reports/formats.h"

namespace corollary::reports {
namespace {

using Json = nlohmann::json;

// The first of the keys that holds a text; "" if none does.
template <std::size_t count>
std::string text_at(const Json& object, const std::array<std::string_view, count>& keys) {
  for (const std::string_view key : keys) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_string()) {
      return found->template get<std::string>();
    }
  }
  return "";
}

// The report of one line. Errors say what is wrong, without file and line.
Result<Report> read_object(std::string_view line, const ReadOptions& options) {
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded() || !object.is_object()) {
    return fail(ErrorKind::input, "not a JSON object, expected one object on each line");
  }
  Report report;
  report.text = text_at(object, std::array<std::string_view, 3>{"text", "body", "content"});
  if (trimmed(report.text).empty()) {
    return fail(ErrorKind::input, "no text, expected \"text\" (or \"body\", \"content\")");
  }
  if (report.text.find('\0') != std::string::npos) {
    return fail(ErrorKind::input, "the text holds a NUL character");
  }
  const std::string date = text_at(object, std::array<std::string_view, 2>{"date", "published"});
  const auto day = date.empty() ? options.undated_as : parse_written_date(date);
  if (!day) {
    return date.empty() ? fail(ErrorKind::input, "no date, expected \"date\" (or \"published\")")
                        : fail(ErrorKind::input, "date '{}' is not a day ({})", date, kDateForms);
  }
  report.day = *day;
  report.id = text_at(object, std::array<std::string_view, 1>{"id"});
  report.title = text_at(object, std::array<std::string_view, 2>{"title", "headline"});
  report.publisher = text_at(object, std::array<std::string_view, 2>{"publisher", "source"});
  report.place = text_at(object, std::array<std::string_view, 1>{"place"});
  if (report.place.empty()) {
    report.place = dateline_place(report.text);
  }
  report.body = {0, report.text.size()};
  return report;
}

}  // namespace

std::optional<Result<Report>> JsonLines::read(std::string_view line) {
  ++lines_;
  line = trimmed(line);
  if (line.empty()) {
    return std::nullopt;
  }
  const auto mending = mended(line);
  Result<Report> report = read_object(mending ? mending->text : line, options_);
  if (!report) {
    return rejected(report.error().message);
  }
  report->mended = mending ? format("{}:{}: {}", path_, lines_, mending->reading) : "";
  if (report->id.empty()) {
    report->id = format("{}#{}", file_stem(path_), lines_);
  }
  if (const auto [first, is_new] = line_of_id_.emplace(report->id, lines_); !is_new) {
    return rejected(format("id '{}' is that of line {}", report->id, first->second));
  }
  last_ids_.push_back(report->id);
  if (last_ids_.size() > kIdsRemembered) {
    line_of_id_.erase(last_ids_.front());
    last_ids_.pop_front();
  }
  report->path = path_;
  ++reports_;
  return report;
}

Result<Report> JsonLines::rejected(std::string_view message) {
  Error error{ErrorKind::input, format("{}:{}: {}", path_, lines_, message)};
  first_rejected_ = first_rejected_.empty() ? error.message : first_rejected_;
  return std::unexpected(std::move(error));
}

Result<void> JsonLines::finish() const {
  if (reports_ == 0) {
    return fail(ErrorKind::input, "{} (none of the file's {} lines could be read)", first_rejected_, lines_);
  }
  return {};
}

Result<ReadResult> read_json_lines(std::string_view path, std::string_view bytes, const ReadOptions& options) {
  ReadResult result;
  JsonLines lines(path, options);
  for_each_line(bytes, [&](std::string_view line, std::size_t) {
    auto report = lines.read(line);
    if (!report) {
      return;
    }
    if (*report) {
      result.reports.push_back(**std::move(report));
    } else {
      result.rejected.push_back(report->error().message);
    }
  });
  TRY(lines.finish());
  return result;
}

}  // namespace corollary::reports
