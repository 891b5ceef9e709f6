#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "formats/rows.h"

namespace corollary::record {

/// Where the files of one benchmark lie: two id tables, and of train, valid and test those there are. Those of rows may be long: they
/// are read block by block.
struct QuadrupleFiles {
  std::filesystem::path folder;
  std::vector<std::string> rows;  ///< Names in the folder.

  static constexpr std::string_view kEntities = "entity2id.txt", kRelations = "relation2id.txt";
  /// Errors: `not_found` if an id table or all files of rows are missing.
  static Result<QuadrupleFiles> in(const std::filesystem::path& folder);
  /// Changes with any byte of any file. Errors: those of reading them.
  [[nodiscard]] Result<std::string> content_hash() const;
};

/// Calls `visit` with each block of whole lines of a file, and the number of its first line. Memory: a block of a megabyte, or the
/// longest line. Errors: those of reading it, and what `visit` returns.
Result<void> each_block_of_lines(const std::filesystem::path& path, const std::function<Result<void>(std::int64_t, std::string_view)>& visit);

/// Names by id, as an id table gives them, with blanks for underscores; "" where it gives none.
using NameTable = std::vector<std::string>;

/// One row, whose ids both tables know.
struct Quadruple {
  std::uint32_t subject, relation, object;
  std::int32_t time;  ///< From 0 on.
  std::int64_t line;  ///< In its file, from 1.
};

/// What the rows of a benchmark count with.
struct QuadrupleNames {
  NameTable entities, relations;

  /// Hears of each line that cannot be read, and why. What it returns ends the reading if it is an error.
  using Reject = std::function<Result<void>(std::string_view file, const formats::Rejection& rejection)>;
  /// Errors: `input` if an id table has no readable line, those of reading it, or what `reject` returns.
  static Result<QuadrupleNames> read(const QuadrupleFiles& files, const Reject& reject);

  /// Calls `visit` with each row of a file of the set. Errors: those of reading it, and what the two return.
  Result<void> each_row(const QuadrupleFiles& files, std::string_view file, const Reject& reject,
                        const std::function<Result<void>(const Quadruple&)>& visit) const;
};

/// How much time is a day of the set: 24 if its times are hour stamps (three or more different ones, all divisible by 24), 1 if they are day
/// indices. Cost: reads its rows.
Result<int> time_per_day(const QuadrupleFiles& files, const QuadrupleNames& names);

}  // namespace corollary::record
