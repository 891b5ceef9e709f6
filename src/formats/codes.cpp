#include "formats/codes.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/table.h"
#include "formats/embedded.h"

namespace corollary::formats {
namespace {

constexpr std::array<std::string_view, CodeTable::kLists> kNames = {"fips",  "country", "entity", "group", "type",
                                                                    "icews", "land",    "inter",  "acled"};

std::string sector_and_role(std::string_view sector, std::string_view role) { return format("{}|{}", sector, role); }

std::string_view found_in(const auto& names, std::string_view key) {
  const auto found = names.find(key);
  return found == names.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

COROLLARY_EMBEDDED(format_codes)

Result<CodeTable> CodeTable::from_table(std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv("codes.tsv", text));
  TRY_ASSIGN(const std::size_t kind, table.column("kind"));
  TRY_ASSIGN(const std::size_t code, table.column("code"));
  TRY_ASSIGN(const std::size_t party, table.column("party"));
  TRY_ASSIGN(const std::size_t sector, table.column("sector"));
  TRY_ASSIGN(const std::size_t role, table.column("role"));
  CodeTable result;
  for (const Table::Row& row : table.rows) {
    const auto list = std::ranges::find(kNames, row.cells[kind]);
    if (list == kNames.end()) {
      return fail(ErrorKind::input, "codes.tsv:{}: there is no list '{}'", row.line, row.cells[kind]);
    }
    Entries& entries = result.lists_[static_cast<std::size_t>(list - kNames.begin())];
    const CodeMeaning meaning{row.cells[party], row.cells[sector], row.cells[role]};
    entries.by_party.emplace(meaning.party, row.cells[code]);
    entries.by_sector.emplace(meaning.sector, row.cells[code]);
    entries.by_role.emplace(sector_and_role(meaning.sector, meaning.role), row.cells[code]);
    entries.codes.emplace(row.cells[code], meaning);
  }
  return result;
}

Result<CodeTable> CodeTable::built_in() { return from_table(embedded_format_codes()); }

const CodeMeaning* CodeTable::meaning(List list, std::string_view code) const {
  const Codes& codes = entries(list).codes;
  const auto found = codes.find(code);
  return found == codes.end() ? nullptr : &found->second;
}

std::string_view CodeTable::code_of_party(List list, std::string_view party) const {
  return party.empty() ? std::string_view() : found_in(entries(list).by_party, party);
}

std::string_view CodeTable::code_of_sector(List list, std::string_view sector, std::string_view role) const {
  if (sector.empty()) {
    return {};
  }
  const std::string_view exact = found_in(entries(list).by_role, sector_and_role(sector, role));
  return exact.empty() ? found_in(entries(list).by_sector, sector) : exact;
}

std::string_view CodeTable::party_of_country(std::string_view country, const Catalogue& catalogue) const {
  if (const CodeMeaning* const listed = meaning(List::country, country)) {
    return listed->party;
  }
  const Party* const party = catalogue.party(country);
  const bool land = party != nullptr && (party->kind == PartyKind::state || party->kind == PartyKind::territory);
  return land ? std::string_view(party->code) : std::string_view();
}

std::string_view CodeTable::country_of_party(std::string_view code, const Catalogue& catalogue) const {
  if (const std::string_view listed = code_of_party(List::country, code); !listed.empty()) {
    return listed;
  }
  const Party* const party = catalogue.party(code);
  const bool land = party != nullptr && (party->kind == PartyKind::state || party->kind == PartyKind::territory);
  return land ? std::string_view(party->code) : std::string_view();
}

}  // namespace corollary::formats
