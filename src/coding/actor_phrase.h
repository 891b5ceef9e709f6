#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "coding/name_index.h"
#include "coding/words.h"
#include "ontology/actor.h"
#include "ontology/catalogue.h"

namespace corollary::coding {

/// Reads a short noun phrase as an actor: "American warplanes" is USA MIL, "the retired vice president" ELI, "Several of
/// the largest trade unions in Denmark" DNK LAB, "Boko Haram gunmen" BOKOHARAM REB.
///
/// A phrase is cut at its prepositions. The head part tells what the actor is: the last title or institution noun of the
/// catalogue, in whatever number and spelling; heads that say little ("officials", "leader", "group") take the sector of
/// what stands before or behind them ("police officials", "leader of the rebels"). Names of the catalogue tell whose it
/// is: states, their adjectives and seats, organisations, bodies, persons by their office on the day, places. Somebody out
/// of office ("former", or by date) is ELI. Immutable: one serves many threads.
class ActorPhrases {
 public:
  /// The catalogue must outlive it. Errors: `input` if the table of words is malformed (our own data).
  static Result<ActorPhrases> make(const Catalogue& catalogue);

  /// The actor of a phrase on a day. What the phrase does not tell stays "". `about` is the party that the text is about,
  /// taken where the phrase names none; nullptr for none. Never fails. Cost: O(words).
  [[nodiscard]] Actor read(std::string_view phrase, Date day, const Party* about = nullptr) const;

 private:
  friend class PhraseReader;
  /// What a word or a run of words says in a phrase.
  struct Word {
    bool is_noun = false;       ///< Names a kind of actor, by `sector`.
    bool is_light = false;      ///< Says little: takes the sector of its neighbours, its own only where they have none.
    bool is_container = false;  ///< Before "of": "group", "dozens", "members".
    bool is_former = false;     ///< Marks that an office is over.
    bool is_described = false;  ///< Behind a hyphen: "Russian-backed" is not Russian.
    std::string sector, role;
    std::string modifier_sector;  ///< As an adjective, for heads that have no sector.
  };

  explicit ActorPhrases(const Catalogue& catalogue) : catalogue_(catalogue), names_(catalogue) {}
  Word& entry(std::string_view words);
  void index_sounds();

  const Catalogue& catalogue_;
  NameIndex names_;
  std::unordered_map<std::string, Word> words_;                    // By normal words with a space between.
  std::unordered_map<std::string, std::size_t> longest_by_first_;  // In normal words.
  /// People by how their whole name sounds, for other spellings of it; nullopt where people of several parties sound alike.
  std::unordered_map<std::string, std::optional<std::uint32_t>> people_by_sound_;
};

}  // namespace corollary::coding
