#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/strings.h"
#include "graph/event_graph.h"

namespace corollary {

/// Events written as lines `2020-01-01 A REQUEST B`; blank lines and what follows `#` are left out.
/// `A,B CONSULT -` has two actors and no recipient. Rows are numbered by line of event, from 1.
inline std::vector<Event> events_of(std::string_view lines) {
  std::vector<Event> events;
  for (const std::string& full_line : split(lines, '\n')) {
    std::vector<std::string> words;
    for (const std::string& word : split(trimmed(full_line.substr(0, full_line.find('#'))), ' ')) {
      if (!word.empty()) {
        words.push_back(word);
      }
    }
    if (words.empty()) {
      continue;
    }
    ensure(words.size() == 4, "an event line has four words");
    const auto day = Date::parse(words[0]);
    const auto type = event_type(words[2]);
    ensure(day && type, "an event line has a day and an event type");
    Event event;
    event.when = {*day, *day};
    event.type = *type;
    event.evidence = RowCitation{static_cast<std::int64_t>(events.size()) + 1, "test", ""};
    for (const std::string& code : split(words[1], ',')) event.actors.push_back({code, code, "", ""});
    if (words[3] != "-") {
      for (const std::string& code : split(words[3], ',')) event.recipients.push_back({code, code, "", ""});
    }
    events.push_back(std::move(event));
  }
  return events;
}

/// The graph of those events, covering each day from the first to the last of them, or `covered` instead.
inline graph::EventGraph graph_of(std::string_view lines, std::vector<DateRange> covered = {}) {
  graph::EventGraph::Builder builder;
  std::vector<Event> events = events_of(lines);
  for (const Event& event : events) builder.add(event);
  if (covered.empty() && !events.empty()) {
    DateRange all = events.front().when;
    for (const Event& event : events) {
      all = {std::min(all.first, event.when.first), std::max(all.last, event.when.last)};
    }
    covered = {all};
  }
  return std::move(builder).finish(Coverage(std::move(covered)));
}

}  // namespace corollary
