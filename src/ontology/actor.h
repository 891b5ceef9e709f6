#pragma once

#include <compare>
#include <string>

namespace corollary {

/// Somebody who acts or is acted upon, as a source names them and as far as we know who it is.
struct Actor {
  std::string name;    ///< As read: "Donald Trump", "Police (Finland)", "the Polish foreign minister".
  std::string party;   ///< Code of the state or organisation it acts for ("USA", "NATO"); "" if unknown.
  std::string sector;  ///< PLOVER sector ("GOV", "MIL"); "" for the party as a whole, or if unknown.
  std::string role;    ///< "head of state", "foreign minister" …; "" if none is known.

  auto operator<=>(const Actor&) const = default;
};

}  // namespace corollary
