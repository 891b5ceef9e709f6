#include "formats/cells.h"
#include "formats/icews_columns.h"
#include "formats/mapping.h"

namespace corollary::formats {
namespace {

using namespace icews;

class IcewsMapper final : public FormatMapper {
 public:
  explicit IcewsMapper(Mapping& mapping) : FormatMapper(mapping), acts_(*mapping.cameo, "icews") {}

  Outcome map(const Row& row, Event& out) override {
    const CodedAct& act = acts_.of(code_of(row));
    if (!act.fault.empty()) {
      return m_->reject(row, "CAMEO Code", act.fault);
    }
    m_->notes.unknown_codes += !act.known;
    clear(out);
    assign_utf8(out.id, m_->cell(row, event_id));
    const Date date = *day_in(m_->cell(row, day));
    out.when = {date, date};
    give(act, out);
    const auto side = [&](ActorCache& cache, Field name, Field sectors, Field country_name) {
      return actor(row, date, cache, name, sectors, country_name);
    };
    set_sides(out, side(actors_, source_name, source_sectors, source_country),
              side(recipients_, target_name, target_sectors, target_country));
    if (const auto value = number_in(m_->cell(row, intensity))) {
      out.source_scale = SourceScale{*value, std::nullopt};
    }
    const auto cell = [&](Field column) { return m_->given(row, column); };
    join_place(out.place, {cell(city), cell(district), cell(province), cell(country)});
    const GeoPrecision precision = !cell(city).empty()       ? GeoPrecision::place
                                   : !cell(district).empty() ? GeoPrecision::area
                                   : !cell(province).empty() ? GeoPrecision::region
                                                             : GeoPrecision::country;
    set_point(out, cell(latitude), cell(longitude), precision);
    m_->source = {cell(publisher), {}};
    return Outcome::event;
  }

 private:
  // The column, or where the file has none the code that goes with the description, or else the description.
  std::string_view code_of(const Row& row) const {
    if (const std::string_view given = m_->given(row, code); !given.empty()) {
      return given;
    }
    const std::string_view description = m_->cell(row, event_text);
    const CameoCode* const named = m_->cameo->by_description(description);
    return named != nullptr ? std::string_view(named->code) : std::string_view();
  }

  const Actor* actor(const Row& row, Date date, ActorCache& cache, Field name, Field sectors, Field country_name) {
    const std::string_view key = key_of(*m_, row, {name, sectors, country_name}, scratch_);
    const bool nobody = m_->given(row, name).empty() && m_->given(row, country_name).empty();
    return nobody ? nullptr : &cache.get(key, date, [&](Actor& made) {
      assign_utf8(name_, m_->cell(row, name));
      made = m_->catalogue->resolve(name_, date);
      complete(made, m_->given(row, sectors), m_->given(row, country_name));
      return m_->stretch_around(name_, date);
    });
  }

  // The row's own columns fill what the catalogue does not know of the name.
  void complete(Actor& made, std::string_view sectors, std::string_view country_name) const {
    if (made.party.empty() && !country_name.empty()) {
      std::string converted;
      const CodeMeaning* const land = m_->codes.meaning(CodeTable::List::land, country_name);
      const Party* const party = land != nullptr ? m_->catalogue->party(land->party)
                                                 : m_->catalogue->find_party(utf8(country_name, converted));
      if (party != nullptr) {
        made.party = party->code;
      }
    }
    while (made.sector.empty() && !sectors.empty()) {
      const std::size_t end = std::min(sectors.find(','), sectors.size());
      if (const CodeMeaning* const meaning =
              m_->codes.meaning(CodeTable::List::icews, trimmed(sectors.substr(0, end)))) {
        made.sector = meaning->sector;
        made.role = made.role.empty() ? meaning->role : made.role;
      }
      sectors.remove_prefix(std::min(end + 1, sectors.size()));
    }
  }

  CodedActs acts_;
  ActorCache actors_, recipients_;
  std::string scratch_, name_;
};

}  // namespace

std::unique_ptr<FormatMapper> icews_mapper(Mapping& mapping) { return std::make_unique<IcewsMapper>(mapping); }

}  // namespace corollary::formats
