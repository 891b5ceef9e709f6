#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ontology/actor.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Who has been spoken of so far in a report: what pronouns and "the presidents" stand for. One per report, filled from
/// its beginning to its end.
class Discourse {
 public:
  Discourse(const Catalogue& catalogue, Date day, std::string_view dateline);

  /// Takes note of a person by name and, where it was named in full, of the last name.
  void name_person(const Actor& actor, std::string_view full_name, bool as_subject);
  void name_party(const Actor& actor);
  /// Those who did something together or to each other; what "they" and "both sides" stand for.
  void act(const std::vector<Actor>& actors);

  [[nodiscard]] const Actor* person_by_last_name(std::string_view last_name) const;
  /// "he", "she".
  [[nodiscard]] std::optional<Actor> last_person() const;
  /// "the president": the last person with that role, and no other since.
  [[nodiscard]] std::optional<Actor> last_with_role(std::string_view role) const;
  /// "the two sides", "they": the last two or more of different parties. Empty if there are none.
  [[nodiscard]] std::vector<Actor> last_parties() const;
  /// "the presidents": the last two persons of different parties with that role. Empty if there are none.
  [[nodiscard]] std::vector<Actor> last_pair_with_role(std::string_view role) const;
  /// "the Alliance": the last organisation that has the word in its name or an alias.
  [[nodiscard]] std::optional<Actor> last_named_like(std::string_view word) const;
  /// The party in whose country the report was written, by its dateline; "" if unknown.
  [[nodiscard]] const std::string& home() const { return home_; }

  [[nodiscard]] Date day() const { return day_; }
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

 private:
  const Catalogue& catalogue_;
  Date day_;
  std::string home_;
  std::unordered_map<std::string, Actor> by_last_name_;
  std::vector<Actor> persons_;          // Distinct, the last spoken of at the end.
  std::vector<Actor> parties_;          // Likewise, one a party.
  std::vector<Actor> together_;
  std::optional<Actor> subject_person_;
};

}  // namespace corollary::coding
