#include "coding/statements.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/strings.h"
#include "base/table.h"

namespace corollary::coding {
namespace {

std::optional<StatementKind> statement_kind(std::string_view text) {
  for (const StatementKind kind : {StatementKind::goal, StatementKind::commitment, StatementKind::constraint, StatementKind::expectation,
                                   StatementKind::assessment}) {
    if (name(kind) == text) {
      return kind;
    }
  }
  return std::nullopt;
}

std::optional<CueLexicon::About> about_of(std::string_view text) {
  if (text == "subject") return CueLexicon::About::subject;
  if (text == "owner") return CueLexicon::About::owner;
  if (text == "all") return CueLexicon::About::all;
  return std::nullopt;
}

bool is_element(const std::vector<std::string>& element, std::string_view word) {
  if (element.front() == "@be") {
    return is_be(word);
  }
  if (element.front() == "@not") {
    return is_negation(word);
  }
  return std::ranges::find(element, word) != element.end();
}

// Where the cue ends if it begins at word i; nullopt if it does not. A star takes up to three words, as few as will do.
std::optional<std::size_t> end_of_cue(const CueLexicon::Cue& cue, const Words& words, std::size_t i) {
  constexpr std::size_t star_most = 3;
  std::size_t gap_most = 0;
  bool is_first = true;
  for (const auto& element : cue.elements) {
    if (element.front() == "*") {
      gap_most = star_most + 3;  // "U.S." and "'s" count as words, too.
      continue;
    }
    std::size_t gap = 0;
    // "May" is a month or a name: no statement begins with a modal.
    const auto is_it = [&](std::size_t at) { return is_element(element, words[at].lower) && !(words[at].upper && is_modal(words[at].lower)); };
    while (i < words.size() && !is_it(i)) {
      const bool adverb = !is_first && (is_adverb(words[i].lower) && !is_negation(words[i].lower));
      gap += adverb ? 0 : 1;
      if (is_first || gap > gap_most || is_punctuation(words[i])) {
        return std::nullopt;
      }
      ++i;
    }
    if (i >= words.size()) {
      return std::nullopt;
    }
    ++i;
    gap_most = 0;
    is_first = false;
  }
  return i;
}

class StatementReader {
 public:
  StatementReader(const Reading& reading, const CueLexicon& lexicon, const IssueFinder& issues, const Discourse& discourse)
      : r_(reading), lexicon_(lexicon), issues_(issues), discourse_(discourse) {}

  std::vector<Statement> read() {
    read_uses();
    for (const Found& found : longest_by_clause()) add(found);
    read_future();
    return std::move(statements_);
  }

 private:
  struct Found {
    const CueLexicon::Cue* cue;
    Range words;
    std::size_t clause;
  };

  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < r_.words.size() ? std::string_view(r_.words[i].lower) : ""; }

  // By kind, and within a kind from left to right.
  std::vector<Found> longest_by_clause() const {
    std::vector<Found> found;
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      for (const std::uint32_t c : lexicon_.beginning_with(r_.words[i].lower)) {
        const CueLexicon::Cue& cue = lexicon_.cue(c);
        if (const auto end = end_of_cue(cue, r_.words, i)) {
          keep_longest(found, {&cue, {i, *end}, clause_at(i, *end)});
        }
      }
    }
    std::erase_if(found, [&](const Found& f) { return is_told_within(f, found); });
    std::ranges::stable_sort(found, {}, [](const Found& f) { return f.cue->kind; });
    return found;
  }

  // "It can be assessed that the meeting has not affected …": what is assessed says it better.
  [[nodiscard]] bool is_told_within(const Found& found, const std::vector<Found>& all) const {
    return std::ranges::any_of(all, [&](const Found& f) {
      return f.cue->kind == found.cue->kind && f.clause < r_.clauses.size() && r_.clauses[f.clause].parent == found.clause && r_.clauses[f.clause].relation == "ccomp";
    });
  }

  static void keep_longest(std::vector<Found>& found, Found candidate) {
    const auto same = std::ranges::find_if(found, [&](const Found& f) { return f.clause == candidate.clause && f.cue->kind == candidate.cue->kind; });
    if (same == found.end()) {
      found.push_back(candidate);
    } else if (candidate.cue->elements.size() > same->cue->elements.size()) {
      *same = candidate;
    }
  }

  // The clause of a cue: the one whose verb is in it, else the one in whose words it stands.
  [[nodiscard]] std::size_t clause_at(std::size_t first, std::size_t last) const {
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      const Range verb = r_.clauses[k].verb.words;
      if (verb.first < last && first < verb.last && r_.clauses[k].verb.form != GroupForm::infinitive) {
        return k;
      }
    }
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      if (first < r_.clauses[k].behind.last) {
        return k;
      }
    }
    return r_.clauses.size();
  }

  void add(const Found& found) {
    if (found.clause >= r_.clauses.size()) {
      return;
    }
    const Clause& clause = r_.clauses[found.clause];
    Statement statement;
    statement.kind = found.cue->kind;
    statement.about = about(found, widened(found.clause));
    statement.negated = found.cue->is_negated || (clause.verb.is_negated && found.cue->kind != StatementKind::constraint);
    const bool has_parts = statement.kind == StatementKind::goal || statement.kind == StatementKind::commitment;
    finish_parts(std::move(statement), found.words, found.clause, has_parts, "cue: ");
  }

  // "Russia will use the format to strengthen its position": what something is used for is a goal of who uses it.
  void read_uses() {
    constexpr std::array<std::string_view, 4> use = {"use", "uses", "used", "using"};
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      const bool purpose = r_.clauses[k].verb.form == GroupForm::infinitive && r_.clauses[k].governor;
      const std::size_t above = purpose ? *r_.clauses[k].governor : k;
      const bool done = r_.clauses[above].verb.tense == Tense::past;  // "used the meeting to criticise": that is what happened.
      if (!purpose || done || r_.clauses[k].is_joined || std::ranges::find(use, lower(r_.clauses[above].verb.verb)) == use.end()) {
        continue;
      }
      Statement statement;
      statement.kind = StatementKind::goal;
      statement.about = doers(r_.clauses[above]);
      statement.negated = r_.clauses[above].verb.is_negated;
      if (!statement.about.empty()) {
        finish_parts(std::move(statement), r_.clauses[k].verb.words, k, true, "use: ");
      }
    }
  }

  // "Russia will use …": what the report itself says will be, where no cue of expectation stands.
  void read_future() {
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      const Clause& clause = r_.clauses[k];
      Statement statement;
      statement.kind = StatementKind::expectation;
      statement.about = doers(clause);
      const bool told = clause.verb.modal == "will" && clause.verb.form == GroupForm::finite && r_.sources[k].speakers.empty();
      if (told && !statement.about.empty()) {
        statement.negated = clause.verb.is_negated;
        finish(std::move(statement), clause.verb.words, k, widened(k), "future: ");
      }
    }
  }

  // One statement for the clause, or with `has_parts` for each infinitive that hangs on it: "agreed to cooperate … and to
  // set up a group".
  void finish_parts(Statement statement, Range cue, std::size_t k, bool has_parts, std::string_view rule) {
    Range extent = widened(k);
    std::vector<std::size_t> starts;
    const bool first_is_own = r_.clauses[k].verb.form == GroupForm::infinitive;
    for (std::size_t j = k + 1; has_parts && j < r_.clauses.size(); ++j) {
      const Clause& part = r_.clauses[j];
      const bool joined = part.is_joined && part.verb.form == GroupForm::infinitive && part.parent && part.verb.words.first < extent.last;
      const bool to_own = first_is_own && joined && part.parent == k;
      const bool to_governed = joined && r_.clauses[*part.parent].governor == k && r_.clauses[*part.parent].verb.form == GroupForm::infinitive;
      if (to_own || to_governed) {
        starts.push_back(part.verb.words.first);
      }
    }
    starts.push_back(extent.last);
    for (const std::size_t end : starts) {
      extent.last = end;
      finish(statement, cue, k, extent, rule);
      extent.first = end;
    }
  }

  // One statement whose content are the words of `extent`.
  void finish(Statement statement, Range cue, std::size_t k, Range extent, std::string_view rule) {
    statement.issues = issues_.ids_within(r_.issues, extent);
    if (statement.about.empty() && statement.issues.empty()) {
      return;  // About nobody and nothing that we know: of no use to a brief.
    }
    for (const Attribution& attribution : r_.sources[k].speakers) statement.speakers.push_back(attribution.speaker);
    statement.day = r_.report->day;
    const std::string_view text = r_.report->text;
    const std::size_t begin = r_.words[cue.first].bytes.begin;
    statement.cue = std::string(text.substr(begin, r_.words[cue.last - 1].bytes.end - begin));
    statement.text = std::string(text.substr(r_.bytes.begin, r_.bytes.size()));
    statement.evidence = {r_.report->id, r_.bytes};
    statement.why = std::string(rule) + statement.cue;
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      const bool overlaps = extents_[i].first < extent.last && extent.first < extents_[i].last;
      if (statements_[i].kind == statement.kind && overlaps) {
        return;
      }
    }
    statements_.push_back(std::move(statement));
    extents_.push_back(extent);
  }

  // The clause with those that hang on it, from its subject on.
  [[nodiscard]] Range widened(std::size_t k) const {
    Range extent = extent_of(r_, k);
    const Clause& clause = r_.clauses[k];
    const bool own = !clause.subject_words.empty() && !clause.inherits_subject;
    extent.first = own ? std::min(extent.first, clause.subject_words.first) : extent.first;
    return extent;
  }

  [[nodiscard]] std::vector<Actor> about(const Found& found, Range extent) const {
    const Clause& clause = r_.clauses[found.clause];
    switch (found.cue->about) {
      case CueLexicon::About::owner:
        if (auto owners = owners_of(found.words); !owners.empty()) {
          return owners;
        }
        break;
      case CueLexicon::About::all: {
        std::vector<Actor> within = all_in(extent);
        return within.empty() && speaks_of_talks(clause) ? discourse_.last_parties() : within;
      }
      case CueLexicon::About::subject: break;
    }
    if (std::vector<Actor> who = doers(clause); !who.empty()) {
      return who;
    }
    // "The talks were aimed at …", "the potential for U.S. concessions may …": those in the subject, or whose talks they are.
    std::vector<Actor> within = all_in(subject_phrase(found.clause));
    if (within.empty() && speaks_of_talks(clause)) {
      return discourse_.last_parties();
    }
    return within.empty() && found.cue->kind == StatementKind::expectation ? all_in(extent) : within;
  }

  // Who does what the clause says: its subject, or of a passive who stands behind "by", there or in the clause that it goes on.
  [[nodiscard]] std::vector<Actor> doers(const Clause& clause) const {
    const bool goes_on = clause.inherits_subject && clause.is_joined && clause.verb.is_passive;
    for (const Clause* c : {&clause, goes_on ? &r_.clauses[*clause.parent] : &clause}) {
      const auto by = std::ranges::find(c->objects, "by", &Chunk::preposition);
      if (c->verb.is_passive && by != c->objects.end() && by->head != nullptr) {
        return by->head->actors;
      }
    }
    return actors_of(clause.subject);
  }

  [[nodiscard]] Range subject_phrase(std::size_t k) const {
    const Clause& clause = r_.clauses[k];
    return clause.inherits_subject || clause.subject_words.empty() ? Range{} : Range{clause.subject_words.first, clause.verb.words.first};
  }

  [[nodiscard]] bool speaks_of_talks(const Clause& clause) const {
    for (std::size_t i = clause.subject_words.first; i < clause.subject_words.last; ++i) {
      if (lower(i) == "talks" || lower(i) == "meeting" || lower(i) == "summit" || lower(i) == "negotiations") {
        return true;
      }
    }
    return false;
  }

  // Whose goal: a name inside or right before the cue, or behind its "of".
  [[nodiscard]] std::vector<Actor> owners_of(Range cue) const {
    for (const Mention& mention : r_.mentions) {
      const bool inside = cue.first <= mention.words.first && mention.words.last <= cue.last;
      const bool before = mention.is_modifier && (mention.words.last == cue.first || mention.words.last + 1 == cue.first);
      const bool behind = mention.words.first >= cue.last && mention.words.first <= cue.last + 2 &&
                          (is_of(cue.last) || is_of(cue.last - 1));
      if ((inside || before || behind) && !mention.actors.empty()) {
        return mention.actors;
      }
    }
    return {};
  }

  [[nodiscard]] bool is_of(std::size_t i) const { return lower(i) == "of" || lower(i) == "from"; }

  [[nodiscard]] std::vector<Actor> all_in(Range range) const {
    std::vector<const Mention*> mentions;
    for (const Mention& mention : r_.mentions) {
      if (range.first <= mention.words.first && mention.words.last <= range.last && !mention.is_located) {
        mentions.push_back(&mention);
      }
    }
    return actors_of(mentions);
  }

  const Reading& r_;
  const CueLexicon& lexicon_;
  const IssueFinder& issues_;
  const Discourse& discourse_;
  std::vector<Statement> statements_;
  std::vector<Range> extents_;  // Of their content: a sentence says the same thing of a kind once.
};

}  // namespace

Result<CueLexicon> CueLexicon::from_table(std::string_view name, std::string_view text) {
  TRY_ASSIGN(const Table table, read_tsv(name, text));
  std::array<std::size_t, 4> columns{};
  constexpr std::array<std::string_view, 4> names = {"kind", "cue", "about", "negated"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    TRY_ASSIGN(columns[i], table.column(names[i]));
  }
  CueLexicon lexicon;
  for (const Table::Row& row : table.rows) {
    const auto kind = statement_kind(row.cells[columns[0]]);
    const auto about = about_of(row.cells[columns[2]]);
    if (!kind || !about || row.cells[columns[1]].empty()) {
      return fail(ErrorKind::input, "{}:{}: kind '{}' or about '{}' is not known", name, row.line, row.cells[columns[0]], row.cells[columns[2]]);
    }
    Cue cue{*kind, {}, *about, row.cells[columns[3]] == "yes"};
    for (const std::string& element : split(row.cells[columns[1]], ' ')) cue.elements.push_back(split(element, '/'));
    lexicon.add(std::move(cue));
  }
  return lexicon;
}

void CueLexicon::add(Cue cue) {
  const auto number = static_cast<std::uint32_t>(cues_.size());
  const std::vector<std::string>& first = cue.elements.front();
  const auto index = [&](std::string_view word) { by_first_word_[std::string(word)].push_back(number); };
  if (first.front() == "@be") {
    std::ranges::for_each(forms_of_be(), index);
  } else if (first.front() == "@not") {
    std::ranges::for_each(negations(), index);
  } else {
    std::ranges::for_each(first, index);
  }
  cues_.push_back(std::move(cue));
}

std::span<const std::uint32_t> CueLexicon::beginning_with(std::string_view lower) const {
  const auto found = by_first_word_.find(lower);
  return found == by_first_word_.end() ? std::span<const std::uint32_t>() : found->second;
}

std::vector<Statement> find_statements(const Reading& reading, const CueLexicon& lexicon, const IssueFinder& issues, const Discourse& discourse) {
  return StatementReader(reading, lexicon, issues, discourse).read();
}

}  // namespace corollary::coding
