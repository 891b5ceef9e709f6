// Comma- and tab-separated tables.
#include "base/table.h"
#include "fuzz.h"

using namespace corollary;

static void check(const Result<Table>& table) {
  if (!table) {
    ensure(!table.error().message.empty(), "an error says what is wrong");
    return;
  }
  std::size_t line = 0;
  for (const Table::Row& row : table->rows) {
    ensure(row.cells.size() == table->columns.size(), "a row has a cell for each column");
    ensure(row.line > line, "rows come in the order of their lines");
    line = row.line;
  }
}

FUZZ(bytes) {
  check(read_csv("table.csv", bytes));
  check(read_tsv("table.tsv", bytes));
}
