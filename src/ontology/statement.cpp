#include "ontology/statement.h"

namespace corollary {

std::string_view name(StatementKind kind) {
  switch (kind) {
    case StatementKind::goal: return "goal";
    case StatementKind::commitment: return "commitment";
    case StatementKind::constraint: return "constraint";
    case StatementKind::expectation: return "expectation";
    case StatementKind::assessment: return "assessment";
  }
  return "";
}

}  // namespace corollary
