#include "coding/act_lexicon.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"
#include "base/table.h"

namespace corollary::coding {
namespace {

// Verbs of daily news whose forms are as often nouns. Sorted.
constexpr auto kAlsoNouns = std::to_array<std::string_view>({
    "act", "acts", "advance", "advances", "aid", "aim", "aims", "amount", "amounts", "appeal", "appeals", "approach",
    "arm", "arms", "attack", "attacks", "attempt", "attempts", "ban", "bans", "bargain", "bars", "base", "battle",
    "benefit", "blame", "block", "blocks", "bomb", "bombs", "book", "border", "borders", "call", "calls", "cause",
    "causes", "centre", "challenge", "challenges", "change", "changes", "charge", "charges", "check", "claim",
    "claims", "clash", "clashes", "command", "compromise", "concern", "concerns", "conduct", "contact", "contest",
    "contract", "control", "cost", "costs", "count", "cover", "crash", "cut", "cuts", "deal", "deals", "debate",
    "debates", "decline", "defeat", "delay", "delays", "demand", "demands", "design", "desire", "document", "doubt",
    "doubts", "draft", "drill", "drills", "drive", "drop", "edge", "effect", "effort", "efforts", "embargo", "end",
    "ends", "escape", "exchange", "exercise", "exercises", "exile", "export", "exports", "extract", "face", "fall",
    "fault", "favour", "fear", "fears", "feature", "field", "fight", "fine", "fines", "fire", "fires", "flow",
    "focus", "force", "forces", "forecast", "forecasts", "form", "forms", "free", "freeze", "function", "fund",
    "funds", "gain", "gains", "gas", "grant", "grants", "guarantee", "guarantees", "guard", "guards", "guide", "hack",
    "halt", "harm", "head", "heads", "help", "hit", "hope", "hopes", "host", "hosts", "house", "houses", "impact",
    "import", "imports", "increase", "increases", "influence", "interest", "interests", "interview", "issue",
    "issues", "jam", "judge", "judges", "lack", "land", "lands", "launch", "lead", "leads", "leave", "lift", "limit",
    "limits", "link", "links", "list", "live", "lives", "loan", "loans", "look", "mark", "mass", "matter", "matters",
    "means", "measure", "measures", "monitor", "monitors", "mortar", "move", "moves", "murder", "name", "names",
    "need", "needs", "note", "notes", "object", "objects", "offer", "offers", "order", "orders", "pace", "parade",
    "part", "pass", "patrol", "pay", "permit", "permits", "place", "places", "plan", "plans", "plant", "play", "plot",
    "point", "points", "poison", "poll", "pose", "position", "pound", "praise", "present", "press", "pressure",
    "probe", "process", "produce", "profit", "program", "progress", "project", "projects", "promise", "promises",
    "protest", "protests", "purchase", "push", "question", "questions", "raid", "raids", "rally", "range", "rank",
    "reach", "read", "rebel", "rebels", "record", "records", "reform", "reforms", "refuse", "release", "remains",
    "reply", "report", "reports", "request", "requests", "rescue", "resort", "respect", "rest", "result", "results",
    "retreat", "return", "returns", "review", "reviews", "rise", "rises", "risk", "risks", "roll", "rule", "rules",
    "run", "sanction", "sanctions", "schedule", "seat", "secure", "select", "sentence", "separate", "shape", "share",
    "shares", "shell", "shells", "shelter", "shift", "shifts", "ship", "ships", "show", "shows", "side", "sides",
    "siege", "sign", "signal", "signals", "signs", "slow", "sort", "spread", "stage", "stages", "stand", "stands",
    "start", "state", "states", "station", "stay", "step", "steps", "stop", "store", "storm", "strike", "strikes",
    "struggle", "study", "subject", "subjects", "suit", "supplies", "supply", "support", "supports", "surge",
    "surprise", "talk", "talks", "target", "targets", "test", "tests", "threat", "tie", "ties", "torture", "total",
    "tour", "tours", "trade", "train", "transfer", "transport", "travel", "travels", "trial", "trust", "try", "turn",
    "turns", "unite", "use", "uses", "value", "venture", "veto", "view", "views", "visit", "visits", "vote", "votes",
    "walk", "want", "warrant", "waste", "watch", "water", "will", "win", "wins", "wish", "wishes", "witness", "work",
    "works", "worries", "worry"});
static_assert(std::ranges::is_sorted(kAlsoNouns));

std::optional<ActKind> act_kind(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"verb", "say", "control", "light", "occur", "plain"};
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::nullopt : std::optional(static_cast<ActKind>(found - names.begin()));
}

std::optional<Effect> effect_of(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"", "happened", "reported", "planned", "possible", "not_happened"};
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::nullopt : std::optional(static_cast<Effect>(found - names.begin()));
}

Sides sides_of(std::string_view name) {
  if (name.empty()) return Sides::object;
  if (name == "together") return Sides::together;
  if (name == "none") return Sides::none;
  if (name == "direct") return Sides::direct;
  if (name == "required") return Sides::required;
  if (name == "received") return Sides::received;
  if (name == "provoked") return Sides::provoked;
  return Sides::behind;
}

std::vector<std::string> forms_of_nouns(std::string_view alternatives) {
  std::vector<std::string> forms;
  for (const std::string& noun : split(alternatives, '/')) {
    for (std::string& form : noun_forms(folded(noun))) forms.push_back(std::move(form));
  }
  return forms;
}

// A list of nouns with its end left out where it is long.
std::string shortened(const std::string& part) {
  constexpr std::size_t most = 8;
  std::size_t end = 0;
  for (std::size_t n = 0; n < most && end != std::string::npos; ++n) end = part.find('/', end + 1);
  return end == std::string::npos ? part : part.substr(0, end) + "/…";
}

// "impose ~sanction/embargo" in its parts.
VerbPattern parsed_pattern(ActKind kind, const std::string& text) {
  VerbPattern pattern{};
  pattern.kind = kind;
  for (const std::string& part : split(text, ' ')) {
    pattern.text += (pattern.text.empty() ? "" : " ") + shortened(part);
    if (pattern.lemma.empty()) {
      pattern.lemma = part;
    } else if (part.starts_with('~')) {
      pattern.object_nouns = forms_of_nouns(std::string_view(part).substr(1));
    } else if (part == "!object") {
      pattern.no_object = true;
    } else {
      pattern.behind.push_back(folded(part));
    }
  }
  return pattern;
}

// More words behind the verb demand more than a noun in its object, and both more than the bare verb. An act goes
// before a word that only governs or reports.
std::size_t demand(const VerbPattern& pattern) {
  return pattern.behind.size() * 100 + (pattern.object_nouns.empty() && !pattern.no_object ? 0 : 50) + (pattern.kind == ActKind::act ? 5 : 0) +
         (pattern.kind == ActKind::plain ? 0 : 1);
}

}  // namespace

Result<ActLexicon> ActLexicon::from_tables(const std::vector<Source>& tables, const CameoTable& cameo) {
  ActLexicon lexicon;
  for (const Source& table : tables) TRY(lexicon.add_table(table, cameo));
  lexicon.order_by_demand();
  return lexicon;
}

Result<void> ActLexicon::add_table(const Source& source, const CameoTable& cameo) {
  TRY_ASSIGN(const Table table, read_tsv(source.name, source.text));
  std::array<std::size_t, 5> columns{};
  constexpr std::array<std::string_view, 5> names = {"kind", "patterns", "cameo", "sides", "effect"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    TRY_ASSIGN(columns[i], table.column(names[i]));
  }
  for (const Table::Row& row : table.rows) {
    const auto cell = [&](std::size_t i) -> const std::string& { return row.cells[columns[i]]; };
    const auto effect = effect_of(cell(4));
    const bool is_noun = cell(0) == "noun";
    const auto kind = act_kind(cell(0));
    if (!effect || (!kind && !is_noun)) {
      return fail(ErrorKind::input, "{}:{}: kind '{}' or effect '{}' is not known", source.name, row.line, cell(0), cell(4));
    }
    Act act;
    if (!cell(2).empty()) {
      const CameoCode* const code = cameo.by_code(cell(2));
      if (code == nullptr) {
        return fail(ErrorKind::input, "{}:{}: there is no CAMEO code '{}'", source.name, row.line, cell(2));
      }
      act = {code->code, code->type, code->mode, code->intensity};
    }
    const Sides sides = sides_of(cell(3));
    const std::vector<std::string> prepositions = sides == Sides::behind ? split(cell(3), '|') : std::vector<std::string>();
    for (const std::string& alternative : split(cell(1), '|')) {
      if (is_noun) {
        const auto index = static_cast<std::uint32_t>(nouns_.size());
        nouns_.push_back({split(folded(alternative), ' '), act, sides, prepositions});
        nouns_by_first_[nouns_.back().words.front()].push_back(index);
        continue;
      }
      VerbPattern pattern = parsed_pattern(*kind, alternative);
      pattern.act = act;
      pattern.sides = sides;
      pattern.prepositions = prepositions;
      pattern.effect = *effect;
      patterns_of_[verb_of(pattern.lemma)].push_back(static_cast<std::uint32_t>(patterns_.size()));
      patterns_.push_back(std::move(pattern));
    }
  }
  return {};
}

void ActLexicon::order_by_demand() {
  for (auto& patterns : patterns_of_) {
    std::ranges::stable_sort(patterns, std::greater(), [&](std::uint32_t i) { return demand(patterns_[i]); });
  }
  for (auto& [first, nouns] : nouns_by_first_) {
    std::ranges::stable_sort(nouns, std::greater(), [&](std::uint32_t i) { return nouns_[i].words.size(); });
  }
}

std::uint32_t ActLexicon::verb_of(const std::string& lemma) {
  const auto [found, is_new] = verb_by_lemma_.emplace(lemma, static_cast<std::uint32_t>(lemmas_.size()));
  if (is_new) {
    lemmas_.push_back(lemma);
    patterns_of_.emplace_back();
    for (const InflectedForm& form : verb_forms(lemma)) readings_[form.text].push_back({found->second, form.form});
  }
  return found->second;
}

std::uint32_t ActLexicon::verb_named(std::string_view lemma, std::string_view form) const {
  if (const auto known = verb_by_lemma_.find(std::string(lemma)); known != verb_by_lemma_.end()) {
    return known->second;
  }
  const auto found = readings_.find(std::string(form));
  return found == readings_.end() ? kUnknownVerb : found->second.front().verb;
}

std::span<const VerbReading> ActLexicon::readings(std::string_view lower) const {
  const auto found = readings_.find(std::string(lower));
  return found == readings_.end() ? std::span<const VerbReading>() : found->second;
}

const NounPattern* ActLexicon::noun_at(const Words& words, std::size_t i) const {
  const auto found = nouns_by_first_.find(words[i].lower);
  if (found == nouns_by_first_.end()) {
    return nullptr;
  }
  for (const std::uint32_t index : found->second) {
    const NounPattern& noun = nouns_[index];
    const bool fits = i + noun.words.size() <= words.size() &&
                      std::ranges::equal(noun.words, std::span(words).subspan(i, noun.words.size()), {}, {}, &Word::lower);
    if (fits) {
      return &noun;
    }
  }
  return nullptr;
}

bool ActLexicon::is_also_noun(std::string_view lower) const {
  return std::ranges::binary_search(kAlsoNouns, lower) || nouns_by_first_.contains(std::string(lower));
}

}  // namespace corollary::coding
