#include "record/quadruple_set.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

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
Result<void> for_each_line(std::string_view text, Visit visit) {
  for (std::size_t line = 1; !text.empty(); ++line) {
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

Result<NameTable> read_names(const NamedBytes& file, const QuadrupleSet::Reject& reject) {
  NameTable names;
  TRY(for_each_line(file.bytes, [&](std::size_t line, std::string_view content) -> Result<void> {
    const auto read = read_name(content, names);
    return read ? read : reject(format("{}:{}", file.name, line), read.error().message);
  }));
  if (names.empty()) {
    return fail(ErrorKind::input, "{}: no line has a name and an id", file.name);
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

Result<RowsOfFile> read_rows(const NamedBytes& file, const NameTable& entities, const NameTable& relations,
                             const QuadrupleSet::Reject& reject) {
  RowsOfFile result{file.name, {}};
  TRY(for_each_line(file.bytes, [&](std::size_t line, std::string_view content) -> Result<void> {
    Result<Quadruple> row = read_row(content, entities, relations);
    if (!row) {
      return reject(format("{}:{}", file.name, line), row.error().message);
    }
    row->line = static_cast<std::uint32_t>(line);
    result.rows.push_back(*row);
    return {};
  }));
  return result;
}

}  // namespace

Result<QuadrupleFiles> QuadrupleFiles::read(const fs::path& folder) {
  QuadrupleFiles files{{"entity2id.txt", ""}, {"relation2id.txt", ""}, {}};
  TRY_ASSIGN(files.entities.bytes, read_file(folder / files.entities.name));
  TRY_ASSIGN(files.relations.bytes, read_file(folder / files.relations.name));
  for (const std::string_view name : kRowFiles) {
    Result<std::string> bytes = read_file(folder / name);
    if (bytes) {
      files.rows.push_back({std::string(name), *std::move(bytes)});
    } else if (bytes.error().kind != ErrorKind::not_found) {
      return std::unexpected(std::move(bytes).error());
    }
  }
  if (files.rows.empty()) {
    return fail(ErrorKind::not_found, "{}: there is no train.txt, valid.txt or test.txt", folder.string());
  }
  return files;
}

std::string QuadrupleFiles::content_hash() const {
  std::string contents;
  const auto add = [&](const NamedBytes& file) {
    contents += format("{} {}\n", file.name, hash_text(corollary::content_hash(file.bytes)));
  };
  add(entities);
  add(relations);
  std::ranges::for_each(rows, add);
  return hash_text(corollary::content_hash(contents));
}

Result<QuadrupleSet> QuadrupleSet::read(const QuadrupleFiles& files, const Reject& reject) {
  QuadrupleSet set;
  TRY_ASSIGN(set.entities, read_names(files.entities, reject));
  TRY_ASSIGN(set.relations, read_names(files.relations, reject));
  for (const NamedBytes& file : files.rows) {
    TRY_ASSIGN(RowsOfFile rows, read_rows(file, set.entities, set.relations, reject));
    set.files.push_back(std::move(rows));
  }
  return set;
}

}  // namespace corollary::record
