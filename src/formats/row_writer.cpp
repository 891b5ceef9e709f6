#include "formats/row_writer.h"

#include "base/strings.h"
#include "formats/event_json.h"
#include "formats/writing.h"

namespace corollary::formats {
namespace {

std::unique_ptr<FormatWriter> writer_of(Writing& writing) {
  switch (writing.layout.format) {
    case Format::gdelt2:
    case Format::gdelt1:
      return gdelt_writer(writing);
    case Format::icews:
      return icews_writer(writing);
    case Format::polecat:
      return polecat_writer(writing);
    case Format::phoenix:
      return phoenix_writer(writing);
    case Format::acled:
      return acled_writer(writing);
    case Format::ged:
      return ged_writer(writing);
    case Format::event_csv:
      return event_csv_writer(writing);
    default:
      return nullptr;
  }
}

// A tab or the end of a line has no way to stand in a cell that is not quoted: a blank takes its place.
bool append_plain(std::string& out, std::string_view cell) {
  bool changed = false;
  for (const char c : cell) {
    const bool breaks = c == '\t' || c == '\n' || c == '\r' || c == '\0';
    out += breaks ? ' ' : c;
    changed = changed || breaks;
  }
  return changed;
}

// RFC 4180. NUL, which no reader of text takes, becomes a blank.
bool append_quoted(std::string& out, std::string_view cell) {
  if (cell.find_first_of(std::string_view("\",\r\n\0", 5)) == std::string_view::npos) {
    out += cell;
    return false;
  }
  bool changed = false;
  out += '"';
  for (const char c : cell) {
    if (c == '"') {
      out += '"';
    }
    out += c == '\0' ? ' ' : c;
    changed = changed || c == '\0';
  }
  out += '"';
  return changed;
}

// Asked only where U+FFFD stands in a line: as the event had it, or in place of bytes that are not UTF-8?
bool comes_back(const Event& event, std::string_view line) {
  const auto read = event_in(line);
  return read && read->id == event.id && read->actors == event.actors && read->recipients == event.recipients &&
         read->mode == event.mode && read->contexts == event.contexts && read->cameo == event.cameo &&
         read->attribution == event.attribution && read->issues == event.issues && read->place == event.place &&
         read->text == event.text && read->evidence == event.evidence && read->why == event.why;
}

}  // namespace

struct RowWriter::Parts {
  explicit Parts(Writing of) : writing(std::move(of)), format(writer_of(writing)) {}
  Writing writing;
  std::unique_ptr<FormatWriter> format;
  FormatWriter::Cells cells{};

  void append_row(const FormatWriter::Cells& row, std::string& out) {
    const std::size_t begin = out.size();
    bool first = true;
    bool changed = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!writing.layout.has(i)) {
        continue;
      }
      if (!first) {
        out += writing.layout.dialect.separator;
      }
      first = false;
      changed = (writing.layout.dialect.quoted ? append_quoted(out, row[i]) : append_plain(out, row[i])) || changed;
    }
    out += '\n';
    writing.lose("tabs, ends of lines and NUL in texts", changed);
    writing.lose("bytes that are not UTF-8", invalid_utf8_at(std::string_view(out).substr(begin)).has_value());
  }
};

Result<RowWriter> RowWriter::make(Format format, const Catalogue& catalogue, const CameoTable& cameo) {
  if (!holds_events(format)) {
    return fail(ErrorKind::usage, "events cannot be written as {}: its rows are about reports", title(format));
  }
  TRY_ASSIGN(CodeTable codes, CodeTable::built_in());
  return RowWriter(std::make_unique<Parts>(Writing(format, catalogue, cameo, std::move(codes))));
}

RowWriter::RowWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RowWriter::~RowWriter() = default;
RowWriter::RowWriter(RowWriter&&) noexcept = default;
RowWriter& RowWriter::operator=(RowWriter&&) noexcept = default;

std::string RowWriter::header() const {
  std::string line;
  if (parts_->writing.layout.dialect.header) {
    for (const std::string& column : parts_->writing.layout.columns) {
      line += line.empty() ? "" : std::string(1, parts_->writing.layout.dialect.separator);
      line += column;
    }
    line += '\n';
  }
  return line;
}

void RowWriter::append(const Event& event, std::string& out) {
  ++parts_->writing.written;
  if (parts_->format == nullptr) {
    const std::string line = event_line(event);
    const bool replaced = line.find("\xEF\xBF\xBD") != std::string::npos && !comes_back(event, line);
    parts_->writing.lose("bytes that are not UTF-8", replaced);
    out += line;
    out += '\n';
    return;
  }
  parts_->cells.resize(parts_->writing.layout.where.size());
  for (std::string& cell : parts_->cells) cell.clear();
  parts_->format->write(event, parts_->cells);
  parts_->append_row(parts_->cells, out);
}

std::vector<Loss> RowWriter::losses() const {
  std::vector<Loss> losses;
  for (const auto& [field, events] : parts_->writing.lost) losses.push_back({field, events});
  return losses;
}

}  // namespace corollary::formats
