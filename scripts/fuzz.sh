#!/usr/bin/env bash
# Runs each fuzzer of a build folder for a number of seconds: scripts/fuzz.sh build/fuzz 60
# What it learns stays in <build folder>/corpus; an input that breaks something goes to <build folder>/broken.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/fuzz}
seconds=${2:-60}

export UBSAN_OPTIONS=print_stacktrace=1
failed=()
for program in "$build"/tests/fuzz/*_fuzz; do
  name=$(basename "$program" _fuzz)
  corpus=$build/corpus/$name
  mkdir -p "$corpus" "$build/broken"
  log=$build/$name.log
  if "$program" "$corpus" "tests/fuzz/seeds/$name" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
      -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$build/broken/$name-" >"$log" 2>&1; then
    echo "$name: $(awk '/number_of_executed_units/ {print $2}' "$log") inputs, nothing broke"
  else
    failed+=("$name")
    echo "$name: broken; the end of $log:"
    tail -n 40 "$log"
    echo "again: $program $build/broken/$name-…"
  fi
done
rm -rf /dev/shm/corollary-*-fuzz-*
if (( ${#failed[@]} > 0 )); then
  echo "fuzz: broken: ${failed[*]}"
  exit 1
fi
