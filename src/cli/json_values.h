#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/engine.h"
#include "ontology/event.h"
#include "ontology/statement.h"

namespace corollary::cli {

// Values as the program prints them to machines. Keys keep their order; every object printed on its own bears a
// "schema".
using Json = nlohmann::ordered_json;

Json to_json(const Statement& statement);
/// What a check of a brief found, as a list.
Json to_json(const std::vector<brief::Finding>& findings);
/// The text of a JSON value on one line; bytes that are not UTF-8 are replaced, never thrown at.
std::string line_of(const Json& json);

}  // namespace corollary::cli
