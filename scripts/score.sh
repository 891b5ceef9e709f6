#!/usr/bin/env bash
# Scores the forecasts against the ICEWS18 reference set, if that lies beside the repository.
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${COROLLARY_SHARED:-../shared}
data=$shared/data/forecasting/ICEWS18
corollary=${1:-build/release/corollary}

if [[ ! -d $data ]]; then
  echo "score: there is no reference data at $data." >&2
  echo "score: put the ICEWS18 folder (train.txt, valid.txt, test.txt, entity2id.txt, relation2id.txt) there," >&2
  echo "score: or name the folder that holds data/forecasting/ICEWS18 in COROLLARY_SHARED." >&2
  exit 0
fi

mkdir -p out
"$corollary" import quadruples "$data" --epoch 2018-01-01 --record out/icews18.record
"$corollary" forecast --backtest --record out/icews18.record --learn-to 2018-08-28
