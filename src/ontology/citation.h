#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>

#include "base/byte_range.h"

namespace corollary {

/// A place in a report: the bytes [begin, end) of its text as read.
struct SpanCitation {
  std::string report;  ///< Report::id.
  ByteRange bytes;
  auto operator<=>(const SpanCitation&) const = default;
};

/// A row of the record.
struct RowCitation {
  std::int64_t row = 0;  ///< The event's number in the record, from 1, in the order of import.
  std::string source;    ///< The imported set's name, e.g. "ICEWS18".
  std::string place;     ///< File and line within the set: "train.txt:17".
  auto operator<=>(const RowCitation&) const = default;
};

/// Where something was found.
using Citation = std::variant<SpanCitation, RowCitation>;

}  // namespace corollary
