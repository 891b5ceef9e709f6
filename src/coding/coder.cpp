#include "coding/coder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "coding/actors.h"
#include "coding/embedded.h"
#include "coding/events.h"
#include "coding/readout.h"
#include "coding/statements.h"
#include "coding/type_classifier.h"
#include "text/document.h"

namespace corollary::coding {
namespace {

// Longer sentences are tables and lists that lost their line breaks.
// A line without an end mark and with a blank line behind it is a heading up to this length.
constexpr std::size_t kHeadingWordsMost = 14;

bool asks(const Words& words) {
  return !words.empty() && std::ranges::any_of(words, [](const Word& w) { return w.text == "?"; });
}

bool has_end_mark(const Words& words) {
  const std::string_view last = words.back().text;
  return last.starts_with('.') || last.starts_with('!') || last.starts_with("…") || last == "”" || last == "\"" || last == ":" || last == ";" ||
         last.ends_with('.');
}

bool is_heading(const Words& words, const text::Document& document) {
  return document.sentences.size() > 1 && words.size() <= kHeadingWordsMost && !has_end_mark(words);
}

// "HELSINKI (Reuters) - The presidents …": the words behind the dash.
std::size_t length_of_dateline(const Words& words) {
  constexpr std::size_t longest = 14;
  const auto is_upper = [](const Word& word) {
    return word.text.size() > 2 && std::ranges::none_of(word.text, [](char c) { return c >= 'a' && c <= 'z'; });
  };
  if (words.empty() || !is_upper(words.front())) {
    return 0;
  }
  for (std::size_t i = 1; i < std::min(longest, words.size()); ++i) {
    const bool dash = words[i].lower == "-" || words[i].lower == "--" || words[i].lower == "—" || words[i].lower == "–";
    const bool spaced = words[i].bytes.begin > words[i - 1].bytes.end;
    if (dash && spaced) {
      const bool closed = i == 1 || words[i - 1].lower == ")" || is_upper(words[i - 1]) || words[i - 1].kind == text::TokenKind::number ||
                          std::ranges::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), [](const Word& w) { return w.lower == ","; });
      return closed ? i + 1 : 0;
    }
  }
  return 0;
}

// A dateline is no part of its sentence: the parser would look for its grammar.
void cut_datelines(std::string_view text, text::Document& document) {
  for (text::Sentence& sentence : document.sentences) {
    const std::string_view first = document.tokens[sentence.first_token].bytes.of(text);
    if (first.size() > 2 && first[0] >= 'A' && first[0] <= 'Z' && first[1] >= 'A' && first[1] <= 'Z') {
      sentence.first_token += length_of_dateline(words_of(text, document, sentence));
    }
  }
}

bool same_parties(const std::vector<Actor>& a, const std::vector<Actor>& b, bool by_sector) {
  const auto parties = [&](const std::vector<Actor>& actors) {
    std::vector<std::string> keys;
    for (const Actor& actor : actors) keys.push_back(actor.party.empty() ? actor.name : actor.party + (by_sector ? " " + actor.sector : ""));
    std::ranges::sort(keys);
    keys.erase(std::ranges::unique(keys).begin(), keys.end());
    return keys;
  };
  return parties(a) == parties(b);
}

// A report speaks of one thing in several sentences: the same act by the same parties at the same time, with the same
// modality, is one event. A meeting is the same under each of its codes.
bool is_same_event(const Event& a, const Event& b) {
  const bool overlap = a.when.first <= b.when.last && b.when.first <= a.when.last;
  if (a.type != b.type || a.modality != b.modality || !overlap) {
    return false;
  }
  if (a.type == EventType::consult) {
    std::vector<Actor> of_a = a.actors;
    std::vector<Actor> of_b = b.actors;
    of_a.insert(of_a.end(), a.recipients.begin(), a.recipients.end());
    of_b.insert(of_b.end(), b.recipients.begin(), b.recipients.end());
    return same_parties(of_a, of_b, false);
  }
  const bool same_topic = a.issues == b.issues;
  return same_topic && same_parties(a.actors, b.actors, true) && same_parties(a.recipients, b.recipients, true);
}

void add_event(std::vector<FoundEvent>& events, FoundEvent found) {
  const auto known = std::ranges::find_if(events, [&](const FoundEvent& e) { return is_same_event(e.event, found.event); });
  if (known == events.end()) {
    events.push_back(std::move(found));
  } else if (found.event.confidence > known->event.confidence && found.event.type != EventType::consult) {
    *known = std::move(found);
  }
}

// What a press service's account is of as a whole. It may tell more of an event that its sentences told
// of: who it was, and that it was a call.
void add_encounter(std::vector<FoundEvent>& events, Event encounter) {
  const auto same = std::ranges::find_if(events, [&](const FoundEvent& e) { return is_same_event(e.event, encounter); });
  if (same == events.end()) {
    events.push_back({std::move(encounter), std::nullopt});
    return;
  }
  Event* const known = &same->event;
  // "Russia and Spain held talks": the account names who spoke for them.
  if (std::ranges::none_of(known->actors, [&](const Actor& a) { return a.name == encounter.actors.front().name; })) {
    known->actors = encounter.actors;
    known->recipients.clear();
  }
  if (known->mode.empty()) {
    known->mode = encounter.mode;
    known->cameo = encounter.cameo;
    known->intensity = encounter.intensity;
  }
}

// The first is what the account is of. The others add nothing to what is known of the same parties.
void add_encounters(std::vector<FoundEvent>& events, std::vector<Event> encounters) {
  for (std::size_t i = 0; i < encounters.size(); ++i) {
    if (i == 0 || std::ranges::none_of(events, [&](const FoundEvent& e) { return is_same_event(e.event, encounters[i]); })) {
      add_encounter(events, std::move(encounters[i]));
    }
  }
}

// "The army said it had …": what an organisation says of itself.
void give_it_a_meaning(Reading& reading) {
  for (std::size_t k = 0; k < reading.clauses.size(); ++k) {
    Clause& clause = reading.clauses[k];
    const bool it = clause.subject.empty() && clause.subject_words.last == clause.subject_words.first + 1 &&
                    clause.subject_words.first < reading.words.size() && reading.words[clause.subject_words.first].lower == "it";
    if (!it || !reading.sources[k].said_by) {
      continue;
    }
    const Clause& speech = reading.clauses[*reading.sources[k].said_by];
    if (speech.subject.size() == 1 && !speech.subject.front()->is_person) {
      clause.subject = speech.subject;
    }
  }
}

// The model of types lies beside the program, as it is not ours to put into it; without it the lexicon alone tells types.
Result<std::optional<TypeClassifier>> types_if_there(const CameoTable& cameo, const text::Parser& parser) {
  const auto path = TypeClassifier::find_model();
  if (!path) {
    return std::nullopt;
  }
  TRY_ASSIGN(TypeClassifier types, TypeClassifier::load(*path, cameo, parser));
  return std::optional(std::move(types));
}

}  // namespace

struct Coder::Lexicon {
  const Catalogue& catalogue;
  const text::Parser& parser;
  CameoTable cameo;
  ActLexicon acts;
  CueLexicon cues;
  std::optional<ActorFinder> actors;
  IssueFinder issues;
  Readouts readouts;
  Factuality factuality;
  ConfidenceModel confidence;
  std::optional<TypeClassifier> types;

  [[nodiscard]] Reading read(const Report& report, ByteRange bytes, Words words, std::span<const text::Node> nodes, Discourse& discourse) const {
    const Tree tree(nodes);
    Reading reading;
    reading.report = &report;
    reading.bytes = bytes;
    reading.words = std::move(words);
    reading.mentions = actors->find(reading.words, discourse);
    reading.clauses = find_clauses(reading.words, tree, reading.mentions, acts);
    std::vector<bool> governs(reading.clauses.size());
    for (const Clause& clause : reading.clauses) {
      if (clause.governor && clause.verb.form == GroupForm::infinitive) {
        governs[*clause.governor] = true;
      }
    }
    for (std::size_t k = 0; k < reading.clauses.size(); ++k) {
      reading.matches.push_back(match_verb(acts, reading.words, tree, reading.clauses[k], governs[k]));
    }
    reading.standings = factuality.read(nodes);
    reading.sources = find_sources(reading.words, reading.mentions, reading.clauses, reading.matches);
    give_it_a_meaning(reading);
    reading.times = find_times(reading.words, report.day);
    reading.issues = issues.find(reading.words);
    return reading;
  }
};

Coder::Coder(std::unique_ptr<const Lexicon> lexicon) : lexicon_(std::move(lexicon)) {}
Coder::~Coder() = default;
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;

Result<Coder> Coder::make(const Catalogue& catalogue, const text::Parser& parser, const std::vector<Frames>& frames) {
  TRY_ASSIGN(CameoTable cameo, CameoTable::built_in());
  std::vector<ActLexicon::Source> tables;
  for (const Frames& frame : frames) tables.push_back({frame.name, frame.text});
  tables.push_back({"acts.tsv", std::string(embedded_acts())});
  TRY_ASSIGN(ActLexicon acts, ActLexicon::from_tables(tables, cameo));
  TRY_ASSIGN(CueLexicon cues, CueLexicon::from_table("cues.tsv", embedded_cues()));
  TRY_ASSIGN(Readouts readouts, Readouts::make(catalogue));
  TRY_ASSIGN(Factuality factuality, Factuality::by_rule());
  TRY_ASSIGN(ConfidenceModel confidence, ConfidenceModel::built_in());
  TRY_ASSIGN(std::optional<TypeClassifier> types, types_if_there(cameo, parser));
  std::unique_ptr<Lexicon> lexicon(new Lexicon{catalogue, parser, std::move(cameo), std::move(acts), std::move(cues), std::nullopt, IssueFinder(catalogue),
                                               std::move(readouts), std::move(factuality), std::move(confidence), std::move(types)});
  lexicon->actors.emplace(catalogue, lexicon->acts);  // It looks into the acts, which stay where they are now.
  return Coder(std::move(lexicon));
}

CodedReport Coder::code(const Report& report) const {
  text::Document document = text::analyse(report.text, report.body);
  cut_datelines(report.text, document);
  lexicon_->parser.parse(report.text, document);
  Discourse discourse(lexicon_->catalogue, report.day);
  CodedReport coded;
  std::vector<FoundEvent> found;
  const Party* const publisher = lexicon_->readouts.publisher(report);
  std::vector<Reading> lead;
  const EventRules rules{lexicon_->acts, lexicon_->cameo, lexicon_->issues, lexicon_->confidence, lexicon_->types ? &*lexicon_->types : nullptr};
  for (const text::Sentence& sentence : document.sentences) {
    const std::size_t length = sentence.last_token - sentence.first_token;
    if (length > kSentenceWordsMost) {
      coded.passed_over.push_back({sentence.bytes, length});
      continue;
    }
    Words words = words_of(report.text, document, sentence);
    if (words.empty() || is_heading(words, document) || asks(words)) {
      continue;
    }
    Reading reading = lexicon_->read(report, sentence.bytes, std::move(words), document.nodes_of(sentence), discourse);
    for (FoundEvent& event : find_events(reading, rules, discourse)) {
      add_event(found, std::move(event));
    }
    for (Statement& statement : find_statements(reading, lexicon_->cues, lexicon_->issues, discourse)) {
      coded.statements.push_back(std::move(statement));
    }
    if (publisher != nullptr && lead.size() < Readouts::kSentencesMost) {
      lead.push_back(std::move(reading));
    }
  }
  if (publisher != nullptr) {
    add_encounters(found, lexicon_->readouts.read(*publisher, lead, lexicon_->cameo));
  }
  for (FoundEvent& one : found) {
    coded.events.push_back(std::move(one.event));
    coded.grounds.push_back(one.grounds);
  }
  for (std::size_t i = 0; i < coded.events.size(); ++i) coded.events[i].id = format("{}:e{}", report.id, i + 1);
  for (std::size_t i = 0; i < coded.statements.size(); ++i) coded.statements[i].id = format("{}:s{}", report.id, i + 1);
  return coded;
}

std::vector<std::string> notes(const Report& report, const CodedReport& coded) {
  std::vector<std::string> lines;
  if (!report.mended.empty()) {
    lines.push_back(report.mended);
  }
  for (const PassedOver& sentence : coded.passed_over) {
    lines.push_back(format("{}: not coded: a sentence of {} words at byte {}, expected up to {}", report.id, sentence.words, sentence.bytes.begin,
                           Coder::kSentenceWordsMost));
  }
  return lines;
}

}  // namespace corollary::coding
