#!/usr/bin/env bash
# Scores the stages against the reference sets, where these lie beside the repository: reading and forecasts.
#
#   scripts/score.sh [PROGRAM]      COROLLARY_SHARED names the folder with the reference data (../shared)
set -euo pipefail
cd "$(dirname "$0")/.."

shared=${COROLLARY_SHARED:-../shared}
corollary=${1:-build/release/corollary}

# reading SUITE FILE [OPTION…]: one suite of `corollary evaluate coding` on a file below the reference data.
reading() {
  local suite=$1 file=$shared/data/$2
  shift 2
  if [[ -e $file ]]; then
    echo "== coding: $suite, ${file#"$shared"/}"
    "$corollary" evaluate coding --suite "$suite" --input "$file" "$@" || echo "score: $suite failed" >&2
  else
    echo "score: there is no $file" >&2
  fi
}

reading conllu treebanks/EWT/en_ewt-ud-dev.conllu
reading conllu treebanks/GUM/en_gum-ud-dev.conllu
reading plv coding/gold/PLV_train/PLV_train.tsv --folds 5
reading petrarch coding/gold/UP_VALIDATE/up_validate.jsonl
reading petrarch coding/gold/PETR_UNITTEST/petr_unittest.jsonl
reading tabari coding/gold/TABARI_VALIDATE/tabari_validate.jsonl
reading actors coding/gold/NGEC_ACTOR/ngec_actor_first_half.jsonl
reading factuality coding/gold/FACTUALITY/meantime/dev.conll
reading factuality coding/gold/FACTUALITY/uds_ih2/it-happened_eng_ud1.2_07092017.tsv
reading titles text/white_house_2021_2023.jsonl
reading titles text/kremlin_to_2016.jsonl
judged=training/coding/judged.tsv
reading judged coding/gold/NGEC_SYNTH/ngec_synth.jsonl --expected "$judged"
reading judged text/kremlin_to_2016.jsonl --expected "$judged"
reading judged text/white_house_2021_2023.jsonl --expected "$judged"
echo "== coding: modality"
"$corollary" evaluate coding --suite modality --input tests/published/modality/items.tsv || echo "score: modality failed" >&2
echo "== coding: duplicates"
"$corollary" evaluate coding --suite duplicates --input tests/published/duplicates/reports.jsonl || echo "score: duplicates failed" >&2
echo "== coding: report"
"$corollary" evaluate coding --suite report --input "$shared/seed/helsinki-2018.txt" --expected tests/published/helsinki2018/gold.tsv ||
  echo "score: report failed" >&2

# bargaining SUITE FOLDER [OPTION…]: the same of `corollary evaluate bargain`.
bargaining() {
  local suite=$1 input=$shared/data/bargaining/$2
  shift 2
  if [[ -e $input ]]; then
    echo "== bargain: $suite, ${input#"$shared"/}"
    "$corollary" evaluate bargain --suite "$suite" --input "$input" "$@" || echo "score: $suite failed" >&2
  else
    echo "score: there is no $input" >&2
  fi
}

bargaining un-votes positions
scholz=$shared/data/bargaining/scholz
bargaining challenge scholz/ExampleActors.csv --expected "$scholz/Example.log"
bargaining challenge scholz/Sultan.csv --expected "$scholz/jmckib_Sultan_output.txt"
bargaining challenge scholz/ExampleActors.csv --expected tests/published/bargaining/challenge/table2.tsv
bargaining deu deu3/deu3_train_dev.tsv
bargaining power power/expected.md
bargaining equal-gain equal_gain/data_short.csv --expected "$shared/data/bargaining/equal_gain/data_short.output.csv"
for set in copenhagen.csv sample_data.txt; do
  for printed in exchanges nbs; do bargaining decide decide/$set --expected "$shared/data/bargaining/decide/${set}_$printed.csv"; done
done
for scenario in dummyData_3Dim dummyData_6Dim SOE-Pol-Comp; do
  echo "== bargain: ktab, $scenario"
  ktab=tests/published/bargaining/ktab
  "$corollary" evaluate bargain --suite ktab --input $ktab/$scenario.csv --expected $ktab/expected_$scenario.txt || echo "score: ktab failed" >&2
done

# forecasts SET YEAR: who comes next, and what follows the summits and crises of that year.
forecasts() {
  local data=$shared/data/forecasting/$1 year=$2 record=out/score-$2.record
  if [[ ! -d $data ]]; then
    echo "score: there is no reference data at $data (train.txt, valid.txt, test.txt, entity2id.txt, relation2id.txt);" >&2
    echo "score: name the folder that holds data/forecasting/$1 in COROLLARY_SHARED." >&2
    return
  fi
  echo "== forecasts: $1, who comes next"
  for protocol in frozen multi-step; do "$corollary" evaluate forecast --input "$data" --protocol $protocol; done
  rm -f "$record"
  mkdir -p out
  "$corollary" import quadruples "$data" --epoch "$year-01-01" --record "$record"
  echo "== forecasts: summits and crises of $year"
  "$corollary" forecast --record "$record" --cases "tests/published/summits/$year.tsv"
}

forecasts ICEWS14s 2014
forecasts ICEWS18 2018
if [[ -e out/score-2018.record ]]; then
  echo "== forecasts: what happens within so many days"
  for horizon in 7 30; do "$corollary" forecast --backtest --record out/score-2018.record --learn-to 2018-04-15 --horizon $horizon; done
fi
