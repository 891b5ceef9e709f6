#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace corollary {

/// A file that is read from its beginning to its end, block by block; a pipe will do.
class FileReader {
 public:
  /// Errors: `not_found` if there is none, `input` if it is a folder or cannot be read.
  static Result<FileReader> open(const std::filesystem::path& path);

  /// Appends the next block. False at the end. Errors: `input` if it cannot be read.
  Result<bool> append_block(std::string& bytes);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  FileReader(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

/// The file's bytes. Errors: `not_found` if there is none, `input` if it is a folder or cannot be read.
Result<std::string> read_file(const std::filesystem::path& path);

/// Writes a whole file or nothing: to a neighbour first, which then takes the name.
/// Errors: `store` with the system's reason (no space, no permission); no part of the new file is left behind.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Makes the folder and those above it. Errors: `store` with the system's reason.
Result<void> make_folder(const std::filesystem::path& path);

/// The regular files in a folder (not below it), sorted by name; hidden ones left out.
/// Errors: `not_found` if there is no such folder.
Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder);

}  // namespace corollary
