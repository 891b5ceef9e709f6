#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/date.h"
#include "ontology/actor.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Whom publishers speak for: "Kremlin" for RUS, "White House" for USA. Immutable.
class Publishers {
 public:
  /// The catalogue must outlive it.
  explicit Publishers(const Catalogue& catalogue);

  /// The party of that name, seat or body, in any case. nullptr for a publisher that is none, as newspapers are.
  [[nodiscard]] const Party* party_of(std::string_view publisher) const;

 private:
  std::unordered_map<std::string, const Party*> party_by_name_;  // By folded name.
};

/// The head of state of a party on a day, on the day of a change the new one. nullopt if the catalogue knows none. Cost: O(people).
std::optional<Actor> head_of_state(const Catalogue& catalogue, std::string_view party, Date day);

}  // namespace corollary::coding
