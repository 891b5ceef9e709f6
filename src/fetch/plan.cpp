#include "fetch/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace corollary::fetch {
namespace {

constexpr int kLastQuarter = kQuartersOfDay - 1;

bool is_of(const Stream& stream, const FileName& name) {
  return name.generation == stream.generation && name.kind == stream.kind && name.translated == stream.translated;
}

std::string path_of(const ListedFile& file) {
  return (file.means.generation == Generation::gdelt2 ? "gdeltv2/" : "events/") + file.name;
}

// How many quarters of a day the list speaks of: all, or up to its newest.
int known_quarters(Date day, Slot newest) { return day < newest.day ? kQuartersOfDay : day == newest.day ? newest.quarter + 1 : 0; }

// Of a day, the quarters that are not there.
std::vector<int> lacking(const std::set<int>& there, int known) {
  std::vector<int> quarters;
  for (int quarter = 0; quarter < known; ++quarter) {
    if (!there.contains(quarter)) quarters.push_back(quarter);
  }
  return quarters;
}

void find_slot_gaps(const Stream& stream, const FileList& list, DateRange days, Plan& plan) {
  std::map<Date, std::set<int>> there;
  for (const ListedFile& file : list.files) {
    if (is_of(stream, file.means)) there[file.means.days.first].insert(*file.means.quarter);
  }
  for (Date day = days.first; day <= days.last; day = day + Days{1}) {
    const int known = known_quarters(day, *list.newest);
    std::vector<int> quarters = lacking(there[day], known);
    if (!quarters.empty()) {
      const bool whole = day < list.newest->day && static_cast<int>(there[day].size()) >= kSlotsOfWholeDay && !list.doubtful.contains(day);
      plan.gaps.push_back({stream, day, std::move(quarters), whole});
    }
  }
}

void find_day_gaps(const Stream& stream, const FileList& list, DateRange days, Plan& plan) {
  for (Date day = days.first; day <= days.last && day <= list.newest->day; day = day + Days{1}) {
    const bool there = std::ranges::any_of(list.files, [&](const ListedFile& file) { return is_of(stream, file.means) && file.means.days.contains(day); });
    if (!there) {
      plan.gaps.push_back({stream, day, {}, false});
    }
  }
}

}  // namespace

Date first_day_of_gdelt2() {
  constexpr std::int32_t days_from_1970 = 16485;  // 19 February 2015; of the 18th there is the last hour.
  return Date::from_day_number(days_from_1970);
}

formats::Format Stream::format() const {
  switch (kind) {
    case Kind::mentions: return formats::Format::gdelt_mentions;
    case Kind::gkg: return formats::Format::gkg2;
    case Kind::events: break;
  }
  return generation == Generation::gdelt2 ? formats::Format::gdelt2 : formats::Format::gdelt1;
}

std::string Stream::set() const { return record::set_name(format()) + (translated ? " translated" : ""); }

Plan plan_of(const Stream& stream, const FileList& list, DateRange days) {
  Plan plan;
  plan.newest = list.newest;
  for (const ListedFile& file : list.files) {
    if (is_of(stream, file.means)) {
      plan.files.push_back({stream, file.name, path_of(file), file.bytes, file.md5, {file.means.days, file.means.quarter}});
    }
  }
  std::ranges::stable_sort(plan.files, {}, [](const PlannedFile& file) { return std::tuple(file.covers.days.first, file.covers.quarter.value_or(0)); });
  if (!list.newest) {
    plan.not_yet = days;
    return plan;
  }
  const bool by_slot = stream.generation == Generation::gdelt2;
  if (stream.kind == Kind::events) {
    (by_slot ? find_slot_gaps : find_day_gaps)(stream, list, days, plan);
  }
  const bool day_is_over = !by_slot || list.newest->quarter == kLastQuarter;
  const Date last_whole = day_is_over ? list.newest->day : list.newest->day - Days{1};
  if (days.last > last_whole) {
    plan.not_yet = DateRange{std::max(days.first, last_whole + Days{1}), days.last};
  }
  return plan;
}

}  // namespace corollary::fetch
