#include "formats/entity_resolver.h"

#include <algorithm>
#include <limits>

#include "base/strings.h"

namespace corollary::formats {
namespace {

constexpr DateRange kAlways = {Date::from_day_number(std::numeric_limits<std::int32_t>::min()),
                               Date::from_day_number(std::numeric_limits<std::int32_t>::max())};

// "Office (Angela Merkel)" → "Angela Merkel"; "" if the name does not end so.
std::string_view owner_in(std::string_view name) {
  const std::size_t open = name.rfind(" (");
  const bool qualified = open != std::string_view::npos && name.ends_with(')');
  return qualified ? name.substr(open + 2, name.size() - open - 3) : std::string_view();
}

}  // namespace

EntityResolver::EntityResolver(const Catalogue& catalogue) : catalogue_(&catalogue) {
  for (const Office& office : catalogue.people()) {
    std::vector<std::string> names = office.aliases;
    names.push_back(office.person);
    for (const std::string& name : names) {
      std::vector<Date>& turns = turns_[folded(name)];
      if (office.from) {
        turns.push_back(*office.from);
      }
      if (office.to) {
        turns.push_back(*office.to + Days{1});
        turns.push_back(*office.to + Catalogue::kStillSpeaksFor + Days{1});
      }
    }
  }
}

const Actor& EntityResolver::resolve(std::size_t entity, std::string_view name, Date day) {
  if (entity >= answers_.size()) {
    answers_.resize(entity + 1);
  }
  Answer& answer = answers_[entity];
  if (!answer.valid.contains(day)) {
    answer = {stretch_around(name, day), catalogue_->resolve(name, day)};
  }
  return answer.actor;
}

DateRange EntityResolver::stretch_around(std::string_view name, Date day) const {
  DateRange stretch = kAlways;
  narrow(stretch, folded(name), day);
  if (const std::string_view owner = owner_in(name); !owner.empty()) {
    narrow(stretch, folded(owner), day);
  }
  return stretch;
}

void EntityResolver::narrow(DateRange& stretch, const std::string& key, Date day) const {
  const auto found = turns_.find(key);
  if (found == turns_.end()) {
    return;
  }
  for (const Date turn : found->second) {
    if (turn <= day) {
      stretch.first = std::max(stretch.first, turn);
    } else {
      stretch.last = std::min(stretch.last, turn - Days{1});
    }
  }
}

}  // namespace corollary::formats
