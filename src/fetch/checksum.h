#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"

namespace corollary::fetch {

/// The MD5 of a file's bytes, as lists of files have it: 32 hexadecimal digits in lower case. It tells a damaged file from a sound one,
/// and protects against nobody. Errors: those of reading the file; `input` if the system's library refuses MD5.
Result<std::string> md5_of(const std::filesystem::path& path);

}  // namespace corollary::fetch
