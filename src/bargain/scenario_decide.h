#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "base/error.h"

namespace corollary::bargain {

/// The scale on which a file gives the positions of an issue.
struct NativeScale {
  double low = 0;
  double high = 100;
  std::string low_text = "0";  ///< As in the file …
  std::string high_text = "100";

  /// From 0 to 100 to the units of the file.
  [[nodiscard]] double native(double position) const { return low + (high - low) * (position / 100); }
  /// "toll height [0.5 - 7]".
  [[nodiscard]] std::string label(std::string_view issue) const;
};

struct DecideScenario {
  Scenario scenario;                ///< Stakes in the order of the actors' rows; positions from 0 to 100.
  std::vector<NativeScale> scales;  ///< By issue.
  std::vector<std::string> warnings;  ///< What is legal and odd, one a line, with file and line where there is one.
};

/// Reads the rows of the program Decide. Cells are parted by tabs or by semicolons, whichever follows the kind of the first row, and
/// may stand in single or double quotes:
///
///     #/  a comment; #O, a title, is one too
///     #A  actor  [full name]  [comment]
///     #P  issue  [full name]  [comment]
///     #M  issue  position  [what it stands for]      the ends are the lowest and the highest
///     #D  actor  issue  position  salience  power
///
/// Rows may come in any order. An actor may have no stake in an issue. Without #M an issue goes from 0 to 100, which is a warning;
/// saliences of an actor that add up to more than 1 are another: what the theory shares out, files often give issue by issue. Bytes that
/// are not UTF-8 are taken as Windows-1252, where these files come from.
///
/// Errors: `input` with the mistakes of the file, up to twelve on one line, each beginning with `name:line:`: an unknown or short row, an actor or issue
///         that is named twice or that no row names, a second stake of an actor in an issue, what is not a number, a position outside the
///         scale, a salience outside 0 to 1, a power below 0, a scale without length, an issue that nobody has weight on.
Result<DecideScenario> parse_decide(std::string_view name, std::string_view bytes);

/// The same from a file. Errors: also those of `read_file`.
Result<DecideScenario> read_decide(const std::filesystem::path& path);

}  // namespace corollary::bargain
