// ACLED and UCDP GED.
#include <array>
#include <utility>

#include "formats/acled_columns.h"
#include "formats/cells.h"
#include "formats/ged_columns.h"
#include "formats/writing.h"

namespace corollary::formats {
namespace {

constexpr std::array<std::string_view, 6> kAcledTypes = {
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests",
    "Riots",   "Strategic developments"};

std::string_view behind(std::string_view text, std::string_view beginning) {
  return text.starts_with(beginning) ? text.substr(beginning.size()) : std::string_view();
}

void write_point(const Event& event, std::string& latitude, std::string& longitude) {
  if (event.point) {
    append_number(latitude, event.point->latitude);
    append_number(longitude, event.point->longitude);
  }
}

class AcledWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    using namespace acled;
    const bool ours = event.why.starts_with("import acled: ");
    lose_what_is_not_carried(
        *w_, event, {.range = true, .mode = true, .text = true, .fatalities = true, .role = true, .why = ours, .publisher = true});
    cells[event_id] = event.id;
    write_days(event, cells);
    write_kind(event, cells);
    for (const auto& [actor, first] :
         {std::pair(first_of(event.actors), actor1), {first_of(event.recipients), actor2}}) {
      write_side(actor, cells, first);
      if (actor != nullptr && !ours) {
        lose_of_actor(*w_, *actor, event.when.first, meaning_of(*w_, CodeTable::List::inter, cells[first + 2]));
      }
    }
    write_place(event, cells);
    cells[notes] = event.text;
    cells[acled::source] = event.publisher;
    if (event.fatalities) {
      cells[fatalities] = format("{}", event.fatalities->best);
      w_->lose("fatalities", event.fatalities->low != event.fatalities->high);
    }
  }

 private:
  // The middle of the days, with the precision that covers them.
  void write_days(const Event& event, Cells& cells) const {
    const int length = event.when.length();
    const Date middle = event.when.first + Days{(length - 1) / 2};
    cells[acled::day] = middle.iso();
    cells[acled::year] = format("{:04}", middle.year());
    cells[acled::time_precision] = length == 1 ? "1" : length <= 7 ? "2" : "3";
    w_->lose("last day", length != 1 && length != 7 && length != 31);
  }

  void write_kind(const Event& event, Cells& cells) const {
    std::string_view kind = behind(event.why, "import acled: ");
    if (kind.empty()) {
      kind = w_->codes.code_of_sector(CodeTable::List::acled, corollary::code(event.type), event.mode);
      w_->lose("type", kind.empty());
      kind = kind.empty() ? "Strategic developments/Other" : kind;
    }
    for (const std::string_view type : kAcledTypes) {
      if (kind.starts_with(type)) {
        cells[acled::event_type] = type;
        cells[acled::sub_event_type] = kind.substr(std::min(type.size() + 1, kind.size()));
        return;
      }
    }
    const std::size_t end = kind.find('/');
    cells[acled::event_type] = kind.substr(0, end);
    cells[acled::sub_event_type] = end == std::string_view::npos ? std::string_view() : kind.substr(end + 1);
  }

  // The name, and two columns on its kind.
  void write_side(const Actor* actor, Cells& cells, std::size_t first) const {
    if (actor != nullptr) {
      cells[first] = actor->name;
      cells[first + 2] = w_->codes.code_of_sector(CodeTable::List::inter, actor->sector, actor->role);
    }
  }

  void write_place(const Event& event, Cells& cells) const {
    using namespace acled;
    PlaceParts place = place_parts(event, *w_->catalogue);
    cells[country] = place.country;
    cells[admin1] = place.province;
    cells[location] = !place.city.empty() ? place.city : place.district;
    if (event.point && event.point->precision == GeoPrecision::region) {  // "Rawson, Chubut" stands in one part then.
      const std::size_t comma = place.province.find(", ");
      cells[location] = place.province.substr(0, comma);
      cells[admin1] = comma == std::string_view::npos ? std::string_view() : place.province.substr(comma + 2);
    }
    write_point(event, cells[latitude], cells[longitude]);
    if (event.point) {
      const GeoPrecision precision = event.point->precision;
      cells[geo_precision] = precision == GeoPrecision::place ? "1" : precision == GeoPrecision::area ? "2" : "3";
      w_->lose("precision", precision == GeoPrecision::country);
    }
  }
};

class GedWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    using namespace ged;
    lose_what_is_not_carried(
        *w_, event,
        {.range = true, .text = true, .fatalities = true, .role = true, .why = event.why.starts_with("import ged: "), .publisher = true});
    w_->lose("type", event.type != EventType::assault);
    cells[event_id] = event.id;
    cells[year] = format("{:04}", event.when.first.year());
    cells[date_start] = event.when.first.iso();
    cells[date_end] = event.when.last.iso();
    cells[type_of_violence] = violence(event);
    for (const Actor* const actor : {first_of(event.actors), first_of(event.recipients)}) {
      if (actor != nullptr && !event.why.starts_with("import ged: ")) {
        lose_of_actor(*w_, *actor, event.when.first, {});
      }
    }
    cells[side_a] = event.actors.empty() ? "" : event.actors[0].name;
    cells[side_b] = event.recipients.empty() ? "" : event.recipients[0].name;
    write_place(event, cells);
    cells[source_headline] = event.text;
    cells[source_office] = event.publisher;
    const Fatalities killed = event.fatalities.value_or(Fatalities());
    cells[low] = format("{}", killed.low);
    cells[best] = format("{}", killed.best);
    cells[high] = format("{}", killed.high);
  }

 private:
  // As read, or by who fights: a government, others among themselves, anyone against civilians.
  static std::string_view violence(const Event& event) {
    const std::string_view kind = behind(event.why, "import ged: ");
    const Actor* const by = first_of(event.actors);
    const Actor* const against = first_of(event.recipients);
    if (kind == "one-sided" || (kind.empty() && against != nullptr && against->sector == "CVL")) {
      return "3";
    }
    const auto official = [](const Actor* actor) {
      return actor != nullptr && (actor->sector == "GOV" || actor->sector == "MIL" || actor->sector == "COP");
    };
    return kind == "state-based" || (kind.empty() && (official(by) || official(against))) ? "1" : "2";
  }

  void write_place(const Event& event, Cells& cells) const {
    using namespace ged;
    const PlaceParts place = place_parts(event, *w_->catalogue);
    cells[country] = place.country;
    const std::string_view before = std::string_view(event.place).substr(0, event.place.size() - place.country.size());
    std::string_view rest = before.ends_with(", ") ? before.substr(0, before.size() - 2) : before;
    const std::size_t comma = rest.rfind(", ");
    cells[where_coordinates] = comma == std::string_view::npos ? rest : rest.substr(0, comma);
    cells[adm_1] = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
    write_point(event, cells[latitude], cells[longitude]);
    if (event.point) {
      const GeoPrecision precision = event.point->precision;
      cells[where_prec] = precision == GeoPrecision::place    ? "1"
                          : precision == GeoPrecision::area   ? "2"
                          : precision == GeoPrecision::region ? "4"
                                                              : "6";
    }
  }
};

}  // namespace

std::unique_ptr<FormatWriter> acled_writer(Writing& writing) { return std::make_unique<AcledWriter>(writing); }
std::unique_ptr<FormatWriter> ged_writer(Writing& writing) { return std::make_unique<GedWriter>(writing); }

}  // namespace corollary::formats
