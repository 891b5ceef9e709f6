#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "formats/row_mapper.h"
#include "formats/row_writer.h"

namespace corollary::formats {

inline const Catalogue& known_parties() {
  static const Catalogue catalogue = Catalogue::built_in().value();
  return catalogue;
}
inline const CameoTable& known_codes() {
  static const CameoTable table = CameoTable::built_in().value();
  return table;
}

using NamedCells = std::vector<std::pair<std::string_view, std::string_view>>;

/// A row of a format as its documents lay it out, with these cells and all others empty.
inline std::string row_of(Format format, const NamedCells& cells) {
  const Layout layout = documented_layout(format);
  std::vector<std::string_view> row(layout.columns.size());
  for (const auto& [column, cell] : cells) {
    const auto at = layout.column(column);
    ensure(at.has_value(), "a test names columns that there are");
    row[*at] = cell;
  }
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool quoted = layout.dialect.quoted && row[i].find_first_of(",\n") != std::string_view::npos;
    line += i == 0 ? "" : std::string(1, layout.dialect.separator);
    line += quoted ? "\"" + std::string(row[i]) + "\"" : std::string(row[i]);
  }
  return line + "\n";
}

inline std::string header_of(Format format) {
  return RowWriter::make(format, known_parties(), known_codes())->header();
}

/// What a whole file comes to.
struct ReadFile {
  Layout layout;
  std::vector<Event> events;
  std::vector<std::string> rejected;  ///< "3 SQLDATE 'x' is not a day".
  MappingNotes notes;
};

inline ReadFile read_all(const Layout& layout, std::string_view bytes) {
  ReadFile read{layout, {}, {}, {}};
  RowMapper mapper = RowMapper::make(layout, known_parties(), known_codes()).value();
  RowReader reader(layout, bytes);
  Event event;
  const auto reject = [&](const Rejection& why) {
    read.rejected.push_back(format("{}{}{} {}", why.line, why.column.empty() ? "" : " ", why.column, why.reason));
  };
  for (RowStep step = *reader.next(); step != RowStep::end; step = *reader.next()) {
    if (step == RowStep::rejected) {
      reject(reader.rejection());
      continue;
    }
    const Outcome outcome = mapper.map(reader.row(), event);
    if (outcome == Outcome::rejected) {
      reject(mapper.rejection());
    } else if (outcome == Outcome::event) {
      read.events.push_back(event);
    }
  }
  read.notes = mapper.notes();
  return read;
}

inline ReadFile read_all(std::string_view bytes) { return read_all(detect(bytes).value(), bytes); }

/// The events as a file of the format, and what was lost.
inline std::pair<std::string, std::vector<Loss>> written(Format format, const std::vector<Event>& events) {
  RowWriter writer = RowWriter::make(format, known_parties(), known_codes()).value();
  std::string bytes = writer.header();
  for (const Event& event : events) writer.append(event, bytes);
  return {bytes, writer.losses()};
}

}  // namespace corollary::formats
