#include "ontology/event_type.h"

#include "base/strings.h"

namespace corollary {
namespace {

struct TypeWords {
  std::string_view code;
  std::string_view act;
  std::string_view noun;
  QuadClass quad;
};

using enum QuadClass;

constexpr std::array<TypeWords, kEventTypeCount> kWords = {{
    {"AGREE", "promises or agrees to cooperate with", "promises and agreements", verbal_cooperation},
    {"CONSULT", "holds talks with", "talks and visits", verbal_cooperation},
    {"SUPPORT", "voices support for", "words of support", verbal_cooperation},
    {"CONCEDE", "makes a concession to", "concessions", verbal_cooperation},
    {"COOPERATE", "cooperates in deed with", "cooperation in deed", material_cooperation},
    {"AID", "gives aid to", "aid", material_cooperation},
    {"RETREAT", "pulls back from or releases something to", "withdrawals and releases", material_cooperation},
    {"REQUEST", "makes a request or demand of", "requests and demands", verbal_conflict},
    {"ACCUSE", "criticises or accuses", "criticism and accusations", verbal_conflict},
    {"REJECT", "rejects a demand or proposal of", "refusals", verbal_conflict},
    {"THREATEN", "threatens", "threats", verbal_conflict},
    {"PROTEST", "protests against", "protests", material_conflict},
    {"SANCTION", "sanctions or reduces relations with", "sanctions and expulsions", material_conflict},
    {"MOBILIZE", "mobilises forces against", "mobilisation of forces", material_conflict},
    {"COERCE", "uses coercion against", "coercion", material_conflict},
    {"ASSAULT", "attacks", "attacks", material_conflict},
    {"STATEMENT", "makes a statement about", "statements", verbal_cooperation},
}};

const TypeWords& words(EventType type) { return kWords[static_cast<std::size_t>(type)]; }

}  // namespace

std::string_view code(EventType type) { return words(type).code; }
std::string_view act_phrase(EventType type) { return words(type).act; }
std::string_view noun_phrase(EventType type) { return words(type).noun; }
QuadClass quad_class(EventType type) { return words(type).quad; }

std::optional<EventType> event_type(std::string_view code) {
  for (const EventType type : kEventTypes) {
    if (equal_ignoring_case(code, words(type).code)) {
      return type;
    }
  }
  return std::nullopt;
}

std::string_view name(QuadClass quad) {
  switch (quad) {
    case verbal_cooperation: return "verbal cooperation";
    case material_cooperation: return "material cooperation";
    case verbal_conflict: return "verbal conflict";
    case material_conflict: return "material conflict";
  }
  return "";
}

}  // namespace corollary
