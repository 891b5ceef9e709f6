#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/challenge.h"
#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::bargain {

/// The actors of one issue, as a table has them: positions in its own units ("years", "dollars a barrel").
struct ActorTable {
  std::vector<std::string> actors;
  std::vector<double> capability;
  std::vector<double> position;
  std::vector<double> salience;  ///< 0 to 1; where the table goes beyond 1 its numbers are taken for percent.

  /// The outermost positions.
  [[nodiscard]] double low() const;
  [[nodiscard]] double high() const;

  /// For the challenge model, in the table's units: a scale from 0 to 100 would change the last digits.
  [[nodiscard]] ChallengeActors challenge_actors() const;
  /// One issue of that id; positions from 0 (`low`) to 100 (`high`), whose numbers the issue's `low` and `high` name.
  [[nodiscard]] Scenario scenario(std::string id) const;
};

/// Reads comma-separated values with the columns actor (or name), capability, position and salience, in any order and case; further
/// columns are not read. Lines may end in a carriage return alone. `name` is for messages.
/// Errors: `input`, one line with `name:line:`, for a missing column, a row of another length, a cell that is no number or out of its range, an
/// actor that is used twice; without a line for less than two actors, and for positions that are all the same.
Result<ActorTable> parse_actor_table(std::string_view name, std::string_view text);

/// The same from a file. Errors: also those of `read_file`.
Result<ActorTable> read_actor_table(const std::filesystem::path& path);

}  // namespace corollary::bargain
