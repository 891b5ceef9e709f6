#include "coding/clauses.h"

#include <algorithm>
#include <array>

namespace corollary::coding {
namespace {

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// Endings of adjectives: a name may follow one inside a chunk ("neighbouring Poland").
bool may_describe_name(std::string_view word) {
  for (const std::string_view ending : {"ing", "al", "ous", "ive", "ern", "ic", "ed"}) {
    if (word.ends_with(ending)) {
      return true;
    }
  }
  return is_determiner(word) || is_in(std::to_array<std::string_view>({"former", "then", "rival", "new", "late", "ally", "nearby", "old", "senior", "top", "high-level",
                                                                        "local", "key", "chief", "deputy", "young", "more", "-"}), word);
}

class Chunker {
 public:
  Chunker(const Words& words, Range range, const std::vector<Mention>& mentions) : words_(words), range_(range), mentions_(mentions) {
    next_mention_ = std::ranges::lower_bound(mentions_, range.first, {}, [](const Mention& m) { return m.words.first; });
  }

  std::vector<Chunk> cut() {
    std::string preposition;
    std::string joined_by;
    for (std::size_t i = range_.first; i < range_.last;) {
      const Mention* const mention = mention_from(i);
      const std::string& word = words_[i].lower;
      if (mention == nullptr && (word == "and" || word == "or" || word == "nor" || word == ",")) {
        joined_by = word == "," ? (joined_by == "and" ? "and" : ",") : "and";
        preposition = word == "," ? "" : preposition;
        ++i;
      } else if (mention == nullptr && (is_punctuation(words_[i]) || is_relative_pronoun(word) || word == "but")) {
        joined_by = word == "that" ? "" : ";";
        preposition.clear();
        ++i;
      } else if (mention == nullptr && (is_preposition(word) || word == "to")) {
        preposition = word;
        joined_by.clear();
        ++i;
      } else if (mention == nullptr && (is_negation(word) || (is_adverb(word) && !is_determiner(word)))) {
        ++i;
      } else {
        chunks_.push_back(read_chunk(i));
        chunks_.back().preposition = preposition;
        chunks_.back().joined_by = joined_by;
        i = chunks_.back().words.last;
        joined_by.clear();
        // A list shares its preposition ("between A and B"); anything else stands on its own.
        if (!(i < range_.last && (words_[i].lower == "and" || words_[i].lower == "," || words_[i].lower == "or"))) {
          preposition.clear();
        }
      }
    }
    return std::move(chunks_);
  }

 private:
  // The mention that begins at word i; those that begin before it are left behind.
  const Mention* mention_from(std::size_t i) {
    while (next_mention_ != mentions_.end() && next_mention_->words.first < i) ++next_mention_;
    return next_mention_ != mentions_.end() && next_mention_->words.first == i ? &*next_mention_ : nullptr;
  }

  Chunk read_chunk(std::size_t first) {
    Chunk chunk;
    std::size_t i = first;
    while (i < range_.last) {
      const Mention* const mention = mention_from(i);
      const std::string& word = words_[i].lower;
      if (mention != nullptr) {
        const bool own = i == first || mention->is_modifier || may_describe_name(words_[i - 1].lower) || words_[i - 1].kind == text::TokenKind::number;
        if (!own || chunk.head != nullptr) {
          break;
        }
        (mention->is_modifier ? chunk.owner : chunk.head) = mention;
        i = std::min(mention->words.last, range_.last);
        continue;
      }
      const bool new_one = i > first && is_determiner(word) && !is_determiner(words_[i - 1].lower);
      if (new_one || ends_chunk(i)) {
        break;
      }
      if (chunk.head != nullptr && !is_possessive_mark(word)) {
        break;  // Behind a name nothing of the same thing follows.
      }
      ++i;
    }
    chunk.words = {first, std::max(i, first + 1)};
    return chunk;
  }

  [[nodiscard]] bool ends_chunk(std::size_t i) const {
    const std::string& word = words_[i].lower;
    const bool inner_mark = word == "-" || is_possessive_mark(word) || word == "/" || word == "%" || word == "$";
    return (is_punctuation(words_[i]) && !inner_mark) || word == "and" || word == "or" || is_preposition(word) || word == "to" ||
           (is_relative_pronoun(word) && word != "that") || word == "but" || is_subject_pronoun(word);
  }

  const Words& words_;
  Range range_;
  const std::vector<Mention>& mentions_;
  std::vector<Mention>::const_iterator next_mention_;
  std::vector<Chunk> chunks_;
};

class ClauseReader {
 public:
  ClauseReader(const Words& words, const std::vector<Mention>& mentions, const ActLexicon& lexicon)
      : words_(words), mentions_(mentions), lexicon_(lexicon) {}

  std::vector<Clause> read(const std::vector<VerbGroup>& groups) {
    for (const VerbGroup& group : groups) {
      Clause clause;
      clause.verb = group;
      clauses_.push_back(std::move(clause));
      read_left(clauses_.size() - 1);
    }
    for (std::size_t k = 0; k < clauses_.size(); ++k) read_behind(k);
    for (std::size_t k = 0; k < clauses_.size(); ++k) take_subject_of_object(k);
    return std::move(clauses_);
  }

 private:
  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < words_.size() ? std::string_view(words_[i].lower) : ""; }
  [[nodiscard]] std::size_t left_end(std::size_t k) const { return k == 0 ? 0 : clauses_[k - 1].verb.words.last; }

  // ---- who acts --------------------------------------------------------------------------------------------------------
  void read_left(std::size_t k) {
    Clause& clause = clauses_[k];
    const std::size_t begin = left_end(k);
    const std::size_t end = clause.verb.words.first;
    clause.begin = end;
    switch (clause.verb.form) {
      case GroupForm::infinitive: return depend(k, "to");
      case GroupForm::gerund: return read_gerund(k, begin, end);
      case GroupForm::reduced: return read_reduced(k, begin, end);
      case GroupForm::finite: break;
    }
    const Range region = behind_opening(clause, {begin, end});
    const std::string_view right_before = end > begin ? lower(end - 1) : "";
    const bool relative = clause.opened_by == "which" || clause.opened_by == "who" || clause.opened_by == "that" || clause.opened_by == "whom";
    if (region.empty() && relative && region.first > begin) {
      // Behind a verb of speech "that" opens what is said; it has a subject of its own.
      return read_antecedent(clause, {begin, region.first - 1});
    }
    if (region.empty() || right_before == "and" || right_before == "or" || right_before == "but" || right_before == "then") {
      return inherit(k);
    }
    const std::vector<Chunk> chunks = chunks_of(words_, region, mentions_);
    if (right_before == "," || right_before == "-" || right_before == "–" || right_before == "—") {
      const auto first = std::ranges::find_if(chunks, [](const Chunk& c) { return c.preposition.empty(); });
      const bool own_clause = k == 0 || !clause.opened_by.empty();
      // "The leader in the Senate, Chuck Schumer, called": the name says who it is.
      const bool named = own_clause && right_before == "," && chunks.size() > 1 && chunks.back().joined_by == "," && chunks.back().head != nullptr &&
                         chunks.back().head->is_person && first != chunks.end() &&
                         (first->head == nullptr || first->head->actors.empty() || first->head->actors.front().party.empty());
      if (named) {
        return take_subject(clause, chunks, chunks.size() - 1);
      }
      if (own_clause && first != chunks.end()) {
        return take_subject(clause, chunks, static_cast<std::size_t>(first - chunks.begin()));
      }
      return inherit(k);
    }
    for (std::size_t i = chunks.size(); i-- > 0;) {
      if (chunks[i].preposition.empty() && !is_time(chunks[i])) {
        return take_subject(clause, chunks, i);
      }
    }
    clause.subject_words = region;
  }

  // "on Monday evening": a chunk of time is no subject.
  [[nodiscard]] bool is_time(const Chunk& chunk) const {
    const std::string_view last = lower(chunk.words.last - 1);
    return chunk.head == nullptr && is_in(std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                                                           "week", "month", "year", "morning", "evening", "night", "afternoon", "day"}),
                                          last);
  }

  // The words behind the last word that opens a clause.
  Range behind_opening(Clause& clause, Range region) const {
    for (std::size_t i = region.last; i-- > region.first;) {
      const std::string_view word = lower(i);
      const bool semicolon = word == ";" || word == ":" || word == "“" || word == "\"";
      // "after the talks" is no clause, "after he left" is; both leave the subject behind the phrase.
      const bool opens = is_relative_pronoun(word) || semicolon ||
                         (is_subordinator(word) && (!is_preposition(word) || holds_one_subject({i + 1, region.last})));
      if (opens && !(word == "that" && i + 1 < region.last && i > region.first && is_preposition(lower(i - 1)))) {
        clause.opened_by = word;
        clause.begin = i;
        return {i + 1, region.last};
      }
    }
    return region;
  }

  // "after Trump" before a verb opens a clause; "after the talks Trump" does not.
  [[nodiscard]] bool holds_one_subject(Range region) const {
    std::size_t subjects = 0;
    for (const Chunk& chunk : chunks_of(words_, region, mentions_)) {
      subjects += chunk.preposition.empty() && chunk.joined_by.empty() && !is_time(chunk) ? 1 : 0;
    }
    return subjects == 1 && !region.empty() && !is_punctuation(words_[region.last - 1]);
  }

  // The chunk and those joined to it on its left are the subject.
  void take_subject(Clause& clause, const std::vector<Chunk>& chunks, std::size_t i) {
    std::size_t first = i;
    while (first > 0 && !chunks[first].joined_by.empty() && chunks[first].joined_by != ";" && chunks[first].preposition == chunks[first - 1].preposition &&
           chunks[first - 1].head != nullptr && chunks[first].head != nullptr && (chunks[i].joined_by == "and")) {
      --first;
    }
    clause.subject_words = {chunks[first].words.first, chunks[i].words.last};
    for (std::size_t c = first; c <= i; ++c) {
      if (chunks[c].head != nullptr && !chunks[c].head->actors.empty() && !chunks[c].head->is_located) {
        clause.subject.push_back(chunks[c].head);
      }
    }
  }

  // "the rebels, who agreed": the last thing named before the pronoun.
  void read_antecedent(Clause& clause, Range region) {
    const std::vector<Chunk> chunks = chunks_of(words_, region, mentions_);
    if (!chunks.empty()) {
      take_subject(clause, chunks, chunks.size() - 1);
    } else if (region.first > 0) {
      clause.subject_words = region;
    }
  }

  void inherit(std::size_t k) {
    Clause& clause = clauses_[k];
    clause.inherits_subject = true;
    if (k == 0) {
      return;
    }
    // The last clause with a finite verb; what is reduced only describes something in it. A verb of speech is joined to
    // another one: "said that … and added that …".
    std::size_t from = k - 1;
    while (from > 0 && clauses_[from].verb.form != GroupForm::finite) --from;
    if (brings_in_speech(clause)) {
      for (std::size_t j = k; j-- > 0;) {
        if (clauses_[j].verb.form == GroupForm::finite && brings_in_speech(clauses_[j])) {
          from = j;
          break;
        }
      }
    }
    clause.subject = clauses_[from].subject;
    clause.subject_words = clauses_[from].subject_words;
    clause.governor = clauses_[from].verb.form == clause.verb.form ? clauses_[from].governor : std::nullopt;
    clause.opened_by = clause.opened_by.empty() ? "and" : clause.opened_by;
  }

  [[nodiscard]] bool brings_in_speech(const Clause& clause) const {
    return std::ranges::any_of(lexicon_.patterns_of(clause.verb.lemma), [&](std::uint32_t p) { return lexicon_.pattern(p).kind == ActKind::say; });
  }

  // An infinitive hangs on the verb before it, or with "and" on what the infinitive before it hangs on.
  void depend(std::size_t k, std::string_view opened_by) {
    Clause& clause = clauses_[k];
    clause.opened_by = opened_by;
    if (k == 0) {
      return;
    }
    const std::size_t begin = left_end(k);
    const std::string_view before = clause.verb.words.first > begin ? lower(clause.verb.words.first - 1) : "";
    const bool joined = before == "and" || before == "or" || before == ",";
    std::size_t from = k - 1;
    if (joined) {
      while (from > 0 && clauses_[from].verb.form != GroupForm::infinitive) --from;
      if (clauses_[from].verb.form == GroupForm::infinitive && clauses_[from].governor) {
        from = *clauses_[from].governor;
      } else {
        from = k - 1;
      }
    }
    clause.governor = from;
    clause.subject = clauses_[from].subject;
    clause.subject_words = clauses_[from].subject_words;
    clause.inherits_subject = true;
    take_agent(clause, clauses_[from]);
  }

  // "will be used by Russia to …": the agent of the passive acts in the infinitive.
  void take_agent(Clause& clause, const Clause& governor) const {
    if (!governor.verb.is_passive || clause.verb.form != GroupForm::infinitive || lower(governor.verb.words.last) != "by") {
      return;
    }
    for (const Chunk& chunk : chunks_of(words_, {governor.verb.words.last, clause.verb.words.first}, mentions_)) {
      if (chunk.preposition == "by" && chunk.head != nullptr) {
        clause.subject = {chunk.head};
        return;
      }
    }
  }

  void read_gerund(std::size_t k, std::size_t begin, std::size_t end) {
    const std::string_view before = end > begin ? lower(end - 1) : "";
    depend(k, is_preposition(before) || before == "to" ? before : before == "," ? "," : "");
    const bool behind_name = end > begin && !is_preposition(before) && before != "," && before != "and";
    if (behind_name) {
      Clause& clause = clauses_[k];
      clause.subject.clear();
      read_antecedent(clause, {begin, end});
    }
  }

  void read_reduced(std::size_t k, std::size_t begin, std::size_t end) {
    Clause& clause = clauses_[k];
    clause.opened_by = "which";
    read_antecedent(clause, {begin, end});
  }

  // ---- what stands behind ------------------------------------------------------------------------------------------------
  void read_behind(std::size_t k) {
    Clause& clause = clauses_[k];
    const std::size_t begin = clause.verb.words.last;
    std::size_t end = words_.size();
    if (k + 1 < clauses_.size()) {
      const Clause& next = clauses_[k + 1];
      const bool own_subject = next.verb.form == GroupForm::finite && !next.inherits_subject && next.subject_words.first >= begin &&
                               !next.subject_words.empty() && next.opened_by != "which" && next.opened_by != "who";
      end = std::min(next.begin, own_subject ? next.subject_words.first : next.verb.words.first);
    }
    clause.behind = {begin, std::max(begin, cut_at_boundary({begin, end}))};
    clause.objects = chunks_of(words_, clause.behind, mentions_);
  }

  // A clause of its own ends what belongs to the verb.
  [[nodiscard]] std::size_t cut_at_boundary(Range range) const {
    for (std::size_t i = range.first; i < range.last; ++i) {
      const std::string_view word = lower(i);
      const bool opens = word == ";" || word == ":" || (is_subordinator(word) && !is_preposition(word)) || word == "which" || word == "who" ||
                         (word == "that" && i + 1 < range.last && (is_determiner(lower(i + 1)) || i == range.first)) || word == "”";
      if (opens) {
        return i;
      }
    }
    return range.last;
  }

  // "urged Russia to withdraw", "asked them to leave": the object of a request is who shall act.
  void take_subject_of_object(std::size_t k) {
    Clause& clause = clauses_[k];
    if (clause.verb.form != GroupForm::infinitive || !clause.governor || clauses_[*clause.governor].verb.is_passive) {
      return;
    }
    const Clause& governor = clauses_[*clause.governor];
    const bool asks = std::ranges::any_of(lexicon_.patterns_of(governor.verb.lemma), [&](std::uint32_t p) {
      const VerbPattern& pattern = lexicon_.pattern(p);
      return pattern.kind == ActKind::act && pattern.act.type == EventType::request;
    });
    const bool lets = is_in(std::to_array<std::string_view>({"allow", "force", "help", "enable", "permit", "let", "expect", "want", "require", "invite"}),
                            lexicon_.lemma(governor.verb.lemma));
    if (asks || lets) {
      for (const Chunk& chunk : governor.objects) {
        if (chunk.head != nullptr && !chunk.head->actors.empty() && !chunk.head->is_located) {
          clause.subject = {chunk.head};
          return;
        }
      }
    }
  }

  const Words& words_;
  const std::vector<Mention>& mentions_;
  const ActLexicon& lexicon_;
  std::vector<Clause> clauses_;
};

}  // namespace

std::vector<Chunk> chunks_of(const Words& words, Range range, const std::vector<Mention>& mentions) {
  return Chunker(words, range, mentions).cut();
}

const Chunk* Clause::direct_object() const {
  const bool right_behind = !objects.empty() && objects.front().preposition.empty() && objects.front().joined_by.empty();
  return right_behind ? &objects.front() : nullptr;
}

std::vector<Clause> find_clauses(const Words& words, const std::vector<Mention>& mentions, const std::vector<VerbGroup>& groups,
                                 const ActLexicon& lexicon) {
  return ClauseReader(words, mentions, lexicon).read(groups);
}

}  // namespace corollary::coding
