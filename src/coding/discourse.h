#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "ontology/actor.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Who has been spoken of so far in a report: what pronouns and "the presidents" stand for. One per report, filled from
/// its beginning to its end.
class Discourse {
 public:
  Discourse(const Catalogue& catalogue, Date day) : catalogue_(catalogue), day_(day) {}

  /// Takes note of a person by name and, where it was named in full, of the last name.
  void name_person(const Actor& actor, std::string_view full_name, bool as_subject);
  void name_party(const Actor& actor);
  /// Those who acted: what "they" and "both sides" stand for, if they are several.
  void act(const std::vector<Actor>& actors);
  /// A group by its title: what "the leaders" stands for after "NATO leaders".
  void name_group(std::string_view title, const std::vector<Actor>& actors) { groups_[std::string(title)] = actors; }
  /// Ends a sentence: "he" in the next one is whom it was about, else the last person in it.
  /// "They" in the next one is `several`, if that is not empty.
  void end_sentence(const std::optional<Actor>& subject, const std::vector<Actor>& several);

  [[nodiscard]] const Actor* person_by_last_name(std::string_view last_name) const;
  /// "he", "she".
  [[nodiscard]] std::optional<Actor> last_person() const;
  /// "the president": the last person with that role, and no other since.
  [[nodiscard]] std::optional<Actor> last_with_role(std::string_view role) const;
  /// "the two sides", "they": the last of different parties who acted together, else the last two who acted. Empty if
  /// there are none.
  [[nodiscard]] std::vector<Actor> last_parties() const;
  /// "they": the several whom one of the last two sentences was about. Empty if there are none.
  [[nodiscard]] std::vector<Actor> last_several() const { return several_; }
  /// "the presidents": the last two persons of different parties with that role. Empty if there are none.
  [[nodiscard]] std::vector<Actor> last_pair_with_role(std::string_view role) const;
  /// "the Alliance": the last organisation that has the word in its name or an alias.
  [[nodiscard]] std::optional<Actor> last_named_like(std::string_view word) const;
  /// "the leaders": the last group of that title. Empty if there is none.
  [[nodiscard]] std::vector<Actor> last_group(std::string_view title) const;
  /// The last party spoken of that is one of `codes`; "" if none of them was.
  [[nodiscard]] std::string last_of(const std::vector<std::string>& codes) const;

  /// A meeting of two or more parties took place on days that the report tells: what they then did without a date, they
  /// did there. The first one counts.
  void meet(const std::vector<Actor>& actors, DateRange when);
  /// The days of that meeting if all of `actors` took part in it.
  [[nodiscard]] std::optional<DateRange> days_of_meeting(const std::vector<Actor>& actors) const;

  [[nodiscard]] Date day() const { return day_; }
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

 private:
  const Catalogue& catalogue_;
  Date day_;
  std::unordered_map<std::string, Actor> by_last_name_;
  std::vector<Actor> persons_;          // Distinct, the last spoken of at the end.
  std::vector<Actor> subjects_;         // Persons, the last to be a subject at the end.
  std::vector<Actor> parties_;          // Likewise, one a party.
  std::vector<Actor> acting_;           // One a party, the last to act at the end.
  std::vector<Actor> together_, several_;
  int sentences_since_several_ = 0;
  std::unordered_map<std::string, std::vector<Actor>> groups_;
  std::vector<Actor> met_;
  DateRange days_of_meeting_{};
  std::optional<Actor> subject_person_;
  std::optional<Actor> last_in_sentence_;
};

}  // namespace corollary::coding
