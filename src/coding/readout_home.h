#pragma once

#include "coding/readout_kind.h"

namespace corollary::coding {

/// Who of the publisher's own country takes part in what an account tells.
class ReadoutHome : public ReadoutKind {
 public:
  using ReadoutKind::ReadoutKind;

 protected:
  /// A person, or a group: "thanked the Kyrgyz lawmakers".
  [[nodiscard]] std::optional<ReadoutPerson> addressee_at(const Reading& reading, std::size_t i) const;
  /// The words are the publisher's own head: "Vladimir Putin", "the head of state".
  [[nodiscard]] bool names_head_of_home(const Reading& reading, Range words) const;
  /// Officials and groups at home in a sentence about those who were present.
  [[nodiscard]] std::vector<Actor> present_at_home(const Reading& reading) const;
  /// "The President thanked the officers", "answered questions from students": whom the head speaks to at home.
  [[nodiscard]] std::vector<Actor> addressed_at_home(const Reading& reading) const;
  /// Officials at home whom the account lets speak: "Deputy Prime Minister Alexander Zhukov reported on …".
  [[nodiscard]] std::vector<Actor> speaking_at_home(std::size_t sentences) const;
  /// Who speaks, and who is addressed, at home.
  [[nodiscard]] std::vector<Actor> taking_part_at_home() const;
  /// "Mr Orlov": who is named with a form of address, at home.
  [[nodiscard]] std::vector<Actor> persons_at_home() const;
  /// Those persons; else the first officials or groups at home that the text names beside the head.
  [[nodiscard]] std::vector<Actor> named_at_home() const;
  [[nodiscard]] std::vector<Actor> named_in(const Reading& reading) const;
};

}  // namespace corollary::coding
