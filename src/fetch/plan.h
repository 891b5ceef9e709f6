#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fetch/file_list.h"
#include "formats/layout.h"
#include "record/file_import.h"

namespace corollary::fetch {

/// The first day of which GDELT 2.0 has more than its last hour; days before are 1.0's.
Date first_day_of_gdelt2();

/// How many quarters of a day the list must have for the others to count as known to be empty. GDELT codes what was published in the
/// quarter of an hour; where it published no file it coded nothing. At 90 of 96 at most a sixteenth of the day is silent, far less than
/// a weekend differs from a weekday; with fewer the day was an outage, and a zero would be a lie.
inline constexpr int kSlotsOfWholeDay = 90;

/// A stream of files that becomes a set of the record.
struct Stream {
  Generation generation = Generation::gdelt2;
  Kind kind = Kind::events;
  bool translated = false;

  [[nodiscard]] formats::Format format() const;
  /// "GDELT 2", "GDELT 2 translated", "GKG": the name of the set.
  [[nodiscard]] std::string set() const;
  auto operator<=>(const Stream&) const = default;
};

/// A file to fetch.
struct PlannedFile {
  Stream stream;
  std::string name;
  std::string path;  ///< Below the base: "gdeltv2/20180101000000.export.CSV.zip".
  std::uint64_t bytes = 0;
  std::string md5;
  record::FileCover covers{};
};

/// The quarters of a day that the list of a stream of events lacks although it goes on after them.
struct Gap {
  Stream stream;
  Date day;
  std::vector<int> quarters;   ///< Ascending. Of GDELT 1.0, whose files are of whole days, none.
  bool counts_as_empty = false;  ///< See `kSlotsOfWholeDay`.
};

/// What the days asked for come to, of a stream and its list.
struct Plan {
  std::vector<PlannedFile> files;       ///< In the order of their time.
  std::vector<Gap> gaps;                ///< In the order of days.
  std::optional<Slot> newest{};         ///< How far the list goes.
  std::optional<DateRange> not_yet{};   ///< Days of which the list does not have the end yet.
};

/// `days` of a stream, by its list.
Plan plan_of(const Stream& stream, const FileList& list, DateRange days);

}  // namespace corollary::fetch
