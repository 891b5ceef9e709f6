#include "coding/readout.h"

#include "base/strings.h"
#include "coding/readout_presupposed.h"
#include "coding/readout_words.h"

namespace corollary::coding {

using namespace readout;

// Reads one report: the verbs of meeting, the transcripts, and which rule goes first.
class ReadoutReader : public ReadoutPresupposed {
 public:
  using ReadoutPresupposed::ReadoutPresupposed;

  std::vector<ReadoutFinding> read();
  // By telephone, if the sentences around the finding say so.
  [[nodiscard]] std::string_view cameo_of(const ReadoutFinding& found) const;
  // The day in the sentence, before its topic; else the report's.
  [[nodiscard]] DateRange when(const ReadoutFinding& found) const;
  // Behind "to discuss", "about": a time there belongs to the topic.
  [[nodiscard]] static bool is_topic(const Reading& reading, std::size_t word);
  std::optional<ReadoutFinding> read_meeting(std::size_t s) const;
  [[nodiscard]] static bool is_named_person(const Reading& reading, std::size_t verb, const Actor& actor);
  // "At a meeting with …, the President said".
  std::optional<ReadoutFinding> read_noun(std::size_t s) const;
  // "The President discussed the tasks of the party with Yury Luzhkov".
  std::optional<ReadoutFinding> read_discussed(std::size_t s) const;
  // "Addressing the delegates, the President said".
  std::optional<ReadoutFinding> read_addressed(std::size_t s) const;
  // Who told the head something, or was told.
  std::optional<ReadoutFinding> read_told(std::size_t s) const;
  // Those of the publisher's side in the subject.
  [[nodiscard]] std::vector<Actor> hosts_before(const Reading& reading, std::size_t verb) const;
  // "Vladimir Putin and Nicos Anastasiades met".
  [[nodiscard]] std::vector<Actor> joined_before(const Reading& reading, std::size_t verb) const;
  // "met today with …", "held a call with …", "received …".
  [[nodiscard]] std::vector<Actor> others_behind(const Reading& reading, std::size_t verb, bool receives) const;
  // Whom somebody receives or calls has a name, a title or a number: "received significant funds" is about no guest.
  [[nodiscard]] bool begins_with_name(const Reading& reading, std::size_t i) const;
  [[nodiscard]] static bool encounter_object(const Reading& reading, std::size_t verb);
  // "VLADIMIR PUTIN:", "Agriculture Minister Alexander Tkachev:".
  [[nodiscard]] static std::optional<Range> label_of(const Reading& reading);
  std::optional<ReadoutFinding> read_speakers() const;

 private:
  // How far "with" may stand behind its verb: "had a warm and lengthy telephone conversation today with".
  static constexpr std::size_t kReach = 16;
};

std::vector<ReadoutFinding> ReadoutReader::read() {
  std::vector<ReadoutFinding> all;
  const auto add = [&](std::optional<ReadoutFinding> found) {
    if (found) {
      all.push_back(std::move(*found));
    }
  };
  if (is_announcement() || is_letter()) {
    return all;
  }
  const bool written = is_written() || is_document();
  for (std::size_t s = 0; s < std::min(kLead, lead_.size()); ++s) {
    add(written ? std::nullopt : read_joined(s, true));
    add(read_meeting(s));
    add(read_noun(s));
    add(written ? std::nullopt : read_discussed(s));
    add(written ? std::nullopt : read_addressed(s));
    add(written ? std::nullopt : read_joined(s, false));
    add(written ? std::nullopt : read_told(s));
  }
  add(read_speakers());
  add(written ? std::nullopt : read_presupposed());
  return all;
}

std::optional<ReadoutFinding> ReadoutReader::read_told(std::size_t s) const {
  const auto told = person_told(lead_[s]);
  if (!told) {
    return std::nullopt;
  }
  std::vector<Actor> others = told_together(lead_[s], *told);
  if (!is_abroad(*told)) {
    add_unnamed(others, taking_part_at_home());  // At a meeting at home several speak.
  }
  return ReadoutFinding{{*head_}, std::move(others), s, "readout: told", 0.65};
}

std::string_view ReadoutReader::cameo_of(const ReadoutFinding& found) const {
  const auto has = [&](std::size_t s, const auto& list) { return std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(list, word.lower); }); };
  for (std::size_t s = 0; s < std::min(found.sentence + 4, lead_.size()); ++s) {
    if (has(s, kByTelephone)) {
      return "041";
    }
  }
  // Who only "spoke", and neither met nor sat together, used the telephone.
  constexpr auto speaks = std::to_array<std::string_view>({"spoke", "called"});
  constexpr auto in_person = std::to_array<std::string_view>({"met", "meeting", "margins", "sidelines", "hosted", "talks", "visit", "received"});
  return found.rule == "readout: met" && has(found.sentence, speaks) && !has(found.sentence, in_person) ? "041" : "040";
}

DateRange ReadoutReader::when(const ReadoutFinding& found) const {
  const Reading& reading = lead_[found.sentence];
  if (found.rule != "readout: met") {
    return {day_, day_};  // A day that is named there is that of what they spoke about.
  }
  for (const TimeMention& time : reading.times) {
    const bool is_day = time.days.first == time.days.last && time.days.last <= day_;
    if (is_day && !is_topic(reading, time.words.first)) {
      return time.days;
    }
  }
  return {day_, day_};
}

bool ReadoutReader::is_topic(const Reading& reading, std::size_t word) {
  for (std::size_t i = 0; i < word; ++i) {
    const bool infinitive = lower(reading, i) == "to" && lower(reading, i + 1).starts_with("discuss");
    const bool clause = lower(reading, i) == "which" || lower(reading, i) == "that" || lower(reading, i) == "will";
    if (infinitive || clause || lower(reading, i) == "about" || lower(reading, i) == "regarding" || lower(reading, i) == "following" || lower(reading, i) == "ahead") {
      return true;
    }
  }
  return false;
}

std::optional<ReadoutFinding> ReadoutReader::read_meeting(std::size_t s) const {
  const Reading& reading = lead_[s];
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const bool meets = is_in(kMeets, lower(reading, i));
    const bool receives = is_in(kReceives, lower(reading, i));
    if ((!meets && !receives) || looks_ahead(reading, i)) {
      continue;
    }
    std::vector<Actor> hosts = hosts_before(reading, i);
    std::vector<Actor> others = others_behind(reading, i, receives);
    if (others.empty()) {
      others = joined_before(reading, i);
    }
    if (others.empty() && hosts.size() > 1 && (encounter_object(reading, i) || lower(reading, i) == "met" || lower(reading, i) == "spoke")) {
      others.assign(hosts.begin() + 1, hosts.end());
      hosts.resize(1);
    }
    const bool person = std::ranges::any_of(hosts, [&](const Actor& host) { return (head_ && host.name == head_->name) || is_named_person(reading, i, host); });
    if (!person && s == 0 && !others.empty()) {
      hosts.clear();
    }
    // An account begins with its own side; later sentences must name the head.
    if (hosts.empty() && s == 0 && i > 0 && !others.empty() && !is_subject_pronoun(lower(reading, i - 1)) && std::ranges::none_of(reading.mentions, [&](const Mention& m) {
          return m.words.last <= i && std::ranges::any_of(m.actors, [&](const Actor& a) { return is_abroad(a); });
        })) {
      const Range subject = {subject_begin(reading, i), i};
      const bool pair = std::any_of(reading.words.begin() + static_cast<std::ptrdiff_t>(subject.first), reading.words.begin() + static_cast<std::ptrdiff_t>(i),
                                    [](const Word& word) { return is_in(kPairs, word.lower); });
      if (const auto other = person_at(reading, subject.first); other && is_abroad(other->actor)) {
        continue;  // "Mr Sharon called Mr Putin": the other side.
      }
      if (!pair) {
        hosts = {read_phrase(phrase_of(reading, subject))};
        hosts.front().party = home_.code;
      }
    }
    std::erase_if(others, [&](const Actor& other) { return is_known(hosts, other); });
    if (!hosts.empty() && !others.empty()) {
      return ReadoutFinding{std::move(hosts), std::move(others), s, "readout: met", 0.85};
    }
  }
  return std::nullopt;
}

bool ReadoutReader::is_named_person(const Reading& reading, std::size_t verb, const Actor& actor) {
  return std::ranges::any_of(reading.mentions, [&](const Mention& m) { return m.words.last <= verb && m.is_person && m.actors.size() == 1 && m.actors.front().name == actor.name; });
}

std::optional<ReadoutFinding> ReadoutReader::read_discussed(std::size_t s) const {
  const Reading& reading = lead_[s];
  for (std::size_t i = 1; i < reading.words.size() && head_; ++i) {
    if (lower(reading, i) != "discussed" || is_be(lower(reading, i - 1)) || looks_ahead(reading, i) || !(is_head(reading, i - 1) || is_head(reading, i - 2))) {
      continue;
    }
    for (std::size_t with = i + 1; with < std::min(i + kReach, reading.words.size()); ++with) {
      if (lower(reading, with) == "with" && begins_with_name(reading, with + 1)) {
        std::vector<Actor> others = people_in(reading, with + 1);
        std::erase_if(others, [&](const Actor& other) { return is_known({*head_}, other) || other.sector.empty(); });
        return others.empty() ? std::nullopt : std::optional(ReadoutFinding{{*head_}, std::move(others), s, "readout: met", 0.7});
      }
    }
  }
  return std::nullopt;
}

std::optional<ReadoutFinding> ReadoutReader::read_addressed(std::size_t s) const {
  const Reading& reading = lead_[s];
  for (std::size_t i = 0; i < std::min<std::size_t>(5, reading.words.size()) && head_ && has_head(reading); ++i) {
    if (lower(reading, i) != "addressing" || lower(reading, i + 1) != "the") {
      continue;
    }
    std::size_t end = i + 2;
    while (end < std::min(i + 6, reading.words.size()) && lower(reading, end) != "," && !ends_phrase(reading, end)) ++end;
    constexpr auto gathered = std::to_array<std::string_view>({"participants", "delegates", "members", "students", "veterans", "officers", "audience", "deputies"});
    if (is_in(gathered, lower(reading, end - 1)) || is_in(gathered, lower(reading, i + 2))) {
      return ReadoutFinding{{*head_}, {Actor{phrase_of(reading, {i + 1, end}), home_.code, read_phrase(phrase_of(reading, {i + 1, end})).sector, ""}}, s, "readout: met", 0.6};
    }
  }
  return std::nullopt;
}

std::optional<ReadoutFinding> ReadoutReader::read_noun(std::size_t s) const {
  const Reading& reading = lead_[s];
  constexpr auto opening = std::to_array<std::string_view>({"at", "during", "in", "after", "following", "opening", "addressing"});
  for (std::size_t i = 1; i + 2 < std::min<std::size_t>(12, reading.words.size()) && head_; ++i) {
    const bool opened = is_in(opening, lower(reading, 0)) ? has_head(reading) : s == 0 && lower(reading, i - 1) == "the";
    const bool own = lower(reading, i - 1) != "my" && lower(reading, i - 1) != "our";
    if (is_in(kEncounters, lower(reading, i)) && lower(reading, i + 1) == "with" && opened && own) {
      std::vector<Actor> others = people_in(reading, i + 2);
      std::erase_if(others, [&](const Actor& other) { return is_known({*head_}, other); });
      return others.empty() ? std::nullopt : std::optional(ReadoutFinding{{*head_}, std::move(others), s, "readout: met", 0.75});
    }
  }
  return std::nullopt;
}

std::vector<Actor> ReadoutReader::hosts_before(const Reading& reading, std::size_t verb) const {
  std::vector<Actor> hosts;
  if (head_) {
    for (std::size_t i = 0; i < verb; ++i) {
      const std::string_view before = i > 1 && lower(reading, i - 1) == "the" ? lower(reading, i - 2) : "";
      const bool owner = before == "to" || before == "of" || is_possessive_mark(lower(reading, i + 1));  // "Senior Advisor to the President".
      if (is_head(reading, i) && !owner) {
        hosts = {*head_};
      }
    }
  }
  for (const Mention& mention : reading.mentions) {
    const bool owner = mention.words.first > 1 && lower(reading, mention.words.first - 1) == "the" &&
                       (lower(reading, mention.words.first - 2) == "to" || lower(reading, mention.words.first - 2) == "of");
    const bool before = mention.words.last <= verb && !owner && !mention.is_modifier && !mention.is_coreferent && !mention.is_located && !is_in(kPairs, lower(reading, mention.words.last - 1));
    for (const Actor& actor : before ? mention.actors : std::vector<Actor>()) {
      const auto official = actor.party.empty() && mention.is_person ? official_by_name(actor.name) : std::nullopt;
      const bool own = is_home(actor) || (actor.party.empty() && !actor.sector.empty() && !(official && is_abroad(*official)));
      if (own && !is_known(hosts, actor)) {
        hosts.push_back({actor.name, home_.code, actor.sector, actor.role});
      }
    }
  }
  return hosts;
}

std::vector<Actor> ReadoutReader::joined_before(const Reading& reading, std::size_t verb) const {
  std::vector<Actor> others;
  bool joined = false;
  for (std::size_t i = 0; i < verb; ++i) {
    joined = joined || lower(reading, i) == "and";
    if (is_in(kTells, lower(reading, i)) || lower(reading, i) == "that") {
      break;
    }
    if (const auto person = person_at(reading, i); person && person->words.last <= verb && is_abroad(person->actor)) {
      others.push_back(person->actor);
    }
  }
  return joined ? others : std::vector<Actor>();
}

std::vector<Actor> ReadoutReader::others_behind(const Reading& reading, std::size_t verb, bool receives) const {
  const bool plain = is_in(std::to_array<std::string_view>({"met", "meets", "spoke", "speaks", "talked", "conferred", "consulted", "sat", "engaged"}), lower(reading, verb));
  bool encounter = plain;
  constexpr auto breaks = std::to_array<std::string_view>({"that", "which", "been", "discuss", "about"});
  for (std::size_t i = verb + 1; i < reading.words.size(); ++i) {
    if (is_in(breaks, lower(reading, i)) || (!plain && lower(reading, i) == ",")) {
      break;
    }
    encounter = encounter || is_in(kEncounters, lower(reading, i));
    const bool with = lower(reading, i) == "with" || (lower(reading, i) == "of" && is_in(kEncounters, lower(reading, i - 1))) ||
                      (plain && lower(reading, verb).starts_with("sp") && lower(reading, i) == "to");
    if (with && encounter && i <= verb + kReach) {
      return people_in(reading, i + 1);
    }
  }
  if (receives || (plain && lower(reading, verb + 1) == "the")) {
    const bool gathers = lower(reading, verb) == "convened" || lower(reading, verb).starts_with("host");
    return encounter_object(reading, verb) || !(gathers || begins_with_name(reading, verb + 1)) ? std::vector<Actor>() : people_in(reading, verb + 1);
  }
  return {};
}

bool ReadoutReader::begins_with_name(const Reading& reading, std::size_t i) const {
  i += is_determiner(lower(reading, i)) ? 1 : 0;
  const bool titled = std::ranges::any_of(reading.mentions, [&](const Mention& m) {
    return m.words.first == i && !m.is_modifier && std::ranges::any_of(m.actors, [](const Actor& a) { return !a.sector.empty(); });
  });
  return titled || (i < reading.words.size() && (reading.words[i].upper || lower(reading, i) == "over" || lower(reading, i) == "more" ||
                                                 reading.words[i].kind == text::TokenKind::number));
}

bool ReadoutReader::encounter_object(const Reading& reading, std::size_t verb) {
  for (std::size_t i = verb + 1; i < std::min(verb + 5, reading.words.size()); ++i) {
    if (is_in(kEncounters, lower(reading, i))) {
      return true;
    }
  }
  return false;
}

std::optional<Range> ReadoutReader::label_of(const Reading& reading) {
  constexpr std::size_t longest = 24;
  for (std::size_t i = 1; i < std::min(longest, reading.words.size()); ++i) {
    if (lower(reading, i) == ":") {
      return reading.words[0].upper ? std::optional(Range{0, i}) : std::nullopt;
    }
    // A label is a name with an office: no verb, no clause.
    const bool inside = reading.words[i].upper || is_in(std::to_array<std::string_view>({"of", "the", "and", "for", "on", "in", ",", "-", "(", ")", "’s", "'s"}), lower(reading, i));
    if (!inside) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<ReadoutFinding> ReadoutReader::read_speakers() const {
  ReadoutFinding found{{}, {}, 0, "readout: speakers", 0.7};
  for (const Reading& reading : lead_) {
    const auto label = label_of(reading);
    if (!label || lower(reading, 0) == "question") {
      continue;
    }
    bool head = false;
    for (std::size_t i = label->first; i < label->last; ++i) head = head || names_head(reading, i);
    if (head) {
      found.hosts = {*head_};
      continue;
    }
    Actor actor = read_phrase(phrase_of(reading, *label));
    actor.party = actor.party.empty() ? home_.code : actor.party;
    const bool known = std::ranges::find(found.others, actor.name, &Actor::name) != found.others.end() || actor.role.find("spokes") != std::string::npos;
    if (!known && (is_abroad(actor) || !actor.sector.empty() || label->last > 1)) {
      found.others.push_back(actor);
    }
  }
  return found.hosts.empty() || found.others.empty() ? std::nullopt : std::optional(found);
}

Result<Readouts> Readouts::make(const Catalogue& catalogue) {
  TRY_ASSIGN(ActorPhrases phrases, ActorPhrases::make(catalogue));
  return Readouts(catalogue, std::move(phrases));
}

Readouts::Readouts(const Catalogue& catalogue, ActorPhrases phrases) : catalogue_(catalogue), phrases_(std::move(phrases)), publishers_(catalogue) {
  for (std::uint32_t i = 0; i < catalogue.people().size(); ++i) {
    const Office& office = catalogue.people()[i];
    offices_by_name_[name_key(office.person)].push_back(i);
    for (const std::string& alias : office.aliases) {
      if (name_key(alias) != name_key(office.person)) {
        offices_by_name_[name_key(alias)].push_back(i);
      }
    }
    // "Mr Jiang" is Jiang Zemin; a first name of a western sort stands behind no "Mr", and is told by who is in office.
    const std::string first = name_key(std::string_view(office.person).substr(0, office.person.find(' ')));
    if (office.role.starts_with("head of") && first != name_key(office.person)) {
      offices_by_name_[first].push_back(i);
    }
  }
}

std::vector<Event> Readouts::read(const Party& home, std::span<const Reading> lead, const CameoTable& cameo) const {
  std::vector<Event> events;
  if (lead.empty()) {
    return events;
  }
  ReadoutReader reader(*this, home, lead);
  for (const ReadoutFinding& found : reader.read()) {
    const CameoCode* const code = cameo.by_code(reader.cameo_of(found));
    if (code == nullptr) {
      continue;
    }
    const Reading& sentence = lead[found.sentence];
    Event event;
    event.when = reader.when(found);
    event.actors = found.hosts;
    event.actors.insert(event.actors.end(), found.others.begin(), found.others.end());
    event.type = code->type;
    event.mode = code->mode;
    event.cameo = code->code;
    event.intensity = code->intensity;
    event.place = event.mode == "phone" ? "" : sentence.report->place;
    event.text = std::string(sentence.bytes.of(sentence.report->text));
    event.evidence = SpanCitation{sentence.report->id, sentence.bytes};
    event.why = found.rule;
    event.confidence = Probability::clamped(found.confidence);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace corollary::coding
