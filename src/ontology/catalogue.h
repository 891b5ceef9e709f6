#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "ontology/actor.h"

namespace corollary {

enum class PartyKind : std::uint8_t { state, territory, igo, ngo, armed_group, region };

/// A state or organisation that acts as one: what forecasts and verdicts are about.
struct Party {
  std::string code;  ///< "POL", "NATO".
  PartyKind kind;
  std::string name;  ///< As it reads in a sentence, without an article: "United States".
  std::vector<std::string> adjectives;  ///< "Polish", "Pole", "Poles".
  std::vector<std::string> aliases;
  std::vector<std::string> seats;       ///< Capitals and houses that stand for the government: "Kremlin".
  std::optional<Date> from, to;
  std::string home = {};    ///< Code of the state whose affairs a group or region belongs to; "" for states and where it is none.
  std::string sector = {};  ///< PLOVER sector of a group as a whole ("REB"); "" if it has none.

  /// "the United States", "Poland": with the article that English wants.
  [[nodiscard]] std::string name_in_sentence() const;
};

/// A place that reports name.
struct Place {
  std::string name;
  std::string country;  ///< Party code.
  std::string kind;     ///< "city", "region", "sea", "base", "country".
};

/// What an issue is called and how a sentence shows that it is about it.
struct Issue {
  std::string id;
  std::string name;     ///< As it reads after "on".
  std::string context;  ///< PLOVER context.
  std::vector<std::string> cues;
};

/// What a surface form can stand for.
enum class NameKind : std::uint8_t { party, adjective, seat, person, body, title, place };

/// One surface form and what it refers to: `index` counts in the list of its kind (`parties()` for party, adjective
/// and seat; `people()`, `bodies()`, `titles()`, `places()`).
struct NameEntry {
  std::string surface;
  NameKind kind;
  std::uint32_t index;
};

/// A person in an office, from and to when.
struct Office {
  std::string person;
  std::vector<std::string> aliases;
  std::string party, sector, role;
  std::optional<Date> from, to;
};

/// An institution with a name of its own ("Pentagon").
struct Body {
  std::string name;
  std::vector<std::string> aliases;
  std::string party, sector, role;
};

/// A title or institution noun that needs a party beside it ("foreign minister", "army").
struct Title {
  std::string name;
  std::string sector, role;
};

/// Who is who: parties, people with their offices and dates, institutions, titles, places, issues.
/// Read from text tables; immutable afterwards. Made once a program, then passed by reference.
class Catalogue {
 public:
  /// Whoever left office longer ago is a figure of history: a name in the news then speaks of the past.
  static constexpr Days kStillSpeaksFor{15 * 365};

  /// The texts of the tables, as in src/ontology/data (tab-separated, named columns).
  struct Tables {
    std::string_view parties, members, people, bodies, titles, places, issues, icews_sectors;
    std::string_view groups = {};  ///< May be empty: then no party has a home.
  };
  /// A user's file of actors (see actor_additions.h), with its name for messages. Its rows go before the tables' own.
  struct Added {
    std::string_view name, text;
  };
  /// Errors: `input` with table and line for a row that refers to no party, has an unknown kind or a bad date.
  static Result<Catalogue> from_tables(const Tables& tables, const std::optional<Added>& added = {});
  /// The tables that the program carries. Errors: those of `read_actor_additions`.
  static Result<Catalogue> built_in(const std::optional<Added>& added = {});

  /// nullptr if there is no party of that code.
  [[nodiscard]] const Party* party(std::string_view code) const;
  /// A party by code, name, alias or adjective, in any case, marks ignored ("poland", "POL", "Polish").
  [[nodiscard]] const Party* find_party(std::string_view text) const;
  /// The name for a sentence ("the United States"), or the code itself if no such party is known.
  [[nodiscard]] std::string name_of(std::string_view party_code) const;
  /// True if `member` belonged to the organisation on that day.
  [[nodiscard]] bool is_member(std::string_view organisation, std::string_view member, Date day) const;

  /// Who a data set's entity name stands for on a day: "Police (Finland)" is FIN COP, "Donald Trump" USA GOV,
  /// "Israeli Defense Forces" ISR MIL. `party` stays "" when it is not known. Cost: some hash look-ups.
  [[nodiscard]] Actor resolve(std::string_view entity_name, Date day) const;
  /// The office of a person on a day: the one held then (of several that of a head, then of a minister), else the last before it, else the first after it. nullptr for
  /// an unknown person, and for one whose last office ended longer than `kStillSpeaksFor` before.
  [[nodiscard]] const Office* office(std::string_view person_name, Date day) const;

  [[nodiscard]] const Issue* issue(std::string_view id) const;

  [[nodiscard]] std::span<const Party> parties() const { return parties_; }
  [[nodiscard]] std::span<const Office> people() const { return people_; }
  [[nodiscard]] std::span<const Body> bodies() const { return bodies_; }
  [[nodiscard]] std::span<const Title> titles() const { return titles_; }
  [[nodiscard]] std::span<const Place> places() const { return places_; }
  [[nodiscard]] std::span<const Issue> issues() const { return issues_; }
  /// Every surface form, as written in the tables, in their order: what a reader of text matches against.
  [[nodiscard]] std::span<const NameEntry> names() const { return names_; }

 private:
  struct Membership {
    std::string organisation, member;
    std::optional<Date> from, to;
  };
  struct Sector {
    std::string sector, role;
  };

  Result<void> read_groups(std::string_view text);
  Result<void> read_added(const Added& added);
  void index_parties();
  void index_names();
  [[nodiscard]] std::optional<Actor> resolve_qualified(std::string_view entity_name, Date day) const;
  [[nodiscard]] std::optional<Actor> resolve_plain(std::string_view entity_name, Date day) const;
  [[nodiscard]] std::optional<Actor> resolve_composed(std::string_view entity_name) const;
  [[nodiscard]] const Party* state_named_in(std::string_view key) const;
  [[nodiscard]] const Title* title_named_in(std::string_view key) const;

  std::vector<Party> parties_;
  std::vector<Membership> members_;
  std::vector<Office> people_;
  std::vector<Body> bodies_;
  std::vector<Title> titles_;
  std::vector<Place> places_;
  std::vector<Issue> issues_;
  std::vector<NameEntry> names_;
  // Keys are folded, but for codes. A state's word is its name or one of its adjectives.
  std::unordered_map<std::string, std::uint32_t> party_by_code_, party_by_name_, party_by_adjective_, state_by_word_,
      body_by_name_, title_by_name_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> offices_by_name_;
  std::unordered_map<std::string, Sector> sectors_by_phrase_;
};

}  // namespace corollary
