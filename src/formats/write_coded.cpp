// ICEWS, POLECAT and Phoenix.
#include "base/strings.h"
#include "formats/cells.h"
#include "formats/icews_columns.h"
#include "formats/phoenix_columns.h"
#include "formats/polecat_columns.h"
#include "formats/writing.h"

namespace corollary::formats {
namespace {

void write_point(const Event& event, std::string& latitude, std::string& longitude) {
  if (event.point) {
    append_number(latitude, event.point->latitude);
    append_number(longitude, event.point->longitude);
  }
}

// As ICEWS names countries; an organisation is of none.
std::string land_name(const Writing& writing, std::string_view code) {
  const Party* const party = writing.catalogue->party(code);
  if (party == nullptr || (party->kind != PartyKind::state && party->kind != PartyKind::territory)) {
    return {};
  }
  const std::string_view theirs = writing.codes.code_of_party(CodeTable::List::land, code);
  return theirs.empty() ? party->name : std::string(theirs);
}

std::string_view entity_of(const Writing& writing, std::string_view party) {
  for (const auto list : {CodeTable::List::group, CodeTable::List::entity}) {
    if (const std::string_view code = writing.codes.code_of_party(list, party); !code.empty()) {
      return code;
    }
  }
  return {};
}

std::string scale_value(const Event& event) {
  const auto given = event.source_scale ? event.source_scale->intensity : std::optional(event.intensity);
  return given ? number_text(*given) : std::string();
}

class IcewsWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    lose_what_is_not_carried(
        *w_, event, {.cameo = true, .scale = true, .role = true, .why = event.why.starts_with("import icews: "), .publisher = true});
    cells[icews::event_id] = event.id;
    cells[icews::day] = event.when.first.iso();
    write_side(first_of(event.actors), event.when.first, cells, icews::source_name);
    write_side(first_of(event.recipients), event.when.first, cells, icews::target_name);
    cells[icews::code] = cameo_of(event);
    if (const CameoCode* const known = w_->cameo->by_code(cells[icews::code])) {
      cells[icews::event_text] = known->description.empty() ? known->label : known->description;
    }
    cells[icews::intensity] = scale_value(event);
    const PlaceParts place = place_parts(event, *w_->catalogue);
    cells[icews::city] = place.city;
    cells[icews::district] = place.district;
    cells[icews::province] = place.province;
    cells[icews::country] = place.country;
    write_point(event, cells[icews::latitude], cells[icews::longitude]);
    cells[icews::publisher] = event.publisher;
  }

 private:
  // Name, sectors, country. The party of who is of no country lies in the name alone.
  void write_side(const Actor* actor, Date day, Cells& cells, std::size_t first) const {
    if (actor != nullptr) {
      cells[first] = actor->name;
      cells[first + 1] = w_->codes.code_of_sector(CodeTable::List::icews, actor->sector, actor->role);
      cells[first + 2] = land_name(*w_, actor->party);
      CodeMeaning kept = meaning_of(*w_, CodeTable::List::icews, cells[first + 1]);
      kept.party = cells[first + 2].empty() ? "" : actor->party;
      lose_of_actor(*w_, *actor, day, kept);
    }
  }
};

class PolecatWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    using namespace polecat;
    lose_what_is_not_carried(*w_, event,
                             {.sides = true,
                              .mode = true,
                              .contexts = true,
                              .scale = true,
                              .scale_class = true,
                              .role = true,
                              .why = event.why.starts_with("import polecat: "),
                              .publisher = true});
    cells[event_id] = event.id;
    cells[day] = event.when.first.iso();
    cells[type] = corollary::code(event.type);
    cells[mode] = event.mode;
    cells[intensity] = scale_value(event);
    const auto quad = event.source_scale ? event.source_scale->quad_class : std::optional(quad_class(event.type));
    if (quad) {
      for (const char c : name(*quad)) cells[quad_code] += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    cells[contexts] = joined(event.contexts, ";");
    write_side(event.actors, cells, actor);
    write_side(event.recipients, cells, recipient);
    const PlaceParts place = place_parts(event, *w_->catalogue);
    cells[city] = place.city;
    cells[district] = place.district;
    cells[province] = place.province;
    cells[country] = place.country;
    write_point(event, cells[latitude], cells[longitude]);
    cells[source] = event.publisher;
  }

 private:
  static void write_side(const std::vector<Actor>& side, Cells& cells, std::size_t first) {
    for (std::size_t i = 0; i < side.size(); ++i) {
      const std::string_view between = i == 0 ? "" : ";";
      cells[first + polecat::side_name].append(between).append(side[i].name);
      cells[first + polecat::side_country].append(between).append(side[i].party);
      cells[first + polecat::primary_sector].append(between).append(side[i].sector);
      cells[first + polecat::side_title].append(between).append(side[i].role);
    }
  }
};

class PhoenixWriter final : public FormatWriter {
 public:
  using FormatWriter::FormatWriter;

  void write(const Event& event, Cells& cells) override {
    using namespace phoenix;
    lose_what_is_not_carried(*w_, event,
                             {.cameo = true,
                              .scale = true,
                              .scale_class = true,
                              .role = true,
                              .why = event.why.starts_with("import phoenix: "),
                              .publisher = true});
    cells[event_id] = event.id;
    cells[phoenix::day] = compact(event.when.first);
    cells[year] = format("{}", event.when.first.year());
    cells[month] = format("{}", event.when.first.month());
    cells[day_of_month] = format("{}", event.when.first.day_of_month());
    write_side(first_of(event.actors), event.when.first, cells, source);
    write_side(first_of(event.recipients), event.when.first, cells, target);
    cells[code] = cameo_of(event);
    cells[root_code] = cells[code].substr(0, 2);
    const auto quad = event.source_scale ? event.source_scale->quad_class : std::optional(quad_class(event.type));
    cells[penta_class] = quad ? format("{}", static_cast<int>(*quad) + 1) : "0";
    cells[goldstein] = scale_value(event);
    const PlaceParts place = place_parts(event, *w_->catalogue);
    const Party* const land = place.country.empty() ? nullptr : w_->catalogue->find_party(place.country);
    cells[location] = place.city;
    cells[state] = place.province;
    cells[country] = land == nullptr ? std::string_view() : w_->codes.country_of_party(land->code, *w_->catalogue);
    w_->lose("place", !place.district.empty() || (!place.country.empty() && cells[country].empty()));
    write_point(event, cells[latitude], cells[longitude]);
    cells[publishers] = event.publisher;
  }

 private:
  void write_side(const Actor* actor, Date day, Cells& cells, std::size_t first) const {
    if (actor != nullptr) {
      const std::string_view type = w_->codes.code_of_sector(CodeTable::List::type, actor->sector, actor->role);
      const std::string_view land = w_->codes.country_of_party(actor->party, *w_->catalogue);
      const std::string_view group = land.empty() ? entity_of(*w_, actor->party) : std::string_view();
      cells[first + phoenix::full] = actor->name;
      cells[first + phoenix::entity] = land.empty() ? group : land;
      cells[first + phoenix::role] = type;
      CodeMeaning kept = meaning_of(*w_, CodeTable::List::type, type);
      kept.party = land.empty() && group.empty() ? "" : actor->party;
      lose_of_actor(*w_, *actor, day, kept);
    }
  }
};

}  // namespace

std::unique_ptr<FormatWriter> icews_writer(Writing& writing) { return std::make_unique<IcewsWriter>(writing); }
std::unique_ptr<FormatWriter> polecat_writer(Writing& writing) { return std::make_unique<PolecatWriter>(writing); }
std::unique_ptr<FormatWriter> phoenix_writer(Writing& writing) { return std::make_unique<PhoenixWriter>(writing); }

}  // namespace corollary::formats
