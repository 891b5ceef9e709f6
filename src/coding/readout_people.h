#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coding/readout.h"

namespace corollary::coding {

/// An encounter as a rule for accounts of press services found it.
struct ReadoutFinding {
  std::vector<Actor> hosts, others;
  std::size_t sentence = 0;
  std::string rule;
  double confidence = 0;
};

/// Somebody named in a sentence.
struct ReadoutPerson {
  Actor actor;
  Range words;
};

/// Who is who in an account of `home`'s press service, by its first sentences. Of use to the rules alone.
class ReadoutPeople {
 public:
  ReadoutPeople(const Readouts& readouts, const Party& home, std::span<const Reading> lead);

 protected:
  /// What a report is about stands in so many sentences.
  static constexpr std::size_t kLead = 8;
  /// Whoever has just been elected or has just left is still called upon.
  static constexpr Days kAround{60};

  [[nodiscard]] static std::string_view lower(const Reading& reading, std::size_t i);
  [[nodiscard]] bool is_home(const Actor& actor) const;
  [[nodiscard]] bool region_of_home(std::string_view code) const;
  [[nodiscard]] bool is_abroad(const Actor& actor) const;
  /// "Central America", "international": nobody who acts.
  [[nodiscard]] bool is_region(std::string_view code) const;
  /// An official, minister or group without a country is of the publisher's.
  [[nodiscard]] Actor read_phrase(std::string_view phrase) const;
  [[nodiscard]] bool names_head(const Reading& reading, std::size_t i) const;
  /// "Vladimir Putin", "the Russian President", "the President": the publisher's own head at word i.
  [[nodiscard]] bool is_head(const Reading& reading, std::size_t i) const;
  [[nodiscard]] bool has_head(const Reading& reading) const;
  /// Who is in office, by a name alone ("Mr Kuchma"): at home anybody, abroad a head before others. nullopt if several could be meant.
  [[nodiscard]] std::optional<Actor> official_by_name(const std::string& name) const;
  /// Who led a state abroad within the last 25 years, by the last name; nullopt if several did.
  [[nodiscard]] std::optional<Actor> former_head_by_name(const std::string& name) const;
  [[nodiscard]] std::optional<ReadoutPerson> person_at(const Reading& reading, std::size_t i) const;
  /// Two or three words in upper case that nothing is known of.
  [[nodiscard]] std::optional<ReadoutPerson> bare_name(const Reading& reading, std::size_t i) const;
  /// "Anthony Blair", of whom only the last name is known.
  [[nodiscard]] std::optional<ReadoutPerson> by_full_name(const Reading& reading, std::size_t i) const;
  /// The country that some phrase of the text gives somebody with an office: "Polish Sejm Speaker Marek Borowski", "Christian
  /// Poncelet, the Chairman of the French Senate".
  [[nodiscard]] std::optional<std::string> party_told_of(const std::string& name) const;
  /// Whom a press service calls by name alone it takes to be known: by the office that the text gives elsewhere, else at home.
  [[nodiscard]] Actor unknown(const std::string& name) const;
  [[nodiscard]] static bool looks_ahead(const Reading& reading, std::size_t verb);
  /// Where the subject begins: behind "Today," or "During the conversation,".
  [[nodiscard]] static std::size_t subject_begin(const Reading& reading, std::size_t verb);
  [[nodiscard]] bool ends_phrase(const Reading& reading, std::size_t i) const;
  /// Behind "over 40", "more than 100".
  [[nodiscard]] static std::size_t behind_number(const Reading& reading, std::size_t first);
  /// The people of a list that begins at a word. With somebody from abroad in it only those from abroad, one each party: the
  /// others in the list rename them ("Akiba Takeo, Secretary General of Japan's …") or go along.
  [[nodiscard]] std::vector<Actor> people_in(const Reading& reading, std::size_t first) const;
  /// "practical issues" are nobody.
  [[nodiscard]] static bool is_somebody(const Reading& reading, Range words, const Actor& actor);
  void add_phrase(const Reading& reading, Range words, std::vector<Actor>& abroad, std::vector<Actor>& home) const;
  /// Whom a mention within the words belongs to, where the phrase itself was not understood.
  [[nodiscard]] std::optional<std::string> party_named_in(const Reading& reading, Range words) const;
  /// "Russian-Israeli relations", "cooperation between Russia and the OIC", "Russia's relations with the Fund": the other of two.
  [[nodiscard]] std::optional<Actor> bilateral(const Reading& reading) const;
  [[nodiscard]] bool is_party(const Mention& mention, bool home) const;
  /// The words between two parties say no more than that they are two.
  [[nodiscard]] static bool joins(const Reading& reading, std::size_t first, std::size_t last);

  const Readouts& readouts_;
  const Party& home_;
  std::span<const Reading> lead_;
  Date day_;
  std::optional<Actor> head_;
};

/// The publisher's text of some words.
std::string phrase_of(const Reading& reading, Range range);
std::string last_word(std::string_view name);
/// A last name however it is transcribed: "Schröder" and "Schroeder", "Akaev" and "Akayev", "Rakhmon" and "Rahmon".
std::string name_key(std::string_view name);
bool is_known(const std::vector<Actor>& actors, const Actor& actor);
/// Adds those whose last name, or last word, none of the others has: of one state several may take part.
void add_unnamed(std::vector<Actor>& actors, const Actor& actor);
void add_unnamed(std::vector<Actor>& actors, const std::vector<Actor>& more);

}  // namespace corollary::coding
