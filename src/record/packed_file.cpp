#include "record/packed_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <system_error>

namespace corollary::record {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

}  // namespace

void PackedFile::Close::operator()(archive* archive) const { archive_read_free(archive); }

Result<PackedFile> PackedFile::open(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return fail(ErrorKind::not_found, "{}: there is no such file", path.string());
  }
  if (std::filesystem::is_directory(path, error)) {
    return fail(ErrorKind::input, "{}: is a folder, expected a file", path.string());
  }
  PackedFile file(path.string());
  file.archive_.reset(archive_read_new());
  archive* const opened = file.archive_.get();
  archive_read_support_filter_all(opened);
  archive_read_support_format_zip(opened);
  archive_read_support_format_raw(opened);    // Any file is one, if it is nothing else.
  archive_read_support_format_empty(opened);
  if (archive_read_open_filename(opened, path.c_str(), kBlock) != ARCHIVE_OK) {
    return file.failed();
  }
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(opened, &entry);
  if (code == ARCHIVE_EOF) {
    file.ended_ = true;
  } else if (code != ARCHIVE_OK) {
    return file.failed();
  }
  return file;
}

Result<bool> PackedFile::append_block(std::string& bytes) {
  if (ended_) {
    return false;
  }
  const std::size_t before = bytes.size();
  bytes.resize(before + kBlock);
  const auto got = archive_read_data(archive_.get(), bytes.data() + before, kBlock);
  bytes.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
  if (got < 0) {
    return failed();
  }
  if (got == 0) {
    ended_ = true;
    TRY(expect_no_more_files());
  }
  return got > 0;
}

Result<void> PackedFile::expect_no_more_files() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(archive_.get(), &entry);
  if (code == ARCHIVE_OK) {
    return fail(ErrorKind::input, "{}: is an archive of several files, expected one: unpack it, and name the files", path_);
  }
  return code == ARCHIVE_EOF ? Result<void>() : failed();
}

std::unexpected<Error> PackedFile::failed() const {
  const char* const reason = archive_error_string(archive_.get());
  return fail(ErrorKind::input, "{}: cannot be read: {}", path_, reason != nullptr ? reason : "the system gives no reason");
}

}  // namespace corollary::record
