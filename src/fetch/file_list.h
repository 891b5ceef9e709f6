#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "fetch/file_name.h"

namespace corollary::fetch {

/// A file as a list of GDELT has it.
struct ListedFile {
  std::string name;
  FileName means;
  std::uint64_t bytes = 0;  ///< Packed.
  std::string md5;          ///< 32 hexadecimal digits in lower case.
};

/// What a list says of some days.
struct FileList {
  std::vector<ListedFile> files;  ///< Of the days asked for, by name; of a name that stands twice the later line.
  /// The last day that any file of the list is about, and of 2.0 the quarter of an hour.
  std::optional<Slot> newest;
  /// Days beside a line that cannot be read: what the list lacks there may be what that line said.
  std::set<Date> doubtful;
  std::int64_t lines = 0, unreadable = 0;
  std::vector<std::string> first_unreadable;  ///< "masterfilelist.txt:17: 2 columns, expected size, MD5 and URL"; 20 at most.
};

/// Reads the lines "SIZE MD5 URL" of GDELT 2.0's master lists. Of the URL only the name counts. A line that cannot
/// be read, or has the name of no such file, is counted.
class MasterListReader {
 public:
  /// `name` is the list's, for messages.
  MasterListReader(std::string name, DateRange days) : name_(std::move(name)), days_(days) {}

  /// A line without its end.
  void add(std::string_view line);
  /// Errors: `input` if no line, or not nine in ten, can be read: it is no such list.
  Result<FileList> finish() &&;

 private:
  void reject(std::string reason);

  std::string name_;
  DateRange days_;
  FileList list_;
  std::map<std::string, ListedFile> files_;
  std::optional<Date> last_day_;
  bool after_unreadable_ = false;
};

/// A whole master list. Errors: those of reading it, of `finish`; `input` if its last line has no end: it was cut.
/// Cost: O(bytes); memory for the files of the days.
Result<FileList> read_master_list(const std::filesystem::path& path, DateRange days);

/// GDELT 1.0's two lists: "MD5 NAME" and "SIZE NAME". A file must be in both; files other than those of events are passed over.
/// Errors: `input` as for a master list.
Result<FileList> read_daily_lists(std::string_view md5sums, std::string_view filesizes, DateRange days);

}  // namespace corollary::fetch
