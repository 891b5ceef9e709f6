#include "formats/acled_columns.h"
#include "formats/armed_sides.h"
#include "formats/cells.h"

namespace corollary::formats {
namespace {

using namespace acled;

// ACLED's precision of time: the day, a week around it, a month around it.
DateRange days_around(Date day, std::int64_t precision) {
  const Days half{precision == 2 ? 3 : precision == 3 ? 15 : 0};
  return {day - half, day + half};
}

class AcledMapper final : public FormatMapper {
 public:
  explicit AcledMapper(Mapping& mapping) : FormatMapper(mapping), sides_(mapping), others_(mapping) {}

  Outcome map(const Row& row, Event& out) override {
    const auto cell = [&](Field column) { return m_->given(row, column); };
    clear(out);
    assign_utf8(out.id, cell(event_id));
    const Date date = *day_in(cell(day));
    out.when = days_around(date, whole_in(cell(time_precision)).value_or(1));
    set_type(cell(acled::event_type), cell(sub_event_type), out);
    set_sides(out, sides_.side(cell(actor1), cell(inter1), cell(country), date),
              others_.side(cell(actor2), cell(inter2), cell(country), date));
    join_place(out.place, {cell(location), cell(admin1), cell(country)});
    set_point(out, cell(latitude), cell(longitude), precision(cell(geo_precision)));
    assign_utf8(out.text, cell(notes));
    if (const auto killed = whole_in(cell(fatalities))) {
      const auto count = static_cast<std::int32_t>(*killed);
      out.fatalities = Fatalities{count, count, count};
    }
    m_->source = {cell(source), {}};
    return Outcome::event;
  }

 private:
  static GeoPrecision precision(std::string_view text) {
    return text == "2" ? GeoPrecision::area : text == "3" ? GeoPrecision::region : GeoPrecision::place;
  }

  // By type and subtype, else by the type.
  void set_type(std::string_view type, std::string_view subtype, Event& out) {
    std::string kind, converted;
    kind = utf8(type, converted);
    const CodeMeaning* meaning = m_->codes.meaning(CodeTable::List::acled, kind);
    if (!subtype.empty()) {
      kind += '/';
      kind += utf8(subtype, converted);
      const CodeMeaning* const closer = m_->codes.meaning(CodeTable::List::acled, kind);
      meaning = closer != nullptr ? closer : meaning;
    }
    if (meaning == nullptr) {
      ++m_->notes.unknown_codes;
    } else {
      out.type = corollary::event_type(meaning->sector).value_or(EventType::statement);
      out.mode = meaning->role;
    }
    out.intensity = typical_intensity(out.type);
    out.why = "import acled: " + kind;
  }

  ArmedSides sides_, others_;
};

}  // namespace

std::unique_ptr<FormatMapper> acled_mapper(Mapping& mapping) { return std::make_unique<AcledMapper>(mapping); }

}  // namespace corollary::formats
