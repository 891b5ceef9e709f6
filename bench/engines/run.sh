#!/usr/bin/env bash
# Measures SQLite and DuckDB on the record's work: fetches DuckDB's library (npm) and header (crates.io), builds, runs.
#
#   bench/engines/run.sh [EVENTS] [PASSAGES]     into out/engines
set -euo pipefail
cd "$(dirname "$0")/../.."
events=${1:-10000000}
passages=${2:-1000000}
work=out/engines
mkdir -p "$work"
here=$PWD
(
  cd "$work"
  [[ -e package/libduckdb.so ]] || { npm pack --silent @duckdb/node-bindings-linux-x64 && tar xzf duckdb-node-bindings-*.tgz; }
  if [[ ! -e duckdb.h ]]; then
    cargo init --quiet --name engines crate && (cd crate && cargo add --quiet libduckdb-sys && cargo vendor --quiet vendor)
    tar xzOf crate/vendor/libduckdb-sys/duckdb.tar.gz duckdb/src/include/duckdb.h > duckdb.h
    rm -r crate
  fi
  g++ -std=c++20 -O2 -I. "$here/bench/engines/engines.cpp" -o engines -Lpackage -lduckdb -lsqlite3 -Wl,-rpath,"$PWD/package"
)
for engine in sqlite duckdb; do
  echo "== $engine, $events events, $passages passages"
  /usr/bin/time -f "%M KiB at most" "$work/engines" "$engine" "$events" "$passages" "$work"
done
