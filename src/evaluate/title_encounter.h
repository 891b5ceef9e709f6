#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corollary::evaluate {

/// A call, meeting or visit that the title of a press release names.
struct TitleEncounter {
  enum class Kind : std::uint8_t { call, meeting, visit };
  Kind kind;
  std::string host;                 ///< The words before it, as written: "Readout of President Biden's".
  std::vector<std::string> others;  ///< Whom it is with, one phrase each; for a visit the country or place.
  /// For each of the others the index of the first phrase for the same person: "Jacques Rogge, President of the IOC" are two phrases
  /// for one. Behind a bare name and a comma an office without a name renames it, and so does an office joined to that by "and".
  std::vector<std::size_t> person;
};

/// The encounter that a title names as something that took place: "Readout of President Biden's Call with …", "Meeting with
/// Prime Minister of …", "Visit to …", "Vladimir Putin met with …", "A and B held talks". nullopt for other titles, for those that
/// look ahead ("will meet", "previewing", "upcoming") and for meetings that name nobody else ("Meeting on economic issues").
/// The phrase of the others ends at a preposition of place, time or topic. Cost: O(words).
std::optional<TitleEncounter> read_title_encounter(std::string_view title);

/// A title in plain characters: escapes that a page's header left in it (`\_`, `\u2019`, `\xF6`) are resolved, curly apostrophes are
/// straight, and unbreakable spaces are spaces.
std::string plain_title(std::string_view title);

}  // namespace corollary::evaluate
