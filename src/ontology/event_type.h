#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace corollary {

/// PLOVER's sixteen event types (codebook of 2024), and `statement` for what PLOVER does not code and CAMEO does
/// (root 01: comments without a demand, promise, praise or blame).
enum class EventType : std::uint8_t {
  agree, consult, support, concede, cooperate, aid, retreat, request, accuse, reject, threaten, protest, sanction,
  mobilize, coerce, assault, statement
};
inline constexpr std::size_t kEventTypeCount = 17;
inline constexpr std::array<EventType, kEventTypeCount> kEventTypes = {
    EventType::agree,   EventType::consult, EventType::support,  EventType::concede,  EventType::cooperate, EventType::aid,
    EventType::retreat, EventType::request, EventType::accuse,   EventType::reject,   EventType::threaten,  EventType::protest,
    EventType::sanction, EventType::mobilize, EventType::coerce, EventType::assault,  EventType::statement};

/// The four classes of the field: verbal or material, cooperation or conflict.
enum class QuadClass : std::uint8_t { verbal_cooperation, material_cooperation, verbal_conflict, material_conflict };

/// `CONSULT`, as the field writes it; `STATEMENT` for CAMEO root 01.
std::string_view code(EventType type);
/// Accepts any case. nullopt if PLOVER has no such type.
std::optional<EventType> event_type(std::string_view code);
/// The type as an act that takes an object: "threaten", "hold talks with".
std::string_view infinitive(EventType type);
/// The same in the past: "threatened", "held talks with".
std::string_view past_tense(EventType type);
/// The type as a noun for headings and lists: "threats", "talks".
std::string_view noun_phrase(EventType type);

/// PLOVER's table: AGREE, CONSULT, SUPPORT, CONCEDE verbal cooperation; COOPERATE, AID, RETREAT material cooperation;
/// REQUEST, ACCUSE, REJECT, THREATEN verbal conflict; the others material conflict. SANCTION is material conflict
/// (the manual's section 3.13; its table 7.2 disagrees). `statement` counts as verbal cooperation, as CAMEO 01 does
/// in GDELT.
QuadClass quad_class(EventType type);
std::string_view name(QuadClass quad);
/// What an act of the type is usually worth on the Goldstein scale, -10 to 10. PLOVER's score of the type; for ACCUSE
/// -3, between its modes, for the manual's +3 is a slip of sign. 0 for `statement`.
double typical_intensity(EventType type);
[[nodiscard]] constexpr bool is_conflict(QuadClass quad) {
  return quad == QuadClass::verbal_conflict || quad == QuadClass::material_conflict;
}

}  // namespace corollary
