#include "cli/json_values.h"

namespace corollary::cli {
Json to_json(const Statement& statement) {
  return {{"schema", "corollary.statement/1"},
          {"id", statement.id},
          {"kind", name(statement.kind)},
          {"date", statement.day.iso()},
          {"speakers", formats::json_of(statement.speakers)},
          {"about", formats::json_of(statement.about)},
          {"issues", statement.issues},
          {"negated", statement.negated},
          {"cue", statement.cue},
          {"text", statement.text},
          {"evidence", formats::json_of(statement.evidence)},
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
