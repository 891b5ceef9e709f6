#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "formats/layout.h"
#include "formats/rows.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "ontology/event.h"

namespace corollary::formats {

/// What a row came to.
enum class Outcome : std::uint8_t {
  event,
  mention,    ///< `RowMapper::mention` has it.
  metadata,   ///< `RowMapper::metadata` has it.
  not_event,  ///< A statement among our own lines: well-formed, and nothing to map.
  rejected    ///< `RowMapper::rejection` says why.
};

/// Who published the report behind an event, as far as the row says. The views live as long as the row.
struct RowSource {
  std::string_view publisher{};
  std::string_view url{};
};

/// A report that mentions an event (GDELT mentions). The views live as long as the row.
struct ReportMention {
  std::string_view event{};  ///< GLOBALEVENTID.
  Date day{};                ///< On which the report was published.
  std::string_view publisher{}, url{};
  std::optional<double> tone{};
  std::optional<std::int32_t> confidence{};  ///< In per cent.
  std::optional<std::int32_t> length{};      ///< Of the report's text, in characters.
};

/// What a report is about, as GDELT's GKG has it. The views live as long as the row; lists are as read, without the
/// offsets of version 2.
struct ReportMetadata {
  std::string_view id{};  ///< "" in version 1.
  Date day{};
  std::string_view publisher{}, url{};
  std::optional<double> tone{};
  std::vector<std::string_view> themes{}, persons{}, organisations{};
  std::vector<std::string_view> locations{};  ///< "1#Russia#RS#RS#60#100#RS".
  std::vector<std::string_view> events{};     ///< GLOBALEVENTIDs; version 1 only.
};

/// What was odd in rows that were mapped all the same.
struct MappingNotes {
  std::int64_t fraction_dates = 0;  ///< GDELT: another FractionDate than the day's.
  std::int64_t unknown_codes = 0;   ///< No CAMEO code, no PLOVER type, no known kind of event; kept as statements.
  std::int64_t not_utf8 = 0;        ///< Rows that are read as Windows-1252.
};

/// Makes events of the rows of one format. What we make of a code stands in the event's type, mode and intensity, what
/// the source makes of it in `source_scale`; docs/formats.md says what becomes of each column. `confidence` is 1: the
/// row says so. `evidence` is left alone.
class RowMapper {
 public:
  /// The catalogue and the table must outlive it. Errors: `input` if the layout lacks a column that must be there.
  static Result<RowMapper> make(Layout layout, const Catalogue& catalogue, const CameoTable& cameo);
  ~RowMapper();
  RowMapper(RowMapper&&) noexcept;
  RowMapper& operator=(RowMapper&&) noexcept;

  /// Checks and maps a row of the layout. All fields of `out` but `evidence` are set, whatever it held before: keep one
  /// for all rows, and no memory is taken for most. Unless the outcome is an event, `out` is unspecified.
  /// Cost: below a microsecond for a row of GDELT.
  Outcome map(const Row& row, Event& out);

  /// After `Outcome::rejected`.
  [[nodiscard]] const Rejection& rejection() const;
  /// After `Outcome::event`.
  [[nodiscard]] const RowSource& source() const;
  [[nodiscard]] const ReportMention& mention() const;
  [[nodiscard]] const ReportMetadata& metadata() const;
  [[nodiscard]] const MappingNotes& notes() const;

 private:
  struct Parts;
  explicit RowMapper(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace corollary::formats
