#include "ranking/day_forecaster.h"

#include <algorithm>

#include "base/check.h"
#include "ranking/kernels.h"

namespace corollary::ranking {

DayForecaster::DayForecaster(const Ranker& ranker, std::int32_t day) : ranker_(&ranker), reader_(ranker.state(), day), candidate_reader_(ranker.candidate_reader()) {
  ensure(!ranker.options().day_list, "who asks a question has no list of the others of its day");
}

Forecast DayForecaster::first(std::uint32_t subject, std::uint32_t relation, std::size_t most, bool explained) {
  answer(subject, relation);
  Forecast forecast;
  for (const Ranked& ranked : first_of(answer_, most)) forecast.entities.push_back(entity_at(ranked.entity, forecast.entities.size() + 1, explained));
  return forecast;
}

Forecast DayForecaster::of(std::uint32_t subject, std::uint32_t relation, std::uint32_t entity, bool explained) {
  answer(subject, relation);
  const std::vector<Ranked> candidates = first_of(answer_, answer_.full.size());
  const auto among = static_cast<std::size_t>(std::ranges::find(candidates, entity, &Ranked::entity) - candidates.begin());
  Forecast::Entity found = entity_at(entity, among + 1, explained);
  if (among == candidates.size()) {
    found.place = found.place_additive;  // Behind the candidates all stand as the sums have them.
  }
  return {{std::move(found)}};
}

void DayForecaster::answer(std::uint32_t subject, std::uint32_t relation) {
  if (!scorer_ || scorer_->relation() != relation) {
    scorer_.emplace(ranker_->additive(), reader_, relation);
  }
  ranker_->answer(*scorer_, subject, candidate_reader_, answer_);
  shares_.resize(answer_.scores.size());
  sum_ = exponentials(answer_.scores, largest(answer_.scores), shares_);
}

Forecast::Entity DayForecaster::entity_at(std::uint32_t entity, std::size_t place, bool explained) {
  const std::span<const float> scores = answer_.scores;
  const std::size_t ahead = standing_of(scores, scores[entity]).above + standing_of(scores.first(entity), scores[entity]).same;
  return {entity, place, ahead + 1, double{shares_[entity]} / sum_, explained ? explain(*ranker_, *scorer_, answer_, entity) : Explanation{}};
}

}  // namespace corollary::ranking
