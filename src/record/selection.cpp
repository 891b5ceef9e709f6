#include "record/selection.h"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "base/strings.h"

namespace corollary::record {
namespace {

Result<std::vector<std::int64_t>> numbers_of(const Database& database, const std::string& sql, const std::vector<std::string>& values) {
  TRY_ASSIGN(Statement rows, database.prepare(sql));
  for (std::size_t i = 0; i < values.size(); ++i) rows.bind(static_cast<int>(i) + 1, std::string_view(values[i]));
  std::vector<std::int64_t> numbers;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return numbers;
    }
    numbers.push_back(rows.integer(0));
  }
}

Result<NumberSet> set_of(const Database& database, const std::string& sql, const std::vector<std::string>& values) {
  TRY_ASSIGN(std::vector<std::int64_t> numbers, numbers_of(database, sql, values));
  return NumberSet(std::move(numbers));
}

// "?1, ?2, ?3".
std::string parameters(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(format("?{}", i + 1));
  return joined(names, ", ");
}

// The sides on which an entity of one of the parties stands, alone or among several.
Result<NumberSet> sides_of(const Database& database, const std::vector<std::string>& parties) {
  const std::string entities = format("SELECT id FROM entity WHERE party IN ({})", parameters(parties.size()));
  return set_of(database, format("{0} UNION ALL SELECT list FROM entity_list WHERE entity IN ({0})", entities), parties);
}

// By name in any case, or as a site at or below that one.
Result<NumberSet> publishers_of(const Database& database, const std::vector<std::string>& publishers) {
  TRY_ASSIGN(Statement rows, database.prepare("SELECT id, name FROM publisher"));
  std::vector<std::int64_t> numbers;
  for (;;) {
    TRY_ASSIGN(const bool more, rows.step());
    if (!more) {
      return NumberSet(std::move(numbers));
    }
    const std::string_view name = rows.text(1);
    const auto is_it = [&](const std::string& wanted) {
      const std::size_t rest = name.size() - std::min(name.size(), wanted.size());
      return equal_ignoring_case(name.substr(rest), wanted) && (rest == 0 || (name[rest - 1] == '.' && wanted.contains('.')));
    };
    if (std::ranges::any_of(publishers, is_it)) numbers.push_back(rows.integer(0));
  }
}

// Which of `places` hold a number of the set in one of the columns; of all places if there is no list yet.
class Narrowing {
 public:
  explicit Narrowing(std::size_t events) : events_(events) {}

  /// Those of the events' numbers from `begin` to `end`; the first of the segment has the number `first`.
  void start_with(std::vector<std::int64_t>::const_iterator begin, std::vector<std::int64_t>::const_iterator end, std::int64_t first) {
    started_ = true;
    for (auto event = begin; event != end; ++event) places_.push_back(static_cast<std::uint32_t>(*event - first));
  }
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

// The events that are about one of the issues: few have any, and those have a row in `detail`.
Result<std::vector<std::int64_t>> events_about(const Database& database, const std::vector<std::string>& issues) {
  std::vector<std::string> about;
  for (std::size_t i = 0; i < issues.size(); ++i) about.push_back(format("instr('|' || issues || '|', '|' || ?{} || '|')", i + 1));
  const std::string sql = format("SELECT event FROM detail WHERE issues <> '' AND ({}) ORDER BY event", joined(about, " OR "));
  return numbers_of(database, sql, issues);
}

// A segment with the places of the events that pass, in the order of their days, and how far the walk has come in it.
struct Cursor {
  std::unique_ptr<Segment> segment;
  const Column* days = nullptr;
  std::vector<std::uint32_t> places;
  std::size_t next = 0;

  [[nodiscard]] std::pair<std::int64_t, std::int64_t> key() const {
    return {(*days)[places[next]], segment->info().first_event + places[next]};
  }
};

Result<Cursor> cursor_in(const Database& database, const SegmentInfo& info, const Selection& selection) {
  Cursor cursor;
  cursor.segment = std::make_unique<Segment>(database, info);
  TRY_ASSIGN(cursor.places, selection.matches(*cursor.segment));
  if (cursor.places.empty()) {
    return cursor;
  }
  TRY_ASSIGN(cursor.days, cursor.segment->column(Field::day));
  const auto day = [&](std::uint32_t at) { return (*cursor.days)[at]; };
  if (!std::ranges::is_sorted(cursor.places, {}, day)) {
    std::ranges::stable_sort(cursor.places, {}, day);
  }
  return cursor;
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
    TRY_ASSIGN(selection.codings_, set_of(database, "SELECT id FROM coding WHERE type = ?1", {std::string(code(*filter.type))}));
  }
  if (!filter.issues.empty()) {
    TRY_ASSIGN(selection.events_, events_about(database, filter.issues));
  }
  if (!filter.sets.empty()) {
    const std::string sql = format("SELECT file.id FROM file JOIN batch ON batch.id = batch JOIN source ON source.id = source WHERE source.name IN ({})",
                                   parameters(filter.sets.size()));
    TRY_ASSIGN(selection.files_, set_of(database, sql, filter.sets));
  }
  if (!filter.publishers.empty()) {
    TRY_ASSIGN(selection.publishers_, publishers_of(database, filter.publishers));
  }
  return selection;
}

bool Selection::is_void() const {
  const auto is_empty = [](const std::optional<NumberSet>& set) { return set && set->empty(); };
  return is_empty(parties_) || is_empty(actors_) || is_empty(recipients_) || is_empty(codings_) || is_empty(files_) || is_empty(publishers_) || (events_ && events_->empty());
}

bool Selection::may_be_in(const SegmentInfo& segment) const {
  if (events_) {
    const auto at = std::ranges::lower_bound(*events_, segment.first_event);
    if (at == events_->end() || *at >= segment.first_event + segment.events) {
      return false;
    }
  }
  return (!first_day_ || segment.last_day >= *first_day_) && (!last_day_ || segment.first_day <= *last_day_);
}

Result<std::vector<std::uint32_t>> Selection::matches(Segment& segment) const {
  const SegmentInfo& info = segment.info();
  Narrowing narrowing(static_cast<std::size_t>(info.events));
  if (events_) {
    const auto begin = std::ranges::lower_bound(*events_, info.first_event);
    const auto end = std::ranges::lower_bound(*events_, info.first_event + info.events);
    narrowing.start_with(begin, end, info.first_event);
  }
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
  TRY(keep(files_, Field::file));
  TRY(keep(publishers_, Field::publisher));
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
  // The cursor that comes next is on top. A segment is opened when the walk has come to its first day.
  const auto later = [](const Cursor& a, const Cursor& b) { return a.key() > b.key(); };
  std::vector<Cursor> open;
  std::size_t next = 0;
  std::size_t held = 0;  // By the columns of the open ones.
  for (std::int64_t left = limit.value_or(-1); left != 0; --left) {
    for (; next < segments.size() && (open.empty() || segments[next].first_day <= open.front().key().first); ++next) {
      TRY_ASSIGN(Cursor cursor, cursor_in(database, segments[next], selection));
      if (!cursor.places.empty()) {
        held += cursor.segment->memory();
        open.push_back(std::move(cursor));
        std::ranges::push_heap(open, later);
      }
    }
    if (open.empty()) {
      return {};
    }
    std::ranges::pop_heap(open, later);
    Cursor& first = open.back();
    const std::size_t before = first.segment->memory();
    TRY(visit(*first.segment, first.places[first.next]));
    held += first.segment->memory() - before;
    if (held > database.memory_for_columns()) {
      for (Cursor& other : std::span(open).first(open.size() - 1)) other.segment->release_all_but(Field::day);
      held = first.segment->memory();
    }
    if (++first.next < first.places.size()) {
      std::ranges::push_heap(open, later);
    } else {
      held -= std::min(held, first.segment->memory());
      open.pop_back();
    }
  }
  return {};
}

}  // namespace corollary::record
