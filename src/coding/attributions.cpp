#include "coding/attributions.h"

#include <algorithm>

namespace corollary::coding {
namespace {

std::string_view lower(const Words& words, std::size_t i) { return i < words.size() ? std::string_view(words[i].lower) : ""; }

std::vector<Attribution> speakers_of(const Clause& clause, const Words& words) {
  std::vector<Attribution> speakers;
  for (const Mention* const mention : clause.subject) {
    for (const Actor& actor : mention->actors) speakers.push_back({actor, std::string(words[clause.verb.verb].text)});
  }
  return speakers;
}

// Where what is said behind a verb of speech begins: at the clause that "that" opens, or at one that follows at once.
std::optional<std::size_t> first_said_behind(const std::vector<Clause>& clauses, std::size_t k, const Words& words) {
  if (k + 1 >= clauses.size()) {
    return std::nullopt;
  }
  const Clause& next = clauses[k + 1];
  if (next.verb.form != GroupForm::finite || next.inherits_subject) {
    return std::nullopt;
  }
  const bool by_that = next.opened_by == "that" || next.opened_by == "whether" || next.opened_by == "how" || next.opened_by == "“" || next.opened_by == "\"";
  const std::size_t begin = clauses[k].verb.words.last;
  std::size_t i = begin;
  while (i < next.subject_words.first && (is_determiner(lower(words, i)) || is_adverb(lower(words, i)))) ++i;
  const bool at_once = !next.subject_words.empty() && i == next.subject_words.first;
  return by_that || at_once ? std::optional(k + 1) : std::nullopt;
}

// Where it ends: before a clause that is joined by a comma and a conjunction to the verb of speech, or by another such
// verb; if the verb of speech is in a clause below another ("although he said that …, they agreed"), before the main one.
std::size_t end_of_said_behind(const std::vector<Clause>& clauses, const std::vector<VerbMatch>& matches, std::size_t first, const Words& words) {
  const bool below = is_subordinator(clauses[first - 1].opened_by) || (first == 1 && is_subordinator(words.front().lower));
  for (std::size_t k = first + 1; k < clauses.size(); ++k) {
    const Clause& clause = clauses[k];
    const bool joined = clause.inherits_subject && clause.opened_by == "and";
    const std::size_t before = clause.verb.words.first;
    const bool behind_comma = before > 1 && lower(words, before - 2) == ",";
    const std::size_t subject = clause.subject_words.first;
    const bool main_clause = below && clause.verb.form == GroupForm::finite && !clause.inherits_subject && subject > 0 && lower(words, subject - 1) == ",";
    if (main_clause || (joined && (matches[k].say != nullptr || behind_comma))) {
      return k;
    }
  }
  return clauses.size();
}

// "…, the ministry said": the verb of speech ends the sentence, a comma or a quote stands before its subject.
bool says_what_stands_before(const std::vector<Clause>& clauses, std::size_t k, const Words& words) {
  const Clause& clause = clauses[k];
  if (k == 0 || k + 1 != clauses.size() || clause.subject_words.empty() || !clause.opened_by.empty()) {
    return false;
  }
  std::size_t before = std::min(clause.subject_words.first, clause.verb.words.first);
  while (before > 0 && is_determiner(lower(words, before - 1))) --before;
  const std::string_view mark = before > 0 ? lower(words, before - 1) : "";
  return mark == "," || mark == "”" || mark == "\"";
}

void attribute(Source& source, const std::vector<Attribution>& speakers, Effect effect, std::size_t said_by) {
  for (const Attribution& speaker : speakers) {
    if (std::ranges::find(source.speakers, speaker) == source.speakers.end()) {
      source.speakers.push_back(speaker);
    }
  }
  source.said_by = said_by;
  if (effect != Effect::none && effect != Effect::happened) {
    source.effect = effect;
  }
}

}  // namespace

std::vector<Source> find_sources(const Words& words, const std::vector<Mention>& mentions, const std::vector<Clause>& clauses,
                                 const std::vector<VerbMatch>& matches) {
  std::vector<Source> sources(clauses.size());
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i].lower == "according" && words[i + 1].lower == "to") {
      const auto speaker = std::ranges::find_if(mentions, [&](const Mention& m) { return m.words.first >= i + 2 && m.words.first <= i + 5; });
      if (speaker != mentions.end() && !speaker->actors.empty()) {
        for (std::size_t k = 0; k < sources.size(); ++k) sources[k].speakers.push_back({speaker->actors.front(), "according to"});
      }
    }
  }
  for (std::size_t k = 0; k < clauses.size(); ++k) {
    if (matches[k].say == nullptr || clauses[k].verb.is_passive) {
      continue;
    }
    const std::vector<Attribution> speakers = speakers_of(clauses[k], words);
    const Effect effect = matches[k].say->effect;
    if (const auto first = first_said_behind(clauses, k, words)) {
      const std::size_t end = end_of_said_behind(clauses, matches, *first, words);
      for (std::size_t said = *first; said < end; ++said) attribute(sources[said], speakers, effect, k);
    } else if (says_what_stands_before(clauses, k, words)) {
      for (std::size_t said = 0; said < k; ++said) attribute(sources[said], speakers, effect, k);
    }
  }
  return sources;
}

}  // namespace corollary::coding
