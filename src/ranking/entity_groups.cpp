#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "ranking/fact.h"

namespace corollary::ranking {
namespace {

struct NameParts {
  std::string_view outer, inner;
};

// "Militant (Taliban (Afghanistan))" → "Militant", "Taliban (Afghanistan)"; nullopt for a name without a closing bracket at its end.
std::optional<NameParts> parts_of(std::string_view name) {
  if (name.empty() || name.back() != ')') {
    return std::nullopt;
  }
  std::size_t depth = 0;
  for (std::size_t i = name.size(); i-- > 0;) {
    depth += name[i] == ')' ? 1 : 0;
    if (name[i] == '(' && --depth == 0) {
      std::string_view outer = name.substr(0, i);
      while (!outer.empty() && outer.back() == ' ') outer.remove_suffix(1);
      return outer.empty() ? std::nullopt : std::optional(NameParts{outer, name.substr(i + 1, name.size() - i - 2)});
    }
  }
  return std::nullopt;
}

}  // namespace

EntityGroups EntityGroups::of(std::span<const std::string> names) {
  EntityGroups groups;
  std::unordered_map<std::string_view, std::uint32_t> countries, sectors;
  std::unordered_set<std::string_view> inner;
  for (const std::string& name : names) {
    if (const auto parts = parts_of(name)) inner.insert(parts->inner);
  }
  for (const std::string& name : names) {
    const auto parts = parts_of(name);
    const std::string_view country = parts ? parts->inner : inner.contains(name) ? std::string_view(name) : std::string_view();
    groups.country.push_back(country.empty() ? 0 : countries.try_emplace(country, groups.countries).first->second);
    groups.countries = static_cast<std::uint32_t>(countries.size()) + 1;
    groups.sector.push_back(parts ? sectors.try_emplace(parts->outer, groups.sectors).first->second : country.empty() ? 0 : kCountrySector);
    groups.sectors = static_cast<std::uint32_t>(sectors.size()) + 2;
  }
  return groups;
}

}  // namespace corollary::ranking
