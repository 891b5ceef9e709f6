#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary::record {

struct NamedBytes {
  std::string name;
  std::string bytes;
};

/// The files of one benchmark, as read: two id tables, and of train, valid and test those there are.
struct QuadrupleFiles {
  NamedBytes entities, relations;
  std::vector<NamedBytes> rows;

  /// Errors: `not_found` if an id table or all files of rows are missing, `input` if one cannot be read.
  static Result<QuadrupleFiles> read(const std::filesystem::path& folder);
  /// Changes with any byte of any file.
  [[nodiscard]] std::string content_hash() const;
};

/// Names by id, as an id table gives them, with blanks for underscores; "" where it gives none.
using NameTable = std::vector<std::string>;

/// One row, whose ids both tables know.
struct Quadruple {
  std::uint32_t subject, relation, object;
  std::int32_t time;   ///< From 0 on.
  std::uint32_t line;  ///< In its file, from 1.
};

struct RowsOfFile {
  std::string file;
  std::vector<Quadruple> rows;
};

/// A benchmark's content.
struct QuadrupleSet {
  NameTable entities, relations;
  std::vector<RowsOfFile> files;

  /// Hears of each line that cannot be read: its place ("train.txt:17") and why. What it returns ends the reading if
  /// it is an error.
  using Reject = std::function<Result<void>(std::string_view place, std::string_view reason)>;
  /// Errors: `input` if an id table has no readable line, or what `reject` returns.
  static Result<QuadrupleSet> read(const QuadrupleFiles& files, const Reject& reject);
};

}  // namespace corollary::record
