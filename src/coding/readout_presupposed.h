#pragma once

#include "coding/readout_home.h"

namespace corollary::coding {

/// The rules for encounters that an account presupposes: who told whom, "A and B discussed", "the two leaders".
class ReadoutPresupposed : public ReadoutHome {
 public:
  using ReadoutHome::ReadoutHome;

 protected:
  /// What an account says of an encounter that it does not tell as such.
  struct Presupposed {
    bool spoken_of = false;                   ///< "the conversation", "they discussed".
    bool pair = false;                        ///< "the two leaders", "bilateral".
    std::vector<Actor> others;                ///< Persons from abroad who are subjects.
    std::vector<Actor> attending;             ///< "The meeting was attended by …".
    std::optional<Actor> between, initiator;  ///< "Russian-French relations"; "at France's request".
  };

  std::optional<ReadoutFinding> read_presupposed() const;
  [[nodiscard]] Presupposed what_is_told() const;
  /// Who speaks or is addressed at home, where no pair of states is spoken of; they go before whom else the text names.
  [[nodiscard]] std::vector<Actor> at_home_first(const Presupposed& told) const;
  [[nodiscard]] std::optional<Actor> one_abroad(const Presupposed& told) const;
  /// Where nobody from abroad was found: those attending, speaking, addressed or named at home, else the state most spoken of.
  [[nodiscard]] std::vector<Actor> at_home_last(const Presupposed& told) const;
  /// "Mr Putin said …, and instructed the Government": a meeting at home of which only his words are told.
  [[nodiscard]] std::vector<Actor> told_by_head() const;
  /// A text that begins with "Mr Putin", "They" or "The two leaders" goes on from a heading that named somebody.
  [[nodiscard]] bool presupposes_title(const Reading& reading) const;
  /// "The two leaders discussed …": heads of two states.
  [[nodiscard]] static bool speaks_of_pair(const Reading& reading);
  /// How often the account's beginning names a party, other than as a topic.
  [[nodiscard]] std::size_t times_named(std::string_view party) const;
  /// The state abroad that the account's beginning names more than twice as often as any other.
  [[nodiscard]] std::optional<Actor> salient_abroad() const;
  /// The one state abroad that the first sentence which names any names; nullopt if it names several.
  [[nodiscard]] std::optional<Actor> only_state_abroad() const;
  /// "the situation in Afghanistan", "the Iraqi problem": what they speak about.
  [[nodiscard]] static bool is_topic_of_talks(const Reading& reading, const Mention& mention);
  /// "The conversation took place at Kazakhstan's initiative".
  [[nodiscard]] std::optional<Actor> initiator_in(const Reading& reading) const;
  /// "The meeting was attended by …", "Participants in the meeting included …", "taking part in the talks were …".
  [[nodiscard]] std::vector<Actor> attending_in(const Reading& reading) const;
  [[nodiscard]] static bool encounter_in(const Reading& reading);
  /// Officials from abroad in a sentence about those who were present, one each party.
  [[nodiscard]] std::vector<Actor> present_abroad(const Reading& reading) const;
  /// "Mr Chirac": who is named with a form of address and comes from abroad; nullopt if they are of several parties.
  [[nodiscard]] std::optional<Actor> only_person_abroad() const;
  /// "Mr Putin and Mr Kuchma discussed …": they have met, or spoken.
  std::optional<ReadoutFinding> read_joined(std::size_t s, bool abroad) const;
  /// "Mr Ivanov reported to the President", "Mr Putin told Mr Blair".
  [[nodiscard]] std::optional<Actor> person_told(const Reading& reading) const;
  [[nodiscard]] std::optional<Actor> person_told_by(const Reading& reading, std::size_t verb) const;
  /// "informed Mr Chirac and Mr Schroeder": who is joined with somebody abroad who was told.
  [[nodiscard]] std::vector<Actor> told_together(const Reading& reading, const Actor& told) const;
  /// "the two leaders", "during the conversation", "they discussed".
  [[nodiscard]] static bool speaks_of_encounter(const Reading& reading);
  /// "Mr Putin and Mr Kuchma …": a name of the head with "and" beside another person's.
  [[nodiscard]] std::vector<Actor> joined_with_head(const Reading& reading) const;
  [[nodiscard]] std::vector<Actor> joined_from(const Reading& reading, std::size_t first) const;
  /// Persons from abroad who are what a sentence begins with.
  [[nodiscard]] std::vector<Actor> subjects_abroad(const Reading& reading) const;
};

}  // namespace corollary::coding
