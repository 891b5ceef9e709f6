#include "cli/json_values.h"

namespace corollary::cli {
namespace {

Json sides(const std::vector<Actor>& actors) {
  Json list = Json::array();
  for (const Actor& actor : actors) list.push_back(to_json(actor));
  return list;
}

Json attribution(const std::vector<Attribution>& chain) {
  Json list = Json::array();
  for (const Attribution& one : chain) list.push_back({{"speaker", to_json(one.speaker)}, {"cue", one.cue}});
  return list;
}

}  // namespace

Json to_json(const Actor& actor) {
  return {{"name", actor.name}, {"party", actor.party}, {"sector", actor.sector}, {"role", actor.role}};
}

Json to_json(const Citation& citation) {
  if (const auto* const span = std::get_if<SpanCitation>(&citation)) {
    return {{"report", span->report}, {"begin", span->bytes.begin}, {"end", span->bytes.end}};
  }
  const auto& row = std::get<RowCitation>(citation);
  return {{"row", row.row}, {"source", row.source}, {"place", row.place}};
}

Json to_json(const Event& event) {
  return {{"schema", "corollary.event/1"},
          {"id", event.id},
          {"date", event.when.first.iso()},
          {"last_date", event.when.last.iso()},
          {"actors", sides(event.actors)},
          {"recipients", sides(event.recipients)},
          {"type", code(event.type)},
          {"mode", event.mode},
          {"contexts", event.contexts},
          {"cameo", event.cameo},
          {"quad_class", name(quad_class(event.type))},
          {"intensity", event.intensity},
          {"modality", name(event.modality)},
          {"factuality", event.factuality},
          {"attribution", attribution(event.attribution)},
          {"issues", event.issues},
          {"place", event.place},
          {"text", event.text},
          {"evidence", to_json(event.evidence)},
          {"why", event.why},
          {"confidence", event.confidence.value()}};
}

Json to_json(const Statement& statement) {
  return {{"schema", "corollary.statement/1"},
          {"id", statement.id},
          {"kind", name(statement.kind)},
          {"date", statement.day.iso()},
          {"speakers", sides(statement.speakers)},
          {"about", sides(statement.about)},
          {"issues", statement.issues},
          {"negated", statement.negated},
          {"cue", statement.cue},
          {"text", statement.text},
          {"evidence", to_json(statement.evidence)},
          {"why", statement.why}};
}

Json to_json(const std::vector<brief::Finding>& findings) {
  Json list = Json::array();
  for (const brief::Finding& finding : findings) {
    list.push_back({{"rule", finding.rule}, {"sentence", finding.sentence}, {"message", finding.message}});
  }
  return list;
}

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace corollary::cli
