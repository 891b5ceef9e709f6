#include <algorithm>
#include <set>

#include "base/strings.h"
#include "brief/charts.h"
#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

constexpr std::size_t kMostRows = 7;

struct LedgerRow {
  Claim item;
  std::string status;
};

bool shares_issue(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& issue) { return std::ranges::find(b, issue) != b.end(); });
}

bool gives(EventType type) { return !is_conflict(quad_class(type)) && type != EventType::consult && type != EventType::statement; }

std::string status_of(const Event& event) {
  switch (event.modality) {
    case Modality::happened:
      return quad_class(event.type) == QuadClass::material_cooperation ? "achieved" : "declared only";
    case Modality::planned:
      // Only a promise binds; what somebody else says will come is no more than expected.
      return event.type != EventType::agree ? "expected" : event.recipients.empty() ? "agreed" : "assured";
    case Modality::possible: return "possible";
    case Modality::not_happened: return "absent";
  }
  return "";
}

// A goal is as far as the reports' events on its issue go: agreed, denied, or nothing is told.
std::string status_of_goal(const Statement& goal, const std::string& party, const std::vector<ReportedEvent>& events,
                           std::vector<Evidence>& evidence) {
  for (const ReportedEvent& reported : events) {
    const Event& event = reported.event;
    if (involves(event, party) && shares_issue(goal.issues, event.issues) &&
        (gives(event.type) || event.modality == Modality::not_happened)) {
      evidence.push_back(reported.evidence.front());
      return event.modality == Modality::not_happened ? "not reached" : status_of(event);
    }
  }
  return "no outcome told";
}

bool is_about(const Statement& statement, std::string_view party) {
  return std::ranges::find(statement.about, party, &Actor::party) != statement.about.end();
}

std::vector<LedgerRow> goals_of(const Material& material, const std::string& party,
                                const std::vector<ReportedEvent>& events, const Catalogue& catalogue) {
  std::vector<LedgerRow> rows;
  for (const Statement& statement : material.statements) {
    if (statement.kind != StatementKind::goal || !is_about(statement, party)) {
      continue;
    }
    std::vector<Evidence> evidence = {span_evidence(material, statement.evidence)};
    std::string status = status_of_goal(statement, party, events, evidence);
    const std::string issues = issues_in_sentence(statement.issues, catalogue);
    const std::string lead = issues.empty() ? "Goal" : "Goal on " + issues;
    rows.push_back({information(format("{}: {}.", lead, in_quotes_around(statement.text, statement.cue)), std::move(evidence)), std::move(status)});
  }
  return rows;
}

// What came to the party, with it, or failed to come, from the occasion's other parties.
std::vector<LedgerRow> outcomes_for(const Material& material, const std::string& party,
                                    const std::vector<ReportedEvent>& events, const Catalogue& catalogue) {
  std::vector<LedgerRow> rows;
  for (const ReportedEvent& reported : events) {
    const Event& event = reported.event;
    const bool from_other = std::ranges::any_of(material.occasion.parties, [&](const std::string& other) {
      return other != party && is_actor(event, other);
    });
    const bool together = event.recipients.empty() && is_actor(event, party);
    const bool received = from_other && (is_recipient(event, party) || together);
    if (received && (gives(event.type) || event.modality == Modality::not_happened)) {
      const auto& span = std::get<SpanEvidence>(reported.evidence.front());
      const std::string issues = issues_in_sentence(event.issues, catalogue);
      const std::string lead = issues.empty() ? "" : "On " + issues + ": ";
      rows.push_back({information(format("{}{}.", lead, in_quotes(span.quote)), reported.evidence), status_of(event)});
    }
  }
  return rows;
}

TableBlock ledger_of(const Material& material, const std::string& party, const std::vector<ReportedEvent>& events,
                     const Catalogue& catalogue) {
  TableBlock table{capitalised(catalogue.name_of(party)), {"Item", "Status"}, {}};
  std::vector<LedgerRow> rows = goals_of(material, party, events, catalogue);
  for (LedgerRow& row : outcomes_for(material, party, events, catalogue)) rows.push_back(std::move(row));
  // One sentence may tell of several acts; it is listed for the first.
  std::set<std::string> quotes;
  std::erase_if(rows, [&](const LedgerRow& row) { return !quotes.insert(std::get<SpanEvidence>(row.item.evidence.front()).quote).second; });
  rows.resize(std::min(rows.size(), kMostRows));
  for (LedgerRow& row : rows) {
    table.rows.push_back({Cell{"", {std::move(row.item)}}, Cell{std::move(row.status), {}}});
  }
  return table;
}

std::vector<Evidence> stakes_evidence(const bargain::Issue& issue) {
  std::vector<Evidence> evidence;
  for (const bargain::Stake& stake : issue.stakes) {
    evidence.emplace_back(CaseEvidence{
        format("case.toml: issues[{}].stakes[{}]: position {:g}, salience {:g}, capability {:g}", issue.id, stake.actor,
               stake.position, stake.salience, stake.capability),
        stake.why});
  }
  evidence.push_back(rule_evidence(kBargainRule));
  return evidence;
}

// "At 62 (0 is …; 100 is …)": where the three models put the issue, and who gains against no deal.
std::vector<Claim> settlement_claims(const SettledIssue& settled, const Catalogue& catalogue) {
  const bargain::Issue& issue = settled.issue;
  std::vector<std::string> positions;
  const bargain::Settlement* nash = nullptr;
  for (const bargain::Settlement& settlement : settled.settlements) {
    if (settlement.method == bargain::Method::nash) {
      nash = &settlement;
    }
    if (settlement.deal) {
      positions.push_back(format("{:.0f} by {}", settlement.position, name(settlement.method)));
    }
  }
  std::vector<Claim> claims;
  claims.push_back(judgment(format("“{}” settles, on the stakes assumed, at {}, where 0 is “{}” and 100 “{}”.", issue.question,
                                   listed(positions), issue.low, issue.high),
                            stakes_evidence(issue)));
  if (!settled.shifts.empty() && settled.shifts.front().moved != 0) {
    const bargain::Shift& shift = settled.shifts.front();
    claims.push_back(judgment(format("Of all single numbers the {} of {} matters most: {:g} in the place of {:g} moves the weighted mean by {:+.1f}.",
                                     name(shift.attribute), catalogue.name_of(shift.actor), shift.to, shift.from, shift.moved),
                              stakes_evidence(issue)));
  }
  if (nash == nullptr) {
    return claims;
  }
  if (!nash->deal) {
    std::vector<std::string> names;
    for (const std::string& actor : nash->blocked_by) names.push_back(catalogue.name_of(actor));
    claims.push_back(judgment(format("No move from where no deal leaves it ({:.0f}) gains all of them anything: {} would lose by it.",
                                     nash->position, names.empty() ? "somebody" : listed(names)),
                              stakes_evidence(issue)));
    return claims;
  }
  if (issue.no_deal && !nash->standings.empty()) {
    const bargain::Standing& most = nash->standings.front();
    const bargain::Standing& least = nash->standings.back();
    claims.push_back(judgment(format("Against no deal ({:.0f}), {} gains most by the Nash settlement ({:+.2f} of utility) and {} least ({:+.2f}).",
                                     *issue.no_deal, catalogue.name_of(most.actor), most.gain, catalogue.name_of(least.actor), least.gain),
                              stakes_evidence(issue)));
  }
  return claims;
}

ChartBlock bargaining_block(const std::vector<SettledIssue>& settled, const Catalogue& catalogue) {
  BargainingChart chart;
  chart.title = "What the parties want and where the models settle it";
  for (const SettledIssue& one : settled) {
    BargainingChart::Issue issue{one.issue.question, one.issue.low, one.issue.high, one.issue.no_deal, {}, {}};
    for (const bargain::Stake& stake : one.issue.stakes) {
      const Party* const party = catalogue.party(stake.actor);
      issue.actors.push_back({party == nullptr ? stake.actor : party->name, stake.position});
    }
    for (const bargain::Settlement& settlement : one.settlements) {
      issue.settlements.push_back({std::string(name(settlement.method)), settlement.position, settlement.deal});
    }
    chart.issues.push_back(std::move(issue));
  }
  return {"Positions, no deal, and settlements on the stakes assumed", bargaining_chart(chart),
          format("For each of {} issues an axis from 0 to 100 with what each actor wants, where no deal leaves it and where the models "
                 "settle it; the numbers stand in the sentences above.", settled.size())};
}

}  // namespace

Section what_each_got(const Material& material, const Catalogue& catalogue) {
  Section section{"what-each-got", "What each party got", {}};
  const std::vector<ReportedEvent> events = reported_events(material);
  for (const std::string& party : material.occasion.parties) {
    TableBlock table = ledger_of(material, party, events, catalogue);
    if (table.rows.empty()) {
      section.blocks.emplace_back(TextBlock{
          capitalised(catalogue.name_of(party)), false,
          {{information(format("The reports name no goal of {} and nothing that it was given or refused.", catalogue.name_of(party)),
                        {rule_evidence(kReadingRule)})}}});
    } else {
      section.blocks.emplace_back(std::move(table));
    }
  }
  if (material.settled.empty()) {
    return section;
  }
  TextBlock bargaining{"What a bargain would look like", true, {}};
  for (const SettledIssue& settled : material.settled) bargaining.items.push_back(settlement_claims(settled, catalogue));
  section.blocks.emplace_back(std::move(bargaining));
  section.blocks.emplace_back(bargaining_block(material.settled, catalogue));
  return section;
}

}  // namespace corollary::brief
