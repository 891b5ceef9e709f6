#include "ranking/features.h"

#include <algorithm>
#include <cmath>

namespace corollary::ranking {

std::uint8_t gap_bin(std::int32_t gap) {
  // By day up to the last end: it is asked for each entity and each pair.
  static constexpr auto bins = [] {
    constexpr std::array<std::int32_t, 13> ends = {1, 2, 3, 5, 7, 10, 15, 22, 32, 50, 80, 130, 220};
    std::array<std::uint8_t, ends.back() + 2> of_gap{};
    for (std::size_t day = 0; day < of_gap.size(); ++day) {
      of_gap[day] = static_cast<std::uint8_t>(1 + (std::ranges::lower_bound(ends, static_cast<std::int32_t>(day)) - ends.begin()));
    }
    return of_gap;
  }();
  return gap < 0 ? 0 : bins[std::min(static_cast<std::size_t>(gap), bins.size() - 1)];
}

std::uint8_t count_bin(float count) {
  return count < 0.02F ? 0 : static_cast<std::uint8_t>(std::clamp(static_cast<int>(std::floor(std::log2(count) + 6.7F)), 1, 15));
}

std::uint8_t share_bin(float part, float whole) {
  return part <= 0 ? 0 : static_cast<std::uint8_t>(std::clamp(static_cast<int>(std::floor(11 + std::log2(part / whole))), 1, 11));
}

namespace {

// Counts of ever: on the scale of decayed ones.
std::uint8_t ever_bin(std::size_t count) { return count_bin(0.03F * static_cast<float>(count)); }

}  // namespace

FeatureReader::FeatureReader(const GraphState& state, std::int32_t day, const DayList* list)
    : state_(&state), day_(day), list_(list), active_(state.entities()) {
  for (std::size_t entity = 0; entity < active_.size(); ++entity) {
    const DecayedCount& count = state.activity[entity];
    ObjectBins& bins = active_[entity];
    bins.fill(0);
    bins[active_days] = count_bin(count.at(days, day));
    bins[active_weeks] = count_bin(count.at(weeks, day));
    bins[active_gap] = gap_bin(count.gap(day));
    bins[active_ever] = ever_bin(count.count());
  }
}

void FeatureReader::read_objects(std::uint32_t relation, std::vector<ObjectBins>& out) const {
  out = active_;
  for (const auto& [node, count] : state_->popularity.objects(relation)) {
    ObjectBins& bins = out[node];
    bins[object_days] = count_bin(count.at(days, day_));
    bins[object_weeks] = count_bin(count.at(weeks, day_));
    bins[object_months] = count_bin(count.at(months, day_));
    bins[object_gap] = gap_bin(count.gap(day_));
    bins[object_ever] = ever_bin(count.count());
  }
  for (const auto& [node, count] : state_->root_popularity.objects(state_->root(relation))) {
    out[node][object_root_days] = count_bin(count.at(days, day_));
    out[node][object_root_weeks] = count_bin(count.at(weeks, day_));
  }
  for (const auto& [node, count] : state_->popularity.objects(state_->inverse(relation))) {
    out[node][object_back_weeks] = count_bin(count.at(weeks, day_));
  }
}

void FeatureReader::read_listed(std::uint32_t relation, std::vector<ListedObject>& out) const {
  out.clear();
  if (list_ == nullptr) {
    return;
  }
  for (const DayList::Entity& listed : list_->entities(relation)) {
    std::array<std::uint32_t, kListFeatures> times{};
    for (const auto& [asked, count] : listed.asked) {
      times[listed_same] += asked == relation ? count : 0;
      times[listed_root] += state_->root(asked) == state_->root(relation) ? count : 0;
      times[listed_class] += state_->kind(asked) == state_->kind(relation) ? count : 0;
      times[listed_all] += count;
      ++times[listed_kinds];
    }
    ListedObject& object = out.emplace_back();
    object.listed = &listed;
    for (std::size_t i = 0; i < times.size(); ++i) object.bins[i] = count_bin(static_cast<float>(times[i]));
  }
}

// How many of a listed entity's questions another one would answer, by its share of what the listed one did so far: of the two acts of a
// relation, one, if it was the object of half of them.
void FeatureReader::read_listed_pairs(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const {
  out.listed_pairs.clear();
  if (list_ == nullptr) {
    return;
  }
  const DayList::Entity* const own = list_->find(subject, relation);
  const auto answered = [&](const DayList::Entity& listed, std::uint32_t asked, const DecayedCount& count) {
    return static_cast<float>(listed.times(asked)) * count.at(months, day_) / (state_->pairs.total(listed.entity, asked).at(months, day_) + 0.5F);
  };
  for (const QuestionFeatures::Pair& pair : out.pairs) {
    const DayList::Entity* const other = list_->find(pair.entity, relation);
    float toward = 0, alongside = 0;
    for (const auto& [did, count] : pair.partner->slots) {
      const std::uint32_t back = state_->inverse(did);
      if (other != nullptr && other->times(back) > 0) toward += answered(*other, back, count);
      if (own != nullptr && did != relation && own->times(did) > 0) alongside += answered(*own, did, count);
    }
    if (toward > 0 || alongside > 0) out.listed_pairs.push_back({pair.entity, {share_bin(toward, 1), share_bin(alongside, 1)}});
  }
}

void FeatureReader::read(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const {
  read_pairs(subject, relation, out);
  read_origin(subject, relation, out);
  read_groups(subject, relation, out);
  read_listed_pairs(subject, relation, out);
}

void FeatureReader::read_pairs(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const {
  const GraphState& state = *state_;
  const DecayedCount& same_total = state.pairs.total(subject, relation);
  const DecayedCount& any_total = state.pairs.total(subject);
  const float same_weeks_total = same_total.at(weeks, day_), same_months_total = same_total.at(months, day_);
  const float any_weeks_total = any_total.at(weeks, day_), any_months_total = any_total.at(months, day_);
  const std::uint32_t inverse = state.inverse(relation);
  const std::uint32_t root = state.root(relation), back_root = state.root(inverse), kind = state.kind(relation), back_kind = state.kind(inverse);
  const auto since = [&](std::int32_t last) { return last < 0 ? std::uint8_t{0} : gap_bin(day_ - last); };
  out.pairs.clear();
  for (const Adjacency::Partner& partner : state.pairs.partners(subject)) {
    QuestionFeatures::Pair& pair = out.pairs.emplace_back();
    pair.entity = partner.node;
    pair.partner = &partner;
    auto& bins = pair.bins;
    const DecayedCount *same = nullptr, *back = nullptr;
    std::int32_t root_last = -1, back_root_last = -1, class_last = -1, back_class_last = -1;
    float of_root = 0, of_back_root = 0;
    for (const auto& [of, count] : partner.slots) {
      if (of == relation) same = &count;
      if (of == inverse) back = &count;
      if (state.root(of) == root) {
        root_last = std::max(root_last, count.last());
        of_root += count.at(weeks, day_);
      } else if (state.root(of) == back_root) {
        back_root_last = std::max(back_root_last, count.last());
        of_back_root += count.at(weeks, day_);
      }
      if (state.kind(of) == kind) {
        class_last = std::max(class_last, count.last());
      } else if (state.kind(of) == back_kind) {
        back_class_last = std::max(back_class_last, count.last());
      }
    }
    if (same != nullptr) {
      bins[same_gap] = gap_bin(same->gap(day_));
      bins[same_days] = count_bin(same->at(days, day_));
      bins[same_weeks] = count_bin(same->at(weeks, day_));
      bins[same_months] = count_bin(same->at(months, day_));
      bins[same_ever] = ever_bin(same->count());
      bins[same_share_weeks] = share_bin(same->at(weeks, day_), same_weeks_total + 0.3F);
      bins[same_share_months] = share_bin(same->at(months, day_), same_months_total + 0.3F);
    }
    if (back != nullptr) {
      bins[back_gap] = gap_bin(back->gap(day_));
      bins[back_weeks] = count_bin(back->at(weeks, day_));
    }
    bins[any_gap] = gap_bin(partner.count.gap(day_));
    bins[any_days] = count_bin(partner.count.at(days, day_));
    bins[any_weeks] = count_bin(partner.count.at(weeks, day_));
    bins[any_share_weeks] = share_bin(partner.count.at(weeks, day_), any_weeks_total + 0.3F);
    bins[any_share_months] = share_bin(partner.count.at(months, day_), any_months_total + 0.3F);
    bins[any_kinds] = ever_bin(partner.slots.size());
    bins[root_gap] = since(root_last);
    bins[root_weeks] = count_bin(of_root);
    bins[root_share] = share_bin(of_root, same_weeks_total + 1);
    bins[back_root_gap] = since(back_root_last);
    bins[back_root_weeks] = count_bin(of_back_root);
    bins[class_gap] = since(class_last);
    bins[back_class_gap] = since(back_class_last);
  }
}

void FeatureReader::read_origin(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const {
  out.origin.clear();
  const std::uint32_t home = state_->home(subject);
  if (home == 0) {
    return;
  }
  const float same_total = state_->from_country.total(home, relation).at(months, day_);
  const float any_total = state_->from_country.total(home).at(months, day_);
  for (const Adjacency::Partner& partner : state_->from_country.partners(home)) {
    QuestionFeatures::Origin& row = out.origin.emplace_back();
    row.entity = partner.node;
    row.partner = &partner;
    auto& bins = row.bins;
    if (const DecayedCount* const same = partner.of(relation)) {
      bins[origin_same_days] = count_bin(same->at(days, day_));
      bins[origin_same_weeks] = count_bin(same->at(weeks, day_));
      bins[origin_same_share] = share_bin(same->at(months, day_), same_total + 0.5F);
      bins[origin_same_gap] = gap_bin(same->gap(day_));
    }
    bins[origin_any_weeks] = count_bin(partner.count.at(weeks, day_));
    bins[origin_any_share] = share_bin(partner.count.at(months, day_), any_total + 0.5F);
    bins[origin_any_gap] = gap_bin(partner.count.gap(day_));
  }
}

void FeatureReader::read_groups(std::uint32_t subject, std::uint32_t relation, QuestionFeatures& out) const {
  const GraphState& state = *state_;
  const std::uint32_t home = state.home(subject), sector = state.groups().sector[subject];
  out.countries.assign(state.groups().countries, {});
  out.sectors.assign(state.groups().sectors, {});
  // The shares of what `from` did, by node: of the relation, and of any.
  const auto shares = [&](const Adjacency& adjacency, std::uint32_t from, auto&& take) {
    const float same_total = adjacency.total(from, relation).at(months, day_) + 0.5F, any_total = adjacency.total(from).at(months, day_) + 0.5F;
    for (const Adjacency::Partner& partner : adjacency.partners(from)) {
      const DecayedCount* const same = partner.of(relation);
      take(partner.node, same == nullptr ? std::uint8_t{0} : share_bin(same->at(months, day_), same_total),
           share_bin(partner.count.at(months, day_), any_total));
    }
  };
  shares(state.to_country, subject, [&](std::uint32_t country, std::uint8_t same, std::uint8_t any) {
    out.countries[country][country_same_share] = same;
    out.countries[country][country_any_share] = any;
  });
  if (home != 0) {
    shares(state.country_pairs, home, [&](std::uint32_t country, std::uint8_t same, std::uint8_t any) {
      out.countries[country][origin_country_same_share] = same;
      out.countries[country][origin_country_any_share] = any;
    });
  }
  out.countries[0][country_home] = 1;  // Of no country.
  out.countries[home][country_home] = home == 0 ? 1 : 2;
  shares(state.to_sector, subject, [&](std::uint32_t of, std::uint8_t same, std::uint8_t any) {
    out.sectors[of][sector_same_share] = same;
    out.sectors[of][sector_any_share] = any;
  });
  const float relation_total = state.popularity.total(relation).at(months, day_) + 0.5F;
  for (const Adjacency::Partner& partner : state.sector_pairs.partners(sector)) {
    if (const DecayedCount* const same = partner.of(relation)) {
      out.sectors[partner.node][sector_pair_share] = share_bin(same->at(months, day_), relation_total);
    }
  }
}

}  // namespace corollary::ranking
