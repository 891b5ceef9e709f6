#include "coding/readout_presupposed.h"

#include "base/strings.h"
#include "coding/readout_words.h"

namespace corollary::coding {

using namespace readout;

bool ReadoutPresupposed::is_written() const {
  const auto has = [&](std::size_t s, const auto& list) { return std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(list, word.lower); }); };
  bool written = false, spoken = false;
  for (std::size_t s = 0; s < std::min<std::size_t>(2, lead_.size()); ++s) {
    written = written || has(s, kWritten);
    spoken = spoken || has(s, kByTelephone) || has(s, kEncounters);
  }
  for (const Reading& reading : lead_.first(std::min<std::size_t>(2, lead_.size()))) {
    if (lower(reading, 0) == "in" && lower(reading, 1) == "his" && is_in(kWritten, lower(reading, 2))) {
      return true;  // "In his message the President praised the dialogue between the two sides".
    }
  }
  return written && !spoken;
}

bool ReadoutPresupposed::is_document() const {
  constexpr auto documents = std::to_array<std::string_view>({"order", "orders", "law", "decree", "decrees", "bill", "intent", "nominees", "ratification"});
  constexpr auto signing = std::to_array<std::string_view>({"signed", "announced", "announcing", "submitted", "ratifies", "envisages"});
  const Reading& reading = lead_.front();
  bool signs = false;
  bool document = false;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    signs = signs || is_in(signing, lower(reading, i));
    const bool topic = i > 0 && lower(reading, i) == "order" && lower(reading, i - 1) == "international";  // "a declaration on international order".
    document = document || (is_in(documents, lower(reading, i)) && !topic);
  }
  document = document && signs;
  const std::string_view first = lower(lead_.front(), 0);
  return document || first == "we" || first == "i";
}

std::optional<ReadoutFinding> ReadoutPresupposed::read_presupposed() const {
  if (!head_) {
    return std::nullopt;
  }
  bool spoken_of = false;
  bool pair = false;
  for (const Reading& reading : lead_.first(std::min<std::size_t>(2, lead_.size()))) pair = pair || speaks_of_pair(reading);
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
  if (initiator && initiator->sector.empty() && spoken_of) {
    others = {*initiator};
  }
  for (const auto& one : {initiator, between, pair ? only_state_abroad() : std::nullopt}) {
    if (others.empty() && one) {
      others = {*one};
    }
  }
  if (others.empty() && speaks_of_encounter(lead_.front()) && speaking_at_home(kLead).empty()) {
    const auto state = only_state_abroad();
    others = state ? std::vector<Actor>{*state} : others;
  }
  if (others.empty() && spoken_of) {
    others = attending.empty() ? speaking_at_home(kLead) : attending;
    others = others.empty() ? named_at_home() : others;
  }
  return others.empty() ? std::nullopt : std::optional(ReadoutFinding{{*head_}, others, 0, "readout: presupposed", 0.55});
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
    if (encounter_in(reading) && present && i > 0) {
      return present_abroad(reading);
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

std::vector<Actor> ReadoutPresupposed::speaking_at_home(std::size_t sentences) const {
  std::vector<Actor> speakers;
  for (const Reading& reading : lead_.first(std::min(sentences, lead_.size()))) {
    const std::size_t subject = subject_begin(reading, reading.words.size());
    auto person = person_at(reading, subject);
    if (const std::size_t office = subject + (lower(reading, subject) == "the" ? 1 : 0); !person) {
      const auto group = addressee_at(reading, office) ? addressee_at(reading, office) : addressee_at(reading, subject);  // "The Prosecutor-General said".
      const bool official = group && !group->actor.role.starts_with("head of") && is_in(kOfficeHeads, lower(reading, group->words.last - 1));
      person = official ? group : std::nullopt;
    }
    if (person && !is_abroad(person->actor) && is_in(kTells, lower(reading, person->words.last)) && !is_known(speakers, person->actor)) {
      speakers.push_back(person->actor);
    }
  }
  return speakers;
}

std::vector<Actor> ReadoutPresupposed::named_at_home() const {
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
      constexpr auto unlikely = std::to_array<std::string_view>({"UAF", "CRM", "REB", "REF"});
      bool head = false;
      for (std::size_t i = mention.words.first; i < mention.words.last; ++i) head = head || is_head(lead_[s], i) || (lower(lead_[s], i) == "head" && lower(lead_[s], i + 2) == "state");
      if (actor.name != head_->name && !head && !is_in(unlikely, actor.sector)) {
        return {Actor{actor.name, home_.code, actor.sector, actor.role}};
      }
    }
  }
  return {};
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
    (i < verb ? head_before : head_behind) |= is_head(reading, i);
    if (subject_is_head && i < verb) {
      continue;
    }
    if (const auto person = i < verb || to_group ? addressee_at(reading, i) : person_at(reading, i)) {
      std::optional<Actor>& side = i < verb ? before : behind;
      const bool object = i < verb || (i <= verb + 5 && !clause);
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

std::optional<ReadoutPerson> ReadoutPresupposed::addressee_at(const Reading& reading, std::size_t i) const {
  for (const Mention& mention : reading.mentions) {
    const bool group = mention.words.first == i && !mention.is_modifier && !mention.is_located && !mention.is_coreferent && mention.actors.size() == 1 &&
                       !mention.actors.front().sector.empty() && mention.actors.front().sector != "JRN" && !mention.is_person;
    const std::string_view last = lower(reading, mention.words.last - 1);
    const bool two = mention.words.last > 1 && is_in(std::to_array<std::string_view>({"two", "both", "three"}), lower(reading, mention.words.last - 2));
    const bool pair = is_in(kPairs, last) && (two || (i == 1 && lower(reading, 0) == "the"));  // "The two leaders agreed" that the other goes there.
    if (group && !is_head(reading, mention.words.last - 1) && !pair) {
      Actor actor = mention.actors.front();
      actor.party = actor.party.empty() ? read_phrase(phrase_of(reading, mention.words)).party : actor.party;
      actor.party = actor.party.empty() ? home_.code : actor.party;
      return ReadoutPerson{actor, mention.words};
    }
  }
  return person_at(reading, i);
}

bool ReadoutPresupposed::speaks_of_encounter(const Reading& reading) {
  if (std::ranges::any_of(reading.words, [](const Word& word) { return word.lower == "will"; })) {
    return false;
  }
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (lower(reading, i) == "would") {
      return false;  // What stands behind it is not yet.
    }
    const bool definite = i > 0 && is_in(std::to_array<std::string_view>({"the", "that", "two", "both", "their", "countries'", "'", "telephone"}), lower(reading, i - 1));
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
