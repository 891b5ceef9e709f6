#include "record/selection.h"

#include <algorithm>
#include <list>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "base/strings.h"

namespace corollary::record {
namespace {

Result<NumberSet> numbers_of(const Database& database, const std::string& sql, const std::vector<std::string>& values) {
  TRY_ASSIGN(Statement rows, database.prepare(sql));
  for (std::size_t i = 0; i < values.size(); ++i) rows.bind(static_cast<int>(i) + 1, std::string_view(values[i]));
  std::vector<std::int64_t> numbers;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return NumberSet(std::move(numbers));
    }
    numbers.push_back(rows.integer(0));
  }
}

// The sides on which an entity of one of the parties stands, alone or among several.
Result<NumberSet> sides_of(const Database& database, const std::vector<std::string>& parties) {
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < parties.size(); ++i) parameters.push_back(format("?{}", i + 1));
  const std::string entities = format("SELECT id FROM entity WHERE party IN ({})", joined(parameters, ", "));
  return numbers_of(database, format("{0} UNION ALL SELECT list FROM entity_list WHERE entity IN ({0})", entities), parties);
}

// Which of `places` hold a number of the set in one of the columns; of all places if there is no list yet.
class Narrowing {
 public:
  explicit Narrowing(std::size_t events) : events_(events) {}

  template <typename Passes>
  void keep(const Column& column, Passes&& passes) {
    if (!started_) {
      started_ = true;
      column.each([&](std::size_t i, std::int64_t number) {
        if (passes(i, number)) places_.push_back(static_cast<std::uint32_t>(i));
      });
      return;
    }
    std::erase_if(places_, [&](std::uint32_t i) { return !passes(i, column[i]); });
  }
  std::vector<std::uint32_t> places() && {
    if (!started_) {
      places_.resize(events_);
      for (std::uint32_t i = 0; i < events_; ++i) places_[i] = i;
    }
    return std::move(places_);
  }

 private:
  std::size_t events_;
  bool started_ = false;
  std::vector<std::uint32_t> places_;
};

// Segments read lately, so that a walk that goes to and fro between some does not read them anew.
class SegmentCache {
 public:
  explicit SegmentCache(const Database& database) : database_(&database) {}

  Segment& at(const SegmentInfo& info) {
    const auto known = where_.find(info.id);
    if (known != where_.end()) {
      segments_.splice(segments_.begin(), segments_, known->second);
      return segments_.front();
    }
    segments_.emplace_front(*database_, info);
    where_[info.id] = segments_.begin();
    if (segments_.size() > kMost) {
      where_.erase(segments_.back().info().id);
      segments_.pop_back();
    }
    return segments_.front();
  }

 private:
  static constexpr std::size_t kMost = 128;
  const Database* database_;
  std::list<Segment> segments_;
  std::map<std::int64_t, std::list<Segment>::iterator> where_;
};

struct Match {
  std::int32_t day;
  std::uint32_t at;
  std::size_t segment;
};

// The matches in segments that overlap in their days, in the order of day, then row.
Result<std::vector<Match>> matches_in(std::span<const SegmentInfo> segments, const Selection& selection, SegmentCache& cache) {
  std::vector<Match> matches;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    Segment& segment = cache.at(segments[s]);
    TRY_ASSIGN(const std::vector<std::uint32_t> places, selection.matches(segment));
    if (places.empty()) {
      continue;
    }
    TRY_ASSIGN(const Column* const days, segment.column(Field::day));
    for (const std::uint32_t at : places) matches.push_back({static_cast<std::int32_t>((*days)[at]), at, s});
  }
  const auto order = [&](const Match& match) { return std::tuple(match.day, segments[match.segment].first_event, match.at); };
  if (!std::ranges::is_sorted(matches, {}, order)) {
    std::ranges::sort(matches, {}, order);
  }
  return matches;
}

}  // namespace

NumberSet::NumberSet(std::vector<std::int64_t> numbers) {
  if (numbers.empty()) {
    return;
  }
  const auto [first, last] = std::ranges::minmax(numbers);
  first_ = first;
  held_.resize(static_cast<std::size_t>(last - first) + 1);
  for (const std::int64_t number : numbers) held_[static_cast<std::size_t>(number - first)] = 1;
}

Result<Selection> Selection::of(const Filter& filter, const Database& database) {
  Selection selection;
  if (filter.first) selection.first_day_ = filter.first->day_number();
  if (filter.last) selection.last_day_ = filter.last->day_number();
  if (!filter.parties.empty()) {
    TRY_ASSIGN(selection.parties_, sides_of(database, filter.parties));
  }
  if (!filter.actor.empty()) {
    TRY_ASSIGN(selection.actors_, sides_of(database, {filter.actor}));
  }
  if (!filter.recipient.empty()) {
    TRY_ASSIGN(selection.recipients_, sides_of(database, {filter.recipient}));
  }
  if (filter.type) {
    TRY_ASSIGN(selection.codings_, numbers_of(database, "SELECT id FROM coding WHERE type = ?1", {std::string(code(*filter.type))}));
  }
  return selection;
}

bool Selection::is_void() const {
  const auto is_empty = [](const std::optional<NumberSet>& set) { return set && set->empty(); };
  return is_empty(parties_) || is_empty(actors_) || is_empty(recipients_) || is_empty(codings_);
}

bool Selection::may_be_in(const SegmentInfo& segment) const {
  return (!first_day_ || segment.last_day >= *first_day_) && (!last_day_ || segment.first_day <= *last_day_);
}

Result<std::vector<std::uint32_t>> Selection::matches(Segment& segment) const {
  const SegmentInfo& info = segment.info();
  Narrowing narrowing(static_cast<std::size_t>(info.events));
  const bool days = (first_day_ && info.first_day < *first_day_) || (last_day_ && info.last_day > *last_day_);
  if (days) {
    TRY_ASSIGN(const Column* const column, segment.column(Field::day));
    const std::int64_t first = first_day_.value_or(info.first_day), last = last_day_.value_or(info.last_day);
    narrowing.keep(*column, [&](std::size_t, std::int64_t day) { return first <= day && day <= last; });
  }
  const auto keep = [&](const std::optional<NumberSet>& set, Field field) -> Result<void> {
    if (set) {
      TRY_ASSIGN(const Column* const column, segment.column(field));
      narrowing.keep(*column, [&](std::size_t, std::int64_t number) { return set->contains(number); });
    }
    return {};
  };
  TRY(keep(actors_, Field::actors));
  TRY(keep(recipients_, Field::recipients));
  TRY(keep(codings_, Field::coding));
  if (parties_) {
    TRY_ASSIGN(const Column* const actors, segment.column(Field::actors));
    TRY_ASSIGN(const Column* const recipients, segment.column(Field::recipients));
    narrowing.keep(*actors, [&](std::size_t i, std::int64_t actor) { return parties_->contains(actor) || parties_->contains((*recipients)[i]); });
  }
  return std::move(narrowing).places();
}

Result<void> walk(const Database& database, const Selection& selection, std::optional<std::int64_t> limit,
                  const std::function<Result<void>(Segment&, std::size_t)>& visit) {
  if (selection.is_void()) {
    return {};
  }
  TRY_ASSIGN(std::vector<SegmentInfo> segments, segments_of(database));
  std::erase_if(segments, [&](const SegmentInfo& info) { return !selection.may_be_in(info); });
  std::ranges::stable_sort(segments, {}, &SegmentInfo::first_day);
  SegmentCache cache(database);
  std::int64_t left = limit.value_or(-1);
  for (std::size_t begin = 0; begin < segments.size();) {
    std::size_t end = begin + 1;
    for (std::int64_t last = segments[begin].last_day; end < segments.size() && segments[end].first_day <= last; ++end) {
      last = std::max(last, segments[end].last_day);
    }
    const std::span group(segments.data() + begin, end - begin);
    TRY_ASSIGN(const std::vector<Match> matches, matches_in(group, selection, cache));
    for (const Match& match : matches) {
      if (left-- == 0) {
        return {};
      }
      TRY(visit(cache.at(group[match.segment]), match.at));
    }
    begin = end;
  }
  return {};
}

}  // namespace corollary::record
