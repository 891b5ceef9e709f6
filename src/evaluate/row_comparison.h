#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evaluate/evaluate.h"

namespace corollary::evaluate {

/// One line of a printed run: words that must be the same, numbers that must be near.
struct PrintedRow {
  std::vector<std::string> words;
  std::vector<double> numbers;
};

struct RowComparison {
  std::size_t differing = 0;      ///< Rows of which something differs, and rows that only one side has.
  double largest_difference = 0;  ///< Of two numbers, over the rows with the same words.
  std::vector<std::string> errors;
};

/// Row by row, in order. At most `errors_most` of the differing rows are put into words.
RowComparison compare_rows(const std::vector<PrintedRow>& expected, const std::vector<PrintedRow>& found, double tolerance, std::size_t errors_most);

/// The rows as a listing; numbers with 15 digits. Columns in the order of words, then numbers.
Scores::Listing listing(std::string name, std::vector<std::string> columns, const std::vector<PrintedRow>& rows);

}  // namespace corollary::evaluate
