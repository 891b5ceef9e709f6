#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace corollary::coding {

/// How a project of the KEDS family writes its dictionaries. TABARI matches stems ("EXCHANG" is "exchanged"), PETRARCH
/// whole words with their inflections; PETRARCH-2 knows noun phrases in braces and prepositions in parentheses, and reads
/// before the verb only its subject. A file of verbs with parentheses in its patterns is PETRARCH-2's.
enum class KedsDialect : std::uint8_t { tabari, petrarch, petrarch2 };

/// One item of a phrase or pattern.
struct KedsItem {
  enum class Kind : std::uint8_t { word, choice, source, target, skip, both };
  Kind kind = Kind::word;
  std::string text;                                 ///< Of a word, in lower case.
  bool is_stem = false;                             ///< Any ending may follow.
  bool is_tight = false;                            ///< The next item follows at once.
  bool is_preposition = false;                      ///< The next item is its noun: at most an article between.
  bool is_noun_phrase = false;                      ///< Of a choice: what matches holds nothing but nouns and what describes them.
  std::vector<std::vector<KedsItem>> alternatives;  ///< Of a choice: a synonym set, or `{ a | b }`.
};
using KedsPhrase = std::vector<KedsItem>;

/// A code with the days on which it holds, both included.
struct KedsCode {
  std::string code;
  std::optional<Date> from, to;
};

struct KedsActor {
  KedsPhrase phrase;
  std::vector<KedsCode> codes;
  std::string text;  ///< As written, blanks for underscores.
};

struct KedsAgent {
  KedsPhrase phrase;
  std::string code;        ///< Without "~".
  bool is_prefix = false;  ///< "NGO~": the code stands before the actor's.
  std::string text;
};

struct KedsPattern {
  KedsPhrase before, after;  ///< Around the verb, from left to right.
  bool is_tight_before = false, is_tight_after = false;
  std::string code;
  std::size_t words = 0;     ///< How much it asks for.
  std::string text;
  std::size_t line = 0;
};

/// A way to write a verb, with its code and its block's patterns.
struct KedsVerb {
  KedsPhrase phrase;
  std::size_t verb = 0;  ///< The item that is the verb itself: "CORDON" in "CORDON_OFF".
  std::string code;      ///< "---" if it bears none.
  std::uint32_t block = 0;
  bool is_inflected = false;  ///< Made by rule; a form that is listed goes before.
  std::string text;
};

/// The dictionaries of a project that codes events with TABARI or PETRARCH: actors, agents, verbs and discards, as its
/// files list them.
///
/// The readers go on after a line that they cannot read and name it in `unread` with file and line.
/// Source: the formats' own manuals (Schrodt, TABARI 0.8; Schrodt, Beieler and Idris, PETRARCH).
class KedsDictionary {
 public:
  explicit KedsDictionary(KedsDialect dialect) : dialect_(dialect) {}

  /// The files of a folder whose names hold "actors", "agents", "verbs", "discards" or "ontology", in any case; others
  /// are left alone. A file of verbs with headings ("--- GIVE [070] ---") is PETRARCH's, one without is TABARI's.
  /// Errors: `not_found` if there is no such folder, or no actors or verbs in it; `input` for a file that cannot be read.
  static Result<KedsDictionary> from_folder(const std::filesystem::path& folder);

  void add_actors(std::string_view name, std::string_view text);
  void add_agents(std::string_view name, std::string_view text);
  void add_verbs(std::string_view name, std::string_view text);
  void add_discards(std::string_view name, std::string_view text);
  /// PETRARCH-2's arithmetic of codes ("050:0x0080"), by which a negated verb has another.
  void add_ontology(std::string_view name, std::string_view text);

  [[nodiscard]] KedsDialect dialect() const { return dialect_; }
  [[nodiscard]] const std::vector<KedsActor>& actors() const { return actors_; }
  [[nodiscard]] const std::vector<KedsAgent>& agents() const { return agents_; }
  [[nodiscard]] const std::vector<KedsVerb>& verbs() const { return verbs_; }
  [[nodiscard]] const std::vector<KedsPattern>& patterns_of(std::uint32_t block) const { return blocks_[block]; }
  [[nodiscard]] const std::vector<KedsPhrase>& discards() const { return discards_; }
  /// The code of what a negated verb says; the code itself where the ontology has none, or there is no ontology.
  [[nodiscard]] std::string negated(const std::string& code) const;
  /// "actors.txt:14: no code in brackets", one a line.
  [[nodiscard]] const std::vector<std::string>& unread() const { return unread_; }

 private:
  friend class KedsVerbReader;
  [[nodiscard]] KedsPhrase phrase_of(std::string_view text, bool is_name) const;

  KedsDialect dialect_;
  std::vector<KedsActor> actors_;
  std::vector<KedsAgent> agents_;
  std::vector<KedsVerb> verbs_;
  std::vector<std::vector<KedsPattern>> blocks_;
  std::vector<KedsPhrase> discards_;
  std::vector<std::pair<std::string, long>> values_;  // Of codes, in the order of the ontology.
  std::vector<std::string> unread_;
};

/// A day as these files write it: "950101" (from 1930 on) or "19950101". Errors: `input` if it is neither.
Result<Date> keds_date(std::string_view text);

}  // namespace corollary::coding
