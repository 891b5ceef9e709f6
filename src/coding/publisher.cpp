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
  std::optional<Actor> head;
  for (const Office& office : catalogue.people()) {
    const bool held = office.party == party && office.role.find("head of state") != std::string::npos && !office.role.starts_with("former") &&
                      office.from && *office.from <= day && (!office.to || day <= *office.to);
    if (held && head && head->name != office.person) {
      return std::nullopt;
    }
    if (held) {
      head = Actor{office.person, office.party, office.sector, office.role};
    }
  }
  return head;
}

}  // namespace corollary::coding
