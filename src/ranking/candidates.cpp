#include "ranking/candidates.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "ranking/kernels.h"

namespace corollary::ranking {
namespace {

// A number between two ends as one of 256 bins.
std::uint8_t fine_bin(float value, float least, float most) {
  return static_cast<std::uint8_t>(std::clamp((value - least) / (most - least) * 255.F, 0.F, 255.F));
}

// By half-steps of the logarithm.
std::uint8_t log_bin(float value) { return value <= 0 ? 0 : static_cast<std::uint8_t>(std::clamp(2 * std::log2(value) + 16.F, 1.F, 255.F)); }

std::uint8_t day_bin(std::int32_t days) { return static_cast<std::uint8_t>(std::clamp(days, 0, 254) + 1); }

template <typename Bins>
void put(std::uint8_t* row, std::size_t first_feature, const Bins& bins) {
  std::ranges::copy(bins, row + first_feature);
}

// What the two have had with each other.
void put_history(std::uint8_t* row, const Adjacency::Partner& partner, const GraphState& state, std::uint32_t relation, std::int32_t day) {
  const Adjacency::Slot* last = &partner.slots.front();
  for (const Adjacency::Slot& slot : partner.slots) {
    if (slot.count.last() > last->count.last()) last = &slot;
  }
  row[last_relation_root] = static_cast<std::uint8_t>(1 + state.root(last->relation) % 255);
  row[exact_any_gap] = day_bin(partner.count.gap(day));
  if (const DecayedCount* const same = partner.of(relation)) {
    row[exact_same_gap] = day_bin(same->gap(day));
    row[last_interval] = day_bin(same->last() - same->before());
    row[weekday] = static_cast<std::uint8_t>(1 + same->gap(day) % 7);
    if (same->count() > 1) {
      const float interval = static_cast<float>(same->last() - same->first() + 1) / static_cast<float>(same->count());
      row[gap_by_interval] = log_bin(static_cast<float>(same->gap(day)) / interval);
    }
  }
}

// By fourths of a doubling, the middle at `middle`.
std::uint8_t finer_log_bin(float value, float middle) {
  return value <= 0 ? 0 : static_cast<std::uint8_t>(std::clamp(4 * std::log2(value) + middle, 1.F, 255.F));
}

// What a count was on a day, with half-lives of 20 and of 120 days, and ever.
using FarNumbers = std::array<float, 3>;

FarNumbers far_numbers(const DecayedCount* count, std::int32_t day) {
  return count == nullptr ? FarNumbers{} : FarNumbers{count->at(weeks, day), count->at(months, day), static_cast<float>(count->count())};
}

void put_count(std::uint8_t* row, FarCount feature, const FarNumbers& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) row[first_far_count + 3 * feature + i] = finer_log_bin(numbers[i], 60);
}

void put_share(std::uint8_t* row, FarShare feature, const FarNumbers& part, const FarNumbers& whole) {
  for (std::size_t i = 0; i < part.size(); ++i) row[first_far_share + 3 * feature + i] = part[i] > 0 ? finer_log_bin(part[i] / whole[i], 60) : 0;
}

// What a subject and a candidate had with each other, and how much that is of what each had with all.
void put_far_pair(std::uint8_t* row, const GraphState& state, std::uint32_t subject, std::uint32_t relation, std::uint32_t entity) {
  const Adjacency::Partner* const partner = state.pairs.partner(subject, entity);
  if (partner == nullptr) {
    return;
  }
  const std::int32_t day = state.last_day();
  const std::uint32_t inverse = state.inverse(relation);
  FarNumbers root{};
  for (const auto& [of, count] : partner->slots) {
    const FarNumbers numbers = state.root(of) == state.root(relation) ? far_numbers(&count, day) : FarNumbers{};
    for (std::size_t i = 0; i < root.size(); ++i) root[i] += numbers[i];
  }
  const FarNumbers same = far_numbers(partner->of(relation), day), any = far_numbers(&partner->count, day);
  put_count(row, far_same, same);
  put_count(row, far_any, any);
  put_count(row, far_root, root);
  put_count(row, far_back, far_numbers(partner->of(inverse), day));
  put_share(row, same_of_subject, same, far_numbers(&state.pairs.total(subject, relation), day));
  put_share(row, any_of_subject, any, far_numbers(&state.pairs.total(subject), day));
  put_share(row, same_of_object, same, far_numbers(&state.pairs.total(entity, inverse), day));
  put_share(row, any_of_object, any, far_numbers(&state.pairs.total(entity), day));
}

void put_far(std::uint8_t* row, const GraphState& state, std::uint32_t subject, std::uint32_t relation, std::uint32_t entity) {
  const std::int32_t day = state.last_day();
  const FarNumbers object = far_numbers(state.popularity.find(relation, entity), day);
  put_count(row, far_object, object);
  put_count(row, far_active, far_numbers(&state.activity[entity], day));
  put_count(row, far_subject_relation, far_numbers(&state.pairs.total(subject, relation), day));
  put_count(row, far_subject, far_numbers(&state.pairs.total(subject), day));
  put_share(row, object_of_relation, object, far_numbers(&state.popularity.total(relation), day));
  const std::uint32_t home = state.home(subject);
  if (const Adjacency::Partner* const partner = home == 0 ? nullptr : state.from_country.partner(home, entity)) {
    put_share(row, same_of_country, far_numbers(partner->of(relation), day), far_numbers(&state.from_country.total(home, relation), day));
  }
  put_far_pair(row, state, subject, relation, entity);
}

}  // namespace

void choose_first(std::span<const float> scores, std::size_t most, std::vector<std::uint32_t>& out) {
  const auto better = [&](std::uint32_t a, std::uint32_t b) { return scores[a] > scores[b] || (scores[a] == scores[b] && a < b); };
  out.resize(std::min(most, scores.size()));
  std::ranges::partial_sort_copy(std::views::iota(0U, static_cast<std::uint32_t>(scores.size())), out, better);
}

void CandidateReader::read_bins(const RelationScorer& scorer, const QuestionFeatures& features, Candidates& out) {
  const GraphState& state = scorer.reader().state();
  place_.assign(state.entities(), -1);
  for (std::size_t i = 0; i < out.entities.size(); ++i) place_[out.entities[i]] = static_cast<std::int32_t>(i);
  const auto row_of = [&](std::uint32_t entity) { return place_[entity] < 0 ? nullptr : out.rows.data() + static_cast<std::size_t>(place_[entity]) * out.features; };
  for (const auto& pair : features.pairs) {
    if (std::uint8_t* const row = row_of(pair.entity)) {
      put(row, 0, pair.bins);
      put_history(row, *pair.partner, state, scorer.relation(), scorer.reader().day());
    }
  }
  for (const auto& origin : features.origin) {
    if (std::uint8_t* const row = row_of(origin.entity)) put(row, kFirstOrigin, origin.bins);
  }
  for (const std::uint32_t entity : out.entities) {
    std::uint8_t* const row = row_of(entity);
    put(row, kFirstObject, scorer.objects()[entity]);
    put(row, kFirstCountry, features.countries[state.home(entity)]);
    put(row, kFirstSector, features.sectors[state.groups().sector[entity]]);
  }
}

void CandidateReader::read_listed(const RelationScorer& scorer, std::uint32_t subject, const QuestionFeatures& features, Candidates& out) const {
  const auto put_bins = [&](std::uint32_t entity, std::size_t first_feature, const auto& bins) {
    if (place_[entity] >= 0) put(out.rows.data() + static_cast<std::size_t>(place_[entity]) * out.features, first_feature, bins);
  };
  std::uint32_t facts = 0, all = 0;
  for (const ListedObject& object : scorer.listed()) {
    facts += object.listed->times(scorer.relation());
    put_bins(object.entity(), first_listed, object.bins);
  }
  for (const auto& pair : features.listed_pairs) put_bins(pair.entity, first_listed_pair, pair.bins);
  const DayList::Entity* const own = scorer.reader().list()->find(subject, scorer.relation());
  if (own != nullptr) {
    for (const DayList::Asked& asked : own->asked) all += asked.times;
  }
  for (std::size_t i = 0; i < out.entities.size(); ++i) {
    std::uint8_t* const row = out.rows.data() + i * out.features;
    row[subject_listed] = count_bin(own == nullptr ? 0 : static_cast<float>(own->times(scorer.relation())));
    row[subject_listed_all] = count_bin(static_cast<float>(all));
    row[relation_listed] = count_bin(static_cast<float>(facts));
  }
}

void CandidateReader::read(const RelationScorer& scorer, std::uint32_t subject, const QuestionFeatures& features, std::span<const float> scores, Candidates& out) {
  const GraphState& state = scorer.reader().state();
  const std::int32_t day = scorer.reader().day();
  choose_first(scores, most_, out.entities);
  out.scores.clear();
  for (const std::uint32_t entity : out.entities) out.scores.push_back(scores[entity]);
  out.features = far_ ? std::size_t{kCandidateFeaturesFar} : scorer.reader().list() == nullptr ? std::size_t{kCandidateFeatures} : std::size_t{kCandidateFeaturesWithList};
  out.rows.assign(out.entities.size() * out.features, 0);
  read_bins(scorer, features, out);
  if (scorer.reader().list() != nullptr) read_listed(scorer, subject, features, out);
  shares_.resize(scores.size());
  const float first = out.scores.front();
  const auto log_sum = static_cast<float>(std::log(exponentials(scores, first, shares_)));
  const float partners = log_bin(static_cast<float>(features.pairs.size())), of_relation = log_bin(state.pairs.total(subject, scorer.relation()).at(weeks, day));
  const float acts = log_bin(state.activity[subject].at(weeks, day)), of_all = log_bin(state.popularity.total(scorer.relation()).at(weeks, day));
  for (std::size_t i = 0; i < out.entities.size(); ++i) {
    std::uint8_t* const row = out.rows.data() + i * out.features;
    const std::uint32_t entity = out.entities[i];
    row[below_first] = fine_bin(out.scores[i] - first, -12, 0);
    row[log_share] = fine_bin(out.scores[i] - first - log_sum, -12, 0);
    row[place] = static_cast<std::uint8_t>(std::min<std::size_t>(i, 255));
    row[of_pair] = fine_bin(out.scores[i] - scorer.base()[entity], -5, 12);
    row[of_object] = fine_bin(scorer.base()[entity], -10, 6);
    row[spread] = fine_bin(log_sum, 0, 8);
    row[subject_partners] = static_cast<std::uint8_t>(partners);
    row[subject_acts_of_relation] = static_cast<std::uint8_t>(of_relation);
    row[subject_acts] = static_cast<std::uint8_t>(acts);
    row[object_partners] = log_bin(static_cast<float>(state.pairs.partners(entity).size()));
    const std::uint32_t sector = state.groups().sector[entity];
    row[object_is_country] = sector == EntityGroups::kCountrySector ? 1 : 0;
    row[object_kind] = static_cast<std::uint8_t>(std::min<std::uint32_t>(sector, 2));
    row[relation_acts] = static_cast<std::uint8_t>(of_all);
    row[relation_root] = static_cast<std::uint8_t>(state.root(scorer.relation()) % 256);
    if (far_) {
      row[days_ahead] = day_bin(day - state.last_day());
      put_far(row, state, subject, scorer.relation(), entity);
    }
  }
}

}  // namespace corollary::ranking
