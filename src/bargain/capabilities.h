#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace corollary::bargain {

/// What a state could bring to bear in one year.
struct Capability {
  std::string party;  ///< Party code.
  int year = 0;
  double share = 0;  ///< Of the world's, 0 to 1: the Composite Index of National Capability.
};

/// National Material Capabilities of the Correlates of War project.
struct Capabilities {
  std::vector<Capability> rows;  ///< In the order of the file.
  std::size_t rejected = 0;      ///< Rows that could not be read.

  /// The last value of a state up to a year. Cost: O(rows).
  [[nodiscard]] std::optional<Capability> latest(std::string_view party, int year) const;
};

/// The party code of the project's country code ("USA" of 2); "" if it is no state after 1990.
std::string_view party_of_state_number(long long number);

/// Reads the columns ccode, year and cinc of a CSV; rows without a value (-9, NA) and states of the past are left out.
/// Errors: `input` if it is no CSV, a column is missing, or no row has a value. Cost: O(bytes).
/// Source: Singer, Bremer, Stuckey 1972.
Result<Capabilities> parse_capabilities(std::string_view name, std::string_view text);

/// The same from a file. Errors: also those of `read_file`.
Result<Capabilities> read_capabilities(const std::filesystem::path& path);

}  // namespace corollary::bargain
