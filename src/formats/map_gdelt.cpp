#include <array>

#include "formats/cells.h"
#include "formats/gdelt_columns.h"
#include "formats/mapping.h"

namespace corollary::formats {
namespace {

using namespace gdelt;

class GdeltMapper final : public FormatMapper {
 public:
  explicit GdeltMapper(Mapping& mapping) : FormatMapper(mapping), acts_(*mapping.cameo, "gdelt") {
    fractions_.fill({kEveryDay.first, 0});
  }

  Outcome map(const Row& row, Event& out) override {
    const CodedAct& act = acts_.of(m_->cell(row, code));
    if (!act.fault.empty()) {
      return m_->reject(row, "EventCode", act.fault);
    }
    m_->notes.unknown_codes += !act.known;
    out.id = m_->cell(row, event_id);
    const Date date = *day_in(m_->cell(row, day));
    out.when = {date, date};
    set_one(out.actors, actor(row, actor1));
    set_one(out.recipients, actor(row, actor2));
    give(act, out);
    set_rest(out);
    set_place(row, out);
    set_scale(row, out);
    check_fraction_date(row, date);
    m_->source = {site_of(m_->cell(row, url)), m_->cell(row, url)};
    return Outcome::event;
  }

 private:
  static void set_one(std::vector<Actor>& side, const Actor* actor) {
    side.resize(actor != nullptr ? 1 : 0);
    if (actor != nullptr) {
      side[0] = *actor;
    }
  }

  static void set_rest(Event& out) {
    out.contexts.clear();
    out.modality = Modality::happened;
    out.factuality = 3;
    out.attribution.clear();
    out.issues.clear();
    out.text.clear();
    out.fatalities.reset();
    out.confidence = Probability::clamped(1);
  }

  // nullptr if the row names none.
  const Actor* actor(const Row& row, std::size_t first) {
    const std::string_view key = key_of(
        *m_, row,
        {first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7, first + 8, first + 9},
        scratch_);
    if (key.size() < kActorColumns) {  // Nothing but the tabs.
      return nullptr;
    }
    return &actors_.get(key, Date(), [&](Actor& made) {
      const auto cell = [&](ActorColumn column) { return m_->cell(row, first + column); };
      assign_utf8(made.name, cell(actor_name).empty() ? cell(actor_code) : cell(actor_name));
      made.party = party(cell(known_group), cell(country));
      set_sector(made, {cell(type1), cell(type2), cell(type3)});
      if (made.sector.empty() && !cell(religion1).empty()) {
        made.sector = "REL";
      }
      return kEveryDay;
    });
  }

  // A group says more than the country it is of.
  std::string party(std::string_view group, std::string_view country_code) const {
    if (const CodeMeaning* const meaning = m_->codes.meaning(CodeTable::List::group, group)) {
      return meaning->party;
    }
    return std::string(m_->codes.party_of_country(country_code, *m_->catalogue));
  }

  void set_sector(Actor& made, std::initializer_list<std::string_view> types) const {
    for (const std::string_view type : types) {
      const CodeMeaning* const meaning = m_->codes.meaning(CodeTable::List::type, type);
      if (meaning == nullptr) {
        continue;
      }
      if (made.party.empty()) {
        made.party = meaning->party;
      }
      if (made.sector.empty()) {
        made.sector = meaning->sector;
        made.role = meaning->role;
      }
    }
  }

  // Types 1, 2 and 5 are the middles of countries and regions.
  void set_place(const Row& row, Event& out) const {
    const auto cell = [&](GeoColumn column) { return m_->cell(row, action_geo + column); };
    row.ascii ? void(out.place = cell(full_name)) : assign_utf8(out.place, cell(full_name));
    if (out.place.empty()) {
      if (const CodeMeaning* const land = m_->codes.meaning(CodeTable::List::fips, cell(geo_country))) {
        out.place = m_->catalogue->name_of(land->party);
      }
    }
    out.point.reset();
    const std::string_view type = m_->given(row, action_geo + geo_type);
    if (!type.empty() && type != "0") {
      const GeoPrecision precision = type == "1"                  ? GeoPrecision::country
                                     : type == "2" || type == "5" ? GeoPrecision::region
                                                                  : GeoPrecision::place;
      set_point(out, cell(latitude), cell(longitude), precision);
    }
  }

  void set_scale(const Row& row, Event& out) const {
    const std::string_view quad = m_->given(row, quad_class);
    const auto value = number_in(m_->cell(row, goldstein));
    out.source_scale.reset();
    if (value || (!quad.empty() && quad != "0")) {
      out.source_scale.emplace();
      out.source_scale->intensity = value;
      if (!quad.empty() && quad != "0") {
        out.source_scale->quad_class = static_cast<QuadClass>(quad[0] - '1');
      }
    }
    const auto count = [&](Field column) {
      return static_cast<std::int32_t>(whole_in(m_->cell(row, column)).value_or(0));
    };
    const bool counted =
        !m_->given(row, mentions).empty() || !m_->given(row, sources).empty() || !m_->given(row, articles).empty();
    out.publicity.reset();
    if (counted) {
      out.publicity =
          Publicity{count(mentions), count(sources), count(articles), number_in(m_->cell(row, tone)).value_or(0)};
    }
  }

  void check_fraction_date(const Row& row, Date date) {
    const auto read = number_in(m_->cell(row, gdelt::fraction_date));
    if (!read) {
      return;
    }
    auto& [kept_day, kept] = fractions_[static_cast<std::size_t>(date.day_number()) % fractions_.size()];
    if (kept_day != date) {
      kept_day = date;
      kept = formats::fraction_date(date);
    }
    m_->notes.fraction_dates += *read < kept - 5e-5 || *read > kept + 5e-5;
  }

  CodedActs acts_;
  ActorCache actors_;
  std::string scratch_;
  std::array<std::pair<Date, double>, 64> fractions_;  // Of the last days.
};

}  // namespace

std::unique_ptr<FormatMapper> gdelt_mapper(Mapping& mapping) { return std::make_unique<GdeltMapper>(mapping); }

}  // namespace corollary::formats
