#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ontology/event.h"
#include "ontology/publishers.h"
#include "ontology/trust.h"
#include "reports/report.h"

namespace corollary::reports {

/// Whom a report credits in its dateline or last line: "Reuters" for "HELSINKI, July 16 (Reuters) - …", "TASS" for "MOSCOW, July 16.
/// /TASS/. …". "" if it credits nobody.
std::string credit_of(const Report& report);

/// Whose story each is, by its number (as `stories_of` gives them): the voice that most of its reports credit, of equally many the first
/// by the alphabet; if none credits anybody, the publisher of its earliest report, likewise. "" if no publisher is known.
std::vector<std::string> voices_of(std::span<const Report> reports, std::span<const std::size_t> stories, const PublisherTable& publishers);

/// A report as its metadata tell of it, without its text.
struct Notice {
  std::string publisher;
  Date day{};
  std::optional<double> tone{};
  std::optional<std::int32_t> length{};  ///< Of the text, in characters.
};

/// Who tells of an event, by the reports that mention it: independent voices, sorted. Reports of the same length and tone within
/// `StoryOptions::apart_most` days of each other are copies of one text, and have one voice: that of the most reliable of their publishers,
/// of equals the first by day, then by the alphabet. A copy whose text was cut otherwise is not found out: the number is an upper bound.
std::vector<std::string> voices_of(std::span<const Notice> notices, const PublisherTable& publishers);

/// An event that was read from a report.
struct ToldEvent {
  Event event;
  std::size_t story = 0;  ///< Of its report.
  std::string voice{};    ///< Of that story.
};

/// Events of one or several reports that tell of the same act.
struct Act {
  std::vector<std::size_t> events;       ///< Their positions, ascending.
  std::vector<std::string> told_by;      ///< Independent voices, sorted. An agency's story in forty papers is one.
  std::vector<std::string> denied_by;    ///< Voices by whom it did not take place and that do not also tell of it, sorted.

  [[nodiscard]] std::size_t corroboration() const { return told_by.size(); }
  [[nodiscard]] Credibility credibility() const { return corollary::credibility({told_by.size(), denied_by.size()}); }
};

/// Could both be the same act, by what they say of it? Of one family of types (talks and agreements; help; verbal conflict; violence and
/// coercion; …); the sides in common, by party and, where both name one, sector; days that overlap; an issue in common where both have
/// issues, or else words of their texts; and the same place if both name one. Modality is not looked at.
bool may_be_same_act(const Event& a, const Event& b);

/// Links the events that tell of the same act and have the same modality: every event is in one act, and none is dropped. In the order of
/// their first events; does not depend on the order of the events otherwise. What one story says twice is linked too.
/// Cost: O(E log E), and a comparison for each two events of a party and family on the same days.
std::vector<Act> acts_of(std::span<const ToldEvent> events);

}  // namespace corollary::reports
