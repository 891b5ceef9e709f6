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

std::string home_of(const Catalogue& catalogue, std::string_view dateline) {
  const std::string first(trimmed(dateline.substr(0, dateline.find(','))));
  if (first.empty()) {
    return "";
  }
  for (const NameEntry& entry : catalogue.names()) {
    const bool seat = entry.kind == NameKind::seat;
    const bool state = seat && catalogue.parties()[entry.index].kind == PartyKind::state;
    if (state && entry.surface == first) {
      return catalogue.parties()[entry.index].code;
    }
  }
  return "";
}

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

Discourse::Discourse(const Catalogue& catalogue, Date day, std::string_view dateline)
    : catalogue_(catalogue), day_(day), home_(home_of(catalogue, dateline)) {}

void Discourse::name_person(const Actor& actor, std::string_view full_name, bool as_subject) {
  if (const std::size_t space = full_name.rfind(' '); space != std::string_view::npos) {
    by_last_name_[folded(full_name.substr(space + 1))] = actor;
  }
  move_to_end(persons_, actor, same_name);
  if (as_subject || !subject_person_) {
    subject_person_ = actor;
  }
  if (!actor.party.empty()) {
    name_party({catalogue_.name_of(actor.party), actor.party, "", ""});
  }
}

void Discourse::name_party(const Actor& actor) { move_to_end(parties_, actor, same_party); }

void Discourse::act(const std::vector<Actor>& actors) {
  if (distinct_parties(actors) > 1) {
    together_ = actors;
  }
}

const Actor* Discourse::person_by_last_name(std::string_view last_name) const {
  const auto found = by_last_name_.find(folded(last_name));
  return found == by_last_name_.end() ? nullptr : &found->second;
}

std::optional<Actor> Discourse::last_person() const { return subject_person_; }

std::optional<Actor> Discourse::last_with_role(std::string_view role) const {
  for (auto person = persons_.rbegin(); person != persons_.rend(); ++person) {
    if (!role.empty() && person->role.find(role) != std::string::npos) {
      return *person;
    }
  }
  return std::nullopt;
}

std::vector<Actor> Discourse::last_parties() const {
  if (!together_.empty()) {
    return together_;
  }
  std::vector<Actor> states;
  for (auto party = parties_.rbegin(); party != parties_.rend() && states.size() < 2; ++party) {
    const Party* const known = catalogue_.party(party->party);
    if (known != nullptr && known->kind == PartyKind::state) {
      states.insert(states.begin(), *party);
    }
  }
  return states.size() == 2 ? states : std::vector<Actor>();
}

std::vector<Actor> Discourse::last_pair_with_role(std::string_view role) const {
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

}  // namespace corollary::coding
