#include "record/rejects.h"

#include <algorithm>
#include <system_error>

namespace corollary::record {
namespace {

// A cell of a tab-separated table.
std::string plain(std::string_view text) {
  std::string cell(text);
  std::ranges::replace_if(cell, [](unsigned char c) { return c < ' '; }, ' ');
  return cell;
}

}  // namespace

Result<void> RejectsFile::add(std::string_view file, const formats::Rejection& rejection) {
  if (path_.empty()) {
    return {};
  }
  if (!out_.is_open()) {
    std::error_code error;
    const bool is_new = !std::filesystem::exists(path_, error) || std::filesystem::file_size(path_, error) == 0;
    out_.open(path_, std::ios::app | std::ios::binary);
    out_ << (is_new ? "set\tfile\tline\tcolumn\treason\n" : "");
  }
  out_ << plain(set_) << '\t' << plain(file) << '\t' << rejection.line << '\t' << plain(rejection.column) << '\t' << plain(rejection.reason) << '\n';
  return out_ ? Result<void>() : fail(ErrorKind::store, "{}: the rejected rows cannot be written", path_.string());
}

Result<void> RejectsFile::finish() {
  if (out_.is_open() && !out_.flush()) {
    return fail(ErrorKind::store, "{}: the rejected rows cannot be written", path_.string());
  }
  return {};
}

std::string in_words(const formats::Rejection& rejection) {
  return rejection.column.empty() ? rejection.reason : format("{}: {}", rejection.column, rejection.reason);
}

}  // namespace corollary::record
