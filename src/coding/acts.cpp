#include "coding/acts.h"

#include <algorithm>
#include <array>

#include "base/date.h"

namespace corollary::coding {
namespace {

std::string_view lower(const Words& words, std::size_t i) { return i < words.size() ? std::string_view(words[i].lower) : ""; }

// "agreed on Tuesday" says when and not on what.
bool is_time(const Words& words, std::size_t i) {
  return i < words.size() && (words[i].kind == text::TokenKind::number || weekday_number(words[i].lower));
}

// The words right behind the verb, of which an adverb may stand in between.
bool stands_behind(const Words& words, std::size_t i, const std::vector<std::string>& wanted, bool governs_infinitive) {
  for (const std::string& word : wanted) {
    if (word == "to" && &word == &wanted.back() && governs_infinitive) {
      return true;
    }
    while (lower(words, i) != word && (is_adverb(lower(words, i)) || is_negation(lower(words, i)))) ++i;
    if (lower(words, i) != word) {
      return false;
    }
    ++i;
  }
  return wanted.empty() || wanted.back() != "on" || !is_time(words, i);
}

// Words that are more often a particle than a preposition: with an object before them they open an adverbial ("gave access in Paris").
bool is_particle(std::string_view word) {
  constexpr auto particles = std::to_array<std::string_view>({"in", "up", "out", "off", "down", "back", "over", "away"});
  return std::ranges::find(particles, word) != particles.end();
}

// A particle or preposition that hangs on the verb, wherever it stands: "called late on Sunday on Moscow to …".
bool hangs_on(const Words& words, const Tree& tree, const Clause& clause, const std::string& word) {
  for (const std::size_t c : tree.children(clause.node)) {
    if (c > clause.verb.verb && words[c].lower == word && tree.relation(c) == "compound:prt") {
      return true;
    }
    const bool adverbial = is_particle(word) && clause.direct_object() != nullptr;
    if (c <= clause.verb.verb || tree.plain_relation(c) != "obl" || is_time(words, c) || adverbial) {
      continue;
    }
    for (const std::size_t marker : tree.children(c)) {
      if (tree.plain_relation(marker) == "case" && words[marker].lower == word && !is_time(words, marker + 1)) {
        return true;
      }
    }
  }
  return false;
}

// Where to look for the noun of a pattern: the object; for a passive the subject.
std::vector<Range> object_ranges(const Clause& clause) {
  if (clause.verb.is_passive) {
    return {clause.subject_words};
  }
  std::vector<Range> ranges;
  for (const Chunk& chunk : clause.objects) {
    const bool object = chunk.preposition.empty() && chunk.joined_by != ";";
    // "decisions regarding a reduction", "the process of introducing": what the object is about belongs to it.
    const bool part = chunk.preposition == "of" || chunk.preposition == "regarding" || chunk.preposition == "in";
    if (object || (part && ranges.size() == 1) || (!chunk.joined_by.empty() && chunk.joined_by != ";")) {
      ranges.push_back(chunk.words);
    } else if (!ranges.empty()) {
      break;
    }
    if (ranges.empty() && !object) {
      ranges.push_back(chunk.words);  // "called for talks": the object of the preposition that the pattern names.
    }
  }
  return ranges;
}

bool object_has(const Words& words, const Clause& clause, const std::vector<std::string>& nouns) {
  for (const Range range : object_ranges(clause)) {
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (std::ranges::find(nouns, words[i].lower) != nouns.end()) {
        return true;
      }
    }
  }
  return false;
}

// `at_be`: the pattern is one of "be", which stands before the verb ("is expected to").
bool fits(const VerbPattern& pattern, const Words& words, const Tree& tree, const Clause& clause, std::size_t behind, bool governs_infinitive, bool at_be) {
  const bool loose = !at_be && pattern.behind.size() == 1 && hangs_on(words, tree, clause, pattern.behind.front());
  return (loose || stands_behind(words, behind, pattern.behind, governs_infinitive)) &&
         (pattern.object_nouns.empty() || object_has(words, clause, pattern.object_nouns)) &&
         (!pattern.no_object || (clause.direct_object() == nullptr && !clause.verb.is_passive));
}

// "agreed with the view": an exception to the acts that demand less.
bool is_exception(const VerbPattern& pattern) {
  return pattern.kind == ActKind::plain && (!pattern.behind.empty() || !pattern.object_nouns.empty());
}

void take(VerbMatch& match, const VerbPattern& pattern) {
  const auto set = [&](const VerbPattern*& slot) { slot = slot == nullptr ? &pattern : slot; };
  switch (pattern.kind) {
    case ActKind::act: return set(match.act);
    case ActKind::say: return set(match.say);
    case ActKind::control: return set(match.control);
    case ActKind::light: return set(match.light);
    case ActKind::occur: return set(match.occur);
    case ActKind::plain: return;
  }
}

}  // namespace

VerbMatch match_verb(const ActLexicon& lexicon, const Words& words, const Tree& tree, const Clause& clause, bool governs_infinitive) {
  VerbMatch match;
  bool excepted = false;  // It is no act, whatever less demanding patterns say.
  const auto try_patterns = [&](std::uint32_t verb, std::size_t behind, bool of_be) {
    for (const std::uint32_t index : lexicon.patterns_of(verb)) {
      const VerbPattern& pattern = lexicon.pattern(index);
      const bool wanted = !of_be || !pattern.behind.empty();
      // "is expected to" is not "expects to".
      const bool active_only = !of_be && clause.verb.is_passive && pattern.kind == ActKind::control;
      if (!wanted || active_only || !fits(pattern, words, tree, clause, behind, governs_infinitive, of_be)) {
        continue;
      }
      excepted = excepted || is_exception(pattern);
      if (!excepted || pattern.kind == ActKind::say || pattern.kind == ActKind::control) {
        take(match, pattern);
      }
    }
  };
  const auto be = lexicon.readings("be");
  if (clause.verb.has_be && !be.empty()) {
    try_patterns(be.front().verb, clause.verb.verb, true);
  }
  try_patterns(clause.verb.lemma, clause.verb.verb + 1, false);
  return match;
}

NounMatch match_noun(const ActLexicon& lexicon, const Words& words, Range range) {
  NounMatch best;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const NounPattern* const noun = lexicon.noun_at(words, i);
    if (noun != nullptr && i + noun->words.size() <= range.last) {
      best = {noun, {i, i + noun->words.size()}};
      i += noun->words.size() - 1;
    }
  }
  return best;
}

}  // namespace corollary::coding
