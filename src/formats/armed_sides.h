#pragma once

#include <string_view>

#include "formats/mapping.h"

namespace corollary::formats {

/// Who the sides of ACLED and GED are: "Military Forces of Iran (1989-)" is IRN MIL, "Government of Mali" MLI GOV,
/// "Protesters (Argentina)" ARG OPP, "Civilians" CVL of the country where it happened.
class ArmedSides {
 public:
  explicit ArmedSides(Mapping& mapping) : m_(&mapping) {}

  /// nullptr for an empty name; else valid until the next call. `kind` is ACLED's, by number or word; "" if there is
  /// none.
  const Actor* side(std::string_view name, std::string_view kind, std::string_view country, Date day);

 private:
  DateRange make(Actor& made, std::string_view kind, std::string_view country, Date day) const;

  Mapping* m_;
  ActorCache actors_;
  std::string key_;
};

}  // namespace corollary::formats
