#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"

struct archive;

namespace corollary::record {

/// The bytes of a file, unpacked on the way if it is a ZIP archive of one file, or packed by gzip, bzip2, xz or Zstandard: told by its
/// content. Read from the beginning to the end.
class PackedFile {
 public:
  /// Errors: `not_found` if there is none, `input` if it is a folder, cannot be read, or is an archive of several files.
  static Result<PackedFile> open(const std::filesystem::path& path);

  /// Appends the next bytes; false at the end. Errors: `input` if it is cut short or its checksum does not fit.
  Result<bool> append_block(std::string& bytes);

 private:
  struct Close {
    void operator()(archive* archive) const;
  };
  explicit PackedFile(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] std::unexpected<Error> failed() const;
  Result<void> expect_no_more_files();

  std::string path_;
  std::unique_ptr<archive, Close> archive_;
  bool ended_ = false;
};

}  // namespace corollary::record
