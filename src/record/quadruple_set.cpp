#include "record/quadruple_set.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <system_error>

#include "base/file.h"
#include "base/strings.h"

namespace corollary::record {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kRowFiles = {"train.txt", "valid.txt", "test.txt"};
// Keeps a wild id from asking for all memory; the largest benchmarks have a thousandth of it.
constexpr long long kIdMax = 10'000'000;

// Calls `visit(line number, line)` for each line that is not blank.
template <typename Visit>
Result<void> each_line(std::int64_t first_line, std::string_view text, Visit visit) {
  for (std::int64_t line = first_line; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view content = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!content.empty()) {
      TRY(visit(line, content));
    }
  }
  return {};
}

// The benchmarks differ in whether a name keeps its blanks or has underscores for them.
std::string with_blanks(std::string_view name) {
  std::string result(trimmed(name));
  std::ranges::replace(result, '_', ' ');
  return result;
}

using formats::Rejection;

// A line "name<tab>id"; nullopt if it was read.
std::optional<Rejection> read_name(std::int64_t number, std::string_view line, NameTable& names) {
  const auto rejected = [&](std::string column, std::string reason) {
    return Rejection{static_cast<std::size_t>(number), std::move(column), std::move(reason)};
  };
  const std::size_t gap = line.find_last_of(" \t");
  const auto id = gap == std::string_view::npos ? std::nullopt : parse_integer(line.substr(gap + 1));
  if (!id || *id < 0 || *id > kIdMax) {
    return rejected("", "expected a name, a tab and an id");
  }
  if (const auto at = invalid_utf8_at(line)) {
    return rejected("name", format("byte {} of the line is not UTF-8", *at + 1));
  }
  const auto index = static_cast<std::size_t>(*id);
  names.resize(std::max(names.size(), index + 1));
  if (!names[index].empty()) {
    return rejected("id", format("id {} was already given to '{}'", *id, names[index]));
  }
  names[index] = with_blanks(line.substr(0, gap));
  return std::nullopt;
}

Result<NameTable> read_names(const fs::path& folder, std::string_view file, const QuadrupleNames::Reject& reject) {
  TRY_ASSIGN(const std::string bytes, read_file(folder / file));
  NameTable names;
  TRY(each_line(1, bytes, [&](std::int64_t line, std::string_view content) -> Result<void> {
    const auto rejection = read_name(line, content, names);
    return rejection ? reject(file, *rejection) : Result<void>();
  }));
  if (names.empty()) {
    return fail(ErrorKind::input, "{}: no line has a name and an id", file);
  }
  return names;
}

// The columns of a row, at most one more than the five there may be.
struct Cells {
  std::array<std::string_view, 6> cell;
  std::size_t count = 0;
};

Cells cells_of(std::string_view line) {
  Cells cells;
  while (!line.empty() && cells.count < cells.cell.size()) {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    cells.cell[cells.count++] = line.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(" \t", end), line.size()));
  }
  return cells;
}

// Reads the rows of a file by the names that the set has.
class RowParser {
 public:
  explicit RowParser(const QuadrupleNames& names) : names_(&names) {}

  /// False if it could not be read: then `rejection` says why.
  bool read(std::int64_t line, std::string_view text) {
    rejection_.line = static_cast<std::size_t>(line);
    row_.line = line;
    const Cells cells = cells_of(text);
    if (cells.count != 4 && cells.count != 5) {
      const std::string count = cells.count > 5 ? "more than five" : format("{}", cells.count);
      return rejected("", format("{} columns, expected subject, relation, object, time", count));
    }
    return id("subject", "entity", cells.cell[0], names_->entities, row_.subject) &&
           id("relation", "relation", cells.cell[1], names_->relations, row_.relation) &&
           id("object", "entity", cells.cell[2], names_->entities, row_.object) && time(cells.cell[3]);
  }
  [[nodiscard]] const Quadruple& row() const { return row_; }
  [[nodiscard]] const Rejection& rejection() const { return rejection_; }

 private:
  bool rejected(std::string_view column, std::string reason) {
    rejection_.column = column;
    rejection_.reason = std::move(reason);
    return false;
  }
  bool id(std::string_view column, std::string_view what, std::string_view cell, const NameTable& names, std::uint32_t& to) {
    const auto number = parse_integer(cell);
    if (!number || *number < 0 || static_cast<std::size_t>(*number) >= names.size() || names[static_cast<std::size_t>(*number)].empty()) {
      return rejected(column, format("there is no {} with id '{}'", what, cell));
    }
    to = static_cast<std::uint32_t>(*number);
    return true;
  }
  bool time(std::string_view cell) {
    const auto number = parse_integer(cell);
    if (!number || *number < 0 || *number > std::numeric_limits<std::int32_t>::max()) {
      return rejected("time", format("'{}' is no whole number from 0 on", cell));
    }
    row_.time = static_cast<std::int32_t>(*number);
    return true;
  }

  const QuadrupleNames* names_;
  Quadruple row_{};
  Rejection rejection_;
};

}  // namespace

Result<void> each_block_of_lines(const fs::path& path, const std::function<Result<void>(std::int64_t, std::string_view)>& visit) {
  TRY_ASSIGN(FileReader file, FileReader::open(path));
  constexpr std::size_t enough = 1 << 20;
  std::string bytes;
  std::int64_t line = 1;
  for (bool more = true; more;) {
    TRY_ASSIGN(more, file.append_block(bytes));
    const std::size_t last = more ? bytes.rfind('\n') + 1 : bytes.size();
    if (last == 0 || (more && bytes.size() < enough)) {
      continue;
    }
    const std::string_view whole = std::string_view(bytes).substr(0, last);
    TRY(visit(line, whole));
    line += std::ranges::count(whole, '\n');
    bytes.erase(0, last);
  }
  return {};
}

Result<QuadrupleFiles> QuadrupleFiles::in(const fs::path& folder) {
  QuadrupleFiles files{folder, {}};
  std::error_code error;
  for (const std::string_view name : {kEntities, kRelations}) {
    if (!fs::exists(folder / name, error)) {
      return fail(ErrorKind::not_found, "{}: there is no such file", (folder / name).string());
    }
  }
  for (const std::string_view name : kRowFiles) {
    if (fs::exists(folder / name, error)) files.rows.emplace_back(name);
  }
  if (files.rows.empty()) {
    return fail(ErrorKind::not_found, "{}: there is no train.txt, valid.txt or test.txt", folder.string());
  }
  return files;
}

Result<std::string> QuadrupleFiles::content_hash() const {
  std::vector<std::string> names = {std::string(kEntities), std::string(kRelations)};
  names.insert(names.end(), rows.begin(), rows.end());
  std::string contents;
  for (const std::string& name : names) {
    TRY_ASSIGN(FileReader file, FileReader::open(folder / name));
    std::uint64_t hash = corollary::content_hash("");
    std::string block;
    for (bool more = true; more;) {
      block.clear();
      TRY_ASSIGN(more, file.append_block(block));
      hash = corollary::content_hash(block, hash);
    }
    contents += format("{} {}\n", name, hash_text(hash));
  }
  return hash_text(corollary::content_hash(contents));
}

Result<QuadrupleNames> QuadrupleNames::read(const QuadrupleFiles& files, const Reject& reject) {
  QuadrupleNames names;
  TRY_ASSIGN(names.entities, read_names(files.folder, QuadrupleFiles::kEntities, reject));
  TRY_ASSIGN(names.relations, read_names(files.folder, QuadrupleFiles::kRelations, reject));
  return names;
}

Result<void> QuadrupleNames::each_row(const QuadrupleFiles& files, std::string_view file, const Reject& reject,
                                      const std::function<Result<void>(const Quadruple&)>& visit) const {
  RowParser parser(*this);
  return each_block_of_lines(files.folder / file, [&](std::int64_t first_line, std::string_view block) {
    return each_line(first_line, block, [&](std::int64_t line, std::string_view content) {
      return parser.read(line, content) ? visit(parser.row()) : reject(file, parser.rejection());
    });
  });
}

// Day indices of a daily set are not all divisible by 24; two times may be so by chance.
Result<int> time_per_day(const QuadrupleFiles& files, const QuadrupleNames& names) {
  std::set<std::int32_t> times;
  std::int32_t last = -1;
  bool hours = true;
  for (const std::string& file : files.rows) {
    const auto ignore = [](std::string_view, const formats::Rejection&) { return Result<void>(); };  // It is rejected when it is read.
    TRY(names.each_row(files, file, ignore, [&](const Quadruple& row) -> Result<void> {
      if (row.time != last) {  // Rows of a day stand together.
        last = row.time;
        hours = hours && row.time % 24 == 0;
        times.insert(row.time);
      }
      return {};
    }));
  }
  return hours && times.size() >= 3 ? 24 : 1;
}

}  // namespace corollary::record
