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
    for (const StatementKind kind : {StatementKind::goal, StatementKind::commitment, StatementKind::constraint, StatementKind::expectation,
                                     StatementKind::assessment}) {
      for (const Found& found : longest_by_clause(kind)) add(found);
    }
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

  std::vector<Found> longest_by_clause(StatementKind kind) const {
    std::vector<Found> found;
    for (std::size_t i = 0; i < r_.words.size(); ++i) {
      for (const CueLexicon::Cue& cue : lexicon_.cues()) {
        const auto end = cue.kind == kind ? end_of_cue(cue, r_.words, i) : std::nullopt;
        if (end) {
          keep_longest(found, {&cue, {i, *end}, clause_at(i, *end)});
        }
      }
    }
    return found;
  }

  static void keep_longest(std::vector<Found>& found, Found candidate) {
    const auto same = std::ranges::find(found, candidate.clause, &Found::clause);
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
    const Range extent = widened(found.clause);
    Statement statement;
    statement.kind = found.cue->kind;
    statement.about = about(found, extent);
    statement.issues = issues_.ids_within(r_.issues, extent);
    statement.negated = found.cue->is_negated || (clause.verb.is_negated && found.cue->kind != StatementKind::constraint);
    finish(std::move(statement), found.words, found.clause, "cue: ");
  }

  // "Russia will use …": what the report itself says will be, where no other cue of expectation stands.
  void read_future() {
    for (std::size_t k = 0; k < r_.clauses.size(); ++k) {
      const Clause& clause = r_.clauses[k];
      const bool told = clause.verb.modal == "will" && clause.verb.form == GroupForm::finite && r_.sources[k].speakers.empty() && !clause.subject.empty();
      const bool known = std::ranges::any_of(statements_, [](const Statement& s) { return s.kind == StatementKind::expectation; });
      if (told && !known) {
        Statement statement;
        statement.kind = StatementKind::expectation;
        statement.about = actors_of(clause.subject);
        statement.issues = issues_.ids_within(r_.issues, widened(k));
        statement.negated = clause.verb.is_negated;
        finish(std::move(statement), clause.verb.words, k, "future: ");
      }
    }
  }

  void finish(Statement statement, Range cue, std::size_t k, std::string_view rule) {
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
    const bool same = std::ranges::any_of(statements_, [&](const Statement& s) { return s.kind == statement.kind && s.about == statement.about; });
    if (!same) {
      statements_.push_back(std::move(statement));
    }
  }

  // The clause with those that hang on it, from its subject on.
  [[nodiscard]] Range widened(std::size_t k) const {
    Range extent = extent_of(r_, k);
    const Clause& clause = r_.clauses[k];
    extent.first = clause.subject_words.empty() ? extent.first : std::min(extent.first, clause.subject_words.first);
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
    if (!clause.subject.empty()) {
      return actors_of(clause.subject);
    }
    // "The talks were aimed at …", "the potential for U.S. concessions may …": those in the subject, or whose talks they are.
    std::vector<Actor> within = all_in(subject_phrase(found.clause));
    if (within.empty() && speaks_of_talks(clause)) {
      return discourse_.last_parties();
    }
    return within.empty() && found.cue->kind == StatementKind::expectation ? all_in(extent) : within;
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
                          (lower(cue.last) == "of" || lower(cue.last - 1) == "of");
      if ((inside || before || behind) && !mention.actors.empty()) {
        return mention.actors;
      }
    }
    return {};
  }

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
    lexicon.cues_.push_back(std::move(cue));
  }
  return lexicon;
}

std::vector<Statement> find_statements(const Reading& reading, const CueLexicon& lexicon, const IssueFinder& issues, const Discourse& discourse) {
  return StatementReader(reading, lexicon, issues, discourse).read();
}

}  // namespace corollary::coding
