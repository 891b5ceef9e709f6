#include "ontology/catalogue.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "base/table.h"
#include "ontology/actor_additions.h"
#include "ontology/embedded.h"

namespace corollary {
namespace {

constexpr std::array<std::string_view, 6> kPartyKinds = {"state", "territory", "igo", "ngo", "armed_group", "region"};

// The rows of one table, with cells by column name. A missing column is an error at the first look at it.
class Rows {
 public:
  static Result<Rows> read(std::string_view name, std::string_view text, std::vector<std::string_view> columns) {
    Rows rows;
    TRY_ASSIGN(rows.table_, read_tsv(name, text));
    for (const std::string_view column : columns) {
      TRY_ASSIGN(const std::size_t index, rows.table_.column(column));
      rows.column_of_.push_back(index);
    }
    return rows;
  }

  [[nodiscard]] std::size_t size() const { return table_.rows.size(); }
  /// The cell in the `column`th of the columns asked for.
  [[nodiscard]] const std::string& cell(std::size_t row, std::size_t column) const {
    return table_.rows[row].cells[column_of_[column]];
  }
  [[nodiscard]] std::vector<std::string> list(std::size_t row, std::size_t column) const {
    return split(cell(row, column), '|');
  }
  [[nodiscard]] Result<std::optional<Date>> date(std::size_t row, std::size_t column) const {
    const std::string& text = cell(row, column);
    if (text.empty()) {
      return std::nullopt;
    }
    const auto date = Date::parse(text);
    if (!date) {
      return fail(ErrorKind::input, "{}:{}: {}", table_.name, table_.rows[row].line, date.error().message);
    }
    return *date;
  }
  [[nodiscard]] std::unexpected<Error> error(std::size_t row, std::string_view what, std::string_view found) const {
    return fail(ErrorKind::input, "{}:{}: {} '{}'", table_.name, table_.rows[row].line, what, found);
  }

 private:
  Table table_;
  std::vector<std::size_t> column_of_;
};

Result<std::vector<Party>> read_parties(std::string_view text) {
  TRY_ASSIGN(const Rows rows, Rows::read("parties.tsv", text,
                                         {"code", "kind", "name", "adjectives", "aliases", "seats", "from", "to"}));
  std::vector<Party> parties;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto kind = std::ranges::find(kPartyKinds, rows.cell(row, 1));
    if (kind == kPartyKinds.end()) {
      return rows.error(row, "there is no kind of party", rows.cell(row, 1));
    }
    TRY_ASSIGN(const std::optional<Date> from, rows.date(row, 6));
    TRY_ASSIGN(const std::optional<Date> to, rows.date(row, 7));
    parties.push_back({rows.cell(row, 0), static_cast<PartyKind>(kind - kPartyKinds.begin()), rows.cell(row, 2),
                       rows.list(row, 3), rows.list(row, 4), rows.list(row, 5), from, to});
  }
  return parties;
}

Result<std::vector<Office>> read_people(std::string_view text) {
  TRY_ASSIGN(const Rows rows, Rows::read("people.tsv", text, {"name", "aliases", "party", "sector", "role", "from", "to"}));
  std::vector<Office> people;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    TRY_ASSIGN(const std::optional<Date> from, rows.date(row, 5));
    TRY_ASSIGN(const std::optional<Date> to, rows.date(row, 6));
    people.push_back({rows.cell(row, 0), rows.list(row, 1), rows.cell(row, 2), rows.cell(row, 3), rows.cell(row, 4), from, to});
  }
  return people;
}

// Of several offices held at once, what people are named by: head of state or government, then minister.
int precedence(const Office& office) {
  return office.role.starts_with("head of") ? 0 : office.role.ends_with("minister") ? 1 : 2;
}

bool within(Date day, std::optional<Date> from, std::optional<Date> to) {
  return (!from || *from <= day) && (!to || day <= *to);
}

// How well an office fits a day: 0 held then, else the distance to it; a later office counts as farther than any
// earlier one, for a former leader is still called by what he was.
std::int64_t distance(const Office& office, Date day) {
  if (within(day, office.from, office.to)) {
    return 0;
  }
  constexpr std::int64_t later = 1'000'000;
  return office.to && *office.to < day ? (day - *office.to).count : later + (*office.from - day).count;
}

}  // namespace

std::string Party::name_in_sentence() const {
  constexpr std::array<std::string_view, 9> with_article = {"United ", "Netherlands", "Philippines", "Maldives", "Bahamas",
                                                            "Gambia",  "Comoros", "Seychelles", "Solomon Islands"};
  const bool named_so = std::ranges::any_of(with_article, [&](auto start) { return name.starts_with(start); });
  const bool organisation = kind == PartyKind::igo && name.find(' ') != std::string::npos;
  const bool described = name.find("Republic") != std::string::npos || name.ends_with(" Islands") ||
                         name.ends_with(" Emirates") || name == "Taliban" || name == "Vatican" || name == "Houthis";
  const bool region = kind == PartyKind::region && (name.starts_with("Middle") || name.ends_with("Gulf"));
  return (named_so || organisation || described || region) && !name.starts_with("the ") ? "the " + name : name;
}

Result<Catalogue> Catalogue::built_in(const std::optional<Added>& added) {
  return from_tables({embedded_parties(), embedded_members(), embedded_people(), embedded_bodies(), embedded_titles(),
                      embedded_places(), embedded_issues(), embedded_icews_sectors(), embedded_groups()}, added);
}

Result<Catalogue> Catalogue::from_tables(const Tables& tables, const std::optional<Added>& added) {
  Catalogue result;
  TRY_ASSIGN(result.parties_, read_parties(tables.parties));
  result.index_parties();
  TRY(result.read_groups(tables.groups));

  TRY_ASSIGN(const Rows members, Rows::read("members.tsv", tables.members, {"organisation", "member", "from", "to"}));
  for (std::size_t row = 0; row < members.size(); ++row) {
    TRY_ASSIGN(const std::optional<Date> from, members.date(row, 2));
    TRY_ASSIGN(const std::optional<Date> to, members.date(row, 3));
    result.members_.push_back({members.cell(row, 0), members.cell(row, 1), from, to});
  }

  TRY_ASSIGN(result.people_, read_people(tables.people));
  for (const Office& office : result.people_) {
    if (result.party(office.party) == nullptr) {
      return fail(ErrorKind::input, "people.tsv: {}: there is no party '{}'", office.person, office.party);
    }
  }

  TRY_ASSIGN(const Rows bodies, Rows::read("bodies.tsv", tables.bodies, {"name", "aliases", "party", "sector", "role"}));
  for (std::size_t row = 0; row < bodies.size(); ++row) {
    if (result.party(bodies.cell(row, 2)) == nullptr) {
      return bodies.error(row, "there is no party", bodies.cell(row, 2));
    }
    result.bodies_.push_back({bodies.cell(row, 0), bodies.list(row, 1), bodies.cell(row, 2), bodies.cell(row, 3), bodies.cell(row, 4)});
  }

  TRY_ASSIGN(const Rows titles, Rows::read("titles.tsv", tables.titles, {"title", "sector", "role"}));
  for (std::size_t row = 0; row < titles.size(); ++row) {
    result.titles_.push_back({titles.cell(row, 0), titles.cell(row, 1), titles.cell(row, 2)});
  }

  TRY_ASSIGN(const Rows places, Rows::read("places.tsv", tables.places, {"name", "country", "kind"}));
  for (std::size_t row = 0; row < places.size(); ++row) {
    result.places_.push_back({places.cell(row, 0), places.cell(row, 1), places.cell(row, 2)});
  }

  TRY_ASSIGN(const Rows issues, Rows::read("issues.tsv", tables.issues, {"id", "name", "context", "cues"}));
  for (std::size_t row = 0; row < issues.size(); ++row) {
    result.issues_.push_back({issues.cell(row, 0), issues.cell(row, 1), issues.cell(row, 2), issues.list(row, 3)});
  }

  TRY_ASSIGN(const Rows sectors, Rows::read("icews_sectors.tsv", tables.icews_sectors, {"phrase", "sector", "role"}));
  for (std::size_t row = 0; row < sectors.size(); ++row) {
    result.sectors_by_phrase_.emplace(folded(sectors.cell(row, 0)), Sector{sectors.cell(row, 1), sectors.cell(row, 2)});
  }
  if (added) {
    TRY(result.read_added(*added));
  }
  result.index_names();
  return result;
}

void Catalogue::index_parties() {
  party_by_code_.clear();
  for (std::uint32_t i = 0; i < parties_.size(); ++i) party_by_code_.emplace(parties_[i].code, i);
}

Result<void> Catalogue::read_groups(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  TRY_ASSIGN(const Rows rows, Rows::read("groups.tsv", text, {"party", "home", "sector"}));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto group = party_by_code_.find(rows.cell(row, 0));
    if (group == party_by_code_.end()) {
      return rows.error(row, "there is no party", rows.cell(row, 0));
    }
    if (!rows.cell(row, 1).empty() && party(rows.cell(row, 1)) == nullptr) {
      return rows.error(row, "there is no party", rows.cell(row, 1));
    }
    parties_[group->second].home = rows.cell(row, 1);
    parties_[group->second].sector = rows.cell(row, 2);
  }
  return {};
}

// What users add goes first: the first of a name wins. More names for a known party go to that party.
Result<void> Catalogue::read_added(const Added& added) {
  TRY_ASSIGN(ActorAdditions more, read_actor_additions(added.name, added.text, [&](std::string_view code) { return party(code); }));
  const auto append = [](std::vector<std::string>& to, const std::vector<std::string>& from) { to.insert(to.end(), from.begin(), from.end()); };
  std::vector<Party> fresh;
  for (Party& party : more.parties) {
    const auto of_code = [&](const Party& other) { return other.code == party.code; };
    auto known = std::ranges::find_if(fresh, of_code);
    if (known == fresh.end()) {
      known = std::ranges::find_if(parties_, of_code);
      if (known == parties_.end()) {
        fresh.push_back(std::move(party));
        continue;
      }
    }
    known->aliases.push_back(party.name);
    append(known->aliases, party.aliases);
    append(known->adjectives, party.adjectives);
    append(known->seats, party.seats);
    known->home = party.home.empty() ? known->home : party.home;
    known->sector = party.sector.empty() ? known->sector : party.sector;
  }
  parties_.insert(parties_.begin(), fresh.begin(), fresh.end());
  index_parties();
  people_.insert(people_.begin(), more.people.begin(), more.people.end());
  bodies_.insert(bodies_.begin(), more.bodies.begin(), more.bodies.end());
  titles_.insert(titles_.begin(), more.titles.begin(), more.titles.end());
  places_.insert(places_.begin(), more.places.begin(), more.places.end());
  return {};
}

void Catalogue::index_names() {
  const auto enter = [&](const std::string& surface, NameKind kind, std::uint32_t index) {
    if (!surface.empty()) {
      names_.push_back({surface, kind, index});
    }
  };
  for (std::uint32_t i = 0; i < parties_.size(); ++i) {
    const Party& party = parties_[i];
    party_by_name_.try_emplace(folded(party.name), i);
    enter(party.name, NameKind::party, i);
    for (const std::string& alias : party.aliases) {
      party_by_name_.try_emplace(folded(alias), i);
      enter(alias, NameKind::party, i);
    }
    const bool state = party.kind == PartyKind::state || party.kind == PartyKind::territory;
    if (state) {
      state_by_word_.try_emplace(folded(party.name), i);
    }
    for (const std::string& adjective : party.adjectives) {
      party_by_adjective_.try_emplace(folded(adjective), i);
      if (state) {
        state_by_word_.try_emplace(folded(adjective), i);
      }
      enter(adjective, NameKind::adjective, i);
    }
    for (const std::string& seat : party.seats) enter(seat, NameKind::seat, i);
  }
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    offices_by_name_[folded(people_[i].person)].push_back(i);
    enter(people_[i].person, NameKind::person, i);
    for (const std::string& alias : people_[i].aliases) {
      offices_by_name_[folded(alias)].push_back(i);
      enter(alias, NameKind::person, i);
    }
  }
  for (std::uint32_t i = 0; i < bodies_.size(); ++i) {
    body_by_name_.try_emplace(folded(bodies_[i].name), i);
    enter(bodies_[i].name, NameKind::body, i);
    for (const std::string& alias : bodies_[i].aliases) {
      body_by_name_.try_emplace(folded(alias), i);
      enter(alias, NameKind::body, i);
    }
  }
  for (std::uint32_t i = 0; i < titles_.size(); ++i) {
    title_by_name_.try_emplace(folded(titles_[i].name), i);
    enter(titles_[i].name, NameKind::title, i);
  }
  for (std::uint32_t i = 0; i < places_.size(); ++i) enter(places_[i].name, NameKind::place, i);
}

const Party* Catalogue::party(std::string_view code) const {
  const auto found = party_by_code_.find(std::string(code));
  return found == party_by_code_.end() ? nullptr : &parties_[found->second];
}

const Party* Catalogue::find_party(std::string_view text) const {
  if (const Party* const exact = party(text)) {
    return exact;
  }
  const std::string key = folded(trimmed(text));
  if (const auto found = party_by_name_.find(key); found != party_by_name_.end()) {
    return &parties_[found->second];
  }
  if (const auto found = party_by_adjective_.find(key); found != party_by_adjective_.end()) {
    return &parties_[found->second];
  }
  const auto by_code = std::ranges::find(parties_, key, [](const Party& candidate) { return folded(candidate.code); });
  return by_code == parties_.end() ? nullptr : &*by_code;
}

std::string Catalogue::name_of(std::string_view party_code) const {
  const Party* const found = party(party_code);
  return found != nullptr ? found->name_in_sentence() : std::string(party_code);
}

bool Catalogue::is_member(std::string_view organisation, std::string_view member, Date day) const {
  return std::ranges::any_of(members_, [&](const Membership& m) {
    return m.organisation == organisation && m.member == member && within(day, m.from, m.to);
  });
}

const Issue* Catalogue::issue(std::string_view id) const {
  const auto found = std::ranges::find(issues_, id, &Issue::id);
  return found == issues_.end() ? nullptr : &*found;
}

const Office* Catalogue::office(std::string_view person_name, Date day) const {
  const auto found = offices_by_name_.find(folded(person_name));
  if (found == offices_by_name_.end()) {
    return nullptr;
  }
  const auto best = std::ranges::min_element(found->second, {}, [&](std::uint32_t i) { return std::pair(distance(people_[i], day), precedence(people_[i])); });
  const Office& office = people_[*best];
  const bool history = office.to && day - *office.to > kStillSpeaksFor;
  return history ? nullptr : &office;
}

Actor Catalogue::resolve(std::string_view entity_name, Date day) const {
  if (auto actor = resolve_qualified(entity_name, day)) {
    return *std::move(actor);
  }
  if (auto actor = resolve_plain(entity_name, day)) {
    return *std::move(actor);
  }
  if (auto actor = resolve_composed(entity_name)) {
    return *std::move(actor);
  }
  return {std::string(entity_name), "", "", ""};
}

// "Police (Finland)", "Militant (Taliban)": what stands in front is the sector, in the brackets the party.
std::optional<Actor> Catalogue::resolve_qualified(std::string_view entity_name, Date day) const {
  const std::size_t open = entity_name.rfind(" (");
  if (open == std::string_view::npos || !entity_name.ends_with(')')) {
    return std::nullopt;
  }
  const std::string_view phrase = entity_name.substr(0, open);
  const std::string_view owner = entity_name.substr(open + 2, entity_name.size() - open - 3);
  auto actor = resolve_plain(owner, day);
  if (!actor) {
    return std::nullopt;
  }
  if (const auto sector = sectors_by_phrase_.find(folded(phrase)); sector != sectors_by_phrase_.end()) {
    actor->sector = sector->second.sector;
    actor->role = sector->second.role;
  }
  actor->name = entity_name;
  return actor;
}

std::optional<Actor> Catalogue::resolve_plain(std::string_view entity_name, Date day) const {
  const std::string key = folded(entity_name);
  const std::string name(entity_name);
  if (const auto found = party_by_name_.find(key); found != party_by_name_.end()) {
    return Actor{name, parties_[found->second].code, "", ""};
  }
  if (const auto found = body_by_name_.find(key); found != body_by_name_.end()) {
    const Body& body = bodies_[found->second];
    return Actor{name, body.party, body.sector, body.role};
  }
  if (const Office* const held = office(entity_name, day)) {
    return Actor{name, held->party, held->sector, held->role};
  }
  return std::nullopt;
}

// "Israeli Defense Forces", "Bank of Sudan": an institution's name that begins with the adjective or the name of a
// state, or ends in "of" and the state. The sector is then that of a title in the rest, if any.
std::optional<Actor> Catalogue::resolve_composed(std::string_view entity_name) const {
  const std::string key = folded(entity_name);
  const Party* const state = state_named_in(key);
  if (state == nullptr) {
    return std::nullopt;
  }
  Actor actor{std::string(entity_name), state->code, "", ""};
  if (const Title* const title = title_named_in(key)) {
    actor.sector = title->sector;
    actor.role = title->role;
  }
  return actor;
}

const Party* Catalogue::state_named_in(std::string_view key) const {
  const auto look_up = [&](std::string_view word) -> const Party* {
    const auto found = state_by_word_.find(std::string(word));
    return found == state_by_word_.end() ? nullptr : &parties_[found->second];
  };
  for (std::size_t space = key.find(' '); space != std::string_view::npos; space = key.find(' ', space + 1)) {
    if (const Party* const state = look_up(key.substr(0, space))) {
      return state;
    }
  }
  const std::size_t of = key.rfind(" of ");
  return of == std::string_view::npos ? nullptr : look_up(key.substr(of + 4));
}

const Title* Catalogue::title_named_in(std::string_view key) const {
  const auto look_up = [&](std::string_view words) -> const Title* {
    const auto found = title_by_name_.find(std::string(words));
    return found == title_by_name_.end() ? nullptr : &titles_[found->second];
  };
  for (std::size_t space = key.find(' '); space != std::string_view::npos; space = key.find(' ', space + 1)) {
    if (const Title* const title = look_up(key.substr(space + 1))) {
      return title;
    }
  }
  return look_up(key.substr(0, key.rfind(" of ")));
}

}  // namespace corollary
