#!/usr/bin/env bash
# Import of GDELT rows beside what a user would do today: Python's csv module, and DuckDB's reader of CSV. A sample of real rows is
# repeated to a million. Nothing else should run meanwhile.
#
#   bench/import.sh SAMPLE.CSV [ROWS]     into out/import; SAMPLE.CSV holds raw GDELT 2.0 events
set -euo pipefail
cd "$(dirname "$0")/.."
sample=${1:?usage: bench/import.sh SAMPLE.CSV [ROWS]}
rows=${2:-1000000}
work=out/import
mkdir -p "$work"
each=$(wc -l < "$sample")
for ((i = 0; i * each < rows; i++)); do cat "$sample"; done > "$work/rows.csv"
rows=$(wc -l < "$work/rows.csv")
[[ -e $work/venv ]] || { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet duckdb; }

# measure WHAT COMMAND…: seconds of one core, and rows a second.
measure() {
  local what=$1
  shift
  taskset -c 0 /usr/bin/time -o "$work/time" -f "%e %M" "$@" > /dev/null
  read -r seconds memory < "$work/time"
  awk -v what="$what" -v s="$seconds" -v m="$memory" -v n="$rows" 'BEGIN { printf "%-44s %7.2f s %10.0f rows/s %6.0f MiB\n", what, s, n / s, m / 1024 }'
}

cat "$work/rows.csv" > /dev/null
measure "Python csv: rows read" python3 -c "
import csv
for row in csv.reader(open('$work/rows.csv', newline='', encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE): pass"
measure "DuckDB: rows read and counted" "$work/venv/bin/python" -c "
import duckdb
c = duckdb.connect(); c.execute('SET threads = 1')
c.execute(\"SELECT count(*), max(column60) FROM read_csv('$work/rows.csv', delim='\t', header=false, quote='', all_varchar=true)\").fetchall()"
rm -f "$work/duck.db"
measure "DuckDB: rows stored" "$work/venv/bin/python" -c "
import duckdb
c = duckdb.connect('$work/duck.db'); c.execute('SET threads = 1')
c.execute(\"CREATE TABLE event AS SELECT * FROM read_csv('$work/rows.csv', delim='\t', header=false, quote='', all_varchar=true)\")"
rm -f "$work/rows.record"
measure "corollary import: events mapped and stored" build/release/corollary --quiet import "$work/rows.csv" --record "$work/rows.record"
ls -l "$work/duck.db" "$work/rows.record" | awk -v n="$rows" '{ printf "%-44s %7.1f bytes a row\n", $NF, $5 / n }'
