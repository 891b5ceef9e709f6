#include "coding/issues.h"

#include <algorithm>

#include "base/strings.h"
#include "text/tokens.h"

namespace corollary::coding {

IssueFinder::IssueFinder(const Catalogue& catalogue) : catalogue_(catalogue) {
  for (std::uint32_t issue = 0; issue < catalogue.issues().size(); ++issue) {
    for (const std::string& cue : catalogue.issues()[issue].cues) {
      std::string key;
      std::string first;
      std::size_t length = 0;
      for (const text::Token& token : text::cut_tokens(cue, {0, cue.size()})) {
        const std::string word = folded(token.bytes.of(cue));
        key += (key.empty() ? "" : " ") + word;
        first = first.empty() ? word : first;
        ++length;
      }
      if (length > 0) {
        issues_by_cue_[key].push_back(issue);
        std::size_t& longest = longest_by_first_[first];
        longest = std::max(longest, length);
      }
    }
  }
}

std::vector<IssueFinder::Match> IssueFinder::find(const Words& words) const {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto longest = longest_by_first_.find(words[i].lower);
    if (longest == longest_by_first_.end()) {
      continue;
    }
    std::string key;
    std::vector<Match> found;
    for (std::size_t last = i; last < std::min(words.size(), i + longest->second); ++last) {
      key += (key.empty() ? "" : " ") + words[last].lower;
      if (const auto issues = issues_by_cue_.find(key); issues != issues_by_cue_.end()) {
        found.clear();
        for (const std::uint32_t issue : issues->second) found.push_back({{i, last + 1}, issue});
      }
    }
    matches.insert(matches.end(), found.begin(), found.end());
  }
  // A cue inside a longer one says nothing of its own: "pipeline" in "Nord Stream 2 pipeline".
  std::vector<Match> kept;
  for (const Match& match : matches) {
    const bool inside = std::ranges::any_of(kept, [&](const Match& other) {
      return other.words != match.words && other.words.first <= match.words.first && match.words.last <= other.words.last;
    });
    if (!inside) {
      kept.push_back(match);
    }
  }
  return kept;
}

std::vector<std::string> IssueFinder::ids_within(const std::vector<Match>& matches, Range range) const {
  constexpr std::size_t most = 3;
  std::vector<Match> within;
  std::ranges::copy_if(matches, std::back_inserter(within),
                       [&](const Match& m) { return range.first <= m.words.first && m.words.last <= range.last; });
  if (within.empty()) {
    within = matches;
  }
  std::ranges::stable_sort(within, std::greater(), [](const Match& m) { return m.words.last - m.words.first; });
  std::vector<std::string> ids;
  for (const Match& match : within) {
    const std::string& id = catalogue_.issues()[match.issue].id;
    if (ids.size() < most && std::ranges::find(ids, id) == ids.end()) {
      ids.push_back(id);
    }
  }
  return ids;
}

std::vector<std::string> IssueFinder::contexts_of(const std::vector<std::string>& ids) const {
  std::vector<std::string> contexts;
  for (const std::string& id : ids) {
    const Issue* const issue = catalogue_.issue(id);
    if (issue != nullptr && !issue->context.empty() && std::ranges::find(contexts, issue->context) == contexts.end()) {
      contexts.push_back(issue->context);
    }
  }
  return contexts;
}

}  // namespace corollary::coding
