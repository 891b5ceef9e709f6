#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace corollary {

// NATO's two grades (the Admiralty system, AJP-2.1): who says it, and what is said. They are given independently: a reliable publisher can
// be wrong, and an unreliable one right.

/// Of a publisher, by its record and its independence.
enum class Reliability : std::uint8_t { a, b, c, d, e, f };
/// 'A' to 'F'.
char letter(Reliability reliability);
/// "usually reliable"; of F "reliability cannot be judged".
std::string_view name(Reliability reliability);
/// nullopt unless the text is one letter from A to F.
std::optional<Reliability> reliability_of(std::string_view letter);

/// Of what is told, whoever tells it.
enum class Credibility : std::uint8_t { confirmed, probably_true, possibly_true, doubtful, improbable, cannot_be_judged };
/// 1 to 6.
int digit(Credibility credibility);
/// "probably true"; of 1 "confirmed by other sources", of 6 "truth cannot be judged".
std::string_view name(Credibility credibility);

/// How many independent voices tell of an act, and how many say that it did not take place.
struct Voices {
  std::size_t tell = 0, deny = 0;
  bool operator==(const Voices&) const = default;
};
/// So many voices confirm an act.
inline constexpr std::size_t kVoicesConfirm = 3;

/// The grade of an act by its voices alone:
///   6 if no voice is known;
///   5 (improbable) if more deny it than tell of it, 4 (doubtful) if any other denies it;
///   1 (confirmed) if `kVoicesConfirm` or more tell of it, 2 (probably true) if two do, 3 (possibly true) if one does.
Credibility credibility(Voices voices);

/// "B2".
std::string grade_text(Reliability reliability, Credibility credibility);

}  // namespace corollary
