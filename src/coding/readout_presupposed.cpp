#include "coding/readout_presupposed.h"

#include <map>

#include "base/strings.h"
#include "coding/readout_words.h"

namespace corollary::coding {

using namespace readout;

std::optional<ReadoutFinding> ReadoutPresupposed::read_presupposed() const {
  if (!head_) {
    return std::nullopt;
  }
  Presupposed told = what_is_told();
  if (!told.spoken_of && !told.initiator && !presupposes_title(lead_.front())) {
    return std::nullopt;
  }
  if (told.others.empty() && !told.initiator && told.spoken_of) {
    told.others = at_home_first(told);
  }
  if (told.initiator && told.initiator->sector.empty() && told.spoken_of) {
    told.others = {*told.initiator};
  }
  if (told.others.empty()) {
    if (const auto abroad = one_abroad(told)) {
      told.others = {*abroad};
    }
  }
  if (told.others.empty()) {
    told.others = told.spoken_of ? at_home_last(told) : told_by_head();
  }
  return told.others.empty() ? std::nullopt : std::optional(ReadoutFinding{{*head_}, told.others, 0, "readout: presupposed", 0.55});
}

ReadoutPresupposed::Presupposed ReadoutPresupposed::what_is_told() const {
  Presupposed told;
  for (const Reading& reading : lead_.first(std::min<std::size_t>(2, lead_.size()))) told.pair = told.pair || speaks_of_pair(reading);
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) {
    told.spoken_of = told.spoken_of || speaks_of_encounter(reading);
    told.others = told.others.empty() ? subjects_abroad(reading) : told.others;
    const auto other = bilateral(reading);
    if (other && (!told.between || times_named(other->party) > times_named(told.between->party))) {
      told.between = other;
    }
    told.initiator = told.initiator ? told.initiator : initiator_in(reading);
  }
  for (std::size_t s = 0; s < lead_.size() && told.attending.empty(); ++s) told.attending = attending_in(lead_[s]);
  told.spoken_of = told.spoken_of || !told.attending.empty();
  return told;
}

std::vector<Actor> ReadoutPresupposed::at_home_first(const Presupposed& told) const {
  std::vector<Actor> others = told.pair ? speaking_at_home(2) : taking_part_at_home();
  const bool at_home = std::ranges::none_of(told.attending, [&](const Actor& actor) { return is_abroad(actor); });
  if (at_home && !others.empty()) {
    add_unnamed(others, told.attending);
  }
  return others;
}

std::optional<Actor> ReadoutPresupposed::one_abroad(const Presupposed& told) const {
  for (const auto& one : {told.initiator, told.spoken_of ? only_person_abroad() : std::nullopt, told.between, told.pair ? only_state_abroad() : std::nullopt}) {
    if (one) {
      return one;
    }
  }
  return speaks_of_encounter(lead_.front()) && speaking_at_home(kLead).empty() ? only_state_abroad() : std::nullopt;
}

std::vector<Actor> ReadoutPresupposed::at_home_last(const Presupposed& told) const {
  std::vector<Actor> others = told.attending;
  add_unnamed(others, taking_part_at_home());
  if (others.empty()) {
    others = named_at_home();
  }
  const auto state = others.empty() ? salient_abroad() : std::nullopt;
  return state ? std::vector<Actor>{*state} : others;
}

std::vector<Actor> ReadoutPresupposed::told_by_head() const {
  std::vector<Actor> others = taking_part_at_home();
  return others.empty() && is_head_speaking() ? named_at_home() : others;
}

bool ReadoutPresupposed::presupposes_title(const Reading& reading) const {
  const std::string_view first = lower(reading, 0);
  const bool form = is_in(kForms, first) && (names_head(reading, 1) || first.starts_with("m"));
  const bool abroad = first == "the" && (lower(reading, 1) == "president" || lower(reading, 1) == "prime" || lower(reading, 2) == "president") && !subjects_abroad(reading).empty();
  return abroad || form || first == "they" || is_head(reading, 1) || is_head(reading, 2) || (first == "the" && is_in(kEncounters, lower(reading, 1)));
}

bool ReadoutPresupposed::speaks_of_pair(const Reading& reading) {
  for (std::size_t i = 0; i < std::min<std::size_t>(20, reading.words.size()); ++i) {
    const std::string_view word = lower(reading, i);
    const bool two = word == "two" && (lower(reading, i + 1) == "countries" || lower(reading, i + 1) == "states" || lower(reading, i + 1) == "nations");
    if (two || word == "bilateral" || word == "presidents" || word == "leaders" || (word == "heads" && lower(reading, i + 2) == "state")) {
      return true;
    }
  }
  return false;
}

bool ReadoutPresupposed::is_topic_of_talks(const Reading& reading, const Mention& mention) {
  constexpr auto topics = std::to_array<std::string_view>({"problem", "issue", "conflict", "crisis", "settlement", "border", "question"});
  const std::size_t first = mention.words.first;
  const std::string_view before = first > 0 ? lower(reading, first - 1) : "";
  constexpr auto matters = std::to_array<std::string_view>({"situation", "developments", "events", "war", "operation", "crisis", "government", "conflict"});
  bool matter = false;
  for (std::size_t i = first > 4 ? first - 4 : 0; i < first; ++i) matter = matter || is_in(matters, lower(reading, i));
  const bool place = matter && (before == "in" || before == "around" || (before == "the" && lower(reading, first - 2) == "in"));
  return place || is_in(topics, lower(reading, mention.words.last));
}

std::size_t ReadoutPresupposed::times_named(std::string_view party) const {
  std::size_t times = 0;
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) {
    for (const Mention& mention : reading.mentions) {
      times += !is_topic_of_talks(reading, mention) && std::ranges::any_of(mention.actors, [&](const Actor& actor) { return actor.party == party; }) ? 1 : 0;
    }
  }
  return times;
}

std::optional<Actor> ReadoutPresupposed::salient_abroad() const {
  std::map<std::string, std::size_t> times;
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) {
    for (const Mention& mention : reading.mentions) {
      for (const Actor& actor : is_topic_of_talks(reading, mention) ? std::vector<Actor>() : mention.actors) {
        const Party* const party = readouts_.catalogue().party(actor.party);
        if (party != nullptr && party->kind == PartyKind::state && !is_home(actor)) {
          ++times[actor.party];
        }
      }
    }
  }
  std::string first;
  std::size_t most = 0, second = 0;
  for (const auto& [party, count] : times) {
    second = std::max(second, std::min(most, count));
    first = count > most ? party : first;
    most = std::max(most, count);
  }
  const bool clear = most > 2 * second;
  return clear ? std::optional(Actor{readouts_.catalogue().name_of(first), first, "", ""}) : std::nullopt;
}

std::optional<Actor> ReadoutPresupposed::only_state_abroad() const {
  for (const Reading& reading : lead_.first(std::min<std::size_t>(3, lead_.size()))) {
    std::optional<Actor> state;
    for (const Mention& mention : reading.mentions) {
      for (const Actor& actor : mention.actors) {
        const Party* const party = readouts_.catalogue().party(actor.party);
        if (party == nullptr || party->kind != PartyKind::state || is_home(actor) || is_topic_of_talks(reading, mention)) {
          continue;
        }
        if (state && state->party != actor.party) {
          return std::nullopt;
        }
        state = Actor{readouts_.catalogue().name_of(actor.party), actor.party, "", ""};
      }
    }
    if (state) {
      return state;
    }
  }
  return std::nullopt;
}

std::optional<Actor> ReadoutPresupposed::initiator_in(const Reading& reading) const {
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

std::vector<Actor> ReadoutPresupposed::attending_in(const Reading& reading) const {
  bool encounter = false;
  for (std::size_t i = 0; i + 1 < reading.words.size(); ++i) {
    encounter = encounter || is_in(kEncounters, lower(reading, i)) || lower(reading, i) == "participants";
    const bool present = (lower(reading, i) == "were" && lower(reading, i + 1) == "present") || (lower(reading, i) == "took" && lower(reading, i + 1) == "part");
    const bool attended = lower(reading, i) == "attended" && lower(reading, i + 1) == "the" && is_in(kEncounters, lower(reading, i + 2));
    const bool taking = lower(reading, i) == "taking" && lower(reading, i + 1) == "part";
    if (encounter_in(reading) && (((present || attended) && i > 0) || taking)) {
      std::vector<Actor> abroad = present_abroad(reading);
      return abroad.empty() ? present_at_home(reading) : abroad;
    }
    const bool by = lower(reading, i) == "attended" && lower(reading, i + 1) == "by";
    const bool listed = lower(reading, i) == "included" || (lower(reading, i) == "were" && reading.words[i + 1].upper);
    if (encounter && (by || listed)) {
      return people_in(reading, i + (by ? 2 : 1));
    }
  }
  return {};
}

bool ReadoutPresupposed::encounter_in(const Reading& reading) {
  return std::ranges::any_of(reading.words, [](const Word& word) { return is_in(kEncounters, word.lower); });
}

std::vector<Actor> ReadoutPresupposed::present_abroad(const Reading& reading) const {
  std::vector<Actor> present;
  for (const Mention& mention : reading.mentions) {
    for (const Actor& actor : mention.is_coreferent || mention.is_located ? std::vector<Actor>() : mention.actors) {
      const bool known = std::ranges::find(present, actor.party, &Actor::party) != present.end();
      if (is_abroad(actor) && !actor.sector.empty() && !known) {
        present.push_back(actor);
      }
    }
  }
  return present;
}

std::optional<Actor> ReadoutPresupposed::only_person_abroad() const {
  std::optional<Actor> only;
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) {
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      const auto person = is_in(kForms, lower(reading, i)) ? person_at(reading, i) : std::nullopt;
      if (!person || !is_abroad(person->actor) || person->actor.sector.empty()) {
        continue;  // Whose country is not known but guessed adds nothing.
      }
      if (only && only->party != person->actor.party) {
        return std::nullopt;
      }
      only = person->actor;
    }
  }
  return only;
}

std::optional<ReadoutFinding> ReadoutPresupposed::read_joined(std::size_t s, bool abroad) const {
  std::vector<Actor> others = joined_with_head(lead_[s]);
  constexpr auto talks = std::to_array<std::string_view>({"discussed", "met", "spoke", "talked", "reviewed", "exchanged", "considered", "agreed"});
  const bool talk = std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(talks, word.lower); });
  if (std::ranges::any_of(lead_[s].words, [](const Word& word) { return word.lower == "will"; }) && !talk) {
    return std::nullopt;
  }
  constexpr auto declares = std::to_array<std::string_view>({"announced", "adopted", "continue", "formally"});
  const bool declared = std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(declares, word.lower); });
  if (!others.empty() && is_in(kPairs, last_word(others.back().name)) && declared) {
    return std::nullopt;  // "President Biden and G7 leaders announced": a declaration of all.
  }
  const bool fits = !others.empty() && is_abroad(others.front()) == abroad && (abroad || talk);
  return fits ? std::optional(ReadoutFinding{{*head_}, std::move(others), s, "readout: presupposed", 0.65}) : std::nullopt;
}

std::optional<Actor> ReadoutPresupposed::person_told(const Reading& reading) const {
  if (!head_) {
    return std::nullopt;
  }
  constexpr std::size_t verbs_most = 3;
  std::size_t verbs = 0;
  for (std::size_t i = 0; i < reading.words.size() && verbs < verbs_most; ++i) {
    const bool report = lower(reading, i) == "made" && lower(reading, i + 2) == "report";
    constexpr auto served = std::to_array<std::string_view>({"government", "cabinet", "authorities", "ministers"});
    const bool calls = lower(reading, i) == "called" && lower(reading, i + 1) == "on" && (is_in(served, lower(reading, i + 2)) || is_in(served, lower(reading, i + 3)));
    const bool directs = lower(reading, i) == "issued" && lower(reading, i + 1) == "directives";
    if (!is_in(kTells, lower(reading, i)) && !report && !calls && !directs) {
      continue;
    }
    if (auto person = person_told_by(reading, i)) {
      return person;
    }
    ++verbs;
  }
  return std::nullopt;
}

std::optional<Actor> ReadoutPresupposed::person_told_by(const Reading& reading, std::size_t verb) const {
  const auto both = [](const Reading& r) { return encounter_in(r) || std::ranges::any_of(r.words, [](const Word& word) { return is_in(kPairs, word.lower) || word.lower == "thanked"; }); };
  const bool by_head = (verb > 0 && is_head(reading, verb - 1)) || (verb > 1 && is_head(reading, verb - 2));
  if (lower(reading, verb) == "congratulated" && by_head && std::ranges::none_of(lead_.first(std::min(kLead, lead_.size())), both)) {
    return std::nullopt;  // By telegram.
  }
  if (looks_ahead(reading, verb) || (verb > 0 && is_be(lower(reading, verb - 1)))) {
    return std::nullopt;
  }
  const bool to_group = is_in(std::to_array<std::string_view>({"thanked", "told", "congratulated", "welcomed", "addressed", "informed", "assured"}), lower(reading, verb)) ||
                        lower(reading, verb + 1) == "directives" ||
                        (lower(reading, verb) == "called" && lower(reading, verb + 1) == "on") ||
                        (lower(reading, verb) == "instructed" && (lower(reading, verb + 1) == "ministers" ||
                                                                  is_in(std::to_array<std::string_view>({"government", "cabinet", "ministers"}), lower(reading, verb + 2))));
  constexpr std::size_t near = 12;
  bool head_before = false, head_behind = false;
  std::optional<Actor> before, behind;
  // "The President said he had …, and assured the Cabinet": the subject stands far before.
  for (std::size_t i = 0; i < std::min<std::size_t>(3, verb); ++i) {
    head_before = head_before || (is_head(reading, i) && !is_possessive_mark(lower(reading, i + 1)) && lower(reading, i + 1) != "and");
  }
  const bool subject_is_head = head_before;
  bool clause = false;
  for (std::size_t i = verb > near ? verb - near : 0; i < std::min(verb + near, reading.words.size()); ++i) {
    clause = clause || (i > verb && lower(reading, i) == "that") || (i > verb + 2 && lower(reading, i) == "to");
    const bool owner = i > verb && is_possessive_mark(lower(reading, i + 1));  // "introduced a bill to repeal the President's Act".
    (i < verb ? head_before : head_behind) |= is_head(reading, i) && !owner;
    if (subject_is_head && i < verb) {
      continue;
    }
    if (const auto person = i < verb || to_group ? addressee_at(reading, i) : person_at(reading, i)) {
      std::optional<Actor>& side = i < verb ? before : behind;
      const bool owned = is_possessive_mark(lower(reading, person->words.last));
      const bool object = i < verb || (i <= verb + 5 && !clause && !owned);
      const bool subject = (is_in(kForms, lower(reading, person->words.first)) || (i > 0 && is_in(kForms, lower(reading, i - 1)))) && person->words.last == verb;  // "As leader of his party, Mr Gryzlov informed".
      side = (side && !subject) || !object ? side : std::optional(person->actor);
    }
  }
  const bool reports = is_in(std::to_array<std::string_view>({"briefed", "reported", "updated", "made"}), lower(reading, verb));
  if (before && reports && is_abroad(*before) && lower(reading, 0) == "mr") {
    before = Actor{std::string(reading.words[1].text), home_.code, "", ""};  // Who reports to the head serves at home, whoever else has the name.
  }
  const bool opens = is_in(kForms, lower(reading, 0)) || (reports && &reading == lead_.data());  // "Igor Levitin reported on …".
  if (before && (head_behind || opens) && !head_before) {
    return before;
  }
  return behind && head_before && !before ? behind : std::nullopt;
}

std::vector<Actor> ReadoutPresupposed::told_together(const Reading& reading, const Actor& told) const {
  std::vector<Actor> all = {told};
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const auto first = person_at(reading, i);
    const bool same = first && first->actor.name == told.name && is_abroad(told) && lower(reading, first->words.last) == "and";
    const auto second = same ? person_at(reading, first->words.last + 1) : std::nullopt;
    if (second && is_abroad(second->actor) && second->actor.party != told.party) {
      all.push_back(second->actor);
    }
  }
  return all;
}

bool ReadoutPresupposed::speaks_of_encounter(const Reading& reading) {
  if (std::ranges::any_of(reading.words, [](const Word& word) { return word.lower == "will"; })) {
    return false;
  }
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (lower(reading, i) == "would") {
      return false;  // What stands behind it is not yet.
    }
    const bool definite = i > 0 && is_in(std::to_array<std::string_view>({"the", "that", "two", "both", "their", "this", "present", "his", "working", "brief", "countries'", "'", "telephone"}), lower(reading, i - 1));
    const bool pair = definite && (is_in(kPairs, lower(reading, i)) || is_in(kEncounters, lower(reading, i)));
    const bool passive = lower(reading, i) == "discussed" && i > 0 && is_be(lower(reading, i - 1));
    if (passive || (lower(reading, i) == "discussion" && (i < 2 || lower(reading, i - 1) == "of"))) {
      return true;
    }
    const bool talks = i > 0 && is_in(kEncounters, lower(reading, i)) && (lower(reading, i - 1) == "at" || (lower(reading, i - 1) == "of" && i > 1 && lower(reading, i - 2) == "round"));
    if (talks || lower(reading, i) == "negotiators") {
      return true;
    }
    const bool they = lower(reading, i) == "they" && is_in(kTells, lower(reading, i + 1));
    if (pair || they || lower(reading, i) == "messrs" || lower(reading, i) == "counterpart") {
      return true;
    }
  }
  return false;
}

std::vector<Actor> ReadoutPresupposed::joined_with_head(const Reading& reading) const {
  std::vector<Actor> others = joined_from(reading, 0);
  // "After the talks, Vladimir Putin and Hu Jintao …".
  constexpr std::size_t opening = 24;
  for (std::size_t i = 1; i < std::min(opening, reading.words.size()) && others.empty(); ++i) {
    const bool head = is_head(reading, i + 1) || is_head(reading, i + 2) || is_head(reading, i + 3);
    if (lower(reading, i) == "," && head) {
      others = joined_from(reading, i + 1);
    }
  }
  return others;
}

std::vector<Actor> ReadoutPresupposed::joined_from(const Reading& reading, std::size_t first) const {
  std::vector<Actor> others;
  bool head = false, joined = false;
  for (std::size_t i = first; i < std::min<std::size_t>(first + 18, reading.words.size()); ++i) {
    if (is_in(kTells, lower(reading, i)) || lower(reading, i).ends_with("ed")) {
      break;
    }
    const bool owner = i > first + 3;  // "Adviser to the President": the head as an owner. Whoever is joined comes first.
    head = head || names_head(reading, i) || (!owner && is_head(reading, i));
    joined = joined || (lower(reading, i) == "and" && (head || !others.empty()));
    const bool behind_and = i > 1 && (lower(reading, i - 1) == "and" || (lower(reading, i - 1) == "the" && lower(reading, i - 2) == "and"));
    auto person = head && joined && behind_and ? addressee_at(reading, i) : person_at(reading, i);
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

std::vector<Actor> ReadoutPresupposed::subjects_abroad(const Reading& reading) const {
  const std::size_t first = subject_begin(reading, reading.words.size());
  for (std::size_t i = first; i < std::min(first + 3, reading.words.size()); ++i) {
    if (const auto person = person_at(reading, i); person && is_abroad(person->actor)) {
      std::vector<Actor> subjects = {person->actor};
      const std::size_t next = person->words.last + 1;  // "Mr Aliyev and Mr Kocharian acknowledged".
      const auto second = lower(reading, person->words.last) == "and" ? person_at(reading, next) : std::nullopt;
      if (second && is_abroad(second->actor) && second->actor.party != person->actor.party) {
        subjects.push_back(second->actor);
      }
      return subjects;
    }
  }
  for (const Mention& mention : reading.mentions) {
    const bool one = mention.actors.size() == 1 && !mention.is_modifier && !mention.is_coreferent && !mention.is_located;
    const bool tells = is_in(kTells, lower(reading, mention.words.last + (is_adverb(lower(reading, mention.words.last)) ? 1 : 0)));
    if (one && tells && mention.actors.front().role.starts_with("head of") && is_abroad(mention.actors.front())) {
      return {mention.actors.front()};
    }
  }
  return {};
}

}  // namespace corollary::coding
