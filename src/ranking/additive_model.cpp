#include "ranking/additive_model.h"

#include <algorithm>
#include <cmath>

#include "ranking/kernels.h"

namespace corollary::ranking {
namespace {

// The bin of a feature among all bins.
std::size_t at(std::size_t feature, std::uint8_t bin) { return kBinOffsets[feature] + bin; }

template <typename Bins>
float sum_of(const std::array<float, kBins>& weights, std::size_t first_feature, const Bins& bins) {
  float sum = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) sum += weights[at(first_feature + i, bins[i])];
  return sum;
}

template <typename Bins>
void add_to(std::array<double, kBins>& gradient, std::size_t first_feature, const Bins& bins, double slope) {
  for (std::size_t i = 0; i < bins.size(); ++i) gradient[at(first_feature + i, bins[i])] += slope;
}

// Of most candidates all pair, origin and list features are in bin 0, which is therefore held at 0.
constexpr std::array<bool, kBins> kHeld = [] {
  std::array<bool, kBins> held{};
  for (std::size_t feature = 0; feature < kFirstObject; ++feature) held[kBinOffsets[feature]] = true;
  for (std::size_t feature = kFirstListed; feature < kFeaturesWithList; ++feature) held[kBinOffsets[feature]] = true;
  return held;
}();

float sum_of_rules(const std::vector<AdditiveModel::Recency>& weights, const Adjacency::Partner& partner, std::int32_t day) {
  float sum = 0;
  for (const auto& [earlier, count] : partner.slots) {
    const AdditiveModel::Recency recency = AdditiveModel::recency(count, day);
    for (std::size_t k = 0; k < recency.size(); ++k) sum += weights[earlier][k] * recency[k];
  }
  return sum;
}

void add_to_rules(std::vector<AdditiveModel::Recency>& gradient, const Adjacency::Partner& partner, std::int32_t day, float slope) {
  if (std::abs(slope) < 1e-5F) {
    return;  // Most candidates: their rules do not matter.
  }
  for (const auto& [earlier, count] : partner.slots) {
    const AdditiveModel::Recency recency = AdditiveModel::recency(count, day);
    for (std::size_t k = 0; k < recency.size(); ++k) gradient[earlier][k] += slope * recency[k];
  }
}

float stepped(float gradient, float rate, float& value, float& squares) {
  squares += gradient * gradient;
  return value -= rate * gradient / std::sqrt(squares);
}

}  // namespace

AdditiveModel::AdditiveModel(std::size_t directed_relations, bool day_list) : own_(directed_relations) {
  for (auto& rules : rules_) rules.resize(directed_relations * directed_relations);
  if (day_list) list_rules_.resize(directed_relations * directed_relations);
}

AdditiveModel::Recency AdditiveModel::recency(const DecayedCount& count, std::int32_t day) {
  Recency recency{};
  for (std::size_t k = 0; k < recency.size(); ++k) recency[k] = std::min(1.F, count.at(static_cast<HalfLife>(k), day));
  return recency;
}

AdditiveModel::OfRelation AdditiveModel::of(std::uint32_t relation) const {
  OfRelation weights;
  const Bins &shared = shared_[side(relation)], &own = own_[relation];
  for (std::size_t bin = 0; bin < kBins; ++bin) weights.bins[bin] = shared[bin].value + own[bin].value;
  for (std::size_t source = 0; source < kRuleSources; ++source) {
    weights.rules[source].resize(own_.size());
    for (std::size_t earlier = 0; earlier < own_.size(); ++earlier) {
      for (std::size_t k = 0; k < kHalfLives.size(); ++k) weights.rules[source][earlier][k] = rules_[source][relation * own_.size() + earlier][k].value;
    }
  }
  for (std::size_t asked = 0; asked < own_.size() && !list_rules_.empty(); ++asked) weights.list_rules.push_back(list_rules_[relation * own_.size() + asked].value);
  return weights;
}

void AdditiveModel::step(std::uint32_t relation, const Gradient& gradient, const AdditiveOptions& options) {
  const auto questions = static_cast<float>(gradient.questions);
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    const auto slope = static_cast<float>(gradient.bins[bin]);
    if (slope == 0 || kHeld[bin]) {
      continue;
    }
    Weight &shared = shared_[side(relation)][bin], &own = own_[relation][bin];
    stepped(slope, options.rate, shared.value, shared.squares);
    stepped(slope + options.shrink_own * questions * own.value, options.rate, own.value, own.squares);
  }
  for (std::size_t source = 0; source < kRuleSources; ++source) {
    const float rate = options.rate * (source == by_subject ? 0.5F : 0.25F);
    for (std::size_t earlier = 0; earlier < own_.size(); ++earlier) {
      for (std::size_t k = 0; k < kHalfLives.size(); ++k) {
        const float slope = gradient.rules[source][earlier][k];
        if (slope != 0) {
          Weight& rule = rules_[source][relation * own_.size() + earlier][k];
          stepped(slope + options.shrink_rules * questions * rule.value, rate, rule.value, rule.squares);
        }
      }
    }
  }
  step_list_rules(relation, gradient, options);
}

void AdditiveModel::step_list_rules(std::uint32_t relation, const Gradient& gradient, const AdditiveOptions& options) {
  for (std::size_t asked = 0; asked < gradient.list_rules.size(); ++asked) {
    const auto slope = static_cast<float>(gradient.list_rules[asked]);
    if (slope != 0) {
      Weight& rule = list_rules_[relation * own_.size() + asked];
      stepped(slope + options.shrink_rules * static_cast<float>(gradient.questions) * rule.value, options.rate, rule.value, rule.squares);
    }
  }
}

RelationScorer::RelationScorer(const AdditiveModel& model, const FeatureReader& reader, std::uint32_t relation)
    : reader_(&reader), relation_(relation), weights_(model.of(relation)) {
  reader.read_objects(relation, objects_);
  for (const FeatureReader::ObjectBins& bins : objects_) base_.push_back(sum_of(weights_.bins, kFirstObject, bins));
  reader.read_listed(relation, listed_);
  for (const ListedObject& object : listed_) {
    float& base = base_[object.entity()];
    base += sum_of(weights_.bins, kFirstListed, object.bins);
    for (const DayList::Asked& asked : object.listed->asked) base += weights_.list_rules[asked.relation];
  }
}

void RelationScorer::score(std::uint32_t subject, QuestionFeatures& features, std::vector<float>& scores) const {
  reader_->read(subject, relation_, features);
  std::vector<float> of_country, of_sector;
  for (const auto& bins : features.countries) of_country.push_back(sum_of(weights_.bins, kFirstCountry, bins));
  for (const auto& bins : features.sectors) of_sector.push_back(sum_of(weights_.bins, kFirstSector, bins));
  const GraphState& state = reader_->state();
  const std::span<const std::uint32_t> homes = state.homes(), sectors = state.groups().sector;
  scores.resize(base_.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = base_[i] + of_country[homes[i]] + of_sector[sectors[i]];
  const std::int32_t day = reader_->day();
  for (const auto& pair : features.pairs) scores[pair.entity] += sum_of(weights_.bins, 0, pair.bins) + sum_of_rules(weights_.rules[by_subject], *pair.partner, day);
  for (const auto& row : features.origin) {
    scores[row.entity] += sum_of(weights_.bins, kFirstOrigin, row.bins) + sum_of_rules(weights_.rules[by_country], *row.partner, day);
  }
  for (const auto& pair : features.listed_pairs) scores[pair.entity] += sum_of(weights_.bins, kFirstListedPair, pair.bins);
}

RelationLearner::RelationLearner(const RelationScorer& scorer) : scorer_(&scorer), object_slopes_(scorer.base().size()), slopes_(scorer.base().size()) {
  for (auto& rules : gradient_.rules) rules.resize(scorer.weights().rules[by_subject].size());
  gradient_.list_rules.resize(scorer.weights().list_rules.size());
}

double RelationLearner::learn(const QuestionFeatures& features, std::span<const std::uint32_t> truths, std::vector<float>& scores) {
  const float most = largest(scores);
  const double sum = exponentials(scores, most, slopes_);
  // Each true object is to win against all but the other true ones.
  double of_truths = 0, loss = 0, inverse_sums = 0;
  for (const std::uint32_t truth : truths) of_truths += slopes_[truth];
  std::vector<double> own_slopes;
  for (const std::uint32_t truth : truths) {
    const double own = slopes_[truth], rest = std::max(sum - of_truths, 0.0) + own + 1e-12;
    inverse_sums += 1 / rest;
    own_slopes.push_back(own / rest - 1);
    loss += std::log(rest) - (scores[truth] - most);
  }
  const auto scale = static_cast<float>(inverse_sums);
  for (float& slope : slopes_) slope *= scale;
  for (std::size_t i = 0; i < truths.size(); ++i) slopes_[truths[i]] = static_cast<float>(own_slopes[i]);

  gradient_.questions += truths.size();
  for (std::size_t i = 0; i < slopes_.size(); ++i) object_slopes_[i] += double{slopes_[i]};
  add_groups(features, slopes_);
  const std::int32_t day = scorer_->reader().day();
  for (const auto& row : features.origin) {
    add_to(gradient_.bins, kFirstOrigin, row.bins, slopes_[row.entity]);
    add_to_rules(gradient_.rules[by_country], *row.partner, day, slopes_[row.entity]);
  }
  for (const auto& pair : features.pairs) {
    add_to(gradient_.bins, 0, pair.bins, slopes_[pair.entity]);
    add_to_rules(gradient_.rules[by_subject], *pair.partner, day, slopes_[pair.entity]);
  }
  for (const auto& pair : features.listed_pairs) add_to(gradient_.bins, kFirstListedPair, pair.bins, slopes_[pair.entity]);
  return loss;
}

void RelationLearner::add_groups(const QuestionFeatures& features, std::span<const float> slopes) {
  const GraphState& state = scorer_->reader().state();
  const std::span<const std::uint32_t> homes = state.homes(), sectors = state.groups().sector;
  std::vector<double> of_country(features.countries.size()), of_sector(features.sectors.size());
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    of_country[homes[i]] += double{slopes[i]};
    of_sector[sectors[i]] += double{slopes[i]};
  }
  for (std::size_t i = 0; i < of_country.size(); ++i) add_to(gradient_.bins, kFirstCountry, features.countries[i], of_country[i]);
  for (std::size_t i = 0; i < of_sector.size(); ++i) add_to(gradient_.bins, kFirstSector, features.sectors[i], of_sector[i]);
}

AdditiveModel::Gradient RelationLearner::finish() && {
  const auto objects = scorer_->objects();
  for (std::size_t i = 0; i < objects.size(); ++i) add_to(gradient_.bins, kFirstObject, objects[i], object_slopes_[i]);
  for (const ListedObject& object : scorer_->listed()) {
    const double slope = object_slopes_[object.entity()];
    add_to(gradient_.bins, kFirstListed, object.bins, slope);
    for (const DayList::Asked& asked : object.listed->asked) gradient_.list_rules[asked.relation] += slope;
  }
  return std::move(gradient_);
}

}  // namespace corollary::ranking
