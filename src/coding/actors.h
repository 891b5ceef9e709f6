#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "coding/act_lexicon.h"
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
  /// The catalogue must outlive it, and the verbs that a name is told from a description by ("Russia denies", "Russia talks").
  ActorFinder(const Catalogue& catalogue, const ActLexicon& verbs);

  /// The mentions of a sentence from left to right; they do not overlap. Cost: O(words).
  [[nodiscard]] std::vector<Mention> find(const Words& words, Discourse& discourse) const;

 private:
  friend class MentionReader;
  const Catalogue& catalogue_;
  const ActLexicon& verbs_;
  NameIndex names_;
  std::unordered_map<std::string, std::string> country_by_place_;
  std::unordered_map<std::string, std::vector<std::string>> owners_by_institution_;  // "senate" → those with a body of that name.
  std::unordered_map<std::string, std::vector<std::uint32_t>> heads_by_party_;        // Offices of heads, in people().
};

}  // namespace corollary::coding
