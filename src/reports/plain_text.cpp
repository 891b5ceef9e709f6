#include <algorithm>
#include <array>
#include <vector>

#include "base/strings.h"
#include "reports/formats.h"

namespace corollary::reports {
namespace {

struct Line {
  std::size_t number;
  ByteRange bytes;  ///< Without the line's end.
};

// The first lines of a file: a title, a byline and a date stand there or nowhere.
constexpr std::size_t kHeadLines = 12;

std::vector<Line> first_lines(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size() && lines.size() < kHeadLines;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({lines.size() + 1, {begin, end}});
    begin = end + 1;
  }
  return lines;
}

std::string_view content(std::string_view text, const Line& line) { return trimmed(line.bytes.of(text)); }

struct HeaderField {
  std::string name;  ///< In lower case.
  std::string_view value;
};

std::optional<HeaderField> header_field(std::string_view line) {
  constexpr std::array<std::string_view, 8> names = {"title", "headline", "publisher", "source",
                                                     "date",  "published", "place",   "dateline"};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  std::string name = lower_ascii(trimmed(line.substr(0, colon)));
  if (std::ranges::find(names, name) == names.end()) {
    return std::nullopt;
  }
  return HeaderField{std::move(name), trimmed(line.substr(colon + 1))};
}

// What stands above the prose.
struct Head {
  std::string title, publisher, place;
  std::optional<Date> day;
  std::size_t end = 0;  ///< Where the prose begins, in bytes.
};

Result<Head> read_header_fields(std::string_view path, std::string_view text, const std::vector<Line>& lines) {
  Head head;
  for (const Line& line : lines) {
    const auto field = header_field(content(text, line));
    if (!field) {
      break;
    }
    head.end = std::min(line.bytes.end + 1, text.size());
    if (field->name == "title" || field->name == "headline") {
      head.title = field->value;
    } else if (field->name == "publisher" || field->name == "source") {
      head.publisher = field->value;
    } else if (field->name == "place" || field->name == "dateline") {
      head.place = field->value;
    } else {
      head.day = parse_written_date(field->value);
      if (!head.day) {
        return fail(ErrorKind::input, "{}:{}: date '{}' is not a day ({})", path, line.number, field->value, kDateForms);
      }
    }
  }
  return head;
}

// A title has no full stop; a first line with one is prose.
bool reads_like_title(std::string_view line) {
  constexpr std::size_t longest = 200;
  return !line.empty() && line.size() <= longest && !line.ends_with('.');
}

// A title line and a date line, in either order, with perhaps a byline between them.
Head read_title_and_date(std::string_view text, const std::vector<Line>& lines) {
  Head head;
  for (const Line& line : lines) {
    const std::string_view words = content(text, line);
    if (const auto day = parse_written_date(words)) {
      head.day = day;
      head.end = std::min(line.bytes.end + 1, text.size());
      break;
    }
  }
  const auto first = std::ranges::find_if(lines, [&](const Line& line) {
    return !content(text, line).empty() && !parse_written_date(content(text, line));
  });
  if (first == lines.end() || !reads_like_title(content(text, *first))) {
    return head;
  }
  const bool above_date = first->bytes.begin < head.end;
  const bool blank_below = first + 1 != lines.end() && content(text, *(first + 1)).empty();
  if (above_date || blank_below) {
    head.title = content(text, *first);
    head.end = std::max(head.end, std::min(first->bytes.end + 1, text.size()));
  }
  return head;
}

ByteRange without_outer_space(std::string_view text, ByteRange bytes) {
  const std::string_view prose = trimmed(bytes.of(text));
  const std::size_t begin = prose.empty() ? bytes.end : static_cast<std::size_t>(prose.data() - text.data());
  return {begin, begin + prose.size()};
}

}  // namespace

Result<ReadResult> read_plain_text(std::string_view path, std::string_view bytes, const ReadOptions& options) {
  const std::vector<Line> lines = first_lines(bytes);
  TRY_ASSIGN(Head head, read_header_fields(path, bytes, lines));
  if (head.end == 0) {
    head = read_title_and_date(bytes, lines);
  }
  if (!head.day && !options.undated_as) {
    return fail(ErrorKind::input, "{}: no date in the first {} lines, expected a line 'Date: 2018-07-16' or a line that is only a date ({})",
                path, kHeadLines, kDateForms);
  }
  const ByteRange body = without_outer_space(bytes, {head.end, bytes.size()});
  if (body.size() == 0) {
    return fail(ErrorKind::input, "{}: no text below the title and date", path);
  }
  if (head.place.empty()) {
    head.place = dateline_place(body.of(bytes));
  }
  ReadResult result;
  result.reports.push_back({file_stem(path), std::string(path), head.publisher, head.title,
                            head.day ? *head.day : *options.undated_as, head.place, std::string(bytes), body});
  return result;
}

}  // namespace corollary::reports
