#include "ranking/explanation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/check.h"

namespace corollary::ranking {
namespace {

template <typename Bins>
void add_bins(const AdditiveModel::OfRelation& weights, std::size_t first_feature, const Bins& bins, std::vector<FeatureTerm>& out) {
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double weight = double{weights.bins[kBinOffsets[first_feature + i] + bins[i]]};
    if (weight != 0) out.push_back({first_feature + i, bins[i], weight});
  }
}

void add_rules(const AdditiveModel::OfRelation& weights, RuleSource source, const Adjacency::Partner& partner, std::int32_t day, std::vector<RuleTerm>& out) {
  for (const auto& [earlier, count] : partner.slots) {
    const AdditiveModel::Recency recency = AdditiveModel::recency(count, day);
    double weight = 0;
    for (std::size_t k = 0; k < recency.size(); ++k) weight += double{weights.rules[source][earlier][k]} * double{recency[k]};
    if (weight != 0) out.push_back({source, earlier, count.gap(day), weight});
  }
}

template <typename Term>
double sum_of(const std::vector<Term>& terms) {
  double sum = 0;
  for (const Term& term : terms) sum += term.weight;
  return sum;
}

template <typename Term>
void sort_by_weight(std::vector<Term>& terms) {
  std::ranges::stable_sort(terms, [](const Term& a, const Term& b) { return std::abs(a.weight) > std::abs(b.weight); });
}

// What a bin holds, in words; the inverse of the functions that choose bins.

std::string between(double least, double most, std::string_view unit) {
  const auto number = [](double value) { return value < 10 ? format("{:.2g}", value) : format("{:.0f}", value); };
  return format("{} to {}{}", number(least), number(most), unit);
}

std::string gap_words(std::uint8_t bin) {
  if (bin == 0) {
    return "never";
  }
  // The ends of bins: the same in the end as the beginning of the next.
  static const auto ends = [] {
    std::array<std::int32_t, bins_of(Scale::gap)> last{};
    for (std::int32_t days = 0; days <= 1000; ++days) last[gap_bin(days)] = days;
    return last;
  }();
  const std::int32_t first = bin == 1 ? 0 : ends[bin - 1] + 1;
  return bin + 1 == bins_of(Scale::gap) ? format("{} or more", first) : first == ends[bin] ? format("{}", first) : format("{} to {}", first, ends[bin]);
}

double count_begin(int bin) { return std::exp2(bin - 6.7); }

std::string count_words(std::uint8_t bin) {
  return bin == 0    ? "none"
         : bin == 1  ? format("under {:.2g}", count_begin(2))
         : bin == 15 ? format("{:.0f} or more", count_begin(15))
                     : between(count_begin(bin), count_begin(bin + 1), "");
}

// Counts of ever are whole, and lie on the scale of decayed ones at 0.03 each.
std::string ever_words(std::uint8_t bin) {
  const auto first_of = [](int of) { return of <= 1 ? 1 : static_cast<int>(std::ceil(count_begin(of) / 0.03)); };
  const int first = first_of(bin), last = first_of(bin + 1) - 1;
  return bin == 0 ? "none" : bin == 15 ? format("{} or more", first) : first >= last ? format("{}", first) : format("{} to {}", first, last);
}

std::string share_words(std::uint8_t bin) {
  const auto begin = [](int of) { return 100 * std::exp2(of - 11); };
  return bin == 0 ? "none" : bin == 1 ? format("under {:.2g} %", begin(2)) : bin == 11 ? "all" : between(begin(bin), begin(bin + 1), " %");
}

std::string flag_words(std::uint8_t bin) { return bin == 0 ? "no" : bin == 1 ? "no country is known" : "yes"; }

std::string bin_words(std::size_t feature, std::uint8_t bin) {
  const FeatureInfo& info = kFeatureInfos[feature];
  switch (info.scale) {
    case Scale::gap: return gap_words(bin);
    case Scale::count: return info.name.ends_with("ever") || info.name.ends_with("ever had") ? ever_words(bin) : count_words(bin);
    case Scale::share: return share_words(bin);
    case Scale::flag: return flag_words(bin);
  }
  return "";
}

// The features that trees have beside those, in the order of `CandidateFeature`.
constexpr std::array<std::string_view, kCandidateFeatures - kFeatures> kFurtherNames = {
    "how far its sum lies below the first one's", "its share by the sums", "its place by the sums", "what the subject adds to its sum",
    "what it has by itself of its sum", "how even the shares are", "how many the subject had to do with", "the subject's acts of this relation",
    "the subject's acts", "how many it had to do with", "it is a country", "country, sector or neither", "acts of this relation by anyone",
    "the relation's root", "the root of what last happened between the two", "exact days since the two last had to do with each other",
    "exact days since the subject last did this to it", "days between the last two times", "days since, by how often",
    "the day of the week of the last time"};

// In the order of `FarCount` and `FarShare`, three numbers each.
constexpr std::array<std::string_view, std::size_t{kFarCounts} + kFarShares> kFarNames = {
    "acts of this relation on it", "acts between the two", "acts of this kind on it", "acts of this relation by it on the subject",
    "acts of this relation on it by anyone", "all acts with it", "the subject's acts of this relation", "the subject's acts",
    "its share of the subject's acts of this relation", "its share of the subject's acts", "the subject's share of this relation's acts on it",
    "the subject's share of all acts with it", "its share of all acts of this relation", "its share of the country's acts of this relation"};
constexpr std::array<std::string_view, 3> kFarEndings = {"half-life 20 days", "half-life 120 days", "ever"};

std::string further_words(std::size_t feature) {
  if (feature < kCandidateFeatures) {
    return std::string(kFurtherNames[feature - kFeatures]);
  }
  if (feature == days_ahead) {
    return "days since the last known one";
  }
  const std::size_t number = feature - first_far_count;
  return format("{} as last known, {}", kFarNames[number / kFarEndings.size()], kFarEndings[number % kFarEndings.size()]);
}

}  // namespace

Explanation explain(const Ranker& ranker, const RelationScorer& scorer, const Answer& answer, std::uint32_t entity) {
  ensure(!ranker.options().day_list, "terms of the list of a day are not told");
  Explanation out;
  const GraphState& state = ranker.state();
  const std::int32_t day = scorer.reader().day();
  const QuestionFeatures& features = answer.features;
  add_bins(scorer.weights(), kFirstObject, scorer.objects()[entity], out.features);
  add_bins(scorer.weights(), kFirstCountry, features.countries[state.home(entity)], out.features);
  add_bins(scorer.weights(), kFirstSector, features.sectors[state.groups().sector[entity]], out.features);
  const auto pair = std::ranges::find(features.pairs, entity, &QuestionFeatures::Pair::entity);
  if (pair != features.pairs.end()) {
    add_bins(scorer.weights(), 0, pair->bins, out.features);
    add_rules(scorer.weights(), by_subject, *pair->partner, day, out.rules);
  }
  const auto origin = std::ranges::find(features.origin, entity, &QuestionFeatures::Origin::entity);
  if (origin != features.origin.end()) {
    add_bins(scorer.weights(), kFirstOrigin, origin->bins, out.features);
    add_rules(scorer.weights(), by_country, *origin->partner, day, out.rules);
  }
  out.additive = sum_of(out.features) + sum_of(out.rules);
  sort_by_weight(out.features);
  sort_by_weight(out.rules);

  const auto place = static_cast<std::size_t>(std::ranges::find(answer.candidates.entities, entity) - answer.candidates.entities.begin());
  if (place < answer.full.size()) {
    const auto row = answer.candidates.row(place);
    std::vector<double> by_feature(row.size());
    out.by_trees = true;
    out.trees_mean = ranker.trees().attribute(row, by_feature);
    for (std::size_t i = 0; i < by_feature.size(); ++i) {
      if (by_feature[i] != 0) out.trees.push_back({i, row[i], by_feature[i]});
    }
    out.trees_sum = out.trees_mean + sum_of(out.trees);
    sort_by_weight(out.trees);
  }
  return out;
}

std::string in_words(const FeatureTerm& term) {
  return term.feature < kFeatures ? format("{}: {}", kFeatureInfos[term.feature].name, bin_words(term.feature, term.bin))
                                  : further_words(term.feature);
}

std::string relation_name(std::uint32_t relation, const Vocabulary& vocabulary) {
  const std::size_t count = vocabulary.relations.size();
  return relation < count ? vocabulary.relations[relation] : vocabulary.relations[relation - count] + " (received)";
}

std::string in_words(const RuleTerm& term, std::uint32_t relation, const Vocabulary& vocabulary) {
  const std::string when = term.days_ago == 0 ? "today" : term.days_ago == 1 ? "1 day ago" : format("{} days ago", term.days_ago);
  return format("{}{} → {}, {}", term.source == by_country ? "by the subject's country: " : "", relation_name(term.earlier, vocabulary), relation_name(relation, vocabulary), when);
}

}  // namespace corollary::ranking
