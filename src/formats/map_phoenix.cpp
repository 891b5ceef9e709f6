#include "formats/cells.h"
#include "formats/mapping.h"
#include "formats/phoenix_columns.h"

namespace corollary::formats {
namespace {

using namespace phoenix;

class PhoenixMapper final : public FormatMapper {
 public:
  explicit PhoenixMapper(Mapping& mapping) : FormatMapper(mapping), acts_(*mapping.cameo, "phoenix") {}

  Outcome map(const Row& row, Event& out) override {
    const CodedAct& act = acts_.of(m_->cell(row, code));
    if (!act.fault.empty()) {
      return m_->reject(row, "EventCode", act.fault);
    }
    m_->notes.unknown_codes += !act.known;
    clear(out);
    assign_utf8(out.id, m_->cell(row, event_id));
    const Date date = *day_in(m_->cell(row, day));
    out.when = {date, date};
    give(act, out);
    set_sides(out, actor(row, source, actors_), actor(row, target, recipients_));
    set_scale(row, out);
    const auto cell = [&](Field column) { return m_->given(row, column); };
    join_place(out.place, {cell(location), cell(state), land(cell(country))});
    set_point(out, cell(latitude), cell(longitude),
              cell(location).empty() ? GeoPrecision::country : GeoPrecision::place);
    m_->source = {cell(publishers), cell(urls)};
    return Outcome::event;
  }

 private:
  std::string land(std::string_view code_of_country) const {
    const std::string_view party = m_->codes.party_of_country(code_of_country, *m_->catalogue);
    const Party* const known = m_->catalogue->party(party);
    return known != nullptr ? known->name : std::string(code_of_country);
  }

  // Class 0 are statements, which the four classes do not tell apart.
  void set_scale(const Row& row, Event& out) const {
    const auto value = number_in(m_->cell(row, goldstein));
    const auto quad = whole_in(m_->cell(row, penta_class)).value_or(0);
    if (value || quad > 0) {
      out.source_scale = SourceScale{value, quad > 0 ? std::optional(static_cast<QuadClass>(quad - 1)) : std::nullopt};
    }
  }

  const Actor* actor(const Row& row, std::size_t first, ActorCache& cache) {
    const auto cell = [&](SideColumn column) { return m_->given(row, first + column); };
    if (cell(full).empty() && cell(entity).empty()) {
      return nullptr;
    }
    return &cache.get(key_of(*m_, row, {first, first + 1, first + 2, first + 3}, scratch_), Date(), [&](Actor& made) {
      assign_utf8(made.name, cell(full).empty() ? cell(entity) : cell(full));
      made.party = m_->codes.party_of_country(cell(entity), *m_->catalogue);
      for (const std::string& attribute : split(cell(attributes), ';')) {
        const CodeMeaning* const group = m_->codes.meaning(CodeTable::List::group, attribute);
        if (made.party.empty() && group != nullptr) {
          made.party = group->party;
        }
      }
      for (const auto list : {CodeTable::List::group, CodeTable::List::entity}) {
        const CodeMeaning* const meaning = m_->codes.meaning(list, cell(entity));
        if (made.party.empty() && meaning != nullptr) {
          made.party = meaning->party;
        }
      }
      if (const CodeMeaning* const sector = m_->codes.meaning(CodeTable::List::type, cell(role))) {
        made.sector = sector->sector;
        made.role = sector->role;
      }
      return kEveryDay;
    });
  }

  CodedActs acts_;
  ActorCache actors_, recipients_;
  std::string scratch_;
};

}  // namespace

std::unique_ptr<FormatMapper> phoenix_mapper(Mapping& mapping) { return std::make_unique<PhoenixMapper>(mapping); }

}  // namespace corollary::formats
