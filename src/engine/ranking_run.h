#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/progress.h"
#include "ontology/cameo.h"
#include "ranking/day_forecaster.h"
#include "ranking/model_file.h"

namespace corollary::engine {

// What `corollary rank` does: a model is learned and kept in a file, asked, and brought up to date.

/// From one of the two: the rows of a temporal-graph benchmark, or a record's events.
struct RankLearnRequest {
  std::filesystem::path input;            ///< A folder as `evaluate::read_temporal_set` reads.
  bool with_valid = false;                ///< Also from valid.txt.
  std::string until;                      ///< The last day to learn from, as `day_of` reads; "" for all.
  std::optional<Date> epoch;              ///< The date of the set's day 0.
  std::filesystem::path record;           ///< Used if `input` is empty.
  std::optional<Date> as_of;              ///< Of the record, the last day.
  ranking::RankerOptions ranker{};
};
struct RankLearnOutcome {
  ranking::LearnedRanking ranking;
  std::size_t facts = 0;
  std::vector<std::string> skipped;  ///< Rows that could not be read.
};
/// Errors: those of reading; `input` if there is nothing to learn from, or more relations than a model file takes; `usage` for a day that
/// is none; `cancelled`. Cost: some minutes for half a million facts.
Result<RankLearnOutcome> learn_ranking(const RankLearnRequest& request, const CameoTable& cameo, Progress& progress);

/// Reads and writes model files. Errors: those of the file, and of `ranking::ranking_of`.
Result<ranking::LearnedRanking> read_ranking(const std::filesystem::path& model);
Result<void> write_ranking(const ranking::LearnedRanking& ranking, const std::filesystem::path& model);

/// (actor, relation, ?), (?, relation, recipient), or with both: where does this recipient stand?
struct RankQuestion {
  std::string actor, recipient;  ///< Names; one may be empty.
  std::string relation;          ///< By name or CAMEO code.
  std::string day;               ///< As `day_of` reads; "" for the day after the last known one.
  std::size_t most = 10;
  bool explained = false;
};
struct RankAnswer {
  std::string actor, recipient;  ///< As the model names them; one may be empty.
  std::uint32_t relation = 0;  ///< Directed: from the one that is given to the one that is asked about.
  std::int32_t day = 0;
  std::vector<std::string> notes;  ///< What the answer cannot rest on, one sentence each.
  ranking::Forecast forecast;
};
/// Errors: `not_found` for a name that the model lacks, with the nearest ones; `usage` for a day that is none or is known already.
Result<RankAnswer> ask_ranking(const ranking::LearnedRanking& ranking, const RankQuestion& question, const CameoTable& cameo);

/// Later days for the state to know: rows in the numbers of the set that was learned from, or a record's events.
struct RankUpdateRequest {
  std::filesystem::path input;   ///< A file of rows.
  std::filesystem::path record;  ///< Used if `input` is empty.
  std::optional<Date> as_of;     ///< Of the record, the last day.
  bool learns = false;           ///< The additive weights take a step on each day too.
};
struct RankUpdateOutcome {
  std::size_t facts = 0, days = 0;
  std::size_t unknown = 0;  ///< A record's facts whose names the model lacks: left out.
};
/// All of it or, on an error, nothing. Errors: those of reading; `input` for a row that is none or has an id that the model lacks, for days
/// that are known already or go back, or if there is nothing new.
Result<RankUpdateOutcome> update_ranking(ranking::LearnedRanking& ranking, const RankUpdateRequest& request, const CameoTable& cameo, Progress& progress);

/// A day of a model as its user writes it: a date if the model knows that of day 0, else a number.
std::string day_text(const ranking::LearnedRanking& ranking, std::int32_t day);

}  // namespace corollary::engine
