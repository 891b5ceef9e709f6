#include "ranking/model_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/model_bytes.h"

namespace corollary::ranking {
namespace {

constexpr ModelKind kKind = {"CORORANK", 1, "model of the ranking"};
// Guards against numbers that a damaged file may claim, and that arithmetic would stumble over.
constexpr float kWeightMost = 1e6F;

float read_weight(ModelReader& in) {
  const auto weight = in.value<float>();
  return in.expect(std::abs(weight) <= kWeightMost) ? weight : 0;  // Not so of what is no number.
}

std::int32_t read_day(ModelReader& in) { return static_cast<std::int32_t>(in.varying_below(LearnedRanking::kDaysEnd)); }

// So many days before a day, but not before day 0.
std::int32_t read_day_before(ModelReader& in, std::int32_t day) { return day - static_cast<std::int32_t>(in.varying_below(static_cast<std::uint64_t>(day) + 1)); }

void write_days(ModelWriter& out, std::int32_t days) { out.varying(static_cast<std::uint64_t>(days)); }

// The relations of a node's slots, in order, each with its count if one partner alone has it, else with nullptr.
std::vector<std::pair<std::uint32_t, const DecayedCount*>> relations_of(std::span<const Adjacency::Partner> partners) {
  std::vector<std::pair<std::uint32_t, const DecayedCount*>> relations;
  for (const Adjacency::Partner& partner : partners) {
    for (const Adjacency::Slot& slot : partner.slots) relations.emplace_back(slot.relation, &slot.count);
  }
  std::ranges::stable_sort(relations, {}, [](const auto& of) { return of.first; });
  std::size_t kept = 0;
  for (const auto& of : relations) {
    if (kept > 0 && relations[kept - 1].first == of.first) {
      relations[kept - 1].second = nullptr;
    } else {
      relations[kept++] = of;
    }
  }
  relations.resize(kept);
  return relations;
}

// Runs of items as they were at first, and of others, in turn.
template <typename Item, typename WriteItem>
void write_runs(ModelWriter& out, std::span<const Item> items, const WriteItem& write_item) {
  for (std::size_t i = 0; i < items.size();) {
    const std::size_t touched = static_cast<std::size_t>(std::find_if(items.begin() + static_cast<std::ptrdiff_t>(i), items.end(), [](const Item& item) { return item != Item{}; }) - items.begin());
    const std::size_t end = static_cast<std::size_t>(std::find(items.begin() + static_cast<std::ptrdiff_t>(touched), items.end(), Item{}) - items.begin());
    out.varying(touched - i);
    out.varying(end - touched);
    for (i = touched; i < end; ++i) write_item(items[i]);
  }
}

template <typename Item, typename ReadItem>
void read_runs(ModelReader& in, std::span<Item> items, const ReadItem& read_item) {
  for (std::size_t i = 0; i < items.size() && !in.failed();) {
    const std::size_t touched = i + in.varying_below(items.size() - i + 1);
    const std::size_t end = touched + in.varying_below(items.size() - touched + 1);
    if (!in.expect(end > i)) {
      return;
    }
    for (i = touched; i < end; ++i) read_item(items[i]);
  }
}

void write(ModelWriter& out, const std::vector<std::string>& names) {
  out.number(static_cast<std::uint32_t>(names.size()));
  for (const std::string& name : names) out.text(name);
}

std::vector<std::string> read_names(ModelReader& in) {
  std::vector<std::string> names;
  for (std::size_t n = in.count(); n > 0 && !in.failed(); --n) names.emplace_back(in.text());
  return names;
}

void write(ModelWriter& out, const Vocabulary& vocabulary) {
  write(out, vocabulary.entities);
  write(out, vocabulary.relations);
  for (const auto* const numbers : {&vocabulary.roots, &vocabulary.classes}) {
    for (const std::uint32_t number : *numbers) out.varying(number);
  }
}

Vocabulary read_vocabulary(ModelReader& in) {
  Vocabulary vocabulary;
  vocabulary.entities = read_names(in);
  vocabulary.relations = read_names(in);
  const std::size_t relations = vocabulary.relations.size();
  in.expect(!vocabulary.entities.empty() && relations > 0 && relations <= LearnedRanking::kRelationsMost);
  constexpr std::size_t kNumbersMore = 1000;  // Of a hierarchy that has more roots than the set has relations.
  for (auto* const numbers : {&vocabulary.roots, &vocabulary.classes}) {
    for (std::size_t i = 0; i < relations && !in.failed(); ++i) numbers->push_back(in.varying_below(relations + kNumbersMore));
  }
  return vocabulary;
}

// How many of what the program's features have: another program's numbers would mean other things.
constexpr std::size_t kBinsWithoutList = kBinOffsets[kFeatures];
constexpr std::array<std::uint32_t, 4> kFeatureCounts = {kFeatures, kBinsWithoutList, kCandidateFeaturesFar, kHalfLives.size()};

void write(ModelWriter& out, const RankerOptions& options) {
  out.value(static_cast<std::uint8_t>(options.model));
  for (const float number : {options.additive.rate, options.additive.shrink_own, options.additive.shrink_rules, options.trees.rate, options.trees.ridge, options.trees.least_weight}) {
    out.value(number);
  }
  for (const double share : {options.trees.share_of_lists, options.trees.share_of_features, options.lists_from}) out.value(share);
  for (const std::size_t count : {options.trees.trees, options.trees.leaves, options.candidates, options.lists_most}) out.varying(count);
  out.value(options.seed);
  write_days(out, options.least_lead);
  write_days(out, options.most_lead);
}

RankerOptions read_options(ModelReader& in) {
  RankerOptions options;
  const auto model = in.value<std::uint8_t>();
  in.expect(model <= static_cast<std::uint8_t>(RankingModel::full));
  options.model = static_cast<RankingModel>(model);
  for (float* const number : {&options.additive.rate, &options.additive.shrink_own, &options.additive.shrink_rules, &options.trees.rate, &options.trees.ridge, &options.trees.least_weight}) {
    *number = read_weight(in);
  }
  for (double* const share : {&options.trees.share_of_lists, &options.trees.share_of_features, &options.lists_from}) {
    *share = in.value<double>();
    in.expect(*share >= 0 && *share <= 1);
  }
  constexpr std::uint64_t kCountMost = 1'000'000'000;
  for (std::size_t* const count : {&options.trees.trees, &options.trees.leaves, &options.candidates, &options.lists_most}) *count = in.varying_below(kCountMost);
  in.expect(options.candidates > 0);
  options.seed = options.trees.seed = in.value<std::uint64_t>();
  options.least_lead = read_day(in);
  options.most_lead = read_day(in);
  in.expect(options.least_lead > 0 && options.most_lead >= options.least_lead);
  return options;
}

}  // namespace

void DecayedCount::write(ModelWriter& out, std::int32_t last_day) const {
  out.varying(count_);
  if (count_ == 0) {
    return;
  }
  write_days(out, last_day - last_);
  if (count_ == 1) {
    return;
  }
  write_days(out, last_ - before_);
  write_days(out, before_ - first_);
  if (count_ > 2 && first_ != last_) {
    for (const float sum : sums_) out.value(sum);
  }
}

DecayedCount DecayedCount::read(ModelReader& in, std::int32_t last_day) {
  DecayedCount count;
  const std::uint32_t acts = in.varying_below(std::uint64_t{1} << 32U);
  if (acts == 0) {
    return count;
  }
  const std::int32_t last = read_day_before(in, last_day);
  const std::int32_t before = acts == 1 ? last : read_day_before(in, last);
  const std::int32_t first = acts == 1 ? last : read_day_before(in, before);
  if (acts <= 2) {
    in.expect(before == first);
    if (acts == 2) count.add(first);
    count.add(last);
    return count;
  }
  for (float& sum : count.sums_) {
    sum = first == last ? static_cast<float>(acts) : in.value<float>();
    in.expect(sum >= 0 && sum <= static_cast<float>(acts));
  }
  in.expect((before == last) == (first == last));
  count.count_ = acts;
  count.first_ = first;
  count.before_ = before;
  count.last_ = last;
  return count;
}

// What follows from the rest is not written: the count of a partner with one slot, of a node with one partner, of a relation with one.
void Adjacency::write(ModelWriter& out, std::int32_t last_day) const {
  for (const Node& node : from_) {
    out.varying(node.partners.size());
    for (const Partner& partner : node.partners) {
      out.varying(partner.node);
      out.varying(partner.slots.size());
      for (const Slot& slot : partner.slots) {
        out.varying(slot.relation);
        slot.count.write(out, last_day);
      }
      if (partner.slots.size() > 1) partner.count.write(out, last_day);
    }
    if (node.partners.size() > 1) node.total.write(out, last_day);
    for (const auto& [relation, only] : relations_of(node.partners)) {
      if (only == nullptr) node.by_relation.at(relation).write(out, last_day);
    }
  }
}

Adjacency Adjacency::read(ModelReader& in, std::size_t nodes, std::size_t to_nodes, std::size_t relations, std::int32_t last_day) {
  Adjacency adjacency(nodes);
  for (std::uint32_t from = 0; from < nodes && !in.failed(); ++from) {
    Node& node = adjacency.from_[from];
    const std::size_t partners = in.varying_count();
    node.partners.reserve(partners);
    while (node.partners.size() < partners && !in.failed()) {
      Partner& partner = node.partners.emplace_back();
      partner.node = in.varying_below(to_nodes);
      in.expect(adjacency.place_.try_emplace(key(from, partner.node), static_cast<std::uint32_t>(node.partners.size()) - 1).second);
      const std::size_t slots = in.varying_count();
      in.expect(slots > 0);
      partner.slots.reserve(slots);
      while (partner.slots.size() < slots && !in.failed()) {
        Slot& slot = partner.slots.emplace_back();
        slot.relation = in.varying_below(relations);
        slot.count = DecayedCount::read(in, last_day);
        in.expect(slot.count.count() > 0);
      }
      if (!in.failed()) partner.count = slots == 1 ? partner.slots.front().count : DecayedCount::read(in, last_day);
    }
    if (partners > 0 && !in.failed()) node.total = partners == 1 ? node.partners.front().count : DecayedCount::read(in, last_day);
    for (const auto& [relation, only] : relations_of(node.partners)) {
      node.by_relation.emplace(relation, only != nullptr ? *only : DecayedCount::read(in, last_day));
    }
  }
  return adjacency;
}

void Popularity::write(ModelWriter& out, std::int32_t last_day) const {
  for (const Relation& relation : of_) {
    out.varying(relation.objects.size());
    for (const Object& object : relation.objects) {
      out.varying(object.node);
      object.count.write(out, last_day);
    }
    relation.total.write(out, last_day);
  }
}

Popularity Popularity::read(ModelReader& in, std::size_t relations, std::size_t objects, std::int32_t last_day) {
  Popularity popularity(relations);
  for (Relation& relation : popularity.of_) {
    const std::size_t count = in.varying_count();
    relation.objects.reserve(count);
    while (relation.objects.size() < count && !in.failed()) {
      Object& object = relation.objects.emplace_back();
      object.node = in.varying_below(objects);
      object.count = DecayedCount::read(in, last_day);
      in.expect(relation.place.try_emplace(object.node, static_cast<std::uint32_t>(relation.objects.size()) - 1).second);
    }
    relation.total = DecayedCount::read(in, last_day);
  }
  return popularity;
}

void GraphState::write(ModelWriter& out) const {
  write_days(out, last_day_);
  for (const Adjacency* const adjacency : {&pairs, &to_country, &to_sector, &from_country, &country_pairs, &sector_pairs}) adjacency->write(out, last_day_);
  for (const Popularity* const counts : {&popularity, &root_popularity}) counts->write(out, last_day_);
  for (std::size_t entity = 0; entity < entities(); ++entity) {
    activity[entity].write(out, last_day_);
    if (groups_.country[entity] != 0) {
      continue;
    }
    std::vector<std::pair<std::uint32_t, float>> ties(ties_[entity].begin(), ties_[entity].end());
    std::ranges::sort(ties);
    out.varying(home_[entity]);
    out.varying(ties.size());
    for (const auto& [country, tie] : ties) {
      out.varying(country);
      out.value(tie);
    }
  }
}

GraphState GraphState::read(ModelReader& in, const Vocabulary& vocabulary) {
  GraphState state(vocabulary);
  const std::int32_t last_day = state.last_day_ = read_day(in);
  const std::size_t entities = state.entities(), relations = state.directed_relations(), countries = state.groups_.countries, sectors = state.groups_.sectors;
  state.pairs = Adjacency::read(in, entities, entities, relations, last_day);
  state.to_country = Adjacency::read(in, entities, countries, relations, last_day);
  state.to_sector = Adjacency::read(in, entities, sectors, relations, last_day);
  state.from_country = Adjacency::read(in, countries, entities, relations, last_day);
  state.country_pairs = Adjacency::read(in, countries, countries, relations, last_day);
  state.sector_pairs = Adjacency::read(in, sectors, sectors, relations, last_day);
  state.popularity = Popularity::read(in, relations, entities, last_day);
  state.root_popularity = Popularity::read(in, 1 + *std::ranges::max_element(state.roots_), entities, last_day);
  for (std::size_t entity = 0; entity < entities && !in.failed(); ++entity) {
    state.activity[entity] = DecayedCount::read(in, last_day);
    if (state.groups_.country[entity] != 0) {
      continue;
    }
    state.home_[entity] = in.varying_below(countries);
    for (std::size_t ties = in.varying_count(); ties > 0 && !in.failed(); --ties) {
      const std::uint32_t country = in.varying_below(countries);
      state.ties_[entity][country] = read_weight(in);
    }
  }
  return state;
}

void AdditiveModel::write(ModelWriter& out) const {
  const auto write_weight = [&](const Weight& weight) {
    out.value(weight.value);
    out.value(weight.squares);
  };
  const auto write_bins = [&](const Bins& bins) { write_runs(out, std::span<const Weight>(bins).first(kBinsWithoutList), write_weight); };
  std::ranges::for_each(shared_, write_bins);
  std::ranges::for_each(own_, write_bins);
  for (const std::vector<Rule>& rules : rules_) {
    write_runs(out, std::span(rules), [&](const Rule& rule) { std::ranges::for_each(rule, write_weight); });
  }
}

AdditiveModel AdditiveModel::read(ModelReader& in, std::size_t directed_relations) {
  AdditiveModel model(directed_relations);
  const auto read_one = [&](Weight& weight) {
    weight = {read_weight(in), in.value<float>()};
    in.expect(weight.squares > 0 && std::isfinite(weight.squares));
  };
  const auto read_bins = [&](Bins& bins) { read_runs(in, std::span<Weight>(bins).first(kBinsWithoutList), read_one); };
  std::ranges::for_each(model.shared_, read_bins);
  std::ranges::for_each(model.own_, read_bins);
  for (std::vector<Rule>& rules : model.rules_) {
    read_runs(in, std::span(rules), [&](Rule& rule) { std::ranges::for_each(rule, read_one); });
  }
  return model;
}

void ListwiseTrees::write(ModelWriter& out) const {
  out.varying(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    out.varying(static_cast<std::uint64_t>(node.feature + 1));
    if (node.feature >= 0) {
      out.value(node.bin);
      out.varying(node.left - i);
    }
    out.value(node.value);
  }
  out.varying(roots_.size());
  for (const std::uint32_t root : roots_) out.varying(root);
}

ListwiseTrees ListwiseTrees::read(ModelReader& in, std::size_t features) {
  ListwiseTrees trees;
  const std::size_t nodes = in.varying_count();
  trees.nodes_.reserve(nodes);
  while (trees.nodes_.size() < nodes && !in.failed()) {
    const std::size_t i = trees.nodes_.size();
    Node& node = trees.nodes_.emplace_back();
    node.feature = static_cast<std::int32_t>(in.varying_below(features + 1)) - 1;
    if (node.feature >= 0) {
      node.bin = in.value<std::uint8_t>();
      // Behind the node, so that each way ends; and the right one, the next, is a node too.
      const std::uint32_t distance = in.varying_below(nodes - i);
      in.expect(distance > 0 && i + distance + 1 < nodes);
      node.left = static_cast<std::uint32_t>(i) + distance;
    }
    node.value = read_weight(in);
  }
  const std::size_t roots = in.varying_count();
  for (std::size_t i = 0; i < roots && !in.failed(); ++i) trees.roots_.push_back(in.varying_below(nodes));
  return trees;
}

void Ranker::write(ModelWriter& out) const {
  ranking::write(out, options_);
  state_.write(out);
  additive_.write(out);
  trees_.write(out);
}

Ranker Ranker::read(ModelReader& in, const Vocabulary& vocabulary) {
  const RankerOptions options = read_options(in);
  Ranker ranker(options, GraphState::read(in, vocabulary));
  ranker.additive_ = AdditiveModel::read(in, ranker.state_.directed_relations());
  ranker.trees_ = ListwiseTrees::read(in, options.candidate_features());
  return ranker;
}

Result<std::string> bytes_of(const LearnedRanking& ranking) {
  if (ranking.ranker.options().day_list) {
    return fail(ErrorKind::usage, "a model that was learned with the lists of days is for comparison only, and is not kept in a file");
  }
  ModelWriter out;
  for (const std::uint32_t count : kFeatureCounts) out.number(count);
  write(out, ranking.vocabulary);
  write_days(out, ranking.first_day);
  write_days(out, ranking.last_day);
  write_days(out, ranking.time_per_day);
  out.value(static_cast<std::uint8_t>(ranking.epoch ? 1 : 0));
  out.value(ranking.epoch.value_or(0));
  ranking.ranker.write(out);
  return model_file_of(out.bytes(), kKind);
}

Result<LearnedRanking> ranking_of(std::string_view path, std::string_view bytes) {
  TRY_ASSIGN(const ModelPayload payload, model_payload(path, bytes, kKind));
  ModelReader in(payload.bytes);
  for (const std::uint32_t count : kFeatureCounts) {
    if (in.number() != count) {
      return fail(ErrorKind::input, "{}: the model was learned with other features than this program has; learn it anew", path);
    }
  }
  const auto misfit = [&] { return fail(ErrorKind::input, "{}: the model's parts do not fit together", path); };
  Vocabulary vocabulary = read_vocabulary(in);
  const std::int32_t first_day = read_day(in), last_day = read_day(in), time_per_day = read_day(in);
  const bool has_epoch = in.value<std::uint8_t>() != 0;
  const auto epoch = in.value<std::int32_t>();
  if (in.failed()) {
    return misfit();
  }
  Ranker ranker = Ranker::read(in, vocabulary);
  const bool fits = first_day <= last_day && last_day <= ranker.state().last_day() && time_per_day > 0 && epoch > -LearnedRanking::kDaysEnd && epoch < LearnedRanking::kDaysEnd;
  if (in.failed() || !in.at_end() || !fits) {
    return misfit();
  }
  return LearnedRanking{std::move(vocabulary), std::move(ranker), first_day, last_day, time_per_day, has_epoch ? std::optional(epoch) : std::nullopt};
}

}  // namespace corollary::ranking
