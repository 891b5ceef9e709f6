#include <algorithm>
#include <map>

#include "brief/sections.h"
#include "brief/sentences.h"

namespace corollary::brief {
namespace {

// How much there is of one kind, on which issues, and where.
struct Tally {
  std::size_t count = 0;
  std::vector<std::string> issues;  ///< Most frequent first, then in the order of the events.
  std::vector<Evidence> evidence;   ///< Of the first few.
};

Tally tally(const std::vector<ReportedEvent>& events) {
  Tally result{events.size(), {}, {}};
  std::map<std::string, int> counts;
  for (const ReportedEvent& reported : events) {
    if (result.evidence.size() < 5) {
      result.evidence.push_back(reported.evidence.front());
    }
    for (const std::string& issue : reported.event.issues) {
      if (++counts[issue] == 1) {
        result.issues.push_back(issue);
      }
    }
  }
  std::ranges::stable_sort(result.issues, std::ranges::greater(), [&](const std::string& issue) { return counts.at(issue); });
  return result;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  constexpr std::string_view words[] = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
  const std::string number = count < std::size(words) ? std::string(words[count]) : format("{}", count);
  return format("{} {}", number, count <= 1 ? one : many);
}

std::string on_issues(const Tally& tally, const Catalogue& catalogue) {
  const std::string issues = issues_in_sentence(tally.issues, catalogue, 3);
  return issues.empty() ? "" : format(" ({})", issues);
}

// The first sentence covers the rest: what took place, what came of it, what did not.
Claim covering_claim(const Material& material, const std::vector<ReportedEvent>& events, const Catalogue& catalogue) {
  const auto main = main_event(events, material.occasion);
  const Tally agreed = tally(agreed_events(material));
  const Tally absent = tally(absent_events(material));
  Event event;
  event.type = material.occasion.type;
  event.mode = material.occasion.mode;
  event.when = {material.occasion.day, material.occasion.day};
  event.place = material.occasion.place;
  for (const std::string& party : material.occasion.parties) event.actors.push_back({"", party, "", ""});
  std::string text = capitalised(event_clause(main ? main->event : event, catalogue));
  text += format("; the {} of {}{}", material.sources.size() == 1 ? "report tells" : "reports tell",
                 counted(agreed.count, "promise or agreement", "promises or agreements"), on_issues(agreed, catalogue));
  if (absent.count > 0) {
    text += format(", and of {}{}", counted(absent.count, "thing that did not come about", "things that did not come about"),
                   on_issues(absent, catalogue));
  }
  text += ".";
  std::vector<Evidence> evidence = main ? main->evidence : std::vector<Evidence>{};
  evidence.insert(evidence.end(), agreed.evidence.begin(), agreed.evidence.end());
  evidence.insert(evidence.end(), absent.evidence.begin(), absent.evidence.end());
  evidence.push_back(rule_evidence(kReadingRule));
  return judgment(std::move(text), std::move(evidence));
}

// The reason behind "no base rate: ", which the sentence has said in its own words.
std::string without_lead(const std::string& reason) {
  constexpr std::string_view lead = "no base rate: ";
  return reason.starts_with(lead) ? reason.substr(lead.size()) : reason;
}

// The most likely of what the event's own parties may do to each other; of all, if there is none. Never an act of
// force alone: what news codes as one ranges from a strike to an arrest, and a headline has no room to say so.
const forecast::Consequence* headline(const Material& material) {
  const forecast::Consequence* best = nullptr;
  for (const ScoredConsequence& scored : material.forecasts.front().consequences) {
    const forecast::Target& target = scored.consequence.target;
    const auto takes_part = [&](const std::string& party) { return std::ranges::find(material.occasion.parties, party) != material.occasion.parties.end(); };
    if (target.type == EventType::assault) {
      continue;
    }
    if (takes_part(target.actor) && takes_part(target.recipient)) {
      return &scored.consequence;
    }
    best = best == nullptr ? &scored.consequence : best;
  }
  return best;
}

}  // namespace

Section bottom_line(const Material& material, const Catalogue& catalogue) {
  const std::vector<ReportedEvent> events = reported_events(material);
  TextBlock block{"", true, {{covering_claim(material, events, catalogue)}}};
  if (!material.no_forecast.empty()) {
    block.items.push_back({judgment("No probability can be given for what follows: " + without_lead(material.no_forecast) + ".", {rule_evidence(kBaseRateRule)})});
  } else if (const forecast::Consequence* const first = headline(material)) {
    block.items.push_back({forecast_claim(material, *first, catalogue)});
  }
  for (const ThirdPartyPart& part : material.third_party_parts) block.items.push_back({verdict_claim(part, catalogue)});
  block.items.push_back({confidence_claim(material)});
  return {"bottom-line", "Bottom line", {std::move(block)}};
}

}  // namespace corollary::brief
