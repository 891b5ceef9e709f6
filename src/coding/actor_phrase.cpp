#include "coding/actor_phrase.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "base/strings.h"
#include "base/table.h"
#include "coding/embedded.h"
#include "text/characters.h"
#include "text/tokens.h"

namespace corollary::coding {
namespace {

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

// Without the ending of the plural. Titles and phrases are cut alike, so that a wrong singular does no harm.
std::string singular(std::string word) {
  constexpr auto kept = std::to_array<std::string_view>({"news", "customs", "arms", "police", "affairs", "series", "congress", "kgb", "gas", "wales"});
  const std::size_t size = word.size();
  if (size < 4 || is_in(kept, word) || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is")) {
    return word;
  }
  if (word.ends_with("children")) return word.substr(0, size - 3);
  if (word.ends_with("men")) return word.substr(0, size - 2) + "an";
  if (word == "thieves" || word == "wives" || word == "housewives") return word.substr(0, size - 3) + (word == "thieves" ? "f" : "fe");
  if (word.ends_with("ies") && size > 4) return word.substr(0, size - 3) + "y";
  if (word.ends_with("sses") || word.ends_with("shes") || word.ends_with("ches") || word.ends_with("xes")) return word.substr(0, size - 2);
  return word.ends_with('s') ? word.substr(0, size - 1) : word;
}

// One spelling of a word for British and American, one and many.
std::string normal(std::string word) {
  constexpr std::array<std::array<std::string_view, 2>, 8> spellings = {{{"defence", "defense"}, {"offence", "offense"}, {"labour", "labor"},
      {"armour", "armor"}, {"neighbour", "neighbor"}, {"organis", "organiz"}, {"programme", "program"}, {"centre", "center"}}};
  for (const auto& [british, american] : spellings) replace_all(word, british, american);
  return singular(std::move(word));
}

// The normal words of a text, each with the token that it is part of: a hyphened token may hold several.
struct NormalWord {
  std::string word;
  std::size_t token;
};
std::vector<NormalWord> normal_words(const Words& words) {
  std::vector<NormalWord> result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::string& part : split(words[i].lower, '-')) {
      if (!part.empty()) {
        result.push_back({normal(part), i});
      }
    }
  }
  return result;
}

Words cut(std::string_view text) {
  Words words;
  for (const text::Token& token : text::cut_tokens(text, {0, text.size()})) {
    const std::string_view surface = token.bytes.of(text);
    words.push_back({surface, folded(surface), token.bytes, token.kind, text::starts_upper(surface)});
  }
  return words;
}

// How a foreign name sounds, roughly: "Mohammed" and "Muhamad", "Sergei" and "Sergey" are the same.
std::string sound_of(std::string name) {
  constexpr std::array<std::array<std::string_view, 2>, 12> spellings = {{{"ph", "f"}, {"kh", "h"}, {"ei", "i"}, {"ey", "i"}, {"ou", "o"}, {"oo", "o"},
      {"y", "i"}, {"u", "o"}, {"e", "a"}, {"q", "k"}, {"w", "v"}, {"ck", "k"}}};
  if (name.size() > 3 && name.ends_with('e')) {
    name.pop_back();
  }
  for (const auto& [written, heard] : spellings) replace_all(name, written, heard);
  name.erase(std::ranges::unique(name).begin(), name.end());
  return name;
}

// The sounds of the words of a name; "" for a single word, which is too little to tell people apart.
std::string sound_of_name(std::span<const Word> words) {
  std::string key;
  std::size_t count = 0;
  for (const Word& word : words) {
    if (word.kind != text::TokenKind::punctuation) {
      key += (key.empty() ? "" : " ") + sound_of(word.lower);
      ++count;
    }
  }
  return count < 2 ? "" : key;
}

bool ends_part(const Word& word) {
  constexpr auto marks = std::to_array<std::string_view>({",", ";", "(", ")", "--", "–", "—", ":"});
  return is_in(marks, word.lower) || (is_preposition(word.lower) && word.lower != "like") || is_relative_pronoun(word.lower);
}

bool is_state(const Party& party) { return party.kind == PartyKind::state || party.kind == PartyKind::territory; }
// Organisations of states, and those of people: an owner beside them says whose branch is meant.
bool is_organisation(const Party& party) { return party.kind == PartyKind::igo || party.kind == PartyKind::ngo; }
// Peoples without a state and the like: where they are says more.
bool is_people(const Party& party) { return party.kind == PartyKind::armed_group && party.home.empty() && party.sector.empty(); }

bool is_irregular(std::string_view sector) {
  return is_in(std::to_array<std::string_view>({"REB", "UAF", "PRM", "CRM"}), sector);
}
// Sectors of the officers and fighters that irregular groups have as well.
bool may_be_irregular(std::string_view sector) {
  return is_in(std::to_array<std::string_view>({"MIL", "GOV", "UAF", "PRM", "REB", "OPP", ""}), sector);
}

}  // namespace

ActorPhrases::Word& ActorPhrases::entry(std::string_view words) {
  std::string key;
  std::string first;
  std::size_t count = 0;
  for (const NormalWord& word : normal_words(cut(words))) {
    key += (count == 0 ? "" : " ") + word.word;
    first = count == 0 ? word.word : first;
    ++count;
  }
  std::size_t& longest = longest_by_first_[first];
  longest = std::max(longest, count);
  return words_[key];
}

Result<ActorPhrases> ActorPhrases::make(const Catalogue& catalogue) {
  ActorPhrases phrases(catalogue);
  const auto enter_noun = [&](std::string_view words, std::string_view sector, std::string_view role) {
    Word& word = phrases.entry(words);
    if (!word.is_noun) {
      word.is_noun = true;
      word.sector = sector;
      word.role = role;
    }
  };
  for (const Title& title : catalogue.titles()) enter_noun(title.name, title.sector, title.role);
  phrases.index_sounds();
  TRY_ASSIGN(const Table table, read_tsv("phrase_words.tsv", embedded_phrase_words()));
  for (const Table::Row& row : table.rows) {
    const std::string& use = row.cells[0];
    const std::string& sector = row.cells[2];
    Word& word = phrases.entry(row.cells[1]);
    if (use == "noun") {
      enter_noun(row.cells[1], sector, "");
    } else if (use == "light") {
      word.is_light = true;
      enter_noun(row.cells[1], sector, "");
    } else if (use == "modifier") {
      word.modifier_sector = sector;
    } else if (use == "container") {
      word.is_container = true;
    } else if (use == "former") {
      word.is_former = true;
    } else if (use == "described") {
      word.is_described = true;
    } else {
      return fail(ErrorKind::input, "{}:{}: there is no use '{}'", table.name, row.line, use);
    }
  }
  return phrases;
}

void ActorPhrases::index_sounds() {
  const auto enter = [&](const std::string& name, std::uint32_t person) {
    const Words words = cut(name);
    const std::string sound = sound_of_name(words);
    if (sound.empty()) {
      return;
    }
    const auto [entry, is_new] = people_by_sound_.emplace(sound, person);
    if (!is_new && entry->second && catalogue_.people()[*entry->second].party != catalogue_.people()[person].party) {
      entry->second = std::nullopt;
    }
  };
  for (std::uint32_t i = 0; i < catalogue_.people().size(); ++i) {
    enter(catalogue_.people()[i].person, i);
    for (const std::string& alias : catalogue_.people()[i].aliases) enter(alias, i);
  }
}

// Reads one phrase.
class PhraseReader {
 public:
  PhraseReader(const ActorPhrases& phrases, std::string_view phrase, Date day)
      : phrases_(phrases), catalogue_(phrases.catalogue_), day_(day), phrase_(trimmed(phrase)), text_(phrase_), words_(cut(text_)) {
    names_ = phrases_.names_.find(words_);
    if (std::ranges::none_of(words_, &Word::upper)) {
      find_names_without_case();
    }
    find_names_inside_titles();
    find_person_by_sound();
    find_spans();
    cut_into_parts();
  }

  Actor read(const Party* about) {
    Actor actor{std::string(phrase_), "", "", ""};
    if (parts_.empty()) {
      return actor;
    }
    if (!read_person(actor)) {
      read_sector(actor);
      actor.party = party_of_phrase();
      read_group_sector(actor);
    }
    if (is_former_ && (is_in(std::to_array<std::string_view>({"GOV", "LEG", "JUD", "SPY"}), actor.sector) || actor.role == "military commander")) {
      actor.sector = "ELI";
    }
    if (actor.party.empty() && about != nullptr) {
      actor.party = about->code;
    }
    return actor;
  }

 private:
  using Meaning = ActorPhrases::Word;
  // A run of words with what the table says of it.
  struct Span {
    Range words;
    const Meaning* meaning;
  };

  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }

  // "paris railway police": names in a text that has no capitals at all.
  void find_names_without_case() {
    capitalised_ = text_;
    for (const coding::Word& word : words_) {
      char& first = capitalised_[word.bytes.begin];
      first = first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
    }
    names_ = phrases_.names_.find(cut(capitalised_));
    std::erase_if(names_, [](const NameMatch& name) { return name.kind == NameKind::person; });
  }

  // "White House chief of staff" is a title, and tells the country.
  void find_names_inside_titles() {
    for (std::size_t k = 0; k < names_.size(); ++k) {
      const Range title = names_[k].words;
      if (names_[k].kind != NameKind::title || title.last - title.first < 2) {
        continue;
      }
      const Words inner(words_.begin() + static_cast<std::ptrdiff_t>(title.first), words_.begin() + static_cast<std::ptrdiff_t>(title.last) - 1);
      std::vector<NameMatch> found = phrases_.names_.find(inner);
      std::erase_if(found, [](const NameMatch& name) { return name.kind == NameKind::title || name.kind == NameKind::person; });
      for (NameMatch& name : found) names_.push_back({{name.words.first + title.first, name.words.last + title.first}, name.kind, name.index});
    }
    std::ranges::stable_sort(names_, {}, [](const NameMatch& name) { return name.words.first; });
  }

  // "Mohammed Hussein Roble" for a Mohamed of the catalogue: the longest run of words in capitals that sounds like somebody.
  void find_person_by_sound() {
    if (std::ranges::find(names_, NameKind::person, &NameMatch::kind) != names_.end()) {
      return;
    }
    constexpr std::size_t longest = 5;
    for (std::size_t first = 0; first < words_.size(); ++first) {
      for (std::size_t last = std::min(words_.size(), first + longest); last > first + 1; --last) {
        const std::span<const coding::Word> run = std::span(words_).subspan(first, last - first);
        const bool capitals = std::ranges::all_of(run, [](const coding::Word& word) { return word.upper || word.kind == text::TokenKind::punctuation; });
        const auto found = capitals && !is_inside_name({first, last}) ? phrases_.people_by_sound_.find(sound_of_name(run)) : phrases_.people_by_sound_.end();
        if (found != phrases_.people_by_sound_.end() && found->second) {
          std::erase_if(names_, [&](const NameMatch& name) { return name.words.first < last && first < name.words.last; });
          names_.push_back({{first, last}, NameKind::person, *found->second});
          std::ranges::sort(names_, {}, [](const NameMatch& name) { return name.words.first; });
          return;
        }
      }
    }
  }

  void find_spans() {
    const std::vector<NormalWord> normals = normal_words(words_);
    for (std::size_t i = 0; i < normals.size();) {
      // "anti-rebel" is of no rebel.
      const bool negated = i > 0 && is_in(std::to_array<std::string_view>({"anti", "counter", "non"}), normals[i - 1].word);
      const auto [end, meaning] = longest_at(normals, i);
      if (meaning == nullptr || negated) {
        ++i;
        continue;
      }
      const Range range = {normals[i].token, normals[end - 1].token + 1};
      if (!is_inside_name(range)) {
        spans_.push_back({range, meaning});
      }
      i = end;
    }
  }

  [[nodiscard]] std::pair<std::size_t, const Meaning*> longest_at(const std::vector<NormalWord>& normals, std::size_t i) const {
    std::pair<std::size_t, const Meaning*> best = {i, nullptr};
    const auto longest = phrases_.longest_by_first_.find(normals[i].word);
    if (longest == phrases_.longest_by_first_.end()) {
      return best;
    }
    std::string key;
    for (std::size_t end = i; end < std::min(normals.size(), i + longest->second); ++end) {
      key += (key.empty() ? "" : " ") + normals[end].word;
      if (const auto found = phrases_.words_.find(key); found != phrases_.words_.end()) {
        best = {end + 1, &found->second};
      }
    }
    return best;
  }

  // A name of the catalogue covers the words: they mean nothing apart.
  [[nodiscard]] bool is_inside_name(Range range) const {
    return std::ranges::any_of(names_, [&](const NameMatch& name) {
      return name.kind != NameKind::title && name.words.first <= range.first && range.last <= name.words.last;
    });
  }

  // The phrase is cut where a preposition, a mark or a relative clause stands outside of names and titles.
  void cut_into_parts() {
    std::size_t first = 0;
    const auto close = [&](std::size_t end) {
      if (first < end) {
        parts_.push_back({first, end});
      }
      first = end + 1;
    };
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool inside = std::ranges::any_of(spans_, [&](const Span& span) { return span.words.first < i && i + 1 < span.words.last; }) ||
                          is_inside_name({i, i + 1});
      if (!inside && ends_part(words_[i])) {
        close(i);
      }
    }
    close(words_.size());
    while (parts_.size() > 1 && is_container(parts_.front())) parts_.erase(parts_.begin());
  }

  // "Several", "a team", "dozens": what follows behind "of" is meant.
  [[nodiscard]] bool is_container(Range part) const {
    if (lower(part.last) != "of" || has_name(part)) {
      return false;
    }
    const Span* const head = last_span(part);
    if (head == nullptr) {
      return std::ranges::all_of(words_.begin() + static_cast<std::ptrdiff_t>(part.first), words_.begin() + static_cast<std::ptrdiff_t>(part.last),
                                 [](const coding::Word& w) { return is_determiner(w.lower) || is_adverb(w.lower) || w.kind == text::TokenKind::number; });
    }
    return head->meaning->is_container && head->words.last == part.last;
  }
  [[nodiscard]] bool has_name(Range part) const {
    return std::ranges::any_of(names_, [&](const NameMatch& name) { return name.kind != NameKind::title && part.contains(name.words.first); });
  }
  [[nodiscard]] const Span* last_span(Range part) const {
    const auto found = std::ranges::find_if(spans_.rbegin(), spans_.rend(), [&](const Span& span) { return part.contains(span.words.first); });
    return found == spans_.rend() ? nullptr : &*found;
  }

  // ---- persons ---------------------------------------------------------------------------------------------------------
  [[nodiscard]] bool has_former(Range range) const {
    return std::ranges::any_of(spans_, [&](const Span& span) { return span.meaning->is_former && range.contains(span.words.first); });
  }

  bool read_person(Actor& actor) {
    const auto person = std::ranges::find(names_, NameKind::person, &NameMatch::kind);
    const bool in_apposition = person != names_.end() && !parts_.front().contains(person->words.first) &&
                               lower(parts_.front().last) == ",";
    if (person == names_.end() || (!parts_.front().contains(person->words.first) && !in_apposition)) {
      return false;
    }
    const Office* const office = catalogue_.office(catalogue_.people()[person->index].person, day_);
    if (office == nullptr) {
      return false;
    }
    actor.party = office->party;
    const Range behind = {person->words.last, parts_.front().last};
    if (const Span* const noun = head_noun(behind); noun != nullptr) {  // "Putin's spokesman".
      actor.sector = noun->meaning->sector;
      actor.role = noun->meaning->role;
      is_former_ = has_former(behind);
      return true;
    }
    actor.name = office->person;
    actor.sector = office->sector;
    actor.role = office->role;
    is_former_ = has_former({0, person->words.first}) || (office->to && *office->to < day_);
    return true;
  }

  // ---- what it is ------------------------------------------------------------------------------------------------------
  [[nodiscard]] const Span* head_noun(Range part) const {
    const auto found = std::ranges::find_if(spans_.rbegin(), spans_.rend(),
                                            [&](const Span& span) { return span.meaning->is_noun && part.contains(span.words.first); });
    return found == spans_.rend() ? nullptr : &*found;
  }
  // The last body or group in a part.
  [[nodiscard]] const NameMatch* last_entity(Range part) const {
    const auto found = std::ranges::find_if(names_.rbegin(), names_.rend(), [&](const NameMatch& name) {
      const bool party = name.kind == NameKind::party || name.kind == NameKind::adjective;
      return part.contains(name.words.first) && (name.kind == NameKind::body || (party && !is_state(party_at(name)) && party_at(name).kind != PartyKind::region));
    });
    return found == names_.rend() ? nullptr : &*found;
  }
  [[nodiscard]] const Party& party_at(const NameMatch& name) const { return catalogue_.parties()[name.index]; }
  [[nodiscard]] std::string sector_of_entity(const NameMatch& name) const {
    if (name.kind == NameKind::body) {
      return catalogue_.bodies()[name.index].sector;
    }
    const Party& party = party_at(name);
    return party.sector.empty() && party.kind == PartyKind::ngo ? "SOC" : party.sector;
  }

  struct Kind {
    std::string sector, role;
    bool is_light = false;  ///< By the head's own default only.
  };

  // What the head of a part says, from right to left over heads that say little.
  [[nodiscard]] Kind kind_of(Range part) const {
    const NameMatch* const entity = last_entity(part);
    const Span* noun = head_noun(part);
    const bool entity_last = entity != nullptr && (noun == nullptr || noun->words.first < entity->words.first);
    if (entity_last) {
      return kind_of_entity(*entity);
    }
    if (noun == nullptr) {
      return {modifier_sector(part), "", false};
    }
    const Meaning& head = *noun->meaning;
    const Range before = {part.first, noun->words.first};
    const Kind modified = before.empty() ? Kind{} : kind_before(before);
    if (head.is_light) {
      return !modified.sector.empty() ? modified : Kind{head.sector, head.role, true};
    }
    return is_irregular(modified.sector) && may_be_irregular(head.sector) ? modified : Kind{head.sector, head.role, false};
  }

  // What stands before a head says what sort of head it is: "police" officials.
  [[nodiscard]] Kind kind_before(Range before) const {
    Kind kind = kind_of(before);
    return kind.is_light ? Kind{} : kind;
  }
  [[nodiscard]] Kind kind_of_entity(const NameMatch& entity) const {
    const std::string role = entity.kind == NameKind::body ? catalogue_.bodies()[entity.index].role : "";
    return {sector_of_entity(entity), role, false};
  }

  [[nodiscard]] std::string modifier_sector(Range part) const {
    std::string sector;
    for (const Span& span : spans_) {
      if (part.contains(span.words.first) && !span.meaning->modifier_sector.empty()) {
        sector = span.meaning->modifier_sector;
      }
    }
    return sector;
  }

  void read_sector(Actor& actor) {
    const Range head = parts_.front();
    Kind kind = kind_of(head);
    // "leader of the rebels", "chairman of the company's board".
    for (std::size_t k = 1; k < parts_.size() && kind.is_light && lower(parts_[k].first - 1) != ","; ++k) {
      const Kind behind = kind_of(parts_[k]);
      if (!behind.sector.empty() && !behind.is_light) {
        kind = behind;
      }
    }
    actor.sector = kind.sector;
    actor.role = kind.role;
    is_former_ = has_former(head);
  }

  // ---- whose it is -----------------------------------------------------------------------------------------------------
  // "Russian-backed": it only describes.
  [[nodiscard]] bool only_describes(const NameMatch& name) const {
    if (lower(name.words.last) != "-") {
      return false;
    }
    const auto span = std::ranges::find_if(spans_, [&](const Span& s) { return s.words.first == name.words.last + 1; });
    return span != spans_.end() && span->meaning->is_described;
  }

  [[nodiscard]] const Party* owner_in(Range part) const {
    const Party* owner = nullptr;
    for (const NameMatch& name : names_) {
      const bool may_own = name.kind == NameKind::party || name.kind == NameKind::adjective || name.kind == NameKind::seat;
      if (may_own && part.contains(name.words.first) && is_state(party_at(name)) && !only_describes(name)) {
        owner = &party_at(name);
      }
    }
    return owner;
  }
  [[nodiscard]] std::string country_of_place(Range part) const {
    for (const NameMatch& name : names_) {
      if (name.kind == NameKind::place && part.contains(name.words.first) && !catalogue_.places()[name.index].country.empty()) {
        return catalogue_.places()[name.index].country;
      }
    }
    return "";
  }

  [[nodiscard]] std::string party_in(Range part) const {
    const Party* const owner = owner_in(part);
    const NameMatch* const entity = last_entity(part);
    if (entity != nullptr && entity->kind == NameKind::body) {
      // "Chile's Defense Department" is not the one that the name alone stands for.
      const std::string& party = catalogue_.bodies()[entity->index].party;
      const Party* const other = owner_in({part.first, entity->words.first});
      return other != nullptr ? other->code : party;
    }
    if (entity != nullptr && !only_describes(*entity)) {
      const Party& party = party_at(*entity);
      return owner != nullptr && (is_organisation(party) || is_people(party)) ? owner->code : party.code;
    }
    if (owner != nullptr) {
      return owner->code;
    }
    return country_of_place(part);
  }

  [[nodiscard]] std::string party_of_phrase() const {
    std::string weak;
    for (const Range part : parts_) {
      const std::string code = party_in(part);
      if (code.empty()) {
        continue;
      }
      if (!is_people(*catalogue_.party(code))) {
        return weak.empty() || is_state(*catalogue_.party(code)) ? code : weak;
      }
      weak = weak.empty() ? code : weak;
    }
    return weak.empty() ? region_in_head() : weak;
  }
  // "African leaders": of a region as a whole.
  [[nodiscard]] std::string region_in_head() const {
    const auto region = std::ranges::find_if(names_, [&](const NameMatch& name) {
      const bool party = name.kind == NameKind::party || name.kind == NameKind::adjective;
      return party && parts_.front().contains(name.words.first) && party_at(name).kind == PartyKind::region;
    });
    return region == names_.end() ? "" : party_at(*region).code;
  }

  // The leaders, fighters and officials of a group are the group's.
  void read_group_sector(Actor& actor) const {
    const Party* const party = catalogue_.party(actor.party);
    const bool group = party != nullptr && party->kind == PartyKind::armed_group && !party->sector.empty();
    if (group && may_be_irregular(actor.sector)) {
      actor.sector = party->sector;
    }
    // A people without a state has no armed forces of one: "Kurdish forces".
    if (party != nullptr && party->kind == PartyKind::armed_group && party->sector.empty() && actor.sector == "MIL") {
      actor.sector = "REB";
    }
  }

  const ActorPhrases& phrases_;
  const Catalogue& catalogue_;
  Date day_;
  std::string_view phrase_;
  std::string text_, capitalised_;
  Words words_;
  std::vector<NameMatch> names_;
  std::vector<Span> spans_;
  std::vector<Range> parts_;
  bool is_former_ = false;
};

Actor ActorPhrases::read(std::string_view phrase, Date day, const Party* about) const {
  return PhraseReader(*this, phrase, day).read(about);
}

}  // namespace corollary::coding
