#pragma once

#include <string>
#include <vector>

#include "coding/words.h"
#include "ontology/actor.h"

namespace corollary::coding {

/// Words of a sentence that stand for somebody, or for a place.
struct Mention {
  Range words;
  std::vector<Actor> actors;  ///< Several for "both presidents" and "Russian and Ukrainian officials"; none for a mere place.
  std::string place;          ///< What to call it as a place; "" if it is none.
  std::string country;        ///< Party code of the place.
  bool is_person = false;     ///< One named person, or a pronoun for one.
  bool is_modifier = false;   ///< Describes or owns the noun behind it: "U.S. concessions", "Trump's plan".
  bool is_located = false;    ///< Says where: behind "in", "at", "near".
  bool is_coreferent = false; ///< Found by what was said before: "they", "the presidents".
};

}  // namespace corollary::coding
