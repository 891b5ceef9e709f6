#include "coding/discourse.h"

#include <algorithm>

#include "base/strings.h"

namespace corollary::coding {
namespace {

// Nobody remembers more while reading; it also keeps the cost of a look bounded.
constexpr std::size_t kRemembered = 24;

void move_to_end(std::vector<Actor>& list, const Actor& actor, auto same) {
  std::erase_if(list, [&](const Actor& other) { return same(other, actor); });
  list.push_back(actor);
  if (list.size() > kRemembered) {
    list.erase(list.begin());
  }
}

bool same_name(const Actor& a, const Actor& b) { return a.name == b.name; }
bool same_party(const Actor& a, const Actor& b) { return a.party == b.party; }

std::size_t distinct_parties(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  for (const Actor& actor : actors) {
    if (!actor.party.empty() && std::ranges::find(codes, actor.party) == codes.end()) {
      codes.push_back(actor.party);
    }
  }
  return codes.size();
}

}  // namespace

void Discourse::name_person(const Actor& actor, std::string_view full_name, bool as_subject) {
  if (const std::size_t space = full_name.rfind(' '); space != std::string_view::npos) {
    by_last_name_[folded(full_name.substr(space + 1))] = actor;
  }
  move_to_end(persons_, actor, same_name);
  if (as_subject || !subject_person_) {
    subject_person_ = actor;
  }
  if (as_subject) {
    move_to_end(subjects_, actor, same_name);
  }
  last_in_sentence_ = actor;
  if (as_subject && !actor.party.empty()) {
    move_to_end(acting_, {catalogue_.name_of(actor.party), actor.party, "", ""}, same_party);
  }
  if (!actor.party.empty()) {
    name_party({catalogue_.name_of(actor.party), actor.party, "", ""});
  }
}

void Discourse::name_party(const Actor& actor) { move_to_end(parties_, actor, same_party); }

void Discourse::act(const std::vector<Actor>& actors) {
  for (const Actor& actor : actors) {
    if (!actor.party.empty()) {
      move_to_end(acting_, {catalogue_.name_of(actor.party), actor.party, "", ""}, same_party);
    }
  }
  if (distinct_parties(actors) > 1) {
    together_ = actors;
  }
}

void Discourse::end_sentence(const std::optional<Actor>& subject, const std::vector<Actor>& several) {
  constexpr int remembered_sentences = 2;
  sentences_since_several_ = several.empty() ? sentences_since_several_ + 1 : 0;
  if (!several.empty() || sentences_since_several_ >= remembered_sentences) {
    several_ = several;
  }
  if (subject) {
    move_to_end(subjects_, *subject, same_name);
  }
  if (subject || last_in_sentence_) {
    subject_person_ = subject ? subject : last_in_sentence_;
  }
  last_in_sentence_.reset();
}

std::vector<Actor> Discourse::last_group(std::string_view title) const {
  const auto found = groups_.find(std::string(title));
  return found == groups_.end() ? std::vector<Actor>() : found->second;
}

std::string Discourse::last_of(const std::vector<std::string>& codes) const {
  for (auto party = parties_.rbegin(); party != parties_.rend(); ++party) {
    if (std::ranges::find(codes, party->party) != codes.end()) {
      return party->party;
    }
  }
  return "";
}

const Actor* Discourse::person_by_last_name(std::string_view last_name) const {
  const auto found = by_last_name_.find(folded(last_name));
  return found == by_last_name_.end() ? nullptr : &found->second;
}

std::optional<Actor> Discourse::last_person() const { return subject_person_; }

std::optional<Actor> Discourse::last_with_role(std::string_view role) const {
  const auto last_in = [&](const std::vector<Actor>& list) -> std::optional<Actor> {
    for (auto person = list.rbegin(); person != list.rend(); ++person) {
      if (!role.empty() && person->role.find(role) != std::string::npos) {
        return *person;
      }
    }
    return std::nullopt;
  };
  const std::optional<Actor> subject = last_in(subjects_);
  return subject ? subject : last_in(persons_);
}

std::vector<Actor> Discourse::last_parties() const {
  // Those who acted together, unless somebody else has acted since.
  const bool still = acting_.empty() || std::ranges::find(together_, acting_.back().party, &Actor::party) != together_.end();
  if (!together_.empty() && still) {
    return together_;
  }
  const std::size_t count = acting_.size();
  return count < 2 ? std::vector<Actor>() : std::vector<Actor>(acting_.end() - 2, acting_.end());
}

std::vector<Actor> Discourse::last_pair_with_role(std::string_view role) const {
  const bool together = together_.size() == 2 && std::ranges::all_of(together_, [&](const Actor& a) { return a.role.find(role) != std::string::npos; });
  if (together) {
    return together_;
  }
  std::vector<Actor> pair;
  for (auto person = persons_.rbegin(); person != persons_.rend() && pair.size() < 2; ++person) {
    const bool fits = person->role.find(role) != std::string::npos && (pair.empty() || pair.front().party != person->party);
    if (fits && !person->party.empty()) {
      pair.insert(pair.begin(), *person);
    }
  }
  return pair.size() == 2 ? pair : std::vector<Actor>();
}

std::optional<Actor> Discourse::last_named_like(std::string_view word) const {
  for (auto party = parties_.rbegin(); party != parties_.rend(); ++party) {
    const Party* const known = catalogue_.party(party->party);
    if (known == nullptr || known->kind == PartyKind::state) {
      continue;
    }
    const auto has_word = [&](const std::string& name) { return folded(name).find(folded(word)) != std::string::npos; };
    if (has_word(known->name) || std::ranges::any_of(known->aliases, has_word)) {
      return *party;
    }
  }
  return std::nullopt;
}

void Discourse::meet(const std::vector<Actor>& actors, DateRange when) {
  if (met_.empty()) {
    met_ = actors;
    days_of_meeting_ = when;
  }
}

std::optional<DateRange> Discourse::days_of_meeting(const std::vector<Actor>& actors) const {
  const auto took_part = [&](const Actor& actor) { return !actor.party.empty() && std::ranges::find(met_, actor.party, &Actor::party) != met_.end(); };
  return !actors.empty() && std::ranges::all_of(actors, took_part) ? std::optional(days_of_meeting_) : std::nullopt;
}

}  // namespace corollary::coding
