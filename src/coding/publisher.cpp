#include "coding/publisher.h"

#include "base/strings.h"

namespace corollary::coding {

Publishers::Publishers(const Catalogue& catalogue) {
  for (const NameEntry& name : catalogue.names()) {
    if (name.kind == NameKind::party || name.kind == NameKind::seat) {
      party_by_name_.emplace(folded(name.surface), &catalogue.parties()[name.index]);
    } else if (name.kind == NameKind::body) {
      party_by_name_.emplace(folded(name.surface), catalogue.party(catalogue.bodies()[name.index].party));
    }
  }
}

const Party* Publishers::party_of(std::string_view publisher) const {
  const auto found = party_by_name_.find(folded(publisher));
  return found == party_by_name_.end() ? nullptr : found->second;
}

std::optional<Actor> head_of_state(const Catalogue& catalogue, std::string_view party, Date day) {
  const Office* head = nullptr;
  for (const Office& office : catalogue.people()) {
    const bool held = office.party == party && office.role.starts_with("head of state") && office.from && *office.from <= day &&
                      (!office.to || day <= *office.to);
    if (held && (head == nullptr || *head->from < *office.from)) {
      head = &office;
    }
  }
  return head != nullptr ? std::optional(Actor{head->person, head->party, head->sector, head->role}) : std::nullopt;
}

}  // namespace corollary::coding
