#include "coding/readout_home.h"

#include "base/strings.h"
#include "coding/readout_words.h"

namespace corollary::coding {

using namespace readout;

std::optional<ReadoutPerson> ReadoutHome::addressee_at(const Reading& reading, std::size_t i) const {
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

bool ReadoutHome::names_head_of_home(const Reading& reading, Range words) const {
  for (std::size_t i = words.first; i < words.last; ++i) {
    if (is_head(reading, i) || (lower(reading, i) == "head" && lower(reading, i + 2) == "state")) {
      return true;
    }
  }
  return false;
}

std::vector<Actor> ReadoutHome::present_at_home(const Reading& reading) const {
  std::vector<Actor> present;
  for (const Mention& mention : reading.mentions) {
    const bool one = mention.actors.size() == 1 && !mention.is_modifier && !mention.is_coreferent && !mention.is_located;
    if (!one || names_head_of_home(reading, mention.words) || is_abroad(mention.actors.front())) {
      continue;
    }
    const Actor& actor = mention.actors.front();
    if (actor.name != head_->name && !actor.sector.empty()) {
      add_unnamed(present, {actor.name, home_.code, actor.sector, actor.role});
    }
  }
  return present;
}

std::vector<Actor> ReadoutHome::addressed_at_home(const Reading& reading) const {
  std::vector<Actor> addressed;
  for (std::size_t i = 1; i < reading.words.size(); ++i) {
    const bool questions = lower(reading, i) == "questions" && lower(reading, i + 1) == "from";
    const bool called = lower(reading, i) == "on" && lower(reading, i - 1) == "called";
    const std::string_view before = lower(reading, i - 1);
    const bool by_head = is_head(reading, i - 1) || before == "he" || before == "and" || before == "also" || is_adverb(before);
    if (!questions && !called && !(is_in(kAddresses, lower(reading, i)) && by_head)) {
      continue;
    }
    for (std::size_t k = i + 1; k < std::min(i + 6, reading.words.size()) && lower(reading, k) != "that" && lower(reading, k) != ","; ++k) {
      const auto person = addressee_at(reading, k);
      if (person && !is_abroad(person->actor)) {
        add_unnamed(addressed, person->actor);
        break;
      }
    }
  }
  return addressed;
}

std::vector<Actor> ReadoutHome::speaking_at_home(std::size_t sentences) const {
  std::vector<Actor> speakers;
  for (const Reading& reading : lead_.first(std::min(sentences, lead_.size()))) {
    const std::size_t subject = subject_begin(reading, reading.words.size());
    auto person = person_at(reading, subject);
    if (const std::size_t office = subject + (lower(reading, subject) == "the" ? 1 : 0); !person) {
      const auto group = addressee_at(reading, office) ? addressee_at(reading, office) : addressee_at(reading, subject);  // "The Prosecutor-General said".
      const bool official = group && !group->actor.role.starts_with("head of") && is_in(kOfficeHeads, lower(reading, group->words.last - 1));
      person = official ? group : std::nullopt;
    }
    if (person && !is_abroad(person->actor) && is_in(kTells, lower(reading, person->words.last))) {
      add_unnamed(speakers, person->actor);
    }
  }
  return speakers;
}

std::vector<Actor> ReadoutHome::taking_part_at_home() const {
  std::vector<Actor> all = speaking_at_home(kLead);
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) add_unnamed(all, addressed_at_home(reading));
  return all;
}

std::vector<Actor> ReadoutHome::persons_at_home() const {
  std::vector<Actor> persons;
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) {
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
      const auto person = is_in(kForms, lower(reading, i)) ? person_at(reading, i) : std::nullopt;
      if (person && !is_abroad(person->actor)) {
        add_unnamed(persons, person->actor);
      }
    }
  }
  return persons;
}

std::vector<Actor> ReadoutHome::named_at_home() const {
  if (std::vector<Actor> persons = persons_at_home(); !persons.empty()) {
    return persons;
  }
  for (const Reading& reading : lead_.first(std::min(kLead, lead_.size()))) {
    if (std::vector<Actor> named = named_in(reading); !named.empty()) {
      return named;
    }
  }
  return {};
}

std::vector<Actor> ReadoutHome::named_in(const Reading& reading) const {
  constexpr auto unlikely = std::to_array<std::string_view>({"UAF", "CRM", "REB", "REF"});
  std::vector<Actor> named;
  for (const Mention& mention : reading.mentions) {
    const bool one = mention.actors.size() == 1 && !mention.is_modifier && !mention.is_coreferent;
    const std::span<const Word> words = std::span(reading.words).subspan(mention.words.first, mention.words.last - mention.words.first);
    const bool pair = std::ranges::any_of(words, [](const Word& word) { return is_in(kPairs, word.lower); });
    if (!one || pair || names_head_of_home(reading, mention.words) || is_abroad(mention.actors.front())) {
      continue;
    }
    const Actor& actor = mention.actors.front();
    if (actor.name != head_->name && !actor.sector.empty() && !is_in(unlikely, actor.sector)) {
      add_unnamed(named, {actor.name, home_.code, actor.sector, actor.role});
    }
  }
  return named;
}

}  // namespace corollary::coding
