#include <array>

#include "formats/armed_sides.h"
#include "formats/cells.h"
#include "formats/ged_columns.h"

namespace corollary::formats {
namespace {

using namespace ged;

constexpr std::array<std::string_view, 4> kViolence = {"", "state-based", "non-state", "one-sided"};

// GED's precision of place: 1 exact, 2 within 25 km, 3 second-order, 4 first-order unit, 5 linear or fuzzy, 6 country,
// 7 high seas.
GeoPrecision precision(std::string_view text) {
  if (text == "1") {
    return GeoPrecision::place;
  }
  if (text == "2" || text == "3") {
    return GeoPrecision::area;
  }
  return text == "4" || text == "5" ? GeoPrecision::region : GeoPrecision::country;
}

class GedMapper final : public FormatMapper {
 public:
  explicit GedMapper(Mapping& mapping) : FormatMapper(mapping), sides_(mapping), others_(mapping) {}

  Outcome map(const Row& row, Event& out) override {
    const auto cell = [&](Field column) { return m_->given(row, column); };
    const auto count = [&](Field column) { return static_cast<std::int32_t>(whole_in(cell(column)).value_or(0)); };
    const std::int32_t violence = count(type_of_violence);
    if (violence < 1 || violence > 3) {
      return m_->reject(row, "type_of_violence", format("'{}' is none of 1, 2, 3", violence));
    }
    clear(out);
    assign_utf8(out.id, cell(event_id));
    out.when = {*day_in(cell(date_start)), *day_in(cell(date_end))};
    if (out.when.last < out.when.first) {
      return m_->reject(row, "date_end", "is before date_start");
    }
    out.type = EventType::assault;
    out.intensity = typical_intensity(out.type);
    out.why = "import ged: ";
    out.why += kViolence[static_cast<std::size_t>(violence)];
    set_sides(out, sides_.side(cell(side_a), "", cell(country), out.when.first),
              others_.side(cell(side_b), "", cell(country), out.when.first));
    join_place(out.place, {cell(where_coordinates), cell(adm_1), cell(country)});
    set_point(out, cell(latitude), cell(longitude), precision(cell(where_prec)));
    assign_utf8(out.text, cell(source_headline));
    out.fatalities = Fatalities{count(low), count(best), count(high)};
    m_->source = {cell(source_office), {}};
    return Outcome::event;
  }

 private:
  ArmedSides sides_, others_;
};

}  // namespace

std::unique_ptr<FormatMapper> ged_mapper(Mapping& mapping) { return std::make_unique<GedMapper>(mapping); }

}  // namespace corollary::formats
