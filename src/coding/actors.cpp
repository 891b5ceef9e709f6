#include "coding/actors.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"

namespace corollary::coding {
namespace {

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// Words that may stand between an owner and a title.
constexpr auto kFillers = std::to_array<std::string_view>(
    {"former", "then", "senior", "top", "new", "acting", "deputy", "chief", "federal", "current", "outgoing", "own", "most", "newly",
     "elected", "interim", "central", "local", "armed", "pro-government", "regional", "ruling", "young", "civilian", "late", "veteran"});
// What a hyphen joins to a country without making it the actor, and with.
constexpr auto kNotTheOwner = std::to_array<std::string_view>(
    {"backed", "based", "brokered", "made", "sponsored", "supported", "allied", "funded", "aligned", "born", "speaking", "owned",
     "registered", "mediated", "trained", "friendly", "occupied", "controlled", "held", "style", "designed", "built", "flagged", "era"});
// Titles that alone stand for nobody in particular.
constexpr auto kVagueTitles = std::to_array<std::string_view>(
    {"state",    "general",  "public",   "national",  "nationals", "press",    "party",      "parties",   "leadership", "presidency", "customs",
     "agent",    "criminal", "crowd",    "crowds",    "staff",     "speaker",  "department", "authority", "intelligence", "industry", "business",
     "muslim",   "christian", "union",   "unions",    "minority",  "minorities", "community", "communities", "media",    "people",   "man",
     "woman",    "men",      "women",    "families",  "child",     "children", "youth",      "population", "company",   "companies", "firm",
     "firms",    "bank",     "banks",    "school",    "schools",   "university", "experts",  "analysts",  "television", "newspaper", "vessel",
     "vessels",  "residents", "resident", "locals",   "passengers", "coalition", "elite",    "elites",    "opponents",  "attackers", "agents",
     "election commission", "secretary", "treasury", "business", "hospital", "church", "farmers", "workers", "worker", "employees", "spies", "spy"});
constexpr auto kPairNouns = std::to_array<std::string_view>({"sides", "parties", "countries", "nations", "delegations"});
// What makes the members of an organisation out of its name.
constexpr auto kMemberNouns = std::to_array<std::string_view>({"side", "sides", "delegation", "allies", "members", "partners", "countries", "capitals"});
// What a report calls an organisation that it has named.
constexpr auto kOrganisationNouns = std::to_array<std::string_view>(
    {"alliance", "union", "organization", "organisation", "bloc", "agency", "commission", "league", "council", "association"});

bool says_place(std::string_view preposition) {
  return is_in(std::to_array<std::string_view>({"in", "at", "near", "outside", "across", "throughout", "around", "inside", "within", "off"}),
               preposition);
}
bool goes_to_place(std::string_view preposition) {
  return is_in(std::to_array<std::string_view>({"to", "from", "into", "via", "through", "over", "of", "for"}), preposition);
}

bool is_plural_title(std::string_view title) {
  const std::size_t of = title.find(" of ");
  const std::string_view head = title.substr(0, of);
  return head.ends_with('s') || head.ends_with("men") || head.ends_with("police") || head.ends_with("people");
}

}  // namespace

ActorFinder::ActorFinder(const Catalogue& catalogue, const ActLexicon& verbs)
    : catalogue_(catalogue), verbs_(verbs), names_(catalogue) {
  for (const Place& place : catalogue.places()) country_by_place_.emplace(place.name, place.country);
  for (const Body& body : catalogue.bodies()) {
    const std::string last = folded(std::string_view(body.name).substr(body.name.rfind(' ') + 1));
    std::vector<std::string>& owners = owners_by_institution_[last];
    if (std::ranges::find(owners, body.party) == owners.end()) {
      owners.push_back(body.party);
    }
  }
  for (std::uint32_t i = 0; i < catalogue.people().size(); ++i) {
    if (catalogue.people()[i].role.starts_with("head of")) {
      heads_by_party_[catalogue.people()[i].party].push_back(i);
    }
  }
}

// Reads the mentions of one sentence from left to right.
class MentionReader {
 public:
  MentionReader(const ActorFinder& finder, const Words& words, Discourse& discourse)
      : finder_(finder), catalogue_(finder.catalogue_), words_(words), discourse_(discourse), names_(finder.names_.find(words)) {
    name_at_.assign(words.size() + 1, nullptr);
    for (const NameMatch& name : names_) name_at_[name.words.first] = &name;
  }

  std::vector<Mention> read() {
    std::size_t i = 0;
    while (i < words_.size()) {
      const std::size_t next = read_at(i);
      i = std::max(next, i + 1);
    }
    join_appositions();
    return std::move(mentions_);
  }

 private:
  // ---- looking at words -----------------------------------------------------------------------------------------
  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }
  [[nodiscard]] const NameMatch* name(std::size_t i) const { return i < words_.size() ? name_at_[i] : nullptr; }
  [[nodiscard]] const NameMatch* name_of_kind(std::size_t i, NameKind kind) const {
    const NameMatch* const found = name(i);
    return found != nullptr && found->kind == kind ? found : nullptr;
  }
  [[nodiscard]] std::string text(Range range) const {
    const std::size_t begin = words_[range.first].bytes.begin;
    const std::string_view first = words_[range.first].text;
    return std::string(first.data(), words_[range.last - 1].bytes.end - begin);
  }
  [[nodiscard]] std::string_view before(std::size_t i) const {
    while (i > 0 && (is_determiner(lower(i - 1)) || is_in(kDirections, lower(i - 1)))) --i;
    return i > 0 ? lower(i - 1) : "";
  }
  static constexpr auto kDirections = std::to_array<std::string_view>(
      {"southwest", "southwestern", "northwest", "northwestern", "southeast", "southeastern", "northeast", "northeastern", "northern", "southern",
       "eastern", "western", "central", "north", "south", "east", "west"});

  // ---- the parties and persons of the catalogue -------------------------------------------------------------------
  [[nodiscard]] Actor party_actor(const Party& party) const { return {catalogue_.name_of(party.code), party.code, "", ""}; }
  [[nodiscard]] Actor actor_of(const NameMatch& match) const {
    switch (match.kind) {
      case NameKind::body: {
        const Body& body = catalogue_.bodies()[match.index];
        return {body.name, body.party, body.sector, body.role};
      }
      case NameKind::person: {
        const Office* const office = catalogue_.office(catalogue_.people()[match.index].person, discourse_.day());
        const Office& held = office != nullptr ? *office : catalogue_.people()[match.index];
        return {held.person, held.party, held.sector, held.role};
      }
      default: return party_actor(catalogue_.parties()[match.index]);
    }
  }
  [[nodiscard]] static bool is_owner(const NameMatch& match) {
    return match.kind == NameKind::party || match.kind == NameKind::adjective || match.kind == NameKind::seat;
  }

  // ---- one mention -------------------------------------------------------------------------------------------------
  // Reads what begins at word i and returns where to go on.
  std::size_t read_at(std::size_t i) {
    const NameMatch* const match = name(i);
    if (match == nullptr) {
      return read_without_name(i);
    }
    switch (match->kind) {
      case NameKind::party: case NameKind::adjective: case NameKind::seat: return read_owner(*match);
      case NameKind::person: return read_person(i, *match, Actor{});
      case NameKind::body: return read_body(*match);
      case NameKind::title: return read_title(*match);
      case NameKind::place: return read_place(*match);
    }
    return i + 1;
  }

  Mention& add(Range range, std::vector<Actor> actors) {
    mentions_.push_back({});
    Mention& mention = mentions_.back();
    mention.words = range;
    mention.actors = std::move(actors);
    mention.is_modifier = describes_next(range);
    return mention;
  }

  // Owners one after the other ("Russian and Ukrainian", "U.S.-Russia"), then perhaps a title.
  std::size_t read_owner(const NameMatch& first) {
    std::vector<const NameMatch*> owners = {&first};
    std::size_t end = first.words.last;
    if (const auto hyphened = read_hyphened(first)) {
      return *hyphened;
    }
    while (true) {
      const bool joined = lower(end) == "and" || lower(end) == "," || lower(end) == "-" || lower(end) == "–";
      const NameMatch* const next = joined ? name(end + 1) : nullptr;
      const bool fits = next != nullptr && is_owner(*next) && (lower(end) == "-" || lower(end) == "–" || next->kind == NameKind::adjective) &&
                        (next->kind == first.kind || lower(end) == "-" || lower(end) == "–");
      if (!fits) {
        break;
      }
      owners.push_back(next);
      end = next->words.last;
    }
    if (const auto composed = read_title_of_owner(owners, end)) {
      return *composed;
    }
    if (owners.size() > 1 && !pair_describes(end)) {
      return read_single_owner(first);
    }
    if (owners.size() > 1) {
      std::vector<Actor> actors;
      for (const NameMatch* const owner : owners) actors.push_back(actor_of(*owner));
      for (const Actor& actor : actors) discourse_.name_party(actor);
      add({first.words.first, end}, std::move(actors)).is_modifier = true;
      return end;
    }
    return read_single_owner(first);
  }

  [[nodiscard]] bool pair_describes(std::size_t end) const { return describes_next({end - 1, end}); }

  // "Russian-backed separatists", "Saudi-led coalition". Returns nothing if no such compound begins here.
  std::optional<std::size_t> read_hyphened(const NameMatch& owner) {
    const std::size_t hyphen = owner.words.last;
    if (lower(hyphen) != "-" || name(hyphen + 1) != nullptr) {
      return std::nullopt;
    }
    const bool led = lower(hyphen + 1) == "led";
    if (!led && !is_in(kNotTheOwner, lower(hyphen + 1))) {
      return std::nullopt;
    }
    std::size_t end = hyphen + 2;
    while (is_in(kFillers, lower(end)) && name(end) == nullptr) ++end;
    const NameMatch* const title = name_of_kind(end, NameKind::title);
    if (title == nullptr) {
      return end;  // It only describes what follows.
    }
    const Title& found = catalogue_.titles()[title->index];
    const Range range = {owner.words.first, title->words.last};
    add(range, {{text(range), led ? actor_of(owner).party : "", found.sector, found.role}});
    return range.last;
  }

  // "Polish foreign minister", "Russia's foreign minister Sergey Lavrov", "Finland's Sauli Niinistö".
  std::optional<std::size_t> read_title_of_owner(const std::vector<const NameMatch*>& owners, std::size_t end) {
    const std::size_t first = owners.front()->words.first;
    std::size_t i = end;
    const bool possessive = is_possessive_mark(lower(i));
    i += possessive ? 1 : 0;
    while (is_in(kFillers, lower(i)) && name(i) == nullptr && i < end + 4) ++i;
    if (const NameMatch* const person = name_of_kind(i, NameKind::person)) {
      if (owners.front()->kind == NameKind::adjective || possessive || i > end) {
        return read_person(first, *person, Actor{});
      }
    }
    if (is_in(kMemberNouns, lower(i)) && (lower(i) != "countries" || owners.front()->kind == NameKind::party)) {
      return add_party_side(owners, {first, i + 1});
    }
    const NameMatch* const title = name_of_kind(i, NameKind::title);
    const bool one_word = title != nullptr && title->words.last == i + 1;
    if (title == nullptr || (one_word && is_in(std::to_array<std::string_view>({"state", "general", "national", "press"}), lower(i)))) {
      return std::nullopt;
    }
    const Title& found = catalogue_.titles()[title->index];
    const Actor office = {"", actor_of(*owners.back()).party, found.sector, found.role};
    if (const auto named = read_name_behind_title(first, *title, office)) {
      return *named;
    }
    std::vector<Actor> actors;
    const Range range = {first, title->words.last};
    for (const NameMatch* const owner : owners) {
      const std::string name = owners.size() == 1 ? text(range) : text(owner->words) + " " + text(title->words);
      actors.push_back({name, actor_of(*owner).party, found.sector, found.role});
      discourse_.name_party(party_actor(*catalogue_.party(actors.back().party)));
    }
    return add_titled(range, std::move(actors), found);
  }

  std::size_t add_party_side(const std::vector<const NameMatch*>& owners, Range range) {
    std::vector<Actor> actors;
    for (const NameMatch* const owner : owners) {
      actors.push_back(actor_of(*owner));
      discourse_.name_party(actors.back());
      if (owners.size() == 1 && !lower(range.last - 1).starts_with("side")) {
        actors.back().name = text(range);
      }
    }
    add(range, std::move(actors)).is_modifier = false;
    return range.last;
  }

  std::size_t add_titled(Range range, std::vector<Actor> actors, const Title& title) {
    const bool one_person = actors.size() == 1 && !is_plural_title(title.name) &&
                            (title.role.find("head") != std::string::npos || title.role.find("minister") != std::string::npos);
    // An office that the catalogue knows the holder of is that person.
    if (one_person) {
      if (const auto holder = holder_of(actors.front().party, title.role)) {
        actors.front() = *holder;
        discourse_.name_person(*holder, holder->name, is_subject_place(range.first));
      }
    }
    if (is_plural_title(title.name)) {
      discourse_.name_group(title.name, actors);
    }
    Mention& mention = add(range, std::move(actors));
    mention.is_person = one_person;
    return range.last;
  }

  // Who held the office on the report's day; nullopt if nobody or several did. Only heads: ministers change too often.
  [[nodiscard]] std::optional<Actor> holder_of(const std::string& party, const std::string& role) const {
    if (role.find("head of") == std::string::npos) {
      return std::nullopt;
    }
    std::optional<Actor> holder;
    const auto heads = finder_.heads_by_party_.find(party);
    for (const std::uint32_t i : heads == finder_.heads_by_party_.end() ? std::vector<std::uint32_t>() : heads->second) {
      const Office& office = catalogue_.people()[i];
      const bool held = office.role.find(role) != std::string::npos && office.from &&
                        *office.from <= discourse_.day() && (!office.to || discourse_.day() <= *office.to);
      if (held && holder && holder->name != office.person) {
        return std::nullopt;
      }
      if (held) {
        holder = Actor{office.person, office.party, office.sector, office.role};
      }
    }
    return holder;
  }

  // The person whose name stands right behind a title, known to the catalogue or not.
  std::optional<std::size_t> read_name_behind_title(std::size_t first, const NameMatch& title, const Actor& office) {
    const std::size_t i = title.words.last;
    if (const NameMatch* const person = name_of_kind(i, NameKind::person)) {
      return read_person(first, *person, office);
    }
    std::size_t end = i;
    while (end < i + 4 && is_part_of_name(end)) {
      end += lower(end + 1) == "-" && is_part_of_name(end + 2) ? 3 : 1;
    }
    const bool titled = !is_plural_title(catalogue_.titles()[title.index].name);
    if (end == i || !titled) {
      return std::nullopt;
    }
    Actor actor = office;
    actor.name = text({i, end});
    const bool subject = is_subject_place(first);
    const Actor* const known = end == i + 1 ? discourse_.person_by_last_name(actor.name) : nullptr;
    const Actor named = known != nullptr ? *known : actor;
    discourse_.name_person(named, known != nullptr ? known->name : actor.name, subject);
    add({first, end}, {named}).is_person = true;
    return end;
  }

  [[nodiscard]] bool is_part_of_name(std::size_t i) const {
    return i < words_.size() && words_[i].upper && words_[i].kind == text::TokenKind::word && name(i) == nullptr && !is_determiner(lower(i)) &&
           !is_subject_pronoun(lower(i)) && !is_preposition(lower(i));
  }

  std::size_t read_person(std::size_t first, const NameMatch& match, const Actor& office) {
    if (is_month_name(match)) {
      return match.words.last;
    }
    Actor actor = actor_of(match);
    // A title for another office than the catalogue's is no reason to doubt the name.
    if (actor.party.empty()) {
      actor.party = office.party;
    }
    std::size_t end = match.words.last;
    discourse_.name_person(actor, actor.name, is_subject_place(first));
    if (is_possessive_mark(lower(end))) {
      std::size_t i = end + 1;
      while (is_in(kFillers, lower(i)) && name(i) == nullptr) ++i;
      const NameMatch* const title = name_of_kind(i, NameKind::title);
      if (title != nullptr && !is_in(kVagueTitles, lower(i))) {
        const Title& found = catalogue_.titles()[title->index];
        const Range range = {first, title->words.last};
        add(range, {{text(range), actor.party, found.sector, found.role}});
        return range.last;
      }
    }
    add({first, end}, {actor}).is_person = true;
    return end;
  }

  // "May" after "in", before a day.
  [[nodiscard]] bool is_month_name(const NameMatch& match) const {
    if (match.words.last != match.words.first + 1 || !month_number(lower(match.words.first))) {
      return false;
    }
    const std::string_view left = match.words.first > 0 ? lower(match.words.first - 1) : "";
    const bool dated_left = match.words.first > 0 && (words_[match.words.first - 1].kind == text::TokenKind::number || left == "in" ||
                                                      left == "late" || left == "early" || left == "mid" || left == "since" || left == "until" ||
                                                      left == "last" || left == "next" || left == "from");
    const bool dated_right = match.words.last < words_.size() && words_[match.words.last].kind == text::TokenKind::number;
    return dated_left || dated_right;
  }

  std::size_t read_body(const NameMatch& match) {
    const Actor actor = actor_of(match);
    if (!actor.party.empty()) {
      discourse_.name_party({catalogue_.name_of(actor.party), actor.party, "", ""});
    }
    std::size_t end = match.words.last;
    if (const NameMatch* const title = name_of_kind(end, NameKind::title); title != nullptr && !is_in(kVagueTitles, lower(end))) {
      const Title& found = catalogue_.titles()[title->index];
      if (const auto named = read_name_behind_title(match.words.first, *title, {"", actor.party, found.sector, found.role})) {
        return *named;
      }
      end = title->words.last;
      add({match.words.first, end}, {{text({match.words.first, end}), actor.party, actor.sector, found.role}});
      return end;
    }
    add(match.words, {actor});
    return end;
  }

  std::size_t read_single_owner(const NameMatch& match) {
    const Actor actor = actor_of(match);
    const std::size_t first = match.words.first;
    std::size_t end = match.words.last;
    discourse_.name_party(actor);
    Mention& mention = add(match.words, {actor});
    const std::string_view left = before(first);
    if (match.kind == NameKind::adjective) {
      return end;
    }
    const std::string surface = text(match.words);
    const auto place = finder_.country_by_place_.find(surface);
    const bool seat = match.kind == NameKind::seat;
    const bool state = catalogue_.parties()[match.index].kind == PartyKind::state || catalogue_.parties()[match.index].kind == PartyKind::territory ||
                       catalogue_.parties()[match.index].kind == PartyKind::region;
    if (seat || state || place != finder_.country_by_place_.end()) {
      mention.place = directions_before(first) + surface;
      mention.country = place != finder_.country_by_place_.end() ? place->second : actor.party;
      // A capital stands for its government as a subject or object, and is a place behind most prepositions.
      mention.is_located = says_place(left) || (seat && goes_to_place(left));
    }
    if (lower(end) == "," && mention.is_located && seat) {
      end = skip_country_behind_city(end);
    }
    return end;
  }

  // "southwest " before "Syria".
  [[nodiscard]] std::string directions_before(std::size_t first) const {
    return first > 0 && is_in(kDirections, lower(first - 1)) ? std::string(words_[first - 1].text) + " " : "";
  }

  // "in Helsinki, Finland": the country is part of the place.
  [[nodiscard]] std::size_t skip_country_behind_city(std::size_t comma) const {
    const NameMatch* const country = name_of_kind(comma + 1, NameKind::party);
    return country != nullptr ? country->words.last : comma;
  }

  std::size_t read_place(const NameMatch& match) {
    const Place& place = catalogue_.places()[match.index];
    Mention& mention = add(match.words, {});
    mention.place = directions_before(match.words.first) + text(match.words);
    mention.country = place.country;
    const std::string_view left = before(match.words.first);
    mention.is_located = says_place(left) || goes_to_place(left);
    return lower(match.words.last) == "," ? skip_country_behind_city(match.words.last) : match.words.last;
  }

  // ---- titles ------------------------------------------------------------------------------------------------------
  std::size_t read_title(const NameMatch& match) {
    const Title& title = catalogue_.titles()[match.index];
    if (lower(match.words.first) == "national" && match.words.last == match.words.first + 1 && words_[match.words.first].upper) {
      return match.words.last;  // "the National Strategy": an adjective in a name.
    }
    const Actor office = {text(match.words), "", title.sector, title.role};
    if (const auto owned = read_owner_behind_title(match, title)) {
      return *owned;
    }
    if (name_of_kind(match.words.last, NameKind::person) != nullptr || words_[match.words.first].upper) {
      if (const auto named = read_name_behind_title(match.words.first, match, office)) {
        return *named;
      }
    }
    const std::string_view left = match.words.first > 0 ? lower(match.words.first - 1) : "";
    if (auto meant = meant_by_title(match, title, left); !meant.empty()) {
      Mention& mention = add(match.words, std::move(meant));
      mention.is_coreferent = true;
      mention.is_person = mention.actors.size() == 1 && !is_plural_title(title.name);
      return match.words.last;
    }
    const bool vague = is_in(kVagueTitles, words_[match.words.first].lower) && match.words.last == match.words.first + 1;
    if (!vague && left != "no") {
      const auto owners = finder_.owners_by_institution_.find(words_[match.words.last - 1].lower);
      const bool institution = words_[match.words.first].upper && owners != finder_.owners_by_institution_.end();
      add(match.words, {{text(match.words), institution ? discourse_.last_of(owners->second) : "", title.sector, title.role}});
    }
    return match.words.last;
  }

  // "president of Russia", "leaders of France and Germany", "the government in Skopje".
  std::optional<std::size_t> read_owner_behind_title(const NameMatch& match, const Title& title) {
    std::size_t i = match.words.last;
    const bool seat_only = lower(i) == "in";
    if (lower(i) != "of" && lower(i) != "for" && !seat_only) {
      return std::nullopt;
    }
    i += lower(i + 1) == "the" ? 2 : 1;
    const NameMatch* owner = name(i);
    const bool fits = owner != nullptr && (seat_only ? owner->kind == NameKind::seat
                                                     : owner->kind == NameKind::party || owner->kind == NameKind::seat || owner->kind == NameKind::body);
    const bool before_person = fits && name_of_kind(owner->words.last, NameKind::person) != nullptr;  // "president of Russia Vladimir Putin"
    if (!fits || (describes_next(owner->words) && !before_person) || is_possessive_mark(lower(owner->words.last))) {
      return std::nullopt;
    }
    std::vector<Actor> actors;
    std::size_t end = i;
    while (true) {
      const Actor party = actor_of(*owner);
      end = owner->words.last;
      actors.push_back({text(match.words) + " of " + party.name, party.party, title.sector, title.role});
      std::size_t next = end + (lower(end) == "and" || lower(end) == "," ? 1 : 0);
      next += next > end && lower(next) == "the" ? 1 : 0;
      const NameMatch* const more = next > end ? name_of_kind(next, NameKind::party) : nullptr;
      if (more == nullptr || !is_plural_title(title.name)) {
        break;
      }
      owner = more;
    }
    const NameMatch behind = {{match.words.first, end}, NameKind::title, match.index};
    if (actors.size() == 1) {
      if (const auto named = read_name_behind_title(match.words.first, behind, actors.front())) {
        return *named;
      }
    }
    return add_titled({match.words.first, end}, std::move(actors), title);
  }

  // "the president", "both presidents", "the two leaders", "the Alliance": by what was said before.
  [[nodiscard]] std::vector<Actor> meant_by_title(const NameMatch& match, const Title& title, std::string_view left) const {
    const bool definite = left == "the" || left == "both" || left == "two";
    if (!definite) {
      return {};
    }
    if (is_in(kPairNouns, words_[match.words.first].lower)) {
      return discourse_.last_parties();
    }
    const bool of_head = title.role == "head of state" || title.role == "leader" || title.role == "head of government";
    if (auto group = left == "the" ? discourse_.last_group(title.name) : std::vector<Actor>(); !group.empty()) {
      return group;
    }
    if (is_plural_title(title.name) && of_head) {
      return discourse_.last_pair_with_role(title.role == "leader" ? "head" : title.role);
    }
    const bool one = left == "the" && !is_plural_title(title.name) &&
                     (title.role.find("head") != std::string::npos || title.role.find("minister") != std::string::npos);
    if (one) {
      if (auto person = discourse_.last_with_role(title.role)) {
        return {*std::move(person)};
      }
    }
    return {};
  }

  // ---- words that are no names -------------------------------------------------------------------------------------
  std::size_t read_without_name(std::size_t i) {
    const std::string_view word = lower(i);
    const std::string_view left = i > 0 ? lower(i - 1) : "";
    if (word == "they") {
      return add_meant(i, meant_by_they(), false);
    }
    if (word == "he" || word == "she") {
      const auto person = discourse_.last_person();
      return add_meant(i, person ? std::vector<Actor>{*person} : std::vector<Actor>(), true);
    }
    const bool definite = left == "the" || left == "both" || left == "two";
    if (definite && is_in(kPairNouns, word)) {
      return add_meant(i, discourse_.last_parties(), false);
    }
    if (left == "the" && words_[i].upper && is_in(kOrganisationNouns, word)) {
      const auto organisation = discourse_.last_named_like(word);
      return add_meant(i, organisation ? std::vector<Actor>{*organisation} : std::vector<Actor>(), false);
    }
    if (definite && word == "allies") {
      const auto organisation = discourse_.last_named_like("alliance");
      return add_meant(i, organisation ? std::vector<Actor>{*organisation} : std::vector<Actor>(), false);
    }
    if (words_[i].upper && words_[i].kind == text::TokenKind::word) {
      if (const Actor* const known = discourse_.person_by_last_name(words_[i].text)) {
        const Actor person = *known;
        discourse_.name_person(person, person.name, is_subject_place(i));
        return add_meant(i, {person}, true);
      }
    }
    return i + 1;
  }

  [[nodiscard]] std::vector<Actor> meant_by_they() const {
    if (auto joined = joined_so_far(); !joined.empty()) {
      return joined;
    }
    const auto several = std::ranges::find_if(mentions_, [&](const Mention& m) {
      return !m.is_modifier && !m.is_located && !m.is_person && is_several(m.actors) && is_subject_place(m.words.first);
    });
    return several != mentions_.end() ? several->actors : discourse_.last_several();
  }
  [[nodiscard]] bool is_several(const std::vector<Actor>& actors) const {
    const Party* const party = actors.empty() ? nullptr : catalogue_.party(actors.front().party);
    return actors.size() > 1 || (party != nullptr && party->kind == PartyKind::igo) || (!actors.empty() && actors.front().name.ends_with('s') && !actors.front().sector.empty());
  }

  // The first two that "and" joins in this sentence: "Trump and Putin" for "they".
  [[nodiscard]] std::vector<Actor> joined_so_far() const {
    for (std::size_t m = 0; m + 1 < mentions_.size(); ++m) {
      const Mention& left = mentions_[m];
      const Mention& right = mentions_[m + 1];
      const bool joined = left.words.last + 1 == right.words.first && lower(left.words.last) == "and" && !left.is_modifier && !right.is_modifier;
      if (joined && left.actors.size() == 1 && right.actors.size() == 1 && left.actors[0].party != right.actors[0].party) {
        return {left.actors[0], right.actors[0]};
      }
    }
    return {};
  }

  std::size_t add_meant(std::size_t i, std::vector<Actor> actors, bool is_person) {
    if (!actors.empty()) {
      Mention& mention = add({i, i + 1}, std::move(actors));
      mention.is_coreferent = true;
      mention.is_person = is_person;
    }
    return i + 1;
  }

  // ---- where a mention stands --------------------------------------------------------------------------------------
  // A noun follows that the mention belongs to: "U.S. concessions", "Trump's plan", "Trump policy".
  [[nodiscard]] bool describes_next(Range range) const {
    const std::size_t i = range.last;
    if (i >= words_.size()) {
      return false;
    }
    if (is_possessive_mark(lower(i))) {
      return true;
    }
    const Word& next = words_[i];
    if (lower(i) == "-" || lower(i) == "–") {
      return name(i + 1) != nullptr || (i + 1 < words_.size() && words_[i + 1].kind == text::TokenKind::word);
    }
    const bool closed = is_preposition(next.lower) || is_determiner(next.lower) || is_adverb(next.lower) || is_subordinator(next.lower) ||
                        is_modal(next.lower) || is_be(next.lower) || is_have(next.lower) || is_do(next.lower) || is_subject_pronoun(next.lower) ||
                        is_relative_pronoun(next.lower) || next.lower == "and" || next.lower == "or" || next.lower == "to" || next.lower == "nor" ||
                        is_negation(next.lower);
    return next.kind == text::TokenKind::word && !closed && !looks_like_verb(range, i);
  }

  // Whether word i, behind a mention, is its verb. Adjectives take nouns; a name takes a verb where the word's ending or
  // what follows speaks for it.
  [[nodiscard]] bool looks_like_verb(Range range, std::size_t i) const {
    const NameMatch* const owner = name(range.first);
    const bool adjective = owner != nullptr && owner->kind == NameKind::adjective && owner->words.last == range.last &&
                           !words_[range.last - 1].lower.ends_with('s');
    const std::string_view word = lower(i);
    const auto readings = finder_.verbs_.readings(word);
    if (readings.empty()) {
      return false;
    }
    if (word.ends_with("ed") || word.ends_with("ing")) {
      return true;
    }
    if (adjective || is_preposition(word)) {
      return false;
    }
    const std::string_view next = lower(i + 1);
    const bool object_follows = is_determiner(next) || next == "that" || is_subject_pronoun(next) || next == "him" || next == "them" ||
                                (i + 1 < words_.size() && words_[i + 1].upper);
    const bool infinitive_follows = next == "to" && word.ends_with('s') && is_base_verb(i + 2);
    return object_follows || infinitive_follows || !finder_.verbs_.is_also_noun(word);
  }
  [[nodiscard]] bool is_base_verb(std::size_t i) const {
    const auto readings = finder_.verbs_.readings(lower(i));
    return name(i) == nullptr && std::ranges::any_of(readings, [](const VerbReading& r) { return r.form == VerbForm::base; });
  }
  // Pasts that tell an object from a subject behind them.
  [[nodiscard]] static bool is_short_past(std::string_view word) {
    return is_in(std::to_array<std::string_view>({"met", "told", "held", "took", "gave", "led", "won", "lost", "saw", "sent", "left", "put", "hit",
                                                  "paid", "sought", "fought", "struck", "shot", "brought", "bought", "sold", "kept", "let", "threw"}),
                 word);
  }

  // ", and both leaders": a clause of its own.
  [[nodiscard]] bool behind_comma_and(std::size_t i) const {
    while (i > 0 && is_determiner(lower(i - 1))) --i;
    return i > 1 && lower(i - 1) == "and" && lower(i - 2) == ",";
  }

  // Not behind a preposition or a verb: who stands there is likely the subject.
  [[nodiscard]] bool is_subject_place(std::size_t first) const {
    if (first == 0) {
      return true;
    }
    const std::string_view left = before(first);
    const bool joined_name = left == "and" && !behind_comma_and(first);
    const bool object = is_short_past(left) || left.ends_with("ed") || joined_name || is_possessive_mark(left) || left == "to" || left == "tell" ||
                        left == "meet" || left == "with";
    return !object && (!is_preposition(left) || is_subordinator(left));
  }

  // "the Russian president, Vladimir Putin," is one mention.
  void join_appositions() {
    for (std::size_t i = 0; i + 1 < mentions_.size();) {
      Mention& left = mentions_[i];
      const Mention& right = mentions_[i + 1];
      std::size_t between = left.words.last;
      const bool comma = lower(between) == ",";
      between += comma ? 1 : 0;
      between += lower(between) == "the" || lower(between) == "a" ? 1 : 0;
      const std::string_view governing = left.words.first > 0 ? before(left.words.first) : "";
      const bool in_phrase = governing == "in" || governing == "at" || governing == "of";
      const bool adjacent = comma && !in_phrase && between == right.words.first && left.actors.size() == 1 && right.actors.size() == 1 &&
                            lower(right.words.last) == ",";
      const bool same = adjacent && !left.actors[0].party.empty() && left.actors[0].party == right.actors[0].party &&
                        left.is_person != right.is_person;
      const bool same_person = adjacent && left.is_person && right.is_person && left.actors[0].name == right.actors[0].name;
      if (!same && !same_person) {
        ++i;
        continue;
      }
      const Actor actor = right.is_person ? right.actors[0] : left.actors[0];
      left.words.last = right.words.last + 1;
      left.actors = {actor};
      left.is_person = true;
      left.is_modifier = false;
      mentions_.erase(mentions_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }

  const ActorFinder& finder_;
  const Catalogue& catalogue_;
  const Words& words_;
  Discourse& discourse_;
  std::vector<NameMatch> names_;
  std::vector<const NameMatch*> name_at_;
  std::vector<Mention> mentions_;
};

std::vector<Mention> ActorFinder::find(const Words& words, Discourse& discourse) const {
  return MentionReader(*this, words, discourse).read();
}

}  // namespace corollary::coding
