#include <algorithm>
#include <numeric>
#include <set>

#include "brief/charts.h"
#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

constexpr std::size_t kMostPerGroup = 8;
// What happened farther from the event than this is context, not surroundings.
constexpr int kSurroundingDays = 7;

// "told by three reports" is worth saying; one report is the rule.
std::string corroboration(const ReportedEvent& reported) {
  return reported.reports > 1 ? format(" ({} reports)", reported.reports) : "";
}

// Whom it concerns and on what, then the report's own words: nobody has said it more exactly.
Claim event_claim(const Material& material, const ReportedEvent& reported, const Catalogue& catalogue) {
  const auto& span = std::get<SpanEvidence>(reported.evidence.front());
  return information(format("{}{}: {}.", capitalised(event_lead(reported.event, day_of_source(material, span.span.report), catalogue)),
                            corroboration(reported), in_quotes(span.quote)),
                     reported.evidence);
}

// A group's bullets; what is above the cap is counted in a last one, so that the list says how much it holds.
TextBlock bullets(const Material& material, std::string heading, const std::vector<ReportedEvent>& events, const Catalogue& catalogue) {
  TextBlock block{std::move(heading), true, {}};
  std::vector<Evidence> rest;
  for (const ReportedEvent& reported : events) {
    if (block.items.size() < kMostPerGroup) {
      block.items.push_back({event_claim(material, reported, catalogue)});
    } else {
      rest.push_back(reported.evidence.front());
    }
  }
  if (!rest.empty()) {
    const std::size_t count = rest.size();
    block.items.push_back({information(format("And {} more in the reports.", count), std::move(rest))});
  }
  return block;
}

// Events that pass, without the sentences that a group above has quoted.
template <typename Wanted>
std::vector<ReportedEvent> others(const std::vector<ReportedEvent>& events, std::set<std::string>& quotes, Wanted wanted) {
  std::vector<ReportedEvent> chosen;
  for (const ReportedEvent& reported : events) {
    if (chosen.size() < kMostPerGroup && wanted(reported.event) && quotes.insert(std::get<SpanEvidence>(reported.evidence.front()).quote).second) {
      chosen.push_back(reported);
    }
  }
  return chosen;
}

TextBlock occasion_block(const Material& material, const std::vector<ReportedEvent>& events, const Catalogue& catalogue) {
  const auto main = main_event(events, material.occasion);
  if (!main) {
    return {"", false, {material.assumptions}};
  }
  Claim meeting = information(capitalised(event_clause(main->event, catalogue)) + corroboration(*main) + ".", main->evidence);
  return {"", false, {{std::move(meeting)}}};
}

TextBlock background_block(const Material& material) {
  TextBlock block{"How it came to this", true, {}};
  constexpr std::size_t most = 6;
  const std::size_t first = material.background.size() > most ? material.background.size() - most : 0;
  for (std::size_t i = first; i < material.background.size(); ++i) {
    const Event& event = material.background[i];
    block.items.push_back({information(format("{}: {}", event.when.first.written(), event.text), {event_evidence(material, event)})});
  }
  return block;
}

std::string pair_title(const std::string& first, const std::string& second, const Catalogue& catalogue) {
  return format("{} and {}", capitalised(catalogue.name_of(first)), catalogue.name_of(second));
}

// From a stream the counts of each day; from a chosen list, which has no counts, its facts on a line.
std::optional<ChartBlock> history_chart(const Material& material, const Catalogue& catalogue) {
  const Occasion& occasion = material.occasion;
  if (material.main_pair) {
    const PairHistory& pair = *material.main_pair;
    const std::string title = pair_title(pair.first, pair.second, catalogue);
    const DailyActsChart chart{title, pair.cooperation.first, pair.cooperation.count, pair.conflict.count, pair.cooperation.covered, occasion.day, "the event"};
    const auto sum = [](const graph::DailySeries& series) { return std::accumulate(series.count.begin(), series.count.end(), std::uint64_t{0}); };
    return ChartBlock{title + ": acts a day, both ways", daily_acts_chart(chart),
                      format("Acts a day between the two over {} days: {} of cooperation and {} of conflict in all.",
                             pair.cooperation.count.size(), sum(pair.cooperation), sum(pair.conflict))};
  }
  if (material.background.empty()) {
    return std::nullopt;
  }
  TimelineChart chart;
  chart.title = pair_title(occasion.parties[0], occasion.parties[1], catalogue);
  chart.event_day = occasion.day;
  chart.label = "the event";
  for (const Event& event : material.background) {
    chart.facts.push_back({event.when.first, std::string(name(quad_class(event.type))), is_conflict(quad_class(event.type)), event.text});
  }
  return ChartBlock{chart.title + ": facts of the chronology", timeline_chart(chart),
                    format("{} dated facts between the two, from {} to {}, in lanes of verbal and material cooperation and conflict.",
                           material.background.size(), material.background.front().when.first.written(),
                           material.background.back().when.first.written())};
}

}  // namespace

Section what_happened(const Material& material, const Catalogue& catalogue) {
  const std::vector<ReportedEvent> events = reported_events(material);
  const Occasion& occasion = material.occasion;
  const auto near = [&](const Event& event) {
    return std::abs((event.when.first - occasion.day).count) <= kSurroundingDays;
  };

  Section section{"what-happened", "What happened, and what did not", {}};
  section.blocks.emplace_back(occasion_block(material, events, catalogue));
  const auto add = [&](TextBlock block) {
    if (!block.items.empty()) {
      section.blocks.emplace_back(std::move(block));
    }
  };
  const std::vector<ReportedEvent> agreed = agreed_events(material), absent = absent_events(material);
  std::set<std::string> quotes;
  for (const auto* const group : {&agreed, &absent}) {
    for (const ReportedEvent& reported : *group) quotes.insert(std::get<SpanEvidence>(reported.evidence.front()).quote);
  }
  const auto happened = others(events, quotes, [&](const Event& event) {
    return event.modality == Modality::happened && near(event) && touches_occasion(event, material) &&
           event.type != EventType::statement && !is_occasion(event, occasion);
  });
  const auto ahead = others(events, quotes, [&](const Event& event) {
    const bool open = event.modality == Modality::possible || event.modality == Modality::planned;
    return open && touches_occasion(event, material) && !announces_occasion(event, occasion);
  });
  add(bullets(material, "Agreed, promised or announced", agreed, catalogue));
  add(bullets(material, "What did not happen, or was not said", absent, catalogue));
  add(bullets(material, "Around the event", happened, catalogue));
  add(bullets(material, "Expected, proposed or possible", ahead, catalogue));
  add(background_block(material));
  if (auto chart = history_chart(material, catalogue)) {
    section.blocks.emplace_back(*std::move(chart));
  }
  return section;
}

}  // namespace corollary::brief
