#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "coding/inflection.h"
#include "coding/words.h"
#include "ontology/cameo.h"
#include "ontology/event.h"

namespace corollary::coding {

enum class ActKind : std::uint8_t { act, say, control, light, occur, plain };

/// How the recipient of an act is found.
enum class Sides : std::uint8_t {
  object,     ///< The object, or whose the object is, or behind a preposition.
  together,   ///< Subject and recipient act alike; no recipient is named then.
  direct,     ///< The object itself and nothing else; without one it is no act.
  required,   ///< As `object`; without a recipient it is no act.
  none,
  behind,     ///< Behind one of the pattern's prepositions.
  received,   ///< The subject receives; whose the object is acts.
  provoked    ///< The subject receives; those in or from a place act.
};

/// What a verb does to the act that it governs or reports, or to its own.
enum class Effect : std::uint8_t { none, happened, reported, planned, possible, not_happened };

/// CAMEO's code with what follows from it.
struct Act {
  std::string cameo;
  EventType type = EventType::statement;
  std::string mode;
  double intensity = 0;
};

/// One line's pattern: "call on", "impose ~sanction", "agree to".
struct VerbPattern {
  ActKind kind;
  std::string text;                      ///< As in the file, for `why`; of long lists of nouns the first eight.
  std::string lemma;
  std::vector<std::string> behind;       ///< Words right behind the verb.
  std::vector<std::string> object_nouns; ///< Forms, one of which the object must hold; empty if it may be any.
  bool no_object = false;                ///< There must be no direct object.
  Act act;
  Sides sides = Sides::object;
  std::vector<std::string> prepositions;
  Effect effect = Effect::none;
};

/// A noun for an act: "talks", "economic sanctions".
struct NounPattern {
  std::vector<std::string> words;
  Act act;
  Sides sides = Sides::object;
  std::vector<std::string> prepositions;
};

/// A form of a verb as it may stand in a text.
struct VerbReading {
  std::uint32_t verb;  ///< Counts the lemmas of the lexicon.
  VerbForm form;
};

/// The words for acts, as src/coding/data/acts.tsv lists them. Immutable.
class ActLexicon {
 public:
  /// A table of acts with the name to call it by in errors.
  struct Source {
    std::string name, text;
  };
  /// Of patterns that ask for as much, those of an earlier table go first: a user's frames before our own.
  /// Errors: `input` with file and line for an unknown kind, code or effect.
  static Result<ActLexicon> from_tables(const std::vector<Source>& tables, const CameoTable& cameo);

  /// Stands for every verb that the lexicon does not hold; it has no patterns.
  static constexpr std::uint32_t kUnknownVerb = 0;
  /// The verb of a lemma; failing that, the one that the form may be of; else kUnknownVerb.
  [[nodiscard]] std::uint32_t verb_named(std::string_view lemma, std::string_view form) const;
  /// The readings of a word in lower case as a verb; empty if it is none.
  [[nodiscard]] std::span<const VerbReading> readings(std::string_view lower) const;
  /// The patterns of a verb, the more demanding first.
  [[nodiscard]] std::span<const std::uint32_t> patterns_of(std::uint32_t verb) const { return patterns_of_[verb]; }
  [[nodiscard]] const VerbPattern& pattern(std::uint32_t index) const { return patterns_[index]; }
  [[nodiscard]] std::string_view lemma(std::uint32_t verb) const { return lemmas_[verb]; }
  /// The longest act noun that begins at word i; nullptr if none does. Its length is `words.size()`.
  [[nodiscard]] const NounPattern* noun_at(const Words& words, std::size_t i) const;
  /// The word is also a noun, so that as a verb it needs more evidence ("talks", "plans").
  [[nodiscard]] bool is_also_noun(std::string_view lower) const;

 private:
  Result<void> add_table(const Source& source, const CameoTable& cameo);
  void order_by_demand();
  std::uint32_t verb_of(const std::string& lemma);

  std::vector<std::string> lemmas_ = {""};
  std::unordered_map<std::string, std::uint32_t> verb_by_lemma_;
  std::unordered_map<std::string, std::vector<VerbReading>> readings_;
  std::vector<VerbPattern> patterns_;
  std::vector<std::vector<std::uint32_t>> patterns_of_ = {{}};
  std::vector<NounPattern> nouns_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> nouns_by_first_;
};

}  // namespace corollary::coding
