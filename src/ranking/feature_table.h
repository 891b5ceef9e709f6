#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace corollary::ranking {

/// How a number becomes one of a few bins. Bin 0 is "never" or "none".
enum class Scale : std::uint8_t { gap, count, share, flag };
constexpr std::size_t bins_of(Scale scale) {
  switch (scale) {
    case Scale::gap: return 15;
    case Scale::count: return 16;
    case Scale::share: return 12;
    case Scale::flag: return 3;
  }
  return 0;
}
struct FeatureInfo {
  std::string_view name;
  Scale scale;
};

/// What is known of a candidate because it had to do with the subject.
enum PairFeature : std::size_t {
  same_gap, same_days, same_weeks, same_months, same_ever, same_share_weeks, same_share_months,
  any_gap, any_days, any_weeks, any_share_weeks, any_share_months, any_kinds,
  back_gap, back_weeks, root_gap, root_weeks, root_share, back_root_gap, back_root_weeks, class_gap, back_class_gap,
  kPairFeatures
};
/// Because it had to do with the subject's country.
enum OriginFeature : std::size_t { origin_same_days, origin_same_weeks, origin_same_share, origin_same_gap, origin_any_weeks, origin_any_share, origin_any_gap, kOriginFeatures };
/// Of any entity, for a relation and a day.
enum ObjectFeature : std::size_t {
  object_days, object_weeks, object_months, object_gap, object_ever, object_root_days, object_root_weeks, object_back_weeks,
  active_days, active_weeks, active_gap, active_ever,
  kObjectFeatures
};
/// Of its country, and of its sector.
enum CountryFeature : std::size_t { country_same_share, country_any_share, country_home, origin_country_same_share, origin_country_any_share, kCountryFeatures };
enum SectorFeature : std::size_t { sector_same_share, sector_pair_share, sector_any_share, kSectorFeatures };
/// Because something is asked of it, or of the subject, on the same day: known only where a `DayList` is. The latter by what the two had.
enum ListFeature : std::size_t { listed_same, listed_root, listed_class, listed_all, listed_kinds, kListFeatures };
enum ListPairFeature : std::size_t { listed_toward, listed_alongside, kListPairFeatures };

inline constexpr std::size_t kFeatures = std::size_t{kPairFeatures} + kOriginFeatures + kObjectFeatures + kCountryFeatures + kSectorFeatures;
inline constexpr std::size_t kFirstOrigin = kPairFeatures, kFirstObject = kFirstOrigin + kOriginFeatures, kFirstCountry = kFirstObject + kObjectFeatures,
                             kFirstSector = kFirstCountry + kCountryFeatures;
/// Those of a list of the day stand behind all others, which therefore do not change where there is none.
inline constexpr std::size_t kFirstListed = kFeatures, kFirstListedPair = kFirstListed + kListFeatures, kFeaturesWithList = kFirstListedPair + kListPairFeatures;

/// In the order of the enumerations above.
inline constexpr std::array<FeatureInfo, kFeaturesWithList> kFeatureInfos = {{
    {"days since the subject last did this to it", Scale::gap},
    {"acts of this relation on it, half-life 2.5 days", Scale::count},
    {"acts of this relation on it, half-life 20 days", Scale::count},
    {"acts of this relation on it, half-life 120 days", Scale::count},
    {"acts of this relation on it, ever", Scale::count},
    {"its share of the subject's acts of this relation, half-life 20 days", Scale::share},
    {"its share of the subject's acts of this relation, half-life 120 days", Scale::share},
    {"days since the two last had to do with each other", Scale::gap},
    {"acts between the two, half-life 2.5 days", Scale::count},
    {"acts between the two, half-life 20 days", Scale::count},
    {"its share of all the subject's acts, half-life 20 days", Scale::share},
    {"its share of all the subject's acts, half-life 120 days", Scale::share},
    {"how many relations the two ever had", Scale::count},
    {"days since it last did this to the subject", Scale::gap},
    {"acts of this relation by it on the subject, half-life 20 days", Scale::count},
    {"days since the subject last did something of this kind to it", Scale::gap},
    {"acts of this kind on it, half-life 20 days", Scale::count},
    {"acts of this kind on it, as a share of the subject's acts of this relation", Scale::share},
    {"days since it last did something of this kind to the subject", Scale::gap},
    {"acts of this kind by it on the subject, half-life 20 days", Scale::count},
    {"days since the subject last did something of this class to it", Scale::gap},
    {"days since it last did something of this class to the subject", Scale::gap},
    {"acts of this relation on it by the subject's country, half-life 2.5 days", Scale::count},
    {"acts of this relation on it by the subject's country, half-life 20 days", Scale::count},
    {"its share of the country's acts of this relation, half-life 120 days", Scale::share},
    {"days since the subject's country last did this to it", Scale::gap},
    {"acts on it by the subject's country, half-life 20 days", Scale::count},
    {"its share of the country's acts, half-life 120 days", Scale::share},
    {"days since the subject's country last had to do with it", Scale::gap},
    {"acts of this relation on it by anyone, half-life 2.5 days", Scale::count},
    {"acts of this relation on it by anyone, half-life 20 days", Scale::count},
    {"acts of this relation on it by anyone, half-life 120 days", Scale::count},
    {"days since anyone last did this to it", Scale::gap},
    {"acts of this relation on it by anyone, ever", Scale::count},
    {"acts of this kind on it by anyone, half-life 2.5 days", Scale::count},
    {"acts of this kind on it by anyone, half-life 20 days", Scale::count},
    {"acts of this relation by it on anyone, half-life 20 days", Scale::count},
    {"all acts with it, half-life 2.5 days", Scale::count},
    {"all acts with it, half-life 20 days", Scale::count},
    {"days since it was last heard of", Scale::gap},
    {"all acts with it, ever", Scale::count},
    {"its country's share of the subject's acts of this relation", Scale::share},
    {"its country's share of the subject's acts", Scale::share},
    {"it is of the subject's country", Scale::flag},
    {"its country's share of this relation's acts by the subject's country", Scale::share},
    {"its country's share of the acts by the subject's country", Scale::share},
    {"its sector's share of the subject's acts of this relation", Scale::share},
    {"its sector's share of this relation's acts by the subject's sector", Scale::share},
    {"its sector's share of the subject's acts", Scale::share},
    {"times that the day's list asks to whom it did this", Scale::count},
    {"times that the list asks to whom it did something of this kind", Scale::count},
    {"times that the list asks to whom it did something of this class", Scale::count},
    {"times that the list asks anything of it", Scale::count},
    {"how many relations the list asks it of", Scale::count},
    {"how many of the questions of it are of what it used to do to the subject", Scale::share},
    {"how many of the other questions of the subject are of what it used to do to it", Scale::share},
}};

/// Where the bins of each feature begin among all bins; one behind the last at the end.
inline constexpr std::array<std::uint16_t, kFeaturesWithList + 1> kBinOffsets = [] {
  std::array<std::uint16_t, kFeaturesWithList + 1> offsets{};
  for (std::size_t i = 0; i < kFeaturesWithList; ++i) offsets[i + 1] = static_cast<std::uint16_t>(offsets[i] + bins_of(kFeatureInfos[i].scale));
  return offsets;
}();
inline constexpr std::size_t kBins = kBinOffsets.back();

}  // namespace corollary::ranking
