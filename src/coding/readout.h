#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "coding/actor_phrase.h"
#include "coding/events.h"
#include "coding/publisher.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Reads the account that a press service gives of a call, a meeting or a visit of its own side: "Readout of …", "Vladimir Putin met
/// with …", a transcript. Such a text presupposes what a newspaper would say: that "the President" is the publisher's own, that an
/// "Agriculture Minister" without a country is of its government, and often the encounter itself ("The two leaders discussed …").
///
/// Immutable: one serves many threads.
class Readouts {
 public:
  /// As many sentences of a report as are read: what it is about stands at its beginning, the labels of speakers further on.
  static constexpr std::size_t kSentencesMost = 40;

  /// The catalogue must outlive it. Errors: those of `ActorPhrases::make`.
  static Result<Readouts> make(const Catalogue& catalogue);

  /// The party that publishes a report, if it is one that acts; nullptr otherwise, as for newspapers. Cost: one look-up.
  [[nodiscard]] const Party* publisher(const Report& report) const { return publishers_.party_of(report.publisher); }

  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

  /// The encounters that a report of `home`'s press service gives account of, without ids: events CONSULT that happened, with the
  /// host's side first, in the order of the rules. Several may be of the same encounter: the first says it best. None if the text
  /// tells of none, or does not say with whom. `lead`: the report's first sentences.
  ///
  /// Rules, for each sentence in this order: `readout: met` (a verb of meeting with those behind it, or with a joint subject), `readout: speakers` (a
  /// transcript with several), `readout: told` (who told the host's principal something, or was told), `readout: presupposed` (the
  /// text speaks of "the two leaders", "the conversation" or "A and B", and names one other side). Cost: O(words).
  [[nodiscard]] std::vector<Event> read(const Party& home, std::span<const Reading> lead, const CameoTable& cameo) const;

 private:
  friend class ReadoutPeople;
  Readouts(const Catalogue& catalogue, ActorPhrases phrases);

  const Catalogue& catalogue_;
  ActorPhrases phrases_;
  Publishers publishers_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> offices_by_name_;  // By last name, folded; in people().
};

}  // namespace corollary::coding
