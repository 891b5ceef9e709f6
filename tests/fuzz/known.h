#pragma once

#include "ontology/cameo.h"
#include "ontology/catalogue.h"

// The built-in tables, read once for all inputs.
inline const corollary::Catalogue& known_parties() {
  static const corollary::Catalogue catalogue = corollary::Catalogue::built_in().value();
  return catalogue;
}
inline const corollary::CameoTable& known_codes() {
  static const corollary::CameoTable table = corollary::CameoTable::built_in().value();
  return table;
}
