#include "coding/readout_people.h"

#include "base/strings.h"
#include "coding/readout_words.h"

namespace corollary::coding {

using namespace readout;

std::string phrase_of(const Reading& reading, Range range) {
  if (range.empty()) {
    return "";
  }
  const std::size_t begin = reading.words[range.first].bytes.begin;
  return reading.report->text.substr(begin, reading.words[range.last - 1].bytes.end - begin);
}

std::string last_word(std::string_view name) { return folded(name.substr(name.rfind(' ') == std::string_view::npos ? 0 : name.rfind(' ') + 1)); }

std::string name_key(std::string_view name) {
  for (const std::string_view mark : {", Jr.", " Jr.", " Jr", " Sr.", " Sr"}) {
    name.remove_suffix(name.ends_with(mark) ? mark.size() : 0);
  }
  const std::string last = last_word(name);
  std::string key;
  for (std::size_t i = 0; i < last.size(); ++i) {
    const std::string_view rest = std::string_view(last).substr(i);
    const bool vowel_behind = rest.size() > 1 && std::string_view("aeiou").find(rest[1]) != std::string_view::npos;
    const bool glide = rest[0] == 'y' && i > 0 && vowel_behind;
    const bool umlaut = rest[0] == 'e' && !key.empty() && std::string_view("aou").find(key.back()) != std::string_view::npos;
    const bool breath = rest[0] == 'h' && !key.empty() && key.back() == 'k';
    const bool twice = !key.empty() && key.back() == rest[0];
    if (breath) {
      key.back() = 'h';
    } else if (!glide && !umlaut && !twice) {
      key += rest[0];
    }
  }
  return key;
}

bool is_known(const std::vector<Actor>& actors, const Actor& actor) {
  return std::ranges::any_of(actors, [&](const Actor& a) { return a.name == actor.name || (!actor.party.empty() && a.party == actor.party && a.role == actor.role); });
}

void add_unnamed(std::vector<Actor>& actors, const Actor& actor) {
  if (std::ranges::none_of(actors, [&](const Actor& a) { return last_word(a.name) == last_word(actor.name); })) {
    actors.push_back(actor);
  }
}

void add_unnamed(std::vector<Actor>& actors, const std::vector<Actor>& more) {
  for (const Actor& actor : more) add_unnamed(actors, actor);
}

ReadoutPeople::ReadoutPeople(const Readouts& readouts, const Party& home, std::span<const Reading> lead)
    : readouts_(readouts), home_(home), lead_(lead), day_(lead.front().report->day), head_(head_of_state(readouts.catalogue(), home.code, day_)) {}

std::string_view ReadoutPeople::lower(const Reading& reading, std::size_t i) {
  return i < reading.words.size() ? std::string_view(reading.words[i].lower) : "";
}

bool ReadoutPeople::is_home(const Actor& actor) const {
  return actor.party == home_.code || region_of_home(actor.party);
}

bool ReadoutPeople::region_of_home(std::string_view code) const {
  const Party* const party = readouts_.catalogue().party(code);
  return party != nullptr && party->home == home_.code;
}

bool ReadoutPeople::is_abroad(const Actor& actor) const {
  return !actor.party.empty() && !is_home(actor) && !is_region(actor.party);
}

bool ReadoutPeople::is_region(std::string_view code) const {
  const Party* const party = readouts_.catalogue().party(code);
  return party != nullptr && party->kind == PartyKind::region;
}

Actor ReadoutPeople::read_phrase(std::string_view phrase) const {
  Actor actor = readouts_.phrases_.read(phrase, day_);
  actor.party = is_region(actor.party) && !region_of_home(actor.party) ? "" : actor.party;
  if (actor.party.empty() && (!actor.sector.empty() || !actor.role.empty())) {
    actor.party = home_.code;
  }
  return actor;
}

bool ReadoutPeople::names_head(const Reading& reading, std::size_t i) const {
  return head_ && i < reading.words.size() && reading.words[i].upper && reading.words[i].lower == last_word(head_->name);
}

bool ReadoutPeople::is_head(const Reading& reading, std::size_t i) const {
  if (names_head(reading, i)) {
    return true;
  }
  if (lower(reading, i) == "head" && i > 0 && lower(reading, i - 1) == "the" && lower(reading, i + 1) == "of" &&
      (lower(reading, i + 2) == "state" || lower(reading, i + 4) == "state")) {
    return true;
  }
  const bool leader = lower(reading, i) == "president" || lower(reading, i) == "leader";
  const std::string_view before = i > 0 ? lower(reading, i - 1) : "";
  const bool own = before == "the" || before == "acting" || std::ranges::any_of(home_.adjectives, [&](const std::string& a) { return lower_ascii(a) == before; });
  if (lower(reading, i) == "president" && lower(reading, i + 1) == "of" && lower(reading, i + 2) == lower_ascii(home_.name)) {
    return true;
  }
  return leader && own && lower(reading, i + 1) != "of" && !(i + 1 < reading.words.size() && reading.words[i + 1].upper);
}

bool ReadoutPeople::has_head(const Reading& reading) const {
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (is_head(reading, i)) {
      return true;
    }
  }
  return false;
}

std::optional<Actor> ReadoutPeople::official_by_name(const std::string& name) const {
  const auto offices = readouts_.offices_by_name_.find(name_key(name));
  std::optional<Actor> best;
  int best_rank = 0;
  bool several = false;
  for (const std::uint32_t i : offices == readouts_.offices_by_name_.end() ? std::vector<std::uint32_t>() : offices->second) {
    const Office& office = readouts_.catalogue().people()[i];
    const bool held = office.from && *office.from <= day_ + kAround && (!office.to || day_ <= *office.to + kAround);
    const int rank = office.party == home_.code ? 3 : office.role.starts_with("head of") || office.role == "secretary-general" ? 2 : 1;
    const bool little_known = rank == 1 && office.role.find("minister") == std::string::npos && office.role != "vice president";
    if (!held || little_known || rank < best_rank) {
      continue;
    }
    several = rank == best_rank && (several || best->party != office.party);
    if (rank > best_rank) {
      best = Actor{office.person, office.party, office.sector, office.role};
      best_rank = rank;
    }
  }
  return several ? std::nullopt : best ? best : former_head_by_name(name);
}

std::optional<Actor> ReadoutPeople::former_head_by_name(const std::string& name) const {
  constexpr Days remembered{365 * 25};
  const auto offices = readouts_.offices_by_name_.find(name_key(name));
  std::optional<Actor> former;
  for (const std::uint32_t i : offices == readouts_.offices_by_name_.end() ? std::vector<std::uint32_t>() : offices->second) {
    const Office& office = readouts_.catalogue().people()[i];
    const bool last_name = name_key(office.person) == name_key(name);
    if (!last_name || office.party == home_.code || !office.role.starts_with("head of") || !office.to || day_ < *office.to || *office.to + remembered < day_) {
      continue;
    }
    if (former && former->party != office.party) {
      return std::nullopt;
    }
    former = Actor{office.person, office.party, "ELI", ""};
  }
  return former;
}

std::optional<ReadoutPerson> ReadoutPeople::person_at(const Reading& reading, std::size_t i) const {
  for (const Mention& mention : reading.mentions) {
    if (mention.words.first != i || !mention.is_person || mention.actors.size() != 1 || mention.is_coreferent) {
      continue;
    }
    Actor actor = mention.actors.front();
    if (head_ && actor.name == head_->name) {
      return std::nullopt;
    }
    if (actor.party.empty()) {
      const auto official = official_by_name(actor.name);
      const auto told = official ? std::nullopt : party_told_of(actor.name);
      actor = official ? *official : Actor{actor.name, told.value_or(home_.code), actor.sector, actor.role};
    }
    return ReadoutPerson{actor, mention.words};
  }
  if (const auto person = by_full_name(reading, i)) {
    return person;
  }
  const bool named = is_in(kForms, lower(reading, i)) && i + 1 < reading.words.size() && reading.words[i + 1].upper;
  if (!named || names_head(reading, i + 1)) {
    return std::nullopt;
  }
  std::size_t end = i + 1;
  while (end < reading.words.size() && end < i + 4 && reading.words[end].upper && reading.words[end].kind == text::TokenKind::word) ++end;
  const std::string name = phrase_of(reading, {i + 1, end});
  auto official = official_by_name(name);
  if (const Actor known = readouts_.phrases_.read(name, day_); !official && is_abroad(known)) {
    official = known;
  }
  return ReadoutPerson{official ? *official : unknown(name), {i, end}};
}

std::optional<ReadoutPerson> ReadoutPeople::bare_name(const Reading& reading, std::size_t i) const {
  std::size_t end = i;
  while (end < std::min(i + 3, reading.words.size()) && reading.words[end].upper && reading.words[end].kind == text::TokenKind::word) ++end;
  const bool known = std::ranges::any_of(reading.mentions, [&](const Mention& m) { return m.words.first < end && i < m.words.last; });
  return end < i + 2 || known ? std::nullopt : std::optional(ReadoutPerson{unknown(phrase_of(reading, {i, end})), {i, end}});
}

std::optional<ReadoutPerson> ReadoutPeople::by_full_name(const Reading& reading, std::size_t i) const {
  const auto is_name = [&](std::size_t k) { return k < reading.words.size() && reading.words[k].upper && reading.words[k].kind == text::TokenKind::word && !is_in(kForms, lower(reading, k)); };
  const bool two = is_name(i) && is_name(i + 1) && !is_name(i + 2) && (i == 0 || !is_name(i - 1));
  const auto official = two ? official_by_name(std::string(reading.words[i + 1].text)) : std::nullopt;
  if (official && is_abroad(*official) && official->role.starts_with("head of")) {
    return ReadoutPerson{*official, {i, i + 2}};
  }
  // "Leonid Reiman also informed …": a name that a sentence of telling begins with.
  const std::size_t verb = i + 2 + (is_adverb(lower(reading, i + 2)) ? 1 : 0);
  const bool subject = two && i == subject_begin(reading, reading.words.size()) && is_in(kTells, lower(reading, verb));
  const bool person = subject && !names_head(reading, i + 1) && std::ranges::none_of(reading.mentions, [&](const Mention& m) { return m.words.first < i + 2; });
  return person ? std::optional(ReadoutPerson{unknown(phrase_of(reading, {i, i + 2})), {i, i + 2}}) : std::nullopt;
}

std::optional<std::string> ReadoutPeople::party_told_of(const std::string& name) const {
  const std::string last = last_word(name);
  for (const Reading& reading : lead_) {
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      if (!reading.words[i].upper || folded(reading.words[i].text) != last) {
        continue;
      }
      std::size_t first = i;
      while (first > 0 && first + 7 > i && reading.words[first - 1].kind == text::TokenKind::word && !ends_phrase(reading, first - 1) && lower(reading, first - 1) != "and") --first;
      // "Christian Poncelet, the Chairman of the French Senate,": up to the next comma.
      std::size_t end = i + 1;
      const bool office = lower(reading, i + 1) == "," && (lower(reading, i + 2) == "the" || is_in(kOfficeHeads, lower(reading, i + 2)));
      for (std::size_t k = i + 2; office && k < std::min(i + 12, reading.words.size()) && lower(reading, k) != "," && lower(reading, k) != "." && lower(reading, k) != "and"; ++k) end = k + 1;
      for (const Range range : {Range{first, i + 1}, Range{i + 2, end}}) {
        const Actor actor = range.last > range.first + 1 ? readouts_.phrases_.read(phrase_of(reading, range), day_) : Actor{};
        const bool names = !actor.sector.empty() || !actor.role.empty();
        if (names && is_abroad(actor)) {
          return actor.party;
        }
      }
    }
  }
  return std::nullopt;
}

Actor ReadoutPeople::unknown(const std::string& name) const {
  if (const auto party = party_told_of(name)) {
    return {name, *party, "", ""};
  }
  for (const Reading& reading : lead_) {
    for (const Mention& mention : reading.mentions) {
      const bool same = mention.actors.size() == 1 && !mention.actors.front().sector.empty() && last_word(mention.actors.front().name) == last_word(name);
      if (same && (mention.actors.front().party.empty() || is_home(mention.actors.front()))) {
        return {mention.actors.front().name, home_.code, mention.actors.front().sector, mention.actors.front().role};
      }
    }
  }
  // Of the other country of which the account speaks.
  for (const Reading& reading : lead_.first(std::min<std::size_t>(4, lead_.size()))) {
    constexpr auto ties = std::to_array<std::string_view>({"relations", "cooperation", "countries", "ties", "dialogue", "partnership", "contacts", "sides"});
    const bool between = std::ranges::any_of(reading.words, [&](const Word& word) { return is_in(ties, word.lower); });
    if (const auto other = between ? bilateral(reading) : std::nullopt) {
      return {name, other->party, "", ""};
    }
  }
  return {name, home_.code, "", ""};
}

bool ReadoutPeople::looks_ahead(const Reading& reading, std::size_t verb) {
  for (std::size_t i = verb > 4 ? verb - 4 : 0; i < verb; ++i) {
    if (is_in(kAhead, lower(reading, i))) {
      return true;
    }
  }
  return false;
}

std::size_t ReadoutPeople::subject_begin(const Reading& reading, std::size_t verb) {
  constexpr std::size_t opening = 6;
  for (std::size_t i = 0; i < std::min(opening, verb); ++i) {
    const bool time = std::ranges::any_of(reading.times, [&](const TimeMention& t) { return t.words.first <= i; });
    if (lower(reading, i) == "," && (time || is_preposition(lower(reading, 0)) || lower(reading, 0) == "this")) {
      return i + 1;
    }
  }
  return 0;
}

bool ReadoutPeople::ends_phrase(const Reading& reading, std::size_t i) const {
  const std::string_view word = lower(reading, i);
  if (word == "to" && i > 0 && is_in(kSentTo, lower(reading, i - 1))) {
    return false;
  }
  const std::string_view served = lower(reading, i + 1) == "the" ? lower(reading, i + 2) : "";
  if (word == "to" && (served == "president" || served == "prime" || served == "king" || served == "government")) {
    return false;  // "State Secretary for Foreign Affairs to the Prime Minister of Sweden".
  }
  if (word == "in" && i > 0 && is_in(kSentTo, lower(reading, i - 1))) {
    return false;
  }
  const std::string_view next = lower(reading, i + 1);
  if (word == "and" && (next.ends_with("ed") || next.ends_with("ly")) && !reading.words[i + 1].upper) {
    return true;
  }
  return is_in(kEnds, word) || word == "." || word == "—" || word == "–" || word == ":";
}

std::size_t ReadoutPeople::behind_number(const Reading& reading, std::size_t first) {
  for (std::size_t i = first; i < std::min(first + 3, reading.words.size()); ++i) {
    if (reading.words[i].kind == text::TokenKind::number) {
      return i + 1;
    }
  }
  return first;
}

std::vector<Actor> ReadoutPeople::people_in(const Reading& reading, std::size_t first) const {
  std::vector<Actor> abroad, home;
  std::size_t begin = first;
  const auto close = [&](std::size_t end) {
    add_phrase(reading, {begin, end}, abroad, home);
    begin = end + 1;
  };
  std::size_t i = behind_number(reading, first);
  while (i < reading.words.size() && !ends_phrase(reading, i)) {
    if (lower(reading, i) == "," || lower(reading, i) == ";" || lower(reading, i) == "and") {
      close(i);
    }
    ++i;
  }
  close(i);
  return abroad.empty() ? home : abroad;
}

bool ReadoutPeople::is_somebody(const Reading& reading, Range words, const Actor& actor) {
  const bool named = std::ranges::any_of(reading.words.begin() + static_cast<std::ptrdiff_t>(words.first),
                                         reading.words.begin() + static_cast<std::ptrdiff_t>(words.last), [](const Word& word) { return word.upper; });
  const bool people = std::any_of(reading.words.begin() + static_cast<std::ptrdiff_t>(words.first), reading.words.begin() + static_cast<std::ptrdiff_t>(words.last),
                                  [](const Word& word) { return is_in(kGathered, word.lower); });
  return named || people || !actor.sector.empty() || !actor.role.empty();
}

void ReadoutPeople::add_phrase(const Reading& reading, Range words, std::vector<Actor>& abroad, std::vector<Actor>& home) const {
  if (words.empty()) {
    return;
  }
  Actor actor = read_phrase(phrase_of(reading, words));
  if (!is_abroad(actor)) {
    if (const auto party = party_named_in(reading, words)) {
      actor.party = *party;
    } else if (const auto official = official_by_name(actor.name); official && (actor.role.empty() || actor.role == official->role)) {
      actor = *official;
    } else if (const auto told = !official && !actor.name.empty() && reading.words[words.last - 1].upper ? party_told_of(std::string(reading.words[words.last - 1].text)) : std::nullopt) {
      actor.party = *told;
    }
  }
  if (region_of_home(actor.party)) {
    actor.party = home_.code;
  }
  std::vector<Actor>& list = is_abroad(actor) ? abroad : home;
  const bool known = is_abroad(actor) && std::ranges::find(list, actor.party, &Actor::party) != list.end();
  if (!known && is_somebody(reading, words, actor)) {
    list.push_back(std::move(actor));
  }
}

std::optional<std::string> ReadoutPeople::party_named_in(const Reading& reading, Range words) const {
  for (const Mention& mention : reading.mentions) {
    const bool within = words.first <= mention.words.first && mention.words.last <= words.last;
    for (const Actor& actor : within && !mention.is_coreferent ? mention.actors : std::vector<Actor>()) {
      if (is_abroad(actor)) {
        return actor.party;
      }
    }
  }
  return std::nullopt;
}

std::optional<Actor> ReadoutPeople::bilateral(const Reading& reading) const {
  for (std::size_t m = 0; m < reading.mentions.size(); ++m) {
    const std::vector<Actor>& actors = reading.mentions[m].actors;
    constexpr auto ties = std::to_array<std::string_view>({"relations", "ties", "cooperation", "partnership", "friendship"});
    const std::size_t first = reading.mentions[m].words.first;
    if (first > 1 && lower(reading, first - 1) == "with" && is_in(ties, lower(reading, first - 2)) && is_party(reading.mentions[m], false)) {
      return actors.front();
    }
    if (actors.size() == 2 && is_home(actors[0]) != is_home(actors[1])) {
      return is_home(actors[0]) ? actors[1] : actors[0];
    }
    const bool joined = m + 1 < reading.mentions.size() && joins(reading, reading.mentions[m].words.last, reading.mentions[m + 1].words.first);
    if (joined && is_party(reading.mentions[m], true) && is_party(reading.mentions[m + 1], false)) {
      return reading.mentions[m + 1].actors.front();
    }
    if (joined && is_party(reading.mentions[m], false) && is_party(reading.mentions[m + 1], true)) {
      return actors.front();
    }
  }
  return std::nullopt;
}

bool ReadoutPeople::is_party(const Mention& mention, bool home) const {
  const bool one = mention.actors.size() == 1 && mention.actors.front().sector.empty();
  return one && (home ? is_home(mention.actors.front()) : is_abroad(mention.actors.front()));
}

bool ReadoutPeople::joins(const Reading& reading, std::size_t first, std::size_t last) {
  constexpr auto joints = std::to_array<std::string_view>({"and", "the", "-", "–", "with", "relations", "cooperation", "'s", "’s"});
  bool all = first < last;
  for (std::size_t i = first; i < last; ++i) all = all && (is_in(joints, lower(reading, i)) || is_possessive_mark(lower(reading, i)));
  return all;
}

}  // namespace corollary::coding
