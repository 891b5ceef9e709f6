#include "brief/sentences.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace corollary::brief {
namespace {

// How an act reads: the verb, then what follows it with an object, without one, and when all sides act on each other.
// In `with_object` the object takes the place of `@`.
struct ActWords {
  EventType type;
  std::string_view mode;
  std::string_view verb;
  std::string_view past;
  std::string_view with_object;
  std::string_view alone;
  std::string_view together;
};

using enum EventType;

// The first line of a type serves modes that have none of their own.
constexpr ActWords kActs[] = {
    {agree, "", "agree", "agreed", "to cooperate with @", "to cooperate", "to cooperate"},
    {consult, "", "hold", "held", "talks with @", "talks", "talks"},
    {consult, "visit", "visit", "visited", "@", "abroad", "each other"},
    {consult, "third-party", "meet", "met", "@", "others", "each other"},
    {consult, "multilateral", "meet", "met", "@ among other parties", "with other parties", "with other parties"},
    {consult, "phone", "speak", "spoke", "with @ by telephone", "by telephone", "by telephone"},
    {support, "", "voice", "voiced", "support for @", "support", "support for each other"},
    {concede, "", "make", "made", "a concession to @", "a concession", "concessions to each other"},
    {cooperate, "", "cooperate", "cooperated", "with @", "in deed", "with each other"},
    {aid, "", "give", "gave", "aid to @", "aid", "aid to each other"},
    {retreat, "", "pull", "pulled", "back towards @", "back", "back"},
    {retreat, "withdraw", "withdraw", "withdrew", "from a position towards @", "from a position", "from their positions"},
    {retreat, "release", "release", "released", "people or property of @", "people or property", "people or property"},
    {retreat, "ceasefire", "observe", "observed", "a ceasefire with @", "a ceasefire", "a ceasefire"},
    {retreat, "disarm", "reduce", "reduced", "forces or arms towards @", "forces or arms", "forces or arms"},
    {retreat, "access", "open", "opened", "access for @", "access", "access"},
    {retreat, "resign", "give up", "gave up", "an office before @", "an office", "their offices"},
    {request, "", "make", "made", "a request or demand of @", "a request or demand", "demands of each other"},
    {request, "assist", "ask", "asked", "@ for help", "for help", "each other for help"},
    {request, "change", "demand", "demanded", "a change from @", "a change", "changes from each other"},
    {request, "yield", "demand", "demanded", "that @ give way", "that others give way", "that the other give way"},
    {request, "meet", "ask", "asked", "to meet @", "for a meeting", "for a meeting"},
    {accuse, "", "criticise", "criticised", "@", "others", "each other"},
    {accuse, "investigate", "investigate", "investigated", "@", "the matter", "each other"},
    {accuse, "allege", "accuse", "accused", "@", "others", "each other"},
    {reject, "", "reject", "rejected", "a demand or proposal of @", "a demand or proposal", "each other's proposals"},
    {reject, "meet", "refuse", "refused", "to meet @", "to meet", "to meet"},
    {threaten, "", "threaten", "threatened", "@", "others", "each other"},
    {protest, "", "protest", "protested", "against @", "in public", "against each other"},
    {sanction, "", "impose", "imposed", "sanctions or cuts in relations on @", "sanctions or cuts in relations",
     "sanctions on each other"},
    {sanction, "expel", "expel", "expelled", "representatives of @", "representatives", "each other's representatives"},
    {sanction, "withdraw", "cut", "cut", "ties with @", "ties", "ties with each other"},
    {sanction, "convict", "convict", "convicted", "nationals of @", "people", "each other's nationals"},
    {mobilize, "", "mobilise", "mobilised", "forces with regard to @", "forces", "forces against each other"},
    {coerce, "", "use", "used", "coercion against @", "coercion", "coercion against each other"},
    {coerce, "seize", "seize", "seized", "property or territory of @", "property or territory", "each other's property"},
    {coerce, "arrest", "arrest or charge", "arrested or charged", "nationals of @", "people", "each other's nationals"},
    {coerce, "cyber", "run", "ran", "a cyber operation against @", "a cyber operation", "cyber operations against each other"},
    {coerce, "misinformation", "spread", "spread", "disinformation against @", "disinformation", "disinformation"},
    {assault, "", "use", "used", "force against @", "force", "force against each other"},
    {statement, "", "speak", "spoke", "about @", "on the matter", "about each other"},
};

const ActWords& words_for(EventType type, std::string_view mode) {
  const ActWords* general = nullptr;
  for (const ActWords& act : kActs) {
    if (act.type == type && act.mode == mode) {
      return act;
    }
    if (act.type == type && general == nullptr) {
      general = &act;
    }
  }
  return *general;
}

std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "'" : "'s"); }

std::string_view sector_noun(std::string_view sector) {
  constexpr std::pair<std::string_view, std::string_view> nouns[] = {
      {"MIL", "armed forces"}, {"LEG", "legislators"}, {"JUD", "courts"},  {"SPY", "intelligence services"},
      {"OPP", "opposition"},   {"COP", "police"},      {"JRN", "media"},   {"CVL", "citizens"},
      {"BUS", "companies"},    {"REB", "rebels"},      {"PTY", "parties"}, {"SOC", "society"}};
  const auto* const found = std::ranges::find(nouns, sector, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(nouns) ? std::string_view() : found->second;
}

std::string side_in_sentence(const std::vector<Actor>& side, const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const Actor& actor : side) {
    std::string name = actor_in_sentence(actor, catalogue);
    if (std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return listed(names);
}

std::string with_object(std::string_view pattern, std::string_view object) {
  std::string result(pattern);
  const std::size_t at = result.find('@');
  return result.replace(at, 1, object);
}

// A promise is itself an act: "agreed to", not "is to agree to".
std::string verb_for(const Event& event, const ActWords& act, bool plural) {
  switch (event.modality) {
    case Modality::happened: return std::string(act.past);
    case Modality::planned:
      return event.type == agree ? std::string(act.past) : format("{} to {}", plural ? "are" : "is", act.verb);
    case Modality::possible: return format("may {}", act.verb);
    case Modality::not_happened: return format("did not {}", act.verb);
  }
  return "";
}

std::string when_in_sentence(DateRange when) {
  if (when.first == when.last) {
    return " on " + when.first.written();
  }
  return format(" between {} and {}", when.first.written_without_year(), when.last.written());
}

}  // namespace

std::string capitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') {
    result[0] = static_cast<char>(result[0] - 32);
  }
  return result;
}

std::string parties_in_sentence(const std::vector<std::string>& codes, const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const std::string& code : codes) names.push_back(catalogue.name_of(code));
  return listed(names);
}

std::string actor_in_sentence(const Actor& actor, const Catalogue& catalogue) {
  if (actor.party.empty()) {
    return actor.name;
  }
  const std::string party = catalogue.name_of(actor.party);
  const std::string_view noun = sector_noun(actor.sector);
  return noun.empty() ? party : format("{} {}", possessive(party), noun);
}

std::string issues_in_sentence(const std::vector<std::string>& ids, const Catalogue& catalogue, std::size_t most) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    const Issue* const issue = catalogue.issue(id);
    if (issue != nullptr && names.size() < most) {
      names.push_back(issue->name);
    }
  }
  return listed(names);
}

std::string target_clause(std::string_view actor, EventType type, std::string_view recipient, const Catalogue& catalogue) {
  return format("coded news will show {} {} {} at least once", catalogue.name_of(actor), infinitive(type), catalogue.name_of(recipient));
}

std::string event_clause(const Event& event, const Catalogue& catalogue) {
  const ActWords& act = words_for(event.type, event.mode);
  const std::string actors = side_in_sentence(event.actors, catalogue);
  const std::string object = side_in_sentence(event.recipients, catalogue);
  const bool several = event.actors.size() > 1;
  std::string rest = !object.empty() ? with_object(act.with_object, object) : std::string(several ? act.together : act.alone);
  if (event.type == consult && event.mode == "third-party" && object.empty()) {
    rest = "";
  }
  std::string clause = format("{} {}{}{}", actors.empty() ? "somebody" : actors, verb_for(event, act, several), rest.empty() ? "" : " ", rest);
  if (const std::string issues = issues_in_sentence(event.issues, catalogue); !issues.empty() && event.type != consult) {
    clause += format(" {} {}", is_conflict(quad_class(event.type)) ? "over" : "on", issues);
  }
  if (!event.place.empty() && event.type == consult) {
    clause += " in " + event.place;
  }
  return clause + when_in_sentence(event.when);
}

std::string event_lead(const Event& event, Date usual_day, const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const auto* const side : {&event.actors, &event.recipients}) {
    for (const Actor& actor : *side) {
      std::string name = actor.party.empty() ? actor.name : catalogue.name_of(actor.party);
      if (std::ranges::find(names, name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
  }
  const std::string issues = issues_in_sentence(event.issues, catalogue);
  std::string lead = listed(names) + (issues.empty() ? "" : ", on " + issues);
  if (event.when.first != usual_day) {
    lead += format(" ({})", event.when.first.written());
  }
  return lead;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::string smooth;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && (smooth.empty() || smooth.back() == ' ')) {
      continue;
    }
    smooth += space ? ' ' : c;
  }
  for (const std::string_view mark : {"“", "”", "\""}) {
    for (std::size_t at = smooth.find(mark); at != std::string::npos; at = smooth.find(mark, at)) {
      smooth.replace(at, mark.size(), "'");
    }
  }
  if (smooth.size() <= most) {
    return std::string(trimmed(smooth));
  }
  const std::size_t space = smooth.rfind(' ', most);
  smooth.resize(space == std::string::npos ? 0 : space);
  while (!smooth.empty() && (smooth.back() == ',' || smooth.back() == ';' || smooth.back() == ':')) smooth.pop_back();
  return smooth + " …";
}

std::string in_quotes(std::string_view text, std::size_t most) {
  std::string words = shortened(text, most);
  const std::size_t n = words.size();
  const bool abbreviation = n >= 3 && words[n - 3] == '.' && words[n - 2] >= 'A' && words[n - 2] <= 'Z';  // "U.S."
  if (words.ends_with('.') && !abbreviation) {
    words.pop_back();
  }
  return "“" + words + "”";
}

std::string in_quotes_around(std::string_view text, std::string_view cue, std::size_t most) {
  const std::size_t at = cue.empty() ? std::string_view::npos : text.find(cue);
  if (text.size() <= most || at == std::string_view::npos || at + cue.size() + most / 3 <= most) {
    return in_quotes(text, most);
  }
  const std::size_t latest = std::min(at, text.size() - std::min(text.size(), most));
  const std::size_t space = text.rfind(' ', std::max<std::size_t>(latest, 1));
  return space == std::string_view::npos ? in_quotes(text, most) : "“… " + in_quotes(text.substr(space + 1), most + 40).substr(std::string_view("“").size());
}

}  // namespace corollary::brief
