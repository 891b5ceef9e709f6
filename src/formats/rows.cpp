#include "formats/rows.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/strings.h"
#include "formats/cells.h"

namespace corollary::formats {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// A row with so many cells too many ends with its line: where quotes are broken, cells would swallow line after line,
// and each line be read again and again.
constexpr std::size_t kCellsTooMany = 64;
constexpr std::size_t kFirstRead = std::size_t{256} << 10U;

constexpr std::uint64_t each_byte(unsigned char byte) { return 0x0101010101010101U * byte; }

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) {
    word = std::byteswap(word);
  }
  return word;
}

// The high bit of each byte below 16: among them are the tab, both ends of a line, and NUL.
std::uint64_t control_bytes(std::uint64_t word) {
  const std::uint64_t high_half = word & each_byte(0xF0);
  return ~(((high_half & each_byte(0x7F)) + each_byte(0x7F)) | high_half | each_byte(0x7F));
}

std::string_view without_carriage_return(std::string_view line) {
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

bool is_blank(std::string_view raw) { return trimmed(raw).empty(); }

std::string counted_columns(std::size_t count) { return format("{} column{}", count, count == 1 ? "" : "s"); }

}  // namespace

RowReader::RowReader(const Layout& layout, Supply supply)
    : separator_(layout.dialect.separator),
      quoted_(layout.dialect.quoted),
      skip_header_(layout.dialect.header),
      columns_(separator_ == '\0' ? 1 : layout.columns.size()),
      supply_(std::move(supply)),
      cells_(columns_) {}

RowReader::RowReader(const Layout& layout, std::string_view whole) : RowReader(layout, Supply()) {
  window_ = whole;
  ended_ = true;
}

Result<RowStep> RowReader::next() {
  for (;;) {
    Found found;
    const Scan state = scan(found);
    if (state == Scan::needs_more) {
      if (rest().size() > kRowLimit) {
        return reject_to_end_of_line(format("the row is longer than {} megabytes", kRowLimit >> 20U));
      }
      TRY(read_more());
      continue;
    }
    if (state == Scan::unclosed) {
      return reject_to_end_of_line("a quote is opened in this row and never closed");
    }
    if (state == Scan::crowded) {
      return reject_to_end_of_line(format("over {} columns, expected {}", columns_ + kCellsTooMany, columns_));
    }
    if (found.next == 0) {
      return RowStep::end;
    }
    const bool header = skip_header_ && found.size > 0;
    if (found.size == 0 || header) {
      skip_header_ = skip_header_ && !header;
      move_on(found.next, found.lines);
      continue;
    }
    return accept(found);
  }
}

RowStep RowReader::accept(const Found& found) {
  const std::string_view raw = rest().substr(0, found.size);
  const std::size_t begin = window_begins_ + position_;
  row_ = {line_, {begin, begin + found.size}, raw, cells_, found.ascii};
  rejection_.line = line_;
  move_on(found.next, found.lines);
  if (found.size > kRowLimit) {
    return reject(format("the row is longer than {} megabytes", kRowLimit >> 20U));
  }
  if (found.nul) {
    return reject("the row holds a NUL byte");
  }
  if (found.cells != columns_) {
    return reject(is_blank(raw) ? std::string("the line is blank")
                                : format("{}, expected {}", counted_columns(found.cells), columns_));
  }
  return RowStep::row;
}

RowStep RowReader::reject(std::string reason) {
  rejection_.column.clear();
  rejection_.reason = std::move(reason);
  return RowStep::rejected;
}

// For rows whose end is not known: what is left of the first line is passed over.
Result<RowStep> RowReader::reject_to_end_of_line(std::string reason) {
  rejection_.line = line_;
  for (;;) {
    const std::size_t end = rest().find('\n');
    if (end != std::string_view::npos) {
      move_on(end + 1, 1);
      break;
    }
    move_on(rest().size(), 0);
    if (ended_) {
      break;
    }
    TRY(read_more());
  }
  return reject(std::move(reason));
}

void RowReader::move_on(std::size_t size, std::size_t lines) {
  position_ += size;
  line_ += lines;
}

// At least doubles what is unread, so that a long row is scanned a bounded number of times a byte.
Result<void> RowReader::read_more() {
  window_begins_ += position_;
  buffer_.erase(0, position_);
  position_ = 0;
  const std::size_t enough = std::max(2 * buffer_.size(), kFirstRead);
  while (buffer_.size() < enough && !ended_) {
    TRY_ASSIGN(const bool more, supply_(buffer_));
    ended_ = !more;
  }
  window_ = buffer_;
  return {};
}

RowReader::Scan RowReader::scan(Found& found) {
  if (at_start_) {
    if (rest().size() < kByteOrderMark.size() && !ended_) {
      return Scan::needs_more;
    }
    at_start_ = false;
    if (rest().starts_with(kByteOrderMark)) {
      move_on(kByteOrderMark.size(), 0);
    }
  }
  const std::string_view text = rest().substr(0, kRowLimit + 2);
  const bool ended = ended_ && text.size() == rest().size();
  return quoted_ ? scan_quoted(text, ended, found) : scan_plain(text, ended, found);
}

void RowReader::close_cell(std::size_t number, std::string_view cell) {
  if (number < columns_) {
    cells_[number] = cell;
  }
}

// Looks at eight bytes at a time for those that may end a cell.
RowReader::Scan RowReader::scan_plain(std::string_view text, bool ended, Found& found) {
  const char* const data = text.data();
  const std::size_t size = text.size();
  std::size_t cell = 0;  // Where the one at hand begins.
  std::uint64_t bytes_seen = 0;
  std::size_t end = size;
  const auto meets = [&](std::size_t at) {  // True at the end of the row.
    const char c = data[at];
    if (c == separator_ && c != '\0') {
      close_cell(found.cells++, {data + cell, at - cell});
      cell = at + 1;
    } else if (c == '\n') {
      end = at;
      return true;
    } else if (c == '\0') {
      found.nul = true;
    }
    return false;
  };
  std::size_t at = 0;
  bool done = false;
  for (; at + 8 <= size && !done; at += 8) {
    const std::uint64_t word = eight_bytes(data + at);
    bytes_seen |= word;
    for (std::uint64_t marks = control_bytes(word); marks != 0 && !done; marks &= marks - 1) {
      done = meets(at + static_cast<std::size_t>(std::countr_zero(marks)) / 8);
    }
  }
  for (; at < size && !done; ++at) {
    bytes_seen |= static_cast<unsigned char>(data[at]);
    if (static_cast<unsigned char>(data[at]) < 16) {
      done = meets(at);
    }
  }
  if (!done && !ended) {
    return Scan::needs_more;
  }
  const std::string_view last = without_carriage_return({data + cell, end - cell});
  close_cell(found.cells++, last);
  found.size = cell + last.size();
  found.next = std::min(end + 1, size);
  found.lines = done ? 1 : 0;
  found.ascii = (bytes_seen & each_byte(0x80)) == 0;
  return Scan::complete;
}

// RFC 4180. What stands behind a closed quote belongs to the cell; a quote inside of an unquoted cell is a plain byte.
RowReader::Scan RowReader::scan_quoted(std::string_view text, bool ended, Found& found) {
  unquoted_.clear();
  pieced_.clear();
  found.lines = 0;
  std::size_t at = 0;
  for (;;) {
    const std::size_t begin = at;
    QuotedPart quoted;
    if (at < text.size() && text[at] == '"') {
      quoted = quoted_part(text, at);
      if (!quoted.closed || (quoted.end == text.size() && !ended)) {
        return ended ? Scan::unclosed : Scan::needs_more;
      }
      at = quoted.end;
      found.lines += static_cast<std::size_t>(std::count(text.begin() + begin, text.begin() + at, '\n'));
    }
    const std::size_t from = at;
    while (at < text.size() && text[at] != separator_ && text[at] != '\n') ++at;
    if (at == text.size() && !ended) {
      return Scan::needs_more;
    }
    const bool end_of_row = at == text.size() || text[at] == '\n';
    std::string_view plain = text.substr(from, at - from);
    if (end_of_row) {
      plain = without_carriage_return(plain);
    }
    close_quoted_cell(found.cells++, text, begin, quoted, plain);
    if (found.cells > columns_ + kCellsTooMany) {
      return Scan::crowded;
    }
    if (end_of_row) {
      found.size = from + plain.size();
      break;
    }
    ++at;
  }
  for (const Pieced& cell : pieced_) close_cell(cell.number, std::string_view(unquoted_).substr(cell.begin, cell.size));
  found.next = std::min(at + 1, text.size());
  found.lines += at < text.size() ? 1 : 0;
  const std::string_view raw = text.substr(0, found.size);
  found.nul = raw.find('\0') != std::string_view::npos;
  found.ascii = std::ranges::all_of(raw, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return Scan::complete;
}

// From the quote at `begin` to behind the one that closes it.
RowReader::QuotedPart RowReader::quoted_part(std::string_view text, std::size_t begin) {
  QuotedPart part;
  for (std::size_t from = begin + 1;; from = part.end + 1) {
    const std::size_t quote = text.find('"', from);
    if (quote == std::string_view::npos) {
      return part;
    }
    part.end = quote + 1;
    if (part.end == text.size() || text[part.end] != '"') {
      part.closed = true;
      return part;
    }
    part.doubled = true;
  }
}

void RowReader::close_quoted_cell(std::size_t number, std::string_view text, std::size_t begin,
                                  const QuotedPart& quoted, std::string_view plain) {
  if (!quoted.closed) {
    close_cell(number, plain);
    return;
  }
  const std::string_view inside = text.substr(begin + 1, quoted.end - begin - 2);
  if (!quoted.doubled && plain.empty()) {
    close_cell(number, inside);
    return;
  }
  const std::size_t written = unquoted_.size();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    unquoted_ += inside[i];
    i += inside[i] == '"';  // The second of two.
  }
  unquoted_ += plain;
  pieced_.push_back({number, written, unquoted_.size() - written});  // A view now would not outlive the next piece.
}

RowChecker::RowChecker(const Layout& layout) {
  const std::span<const Column> columns = columns_of(layout.format);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (layout.has(i) && (columns[i].kind != FieldKind::text || columns[i].required)) {
      checks_.push_back({layout.where[i], columns[i].kind, columns[i].required, std::string(columns[i].name)});
    }
  }
}

std::optional<Rejection> RowChecker::fault(const Row& row) const {
  for (const Check& check : checks_) {
    const std::string_view cell = row.cells[check.cell];
    if (check.required && is_missing(cell)) {
      return Rejection{row.line, check.name, "is empty, and must not be"};
    }
    if (!is_right(cell, check.kind)) {
      return Rejection{row.line, check.name, *fault_in(cell, check.kind)};
    }
  }
  return std::nullopt;
}

}  // namespace corollary::formats
