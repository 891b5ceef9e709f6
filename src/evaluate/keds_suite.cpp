#include "evaluate/keds_suite.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/strings.h"
#include "coding/keds_coder.h"

namespace corollary::evaluate {
namespace {

using Json = nlohmann::json;

struct Triple {
  std::string source, target, event;
  auto operator<=>(const Triple&) const = default;
};
using Triples = std::set<Triple>;

struct Record {
  std::string id, text;
  Date day;
  Triples events;
  std::vector<std::string> settings;
  bool is_case = true;
};

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

// "FRO/BIL/SAM" is three.
std::vector<std::string> codes_of(const std::string& text) { return split(text, '/'); }

bool is_named(const std::string& code) { return !code.empty() && code != "---"; }

// One line of text; "Dol_Amroth" is written with a blank elsewhere.
std::string plain(std::string text) {
  std::ranges::replace(text, '_', ' ');
  std::ranges::replace(text, '\n', ' ');
  return text;
}

Result<Record> read_record(std::string_view name, std::size_t line, const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    return fail(ErrorKind::input, "{}:{}: expected a JSON object", name, line);
  }
  Record record;
  record.id = text_of(json, "id");
  record.text = plain(text_of(json, "text"));
  const auto day = coding::keds_date(text_of(json, "date"));
  if (!day) {
    return fail(ErrorKind::input, "{}:{}: {}", name, line, day.error().message);
  }
  record.day = *day;
  for (const Json& event : json.value("events", Json::array())) {
    for (const std::string& source : codes_of(text_of(event, "source"))) {
      for (const std::string& target : codes_of(text_of(event, "target"))) {
        if (is_named(source) && is_named(target)) record.events.insert({source, target, text_of(event, "event")});
      }
    }
  }
  for (const Json& option : json.value("options", Json::array())) {
    if (option.is_string()) record.settings.push_back(option.get<std::string>());
  }
  const bool declared_empty = json.value("noevents", false) || !text_of(json, "error").empty() || !text_of(json, "special").empty();
  const bool about_parse = text_of(json, "error") == "bad_input_parse";  // Of the parse given, which we do not read.
  record.is_case = text_of(json, "evaluate") != "false" && !about_parse && (!record.events.empty() || declared_empty) && record.settings.empty();
  return record;
}

// The number behind "MIN =" in a setting.
void read_number(const std::string& setting, const std::string& name, std::size_t& value) {
  const std::size_t at = setting.find(" " + name + " = ");
  if (at == std::string::npos) {
    return;
  }
  const std::size_t begin = at + name.size() + 4;
  const auto number = parse_integer(setting.substr(begin, setting.find(' ', begin) - begin));
  value = number && *number >= 0 ? static_cast<std::size_t>(*number) : value;
}

std::string in_brackets(const std::string& text) {
  const std::size_t open = text.find('[');
  const std::size_t close = text.find(']', open);
  return open == std::string::npos || close == std::string::npos ? "" : text.substr(open + 1, close - open - 1);
}

void apply(const std::string& setting, coding::KedsOptions& options) {
  using Extent = coding::KedsOptions::Extent;
  const bool off = setting.find("OFF") != std::string::npos;
  if (setting == "SET: CONVERT AGENT = TRUE") options.converts_agents = true;
  if (setting == "SET: CONVERT AGENT = FALSE") options.converts_agents = false;
  if (setting == "SET: CODE BY SENTENCE") options.extent = Extent::sentence;
  if (setting == "SET: CODE BY CLAUSE") options.extent = Extent::clause;
  if (setting == "SET: CODE ALL") options.extent = Extent::all;
  if (setting.starts_with("COMMA:")) {
    coding::KedsOptions::Commas& c = options.commas;
    if (off) c = {255, 0, 255, 0, 255, 0};
    read_number(setting, "MIN", c.inner_least);
    read_number(setting, "MAX", c.inner_most);
    read_number(setting, "EMIN", c.end_least);
    read_number(setting, "EMAX", c.end_most);
    read_number(setting, "BMIN", c.begin_least);
    read_number(setting, "BMAX", c.begin_most);
  }
  if (setting.starts_with("DEFAULT:")) {
    const std::size_t target = setting.find("TARGET");
    const std::string first = setting.substr(0, target);
    const std::string second = target == std::string::npos ? "" : setting.substr(target);
    options.defaults = coding::KedsOptions::Defaults{in_brackets(first), in_brackets(second), first.find("PRIOR") != std::string::npos,
                                                     second.find("AFTER") != std::string::npos};
    if (off) options.defaults.reset();
  }
}

// Sentences of a story are numbered behind its name: "FRWD-001-002".
std::string story_of(const std::string& id) { return std::ranges::count(id, '-') > 1 ? id.substr(0, id.rfind('-')) : ""; }

/// Hits of one way to compare.
struct Tally {
  std::size_t found = 0, right = 0, expected = 0;

  void add(const Triples& gold, const Triples& ours) {
    expected += gold.size();
    found += ours.size();
    right += static_cast<std::size_t>(std::ranges::count_if(ours, [&](const Triple& t) { return gold.contains(t); }));
  }
  void show(const std::string& prefix, std::vector<Scores::Value>& values) const {
    const double precision = found == 0 ? 0 : static_cast<double>(right) / static_cast<double>(found);
    const double recall = expected == 0 ? 0 : static_cast<double>(right) / static_cast<double>(expected);
    values.push_back({prefix + "precision", precision});
    values.push_back({prefix + "recall", recall});
    values.push_back({prefix + "f1", precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0});
  }
};

// What is compared: a function of an event.
template <typename Reduce>
Triples reduced(const Triples& events, Reduce reduce) {
  Triples result;
  for (const Triple& event : events) result.insert(reduce(event));
  return result;
}

constexpr std::size_t kRootLength = 2;
constexpr std::size_t kPartyLength = 3;

Triple by_root(Triple event) {
  event.event.resize(std::min(event.event.size(), kRootLength));
  return event;
}
Triple by_sides(Triple event) {
  event.event.clear();
  return event;
}
Triple by_parties(Triple event) {
  event.source.resize(std::min(event.source.size(), kPartyLength));
  event.target.resize(std::min(event.target.size(), kPartyLength));
  return by_root(std::move(event));
}

std::string shown(const Triples& events) {
  std::vector<std::string> parts;
  for (const Triple& event : events) parts.push_back(format("{}>{}:{}", event.source, event.target, event.event));
  return parts.empty() ? "nothing" : joined(parts, " ");
}

// Notes in `options` who acted, for the next sentence.
Triples coded(const coding::KedsCoder& coder, const Record& record, coding::KedsOptions& options, const text::Parser& parser, std::vector<std::string>& why) {
  text::Document document = text::analyse(record.text, {0, record.text.size()});
  parser.parse(record.text, document);
  Triples events;
  for (const text::Sentence& sentence : document.sentences) {
    const coding::Words words = coding::words_of(record.text, document, sentence);
    const std::vector<coding::KedsEvent> found = coder.code(words, document.nodes_of(sentence), record.day, options);
    if (!found.empty()) options.spoken_of.clear();
    for (const coding::KedsEvent& event : found) {
      events.insert({event.source, event.target, event.event});
      why.push_back(event.why);
      const bool known = std::ranges::find(options.spoken_of, event.source) != options.spoken_of.end();
      if (!known) options.spoken_of.push_back(event.source);
    }
  }
  return events;
}

/// A project's actors and agents as tables of our catalogue: three letters are a party, the next three a sector.
class UserTables {
 public:
  explicit UserTables(const coding::KedsDictionary& dictionary) {
    for (const coding::KedsActor& actor : dictionary.actors()) {
      for (const coding::KedsCode& code : actor.codes) add(actor.text, code);
    }
    for (const auto& [code, names] : names_of_) parties_ += format("{}\tstate\t{}\t\t{}\t\t\t\n", code, names.front(), joined({names.begin() + 1, names.end()}, "|"));
    std::set<std::string> titles;
    for (const coding::KedsAgent& agent : dictionary.agents()) {
      const std::string sector = agent.code.substr(0, kPartyLength);
      if (titles.insert(agent.text).second) titles_ += format("{}\t{}\t{}\n", agent.text, sector, sector);
    }
  }

  [[nodiscard]] Catalogue::Tables tables() const {
    return {.parties = parties_,
            .members = "organisation\tmember\tfrom\tto\n",
            .people = people_,
            .bodies = bodies_,
            .titles = titles_,
            .places = "name\tcountry\tkind\n",
            .issues = "id\tname\tcontext\tcues\n",
            .icews_sectors = "phrase\tsector\trole\n"};
  }

 private:
  void add(const std::string& name, const coding::KedsCode& code) {
    for (const std::string& single : codes_of(code.code)) {
      if (!is_named(single) || single.size() < kPartyLength || single.front() == '#') {  // "###" discards.
        continue;
      }
      const std::string party = single.substr(0, kPartyLength);
      const std::string sector = single.substr(kPartyLength, kPartyLength);
      std::vector<std::string>& names = names_of_[party];
      if (code.from || code.to) {
        people_ += format("{}\t\t{}\t{}\t{}\t{}\t{}\n", name, party, sector, sector, code.from ? code.from->iso() : "", code.to ? code.to->iso() : "");
      } else if (!sector.empty()) {
        bodies_ += format("{}\t\t{}\t{}\t{}\n", name, party, sector, sector);
      } else {
        names.insert(names.end(), name);
        continue;
      }
      if (names.empty()) names.push_back(party);
    }
  }

  std::map<std::string, std::vector<std::string>> names_of_;
  std::string parties_ = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n";
  std::string people_ = "name\taliases\tparty\tsector\trole\tfrom\tto\n";
  std::string bodies_ = "name\taliases\tparty\tsector\trole\n";
  std::string titles_ = "title\tsector\trole\n";
};

// Our own events as pairs of codes: party and sector. Those who act together act on each other.
Triples coded_by_own(const coding::Coder& coder, const Record& record) {
  const Report report{record.id, record.id, "", "", record.day, "", record.text, {0, record.text.size()}};
  Triples events;
  for (const Event& event : coder.code(report).events) {
    const auto pair = [&](const Actor& a, const Actor& b) {
      if (!a.party.empty() && !b.party.empty()) events.insert({a.party + a.sector, b.party + b.sector, event.cameo});
    };
    for (const Actor& actor : event.actors) {
      for (const Actor& recipient : event.recipients) pair(actor, recipient);
      for (const Actor& other : event.actors) {
        if (event.recipients.empty() && !(other == actor)) pair(actor, other);
      }
    }
  }
  return events;
}

}  // namespace

Result<Scores> score_keds(const Options& options, const Readers& readers, Progress&) {
  TRY_ASSIGN(const std::string text, read_file(options.input));
  TRY_ASSIGN(const coding::KedsDictionary dictionary, coding::KedsDictionary::from_folder(options.input.has_parent_path() ? options.input.parent_path() : "."));
  const coding::KedsCoder coder(dictionary);
  const UserTables user(dictionary);
  TRY_ASSIGN(const Catalogue catalogue, Catalogue::from_tables(user.tables()));
  TRY_ASSIGN(const coding::Coder own, coding::Coder::make(catalogue, readers.parser));
  Scores scores;
  scores.skipped = dictionary.unread();
  coding::KedsOptions settings;
  std::string story;
  Tally full, root, sides, own_root, own_parties;
  std::size_t exact = 0, with_events = 0, line = 0;
  for (const std::string& row : split(text, '\n')) {
    ++line;
    if (trimmed(row).empty()) {
      continue;
    }
    auto record = read_record(options.input.filename().string(), line, row);
    if (!record) {
      scores.skipped.push_back(record.error().message);
      continue;
    }
    for (const std::string& setting : record->settings) apply(setting, settings);
    if (story_of(record->id) != story || story.empty()) settings.spoken_of.clear();
    story = story_of(record->id);
    if (!record->is_case) {
      continue;
    }
    ++scores.n;
    std::vector<std::string> why;
    const Triples ours = coded(coder, *record, settings, readers.parser, why);
    full.add(record->events, ours);
    root.add(reduced(record->events, by_root), reduced(ours, by_root));
    sides.add(reduced(record->events, by_sides), reduced(ours, by_sides));
    with_events += record->events.empty() ? 0 : 1;
    exact += !record->events.empty() && ours == record->events ? 1 : 0;
    const Triples lexicon = coded_by_own(own, *record);
    const auto party_sides = [](Triple t) { return by_sides(by_parties(std::move(t))); };
    own_root.add(reduced(record->events, by_parties), reduced(lexicon, by_parties));
    own_parties.add(reduced(record->events, party_sides), reduced(lexicon, party_sides));
    if (ours != record->events && scores.errors.size() < options.errors_most) {
      scores.errors.push_back(format("{}: expected {}, found {} ({}): {}", record->id, shown(record->events), shown(ours), joined(why, "; "), record->text));
    }
  }
  full.show("", scores.values);
  root.show("root_", scores.values);
  sides.show("sides_", scores.values);
  scores.values.push_back({"accuracy", with_events == 0 ? 0 : static_cast<double>(exact) / static_cast<double>(with_events)});
  own_root.show("own_root_", scores.values);
  own_parties.show("own_sides_", scores.values);
  return scores;
}

}  // namespace corollary::evaluate
