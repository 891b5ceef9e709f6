#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/strings.h"
#include "ontology/catalogue.h"

namespace corollary::formats {

/// What a code of somebody else's stands for in our terms; each may be "".
struct CodeMeaning {
  std::string party, sector, role;
};

/// The code lists of the field's data sets, both ways: src/formats/data/codes.tsv.
class CodeTable {
 public:
  enum class List : std::uint8_t { fips, country, entity, group, type, icews, land, inter, acled };
  static constexpr std::size_t kLists = 9;

  /// Errors: `input` with line, for a list that is none.
  static Result<CodeTable> from_table(std::string_view text);
  static Result<CodeTable> built_in();

  /// nullptr if the list has no such code.
  [[nodiscard]] const CodeMeaning* meaning(List list, std::string_view code) const;
  /// The first code of a list for a party; "" if there is none.
  [[nodiscard]] std::string_view code_of_party(List list, std::string_view party) const;
  /// The first code of a list for a sector and role, else for the sector; "" if there is none.
  [[nodiscard]] std::string_view code_of_sector(List list, std::string_view sector, std::string_view role) const;

  /// The party of a CAMEO country code: by the list, else the party of that code if it is a state, a territory or a
  /// region. "" if there is none.
  [[nodiscard]] std::string_view party_of_country(std::string_view country, const Catalogue& catalogue) const;
  /// The CAMEO country code of a party; "" for one that has none.
  [[nodiscard]] std::string_view country_of_party(std::string_view party, const Catalogue& catalogue) const;

 private:
  using Codes = std::unordered_map<std::string, CodeMeaning, ViewHash, std::equal_to<>>;
  using Names = std::unordered_map<std::string, std::string, ViewHash, std::equal_to<>>;
  struct Entries {
    Codes codes{};
    Names by_party{}, by_sector{}, by_role{};
  };
  [[nodiscard]] const Entries& entries(List list) const { return lists_[static_cast<std::size_t>(list)]; }

  std::array<Entries, kLists> lists_{};
};

}  // namespace corollary::formats
