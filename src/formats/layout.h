#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary::formats {

/// The formats in which the field gives its events out, and our own two.
enum class Format : std::uint8_t {
  gdelt2,          ///< GDELT 2.0 events, 61 columns.
  gdelt1,          ///< GDELT 1.0 events, 58 columns; 57 before April 2013.
  gdelt_mentions,  ///< 16 columns: which report mentions which event.
  gkg2,            ///< GDELT's Global Knowledge Graph 2, 27 columns: what a report is about.
  gkg1,            ///< The same, version 1, 11 columns.
  icews,           ///< 20 columns.
  polecat,         ///< POLECAT, by NGEC, 40 columns.
  phoenix,         ///< 26 columns.
  acled,           ///< 31 columns.
  ged,             ///< UCDP GED, 49 columns.
  event_json,      ///< Our own JSON Lines, corollary.event/1.
  event_csv        ///< Our own CSV.
};
inline constexpr std::size_t kFormatCount = 12;

/// "gdelt2", "gdelt-mentions", "jsonl": for options and for the reason of an imported event.
std::string_view name(Format format);
std::optional<Format> format_named(std::string_view name);
/// "GDELT 2.0 events": for messages.
std::string_view title(Format format);
/// False for mentions and GKG, whose rows are about reports.
bool holds_events(Format format);

/// What a cell must look like. All but `text` are checked before a row is mapped.
enum class FieldKind : std::uint8_t {
  text,
  whole,          ///< A whole number of 64 bits.
  small,          ///< The same of 32 bits.
  count,          ///< The same, 0 or more, of 31 bits.
  number,         ///< A finite decimal number.
  day,            ///< Any of the ways in which the formats write a day (see `day_in`).
  month,          ///< YYYYMM.
  year,           ///< YYYY.
  time,           ///< YYYYMMDDHHMMSS, or YYYYMMDD.
  flag,           ///< 0 or 1.
  cameo,          ///< Two to four digits.
  quad_class,     ///< 0 to 4.
  geo_type,       ///< 0 to 5.
  fraction_date,  ///< A number; whether it is that of the day is counted, and never a reason to reject.
  latitude,       ///< -90 to 90.
  longitude       ///< -180 to 180.
};

struct Column {
  std::string_view name;  ///< As the format's documents write it.
  FieldKind kind = FieldKind::text;
  bool required = false;  ///< An empty cell is a reason to reject the row.
};

/// The columns that are documented for a format, in their order. Both versions of GDELT's events share those of 2.0,
/// of which 1.0 leaves out the three that end in ADM2Code. JSON Lines have none.
std::span<const Column> columns_of(Format format);

/// How cells and rows are told apart.
struct Dialect {
  char separator = '\t';  ///< '\0' for JSON Lines: a row is one cell.
  bool quoted = false;    ///< RFC 4180; else nothing is quoted at all.
  bool header = false;    ///< The first row names the columns.
  bool byte_order_mark = false;
  bool crlf = false;  ///< In the first row; each row is read with either end.
};

/// What a file is, found out by its first bytes.
struct Layout {
  static constexpr std::size_t kNone = SIZE_MAX;

  Format format = Format::gdelt2;
  std::string variant{};  ///< "" for the documented layout, else in what the file departs from it.
  Dialect dialect{};
  std::vector<std::string> columns{};  ///< As in the file's header, or as documented.
  std::vector<std::size_t> where{};    ///< By documented column: its number in the file, or `kNone`.

  /// The number in the file of a column by its name there; nullopt if there is none.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view column_name) const;
  [[nodiscard]] bool has(std::size_t documented) const {
    return documented < where.size() && where[documented] != kNone;
  }
};

/// The layout in which we write a format.
Layout documented_layout(Format format);

/// How many bytes of a file are enough for `detect`.
inline constexpr std::size_t kHeadBytes = 256 * 1024;

/// What a file is by the bytes at its beginning: its header, or the number and the look of the columns of its first
/// row. The file's name plays no part. Errors: `input`, with what was found and what is known, if it is empty, blank,
/// binary or of no known format. Cost:   O(head).
Result<Layout> detect(std::string_view head);

}  // namespace corollary::formats
