#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/cells.h"
#include "formats/gdelt_columns.h"
#include "formats/rows.h"

namespace corollary::formats {
namespace {

constexpr std::size_t kRowsLookedAt = 50;
constexpr std::size_t kColumnsShown = 6;

constexpr std::array<Format, kFormatCount> kFormats = {
    Format::gdelt2,  Format::gdelt1,  Format::gdelt_mentions, Format::gkg2, Format::gkg1,       Format::icews,
    Format::polecat, Format::phoenix, Format::acled,          Format::ged,  Format::event_json, Format::event_csv};

// Letters and digits in lower case: "Event ID", "event_id" and "EventID" are one name.
std::string plain_name(std::string_view column) {
  std::string plain;
  for (const char c : lower_ascii(column)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      plain += c;
    }
  }
  return plain;
}

std::string_view without_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

std::string_view first_line(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of("\r\n"), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

// Quotes count unless the separator is a tab.
std::vector<std::string> cells_of_line(std::string_view line, char separator) {
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  std::vector<std::string> raw(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"' && separator != '\t') {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      raw.emplace_back();
    } else {
      raw.back() += c;
    }
  }
  std::vector<std::string> cells(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) assign_utf8(cells[i], raw[i]);
  return cells;
}

// The layout of a file whose header holds these names, if they are this format's: each required column, and six in ten
// of all.
std::optional<Layout> layout_by_header(Format format, const std::vector<std::string>& header) {
  const std::span<const Column> documented = columns_of(format);
  std::vector<std::string> names;
  for (const std::string& name : header) names.push_back(plain_name(name));
  Layout layout;
  layout.format = format;
  std::size_t known = 0;
  for (const Column& column : documented) {
    const auto found = std::ranges::find(names, plain_name(column.name));
    const bool there = found != names.end();
    if (!there && column.required) {
      return std::nullopt;
    }
    known += there;
    layout.where.push_back(there ? static_cast<std::size_t>(found - names.begin()) : Layout::kNone);
  }
  if (documented.empty() || known * 10 < documented.size() * 6) {
    return std::nullopt;
  }
  layout.columns = header;
  return layout;
}

std::size_t known_columns(const Layout& layout) {
  return layout.where.size() - static_cast<std::size_t>(std::ranges::count(layout.where, Layout::kNone));
}

// GDELT's versions are told apart by a column that only 2.0 has.
bool right_version(const Layout& layout) {
  const bool adm2 = layout.has(gdelt::action_geo + gdelt::adm2);
  return layout.format == Format::gdelt2 ? adm2 : layout.format != Format::gdelt1 || !adm2;
}

// "no CAMEO Code column; with CAMEOCodeDescription".
std::string variant_of(const Layout& layout) {
  std::vector<std::string> parts;
  const Layout documented = documented_layout(layout.format);
  const bool comma = documented.dialect.separator == ',';
  if (layout.dialect.separator != documented.dialect.separator) {
    parts.emplace_back(layout.dialect.separator == '\t'  ? "tabs"
                       : layout.dialect.separator == ';' ? "semicolons"
                                                         : "commas");
  }
  if (documented.dialect.header && !layout.dialect.header && comma) {
    parts.emplace_back("no header");
  }
  const std::span<const Column> columns = columns_of(layout.format);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (documented.has(i) && !layout.has(i)) {
      parts.push_back(format("no {} column", columns[i].name));
    }
  }
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (std::ranges::find(layout.where, i) == layout.where.end()) {
      parts.push_back("with " + layout.columns[i]);
    }
  }
  return joined(parts, "; ");
}

std::optional<Layout> detect_by_header(std::string_view line, std::vector<std::string>& seen) {
  std::optional<Layout> best;
  for (const char separator : {'\t', ',', ';'}) {
    const std::vector<std::string> header = cells_of_line(line, separator);
    if (header.size() > seen.size()) {
      seen = header;
    }
    for (const Format format : kFormats) {
      auto layout = layout_by_header(format, header);
      if (!layout || !right_version(*layout)) {
        continue;
      }
      if (!best || known_columns(*layout) > known_columns(*best)) {
        layout->dialect.separator = separator;
        layout->dialect.quoted = separator != '\t';
        layout->dialect.header = true;
        best = std::move(layout);
      }
    }
  }
  return best;
}

// The layouts of files without a header that have so many columns.
std::vector<Layout> layouts_without_header(std::string_view line) {
  std::vector<Layout> layouts;
  const std::size_t tabs = cells_of_line(line, '\t').size();
  for (const Format format : kFormats) {
    Layout layout = documented_layout(format);
    if (format == Format::event_json || format == Format::event_csv) {
      continue;
    }
    const bool comma = layout.dialect.separator == ',';
    const std::size_t cells = comma ? cells_of_line(line, ',').size() : tabs;
    layout.dialect.header = false;
    if (format == Format::gdelt1 && cells + 1 == layout.columns.size()) {
      layout.columns.pop_back();
      layout.where[gdelt::url] = Layout::kNone;
    }
    if (cells > 1 && cells == layout.columns.size()) {
      layouts.push_back(std::move(layout));
    }
  }
  return layouts;
}

// nullopt if one of the first rows is as the layout says; else what is wrong in the first.
std::optional<std::string> fault_in_rows(const Layout& layout, std::string_view head) {
  RowReader reader(layout, head);
  const RowChecker checker(layout);
  std::optional<std::string> first;
  for (std::size_t i = 0; i < kRowsLookedAt; ++i) {
    const auto step = reader.next();
    if (!step || *step == RowStep::end) {
      break;
    }
    std::string fault = reader.rejection().reason;
    if (*step == RowStep::row) {
      const auto wrong = checker.fault(reader.row());
      if (!wrong) {
        return std::nullopt;
      }
      fault = format("{} {}", wrong->column, wrong->reason);
    }
    if (!first) {
      first = fault;
    }
  }
  return first.value_or("there is no row");
}

bool has_month_first_days(const Layout& layout, std::string_view head) {
  const std::span<const Column> columns = columns_of(layout.format);
  const auto day = std::ranges::find(columns, FieldKind::day, &Column::kind);
  const auto number = static_cast<std::size_t>(day - columns.begin());
  if (day == columns.end() || !layout.has(number)) {
    return false;
  }
  RowReader reader(layout, head);
  for (std::size_t i = 0; i < kRowsLookedAt; ++i) {
    const auto step = reader.next();
    if (!step || *step == RowStep::end) {
      return false;
    }
    if (*step == RowStep::row) {
      return reader.row().cells[layout.where[number]].find('/') != std::string_view::npos;
    }
  }
  return false;
}

Layout finished(Layout layout, std::string_view head) {
  layout.dialect.byte_order_mark = head != without_mark(head);
  layout.dialect.crlf = first_line(without_mark(head)).ends_with('\r');
  layout.variant = variant_of(layout);
  if (has_month_first_days(layout, head)) {
    layout.variant += layout.variant.empty() ? "month/day/year" : "; month/day/year";
  }
  return layout;
}

Result<Layout> detect_lines(std::string_view line) {
  constexpr std::string_view key = "\"schema\"";
  const std::size_t at = line.find(key);
  const std::size_t begin = at == std::string_view::npos ? at : line.find('"', at + key.size());
  const std::size_t end = begin == std::string_view::npos ? begin : line.find('"', begin + 1);
  if (end == std::string_view::npos) {
    return fail(ErrorKind::input, "JSON without a schema, expected lines of corollary.event/1");
  }
  std::string schema;
  assign_utf8(schema, line.substr(begin + 1, std::min<std::size_t>(end - begin - 1, 80)));
  if (schema != "corollary.event/1" && schema != "corollary.statement/1") {
    return fail(ErrorKind::input, "lines of the schema '{}', expected corollary.event/1", schema);
  }
  return documented_layout(Format::event_json);
}

std::string shown(const std::vector<std::string>& cells) {
  std::vector<std::string> first(cells.begin(),
                                 cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), kColumnsShown)));
  for (std::string& cell : first) {
    if (cell.size() > 30) {
      assign_utf8(cell, std::string(cell.substr(0, 30)));
    }
  }
  return joined(first, ", ") + (cells.size() > kColumnsShown ? ", …" : "");
}

std::string known_layouts() {
  return "expected GDELT events (61, 58 or 57 columns), mentions (16), GKG (27 or 11), Phoenix (26), or a header of "
         "ICEWS, POLECAT, ACLED, UCDP GED or Corollary's CSV, or lines of corollary.event/1";
}

}  // namespace

Result<Layout> detect(std::string_view head) {
  const std::string_view text = without_mark(head);
  const std::string_view line = first_line(text);
  if (text.empty()) {
    return fail(ErrorKind::input, "the file is empty; {}", known_layouts());
  }
  if (trimmed(text).empty()) {
    return fail(ErrorKind::input, "the file is blank; {}", known_layouts());
  }
  if (line.find('\0') != std::string_view::npos) {
    return fail(ErrorKind::input, "a NUL byte in the first line: this is no text; {}", known_layouts());
  }
  if (trimmed(line).starts_with('{')) {
    TRY_ASSIGN(Layout layout, detect_lines(line));
    return finished(std::move(layout), head);
  }
  std::vector<std::string> seen;
  if (auto layout = detect_by_header(line, seen)) {
    return finished(*std::move(layout), head);
  }
  std::string fault;
  for (Layout& layout : layouts_without_header(line)) {
    const auto wrong = fault_in_rows(layout, head);
    if (!wrong) {
      return finished(std::move(layout), head);
    }
    fault = format("as many columns as {}, but {}", title(layout.format), *wrong);
  }
  if (!fault.empty()) {
    return fail(ErrorKind::input, "{}; {}", fault, known_layouts());
  }
  return fail(ErrorKind::input, "a first line of {} column{} ({}); {}", seen.size(), seen.size() == 1 ? "" : "s",
              shown(seen), known_layouts());
}

}  // namespace corollary::formats
