#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/error.h"
#include "record/database.h"
#include "record/record.h"
#include "record/segment.h"

namespace corollary::record {

/// Numbers of entities, lists or codings, quick to ask. Cost of a question: one look into memory.
class NumberSet {
 public:
  explicit NumberSet(std::vector<std::int64_t> numbers);
  [[nodiscard]] bool contains(std::int64_t number) const {
    const auto at = static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(first_);
    return at < held_.size() && held_[at] != 0;
  }
  [[nodiscard]] bool empty() const { return held_.empty(); }

 private:
  std::int64_t first_ = 0;
  std::vector<char> held_;
};

/// A filter in the record's numbers.
class Selection {
 public:
  /// Errors: `store`. Cost: reads the entities of the parties and the codings of the type.
  static Result<Selection> of(const Filter& filter, const Database& database);

  /// Nothing in the record can pass.
  [[nodiscard]] bool is_void() const;
  /// Something in the segment may pass, by its days.
  [[nodiscard]] bool may_be_in(const SegmentInfo& segment) const;
  /// Where in the segment the events are that pass, in order. Cost: O(events), about a nanosecond for each column that it looks at.
  Result<std::vector<std::uint32_t>> matches(Segment& segment) const;

 private:
  Selection() = default;
  std::optional<std::int64_t> first_day_, last_day_;
  std::optional<NumberSet> parties_, actors_, recipients_, codings_, files_, publishers_;
  std::optional<std::vector<std::int64_t>> events_;  ///< Numbers of events, sorted: no other passes.
};

/// Calls `visit` with a segment and a place in it for each event that passes, in the order of day, then row, until `limit`. Memory: of
/// the segments whose days overlap a place and a day for each event that passes, and their columns up to `Database::memory_for_columns`;
/// beyond that a segment's columns are read again when the walk comes back to it.
/// Errors: `store`, or what `visit` returns, which ends the walk.
Result<void> walk(const Database& database, const Selection& selection, std::optional<std::int64_t> limit,
                  const std::function<Result<void>(Segment&, std::size_t)>& visit);

}  // namespace corollary::record
