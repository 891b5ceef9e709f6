#pragma once

#include "coding/readout_people.h"

namespace corollary::coding {

/// The rules for encounters that an account presupposes: who told whom, "A and B discussed", "the two leaders".
class ReadoutPresupposed : public ReadoutPeople {
 public:
  using ReadoutPeople::ReadoutPeople;

 protected:
  [[nodiscard]] bool is_written() const;
  /// A decree, a statement in the first person: the publisher acts by it, and meets nobody.
  [[nodiscard]] bool is_document() const;
  std::optional<ReadoutFinding> read_presupposed() const;
  /// A text that begins with "Mr Putin", "They" or "The two leaders" goes on from a heading that named somebody.
  [[nodiscard]] bool presupposes_title(const Reading& reading) const;
  /// "The two leaders discussed …": heads of two states.
  [[nodiscard]] static bool speaks_of_pair(const Reading& reading);
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
  /// Officials at home whom the account lets speak: "Deputy Prime Minister Alexander Zhukov reported on …".
  [[nodiscard]] std::vector<Actor> speaking_at_home(std::size_t sentences) const;
  /// The first officials or groups at home that the text names beside the head.
  [[nodiscard]] std::vector<Actor> named_at_home() const;
  /// "Mr Putin and Mr Kuchma discussed …": they have met, or spoken.
  std::optional<ReadoutFinding> read_joined(std::size_t s, bool abroad) const;
  /// "Mr Ivanov reported to the President", "Mr Putin told Mr Blair".
  [[nodiscard]] std::optional<Actor> person_told(const Reading& reading) const;
  [[nodiscard]] std::optional<Actor> person_told_by(const Reading& reading, std::size_t verb) const;
  /// "informed Mr Chirac and Mr Schroeder": who is joined with somebody abroad who was told.
  [[nodiscard]] std::vector<Actor> told_together(const Reading& reading, const Actor& told) const;
  /// A person, or a group: "thanked the Kyrgyz lawmakers".
  [[nodiscard]] std::optional<ReadoutPerson> addressee_at(const Reading& reading, std::size_t i) const;
  /// "the two leaders", "during the conversation", "they discussed".
  [[nodiscard]] static bool speaks_of_encounter(const Reading& reading);
  /// "Mr Putin and Mr Kuchma …": a name of the head with "and" beside another person's.
  [[nodiscard]] std::vector<Actor> joined_with_head(const Reading& reading) const;
  [[nodiscard]] std::vector<Actor> joined_from(const Reading& reading, std::size_t first) const;
  /// Persons from abroad who are what a sentence begins with.
  [[nodiscard]] std::vector<Actor> subjects_abroad(const Reading& reading) const;
};

}  // namespace corollary::coding
