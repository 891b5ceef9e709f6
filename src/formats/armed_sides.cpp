#include "formats/armed_sides.h"

#include <array>

#include "formats/cells.h"

namespace corollary::formats {
namespace {

struct Beginning {
  std::string_view words, sector, role;
};
constexpr std::array<Beginning, 8> kBeginnings = {{{"Government of ", "GOV", ""},
                                                   {"Military Forces of ", "MIL", ""},
                                                   {"Police Forces of ", "COP", ""},
                                                   {"Protesters (", "OPP", "protesters"},
                                                   {"Rioters (", "OPP", "rioters"},
                                                   {"Civilians (", "CVL", ""},
                                                   {"Militia (", "UAF", "militia"},
                                                   {"Unidentified Armed Group (", "UAF", "armed group"}}};

// The country after the beginning: up to a bracket, "Iran (1989-) Revolutionary Guard" is Iran.
std::string_view owner_in(std::string_view name, const Beginning& beginning) {
  const std::string_view rest = name.substr(beginning.words.size());
  const bool bracket = beginning.words.ends_with('(');
  return trimmed(rest.substr(0, rest.find(bracket ? ")" : " (")));
}

// "Al Shabaab (2006-)" without the years.
std::string_view without_years(std::string_view name) {
  const std::size_t open = name.rfind(" (");
  const bool years =
      open != std::string_view::npos && open + 2 < name.size() && name[open + 2] >= '0' && name[open + 2] <= '9';
  return years ? name.substr(0, open) : name;
}

}  // namespace

const Actor* ArmedSides::side(std::string_view name, std::string_view kind, std::string_view country, Date day) {
  if (is_missing(name)) {
    return nullptr;
  }
  key_ = name;
  key_ += '\t';
  key_ += kind;
  key_ += '\t';
  key_ += country;
  return &actors_.get(key_, day, [&](Actor& made) {
    assign_utf8(made.name, name);
    return make(made, kind, country, day);
  });
}

DateRange ArmedSides::make(Actor& made, std::string_view kind, std::string_view country, Date day) const {
  const std::string name = made.name;
  const auto party_named = [&](std::string_view text) {
    std::string converted;
    const Party* const party = text.empty() ? nullptr : m_->catalogue->find_party(utf8(text, converted));
    return party == nullptr ? std::string() : party->code;
  };
  for (const Beginning& beginning : kBeginnings) {
    if (name.starts_with(beginning.words)) {
      made.party = party_named(owner_in(name, beginning));
      made.sector = beginning.sector;
      made.role = beginning.role;
      return kEveryDay;
    }
  }
  const std::string_view plain = without_years(name);
  made = m_->catalogue->resolve(plain, day);
  made.name = name;
  const CodeMeaning* const meaning = m_->codes.meaning(CodeTable::List::inter, kind);
  if (made.sector.empty() && meaning != nullptr) {
    made.sector = meaning->sector;
    made.role = meaning->role;
  }
  if (made.party.empty() && plain == "Civilians") {
    made.party = party_named(country);
    made.sector = "CVL";
  }
  return m_->stretch_around(plain, day);
}

}  // namespace corollary::formats
