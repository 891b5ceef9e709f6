#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "ontology/catalogue.h"

namespace corollary::formats {

/// Resolves the entity names of a set, day after day, as `Catalogue::resolve` does, but asks it once for each stretch
/// of days in which the answer cannot change: between the days on which somebody of that name takes or leaves an
/// office. The catalogue must outlive it.
class EntityResolver {
 public:
  explicit EntityResolver(const Catalogue& catalogue);

  /// Valid until the next call. `entity` numbers the name: the same number always comes with the same name.
  const Actor& resolve(std::size_t entity, std::string_view name, Date day);
  /// The days around `day` on which the catalogue's answer for the name is the same; for callers who keep answers.
  [[nodiscard]] DateRange stretch_around(std::string_view name, Date day) const;

 private:
  struct Answer {
    DateRange valid = {Date::from_day_number(1), Date()};  ///< At first no day at all.
    Actor actor;
  };
  void narrow(DateRange& stretch, const std::string& key, Date day) const;

  const Catalogue* catalogue_;
  std::unordered_map<std::string, std::vector<Date>> turns_;  ///< Folded name → first days of new stretches.
  std::vector<Answer> answers_;                               ///< By entity number: the last one given.
};

}  // namespace corollary::formats
