#pragma once

#include "coding/readout_people.h"

namespace corollary::coding {

/// What kind of text an account is: those of some kinds presuppose no encounter.
class ReadoutKind : public ReadoutPeople {
 public:
  using ReadoutPeople::ReadoutPeople;

 protected:
  /// "On March 2, Vladimir Putin will meet with …": what is to come.
  [[nodiscard]] bool is_announcement() const;
  /// "In his message", "sent a letter": the first sentence speaks of what is written.
  [[nodiscard]] bool is_letter() const;
  /// A telegram, letter or message that the first two sentences speak of, and no encounter beside it.
  [[nodiscard]] bool is_written() const;
  /// A decree, a statement in the first person: the publisher acts by it, and meets nobody.
  [[nodiscard]] bool is_document() const;
  /// The publisher speaks itself in one of the first two sentences, outside quotes and behind no speaker's label.
  [[nodiscard]] bool is_first_person() const;
  /// "Mr Putin noted …": an account of what the head said to somebody, and of no ceremony, interview or decree.
  [[nodiscard]] bool is_head_speaking() const;
};

}  // namespace corollary::coding
