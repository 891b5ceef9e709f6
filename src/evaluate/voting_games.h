#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/power_indices.h"
#include "base/error.h"

namespace corollary::evaluate {

/// A voting game of the literature, with what is expected of it where that is given.
struct ExpectedGame {
  std::string name;
  std::vector<std::string> members;  ///< Numbers from 1 where they have no names.
  bargain::VotingGame game;
  // One for each member, or empty.
  std::vector<double> shapley_shubik;
  std::vector<double> banzhaf;  ///< As shares of their sum.
  std::vector<double> banzhaf_absolute;
};

/// Games in one of two forms.
///
/// A table, with tabs or commas, holds one game: its columns are `member` (or name, actor, player, country) and `weight` (or weights, votes, seats),
/// and what is expected in `shapley_shubik`, `banzhaf`, `banzhaf_absolute`; the quota stands in a line `# quota 12` or in a row `quota 12`.
///
/// Text holds a game a line, with the words `quota` and `weights`, and what is expected after `Shapley` and `Banzhaf` (there `absolute`, if it
/// is): there, or in the lines that follow.
///
///     EEC Council 1958, weights 4 4 4 2 2 1, quota 12: Shapley–Shubik 0.23333 ×3, 0.15 ×2, 0; Banzhaf 10/42 ×3, 6/42 ×2, 0.
///
/// The literature's `[12; 4, 4, 4, 2, 2, 1]` stands for quota and weights too. `×3`, `x3` and `*3` repeat a number. There may be a value for each
/// member, for each number of the weights, or for each run of equal ones.
///
/// Errors: `input`, with `name:line:`, for a game without weights or quota, or with another number of values; `name:` if there is no game.
Result<std::vector<ExpectedGame>> parse_voting_games(std::string_view name, std::string_view text);

}  // namespace corollary::evaluate
