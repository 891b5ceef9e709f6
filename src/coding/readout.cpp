#include "coding/readout.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace corollary::coding {
namespace {

using Strings = std::vector<std::string>;

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// Verbs of meeting. Those of the first kind take "with"; those of the second the guest as their object.
constexpr auto kMeets = std::to_array<std::string_view>({"met", "meets", "spoke", "speaks", "talked", "held", "holds", "had", "has", "convened", "conducted", "hosted", "continued",
                                                         "began", "chaired", "led", "completed", "conferred", "consulted", "sat", "participated", "engaged"});
constexpr auto kReceives = std::to_array<std::string_view>({"received", "receives", "hosted", "hosts", "welcomed", "convened", "visited", "phoned", "telephoned", "called"});
constexpr auto kEncounters = std::to_array<std::string_view>({"call", "calls", "conversation", "conversations", "meeting", "meetings", "talks", "session", "sessions", "discussion",
                                                              "discussions", "roundtable", "videoconference", "teleconference", "summit", "negotiations", "consultations",
                                                              "conference", "visit", "briefing", "lunch", "dinner", "breakfast", "dialogue", "conversation", "listening"});
constexpr auto kByTelephone = std::to_array<std::string_view>({"telephone", "phone", "phoned", "telephoned", "call", "calls", "phonecall"});
// Behind these a phrase of people ends: time, place, topic, or a new clause.
constexpr auto kEnds = std::to_array<std::string_view>({"to", "on", "about", "regarding", "during", "ahead", "following", "before", "after", "at", "in", "via", "who", "which", "that",
                                                        "where", "while", "when", "today", "yesterday", "as", "concerning", "they", "he", "she", "discussed", "by", "over", "until",
                                                        "has", "had", "was", "were", "is", "this", "together", "with", "under", "within", "focused", "focusing", "since", "here",
                                                        "tonight", "devoted", "attended", "both", "thanked", "reaffirmed", "took", "also", "against", "including"});
constexpr auto kSentTo = std::to_array<std::string_view>({"advisor", "adviser", "counselor", "advisors", "ambassador", "envoy", "representative", "assistant", "aide", "secretary", "chief"});
constexpr auto kTells = std::to_array<std::string_view>({"told", "informed", "briefed", "reported", "thanked", "congratulated", "instructed", "invited", "assured", "asked", "described", "explained",
                                                         "gave", "presented", "updated", "noted", "said", "spoke", "discussed", "expressed", "stressed", "emphasised", "emphasized", "accepted",
                                                         "proposed", "conveyed", "wished", "answered", "agreed", "handed", "welcomed", "confirmed", "outlined", "addressed",
                                                         "underlined", "underscored", "briefs", "submitted", "acquainted", "updated"});
constexpr auto kPairs = std::to_array<std::string_view>({"presidents", "leaders", "sides", "parties", "counterparts", "ministers", "heads", "men", "statesmen"});
// Written exchanges are no meetings.
constexpr auto kWritten = std::to_array<std::string_view>({"telegram", "telegrams", "letter", "message", "sent"});
constexpr auto kAhead = std::to_array<std::string_view>({"will", "would", "may", "plans", "scheduled", "if", "not", "planned"});
constexpr auto kForms = std::to_array<std::string_view>({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "messrs.", "messrs", "president", "chancellor", "king", "minister", "sheikh", "emir", "dr", "dr.", "lord", "prince", "sir", "patriarch", "vice-president"});

std::string phrase_of(const Reading& reading, Range range) {
  if (range.empty()) {
    return "";
  }
  const std::size_t begin = reading.words[range.first].bytes.begin;
  return reading.report->text.substr(begin, reading.words[range.last - 1].bytes.end - begin);
}

std::string last_word(std::string_view name) { return folded(name.substr(name.rfind(' ') == std::string_view::npos ? 0 : name.rfind(' ') + 1)); }

// A last name however it is transcribed: "Schröder" and "Schroeder", "Akaev" and "Akayev", "Rakhmon" and "Rahmon".
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

}  // namespace

// Reads one report.
class ReadoutReader {
 public:
  ReadoutReader(const Readouts& readouts, const Party& home, std::span<const Reading> lead)
      : readouts_(readouts), home_(home), lead_(lead), day_(lead.front().report->day), head_(head_of_state(readouts.catalogue_, home.code, day_)) {}

  // An encounter as a rule found it.
  struct Found {
    std::vector<Actor> hosts, others;
    std::size_t sentence = 0;
    std::string rule;
    double confidence = 0;
  };

  std::optional<Found> read() {
    const bool written = is_written() || is_document();
    for (std::size_t s = 0; s < std::min(kLead, lead_.size()); ++s) {
      if (auto found = written ? std::nullopt : read_joined(s, true)) {
        return found;
      }
      if (auto found = read_meeting(s)) {
        return found;
      }
      if (auto found = s < 2 ? read_noun(s) : std::nullopt) {
        return found;
      }
      if (auto found = written ? std::nullopt : read_joined(s, false)) {
        return found;
      }
      if (const auto told = written || s > 2 ? std::nullopt : person_told(lead_[s])) {
        return Found{{*head_}, {*told}, s, "readout: told", 0.65};
      }
    }
    if (auto found = read_speakers()) {
      return found;
    }
    return written ? std::nullopt : read_presupposed();
  }

  // By telephone, if the sentences around the finding say so.
  [[nodiscard]] std::string_view cameo_of(const Found& found) const {
    const auto has = [&](std::size_t s, const auto& list) { return std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(list, word.lower); }); };
    for (std::size_t s = 0; s < std::min(found.sentence + 4, lead_.size()); ++s) {
      if (has(s, kByTelephone)) {
        return "041";
      }
    }
    // Who only "spoke", and neither met nor sat together, used the telephone.
    constexpr auto speaks = std::to_array<std::string_view>({"spoke", "called"});
    constexpr auto in_person = std::to_array<std::string_view>({"met", "meeting", "margins", "sidelines", "hosted", "talks", "visit", "received"});
    return found.rule == "readout: met" && has(found.sentence, speaks) && !has(found.sentence, in_person) ? "041" : "040";
  }

  // The day in the sentence, before its topic; else the report's.
  [[nodiscard]] DateRange when(const Found& found) const {
    const Reading& reading = lead_[found.sentence];
    if (found.rule != "readout: met") {
      return {day_, day_};  // A day that is named there is that of what they spoke about.
    }
    for (const TimeMention& time : reading.times) {
      const bool is_day = time.days.first == time.days.last && time.days.last <= day_;
      if (is_day && !is_topic(reading, time.words.first)) {
        return time.days;
      }
    }
    return {day_, day_};
  }

 private:
  // What a report is about stands in so many sentences.
  static constexpr std::size_t kLead = 8;

  [[nodiscard]] static std::string_view lower(const Reading& reading, std::size_t i) {
    return i < reading.words.size() ? std::string_view(reading.words[i].lower) : "";
  }

  // Behind "to discuss", "about": a time there belongs to the topic.
  [[nodiscard]] static bool is_topic(const Reading& reading, std::size_t word) {
    for (std::size_t i = 0; i < word; ++i) {
      const bool infinitive = lower(reading, i) == "to" && lower(reading, i + 1).starts_with("discuss");
      const bool clause = lower(reading, i) == "which" || lower(reading, i) == "that" || lower(reading, i) == "will";
      if (infinitive || clause || lower(reading, i) == "about" || lower(reading, i) == "regarding" || lower(reading, i) == "following" || lower(reading, i) == "ahead") {
        return true;
      }
    }
    return false;
  }

  // ---- who somebody is -------------------------------------------------------------------------------------------------------------
  [[nodiscard]] bool is_home(const Actor& actor) const { return actor.party == home_.code || region_of_home(actor.party); }
  [[nodiscard]] bool region_of_home(std::string_view code) const {
    const Party* const party = readouts_.catalogue_.party(code);
    return party != nullptr && party->home == home_.code;
  }
  [[nodiscard]] bool is_abroad(const Actor& actor) const { return !actor.party.empty() && !is_home(actor) && !is_region(actor.party); }
  // "Central America", "international": nobody who acts.
  [[nodiscard]] bool is_region(std::string_view code) const {
    const Party* const party = readouts_.catalogue_.party(code);
    return party != nullptr && party->kind == PartyKind::region;
  }

  // An official, minister or group without a country is of the publisher's.
  [[nodiscard]] Actor read_phrase(std::string_view phrase) const {
    Actor actor = readouts_.phrases_.read(phrase, day_);
    actor.party = is_region(actor.party) && !region_of_home(actor.party) ? "" : actor.party;
    if (actor.party.empty() && (!actor.sector.empty() || !actor.role.empty())) {
      actor.party = home_.code;
    }
    return actor;
  }

  [[nodiscard]] bool names_head(const Reading& reading, std::size_t i) const {
    return head_ && i < reading.words.size() && reading.words[i].upper && reading.words[i].lower == last_word(head_->name);
  }
  // "Vladimir Putin", "the Russian President", "the President": the publisher's own head at word i.
  [[nodiscard]] bool is_head(const Reading& reading, std::size_t i) const {
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
  [[nodiscard]] bool has_head(const Reading& reading) const {
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      if (is_head(reading, i)) {
        return true;
      }
    }
    return false;
  }

  // Who is in office, by a name alone ("Mr Kuchma"): at home anybody, abroad a head before others. nullopt if several could be meant.
  [[nodiscard]] std::optional<Actor> official_by_name(const std::string& name) const {
    const auto offices = readouts_.offices_by_name_.find(name_key(name));
    std::optional<Actor> best;
    int best_rank = 0;
    bool several = false;
    for (const std::uint32_t i : offices == readouts_.offices_by_name_.end() ? std::vector<std::uint32_t>() : offices->second) {
      const Office& office = readouts_.catalogue_.people()[i];
      const bool held = office.from && *office.from <= day_ + kAround && (!office.to || day_ <= *office.to + kAround);
      const int rank = office.party == home_.code ? 3 : office.role.starts_with("head of") ? 2 : 1;
      const bool little_known = rank == 1 && office.role.find("minister") == std::string::npos;
      if (!held || little_known || rank < best_rank) {
        continue;
      }
      several = rank == best_rank && (several || best->party != office.party);
      if (rank > best_rank) {
        best = Actor{office.person, office.party, office.sector, office.role};
        best_rank = rank;
      }
    }
    return several ? std::nullopt : best;
  }
  // Whoever has just been elected or has just left is still called upon.
  static constexpr Days kAround{60};

  // The person at word i, who is not the publisher's head; with the word behind the name.
  struct Person {
    Actor actor;
    Range words;
  };
  [[nodiscard]] std::optional<Person> person_at(const Reading& reading, std::size_t i) const {
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
        actor = official ? *official : Actor{actor.name, home_.code, actor.sector, actor.role};
      }
      return Person{actor, mention.words};
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
    return Person{official ? *official : unknown(name), {i, end}};
  }

  // Two or three words in upper case that nothing is known of.
  [[nodiscard]] std::optional<Person> bare_name(const Reading& reading, std::size_t i) const {
    std::size_t end = i;
    while (end < std::min(i + 3, reading.words.size()) && reading.words[end].upper && reading.words[end].kind == text::TokenKind::word) ++end;
    const bool known = std::ranges::any_of(reading.mentions, [&](const Mention& m) { return m.words.first < end && i < m.words.last; });
    return end < i + 2 || known ? std::nullopt : std::optional(Person{unknown(phrase_of(reading, {i, end})), {i, end}});
  }

  // "Anthony Blair", of whom only the last name is known.
  [[nodiscard]] std::optional<Person> by_full_name(const Reading& reading, std::size_t i) const {
    const auto is_name = [&](std::size_t k) { return k < reading.words.size() && reading.words[k].upper && reading.words[k].kind == text::TokenKind::word && !is_in(kForms, lower(reading, k)); };
    const bool two = is_name(i) && is_name(i + 1) && !is_name(i + 2) && (i == 0 || !is_name(i - 1));
    const auto official = two ? official_by_name(std::string(reading.words[i + 1].text)) : std::nullopt;
    if (official && is_abroad(*official) && official->role.starts_with("head of")) {
      return Person{*official, {i, i + 2}};
    }
    // "Leonid Reiman also informed …": a name that a sentence of telling begins with.
    const std::size_t verb = i + 2 + (is_adverb(lower(reading, i + 2)) ? 1 : 0);
    const bool subject = two && i == subject_begin(reading, reading.words.size()) && is_in(kTells, lower(reading, verb));
    const bool person = subject && !names_head(reading, i + 1) && std::ranges::none_of(reading.mentions, [&](const Mention& m) { return m.words.first < i + 2; });
    return person ? std::optional(Person{unknown(phrase_of(reading, {i, i + 2})), {i, i + 2}}) : std::nullopt;
  }

  // Whom a press service calls by name alone it takes to be known: by the office that the text gives elsewhere, else at home.
  [[nodiscard]] Actor unknown(const std::string& name) const {
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
      if (const auto other = bilateral(reading)) {
        return {name, other->party, "", ""};
      }
    }
    return {name, home_.code, "", ""};
  }

  // ---- a verb of meeting -----------------------------------------------------------------------------------------------------------
  std::optional<Found> read_meeting(std::size_t s) const {
    const Reading& reading = lead_[s];
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      const bool meets = is_in(kMeets, lower(reading, i));
      const bool receives = is_in(kReceives, lower(reading, i));
      if ((!meets && !receives) || looks_ahead(reading, i)) {
        continue;
      }
      std::vector<Actor> hosts = hosts_before(reading, i);
      std::vector<Actor> others = others_behind(reading, i, receives);
      if (others.empty()) {
        others = joined_before(reading, i);
      }
      if (others.empty() && hosts.size() > 1 && (encounter_object(reading, i) || lower(reading, i) == "met" || lower(reading, i) == "spoke")) {
        others.assign(hosts.begin() + 1, hosts.end());
        hosts.resize(1);
      }
      const bool person = std::ranges::any_of(hosts, [&](const Actor& host) { return (head_ && host.name == head_->name) || is_named_person(reading, i, host); });
      if (!person && s == 0 && !others.empty()) {
        hosts.clear();
      }
      // An account begins with its own side; later sentences must name the head.
      if (hosts.empty() && s == 0 && i > 0 && !others.empty() && !is_subject_pronoun(lower(reading, i - 1)) && std::ranges::none_of(reading.mentions, [&](const Mention& m) {
            return m.words.last <= i && std::ranges::any_of(m.actors, [&](const Actor& a) { return is_abroad(a); });
          })) {
        const Range subject = {subject_begin(reading, i), i};
        const bool pair = std::any_of(reading.words.begin() + static_cast<std::ptrdiff_t>(subject.first), reading.words.begin() + static_cast<std::ptrdiff_t>(i),
                                      [](const Word& word) { return is_in(kPairs, word.lower); });
        if (!pair) {
          hosts = {read_phrase(phrase_of(reading, subject))};
          hosts.front().party = home_.code;
        }
      }
      std::erase_if(others, [&](const Actor& other) { return is_known(hosts, other); });
      if (!hosts.empty() && !others.empty()) {
        return Found{std::move(hosts), std::move(others), s, "readout: met", 0.85};
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] static bool is_named_person(const Reading& reading, std::size_t verb, const Actor& actor) {
    return std::ranges::any_of(reading.mentions, [&](const Mention& m) { return m.words.last <= verb && m.is_person && m.actors.size() == 1 && m.actors.front().name == actor.name; });
  }

  // "At a meeting with …, the President said".
  std::optional<Found> read_noun(std::size_t s) const {
    const Reading& reading = lead_[s];
    constexpr auto opening = std::to_array<std::string_view>({"at", "during", "in", "after", "following", "opening", "addressing"});
    for (std::size_t i = 1; i + 2 < std::min<std::size_t>(12, reading.words.size()) && head_; ++i) {
      const bool opened = is_in(opening, lower(reading, 0)) ? has_head(reading) : s == 0 && lower(reading, i - 1) == "the";
      if (is_in(kEncounters, lower(reading, i)) && lower(reading, i + 1) == "with" && opened) {
        std::vector<Actor> others = people_in(reading, i + 2);
        std::erase_if(others, [&](const Actor& other) { return is_known({*head_}, other); });
        return others.empty() ? std::nullopt : std::optional(Found{{*head_}, std::move(others), s, "readout: met", 0.75});
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] static bool looks_ahead(const Reading& reading, std::size_t verb) {
    for (std::size_t i = verb > 4 ? verb - 4 : 0; i < verb; ++i) {
      if (is_in(kAhead, lower(reading, i))) {
        return true;
      }
    }
    return false;
  }

  // Where the subject begins: behind "Today," or "During the conversation,".
  [[nodiscard]] static std::size_t subject_begin(const Reading& reading, std::size_t verb) {
    constexpr std::size_t opening = 6;
    for (std::size_t i = 0; i < std::min(opening, verb); ++i) {
      const bool time = std::ranges::any_of(reading.times, [&](const TimeMention& t) { return t.words.first <= i; });
      if (lower(reading, i) == "," && (time || is_preposition(lower(reading, 0)) || lower(reading, 0) == "this")) {
        return i + 1;
      }
    }
    return 0;
  }

  // Those of the publisher's side in the subject.
  [[nodiscard]] std::vector<Actor> hosts_before(const Reading& reading, std::size_t verb) const {
    std::vector<Actor> hosts;
    if (head_) {
      for (std::size_t i = 0; i < verb; ++i) {
        const std::string_view before = i > 1 && lower(reading, i - 1) == "the" ? lower(reading, i - 2) : "";
        const bool owner = before == "to" || before == "of" || is_possessive_mark(lower(reading, i + 1));  // "Senior Advisor to the President".
        if (is_head(reading, i) && !owner) {
          hosts = {*head_};
        }
      }
    }
    for (const Mention& mention : reading.mentions) {
      const bool owner = mention.words.first > 1 && lower(reading, mention.words.first - 1) == "the" &&
                         (lower(reading, mention.words.first - 2) == "to" || lower(reading, mention.words.first - 2) == "of");
      const bool before = mention.words.last <= verb && !owner && !mention.is_modifier && !mention.is_coreferent && !mention.is_located && !is_in(kPairs, lower(reading, mention.words.last - 1));
      for (const Actor& actor : before ? mention.actors : std::vector<Actor>()) {
        const auto official = actor.party.empty() && mention.is_person ? official_by_name(actor.name) : std::nullopt;
        const bool own = is_home(actor) || (actor.party.empty() && !actor.sector.empty() && !(official && is_abroad(*official)));
        if (own && !is_known(hosts, actor)) {
          hosts.push_back({actor.name, home_.code, actor.sector, actor.role});
        }
      }
    }
    return hosts;
  }

  // "Vladimir Putin and Nicos Anastasiades met".
  [[nodiscard]] std::vector<Actor> joined_before(const Reading& reading, std::size_t verb) const {
    std::vector<Actor> others;
    bool joined = false;
    for (std::size_t i = 0; i < verb; ++i) {
      joined = joined || lower(reading, i) == "and";
      if (is_in(kTells, lower(reading, i)) || lower(reading, i) == "that") {
        break;
      }
      if (const auto person = person_at(reading, i); person && person->words.last <= verb && is_abroad(person->actor)) {
        others.push_back(person->actor);
      }
    }
    return joined ? others : std::vector<Actor>();
  }

  // "met today with …", "held a call with …", "received …".
  [[nodiscard]] std::vector<Actor> others_behind(const Reading& reading, std::size_t verb, bool receives) const {
    const bool plain = is_in(std::to_array<std::string_view>({"met", "meets", "spoke", "speaks", "talked", "conferred", "consulted", "sat", "engaged"}), lower(reading, verb));
    bool encounter = plain;
    constexpr auto breaks = std::to_array<std::string_view>({"that", "which", "been", "discuss", "about"});
    for (std::size_t i = verb + 1; i < reading.words.size(); ++i) {
      if (is_in(breaks, lower(reading, i)) || (!plain && lower(reading, i) == ",")) {
        break;
      }
      encounter = encounter || is_in(kEncounters, lower(reading, i));
      const bool with = lower(reading, i) == "with" || (lower(reading, i) == "of" && is_in(kEncounters, lower(reading, i - 1))) ||
                        (plain && lower(reading, verb).starts_with("sp") && lower(reading, i) == "to");
      if (with && encounter && i <= verb + kReach) {
        return people_in(reading, i + 1);
      }
    }
    if (receives || (plain && lower(reading, verb + 1) == "the")) {
      const bool gathers = lower(reading, verb) == "convened" || lower(reading, verb).starts_with("host");
      return encounter_object(reading, verb) || !(gathers || begins_with_name(reading, verb + 1)) ? std::vector<Actor>() : people_in(reading, verb + 1);
    }
    return {};
  }
  // How far "with" may stand behind its verb: "had a warm and lengthy telephone conversation today with".
  static constexpr std::size_t kReach = 16;

  // Whom somebody receives or calls has a name, a title or a number: "received significant funds" is about no guest.
  [[nodiscard]] bool begins_with_name(const Reading& reading, std::size_t i) const {
    i += is_determiner(lower(reading, i)) ? 1 : 0;
    const bool titled = std::ranges::any_of(reading.mentions, [&](const Mention& m) {
      return m.words.first == i && !m.is_modifier && std::ranges::any_of(m.actors, [](const Actor& a) { return !a.sector.empty(); });
    });
    return titled || (i < reading.words.size() && (reading.words[i].upper || lower(reading, i) == "over" || lower(reading, i) == "more" ||
                                                   reading.words[i].kind == text::TokenKind::number));
  }

  [[nodiscard]] static bool encounter_object(const Reading& reading, std::size_t verb) {
    for (std::size_t i = verb + 1; i < std::min(verb + 5, reading.words.size()); ++i) {
      if (is_in(kEncounters, lower(reading, i))) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool ends_phrase(const Reading& reading, std::size_t i) const {
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

  // Behind "over 40", "more than 100".
  [[nodiscard]] static std::size_t behind_number(const Reading& reading, std::size_t first) {
    for (std::size_t i = first; i < std::min(first + 3, reading.words.size()); ++i) {
      if (reading.words[i].kind == text::TokenKind::number) {
        return i + 1;
      }
    }
    return first;
  }

  // The people of a list that begins at a word. With somebody from abroad in it only those from abroad, one each party: the
  // others in the list rename them ("Akiba Takeo, Secretary General of Japan's …") or go along.
  [[nodiscard]] std::vector<Actor> people_in(const Reading& reading, std::size_t first) const {
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

  // "practical issues" are nobody.
  [[nodiscard]] static bool is_somebody(const Reading& reading, Range words, const Actor& actor) {
    const bool named = std::ranges::any_of(reading.words.begin() + static_cast<std::ptrdiff_t>(words.first),
                                           reading.words.begin() + static_cast<std::ptrdiff_t>(words.last), [](const Word& word) { return word.upper; });
    return named || !actor.sector.empty() || !actor.role.empty();
  }

  void add_phrase(const Reading& reading, Range words, std::vector<Actor>& abroad, std::vector<Actor>& home) const {
    if (words.empty()) {
      return;
    }
    Actor actor = read_phrase(phrase_of(reading, words));
    if (!is_abroad(actor)) {
      if (const auto party = party_named_in(reading, words)) {
        actor.party = *party;
      } else if (const auto official = official_by_name(actor.name); official && (actor.role.empty() || actor.role == official->role)) {
        actor = *official;
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

  // Whom a mention within the words belongs to, where the phrase itself was not understood.
  [[nodiscard]] std::optional<std::string> party_named_in(const Reading& reading, Range words) const {
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

  // ---- a transcript ----------------------------------------------------------------------------------------------------------------
  // "VLADIMIR PUTIN:", "Agriculture Minister Alexander Tkachev:".
  [[nodiscard]] static std::optional<Range> label_of(const Reading& reading) {
    constexpr std::size_t longest = 24;
    for (std::size_t i = 1; i < std::min(longest, reading.words.size()); ++i) {
      if (lower(reading, i) == ":") {
        return reading.words[0].upper ? std::optional(Range{0, i}) : std::nullopt;
      }
      // A label is a name with an office: no verb, no clause.
      const bool inside = reading.words[i].upper || is_in(std::to_array<std::string_view>({"of", "the", "and", "for", "on", "in", ",", "-", "(", ")", "’s", "'s"}), lower(reading, i));
      if (!inside) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  std::optional<Found> read_speakers() const {
    Found found{{}, {}, 0, "readout: speakers", 0.7};
    for (const Reading& reading : lead_) {
      const auto label = label_of(reading);
      if (!label || lower(reading, 0) == "question") {
        continue;
      }
      bool head = false;
      for (std::size_t i = label->first; i < label->last; ++i) head = head || names_head(reading, i);
      if (head) {
        found.hosts = {*head_};
        continue;
      }
      Actor actor = read_phrase(phrase_of(reading, *label));
      actor.party = actor.party.empty() ? home_.code : actor.party;
      const bool known = std::ranges::find(found.others, actor.name, &Actor::name) != found.others.end() || actor.role.find("spokes") != std::string::npos;
      if (!known && (is_abroad(actor) || !actor.sector.empty() || label->last > 1)) {
        found.others.push_back(actor);
      }
    }
    return found.hosts.empty() || found.others.empty() ? std::nullopt : std::optional(found);
  }

  // ---- an encounter that the text presupposes -----------------------------------------------------------------------------------------
  [[nodiscard]] bool is_written() const {
    const auto has = [&](std::size_t s, const auto& list) { return std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(list, word.lower); }); };
    bool written = false, spoken = false;
    for (std::size_t s = 0; s < std::min<std::size_t>(2, lead_.size()); ++s) {
      written = written || has(s, kWritten);
      spoken = spoken || has(s, kByTelephone) || has(s, kEncounters);
    }
    return written && !spoken;
  }

  // A decree, a statement in the first person: the publisher acts by it, and meets nobody.
  [[nodiscard]] bool is_document() const {
    constexpr auto documents = std::to_array<std::string_view>({"order", "orders", "law", "decree", "decrees", "bill", "intent", "nominees"});
    bool signs = false, document = false;
    for (const Word& word : lead_.front().words) {
      signs = signs || word.lower == "signed" || word.lower == "announced" || word.lower == "announcing" || word.lower == "ratifies" || word.lower == "envisages";
      document = document || is_in(documents, word.lower);
    }
    const std::string_view first = lower(lead_.front(), 0);
    return (signs && document) || first == "we" || first == "i";
  }

  std::optional<Found> read_presupposed() const {
    if (!head_) {
      return std::nullopt;
    }
    bool spoken_of = false;
    const bool pair = speaks_of_pair(lead_.front());
    std::vector<Actor> others, attending;
    std::optional<Actor> between, initiator;
    for (std::size_t s = 0; s < std::min(kLead, lead_.size()); ++s) {
      const Reading& reading = lead_[s];
      spoken_of = spoken_of || (s < 4 && speaks_of_encounter(reading));
      if (others.empty()) {
        others = subjects_abroad(reading);
      }
      if (attending.empty()) {
        attending = attending_in(reading);
      }
      between = between ? between : bilateral(reading);
      initiator = initiator ? initiator : initiator_in(reading);
    }
    if (!spoken_of && !initiator && !presupposes_title(lead_.front())) {
      return std::nullopt;
    }
    if (others.empty() && !initiator && spoken_of) {
      others = speaking_at_home(2);
    }
    for (const auto& one : {initiator, between, pair ? only_state_abroad() : std::nullopt}) {
      if (others.empty() && one) {
        others = {*one};
      }
    }
    if (others.empty() && spoken_of) {
      others = attending.empty() ? speaking_at_home(kLead) : attending;
      others = others.empty() ? named_at_home() : others;
    }
    return others.empty() ? std::nullopt : std::optional(Found{{*head_}, others, 0, "readout: presupposed", 0.55});
  }

  // A text that begins with "Mr Putin", "They" or "The two leaders" goes on from a heading that named somebody.
  [[nodiscard]] bool presupposes_title(const Reading& reading) const {
    const std::string_view first = lower(reading, 0);
    const bool form = is_in(kForms, first) && (names_head(reading, 1) || first.starts_with("m"));
    return form || first == "they" || is_head(reading, 1) || is_head(reading, 2) || (first == "the" && is_in(kEncounters, lower(reading, 1)));
  }

  // "The two leaders discussed …": heads of two states.
  [[nodiscard]] static bool speaks_of_pair(const Reading& reading) {
    for (std::size_t i = 0; i < std::min<std::size_t>(20, reading.words.size()); ++i) {
      const std::string_view word = lower(reading, i);
      const bool two = word == "two" && (lower(reading, i + 1) == "countries" || lower(reading, i + 1) == "states" || lower(reading, i + 1) == "nations");
      if (two || word == "bilateral" || word == "presidents" || word == "leaders" || (word == "heads" && lower(reading, i + 2) == "state")) {
        return true;
      }
    }
    return false;
  }

  // The one state abroad that the first sentence which names any names; nullopt if it names several.
  [[nodiscard]] std::optional<Actor> only_state_abroad() const {
    for (const Reading& reading : lead_.first(std::min<std::size_t>(3, lead_.size()))) {
      std::optional<Actor> state;
      for (const Mention& mention : reading.mentions) {
        for (const Actor& actor : mention.actors) {
          const Party* const party = readouts_.catalogue_.party(actor.party);
          if (party == nullptr || party->kind != PartyKind::state || is_home(actor)) {
            continue;
          }
          if (state && state->party != actor.party) {
            return std::nullopt;
          }
          state = Actor{readouts_.catalogue_.name_of(actor.party), actor.party, "", ""};
        }
      }
      if (state) {
        return state;
      }
    }
    return std::nullopt;
  }

  // "The conversation took place at Kazakhstan's initiative".
  [[nodiscard]] std::optional<Actor> initiator_in(const Reading& reading) const {
    for (const Mention& mention : reading.mentions) {
      const bool possessive = is_possessive_mark(lower(reading, mention.words.last));
      const std::string_view behind = lower(reading, mention.words.last + (possessive ? 1 : 0));
      const bool initiative = behind == "initiative" || behind == "request";
      if (initiative && mention.actors.size() == 1 && is_abroad(mention.actors.front())) {
        return mention.actors.front();
      }
    }
    return std::nullopt;
  }

  // "The meeting was attended by …", "Participants in the meeting included …", "taking part in the talks were …".
  [[nodiscard]] std::vector<Actor> attending_in(const Reading& reading) const {
    bool encounter = false;
    for (std::size_t i = 0; i + 1 < reading.words.size(); ++i) {
      encounter = encounter || is_in(kEncounters, lower(reading, i)) || lower(reading, i) == "participants";
      const bool by = lower(reading, i) == "attended" && lower(reading, i + 1) == "by";
      const bool listed = lower(reading, i) == "included" || (lower(reading, i) == "were" && reading.words[i + 1].upper);
      if (encounter && (by || listed)) {
        return people_in(reading, i + (by ? 2 : 1));
      }
    }
    return {};
  }

  // Officials at home whom the account lets speak: "Deputy Prime Minister Alexander Zhukov reported on …".
  [[nodiscard]] std::vector<Actor> speaking_at_home(std::size_t sentences) const {
    std::vector<Actor> speakers;
    for (const Reading& reading : lead_.first(std::min(sentences, lead_.size()))) {
      const auto person = person_at(reading, subject_begin(reading, reading.words.size()));
      if (person && !is_abroad(person->actor) && is_in(kTells, lower(reading, person->words.last)) && !is_known(speakers, person->actor)) {
        speakers.push_back(person->actor);
      }
    }
    return speakers;
  }

  // The first officials or groups at home that the text names beside the head.
  [[nodiscard]] std::vector<Actor> named_at_home() const {
    for (std::size_t s = 0; s < std::min<std::size_t>(4, lead_.size()); ++s) {
      for (const Mention& mention : lead_[s].mentions) {
        const bool usable = !mention.is_modifier && !mention.is_coreferent && mention.actors.size() == 1;
        const bool pair = std::ranges::any_of(lead_[s].words.begin() + static_cast<std::ptrdiff_t>(mention.words.first),
                                              lead_[s].words.begin() + static_cast<std::ptrdiff_t>(mention.words.last),
                                              [](const Word& word) { return is_in(kPairs, word.lower); });
        if (!usable || pair || mention.actors.front().sector.empty() || is_abroad(mention.actors.front())) {
          continue;
        }
        const Actor& actor = mention.actors.front();
        if (actor.name != head_->name && !is_head(lead_[s], mention.words.last - 1)) {
          return {Actor{actor.name, home_.code, actor.sector, actor.role}};
        }
      }
    }
    return {};
  }

  // "Mr Putin and Mr Kuchma discussed …": they have met, or spoken.
  std::optional<Found> read_joined(std::size_t s, bool abroad) const {
    std::vector<Actor> others = joined_with_head(lead_[s]);
    constexpr auto talks = std::to_array<std::string_view>({"discussed", "met", "spoke", "talked", "reviewed", "exchanged", "considered", "agreed"});
    const bool talk = std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(talks, word.lower); });
    const bool fits = !others.empty() && is_abroad(others.front()) == abroad && (abroad || talk);
    return fits ? std::optional(Found{{*head_}, std::move(others), s, "readout: presupposed", 0.65}) : std::nullopt;
  }

  // "Mr Ivanov reported to the President", "Mr Putin told Mr Blair".
  [[nodiscard]] std::optional<Actor> person_told(const Reading& reading) const {
    if (!head_) {
      return std::nullopt;
    }
    std::optional<std::size_t> verb;
    for (std::size_t i = 0; i < reading.words.size() && !verb; ++i) {
      if (is_in(kTells, lower(reading, i))) {
        verb = i;
      }
    }
    if (!verb || looks_ahead(reading, *verb) || (*verb > 0 && is_be(lower(reading, *verb - 1)))) {
      return std::nullopt;
    }
    const bool to_group = is_in(std::to_array<std::string_view>({"thanked", "told", "congratulated", "welcomed", "addressed", "informed"}), lower(reading, *verb)) ||
                          (lower(reading, *verb) == "instructed" && is_in(std::to_array<std::string_view>({"government", "cabinet", "ministers"}), lower(reading, *verb + 2)));
    constexpr std::size_t near = 12;
    bool head_before = false, head_behind = false;
    std::optional<Actor> before, behind;
    for (std::size_t i = *verb > near ? *verb - near : 0; i < std::min(*verb + near, reading.words.size()); ++i) {
      (i < *verb ? head_before : head_behind) |= is_head(reading, i);
      if (const auto person = i < *verb || to_group ? addressee_at(reading, i) : person_at(reading, i)) {
        std::optional<Actor>& side = i < *verb ? before : behind;
        const bool object = i < *verb || (i <= *verb + 3 && lower(reading, *verb + 1) != "that");
        side = side || !object ? side : std::optional(person->actor);
      }
    }
    const bool reports = is_in(std::to_array<std::string_view>({"briefed", "reported", "updated"}), lower(reading, *verb));
    if (before && reports && is_abroad(*before) && lower(reading, 0) == "mr") {
      before = Actor{std::string(reading.words[1].text), home_.code, "", ""};  // Who reports to the head serves at home, whoever else has the name.
    }
    const bool opens = is_in(kForms, lower(reading, 0)) || (reports && &reading == lead_.data());  // "Igor Levitin reported on …".
    if (before && (head_behind || opens) && !head_before) {
      return before;
    }
    return behind && head_before && !before ? behind : std::nullopt;
  }

  // A person, or a group: "thanked the Kyrgyz lawmakers".
  [[nodiscard]] std::optional<Person> addressee_at(const Reading& reading, std::size_t i) const {
    for (const Mention& mention : reading.mentions) {
      const bool group = mention.words.first == i && !mention.is_modifier && !mention.is_located && !mention.is_coreferent && mention.actors.size() == 1 &&
                         !mention.actors.front().sector.empty() && mention.actors.front().sector != "JRN" && !mention.is_person;
      if (group && !is_head(reading, mention.words.last - 1)) {
        Actor actor = mention.actors.front();
        actor.party = actor.party.empty() ? home_.code : actor.party;
        return Person{actor, mention.words};
      }
    }
    return person_at(reading, i);
  }

  // "the two leaders", "during the conversation", "they discussed".
  [[nodiscard]] static bool speaks_of_encounter(const Reading& reading) {
    if (std::ranges::any_of(reading.words, [](const Word& word) { return word.lower == "will" || word.lower == "would"; })) {
      return false;
    }
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      const bool definite = i > 0 && is_in(std::to_array<std::string_view>({"the", "two", "both", "their", "countries'", "'", "telephone"}), lower(reading, i - 1));
      const bool pair = definite && (is_in(kPairs, lower(reading, i)) || is_in(kEncounters, lower(reading, i)));
      const bool passive = lower(reading, i) == "discussed" && i > 0 && is_be(lower(reading, i - 1));
      if (passive || (lower(reading, i) == "discussion" && (i < 2 || lower(reading, i - 1) == "of"))) {
        return true;
      }
      const bool they = lower(reading, i) == "they" && is_in(kTells, lower(reading, i + 1));
      if (pair || they || lower(reading, i) == "messrs" || lower(reading, i) == "counterpart") {
        return true;
      }
    }
    return false;
  }

  // "Mr Putin and Mr Kuchma …": a name of the head with "and" beside another person's.
  [[nodiscard]] std::vector<Actor> joined_with_head(const Reading& reading) const {
    std::vector<Actor> others;
    bool head = false, joined = false;
    for (std::size_t i = 0; i < std::min<std::size_t>(18, reading.words.size()); ++i) {
      if (is_in(kTells, lower(reading, i)) || lower(reading, i).ends_with("ed")) {
        break;
      }
      head = head || names_head(reading, i);
      joined = joined || (lower(reading, i) == "and" && (head || !others.empty()));
      auto person = person_at(reading, i);
      if (!person && head && joined && lower(reading, i - 1) == "and") {
        person = bare_name(reading, i);
      }
      if (person && !person->actor.name.empty()) {
        others.push_back(person->actor);
        i = person->words.last - 1;
      }
    }
    return head && joined ? others : std::vector<Actor>();
  }

  // Persons from abroad who are what a sentence begins with.
  [[nodiscard]] std::vector<Actor> subjects_abroad(const Reading& reading) const {
    const std::size_t first = subject_begin(reading, reading.words.size());
    for (std::size_t i = first; i < std::min(first + 3, reading.words.size()); ++i) {
      if (const auto person = person_at(reading, i); person && is_abroad(person->actor)) {
        return {person->actor};
      }
    }
    return {};
  }

  // "Russian-Israeli relations", "cooperation between Russia and the OIC", "Russia's relations with the Fund": the other of two.
  [[nodiscard]] std::optional<Actor> bilateral(const Reading& reading) const {
    for (std::size_t m = 0; m < reading.mentions.size(); ++m) {
      const std::vector<Actor>& actors = reading.mentions[m].actors;
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

  [[nodiscard]] bool is_party(const Mention& mention, bool home) const {
    const bool one = mention.actors.size() == 1 && mention.actors.front().sector.empty();
    return one && (home ? is_home(mention.actors.front()) : is_abroad(mention.actors.front()));
  }
  // The words between two parties say no more than that they are two.
  [[nodiscard]] static bool joins(const Reading& reading, std::size_t first, std::size_t last) {
    constexpr auto joints = std::to_array<std::string_view>({"and", "the", "-", "–", "with", "relations", "cooperation", "'s", "’s"});
    bool all = first < last;
    for (std::size_t i = first; i < last; ++i) all = all && (is_in(joints, lower(reading, i)) || is_possessive_mark(lower(reading, i)));
    return all;
  }

  const Readouts& readouts_;
  const Party& home_;
  std::span<const Reading> lead_;
  Date day_;
  std::optional<Actor> head_;
};

Result<Readouts> Readouts::make(const Catalogue& catalogue) {
  TRY_ASSIGN(ActorPhrases phrases, ActorPhrases::make(catalogue));
  return Readouts(catalogue, std::move(phrases));
}

Readouts::Readouts(const Catalogue& catalogue, ActorPhrases phrases) : catalogue_(catalogue), phrases_(std::move(phrases)), publishers_(catalogue) {
  for (std::uint32_t i = 0; i < catalogue.people().size(); ++i) {
    const Office& office = catalogue.people()[i];
    offices_by_name_[name_key(office.person)].push_back(i);
    for (const std::string& alias : office.aliases) {
      if (name_key(alias) != name_key(office.person)) {
        offices_by_name_[name_key(alias)].push_back(i);
      }
    }
    // "Mr Jiang" is Jiang Zemin; a first name of a western sort stands behind no "Mr", and is told by who is in office.
    const std::string first = name_key(std::string_view(office.person).substr(0, office.person.find(' ')));
    if (office.role.starts_with("head of") && first != name_key(office.person)) {
      offices_by_name_[first].push_back(i);
    }
  }
}

std::optional<Event> Readouts::read(const Party& home, std::span<const Reading> lead, const CameoTable& cameo) const {
  if (lead.empty()) {
    return std::nullopt;
  }
  ReadoutReader reader(*this, home, lead);
  const auto found = reader.read();
  const CameoCode* const code = found ? cameo.by_code(reader.cameo_of(*found)) : nullptr;
  if (code == nullptr) {
    return std::nullopt;
  }
  const Reading& sentence = lead[found->sentence];
  Event event;
  event.when = reader.when(*found);
  event.actors = found->hosts;
  event.actors.insert(event.actors.end(), found->others.begin(), found->others.end());
  event.type = code->type;
  event.mode = code->mode;
  event.cameo = code->code;
  event.intensity = code->intensity;
  event.place = event.mode == "phone" ? "" : sentence.report->place;
  event.text = std::string(sentence.bytes.of(sentence.report->text));
  event.evidence = SpanCitation{sentence.report->id, sentence.bytes};
  event.why = found->rule;
  event.confidence = Probability::clamped(found->confidence);
  return event;
}

}  // namespace corollary::coding
