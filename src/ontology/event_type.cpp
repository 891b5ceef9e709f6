#include "ontology/event_type.h"

#include "base/strings.h"

namespace corollary {
namespace {

struct TypeWords {
  std::string_view code;
  std::string_view infinitive;
  std::string_view past;
  std::string_view noun;
  QuadClass quad;
  double intensity;
};

using enum QuadClass;

constexpr std::array<TypeWords, kEventTypeCount> kWords = {{
    {"AGREE", "promise cooperation to", "promised cooperation to", "promises and agreements", verbal_cooperation, 2.5},
    {"CONSULT", "hold talks with", "held talks with", "talks and visits", verbal_cooperation, 2.5},
    {"SUPPORT", "voice support for", "voiced support for", "words of support", verbal_cooperation, 5},
    {"CONCEDE", "make a concession to", "made a concession to", "concessions", verbal_cooperation, 4.5},
    {"COOPERATE", "cooperate in deed with", "cooperated in deed with", "cooperation in deed", material_cooperation, 9.5},
    {"AID", "give aid to", "gave aid to", "aid", material_cooperation, 10},
    {"RETREAT", "make a withdrawal, release or truce towards", "made a withdrawal, release or truce towards", "withdrawals and releases", material_cooperation, 6.5},
    {"REQUEST", "make a request or demand of", "made a request or demand of", "requests and demands", verbal_conflict, 0},
    {"ACCUSE", "criticise or accuse", "criticised or accused", "criticism and accusations", verbal_conflict, -3},
    {"REJECT", "reject a demand or proposal of", "rejected a demand or proposal of", "refusals", verbal_conflict, -2},
    {"THREATEN", "threaten", "threatened", "threats", verbal_conflict, -3.5},
    {"PROTEST", "protest against", "protested against", "protests", material_conflict, -5},
    {"SANCTION", "sanction or cut relations with", "sanctioned or cut relations with", "sanctions and expulsions", material_conflict, -6},
    {"MOBILIZE", "mobilise forces with regard to", "mobilised forces with regard to", "mobilisation of forces", material_conflict, -5.5},
    {"COERCE", "use coercion against", "used coercion against", "coercion", material_conflict, -7},
    {"ASSAULT", "use force against", "used force against", "uses of force", material_conflict, -9},
    {"STATEMENT", "make a statement about", "made a statement about", "statements", verbal_cooperation, 0},
}};

const TypeWords& words(EventType type) { return kWords[static_cast<std::size_t>(type)]; }

}  // namespace

std::string_view code(EventType type) { return words(type).code; }
std::string_view infinitive(EventType type) { return words(type).infinitive; }
std::string_view past_tense(EventType type) { return words(type).past; }
std::string_view noun_phrase(EventType type) { return words(type).noun; }
QuadClass quad_class(EventType type) { return words(type).quad; }

double typical_intensity(EventType type) { return words(type).intensity; }

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
