#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/progress.h"
#include "evaluate/evaluate.h"
#include "ontology/cameo.h"
#include "ranking/ranker.h"

namespace corollary::evaluate {

/// What a ranking may know on the day of a question. Weights are learned on the training days alone, but for `online`.
enum class Protocol : std::uint8_t {
  frozen,     ///< The state follows day by day: each question is answered from all facts of days before.
  online,     ///< And the additive weights take a step after each day.
  multi_step, ///< Nothing after the last training day.
  day_list    ///< As frozen, and the list of all that is asked on a day is known with each of its questions: for comparison only.
};
std::optional<Protocol> protocol_named(std::string_view name);

struct RankingRequest {
  std::filesystem::path input;   ///< A folder with entity2id.txt, relation2id.txt, train.txt, test.txt and perhaps valid.txt.
  Protocol protocol = Protocol::frozen;
  bool on_valid = false;         ///< The questions are those of valid.txt; test.txt is not read.
  ranking::RankerOptions ranker{};
};

/// Single-step extrapolation as the field scores it: both directions of each row, rank among all entities with the other true answers of the
/// same question left out, ties at the expected rank. `mrr`, `hits1`, `hits3`, `hits10` of both directions, the same with `object_` and
/// `subject_` of each, `mrr_optimistic` (ties at the first rank, as some publish), `unseen_mrr` (answers that were no fact's entity
/// before train's end), `seconds` in all, `seconds_learning`, `peak_mib`.
///
/// Errors: `not_found` or `input` for the files, `cancelled`. A row that cannot be read is in `skipped` and left out.
Result<Scores> score_ranking(const RankingRequest& request, const CameoTable& cameo, Progress& progress);

}  // namespace corollary::evaluate
