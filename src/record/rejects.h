#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "formats/rows.h"

namespace corollary::record {

/// What becomes of rows that cannot be read.
struct RejectOptions {
  std::filesystem::path list{};  ///< A tab-separated file (set, file, line, column, reason) that they are appended to; "" for none.
  bool strict = false;           ///< The first is an error, and nothing of its set is kept.
};

/// The list of rejected rows, made when there is the first. All of a row's cells are in one line, whatever they hold.
class RejectsFile {
 public:
  RejectsFile(std::filesystem::path path, std::string_view set) : path_(std::move(path)), set_(set) {}

  /// Errors: `store` if it cannot be written.
  Result<void> add(std::string_view file, const formats::Rejection& rejection);
  /// Errors: likewise, for what was not written yet.
  Result<void> finish();

 private:
  std::filesystem::path path_;
  std::string set_;
  std::ofstream out_;
};

/// "TIME: '-3' is no whole number": the column, if it is about one, and the reason.
std::string in_words(const formats::Rejection& rejection);

}  // namespace corollary::record
