#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include <unistd.h>

namespace corollary {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string reason() { return std::strerror(errno); }

bool write_all(std::FILE* file, std::string_view bytes) {
  return std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0 &&
         ::fsync(::fileno(file)) == 0;
}

}  // namespace

Result<FileReader> FileReader::open(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return fail(ErrorKind::input, "{}: is a folder, expected a file", path.string());
  }
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    const ErrorKind kind = errno == ENOENT ? ErrorKind::not_found : ErrorKind::input;
    return fail(kind, "{}: cannot be read: {}", path.string(), reason());
  }
  return FileReader(path.string(), file);
}

Result<bool> FileReader::append_block(std::string& bytes) {
  char buffer[1 << 16];
  const std::size_t count = std::fread(buffer, 1, sizeof buffer, file_.get());
  if (count == 0 && std::ferror(file_.get())) {
    return fail(ErrorKind::input, "{}: cannot be read: {}", path_, reason());
  }
  bytes.append(buffer, count);
  return count > 0;
}

Result<std::string> read_file(const fs::path& path) {
  TRY_ASSIGN(FileReader reader, FileReader::open(path));
  std::string bytes;
  while (true) {
    TRY_ASSIGN(const bool more, reader.append_block(bytes));
    if (!more) {
      return bytes;
    }
  }
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  // What is no plain file, such as /dev/stdout, is written to and not replaced.
  std::error_code unknown;
  const bool in_place = fs::exists(path, unknown) && !fs::is_regular_file(path, unknown) && !fs::is_directory(path, unknown);
  const fs::path neighbour = in_place ? path : fs::path(path.string() + ".part");
  File file(std::fopen(neighbour.c_str(), "wb"));
  if (!file) {
    return fail(ErrorKind::store, "{}: cannot be written: {}", path.string(), reason());
  }
  // A pipe cannot be synchronised.
  const bool written = in_place ? std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0 : write_all(file.get(), bytes);
  const std::string why = written ? "" : reason();
  file.reset();
  if (in_place) {
    return written ? Result<void>() : fail(ErrorKind::store, "{}: cannot be written: {}", path.string(), why);
  }
  if (!written || std::rename(neighbour.c_str(), path.c_str()) != 0) {
    const std::string cause = written ? reason() : why;
    std::remove(neighbour.c_str());
    return fail(ErrorKind::store, "{}: cannot be written: {}", path.string(), cause);
  }
  return {};
}

Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) {
    return fail(ErrorKind::store, "{}: cannot be made: {}", path.string(), error.message());
  }
  return {};
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  if (error) {
    return fail(ErrorKind::not_found, "{}: cannot be listed: {}", folder.string(), error.message());
  }
  std::vector<fs::path> files;
  for (const auto& entry : entries) {
    if (entry.is_regular_file(error) && !entry.path().filename().string().starts_with('.')) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace corollary
