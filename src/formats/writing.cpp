#include "formats/writing.h"

#include <array>

namespace corollary::formats {
namespace {

// By type, in their order: its code that says the least.
constexpr std::array<std::string_view, kEventTypeCount> kGeneralCodes = {"030", "040", "050", "080", "060", "070",
                                                                         "084", "100", "110", "120", "130", "140",
                                                                         "160", "150", "170", "190", "010"};

double worth(const Writing& writing, const Event& event, bool cameo) {
  const CameoCode* const code = cameo ? writing.cameo->by_code(event.cameo) : nullptr;
  return code != nullptr ? code->intensity : typical_intensity(event.type);
}

bool has_role(const std::vector<Actor>& side) {
  for (const Actor& actor : side) {
    if (!actor.role.empty()) {
      return true;
    }
  }
  return false;
}

// Where the country begins: after the last comma, or after the last but one ("Moldova, Republic of").
std::size_t country_begins(std::string_view place, const Catalogue& catalogue) {
  const std::size_t last = place.rfind(", ");
  if (last == std::string_view::npos) {
    return 0;
  }
  const std::size_t before = last == 0 ? std::string_view::npos : place.rfind(", ", last - 1);
  const std::size_t earlier = before == std::string_view::npos ? 0 : before + 2;
  const bool two_parts =
      catalogue.find_party(place.substr(last + 2)) == nullptr && catalogue.find_party(place.substr(earlier)) != nullptr;
  return two_parts ? earlier : last + 2;
}

}  // namespace

void Writing::lose(std::string_view field, bool something) {
  if (something) {
    const auto found = lost.find(field);
    ++(found == lost.end() ? lost.emplace(field, 0).first : found)->second;
  }
}

void lose_what_is_not_carried(Writing& writing, const Event& event, const Carried& carried) {
  const SourceScale scale = event.source_scale.value_or(SourceScale());
  writing.lose("last day", !carried.range && event.when.first != event.when.last);
  writing.lose("second actor", !carried.sides && event.actors.size() > 1);
  writing.lose("second recipient", !carried.sides && event.recipients.size() > 1);
  writing.lose("role", !carried.role && (has_role(event.actors) || has_role(event.recipients)));
  writing.lose("mode", !carried.mode && !event.mode.empty() && (event.cameo.empty() || !carried.cameo));
  writing.lose("contexts", !carried.contexts && !event.contexts.empty());
  writing.lose("cameo", !carried.cameo && !event.cameo.empty());
  writing.lose("intensity", event.intensity != worth(writing, event, carried.cameo));
  writing.lose("modality", event.modality != Modality::happened);
  writing.lose("factuality", event.factuality != 3);
  writing.lose("attribution", !event.attribution.empty());
  writing.lose("issues", !event.issues.empty());
  writing.lose("place", !carried.place && !event.place.empty());
  writing.lose("point", !carried.point && event.point.has_value());
  writing.lose("text", !carried.text && !event.text.empty());
  writing.lose("publisher", !carried.publisher && !event.publisher.empty());
  writing.lose("source_scale", (!carried.scale && scale.intensity) || (!carried.scale_class && scale.quad_class));
  writing.lose("publicity", !carried.publicity && event.publicity.has_value());
  writing.lose("fatalities", !carried.fatalities && event.fatalities.has_value());
  writing.lose("evidence", event.evidence != Citation());
  writing.lose("why", !carried.why && !event.why.empty());
  writing.lose("confidence", event.confidence.value() != 1);
}

std::string_view cameo_of(const Event& event) {
  return event.cameo.empty() ? kGeneralCodes[static_cast<std::size_t>(event.type)] : std::string_view(event.cameo);
}

PlaceParts place_parts(const Event& event, const Catalogue& catalogue) {
  const std::string_view place = event.place;
  const std::size_t country = country_begins(place, catalogue);
  PlaceParts parts;
  parts.country = place.substr(country);
  std::string_view rest = country == 0 ? std::string_view() : place.substr(0, country - 2);
  const GeoPrecision precision = event.point ? event.point->precision : GeoPrecision::place;
  if (precision == GeoPrecision::region || precision == GeoPrecision::country) {
    parts.province = rest;
    return parts;
  }
  const std::size_t first = rest.find(", ");
  parts.city = precision == GeoPrecision::area ? std::string_view() : rest.substr(0, first);
  if (precision == GeoPrecision::area) {
    parts.district = rest.substr(0, first);
  }
  rest = first == std::string_view::npos ? std::string_view() : rest.substr(first + 2);
  const std::size_t second = rest.find(", ");
  if (second == std::string_view::npos) {
    parts.province = rest;
  } else {
    (parts.district.empty() ? parts.district : parts.city) = rest.substr(0, second);
    parts.province = rest.substr(second + 2);
  }
  return parts;
}

void lose_of_actor(Writing& writing, const Actor& actor, Date day, const CodeMeaning& kept) {
  const auto told = [](const std::string& field, const std::string& by) { return field.empty() || field == by; };
  if (told(actor.party, kept.party) && told(actor.sector, kept.sector) && told(actor.role, kept.role)) {
    return;
  }
  const Actor named = writing.catalogue->resolve(actor.name, day);
  writing.lose("party", !told(actor.party, kept.party) && !told(actor.party, named.party));
  writing.lose("sector", !told(actor.sector, kept.sector) && !told(actor.sector, named.sector));
  writing.lose("role", !told(actor.role, kept.role) && !told(actor.role, named.role));
}

CodeMeaning meaning_of(const Writing& writing, CodeTable::List list, std::string_view code) {
  const CodeMeaning* const meaning = writing.codes.meaning(list, code);
  return meaning == nullptr ? CodeMeaning() : *meaning;
}

const Actor* first_of(const std::vector<Actor>& side) { return side.empty() ? nullptr : &side.front(); }

}  // namespace corollary::formats
