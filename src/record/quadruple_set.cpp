#include "record/quadruple_set.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
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

// A line "name<tab>id". Errors: `input` with what was expected.
Result<void> read_name(std::string_view line, NameTable& names) {
  const std::size_t gap = line.find_last_of(" \t");
  const auto id = gap == std::string_view::npos ? std::nullopt : parse_integer(line.substr(gap + 1));
  if (!id || *id < 0 || *id > kIdMax) {
    return fail(ErrorKind::input, "expected a name, a tab and an id");
  }
  if (const auto at = invalid_utf8_at(line)) {
    return fail(ErrorKind::input, "byte {} of the line is not UTF-8", *at + 1);
  }
  const auto index = static_cast<std::size_t>(*id);
  names.resize(std::max(names.size(), index + 1));
  if (!names[index].empty()) {
    return fail(ErrorKind::input, "id {} was already given to '{}'", *id, names[index]);
  }
  names[index] = with_blanks(line.substr(0, gap));
  return {};
}

Result<NameTable> read_names(const fs::path& folder, std::string_view file, const QuadrupleNames::Reject& reject) {
  TRY_ASSIGN(const std::string bytes, read_file(folder / file));
  NameTable names;
  TRY(each_line(1, bytes, [&](std::int64_t line, std::string_view content) -> Result<void> {
    const auto read = read_name(content, names);
    return read ? read : reject(format("{}:{}", file, line), read.error().message);
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

Result<std::uint32_t> id_in(std::string_view cell, const NameTable& names, std::string_view what) {
  const auto id = parse_integer(cell);
  if (!id || *id < 0 || static_cast<std::size_t>(*id) >= names.size() || names[static_cast<std::size_t>(*id)].empty()) {
    return fail(ErrorKind::input, "there is no {} with id '{}'", what, cell);
  }
  return static_cast<std::uint32_t>(*id);
}

Result<Quadruple> read_row(std::string_view line, const NameTable& entities, const NameTable& relations) {
  const Cells cells = cells_of(line);
  if (cells.count != 4 && cells.count != 5) {
    return fail(ErrorKind::input, "{} columns, expected subject, relation, object, time",
                cells.count > 5 ? "more than five" : format("{}", cells.count));
  }
  TRY_ASSIGN(const std::uint32_t subject, id_in(cells.cell[0], entities, "entity"));
  TRY_ASSIGN(const std::uint32_t relation, id_in(cells.cell[1], relations, "relation"));
  TRY_ASSIGN(const std::uint32_t object, id_in(cells.cell[2], entities, "entity"));
  const auto time = parse_integer(cells.cell[3]);
  if (!time || *time < 0 || *time > std::numeric_limits<std::int32_t>::max()) {
    return fail(ErrorKind::input, "time '{}' is no whole number from 0 on", cells.cell[3]);
  }
  return Quadruple{subject, relation, object, static_cast<std::int32_t>(*time), 0};
}

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
  return each_block_of_lines(files.folder / file, [&](std::int64_t first_line, std::string_view block) {
    return each_line(first_line, block, [&](std::int64_t line, std::string_view content) -> Result<void> {
      Result<Quadruple> row = read_row(content, entities, relations);
      if (!row) {
        return reject(format("{}:{}", file, line), row.error().message);
      }
      row->line = line;
      return visit(*row);
    });
  });
}

}  // namespace corollary::record
