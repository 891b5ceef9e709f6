#include "formats/event_json.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "formats/quad_names.h"

namespace corollary::formats {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Actor& actor) {
  return {{"name", actor.name}, {"party", actor.party}, {"sector", actor.sector}, {"role", actor.role}};
}

Json json_of(const std::vector<Attribution>& chain) {
  Json list = Json::array();
  for (const Attribution& one : chain) list.push_back({{"speaker", json_of(one.speaker)}, {"cue", one.cue}});
  return list;
}

Json json_of(const SourceScale& scale) {
  Json json = Json::object();
  if (scale.intensity) {
    json["intensity"] = *scale.intensity;
  }
  if (scale.quad_class) {
    json["quad_class"] = name(*scale.quad_class);
  }
  return json;
}

void add_what_sources_say(Json& json, const Event& event) {
  if (!event.publisher.empty()) {
    json["publisher"] = event.publisher;
  }
  if (event.point) {
    json["point"] = {{"latitude", event.point->latitude},
                     {"longitude", event.point->longitude},
                     {"precision", name(event.point->precision)}};
  }
  if (event.source_scale) {
    json["source_scale"] = json_of(*event.source_scale);
  }
  if (event.publicity) {
    const Publicity& heard = *event.publicity;
    json["publicity"] = {
        {"mentions", heard.mentions}, {"sources", heard.sources}, {"articles", heard.articles}, {"tone", heard.tone}};
  }
  if (event.fatalities) {
    json["fatalities"] = {
        {"low", event.fatalities->low}, {"best", event.fatalities->best}, {"high", event.fatalities->high}};
  }
}

// Takes values out of an object; the first that is of a wrong kind is kept as the fault.
class Taker {
 public:
  Taker(const Json& object, std::string& fault) : object_(&object), fault_(&fault) {}

  void take(const char* key, std::string& out) const {
    if (const Json* const value = value_of(key)) {
      value->is_string() ? void(out = value->get_ref<const std::string&>()) : wrong(key, "a text");
    }
  }
  void take(const char* key, double& out) const {
    if (const Json* const value = value_of(key)) {
      value->is_number() ? void(out = value->get<double>()) : wrong(key, "a number");
    }
  }
  template <typename Integer>
    requires std::is_integral_v<Integer>
  void take(const char* key, Integer& out) const {
    const Json* const value = value_of(key);
    if (value == nullptr) {
      return;
    }
    if (value->is_number_unsigned() && std::in_range<Integer>(value->get<std::uint64_t>())) {
      out = static_cast<Integer>(value->get<std::uint64_t>());
    } else if (value->is_number_integer() && !value->is_number_unsigned() &&
               std::in_range<Integer>(value->get<std::int64_t>())) {
      out = static_cast<Integer>(value->get<std::int64_t>());
    } else {
      wrong(key, "a whole number in its range");
    }
  }
  /// By name: `read(text)` gives an optional or a result.
  template <typename T, typename Read>
  void take(const char* key, T& out, const char* expected, Read&& read) const {
    std::string text;
    take(key, text);
    if (value_of(key) != nullptr) {
      auto value = read(text);
      value ? void(out = *value) : wrong(key, expected);
    }
  }
  void take(const char* key, std::vector<std::string>& out) const {
    each(key, [&](const Json& item) {
      item.is_string() ? out.push_back(item.get<std::string>()) : wrong(key, "a list of texts");
    });
  }
  /// Calls `visit` for each item of a list.
  template <typename Visit>
  void each(const char* key, Visit&& visit) const {
    const Json* const value = value_of(key);
    if (value != nullptr && !value->is_array()) {
      wrong(key, "a list");
    } else if (value != nullptr) {
      for (const Json& item : *value) visit(item);
    }
  }
  /// Calls `visit` with the object of that key, if there is one.
  template <typename Visit>
  void inside(const char* key, Visit&& visit) const {
    if (const Json* const value = value_of(key)) {
      value->is_object() ? visit(Taker(*value, *fault_)) : wrong(key, "an object");
    }
  }
  [[nodiscard]] bool has(const char* key) const { return value_of(key) != nullptr; }
  [[nodiscard]] const Json& object() const { return *object_; }
  std::string& fault() const { return *fault_; }

 private:
  // nullptr if there is none, or if it is null.
  [[nodiscard]] const Json* value_of(const char* key) const {
    const auto found = object_->find(key);
    return found == object_->end() || found->is_null() ? nullptr : &*found;
  }
  void wrong(const char* key, const char* expected) const {
    if (fault_->empty()) {
      *fault_ = format("'{}' is not {}", key, expected);
    }
  }

  const Json* object_;
  std::string* fault_;
};

Actor actor_in(const Taker& from) {
  Actor actor;
  from.take("name", actor.name);
  from.take("party", actor.party);
  from.take("sector", actor.sector);
  from.take("role", actor.role);
  return actor;
}

void take_side(const Taker& from, const char* key, std::vector<Actor>& out) {
  from.each(key, [&](const Json& item) {
    if (item.is_object()) {
      out.push_back(actor_in(Taker(item, from.fault())));
    } else if (from.fault().empty()) {
      from.fault() = format("'{}' holds what is no actor", key);
    }
  });
}

void take_attribution(const Taker& from, std::vector<Attribution>& out) {
  from.each("attribution", [&](const Json& item) {
    Attribution one;
    const Taker link(item, from.fault());
    if (item.is_object()) {
      link.inside("speaker", [&](const Taker& speaker) { one.speaker = actor_in(speaker); });
      link.take("cue", one.cue);
    } else if (from.fault().empty()) {
      from.fault() = "'attribution' holds what is no object";
    }
    out.push_back(std::move(one));
  });
}

Citation citation_in(const Taker& from) {
  if (from.has("row")) {
    RowCitation row;
    from.take("row", row.row);
    from.take("source", row.source);
    from.take("place", row.place);
    return row;
  }
  SpanCitation span;
  from.take("report", span.report);
  std::int64_t begin = 0, end = 0;
  from.take("begin", begin);
  from.take("end", end);
  if (from.fault().empty() && (begin < 0 || end < begin)) {
    from.fault() = "'evidence' has no range of bytes: 0 <= begin <= end";
  }
  span.bytes = {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
  return span;
}

void take_what_sources_say(const Taker& from, Event& event) {
  from.inside("point", [&](const Taker& point) {
    event.point.emplace();
    point.take("latitude", event.point->latitude);
    point.take("longitude", event.point->longitude);
    point.take("precision", event.point->precision, "country, region, area or place", geo_precision_named);
  });
  from.inside("source_scale", [&](const Taker& scale) {
    event.source_scale.emplace();
    if (scale.has("intensity")) {
      scale.take("intensity", event.source_scale->intensity.emplace());
    }
    scale.take("quad_class", event.source_scale->quad_class, "one of the four classes",
               [](std::string_view text) { return quad_class_named(text); });
  });
  from.inside("publicity", [&](const Taker& heard) {
    event.publicity.emplace();
    heard.take("mentions", event.publicity->mentions);
    heard.take("sources", event.publicity->sources);
    heard.take("articles", event.publicity->articles);
    heard.take("tone", event.publicity->tone);
  });
  from.inside("fatalities", [&](const Taker& killed) {
    event.fatalities.emplace();
    killed.take("low", event.fatalities->low);
    killed.take("best", event.fatalities->best);
    killed.take("high", event.fatalities->high);
  });
}

void take_words(const Taker& from, Event& event) {
  from.take("id", event.id);
  take_side(from, "actors", event.actors);
  take_side(from, "recipients", event.recipients);
  from.take("mode", event.mode);
  from.take("contexts", event.contexts);
  from.take("cameo", event.cameo);
  take_attribution(from, event.attribution);
  from.take("issues", event.issues);
  from.take("place", event.place);
  from.take("text", event.text);
  from.take("publisher", event.publisher);
  from.take("why", event.why);
}

}  // namespace

Json json_of(const std::vector<Actor>& side) {
  Json list = Json::array();
  for (const Actor& actor : side) list.push_back(json_of(actor));
  return list;
}

Json json_of(const Citation& citation) {
  if (const auto* const span = std::get_if<SpanCitation>(&citation)) {
    return {{"report", span->report}, {"begin", span->bytes.begin}, {"end", span->bytes.end}};
  }
  const auto& row = std::get<RowCitation>(citation);
  return {{"row", row.row}, {"source", row.source}, {"place", row.place}};
}

std::string event_line(const Event& event) {
  Json json = {{"schema", "corollary.event/1"},
               {"id", event.id},
               {"date", event.when.first.iso()},
               {"last_date", event.when.last.iso()},
               {"actors", json_of(event.actors)},
               {"recipients", json_of(event.recipients)},
               {"type", code(event.type)},
               {"mode", event.mode},
               {"contexts", event.contexts},
               {"cameo", event.cameo},
               {"quad_class", name(quad_class(event.type))},
               {"intensity", event.intensity},
               {"modality", name(event.modality)},
               {"factuality", event.factuality},
               {"attribution", json_of(event.attribution)},
               {"issues", event.issues},
               {"place", event.place},
               {"text", event.text},
               {"evidence", json_of(event.evidence)},
               {"why", event.why},
               {"confidence", event.confidence.value()}};
  add_what_sources_say(json, event);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Event> event_in(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) {
    return fail(ErrorKind::input, "the line is no JSON object");
  }
  std::string fault;
  const Taker from(json, fault);
  std::string schema;
  from.take("schema", schema);
  if (schema != "corollary.event/1") {
    return fail(ErrorKind::input, "the schema is '{}', expected corollary.event/1", schema);
  }
  if (!from.has("date") || !from.has("type")) {
    return fail(ErrorKind::input, "there is no {}", from.has("date") ? "type" : "date");
  }
  Event event;
  from.take("date", event.when.first, "a day (YYYY-MM-DD)", Date::parse);
  event.when.last = event.when.first;
  from.take("last_date", event.when.last, "a day (YYYY-MM-DD)", Date::parse);
  from.take("type", event.type, "an event type", event_type);
  from.take("modality", event.modality, "a modality", modality_named);
  from.take("intensity", event.intensity);
  from.take("factuality", event.factuality);
  take_words(from, event);
  from.inside("evidence", [&](const Taker& evidence) { event.evidence = citation_in(evidence); });
  take_what_sources_say(from, event);
  double confidence = 1;
  from.take("confidence", confidence);
  const auto probability = Probability::from(confidence);
  if (fault.empty() && !probability) {
    fault = "'confidence' is not a number from 0 to 1";
  }
  if (fault.empty() && event.when.last < event.when.first) {
    fault = "'last_date' is before 'date'";
  }
  if (!fault.empty()) {
    return fail(ErrorKind::input, "{}", fault);
  }
  event.confidence = *probability;
  return event;
}

bool is_statement_line(std::string_view line) {
  return line.starts_with(R"({"schema":"corollary.statement/)") ||
         line.starts_with(R"({"schema": "corollary.statement/)");
}

}  // namespace corollary::formats
