#include "ontology/actor_additions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/format.h"
#include "base/strings.h"
#include "base/table.h"

namespace corollary {
namespace {

constexpr std::array<std::string_view, 6> kPartyKinds = {"state", "territory", "igo", "ngo", "armed_group", "region"};
constexpr std::array<std::string_view, 4> kOtherKinds = {"person", "body", "title", "place"};
constexpr std::array<std::string_view, 11> kColumns = {"kind", "name",   "aliases", "adjectives", "seats", "party",
                                                       "home", "sector", "role",    "from",       "to"};

std::optional<PartyKind> party_kind(std::string_view kind) {
  const auto found = std::ranges::find(kPartyKinds, kind);
  return found == kPartyKinds.end() ? std::nullopt : std::optional(static_cast<PartyKind>(found - kPartyKinds.begin()));
}

bool is_sector(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 20 &&
         std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
}

// Reads the rows of one file. Cells of columns that the file leaves out are empty.
class AdditionsReader {
 public:
  AdditionsReader(const Table& table, const std::function<const Party*(std::string_view)>& known_party)
      : table_(table), known_party_(known_party) {
    for (const Table::Row& row : table.rows) {
      if (party_kind(trimmed(cell(row, "kind")))) {
        own_codes_.insert(std::string(trimmed(cell(row, "party"))));
      }
    }
  }

  Result<ActorAdditions> read() {
    for (const std::string& column : table_.columns) {
      if (std::ranges::find(kColumns, column) == kColumns.end()) {
        return fail(ErrorKind::input, "{}: there is no column '{}' in a file of actors; expected {}", table_.name, column,
                    listed({kColumns.begin(), kColumns.end()}, "or"));
      }
    }
    for (const std::string_view needed : {"kind", "name"}) TRY(table_.column(needed));
    for (const Table::Row& row : table_.rows) TRY(read_row(row));
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::string cell(const Table::Row& row, std::string_view column) const {
    const auto found = std::ranges::find(table_.columns, column);
    return found == table_.columns.end() ? "" : std::string(trimmed(row.cells[static_cast<std::size_t>(found - table_.columns.begin())]));
  }
  [[nodiscard]] std::vector<std::string> list(const Table::Row& row, std::string_view column) const {
    std::vector<std::string> items;
    for (const std::string& item : split(cell(row, column), '|')) {
      if (!trimmed(item).empty()) {
        items.emplace_back(trimmed(item));
      }
    }
    return items;
  }
  [[nodiscard]] std::unexpected<Error> wrong(const Table::Row& row, std::string_view what) const {
    return fail(ErrorKind::input, "{}:{}: {}", table_.name, row.line, what);
  }
  [[nodiscard]] Result<std::optional<Date>> date(const Table::Row& row, std::string_view column) const {
    const std::string text = cell(row, column);
    if (text.empty()) {
      return std::nullopt;
    }
    const auto date = Date::parse(text);
    if (!date) {
      return wrong(row, date.error().message);
    }
    return *date;
  }
  [[nodiscard]] bool is_known(const std::string& code) const { return own_codes_.contains(code) || known_party_(code) != nullptr; }

  Result<void> read_row(const Table::Row& row) {
    const std::string kind = cell(row, "kind");
    const std::string name = cell(row, "name");
    const std::string party = cell(row, "party");
    const std::string sector = cell(row, "sector");
    if (name.empty()) {
      return wrong(row, "the name is missing");
    }
    if (!sector.empty() && !is_sector(sector)) {
      return wrong(row, format("sector '{}' is not three capitals, such as GOV or MIL", sector));
    }
    TRY_ASSIGN(const std::optional<Date> from, date(row, "from"));
    TRY_ASSIGN(const std::optional<Date> to, date(row, "to"));
    if (from && to && *to < *from) {
      return wrong(row, format("it ends on {}, before it begins on {}", to->iso(), from->iso()));
    }
    if (const auto of_party = party_kind(kind)) {
      return read_party(row, *of_party, {party, *of_party, name, list(row, "adjectives"), list(row, "aliases"), list(row, "seats"), from, to,
                                         cell(row, "home"), sector});
    }
    if (kind == "title") {
      result_.titles.push_back({lower_ascii(name), sector, cell(row, "role")});
      for (const std::string& alias : list(row, "aliases")) result_.titles.push_back({lower_ascii(alias), sector, cell(row, "role")});
      return {};
    }
    if (std::ranges::find(kOtherKinds, kind) == kOtherKinds.end()) {
      std::vector<std::string> kinds(kPartyKinds.begin(), kPartyKinds.end());
      kinds.insert(kinds.end(), kOtherKinds.begin(), kOtherKinds.end());
      const std::string expected = listed(kinds, "or");
      return wrong(row, format("there is no kind '{}'; expected {}", kind, expected));
    }
    if (!is_known(party)) {
      return wrong(row, format("there is no party '{}'", party));
    }
    if (kind == "person") {
      result_.people.push_back({name, list(row, "aliases"), party, sector, cell(row, "role"), from, to});
    } else if (kind == "body") {
      result_.bodies.push_back({name, list(row, "aliases"), party, sector, cell(row, "role")});
    } else {
      result_.places.push_back({name, party, "city"});
      for (const std::string& alias : list(row, "aliases")) result_.places.push_back({alias, party, "city"});
    }
    return {};
  }

  Result<void> read_party(const Table::Row& row, PartyKind kind, Party party) {
    if (!is_code(party.code)) {
      return wrong(row, format("party '{}' is no code; expected capitals, digits and '-', such as POL or AL-1", party.code));
    }
    const Party* const known = known_party_(party.code);
    if (known != nullptr && known->kind != kind) {
      const std::string_view of_known = kPartyKinds[static_cast<std::size_t>(known->kind)];
      return wrong(row, format("the party '{}' is known already, as {}", party.code, of_known));
    }
    if (!party.home.empty() && !is_known(party.home)) {
      return wrong(row, format("there is no party '{}' to be at home in", party.home));
    }
    result_.parties.push_back(std::move(party));
    return {};
  }

  const Table& table_;
  const std::function<const Party*(std::string_view)>& known_party_;
  std::set<std::string> own_codes_;
  ActorAdditions result_;
};

}  // namespace

Result<ActorAdditions> read_actor_additions(std::string_view name, std::string_view text,
                                            const std::function<const Party*(std::string_view)>& known_party) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  return AdditionsReader(table, known_party).read();
}

}  // namespace corollary
