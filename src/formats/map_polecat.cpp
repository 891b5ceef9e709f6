#include "formats/cells.h"
#include "formats/mapping.h"
#include "formats/polecat_columns.h"

namespace corollary::formats {
namespace {

using namespace polecat;

// "VERBAL COOPERATION", "Material Conflict", "v-coop", 1 to 4.
std::optional<QuadClass> quad_of(std::string_view text) {
  const std::string lower = lower_ascii(text);
  if (lower.size() == 1 && lower[0] >= '1' && lower[0] <= '4') {
    return static_cast<QuadClass>(lower[0] - '1');
  }
  const bool verbal = lower.starts_with('v'), material = lower.starts_with('m');
  const bool cooperation = lower.find("coop") != std::string::npos, conflict = lower.find("conf") != std::string::npos;
  if (verbal == material || cooperation == conflict) {
    return std::nullopt;
  }
  return static_cast<QuadClass>((conflict ? 2 : 0) + (material ? 1 : 0));
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts = split(text, ';');
  for (std::string& part : parts) part = std::string(trimmed(part));
  return parts;
}

class PolecatMapper final : public FormatMapper {
 public:
  using FormatMapper::FormatMapper;

  Outcome map(const Row& row, Event& out) override {
    const auto type_read = event_type(m_->cell(row, type));
    if (!type_read) {
      std::string shown;
      assign_utf8(shown, m_->cell(row, type));
      return m_->reject(row, "Event Type", format("'{}' is no event type of PLOVER", shown));
    }
    clear(out);
    assign_utf8(out.id, m_->cell(row, event_id));
    const Date date = *day_in(m_->cell(row, day));
    out.when = {date, date};
    out.type = *type_read;
    assign_utf8(out.mode, m_->given(row, mode));
    out.intensity = typical_intensity(*type_read);
    out.why = format("import polecat: {}{}{}", corollary::code(*type_read), out.mode.empty() ? "" : "/", out.mode);
    assign_utf8(scratch_, m_->given(row, contexts));
    out.contexts = parts_of(scratch_);
    set_side(row, actor, date, out.actors);
    set_side(row, recipient, date, out.recipients);
    set_scale(row, out);
    set_place(row, out);
    m_->source = {m_->given(row, source), {}};
    return Outcome::event;
  }

 private:
  void set_scale(const Row& row, Event& out) const {
    const auto value = number_in(m_->given(row, intensity));
    const auto quad = quad_of(m_->given(row, quad_code));
    if (value || quad) {
      out.source_scale = SourceScale{value, quad};
    }
  }

  void set_place(const Row& row, Event& out) const {
    const auto cell = [&](Field column) { return m_->given(row, column); };
    join_place(out.place, {cell(city), cell(district), cell(province), cell(country)});
    if (out.place.empty()) {
      assign_utf8(out.place, cell(placename));
    }
    const GeoPrecision precision = !cell(city).empty()       ? GeoPrecision::place
                                   : !cell(district).empty() ? GeoPrecision::area
                                   : !cell(province).empty() ? GeoPrecision::region
                                                             : GeoPrecision::country;
    set_point(out, cell(latitude), cell(longitude), precision);
  }

  // A cell may hold several who act together, with ';' between; then so must their countries.
  void set_side(const Row& row, std::size_t first, Date date, std::vector<Actor>& side) {
    const auto parts = [&](SideColumn column) {
      assign_utf8(scratch_, m_->given(row, first + column));
      return parts_of(scratch_);
    };
    std::vector<std::string> names = parts(side_name), countries = parts(side_country), roles = parts(side_title);
    std::vector<std::string> main_sectors = parts(primary_sector);
    if (names.empty() && countries.empty()) {
      return;
    }
    if (names.size() > 1 && countries.size() != names.size()) {
      names = {joined(names, "; ")};
    }
    const auto part = [](const std::vector<std::string>& list, std::size_t i) {
      return i < list.size() ? list[i] : std::string();
    };
    for (std::size_t i = 0; i < std::max<std::size_t>(names.size(), 1); ++i) {
      side.push_back(actor_of(part(names, i), part(countries, i), part(main_sectors, i), part(roles, i), date));
    }
  }

  Actor actor_of(const std::string& name, const std::string& country_code, const std::string& sector,
                 const std::string& role, Date date) {
    const std::string key = format("{}\t{}\t{}\t{}", name, country_code, sector, role);
    return actors_.get(key, date, [&](Actor& made) {
      made = m_->catalogue->resolve(name, date);
      if (const Party* const party = m_->catalogue->party(country_code)) {
        made.party = party->code;
      }
      made.name = name.empty() ? country_code : name;
      made.sector = sector.empty() ? made.sector : sector;
      made.role = role.empty() ? made.role : role;
      return m_->stretch_around(name, date);
    });
  }

  ActorCache actors_;
  std::string scratch_;
};

}  // namespace

std::unique_ptr<FormatMapper> polecat_mapper(Mapping& mapping) { return std::make_unique<PolecatMapper>(mapping); }

}  // namespace corollary::formats
