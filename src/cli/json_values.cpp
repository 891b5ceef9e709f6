#include "cli/json_values.h"

namespace corollary::cli {
namespace {

Json sides(const std::vector<Actor>& actors) {
  Json list = Json::array();
  for (const Actor& actor : actors) list.push_back(to_json(actor));
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
