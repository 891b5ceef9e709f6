#include "fetch/file_list.h"

#include <algorithm>
#include <utility>

#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"

namespace corollary::fetch {
namespace {

constexpr std::size_t kListedUnreadable = 20;
constexpr std::int64_t kReadableOf = 10;  // All but one in so many lines must be readable.
constexpr std::size_t kMd5Digits = 32;

// The words between blanks; more than `most` are not told apart.
std::vector<std::string_view> words_of(std::string_view line, std::size_t most) {
  std::vector<std::string_view> words;
  constexpr std::string_view blanks = " \t\r";
  while (words.size() <= most) {
    const std::size_t begin = line.find_first_not_of(blanks);
    if (begin == std::string_view::npos) {
      break;
    }
    line.remove_prefix(begin);
    words.push_back(line.substr(0, line.find_first_of(blanks)));
    line.remove_prefix(words.back().size());
  }
  return words;
}

std::optional<std::string> md5_in(std::string_view word) {
  const std::string md5 = lower_ascii(word);
  const bool fits = md5.size() == kMd5Digits && md5.find_first_not_of("0123456789abcdef") == std::string::npos;
  return fits ? std::optional(md5) : std::nullopt;
}

std::optional<std::uint64_t> size_in(std::string_view word) {
  const auto size = parse_integer(word);
  return size && *size > 0 ? std::optional(static_cast<std::uint64_t>(*size)) : std::nullopt;
}

bool overlap(DateRange a, DateRange b) { return a.first <= b.last && b.first <= a.last; }

Result<void> expect_readable(const FileList& list, std::string_view name) {
  if (list.lines > list.unreadable && list.unreadable * kReadableOf <= list.lines) {
    return {};
  }
  return fail(ErrorKind::input, "{}: is no list of GDELT: {} of {} lines cannot be read{}{}", name, list.unreadable, list.lines,
              list.first_unreadable.empty() ? "" : "; the first: ", list.first_unreadable.empty() ? "" : list.first_unreadable.front());
}

void note_unreadable(FileList& list, std::string_view name, std::uint64_t line, std::string_view reason) {
  ++list.unreadable;
  if (list.first_unreadable.size() < kListedUnreadable) {
    list.first_unreadable.push_back(format("{}:{}: {}", name, line, reason));
  }
}

}  // namespace

void MasterListReader::reject(std::string reason) {
  note_unreadable(list_, name_, static_cast<std::uint64_t>(list_.lines), reason);
  if (last_day_) {
    list_.doubtful.insert(*last_day_);
  }
  after_unreadable_ = true;
}

void MasterListReader::add(std::string_view line) {
  ++list_.lines;
  const std::vector<std::string_view> words = words_of(line, 3);
  if (words.size() != 3) {
    return reject(format("{} columns, expected size, MD5 and URL", words.size()));
  }
  const auto size = size_in(words[0]);
  const auto md5 = md5_in(words[1]);
  if (!size || !md5) {
    return reject(!size ? format("'{}' is no size", words[0]) : format("'{}' is no MD5", words[1]));
  }
  const std::string_view name = words[2].substr(words[2].rfind('/') + 1);
  const auto means = FileName::read(name);
  if (!means || !means->quarter) {
    return reject(format("'{}' is no name of a file of GDELT 2.0", name));
  }
  last_day_ = means->days.first;
  if (std::exchange(after_unreadable_, false)) {
    list_.doubtful.insert(*last_day_);
  }
  const Slot slot{means->days.first, *means->quarter};
  list_.newest = std::max(list_.newest.value_or(slot), slot);
  if (days_.contains(slot.day)) {
    files_[std::string(name)] = {std::string(name), *means, *size, *md5};
  }
}

Result<FileList> MasterListReader::finish() && {
  TRY(expect_readable(list_, name_));
  for (auto& [name, file] : files_) list_.files.push_back(std::move(file));
  return std::move(list_);
}

Result<FileList> read_master_list(const std::filesystem::path& path, DateRange days) {
  TRY_ASSIGN(FileReader file, FileReader::open(path));
  MasterListReader reader(path.filename().string(), days);
  std::string bytes;
  for (;;) {
    TRY_ASSIGN(const bool more, file.append_block(bytes));
    if (!more) {
      break;
    }
    const std::size_t whole = bytes.rfind('\n') + 1;
    for_each_line(std::string_view(bytes).substr(0, whole), [&](std::string_view line, std::size_t) { reader.add(line); });
    bytes.erase(0, whole);
  }
  if (!bytes.empty()) {
    return fail(ErrorKind::input, "{}: its last line has no end: the list was cut short", path.filename().string());
  }
  return std::move(reader).finish();
}

Result<FileList> read_daily_lists(std::string_view md5sums, std::string_view filesizes, DateRange days) {
  FileList list;
  std::map<std::string, std::uint64_t, std::less<>> sizes;
  // Of each line "VALUE NAME" of an event file, both; other files are passed over.
  const auto each_pair = [&](std::string_view list_name, std::string_view text, const auto& take) {
    for_each_line(text, [&](std::string_view line, std::size_t number) {
      ++list.lines;
      const std::vector<std::string_view> words = words_of(line, 2);
      if (words.size() != 2 || !take(words[0], words[1])) {
        note_unreadable(list, list_name, number, format("expected {} and a file's name", list_name == "md5sums" ? "an MD5" : "a size"));
      }
    });
  };
  each_pair("filesizes", filesizes, [&](std::string_view value, std::string_view name) {
    const auto size = size_in(value);
    if (size) sizes[std::string(name)] = *size;
    return size.has_value();
  });
  std::map<std::string, ListedFile> files;
  each_pair("md5sums", md5sums, [&](std::string_view value, std::string_view name) {
    const auto md5 = md5_in(value);
    const auto means = FileName::read(name);
    const auto size = sizes.find(name);
    if (!md5 || !means || means->generation != Generation::gdelt1 || size == sizes.end()) {
      return md5.has_value();
    }
    const Slot last{means->days.last, 0};
    list.newest = std::max(list.newest.value_or(last), last);
    if (overlap(means->days, days)) {
      files[std::string(name)] = {std::string(name), *means, size->second, *md5};
    }
    return true;
  });
  TRY(expect_readable(list, "md5sums"));
  for (auto& [name, file] : files) list.files.push_back(std::move(file));
  return list;
}

}  // namespace corollary::fetch
