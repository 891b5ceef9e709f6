#include "evaluate/row_comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/strings.h"

namespace corollary::evaluate {
namespace {

std::vector<std::string> cells(const PrintedRow& row) {
  std::vector<std::string> texts = row.words;
  for (const double number : row.numbers) texts.push_back(format("{:.15g}", number));
  return texts;
}

std::string text(const std::vector<PrintedRow>& rows, std::size_t k) { return k < rows.size() ? joined(cells(rows[k]), ", ") : "no more rows"; }

double largest_difference(const PrintedRow& a, const PrintedRow& b) {
  double largest = 0;
  for (std::size_t k = 0; k < a.numbers.size(); ++k) largest = std::max(largest, std::abs(a.numbers[k] - b.numbers[k]));
  return largest;
}

}  // namespace

RowComparison compare_rows(const std::vector<PrintedRow>& expected, const std::vector<PrintedRow>& found, double tolerance, std::size_t errors_most) {
  RowComparison comparison;
  for (std::size_t k = 0; k < std::max(expected.size(), found.size()); ++k) {
    const bool comparable = k < expected.size() && k < found.size() && expected[k].words == found[k].words &&
                            expected[k].numbers.size() == found[k].numbers.size();
    const double difference = comparable ? largest_difference(expected[k], found[k]) : 0;
    comparison.largest_difference = std::max(comparison.largest_difference, difference);
    if (comparable && difference <= tolerance) continue;
    ++comparison.differing;
    if (comparison.errors.size() < errors_most) {
      comparison.errors.push_back(format("row {}: expected {}; got {}", k + 1, text(expected, k), text(found, k)));
    }
  }
  return comparison;
}

Scores::Listing listing(std::string name, std::vector<std::string> columns, const std::vector<PrintedRow>& rows) {
  Scores::Listing list{std::move(name), std::move(columns), {}};
  for (const PrintedRow& row : rows) list.rows.push_back(cells(row));
  return list;
}

}  // namespace corollary::evaluate
