#include "engine/record_facts.h"

#include <unordered_map>

#include "base/strings.h"
#include "record/record.h"

namespace corollary::engine {
namespace {

using ranking::Fact;

// Numbers of names, given in the order in which they come.
class Numbers {
 public:
  Numbers(std::vector<std::string>& names, bool grows) : names_(names), grows_(grows) {
    for (std::size_t i = 0; i < names.size(); ++i) numbers_.try_emplace(names[i], static_cast<std::uint32_t>(i));
  }
  // nullopt if the name is not there and none may be added.
  std::optional<std::uint32_t> of(std::string_view name) {
    const auto found = numbers_.find(name);
    if (found != numbers_.end()) {
      return found->second;
    }
    if (!grows_ || name.empty()) {
      return std::nullopt;
    }
    const auto number = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(name, number);
    return number;
  }

 private:
  std::vector<std::string>& names_;
  bool grows_;
  std::unordered_map<std::string, std::uint32_t, ViewHash, std::equal_to<>> numbers_;
};

std::string_view name_of(const Actor& actor) { return actor.name.empty() ? std::string_view(actor.party) : std::string_view(actor.name); }

std::string_view relation_of(const Event& event, const CameoTable& cameo) {
  const CameoCode* const known = event.cameo.empty() ? nullptr : cameo.by_code(event.cameo);
  return known == nullptr ? code(event.type) : known->description.empty() ? std::string_view(known->label) : std::string_view(known->description);
}

// Who with whom: each actor with each recipient, or of those that act together each two.
template <typename Visit>
void each_pair(const Event& event, const Visit& visit) {
  for (std::size_t i = 0; i < event.actors.size(); ++i) {
    for (const Actor& recipient : event.recipients) visit(event.actors[i], recipient);
    for (std::size_t k = i + 1; event.recipients.empty() && k < event.actors.size(); ++k) visit(event.actors[i], event.actors[k]);
  }
}

}  // namespace

Result<RecordFacts> facts_of_record(const std::filesystem::path& record, std::optional<Date> first, std::optional<Date> last, const ranking::Vocabulary* known,
                                    const CameoTable& cameo, Progress& progress) {
  TRY_ASSIGN(const record::EventRecord events, record::EventRecord::open(record, record::EventRecord::Access::read_only));
  RecordFacts read;
  if (known != nullptr) {
    read.vocabulary = *known;
  }
  Numbers entities(read.vocabulary.entities, known == nullptr), relations(read.vocabulary.relations, known == nullptr);
  record::Filter filter;
  filter.first = first;
  filter.last = last;
  std::uint64_t done = 0;
  const auto visit = [&](const Event& event) -> Result<void> {
    if (++done % 4096 == 0) {
      TRY(progress.report("reading events", done, 0));
    }
    if (event.modality != Modality::happened) {
      return {};
    }
    each_pair(event, [&](const Actor& actor, const Actor& recipient) {
      const auto subject = entities.of(name_of(actor)), object = entities.of(name_of(recipient)), relation = relations.of(relation_of(event, cameo));
      if (subject && object && relation) {
        read.facts.push_back({*subject, *relation, *object, event.when.first.day_number()});
      } else {
        ++read.unknown;
      }
    });
    return {};
  };
  TRY(events.for_each(filter, visit));
  return read;
}

}  // namespace corollary::engine
