#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "coding/discourse.h"
#include "coding/mention.h"
#include "coding/name_index.h"
#include "coding/words.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Finds who is spoken of: names, names with titles ("Polish foreign minister", "president of Russia"), persons with
/// their office on the report's day, appositions, capitals and houses as governments or as places, and what pronouns and
/// "the presidents" stand for. Immutable; the discourse of a report is given in and brought up to date.
class ActorFinder {
 public:
  /// The catalogue must outlive it.
  explicit ActorFinder(const Catalogue& catalogue);

  /// The mentions of a sentence from left to right; they do not overlap. Cost: O(words).
  [[nodiscard]] std::vector<Mention> find(const Words& words, Discourse& discourse) const;

 private:
  friend class MentionReader;
  const Catalogue& catalogue_;
  NameIndex names_;
  std::unordered_map<std::string, std::string> country_by_place_;
};

}  // namespace corollary::coding
