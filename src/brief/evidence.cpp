#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/check.h"
#include "base/strings.h"
#include "brief/sections.h"

namespace corollary::brief {
namespace {

std::vector<std::string> codes(const std::vector<Actor>& side) {
  std::set<std::string> all;
  for (const Actor& actor : side) all.insert(actor.party.empty() ? actor.name : actor.party + " " + actor.sector);
  return {all.begin(), all.end()};
}

auto sameness(const Event& event) {
  const std::string issue = event.issues.empty() ? "" : event.issues.front();
  return std::tuple(event.type, event.mode, codes(event.actors), codes(event.recipients), event.modality, event.when, issue);
}

template <typename Wanted>
std::vector<ReportedEvent> listed_once(std::vector<ReportedEvent> events, Wanted wanted) {
  std::set<std::string> quotes;
  std::erase_if(events, [&](const ReportedEvent& reported) {
    return !wanted(reported.event) || !quotes.insert(std::get<SpanEvidence>(reported.evidence.front()).quote).second;
  });
  return events;
}

bool has_its_sides(const Event& event, const Occasion& occasion) {
  return event.type == occasion.type &&
         std::ranges::all_of(occasion.parties, [&](const std::string& party) { return involves(event, party); });
}

double relevance(const ReportedEvent& reported, const Material& material) {
  const Event& event = reported.event;
  double score = 0;
  for (const std::string& party : material.occasion.parties) score += involves(event, party) ? 2 : 0;
  for (const std::string& party : material.third_parties) score += involves(event, party) ? 1 : 0;
  const int days_away = std::abs((event.when.first - material.occasion.day).count);
  score -= std::min(days_away, 14) * 0.25;
  score += 0.5 * static_cast<double>(std::min<std::size_t>(reported.reports, 4));
  score += event.confidence.value() + (event.issues.empty() ? 0 : 0.5) - (event.type == EventType::statement ? 3 : 0);
  return score;
}

}  // namespace

Evidence span_evidence(const Material& material, const SpanCitation& span) {
  const auto text = material.report_texts.find(span.report);
  ensure(text != material.report_texts.end() && span.bytes.end <= text->second.size(), "evidence lies in its report");
  std::string quote(span.bytes.of(text->second));
  std::string hash = hash_text(content_hash(quote));
  return SpanEvidence{span, std::move(quote), std::move(hash)};
}

Evidence rule_evidence(std::string_view rule, std::vector<RowEvidence> cases, std::uint64_t case_count) {
  return RuleEvidence{std::string(rule), std::move(cases), case_count};
}

Evidence event_evidence(const Material& material, const Event& event) {
  if (const auto* const span = std::get_if<SpanCitation>(&event.evidence)) {
    return span_evidence(material, *span);
  }
  const auto& row = std::get<RowCitation>(event.evidence);
  return RowEvidence{row, event.text};
}

std::vector<RowEvidence> rows_of(const Material& material, const std::vector<std::int64_t>& rows) {
  std::vector<RowEvidence> found;
  for (const std::int64_t row : rows) {
    if (const auto known = material.rows.find(row); known != material.rows.end()) {
      found.push_back(known->second);
    }
  }
  return found;
}

Claim information(std::string text, std::vector<Evidence> evidence) {
  return {std::move(text), ClaimKind::information, std::move(evidence), std::nullopt, std::nullopt};
}

Claim assumption(std::string text, std::vector<Evidence> evidence) {
  return {std::move(text), ClaimKind::assumption, std::move(evidence), std::nullopt, std::nullopt};
}

Claim judgment(std::string text, std::vector<Evidence> evidence) {
  return {std::move(text), ClaimKind::judgment, std::move(evidence), std::nullopt, std::nullopt};
}

Date day_of_source(const Material& material, std::string_view report) {
  const auto source = std::ranges::find(material.sources, report, &SourceEntry::id);
  return source == material.sources.end() ? material.occasion.day : source->day;
}

std::vector<const Statement*> relevant_statements(const Material& material, const std::vector<StatementKind>& kinds) {
  const auto is_about = [](const Statement& statement, const std::string& party) {
    return std::ranges::find(statement.about, party, &Actor::party) != statement.about.end();
  };
  const auto score = [&](const Statement* statement) {
    int points = statement->issues.empty() ? 0 : 1;
    for (const std::string& party : material.occasion.parties) points += is_about(*statement, party) ? 2 : 0;
    for (const std::string& party : material.third_parties) points += is_about(*statement, party) ? 1 : 0;
    points += statement->day >= material.occasion.day ? 2 : 0;
    // A limit on power is rarer than an expectation, and worth more.
    return points + (statement->kind == StatementKind::constraint ? 1 : 0);
  };
  std::vector<const Statement*> found;
  for (const Statement& statement : material.statements) {
    if (std::ranges::find(kinds, statement.kind) != kinds.end() && score(&statement) >= 3) {
      found.push_back(&statement);
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater(), score);
  std::set<std::string> texts;
  std::erase_if(found, [&](const Statement* statement) { return !texts.insert(statement->text).second; });
  return found;
}

bool is_actor(const Event& event, std::string_view party) {
  return std::ranges::find(event.actors, party, &Actor::party) != event.actors.end();
}

bool is_recipient(const Event& event, std::string_view party) {
  return std::ranges::find(event.recipients, party, &Actor::party) != event.recipients.end();
}

bool involves(const Event& event, std::string_view party) { return is_actor(event, party) || is_recipient(event, party); }

bool is_occasion(const Event& event, const Occasion& occasion) {
  return event.modality == Modality::happened && event.when.contains(occasion.day) && has_its_sides(event, occasion);
}

bool announces_occasion(const Event& event, const Occasion& occasion) {
  return event.modality != Modality::happened && event.modality != Modality::not_happened && has_its_sides(event, occasion) &&
         event.when.first <= occasion.day;
}

std::vector<ReportedEvent> reported_events(const Material& material) {
  std::vector<ReportedEvent> merged;
  std::map<decltype(sameness(Event())), std::size_t> index_of;
  std::vector<std::set<std::string>> reports_of;
  for (const Event& event : material.events) {
    const auto [entry, is_new] = index_of.try_emplace(sameness(event), merged.size());
    if (is_new) {
      merged.push_back({event, {}, 0});
      reports_of.emplace_back();
    }
    merged[entry->second].evidence.push_back(event_evidence(material, event));
    reports_of[entry->second].insert(std::get<SpanCitation>(event.evidence).report);
  }
  for (std::size_t i = 0; i < merged.size(); ++i) merged[i].reports = reports_of[i].size();
  std::ranges::stable_sort(merged, [&](const ReportedEvent& a, const ReportedEvent& b) {
    return relevance(a, material) > relevance(b, material);
  });
  return merged;
}

bool touches_occasion(const Event& event, const Material& material) {
  const auto takes_part = [&](const std::string& party) { return involves(event, party); };
  return std::ranges::any_of(material.occasion.parties, takes_part) || std::ranges::any_of(material.third_parties, takes_part);
}

std::vector<ReportedEvent> agreed_events(const Material& material) {
  return listed_once(reported_events(material), [&](const Event& event) {
    return event.modality == Modality::planned && event.type == EventType::agree && touches_occasion(event, material) &&
           !announces_occasion(event, material.occasion);
  });
}

std::vector<ReportedEvent> absent_events(const Material& material) {
  return listed_once(reported_events(material), [&](const Event& event) {
    return event.modality == Modality::not_happened && touches_occasion(event, material);
  });
}

std::optional<ReportedEvent> main_event(const std::vector<ReportedEvent>& events, const Occasion& occasion) {
  std::optional<ReportedEvent> found;
  for (const ReportedEvent& reported : events) {
    if (is_occasion(reported.event, occasion)) {
      if (!found) {
        found = reported;
      } else {
        found->evidence.insert(found->evidence.end(), reported.evidence.begin(), reported.evidence.end());
        found->reports = std::max(found->reports, reported.reports);
      }
    }
  }
  return found;
}

}  // namespace corollary::brief
