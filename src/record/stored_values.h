#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ontology/event.h"

namespace corollary::record {

/// The part of an event that many events share: all that follows from what the source said happened.
struct Coding {
  EventType type = EventType::statement;
  std::string mode, cameo;
  double intensity = 0;
  Modality modality = Modality::happened;
  double factuality = 3;
  Probability confidence;
  std::string why;
  SourceScale source_scale{};  ///< Empty if the source has none.

  static Coding of(const Event& event);
  void give_to(Event& event) const;
  bool operator==(const Coding&) const = default;
  /// Of such an event.
  [[nodiscard]] bool is_of(const Event& event) const;
};

/// Where something was, as a source names it and on the map. Many events share one.
struct Place {
  std::string name;
  std::optional<GeoPoint> point{};
  auto operator<=>(const Place&) const = default;
};

/// A place in a set, in the parts that are stored: "train.txt:17" or "chronology.csv:17 (White House)".
struct RowPlace {
  std::string_view file;       ///< "chronology.csv"; "" if the text has no file and line.
  std::int64_t line = 0;       ///< 17; 0 if the text has none.
  std::string_view reference;  ///< What follows them: " (White House)".

  /// Takes any text; `text()` of the parts gives it back.
  static RowPlace of(std::string_view text);
  [[nodiscard]] std::string text() const;
};

/// The day of a number in the record.
inline Date day_of_number(std::int64_t number) { return Date::from_day_number(static_cast<std::int32_t>(number)); }

/// A list of ids as one text, and back. No id holds a '|': it is what separates lists in the ontology's tables.
std::string list_text(const std::vector<std::string>& ids);
std::vector<std::string> list_of(std::string_view text);

}  // namespace corollary::record
