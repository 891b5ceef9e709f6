#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/file.h"
#include "base/strings.h"
#include "coding/actor_phrase.h"
#include "coding/publisher.h"
#include "evaluate/suites.h"
#include "evaluate/title_encounter.h"
#include "reports/reader.h"

namespace corollary::evaluate {
namespace {

using coding::ActorPhrases;

// A press service publishes on the day itself or on the next.
constexpr Days kPublishedWithin{1};

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// The archives whose ids tell the publisher that their lines leave out.
struct Archive {
  std::string_view id_begins, publisher, score;
};
constexpr auto kArchives = std::to_array<Archive>({{"statements-releases/", "White House", "white_house"},
                                                   {"speeches-remarks/", "White House", "white_house"},
                                                   {"news/", "Kremlin", "kremlin"},
                                                   {"transcripts/", "Kremlin", "kremlin"}});

const Archive* archive_of(const Report& report) {
  const auto found = std::ranges::find_if(kArchives, [&](const Archive& a) { return report.id.starts_with(a.id_begins); });
  return found == kArchives.end() ? nullptr : found;
}

// ---- what a title expects ----------------------------------------------------------------------------------------------------------
struct Expected {
  TitleEncounter::Kind kind;
  std::string host;              // Party code.
  Actor host_official;           // As the title names it; without name and role if it names nobody.
  // Party codes of the others from abroad, by who they are; one who is named by several offices may have several codes.
  std::map<std::size_t, std::set<std::string>> abroad;
  std::set<std::string> words;   // Those of the others' phrases and of their countries' names.
  std::vector<Actor> at_home;    // The others of the host's own country or of none; used where nobody is from abroad.
  Date day;
};

// The state that a part of one belongs to ("Chechnya"); other parties as they are.
std::string state_of(const Catalogue& catalogue, const std::string& code) {
  const Party* const party = catalogue.party(code);
  const bool part = party != nullptr && !party->home.empty() && (party->kind == PartyKind::territory || party->kind == PartyKind::region);
  return part ? party->home : code;
}

// Words that tell one person or group from another.
std::set<std::string> telling_words(std::string_view phrase) {
  constexpr auto common = std::to_array<std::string_view>(
      {"the", "and", "for", "with", "from", "president", "minister", "white", "house", "readout", "statement", "vladimir", "oval", "office", "russian",
       "russia", "region", "republic", "his", "her", "their", "telephone", "phone", "working", "expanded", "joint", "first", "second", "bilateral", "virtual"});
  std::set<std::string> words;
  std::string word;
  for (const char c : folded(phrase) + " ") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
      continue;
    }
    if (word.size() > 2 && !is_in(common, word)) {
      words.insert(word);
    }
    word.clear();
  }
  return words;
}

bool share_word(std::string_view a, std::string_view b) {
  const std::set<std::string> of_b = telling_words(b);
  return std::ranges::any_of(telling_words(a), [&](const std::string& word) { return of_b.contains(word); });
}

bool has_one_of(std::string_view text, const std::set<std::string>& words) {
  return std::ranges::any_of(telling_words(text), [&](const std::string& word) { return words.contains(word); });
}

// "Readout of President Biden's" names the official behind its last "of", "on", "by" or "from".
std::string official_in(std::string_view before) {
  const std::string closed = std::string(before) + " ";
  std::string_view phrase = closed;
  for (const std::string_view mark : {"Readout of ", " on ", " from ", " by "}) {
    if (const std::size_t at = phrase.rfind(mark); at != std::string_view::npos) {
      phrase = phrase.substr(at + mark.size());
    }
  }
  // "Jake Sullivan's Bilateral", but not "Canada's initiative, Vladimir Putin had a telephone".
  const std::size_t owner = phrase.rfind('\'');
  constexpr std::size_t behind_most = 3;
  const bool ends = owner != std::string_view::npos && split(std::string(trimmed(phrase.substr(owner))), ' ').size() <= behind_most;
  return std::string(trimmed(ends ? phrase.substr(0, owner) : phrase));
}

// Reads titles as this suite expects them; what the coder makes of a text is not asked.
class TitleExpectations {
 public:
  TitleExpectations(const Catalogue& catalogue, const ActorPhrases& phrases) : catalogue_(catalogue), phrases_(phrases) {}

  // nullopt if the title names no encounter, or nobody that it is with.
  [[nodiscard]] std::optional<Expected> read(const Report& report, const Party& host) const {
    const auto encounter = read_title_encounter(report.title);
    if (!encounter) {
      return std::nullopt;
    }
    Expected expected{encounter->kind, host.code, phrases_.read(official_in(encounter->host), report.day), {}, {}, {}, report.day};
    const auto head = coding::head_of_state(catalogue_, host.code, report.day);
    for (std::size_t i = 0; i < encounter->others.size(); ++i) {
      const std::string& phrase = encounter->others[i];
      // "…, President Vladimir Putin said": the title goes on about the host.
      if (head && share_word(phrase, head->name)) {
        break;
      }
      add(expected, phrase, encounter->person[i], host);
    }
    const bool somebody = !expected.abroad.empty() || (!expected.at_home.empty() && expected.kind != TitleEncounter::Kind::visit);
    return somebody ? std::optional(expected) : std::nullopt;
  }

 private:
  void add(Expected& expected, std::string_view phrase, std::size_t person, const Party& host) const {
    Actor actor = phrases_.read(phrase, expected.day);
    const Party* const party = catalogue_.party(actor.party);
    expected.words.merge(telling_words(phrase));
    if (party != nullptr && party->code != host.code) {
      expected.words.merge(telling_words(party->name));
      for (const auto* const names : {&party->adjectives, &party->aliases, &party->seats}) {
        for (const std::string& name : *names) expected.words.merge(telling_words(name));
      }
    }
    if (party != nullptr && party->kind == PartyKind::region && party->home.empty()) {
      return;  // "European leaders", "the Middle East": no state or organisation.
    }
    actor.party = state_of(catalogue_, actor.party);
    if (!actor.party.empty() && actor.party != host.code) {
      expected.abroad[person].insert(actor.party);
      return;
    }
    actor.name = std::string(phrase);
    expected.at_home.push_back(actor);
  }

  const Catalogue& catalogue_;
  const ActorPhrases& phrases_;
};

// ---- how a coded event compares ----------------------------------------------------------------------------------------------------
std::vector<Actor> everybody(const Event& event) {
  std::vector<Actor> all = event.actors;
  all.insert(all.end(), event.recipients.begin(), event.recipients.end());
  return all;
}

bool is_right_type(const Event& event) { return event.type == EventType::consult && event.modality == Modality::happened; }

bool is_right_mode(const Event& event, TitleEncounter::Kind kind) {
  switch (kind) {
    case TitleEncounter::Kind::call: return event.mode == "phone";
    case TitleEncounter::Kind::visit: return event.mode == "visit";
    case TitleEncounter::Kind::meeting: return event.mode != "phone";
  }
  return false;
}

bool is_right_date(const Event& event, const Expected& expected) {
  return expected.day - kPublishedWithin <= event.when.first && event.when.last <= expected.day;
}

// The host's side, by the official whom the title names.
bool is_host(const Actor& actor, const Expected& expected) {
  const Actor& official = expected.host_official;
  const bool anybody = official.role.empty() && telling_words(official.name).empty();
  const bool same = share_word(actor.name, official.name) || (!official.role.empty() && official.role == actor.role);
  return actor.party == expected.host && (anybody || same);
}

bool is_other_at_home(const Actor& actor, const Actor& other) {
  const bool same = share_word(actor.name, other.name) || (!other.sector.empty() && actor.sector == other.sector) ||
                    (!other.role.empty() && actor.role == other.role);
  return same && (actor.party == other.party || actor.party.empty() || other.party.empty());
}

std::set<std::string> parties_abroad(const std::vector<Actor>& actors, const std::string& host) {
  std::set<std::string> codes;
  for (const Actor& actor : actors) codes.insert(actor.party);
  codes.erase(host);
  codes.erase("");
  return codes;
}

// Each party is one of somebody's, and everybody has one.
bool are_parties_abroad(const std::set<std::string>& found, const std::map<std::size_t, std::set<std::string>>& expected) {
  std::set<std::string> allowed;
  for (const auto& [person, codes] : expected) allowed.insert(codes.begin(), codes.end());
  const auto is_found = [&](const std::string& code) { return found.contains(code); };
  return std::ranges::includes(allowed, found) && std::ranges::all_of(expected, [&](const auto& one) { return std::ranges::any_of(one.second, is_found); });
}

bool are_right_parties(const Event& event, const Expected& expected, const Catalogue& catalogue) {
  std::vector<Actor> all = everybody(event);
  for (Actor& actor : all) actor.party = state_of(catalogue, actor.party);
  if (!are_parties_abroad(parties_abroad(all, expected.host), expected.abroad)) {
    return false;
  }
  return std::ranges::any_of(all, [&](const Actor& host) {
    return is_host(host, expected) && (!expected.abroad.empty() || std::ranges::any_of(all, [&](const Actor& actor) {
             return actor != host && std::ranges::any_of(expected.at_home, [&](const Actor& other) { return is_other_at_home(actor, other); });
           }));
  });
}

// ---- counting ----------------------------------------------------------------------------------------------------------------------
struct Outcome {
  bool named = false;  // The text has a word for one of the others, so that a reader can know whom it is about.
  bool type = false, parties = false, date = false, right = false, mode = false;
};

// Each part is right if some event of the right type has it right; the item, if one event has all of them right.
Outcome outcome_of(const std::vector<Event>& events, const Expected& expected, const Catalogue& catalogue) {
  Outcome outcome;
  for (const Event& event : events) {
    if (!is_right_type(event)) {
      continue;
    }
    const bool parties = are_right_parties(event, expected, catalogue);
    const bool date = is_right_date(event, expected);
    outcome.type = true;
    outcome.parties = outcome.parties || parties;
    outcome.date = outcome.date || date;
    outcome.right = outcome.right || (parties && date);
    outcome.mode = outcome.mode || (parties && date && is_right_mode(event, expected.kind));
  }
  return outcome;
}

struct Share {
  std::size_t right = 0, all = 0;
  void count(bool is_right) {
    ++all;
    right += is_right;
  }
  [[nodiscard]] double value() const { return all == 0 ? 0 : static_cast<double>(right) / static_cast<double>(all); }
};

std::string shown(const Expected& expected) {
  std::string text = expected.host_official.name + " [" + expected.host + "] with";
  for (const auto& [person, codes] : expected.abroad) text += " " + joined({codes.begin(), codes.end()}, "/");
  for (const Actor& actor : expected.at_home) text += format(" {} [{} {}]", actor.name, actor.party, actor.sector);
  return text;
}

std::string shown(const std::vector<Event>& events) {
  std::string text;
  for (const Event& event : events) {
    if (event.type != EventType::consult) {
      continue;
    }
    text += format("{}{} {}:", text.empty() ? "" : "; ", event.when.first.iso(), name(event.modality));
    for (const Actor& actor : everybody(event)) text += format(" {} [{} {}]", actor.name, actor.party, actor.sector);
  }
  return text.empty() ? "no consultation" : text;
}

class Tally {
 public:
  void count(const Report& report, const Outcome& outcome) {
    all_.count(outcome.right);
    (content_hash(report.id) % 2 == 0 ? even_ : odd_).count(outcome.right);
    type_.count(outcome.type);
    parties_.count(outcome.parties);
    date_.count(outcome.date);
    mode_.count(outcome.mode);
    if (outcome.named) {
      named_.count(outcome.right);
    }
    if (const Archive* const archive = archive_of(report)) {
      Source& source = sources_[archive->score == "kremlin" ? 1 : 0];
      source.all.count(outcome.right);
      if (outcome.named) {
        source.named.count(outcome.right);
      }
      (content_hash(report.id) % 2 == 0 ? source.even : source.odd).count(outcome.right);
    }
  }

  [[nodiscard]] std::vector<Scores::Value> values() const {
    std::vector<Scores::Value> values = {{"accuracy", all_.value()},     {"accuracy_even", even_.value()}, {"accuracy_odd", odd_.value()},
                                         {"type", type_.value()},        {"parties", parties_.value()},    {"date", date_.value()},
                                         {"right_with_mode", mode_.value()},
                                         {"named", static_cast<double>(named_.all)}, {"accuracy_where_named", named_.value()}};
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const std::string name = i == 0 ? "white_house" : "kremlin";
      if (sources_[i].all.all > 0) {
        values.push_back({name + "_n", static_cast<double>(sources_[i].all.all)});
        values.push_back({name + "_accuracy", sources_[i].all.value()});
        values.push_back({name + "_accuracy_even", sources_[i].even.value()});
        values.push_back({name + "_accuracy_odd", sources_[i].odd.value()});
        values.push_back({name + "_named", static_cast<double>(sources_[i].named.all)});
        values.push_back({name + "_accuracy_where_named", sources_[i].named.value()});
      }
    }
    return values;
  }

 private:
  struct Source {
    Share all, even, odd, named;
  };
  Share all_, even_, odd_, type_, parties_, date_, mode_, named_;
  std::array<Source, 2> sources_;
};

}  // namespace

Result<Scores> score_titles(const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(const std::string bytes, read_file(options.input));
  TRY_ASSIGN(reports::ReadResult read, reports::read_reports(options.input.string(), bytes, {}));
  TRY_ASSIGN(const ActorPhrases phrases, ActorPhrases::make(readers.catalogue));
  const coding::Publishers publishers(readers.catalogue);
  const TitleExpectations expectations(readers.catalogue, phrases);
  Tally tally;
  Scores scores;
  for (std::size_t i = 0; i < read.reports.size(); ++i) {
    TRY(progress.report("titles", i, read.reports.size()));
    Report& report = read.reports[i];
    if (const Archive* const archive = archive_of(report); archive != nullptr && report.publisher.empty()) {
      report.publisher = archive->publisher;
    }
    const Party* const host = publishers.party_of(report.publisher);
    const auto expected = host != nullptr ? expectations.read(report, *host) : std::nullopt;
    if (!expected) {
      continue;
    }
    Report untitled = report;
    untitled.title.clear();
    const coding::CodedReport coded = readers.coder.code(untitled);
    Outcome outcome = outcome_of(coded.events, *expected, readers.catalogue);
    outcome.named = has_one_of(report.text, expected->words);
    tally.count(report, outcome);
    ++scores.n;
    if (!outcome.right && scores.errors.size() < options.errors_most) {
      scores.errors.push_back(format("{} {} '{}': expected {}; found {}", report.id, report.day.iso(), plain_title(report.title), shown(*expected), shown(coded.events)));
    }
  }
  if (scores.n == 0) {
    return fail(ErrorKind::input, "{}: no title of a known publisher names a call, meeting or visit", options.input.string());
  }
  scores.values = tally.values();
  scores.skipped = std::move(read.rejected);
  return scores;
}

}  // namespace corollary::evaluate
