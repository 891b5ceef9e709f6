#include "coding/attributions.h"

#include <algorithm>

namespace corollary::coding {
namespace {

std::vector<Attribution> speakers_of(const Clause& clause, const Words& words) {
  std::vector<Attribution> speakers;
  for (const Mention* const mention : clause.subject) {
    for (const Actor& actor : mention->actors) speakers.push_back({actor, std::string(words[clause.verb.verb].text)});
  }
  return speakers;
}

class SourceFinder {
 public:
  SourceFinder(const std::vector<Clause>& clauses, const std::vector<VerbMatch>& matches) : clauses_(clauses), matches_(matches) {}

  // A clause whose verb is one of speech.
  struct Speech {
    std::size_t clause;
    bool is_inserted;  // "…, the ministry said": hangs on what it reports.
  };

  // The clauses of speech around clause k, the innermost first.
  [[nodiscard]] std::vector<Speech> around(std::size_t k) const {
    std::vector<Speech> speech;
    std::vector<std::size_t> path = {k};
    for (std::size_t steps = 0; steps <= clauses_.size(); ++steps) {
      const std::size_t at = path.back();
      add_inserted(speech, at, path);
      if (!clauses_[at].parent) {
        break;
      }
      const std::size_t above = *clauses_[at].parent;
      if (!clauses_[at].is_joined && speaks(above) && is_said(clauses_[at])) {
        speech.push_back({above, false});
      }
      path.push_back(above);
    }
    return speech;
  }

 private:
  [[nodiscard]] bool speaks(std::size_t k) const { return matches_[k].say != nullptr && !clauses_[k].verb.is_passive; }

  // What is said is the verb's complement; "denied attacking" counts, "said in leaving" does not.
  [[nodiscard]] static bool is_said(const Clause& clause) {
    const bool gerund = clause.relation == "xcomp" && clause.verb.form == GroupForm::gerund;
    const bool quoted = clause.relation == "parataxis" && clause.verb.form == GroupForm::finite;
    return clause.relation == "ccomp" || gerund || quoted;
  }

  // "…, the ministry said", "as the ministry said": hangs on what it reports.
  void add_inserted(std::vector<Speech>& speech, std::size_t at, const std::vector<std::size_t>& path) const {
    for (std::size_t s = 0; s < clauses_.size(); ++s) {
      const bool inserted = clauses_[s].parent == at && !clauses_[s].is_joined &&
                            (clauses_[s].relation == "parataxis" || (clauses_[s].relation == "advcl" && clauses_[s].opened_by == "as"));
      const bool has_subject = !clauses_[s].inherits_subject && !clauses_[s].subject_words.empty();
      // "X said: Y did it" hangs the other way round.
      const bool reported = speaks(at) && clauses_[s].relation == "parataxis";
      if (inserted && has_subject && speaks(s) && !reported && std::ranges::find(path, s) == path.end() && !has_complement(s)) {
        speech.push_back({s, true});
      }
    }
  }

  [[nodiscard]] bool has_complement(std::size_t s) const {
    return std::ranges::any_of(clauses_, [&](const Clause& c) { return c.parent == s && !c.is_joined && c.relation == "ccomp"; });
  }

  const std::vector<Clause>& clauses_;
  const std::vector<VerbMatch>& matches_;
};

}  // namespace

std::vector<Source> find_sources(const Words& words, const std::vector<Mention>& mentions, const std::vector<Clause>& clauses,
                                 const std::vector<VerbMatch>& matches) {
  std::vector<Source> sources(clauses.size());
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i].lower == "according" && words[i + 1].lower == "to") {
      const auto speaker = std::ranges::find_if(mentions, [&](const Mention& m) { return m.words.first >= i + 2 && m.words.first <= i + 5; });
      if (speaker != mentions.end() && !speaker->actors.empty()) {
        for (Source& source : sources) source.speakers.push_back({speaker->actors.front(), "according to"});
      }
    }
  }
  const SourceFinder finder(clauses, matches);
  for (std::size_t k = 0; k < clauses.size(); ++k) {
    const std::vector<SourceFinder::Speech> speech = finder.around(k);
    for (auto s = speech.rbegin(); s != speech.rend(); ++s) {
      for (const Attribution& speaker : speakers_of(clauses[s->clause], words)) {
        if (std::ranges::find(sources[k].speakers, speaker) == sources[k].speakers.end()) {
          sources[k].speakers.push_back(speaker);
        }
      }
      const Effect effect = matches[s->clause].say->effect;
      sources[k].effect = s->is_inserted && effect != Effect::none && effect != Effect::happened ? effect : sources[k].effect;
      sources[k].said_by = s->clause;
    }
  }
  return sources;
}

}  // namespace corollary::coding
