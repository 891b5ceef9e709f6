#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ontology/catalogue.h"

namespace corollary {

/// What a user's file adds to the catalogue, in the file's order.
struct ActorAdditions {
  std::vector<Party> parties;  ///< Whole parties, and more names for known ones (same code).
  std::vector<Office> people;
  std::vector<Body> bodies;
  std::vector<Title> titles;
  std::vector<Place> places;
};

/// Reads a user's actors: tab-separated, the first line names the columns. `kind` and `name` must be there; `aliases`,
/// `adjectives`, `seats` (lists with `|`), `party`, `home`, `sector`, `role`, `from` and `to` may be left out.
///
/// kind: a kind of party ("state", "territory", "igo", "ngo", "armed_group", "region"), whose code is in `party`; or
/// "person", "body", "place", whose party is in `party`; or "title", which has none. A party may be used above its own row.
///
/// Errors: `input` with file and line for an unknown kind or column, a missing name, a code that is malformed or of no
///         party, a sector that is not three capitals, a bad date, an office that ends before it begins.
Result<ActorAdditions> read_actor_additions(std::string_view name, std::string_view text,
                                            const std::function<const Party*(std::string_view)>& known_party);

}  // namespace corollary
