#include "ontology/cameo.h"

#include "base/strings.h"
#include "base/table.h"
#include "ontology/embedded.h"

namespace corollary {

Result<CameoTable> CameoTable::built_in() { return from_table(embedded_cameo()); }

Result<CameoTable> CameoTable::from_table(std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv("cameo.tsv", text));
  TRY_ASSIGN(const std::size_t code_column, table.column("code"));
  TRY_ASSIGN(const std::size_t names_column, table.column("names"));
  TRY_ASSIGN(const std::size_t label_column, table.column("label"));
  TRY_ASSIGN(const std::size_t type_column, table.column("type"));
  TRY_ASSIGN(const std::size_t mode_column, table.column("mode"));
  TRY_ASSIGN(const std::size_t intensity_column, table.column("intensity"));

  CameoTable result;
  for (const Table::Row& row : table.rows) {
    const std::string& type_text = row.cells[type_column];
    const auto type = type_text.empty() ? std::optional(EventType::statement) : event_type(type_text);
    const auto intensity = parse_number(row.cells[intensity_column]);
    if (!type || !intensity) {
      return fail(ErrorKind::input, "cameo.tsv:{}: expected a PLOVER type and a number, found '{}' and '{}'", row.line,
                  type_text, row.cells[intensity_column]);
    }
    const std::size_t index = result.codes_.size();
    result.by_code_.emplace(row.cells[code_column], index);
    const std::vector<std::string> names = split(row.cells[names_column], '|');
    for (const std::string& name : names) {
      result.by_description_.emplace(lower_ascii(name), index);
    }
    result.codes_.push_back(
        {row.cells[code_column], row.cells[label_column], *type, row.cells[mode_column], *intensity, names.empty() ? std::string() : names.front()});
  }
  return result;
}

const CameoCode* CameoTable::by_code(std::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  return found == by_code_.end() ? nullptr : &codes_[found->second];
}

const CameoCode* CameoTable::by_description(std::string_view description) const {
  const auto found = by_description_.find(lower_ascii(trimmed(description)));
  return found == by_description_.end() ? nullptr : &codes_[found->second];
}

}  // namespace corollary
