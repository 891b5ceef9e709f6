#include "formats/cells.h"
#include "formats/gdelt_columns.h"
#include "formats/writing.h"

namespace corollary::formats {
namespace {

using namespace gdelt;

// "0231" has the base 023 and the root 02.
std::string_view beginning(std::string_view code, std::size_t size) {
  return code.substr(0, std::min(size, code.size()));
}

// "3.0", "-2.8": one decimal, as far as that is the number.
std::string goldstein_text(double value) {
  std::string text = format("{:.1f}", value);
  return number_in(text) == value ? text : number_text(value);
}

class GdeltWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    lose_what_is_not_carried(*w_, event,
                             {.cameo = true,
                              .scale = true,
                              .scale_class = true,
                              .publicity = true,
                              .role = true,
                              .why = event.why.starts_with("import gdelt: ")});
    const bool numbered = whole_in(event.id).has_value();
    cells[event_id] = numbered ? event.id : format("{}", w_->written);
    w_->lose("id", !numbered);
    cells[day] = compact(event.when.first);
    cells[month] = cells[day].substr(0, 6);
    cells[year] = cells[day].substr(0, 4);
    cells[gdelt::fraction_date] = format("{:.4f}", formats::fraction_date(event.when.first));
    write_actor(first_of(event.actors), cells, actor1);
    write_actor(first_of(event.recipients), cells, actor2);
    write_act(event, cells);
    write_place(event, cells);
  }

 private:
  void write_actor(const Actor* actor, Cells& cells, std::size_t first) const {
    if (actor == nullptr) {
      return;
    }
    const std::string_view group = w_->codes.code_of_party(CodeTable::List::group, actor->party);
    const std::string_view land =
        group.empty() ? w_->codes.country_of_party(actor->party, *w_->catalogue) : std::string_view();
    std::string_view type = w_->codes.code_of_sector(CodeTable::List::type, actor->sector, actor->role);
    if (group.empty() && land.empty() && (actor->sector.empty() || type == "NGO" || type == "MNC")) {
      type = w_->codes.code_of_party(CodeTable::List::type,
                                     actor->party);  // IGO, NGO and MNC are types, and parties of ours.
    }
    const CodeMeaning* const meaning = w_->codes.meaning(CodeTable::List::type, type);
    w_->lose("party", !actor->party.empty() && group.empty() && land.empty() &&
                          (type.empty() || w_->codes.meaning(CodeTable::List::type, type)->party != actor->party));
    w_->lose("sector", !actor->sector.empty() && type.empty());
    w_->lose("role", !actor->role.empty() && (meaning == nullptr || meaning->role != actor->role));
    cells[first + country] = land;
    cells[first + known_group] = group;
    cells[first + type1] = type;
    cells[first + actor_code] = format("{}{}{}", land, group, type);
    cells[first + actor_name] = actor->name;
  }

  void write_act(const Event& event, Cells& cells) const {
    cells[code] = cameo_of(event);
    cells[base_code] = beginning(cells[code], 3);
    cells[root_code] = beginning(cells[code], 2);
    const SourceScale scale =
        event.source_scale.value_or(SourceScale{event.intensity, corollary::quad_class(event.type)});
    if (scale.quad_class) {
      cells[gdelt::quad_class] = format("{}", static_cast<int>(*scale.quad_class) + 1);
    }
    if (scale.intensity) {
      cells[goldstein] = goldstein_text(*scale.intensity);
    }
    if (event.publicity) {
      cells[mentions] = format("{}", event.publicity->mentions);
      cells[sources] = format("{}", event.publicity->sources);
      cells[articles] = format("{}", event.publicity->articles);
      append_number(cells[tone], event.publicity->tone);
    }
  }

  // GDELT counts the states and the cities of the United States apart.
  void write_place(const Event& event, Cells& cells) const {
    const std::size_t comma = event.place.rfind(", ");
    const std::string_view land = std::string_view(event.place).substr(comma == std::string::npos ? 0 : comma + 2);
    const Party* const party = land.empty() ? nullptr : w_->catalogue->find_party(land);
    const std::string_view fips =
        party == nullptr ? std::string_view() : w_->codes.code_of_party(CodeTable::List::fips, party->code);
    cells[action_geo + full_name] = event.place;
    cells[action_geo + geo_country] = fips;
    cells[action_geo + geo_type] = "0";
    if (event.point) {
      const bool american = fips == "US";
      const GeoPrecision precision = event.point->precision;
      cells[action_geo + geo_type] = precision == GeoPrecision::country  ? "1"
                                     : precision == GeoPrecision::region ? (american ? "2" : "5")
                                                                         : (american ? "3" : "4");
      w_->lose("precision", precision == GeoPrecision::area);
      append_number(cells[action_geo + latitude], event.point->latitude);
      append_number(cells[action_geo + longitude], event.point->longitude);
    }
  }
};

}  // namespace

std::unique_ptr<FormatWriter> gdelt_writer(Writing& writing) { return std::make_unique<GdeltWriter>(writing); }

}  // namespace corollary::formats
