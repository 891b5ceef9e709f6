#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "ranking/ranker.h"

namespace corollary::ranking {

/// A learned ranker with what its numbers stand for: all that a model file holds (docs/internals/ranking-model-file.md).
struct LearnedRanking {
  Vocabulary vocabulary;
  Ranker ranker;
  std::int32_t first_day = 0, last_day = 0;  ///< Of what the weights were learned from. What the state knows: `ranker.state().last_day()`.
  std::int32_t time_per_day = 1;             ///< In the files that it was learned from and follows: 24 if they count hours.
  std::optional<std::int32_t> epoch{};       ///< The date of day 0, in days since 1970; absent if days are just numbers.

  /// More cannot be kept in a file: weights of rules take 48 bytes for each pair of directed relations.
  static constexpr std::size_t kRelationsMost = 2000;
  /// Days lie below it; what is not may count in seconds.
  static constexpr std::int32_t kDaysEnd = 10'000'000;
};

/// The bytes of a model file. The same ranking gives the same bytes. `ranking` keeps to `kRelationsMost` and `kDaysEnd`.
/// Errors: `usage` if it was learned with `day_list`, which is for comparison only.
Result<std::string> bytes_of(const LearnedRanking& ranking);

/// What was written, bit for bit: it ranks, observes and learns on as the written one would have done, on one thread until told otherwise.
/// Errors: `input`, naming `path`, if the bytes are no model of this version, damaged, or of other features than the program has.
Result<LearnedRanking> ranking_of(std::string_view path, std::string_view bytes);

}  // namespace corollary::ranking
