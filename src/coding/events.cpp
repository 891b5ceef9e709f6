#include "coding/events.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace corollary::coding {
namespace {

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

void add_once(std::vector<Actor>& actors, const Actor& actor) {
  if (std::ranges::find(actors, actor) == actors.end()) {
    actors.push_back(actor);
  }
}

void add_all(std::vector<Actor>& actors, const std::vector<Actor>& more) {
  for (const Actor& actor : more) add_once(actors, actor);
}

// Who is who for telling two sides apart: the party where it is known.
std::string_view identity(const Actor& actor) { return actor.party.empty() ? actor.name : actor.party; }

std::size_t distinct(const std::vector<Actor>& actors) {
  std::vector<std::string_view> seen;
  for (const Actor& actor : actors) {
    if (!is_in(seen, identity(actor))) {
      seen.push_back(identity(actor));
    }
  }
  return seen.size();
}

bool knows_party(const std::vector<Actor>& actors) {
  return std::ranges::any_of(actors, [](const Actor& a) { return !a.party.empty(); });
}

// What an act makes of the act in its infinitive: "agreed to meet" is CAMEO 036. The roots are those of the field.
std::string_view combined_cameo(EventType governor, EventType governed) {
  struct Row {
    EventType governor, governed;
    std::string_view cameo;
  };
  constexpr auto rows = std::to_array<Row>({
      {EventType::agree, EventType::consult, "036"},     {EventType::agree, EventType::cooperate, "031"},
      {EventType::agree, EventType::aid, "033"},         {EventType::agree, EventType::retreat, "035"},
      {EventType::agree, EventType::support, "032"},     {EventType::request, EventType::consult, "026"},
      {EventType::request, EventType::aid, "023"},       {EventType::request, EventType::retreat, "025"},
      {EventType::request, EventType::cooperate, "021"}, {EventType::reject, EventType::consult, "125"},
      {EventType::reject, EventType::aid, "122"},        {EventType::reject, EventType::retreat, "124"},
      {EventType::reject, EventType::cooperate, "121"},  {EventType::threaten, EventType::assault, "138"},
      {EventType::threaten, EventType::coerce, "132"},   {EventType::threaten, EventType::sanction, "131"},
      {EventType::threaten, EventType::protest, "133"},
  });
  const auto found = std::ranges::find_if(rows, [&](const Row& r) { return r.governor == governor && r.governed == governed; });
  return found == rows.end() ? std::string_view() : found->cameo;
}

class EventReader {
 public:
  EventReader(const Reading& reading, const EventRules& rules, Discourse& discourse) : r_(reading), rules_(rules), discourse_(discourse) {}

  std::vector<FoundEvent> read() {
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      if (!belongs_to_governor(k)) {
        read_clause(k);
      }
      discourse_.act(actors_of(r_.clauses[k].subject));
    }
    discourse_.end_sentence(person_told_of(), several_told_of());
    read_absences();
    read_prospects();
    read_plain_speech();
    return std::move(events_);
  }

 private:
  struct Parts {
    std::vector<Actor> actors, recipients;
    bool coreferent = false;
  };
  // What made an event.
  struct Rule {
    RuleKind kind;
    std::string why;
    bool asks_more = false;
  };

  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < r_.words.size() ? std::string_view(r_.words[i].lower) : ""; }

  // The person who is the subject of the last clause that nobody reports.
  [[nodiscard]] std::optional<Actor> person_told_of() const {
    for (std::size_t k = r_.clauses.size(); k-- > 0;) {
      const Clause& clause = r_.clauses[k];
      const bool person = clause.subject.size() == 1 && clause.subject.front()->is_person && clause.subject.front()->actors.size() == 1;
      if (person && r_.sources[k].speakers.empty() && clause.verb.form == GroupForm::finite) {
        return clause.subject.front()->actors.front();
      }
    }
    return std::nullopt;
  }

  // Those who are the subject of the last clause that nobody reports, if they are several.
  [[nodiscard]] std::vector<Actor> several_told_of() const {
    for (std::size_t k = r_.clauses.size(); k-- > 0;) {
      const std::vector<Actor> subject = actors_of(r_.clauses[k].subject);
      const Party* const party = subject.empty() ? nullptr : discourse_.catalogue().party(subject.front().party);
      const bool several = subject.size() > 1 || (party != nullptr && party->kind == PartyKind::igo);
      if (several && r_.sources[k].speakers.empty() && r_.clauses[k].verb.form == GroupForm::finite) {
        return subject;
      }
    }
    return {};
  }

  // ---- which act ---------------------------------------------------------------------------------------------------
  // "agreed to cooperate": the infinitive only says to what. A refusal also says what did not happen.
  [[nodiscard]] bool belongs_to_governor(std::size_t k) const {
    const Clause& clause = r_.clauses[k];
    if (clause.verb.form != GroupForm::infinitive || !clause.governor) {
      return false;
    }
    const VerbPattern* const governor = r_.matches[*clause.governor].act;
    if (governor == nullptr) {
      return false;
    }
    const EventType type = governor->act.type;
    return type == EventType::agree || type == EventType::request || type == EventType::threaten || type == EventType::concede;
  }

  // "talks on extending the treaty": a gerund behind such a preposition says what a noun is about and not what is done.
  [[nodiscard]] bool is_topic(std::size_t k) const {
    const Clause& clause = r_.clauses[k];
    return clause.verb.form == GroupForm::gerund &&
           is_in(std::to_array<std::string_view>({"on", "of", "about", "for", "in", "from", "to", "against", "at", "into", "towards", "over"}), clause.opened_by);
  }

  void read_clause(std::size_t k) {
    if (is_topic(k) || r_.clauses[k].verb.form == GroupForm::reduced) {
      return;  // "territory occupied by Israel" describes something; it does not tell of it.
    }
    const VerbMatch& match = r_.matches[k];
    const bool specific = match.act != nullptr && (!match.act->object_nouns.empty() || !match.act->behind.empty());
    if (!specific && (match.light != nullptr || match.occur != nullptr)) {
      if (read_noun(k)) {
        return;
      }
    }
    if (match.act != nullptr) {
      read_verb(k, *match.act);
    }
  }

  static bool asks_more(const VerbPattern& pattern) { return !pattern.behind.empty() || !pattern.object_nouns.empty(); }

  void read_verb(std::size_t k, const VerbPattern& pattern) {
    const Standing standing = standing_at(k, pattern.effect);
    Parts sides = sides_of_verb(k, pattern);
    if (pattern.act.type == EventType::request && sides.recipients.empty()) {
      sides.recipients = those_asked_by_clause(k);
    }
    const std::vector<std::size_t> governed = governed_by(k);
    const bool takes_infinitive = pattern.act.type == EventType::agree || pattern.act.type == EventType::request ||
                                  pattern.act.type == EventType::threaten || pattern.act.type == EventType::reject;
    if (!takes_infinitive || governed.empty()) {
      return add(k, pattern.act, pattern.sides, std::move(sides), standing, {RuleKind::verb, "verb: " + pattern.text, asks_more(pattern)}, extent_of(r_, k));
    }
    // One event for each thing agreed to: "agreed to cooperate … and to set up a group".
    for (std::size_t i = 0; i < governed.size(); ++i) {
      const Range extent = {i == 0 ? r_.clauses[k].verb.words.first : r_.clauses[governed[i]].verb.words.first,
                            i + 1 < governed.size() ? r_.clauses[governed[i + 1]].verb.words.first : extent_of(r_, k).last};
      const VerbPattern* const embedded = r_.matches[governed[i]].act;
      Parts own = sides;
      add_partners(own, governed[i], pattern.act.type);
      add(k, refined(pattern.act, embedded), pattern.sides, std::move(own), standing,
          {RuleKind::infinitive, "verb: " + pattern.text + " + " + std::string(rules_.acts.lemma(r_.clauses[governed[i]].verb.lemma)), asks_more(pattern)}, extent);
    }
  }

  // "demands that Iranian forces leave": the subject of what is demanded.
  [[nodiscard]] std::vector<Actor> those_asked_by_clause(std::size_t k) const {
    for (const Clause& clause : r_.clauses) {
      if (clause.parent == k && clause.relation == "ccomp" && !clause.is_joined && !clause.inherits_subject) {
        return actors_of(clause.subject);
      }
    }
    return {};
  }

  // Those an agreement is with may stand behind its infinitive: "agreed to cooperate with Ukraine".
  void add_partners(Parts& sides, std::size_t governed, EventType type) const {
    if (type != EventType::agree) {
      return;
    }
    for (const Chunk& chunk : r_.clauses[governed].objects) {
      if (chunk.preposition == "with" && chunk.head != nullptr && !chunk.head->is_located) {
        add_all(sides.actors, chunk.head->actors);
      }
    }
  }

  [[nodiscard]] Act refined(const Act& act, const VerbPattern* embedded) const {
    const CameoCode* const code = embedded != nullptr ? rules_.cameo.by_code(combined_cameo(act.type, embedded->act.type)) : nullptr;
    return code != nullptr ? Act{code->code, code->type, code->mode, code->intensity} : act;
  }

  [[nodiscard]] std::vector<std::size_t> governed_by(std::size_t k) const {
    std::vector<std::size_t> governed;
    for (std::size_t j = k + 1; j < r_.clauses.size(); ++j) {
      if (r_.clauses[j].verb.form == GroupForm::infinitive && r_.clauses[j].governor == k) {
        governed.push_back(j);
      }
    }
    return governed;
  }

  // "held talks", "sanctions were imposed", "talks between A and B took place".
  bool read_noun(std::size_t k) {
    const Clause& clause = r_.clauses[k];
    const VerbMatch& match = r_.matches[k];
    const Chunk* const object = clause.verb.is_passive ? nullptr : clause.direct_object();
    if (match.light != nullptr && object != nullptr) {
      if (const NounMatch found = match_noun(rules_.acts, r_.words, object->words); found.noun != nullptr) {
        Parts sides;
        add_all(sides.actors, actors_of(clause.subject));
        sides.coreferent = any_coreferent(clause.subject);
        add_sides_of_noun(sides, *found.noun, clause.objects, object->owner);
        add(k, found.noun->act, found.noun->sides, std::move(sides), standing_of_object(k, found.words.last),
            {RuleKind::noun, "light verb: " + std::string(rules_.acts.lemma(clause.verb.lemma)) + " + " + noun_text(*found.noun)}, extent_of(r_, k));
        return true;
      }
    }
    const bool subject_noun = match.occur != nullptr || (match.light != nullptr && clause.verb.is_passive);
    return subject_noun && read_noun_of_subject(k);
  }

  bool read_noun_of_subject(std::size_t k) {
    const Clause& clause = r_.clauses[k];
    if (clause.subject_chunks.empty()) {
      return false;
    }
    const Chunk& subject = clause.subject_chunks.front();
    const NounMatch found = match_noun(rules_.acts, r_.words, subject.words);
    if (found.noun == nullptr || found.words.last != subject.words.last) {
      return false;
    }
    Parts sides;
    std::vector<Chunk> behind(clause.subject_chunks.begin() + 1, clause.subject_chunks.end());
    behind.insert(behind.end(), clause.objects.begin(), clause.objects.end());
    add_sides_of_noun(sides, *found.noun, behind, subject.owner);
    const Effect effect = r_.matches[k].occur != nullptr ? r_.matches[k].occur->effect : Effect::none;
    add(k, found.noun->act, found.noun->sides, std::move(sides), standing_at(k, effect),
        {RuleKind::noun, "noun: " + noun_text(*found.noun) + " + " + std::string(rules_.acts.lemma(clause.verb.lemma))}, {subject.words.first, clause.behind.last});
    return true;
  }

  static std::string noun_text(const NounPattern& noun) {
    std::string text;
    for (const std::string& word : noun.words) text += (text.empty() ? "" : " ") + word;
    return text;
  }

  // Who stands around an act noun: "talks between A and B", "A's sanctions on B", "attack by A on B".
  void add_sides_of_noun(Parts& sides, const NounPattern& noun, const std::vector<Chunk>& chunks, const Mention* owner) const {
    const bool together = noun.sides == Sides::together;
    if (owner != nullptr && (sides.actors.empty() || together)) {
      add_all(sides.actors, owner->actors);
    }
    std::string preposition;
    for (const Chunk& chunk : chunks) {
      preposition = chunk.joined_by == "and" || chunk.joined_by == "," ? (chunk.preposition.empty() ? preposition : chunk.preposition) : chunk.preposition;
      const Mention* const head = chunk.head != nullptr ? chunk.head : chunk.owner;
      if (head == nullptr || head->is_located) {
        continue;
      }
      const bool takes_part = is_in(std::to_array<std::string_view>({"between", "with", "among", "by"}), preposition) ||
                              (preposition == "of" && together);
      const bool receives = is_in(std::to_array<std::string_view>({"on", "against", "to", "at", "upon", "for", "from"}), preposition) ||
                            (preposition == "in" && !head->actors.empty() && noun.act.type == EventType::assault);
      if (takes_part) {
        add_all(sides.actors, head->actors);
      } else if (receives && chunk.head != nullptr) {
        add_all(sides.recipients, head->actors);
      }
      sides.coreferent = sides.coreferent || (head->is_coreferent && (takes_part || receives));
    }
  }

  // ---- sides of a verb -----------------------------------------------------------------------------------------------
  [[nodiscard]] static bool any_coreferent(const std::vector<const Mention*>& mentions) {
    return std::ranges::any_of(mentions, [](const Mention* m) { return m->is_coreferent; });
  }

  Parts sides_of_verb(std::size_t k, const VerbPattern& pattern) const {
    const Clause& clause = r_.clauses[k];
    Parts sides;
    const std::vector<Actor> subject = actors_of(clause.subject);
    sides.coreferent = any_coreferent(clause.subject);
    if (pattern.sides == Sides::received || pattern.sides == Sides::provoked) {
      sides.recipients = subject;
      sides.actors = pattern.sides == Sides::received ? givers(clause) : those_in_places(clause);
      return sides;
    }
    const std::vector<Actor> object = pattern.sides == Sides::none ? std::vector<Actor>() : objects_of(clause, pattern, sides.coreferent);
    const bool moved = pattern.act.type == EventType::mobilize && clause.verb.is_passive;
    if (moved && behind(clause, {"by"}).empty()) {
      sides.actors = subject;  // "police were deployed": those who were are whose act it is.
      sides.recipients = object;
      return sides;
    }
    if (clause.verb.is_passive) {
      sides.recipients = subject;
      sides.actors = behind(clause, {"by"});
      if (pattern.sides == Sides::together && !sides.actors.empty()) {
        sides.recipients.clear();
      }
      return sides;
    }
    sides.actors = subject.empty() && quad_class(pattern.act.type) == QuadClass::material_conflict ? owners_of_attack(k) : subject;
    if (pattern.sides == Sides::together) {
      add_all(sides.actors, object);
    } else {
      sides.recipients = object;
    }
    const bool agreement_with = pattern.sides == Sides::behind && is_in(pattern.prepositions, "with");
    if (agreement_with) {
      add_all(sides.actors, behind(clause, {"with"}));
    }
    return sides;
  }

  // "a U.S. airstrike killed": who owns the act that is the subject.
  [[nodiscard]] std::vector<Actor> owners_of_attack(std::size_t k) const {
    const Range subject = r_.clauses[k].subject_words;
    const NounMatch act = match_noun(rules_.acts, r_.words, subject);
    if (act.noun == nullptr || act.words.last != subject.last) {
      return {};
    }
    for (const Mention& mention : r_.mentions) {
      if (mention.is_modifier && subject.first <= mention.words.first && mention.words.last <= subject.last) {
        return mention.actors;
      }
    }
    return {};
  }

  // Those behind any of the prepositions, with those joined to them.
  [[nodiscard]] static std::vector<Actor> behind(const Clause& clause, const std::vector<std::string>& prepositions) {
    std::vector<Actor> found;
    bool open = false;
    for (const Chunk& chunk : clause.objects) {
      open = is_in(prepositions, chunk.preposition) || (open && !chunk.joined_by.empty() && chunk.joined_by != ";" && chunk.preposition.empty());
      const Mention* const named = chunk.head != nullptr ? chunk.head : chunk.owner;
      if (open && named != nullptr && !named->is_located) {
        add_all(found, named->actors);
      }
    }
    return found;
  }

  std::vector<Actor> objects_of(const Clause& clause, const VerbPattern& pattern, bool& coreferent) const {
    if (pattern.sides == Sides::behind) {
      auto found = behind(clause, pattern.prepositions);
      const bool shared = is_in(pattern.prepositions, "with");
      if ((found.empty() || shared) && pattern.object_nouns.empty()) {
        found = shared ? std::vector<Actor>() : found;
        add_all(found, direct(clause, coreferent));
      }
      return found;
    }
    // "called on Moscow": the preposition belongs to the verb.
    const std::string last = pattern.behind.empty() ? "" : pattern.behind.back();
    if (is_preposition(last) || last == "to") {
      const auto chunk = std::ranges::find(clause.objects, last, &Chunk::preposition);
      const auto at = static_cast<std::size_t>(chunk - clause.objects.begin());
      std::vector<Actor> found = first_in_row(clause, chunk == clause.objects.end() ? 0 : at, coreferent);
      if (!found.empty() || pattern.object_nouns.empty()) {
        return found;
      }
    }
    if (pattern.sides == Sides::direct) {
      const Chunk* const object = clause.direct_object();
      return object != nullptr && object->head != nullptr ? direct(clause, coreferent) : std::vector<Actor>();
    }
    std::vector<Actor> found = direct(clause, coreferent);
    const bool own = !pattern.object_nouns.empty() && !found.empty() && is_same_side(found, actors_of(clause.subject));
    if (own) {
      // "expressed U.S. support for Kenya": whose it is only says again who acts.
      return behind(clause, {"for", "to", "with", "at", "on"});
    }
    if (!found.empty() || clause.verb.is_passive) {
      return found;
    }
    if (clause.objects.size() > 1 && clause.direct_object() != nullptr && clause.objects[1].preposition == "of") {
      const Mention* const of = clause.objects[1].head != nullptr ? clause.objects[1].head : clause.objects[1].owner;
      if (of != nullptr && !of->is_located && !of->actors.empty() && of->place.empty()) {
        coreferent = coreferent || of->is_coreferent;
        return of->actors;
      }
    }
    if (pattern.sides == Sides::together) {
      return behind(clause, {"with"});
    }
    return behind(clause, {"with", "against", "on", "to", "at", "toward", "towards", "upon"});
  }

  static bool is_same_side(const std::vector<Actor>& object, const std::vector<Actor>& subject) {
    return !subject.empty() && !subject.front().party.empty() && object.front().party == subject.front().party;
  }

  // The direct object and what is joined to it.
  static std::vector<Actor> direct(const Clause& clause, bool& coreferent) {
    return clause.direct_object() != nullptr ? first_in_row(clause, 0, coreferent) : std::vector<Actor>();
  }

  static std::vector<Actor> first_in_row(const Clause& clause, std::size_t i, bool& coreferent) {
    std::vector<Actor> found;
    for (std::size_t first = i; i < clause.objects.size(); ++i) {
      const Chunk& chunk = clause.objects[i];
      const bool joined = i == first || (chunk.preposition == clause.objects[first].preposition && (chunk.joined_by == "and" || chunk.joined_by == ",") &&
                                         chunk.head != nullptr);
      const Mention* const named = chunk.head != nullptr ? chunk.head : chunk.owner;
      if (!joined || named == nullptr) {
        break;
      }
      if (!named->is_located) {
        add_all(found, named->actors);
        coreferent = coreferent || named->is_coreferent;
      }
    }
    return found;
  }

  // "received Trump's assurance", "received an assurance from Trump".
  static std::vector<Actor> givers(const Clause& clause) {
    const Chunk* const object = clause.direct_object();
    if (object != nullptr && object->owner != nullptr) {
      return object->owner->actors;
    }
    return behind(clause, {"from", "of"});
  }

  static std::vector<Actor> those_in_places(const Clause& clause) {
    std::vector<Actor> found = behind(clause, {"from", "among", "by"});
    for (const Chunk& chunk : clause.objects) {
      if (chunk.head != nullptr && chunk.head->is_located) {
        add_all(found, chunk.head->actors);
      }
    }
    return found;
  }

  // ---- an event ------------------------------------------------------------------------------------------------------
  // Of a clause's verb.
  [[nodiscard]] Standing standing_at(std::size_t k, Effect own_effect) const {
    return as_told(k, under(own_effect, standing_of_clause(r_.standings, r_.clauses, r_.matches, k), ""));
  }

  // Of an act noun, the last of the words before `end`, that is the object of the light verb of clause k. The verb tells
  // whether it took place, but for marks of the noun's own: "held no talks".
  [[nodiscard]] Standing standing_of_object(std::size_t k, std::size_t end) const {
    Standing standing = standing_at(k, Effect::none);
    const std::size_t noun = end - 1;
    const SentenceStandings::Standing& marks = r_.standings.of(noun);
    if (standing.modality == Modality::happened && marks.own != marks.given) {
      const bool is_ability = standing.is_ability;
      standing = standing_of(r_.standings, noun);
      standing.is_ability = is_ability;
    }
    return standing;
  }

  // After an inserted verb of speech; the cue of speech is in the source's words.
  [[nodiscard]] Standing as_told(std::size_t k, Standing standing) const {
    const Source& source = r_.sources[k];
    if (!source.said_by) {
      return standing;
    }
    const Clause& speech = r_.clauses[*source.said_by];
    if (standing.cue == r_.standings.nodes()[speech.node].lemma) {
      standing.cue = lower(speech.verb.verb);
    }
    return under(source.effect, standing, lower(speech.verb.verb));
  }

  void add(std::size_t k, const Act& act, Sides sides_kind, Parts sides, const Standing& standing, Rule rule, Range extent) {
    std::erase_if(sides.recipients, [&](const Actor& r) { return std::ranges::find(sides.actors, r) != sides.actors.end(); });
    if (standing.is_ability || !is_worth_coding(act, sides_kind, sides, k)) {
      return;
    }
    Event event;
    const std::optional<DateRange> told = told_time(k, standing, extent);
    event.when = told ? *told : untold_time(k, sides.actors);
    event.actors = std::move(sides.actors);
    event.recipients = std::move(sides.recipients);
    event.type = act.type;
    event.mode = act.mode;
    event.cameo = act.cameo;
    event.intensity = act.intensity;
    event.modality = standing.modality;
    event.factuality = standing.factuality;
    event.attribution = r_.sources[k].speakers;
    event.issues = rules_.issues.ids_within(r_.issues, extent);
    event.contexts = rules_.issues.contexts_of(event.issues);
    place(event, k, extent);
    event.text = std::string(std::string_view(r_.report->text).substr(r_.bytes.begin, r_.bytes.size()));
    event.evidence = SpanCitation{r_.report->id, r_.bytes};
    event.why = std::move(rule.why) + (standing.cue.empty() ? "" : "; " + standing.cue);
    const Grounds grounds = weigh(event, k, rule, sides.coreferent);
    if (sides_kind == Sides::together) {
      discourse_.act(event.actors);
    }
    if (told) {
      remember_meeting(event);
    }
    events_.push_back({std::move(event), grounds});
  }

  // How sure the event is; a second opinion on its type goes into `why`.
  Grounds weigh(Event& event, std::size_t k, const Rule& rule, bool is_coreferent) const {
    const bool is_alone = event.recipients.empty() && distinct(event.actors) < 2;
    Grounds grounds{rule.kind, rule.asks_more, is_coreferent, is_alone, !knows_party(event.actors), event.type, event.modality, std::nullopt};
    if (const auto opinion = rule.kind == RuleKind::speech ? std::nullopt : opinion_on(event, k)) {
      grounds.opinion = share_of(*opinion, event);
      event.why += format("; classifier {:.2f}", *grounds.opinion) +
                   (opinion->type == event.type ? "" : format(", {} {:.2f}", code(opinion->type), opinion->probability));
    }
    event.confidence = rules_.confidence.of(grounds);
    return grounds;
  }

  // What the classifier says that the first actor does to the first on the other side, if its words are in the sentence.
  [[nodiscard]] std::optional<TypeJudgement> opinion_on(const Event& event, std::size_t k) const {
    const Mention* const actor = event.actors.empty() ? nullptr : nearest_mention(event.actors.front(), k);
    if (rules_.types == nullptr || actor == nullptr) {
      return std::nullopt;
    }
    const Actor* const other = !event.recipients.empty() ? &event.recipients.front() : event.actors.size() > 1 ? &event.actors[1] : nullptr;
    const Mention* const recipient = other == nullptr ? nullptr : nearest_mention(*other, k);
    return rules_.types->judge(r_.words, r_.standings.nodes(), actor->words, recipient == nullptr ? Range{} : recipient->words);
  }

  // The classifier files most of what lies ahead under AGREE, and does not tell a release from other concessions.
  static double share_of(const TypeJudgement& opinion, const Event& event) {
    const auto share = [&](EventType type) {
      return static_cast<double>(opinion.probabilities[static_cast<std::size_t>(std::ranges::find(kEventTypes, type) - kEventTypes.begin())]);
    };
    double sum = share(event.type);
    if (event.modality != Modality::happened && event.type != EventType::agree) sum += share(EventType::agree);
    if (event.type == EventType::concede) sum += share(EventType::retreat);
    if (event.type == EventType::retreat) sum += share(EventType::concede);
    return std::min(sum, 1.0);
  }

  [[nodiscard]] const Mention* nearest_mention(const Actor& actor, std::size_t k) const {
    const std::size_t verb = r_.clauses[k].verb.verb;
    const auto distance = [&](const Mention& mention) { return mention.words.first > verb ? mention.words.first - verb : verb - mention.words.first; };
    const Mention* nearest = nullptr;
    for (const Mention& mention : r_.mentions) {
      const bool names = std::ranges::find(mention.actors, actor) != mention.actors.end();
      if (names && (nearest == nullptr || distance(mention) < distance(*nearest))) nearest = &mention;
    }
    return nearest;
  }

  [[nodiscard]] bool is_worth_coding(const Act& act, Sides sides_kind, const Parts& sides, std::size_t k) const {
    std::vector<Actor> all = sides.actors;
    add_all(all, sides.recipients);
    const bool needs_recipient = sides_kind == Sides::direct || sides_kind == Sides::required;
    if (needs_recipient && sides.recipients.empty()) {
      return false;
    }
    if (all.empty() || !knows_party(all)) {
      return !sides.actors.empty() && !sides.recipients.empty() && is_conflict(quad_class(act.type));
    }
    if (act.type == EventType::consult || act.type == EventType::cooperate) {
      return distinct(all) > 1;
    }
    // Without an actor only what was done to somebody is news, and only if it was done.
    if (sides.actors.empty()) {
      return r_.clauses[k].verb.is_passive && quad_class(act.type) == QuadClass::material_conflict;
    }
    if (act.type == EventType::assault || act.type == EventType::aid) {
      return !sides.recipients.empty() || has_place(r_.clauses[k]);
    }
    return true;
  }

  static bool has_place(const Clause& clause) {
    return std::ranges::any_of(clause.objects, [](const Chunk& c) { return c.head != nullptr && !c.head->place.empty(); });
  }

  // The time in the clause, else before it in the sentence.
  [[nodiscard]] std::optional<DateRange> told_time(std::size_t k, const Standing& standing, Range extent) const {
    const Date today = r_.report->day;
    const std::size_t begin = begin_of(k);
    // What was agreed on Tuesday is planned, but Tuesday is past.
    const bool ahead = (standing.modality == Modality::planned || standing.modality == Modality::possible) && r_.clauses[k].verb.tense != Tense::past;
    const TimeMention* best = nullptr;
    for (const TimeMention& time : r_.times) {
      const bool behind = extent.first <= time.words.first && time.words.last <= extent.last && !describes(time.words, k);
      const bool before = begin <= time.words.first && time.words.last <= r_.clauses[k].verb.words.first;
      if ((behind || before) && (best == nullptr || (behind && best->words.first < extent.first))) {
        best = &time;
      }
    }
    if (best == nullptr) {
      return std::nullopt;
    }
    DateRange days = ahead ? days_ahead(*best) : best->days;
    if (!ahead && days.first <= today && today < days.last) {
      days.last = today;
    }
    return days;
  }

  // What was done before something else ("had expelled"): the month before the report. What those did who met on a day
  // that is told: that day. Else the report's day.
  [[nodiscard]] DateRange untold_time(std::size_t k, const std::vector<Actor>& actors) const {
    const Date today = r_.report->day;
    // "used the meeting to criticise": when is told by the verb above.
    while (r_.clauses[k].verb.form != GroupForm::finite && r_.clauses[k].governor && *r_.clauses[k].governor < k) k = *r_.clauses[k].governor;
    const VerbGroup& verb = r_.clauses[k].verb;
    if (verb.is_perfect && verb.tense == Tense::past && lower(verb.words.first) == "had") {
      return {today - Days{30}, today - Days{1}};
    }
    const bool past = verb.tense == Tense::past && !verb.is_perfect;
    return (past ? discourse_.days_of_meeting(actors) : std::nullopt).value_or(DateRange{today, today});
  }

  // A meeting of which the report tells after the day.
  void remember_meeting(const Event& event) {
    constexpr Days lately{14};
    std::vector<Actor> all = event.actors;
    add_all(all, event.recipients);
    const Date today = r_.report->day;
    if (event.type == EventType::consult && event.modality == Modality::happened && distinct(all) > 1 && event.when.last < today &&
        today - event.when.first <= lately) {
      discourse_.meet(all, event.when);
    }
  }

  // Whether words belong to a clause that only describes something: "the pledge made in Wales in 2014".
  [[nodiscard]] bool describes(Range words, std::size_t k) const {
    for (std::size_t j = k + 1; j < r_.clauses.size(); ++j) {
      const Range behind = r_.clauses[j].behind;
      if (behind.first <= words.first && words.last <= behind.last) {
        return r_.clauses[j].verb.form == GroupForm::reduced;
      }
    }
    return false;
  }

  // Where the words before a clause's verb that are its own begin.
  [[nodiscard]] std::size_t begin_of(std::size_t k) const {
    const Clause& clause = r_.clauses[k];
    const std::size_t behind_last = k == 0 ? 0 : r_.clauses[k - 1].verb.words.last;
    return clause.begin < clause.verb.words.first ? std::max(behind_last, clause.begin) : behind_last;
  }

  void place(Event& event, std::size_t k, Range extent) const {
    const std::size_t begin = begin_of(k);
    const Mention* best = nullptr;
    for (const Mention& mention : r_.mentions) {
      const bool near = (extent.first <= mention.words.first && mention.words.last <= extent.last) || (k == 0 && mention.words.last <= extent.first) ||
                        (begin <= mention.words.first && mention.words.last <= extent.first);
      if (near && !describes(mention.words, k) && mention.is_located && !mention.place.empty() && best == nullptr) {
        best = &mention;
      }
    }
    if (best != nullptr) {
      event.place = best->place;
    } else if (event.type == EventType::consult && event.modality == Modality::happened) {
      event.place = r_.report->place;  // A meeting that a report writes of from a place was most likely there.
    }
    if (event.type == EventType::consult) {
      set_mode_of_meeting(event, best != nullptr ? best->country : "");
    }
  }

  // A meeting where one side is at home is a visit, elsewhere it is on third ground.
  void set_mode_of_meeting(Event& event, std::string_view country) const {
    if (country.empty() || event.mode == "phone" || event.mode == "visit" || !event.recipients.empty() || distinct(event.actors) != 2) {
      return;
    }
    const bool at_home = std::ranges::any_of(event.actors, [&](const Actor& a) { return a.party == country; });
    const CameoCode* const code = rules_.cameo.by_code(at_home ? "042" : "044");
    if (code == nullptr) {
      return;
    }
    event.cameo = code->code;
    event.mode = at_home ? "visit" : "third-party";
    event.intensity = code->intensity;
    if (at_home) {
      const auto host = std::stable_partition(event.actors.begin(), event.actors.end(), [&](const Actor& a) { return a.party != country; });
      event.recipients.assign(host, event.actors.end());
      event.actors.erase(host, event.actors.end());
    }
  }

  // ---- what there was not ----------------------------------------------------------------------------------------------
  // "the lack of a joint communiqué": an act noun behind a word for absence.
  void read_absences() {
    for (std::size_t i = 0; i + 2 < r_.words.size(); ++i) {
      const bool lack = (lower(i) == "lack" || lower(i) == "absence") && lower(i + 1) == "of";
      const bool without = lower(i) == "without" && r_.clauses.size() > 0;
      if (!lack && !without) {
        continue;
      }
      const Range range = {i + 1, std::min(i + 7, r_.words.size())};
      const NounMatch found = first_noun(range);
      if (found.noun == nullptr || found.noun->sides != Sides::together || (without && found.noun->act.type != EventType::support)) {
        continue;
      }
      Parts sides;
      sides.actors = discourse_.last_parties();
      sides.coreferent = true;
      const std::size_t k = clause_of(i);
      if (k < r_.clauses.size()) {
        add(k, found.noun->act, Sides::together, std::move(sides), {Modality::not_happened, -3, std::string(lower(i))},
            {RuleKind::absence, "absence: " + noun_text(*found.noun)}, {i, found.words.last});
      }
    }
  }

  // "the potential for U.S. concessions to Russia": what one may do to another hangs on a word for what may come.
  void read_prospects() {
    constexpr auto prospects = std::to_array<std::string_view>({"potential", "possibility", "prospect", "prospects", "likelihood", "chance", "chances", "risk"});
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      for (const std::vector<Chunk>* const chunks : {&r_.clauses[k].subject_chunks, &r_.clauses[k].objects}) {
        for (std::size_t i = 0; i + 1 < chunks->size(); ++i) {
          const Chunk& act = (*chunks)[i + 1];
          if (is_in(prospects, lower((*chunks)[i].noun)) && (act.preposition == "of" || act.preposition == "for")) {
            read_prospect(k, lower((*chunks)[i].noun), act, {chunks->begin() + static_cast<std::ptrdiff_t>(i) + 2, chunks->end()});
          }
        }
      }
    }
  }

  void read_prospect(std::size_t k, std::string_view prospect, const Chunk& act, const std::vector<Chunk>& behind) {
    const NounMatch found = match_noun(rules_.acts, r_.words, act.words);
    if (found.noun == nullptr || found.words.last != act.words.last || act.owner == nullptr || found.noun->sides == Sides::together) {
      return;  // "the prospects of Russian-French cooperation": a topic.
    }
    Parts sides;
    add_sides_of_noun(sides, *found.noun, behind, act.owner);
    const std::size_t last = behind.empty() ? act.words.last : behind.front().words.last;
    add(k, found.noun->act, found.noun->sides, std::move(sides), {Modality::possible, 0, std::string(prospect)},
        {RuleKind::prospect, "prospect: " + noun_text(*found.noun)}, {act.words.first, last});
  }

  [[nodiscard]] NounMatch first_noun(Range range) const {
    for (std::size_t i = range.first; i < range.last && !is_punctuation(r_.words[i]); ++i) {
      if (const NounMatch found = match_noun(rules_.acts, r_.words, {i, std::min(i + 3, range.last)}); found.noun != nullptr) {
        return found;
      }
    }
    return {};
  }

  [[nodiscard]] std::size_t clause_of(std::size_t word) const {
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      if (word < r_.clauses[k].behind.last) {
        return k;
      }
    }
    return r_.clauses.size();
  }

  // ---- speech ------------------------------------------------------------------------------------------------------------
  // Somebody said something, and nothing of it was an act: a statement.
  void read_plain_speech() {
    if (!events_.empty()) {
      return;
    }
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      const bool speech = r_.matches[k].say != nullptr && r_.matches[k].act == nullptr && !r_.clauses[k].verb.is_passive &&
                          r_.clauses[k].verb.form == GroupForm::finite;
      const bool brings_in = std::ranges::any_of(r_.sources, [&](const Source& s) { return s.said_by == k; });
      if (speech && brings_in && !r_.sources[k].said_by) {
        Parts sides;
        sides.actors = actors_of(r_.clauses[k].subject);
        sides.coreferent = any_coreferent(r_.clauses[k].subject);
        if (!knows_party(sides.actors)) {
          continue;
        }
        const VerbPattern& say = *r_.matches[k].say;
        add(k, say.act, Sides::none, std::move(sides), standing_at(k, Effect::none), {RuleKind::speech, "speech: " + say.text}, {0, r_.words.size()});
        return;
      }
    }
  }

  const Reading& r_;
  const EventRules& rules_;
  Discourse& discourse_;
  std::vector<FoundEvent> events_;
};

}  // namespace

std::vector<Actor> actors_of(const std::vector<const Mention*>& mentions) {
  std::vector<Actor> actors;
  for (const Mention* const mention : mentions) add_all(actors, mention->actors);
  return actors;
}

Range extent_of(const Reading& reading, std::size_t k) {
  const Clause& clause = reading.clauses[k];
  Range extent = {clause.subject_words.empty() || clause.subject_words.first > clause.verb.words.first || clause.inherits_subject
                      ? clause.verb.words.first
                      : clause.subject_words.first,
                  clause.behind.last};
  for (std::size_t j = k + 1; j < reading.clauses.size(); ++j) {
    std::optional<std::size_t> above = reading.clauses[j].governor;
    while (above && *above > k) above = reading.clauses[*above].governor;
    const bool depends = above == k && reading.clauses[j].verb.form != GroupForm::finite;
    const bool describes = reading.clauses[j].verb.form == GroupForm::reduced;
    if (!depends && !describes) {
      break;
    }
    extent.last = std::max(extent.last, reading.clauses[j].behind.last);
  }
  return extent;
}

std::vector<FoundEvent> find_events(const Reading& reading, const EventRules& rules, Discourse& discourse) {
  return EventReader(reading, rules, discourse).read();
}

}  // namespace corollary::coding
