#include "formats/mapping.h"

#include <algorithm>

#include "formats/cells.h"

namespace corollary::formats {
namespace {

constexpr std::size_t kMostActs = 4096;  // CAMEO has some 300 codes; a file of nonsense must not fill the memory.

CodedAct act_of(const CameoTable& cameo, std::string_view set, std::string_view code) {
  CodedAct act;
  act.cameo = code;
  act.why = format("import {}: {}", set, code);
  const CameoCode* const known = cameo.by_code(code);
  if (known != nullptr) {
    act.type = known->type;
    act.mode = known->mode;
    act.intensity = known->intensity;
    act.known = true;
  } else if (cameo.by_code("0" + std::string(code)) != nullptr) {
    act.fault = format("'{}' is no CAMEO code; 0{} is: the leading zero is lost", code, code);
  }
  return act;
}

}  // namespace

std::string_view Mapping::given(const Row& row, std::size_t column) const {
  const std::string_view text = cell(row, column);
  return is_missing(text) ? std::string_view() : text;
}

DateRange Mapping::stretch_around(std::string_view name, Date day) {
  if (!resolver) {
    resolver.emplace(*catalogue);
  }
  return resolver->stretch_around(name, day);
}

Outcome Mapping::reject(const Row& row, std::string_view column, std::string reason) {
  rejection = {row.line, std::string(column), std::move(reason)};
  return Outcome::rejected;
}

void clear(Event& event) {
  event.id.clear();
  event.actors.clear();
  event.recipients.clear();
  event.type = EventType::statement;
  event.mode.clear();
  event.contexts.clear();
  event.cameo.clear();
  event.intensity = 0;
  event.modality = Modality::happened;
  event.factuality = 3;
  event.attribution.clear();
  event.issues.clear();
  event.place.clear();
  event.point.reset();
  event.text.clear();
  event.publisher.clear();
  event.source_scale.reset();
  event.publicity.reset();
  event.fatalities.reset();
  event.why.clear();
  event.confidence = Probability::clamped(1);
}

const CodedAct& CodedActs::of(std::string_view code) {
  if (const auto found = acts_.find(code); found != acts_.end()) {
    return found->second;
  }
  if (acts_.size() >= kMostActs) {
    acts_.clear();
  }
  return acts_.emplace(std::string(code), act_of(*cameo_, set_, code)).first->second;
}

void give(const CodedAct& act, Event& out) {
  out.type = act.type;
  out.mode = act.mode;
  out.cameo = act.cameo;
  out.intensity = act.intensity;
  out.why = act.why;
}

std::string_view key_of(const Mapping& mapping, const Row& row, std::initializer_list<std::size_t> columns,
                        std::string& scratch) {
  bool side_by_side = !mapping.layout.dialect.quoted;
  std::size_t expected = Layout::kNone;
  for (const std::size_t column : columns) {
    const std::size_t at = mapping.layout.where[column];
    side_by_side = side_by_side && at != Layout::kNone && (expected == Layout::kNone || at == expected);
    expected = at + 1;
  }
  if (side_by_side) {
    const char* const begin = mapping.cell(row, *columns.begin()).data();
    const std::string_view last = mapping.cell(row, *(columns.end() - 1));
    return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
  }
  scratch.clear();
  for (const std::size_t column : columns) {
    scratch += mapping.cell(row, column);
    scratch += '\t';
  }
  return scratch;
}

void join_place(std::string& out, std::initializer_list<std::string_view> parts) {
  out.clear();
  std::string whole;
  for (const std::string_view part : parts) {
    if (!is_missing(part)) {
      out += out.empty() ? "" : ", ";
      out += part;
    }
  }
  if (invalid_utf8_at(out)) {
    whole.swap(out);
    assign_utf8(out, whole);
  }
}

void set_point(Event& out, std::string_view latitude, std::string_view longitude, GeoPrecision precision) {
  const auto north = number_in(latitude);
  const auto east = number_in(longitude);
  if (north && east) {
    out.point = GeoPoint{*north, *east, precision};
  }
}

std::string_view site_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) {
    return address;
  }
  std::string_view site = address.substr(scheme + 3);
  site = site.substr(0, site.find_first_of("/:?#"));
  return site.starts_with("www.") ? site.substr(4) : site;
}

void set_sides(Event& out, const Actor* actor, const Actor* recipient) {
  out.actors.resize(actor != nullptr ? 1 : 0);
  if (actor != nullptr) {
    out.actors[0] = *actor;
  }
  out.recipients.resize(recipient != nullptr ? 1 : 0);
  if (recipient != nullptr) {
    out.recipients[0] = *recipient;
  }
}

std::string_view utf8(std::string_view cell, std::string& scratch) {
  if (!invalid_utf8_at(cell)) {
    return cell;
  }
  assign_utf8(scratch, cell);
  return scratch;
}

}  // namespace corollary::formats
