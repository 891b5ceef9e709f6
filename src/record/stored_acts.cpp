#include <algorithm>
#include <map>

#include "record/database.h"
#include "record/event_reader.h"
#include "record/passages.h"
#include "record/segment.h"
#include "record/selection.h"
#include "reports/corroboration.h"
#include "reports/stories.h"

namespace corollary::record {
namespace {

// An event that was read, and the number of its report.
struct ReadEvent {
  Event event;
  std::int64_t row = 0, report = 0;  // No report: it was read from a row.
};

Result<std::vector<ReadEvent>> read_events(const Database& database, DateRange days, bool imported) {
  TRY_ASSIGN(const Selection selection, Selection::of({.first = days.first, .last = days.last}, database));
  TRY_ASSIGN(EventReader reader, EventReader::over(database));
  TRY_ASSIGN(Statement report_with, database.prepare("SELECT report FROM passage WHERE id = ?"));
  std::vector<ReadEvent> events;
  const auto visit = [&](Segment& segment, std::size_t at) -> Result<void> {
    TRY_ASSIGN(const Column* const passages, segment.column(Field::passage));
    const std::int64_t passage = (*passages)[at];
    if (passage == 0 && !imported) {
      return {};
    }
    if (passage != 0) {
      report_with.reset();
      report_with.bind(1, passage);
      TRY(report_with.step());
    }
    TRY_ASSIGN(const Event* const event, reader.read(segment, at));
    events.push_back({*event, segment.info().first_event + static_cast<std::int64_t>(at), passage == 0 ? 0 : report_with.integer(0)});
    return {};
  };
  TRY(walk(database, selection, std::nullopt, visit));
  std::ranges::sort(events, {}, &ReadEvent::row);
  return events;
}

// A report again, as far as its passages hold it.
Result<Report> report_again(const Passages& passages, const StoredReport& stored) {
  Report report;
  report.id = stored.id;
  report.path = stored.path;
  report.publisher = stored.publisher;
  report.title = stored.title;
  report.day = stored.day;
  report.place = stored.place;
  TRY_ASSIGN(const std::vector<Passage> parts, passages.passages_of(stored.number));
  for (const Passage& part : parts) report.text += part.text + "\n";
  report.body = {0, report.text.size()};
  return report;
}

Reliability reliability_of(const Report& report, const PublisherTable& publishers) {
  const std::string credit = reports::credit_of(report);
  return std::min(publishers.reliability(report.publisher), publishers.reliability(credit));
}

std::string first_publisher(const Event& event) { return event.publisher.substr(0, event.publisher.find(';')); }

}  // namespace

Result<std::vector<StoredAct>> Passages::acts(DateRange days, const PublisherTable& publishers, bool imported) const {
  TRY_ASSIGN(const Transaction snapshot, Transaction::begin_read(*database_));
  TRY_ASSIGN(const std::vector<ReadEvent> events, read_events(*database_, days, imported));
  std::vector<Report> all;
  std::map<std::int64_t, std::size_t> place_of;  // By the report's number.
  const auto take = [&](const StoredReport& stored) -> Result<void> {
    if (place_of.try_emplace(stored.number, all.size()).second) {
      TRY_ASSIGN(Report again, report_again(*this, stored));
      all.push_back(std::move(again));
    }
    return {};
  };
  TRY(for_each_report(DateRange{days.first, days.last + kReportedWithin}, take));
  for (const ReadEvent& event : events) {
    if (event.report == 0) continue;
    TRY_ASSIGN(const StoredReport stored, report(event.report));
    TRY(take(stored));
  }
  const std::vector<std::size_t> stories = reports::stories_of(all);
  const std::vector<std::string> voices = reports::voices_of(all, stories, publishers);
  std::vector<reports::ToldEvent> told;
  std::size_t next_story = all.size();  // Each row tells of its event by itself.
  for (const ReadEvent& event : events) {
    if (event.report == 0) {
      told.push_back({event.event, next_story++, publishers.voice(first_publisher(event.event))});
      continue;
    }
    const std::size_t story = stories[place_of.at(event.report)];
    told.push_back({event.event, story, voices[story]});
  }
  std::vector<StoredAct> acts;
  for (const reports::Act& act : reports::acts_of(told)) {
    StoredAct stored{{}, act.told_by, act.denied_by, Reliability::f, act.credibility()};
    for (const std::size_t at : act.events) {
      stored.events.push_back(events[at].row);
      const ReadEvent& event = events[at];
      stored.reliability = std::min(stored.reliability, event.report == 0 ? publishers.reliability(first_publisher(event.event))
                                                                          : reliability_of(all[place_of.at(event.report)], publishers));
    }
    acts.push_back(std::move(stored));
  }
  return acts;
}

}  // namespace corollary::record
