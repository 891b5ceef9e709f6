#include "reports/stories.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/strings.h"
#include "reports/story_overlap.h"
#include "reports/story_words.h"

namespace corollary::reports {
namespace {

constexpr std::size_t kGram = 4, kWindow = 8;
constexpr std::size_t kLookBack = 64;   // A fingerprint that more reports have is compared with that many before.
constexpr std::size_t kSharedLeast = 2; // Fingerprints; one alone is a phrase.
constexpr std::size_t kSampled = 3;     // Of each of two groups that are to become one.
// Between the groups, so that an article which holds two agencies' stories does not join them; two short cuts of one have half in common.
constexpr double kSharedOnAverage = 0.55;

// A text, and all reports that have it word for word.
struct Text {
  std::vector<StoryWord> words;
  std::vector<std::size_t> reports;  // In the order of their days.
  Date first, last;
  std::set<std::string_view> publishers;  // Of the reports.
};

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

std::uint64_t hash_of(const std::vector<StoryWord>& words) {
  std::uint64_t hash = words.size();
  for (const StoryWord& word : words) hash = mixed(hash + word.hash + 0x9E3779B97F4A7C15U);
  return hash;
}

// In an order that is theirs, not the input's: by day, then words, then what else tells them apart.
std::vector<std::size_t> canonical_order(std::span<const Report> reports, const std::vector<std::uint64_t>& hashes) {
  std::vector<std::size_t> order(reports.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const Report& report = reports[i];
    return std::tuple<Date, std::uint64_t, std::string_view, std::string_view, std::string_view, std::size_t>(report.day, hashes[i], report.publisher,
                                                                                                              report.title, report.id, i);
  });
  return order;
}

// The same words within a few days of each other are one text. In canonical order of their first reports.
std::vector<Text> texts_of(std::span<const Report> reports, Days apart_most) {
  std::vector<std::vector<StoryWord>> words;
  std::vector<std::uint64_t> hashes;
  words.reserve(reports.size());
  for (const Report& report : reports) {
    words.push_back(story_words(report));
    hashes.push_back(hash_of(words.back()));
  }
  std::vector<Text> texts;
  std::unordered_map<std::uint64_t, std::size_t> text_by_hash;
  for (const std::size_t i : canonical_order(reports, hashes)) {
    const auto found = text_by_hash.find(hashes[i]);
    const bool is_copy = !words[i].empty() && found != text_by_hash.end() && reports[i].day - texts[found->second].last <= apart_most;
    if (!is_copy) {
      text_by_hash[hashes[i]] = texts.size();
      texts.push_back({std::move(words[i]), {}, reports[i].day, reports[i].day, {}});
    }
    Text& text = texts[is_copy ? found->second : texts.size() - 1];
    text.reports.push_back(i);
    text.last = reports[i].day;
    if (!reports[i].publisher.empty()) text.publishers.insert(reports[i].publisher);
  }
  return texts;
}

// The smallest hash of each window, each taken once.
std::vector<std::uint64_t> fingerprints_of(const std::vector<StoryWord>& words) {
  std::vector<std::uint64_t> grams;
  for (std::size_t at = 0; at + kGram <= words.size(); ++at) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < kGram; ++i) hash = mixed(hash + words[at + i].hash + 0x9E3779B97F4A7C15U);
    grams.push_back(hash);
  }
  std::vector<std::uint64_t> taken;
  std::size_t smallest = 0;
  for (std::size_t end = std::min(kWindow, grams.size()); end > 0 && end <= grams.size(); ++end) {
    const std::size_t begin = end - std::min(kWindow, end);
    if (taken.empty() || smallest < begin) {
      smallest = begin;
      for (std::size_t at = begin; at < end; ++at) smallest = grams[at] <= grams[smallest] ? at : smallest;
      taken.push_back(grams[smallest]);
    } else if (grams[end - 1] <= grams[smallest]) {
      smallest = end - 1;
      taken.push_back(grams[smallest]);
    }
  }
  std::ranges::sort(taken);
  taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
  return taken;
}

// Two texts (the first before the second) and what share of the fewer fingerprints they have in common.
struct Candidate {
  std::uint32_t first, second;
  float likeness;
};

// Which texts have which fingerprints.
class FingerprintIndex {
 public:
  explicit FingerprintIndex(const std::vector<Text>& texts) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (const std::uint64_t fingerprint : fingerprints_of(texts[i].words)) entries.emplace_back(fingerprint, static_cast<std::uint32_t>(i));
    }
    std::ranges::sort(entries);
    counts_.assign(texts.size(), 0);
    places_.resize(texts.size());
    for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
      while (end < entries.size() && entries[end].first == entries[begin].first) ++end;
      for (std::size_t at = begin; at < end; ++at) {
        ++counts_[entries[at].second];
        // One that nobody else has leads nowhere.
        if (end - begin > 1) places_[entries[at].second].emplace_back(holders_.size() + at - begin, holders_.size());
      }
      for (std::size_t at = begin; at < end && end - begin > 1; ++at) holders_.push_back(entries[at].second);
    }
  }

  // The texts ahead of one that are like it and not too long before, the nearest in canonical order first for each fingerprint.
  void add_candidates(const std::vector<Text>& texts, std::uint32_t text, Days apart_most, std::vector<Candidate>& candidates) {
    shared_.resize(texts.size());
    met_.clear();
    for (const auto& [at, begin] : places_[text]) {
      const std::size_t stop = at - std::min(at - begin, kLookBack);
      for (std::size_t i = at; i-- > stop;) {
        const std::uint32_t other = holders_[i];
        if (texts[text].first - texts[other].last > apart_most) continue;
        if (shared_[other]++ == 0) met_.push_back(other);
      }
    }
    std::ranges::sort(met_);
    for (const std::uint32_t other : met_) {
      const std::size_t fewer = std::min(counts_[text], counts_[other]);
      if (shared_[other] >= std::min(kSharedLeast, fewer) && 8 * shared_[other] >= fewer) {
        candidates.push_back({other, text, static_cast<float>(shared_[other]) / static_cast<float>(fewer)});
      }
      shared_[other] = 0;
    }
  }

 private:
  std::vector<std::uint32_t> holders_;                                     // By fingerprint, in order of texts.
  std::vector<std::vector<std::pair<std::size_t, std::size_t>>> places_;   // Of each text: where it is in holders_, and where these begin.
  std::vector<std::size_t> counts_;                                        // Fingerprints of each text.
  std::vector<std::uint32_t> shared_, met_;
};

// Joins texts to stories.
class StoryGroups {
 public:
  explicit StoryGroups(const std::vector<Text>& texts) : texts_(texts), group_(texts.size()), members_(texts.size()) {
    std::iota(group_.begin(), group_.end(), 0U);
    for (std::uint32_t i = 0; i < texts.size(); ++i) members_[i] = {i};
  }

  void consider(const Candidate& candidate) {
    std::uint32_t a = group_[candidate.first], b = group_[candidate.second];
    if (a == b || !likeness(candidate.first, candidate.second).is_same) {
      return;
    }
    if (members_[a].size() < members_[b].size() || (members_[a].size() == members_[b].size() && b < a)) std::swap(a, b);
    const std::size_t pairs = members_[a].size() * members_[b].size();
    std::size_t& refused = refused_[key(std::min(a, b), std::max(a, b))];
    if (pairs < 2 * refused) {
      return;  // The groups have hardly grown since.
    }
    if (!are_alike(members_[a], members_[b], candidate)) {
      refused = pairs;
      return;
    }
    for (const std::uint32_t member : members_[b]) group_[member] = a;
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    std::ranges::sort(members_[a]);
    members_[b].clear();
  }

  [[nodiscard]] std::uint32_t group(std::size_t text) const { return group_[text]; }

 private:
  static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return (std::uint64_t{a} << 32) | b; }

  // How much of the shorter is in the longer; of two that differ in what makes another story nothing.
  struct Likeness {
    bool is_same = false;
    double shared = 0;
  };
  Likeness likeness(std::uint32_t a, std::uint32_t b) {
    const auto [known, is_new] = known_.try_emplace(key(std::min(a, b), std::max(a, b)));
    if (is_new) {
      const Text& first = texts_[std::min(a, b)];
      const Text& second = texts_[std::max(a, b)];
      const StoryOverlap found = overlap(first.words, second.words);
      const bool same_publisher = std::ranges::any_of(first.publishers, [&](std::string_view one) { return second.publishers.contains(one); });
      const StoryPair pair{std::max(0, (second.first - first.last).count), same_publisher};
      known->second = {is_same_story(found, pair), is_another_story(found, pair) ? 0 : found.shared};
    }
    return known->second;
  }

  // Some that lie evenly, with the first and the last, so that both ends of the days are in it.
  static std::vector<std::uint32_t> sample(const std::vector<std::uint32_t>& members) {
    if (members.size() <= kSampled) {
      return members;
    }
    return {members.front(), members[members.size() / 2], members.back()};
  }

  bool are_alike(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, const Candidate& candidate) {
    double sum = likeness(candidate.first, candidate.second).shared;
    double pairs = 1;
    for (const std::uint32_t first : sample(a)) {
      for (const std::uint32_t second : sample(b)) {
        if (std::minmax(first, second) == std::minmax(candidate.first, candidate.second)) continue;
        sum += likeness(first, second).shared;
        ++pairs;
      }
    }
    return sum / pairs >= kSharedOnAverage;
  }

  const std::vector<Text>& texts_;
  std::vector<std::uint32_t> group_;
  std::vector<std::vector<std::uint32_t>> members_;  // Sorted; empty where another group has them.
  std::unordered_map<std::uint64_t, Likeness> known_;
  std::unordered_map<std::uint64_t, std::size_t> refused_;
};

std::vector<Candidate> candidates_of(const std::vector<Text>& texts, Days apart_most) {
  FingerprintIndex index(texts);
  std::vector<Candidate> candidates;
  for (std::uint32_t text = 0; text < texts.size(); ++text) index.add_candidates(texts, text, apart_most, candidates);
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.likeness, a.first, a.second) < std::tuple(-b.likeness, b.first, b.second);
  });
  return candidates;
}

}  // namespace

std::vector<std::size_t> stories_of(std::span<const Report> reports, const StoryOptions& options) {
  const std::vector<Text> texts = texts_of(reports, options.apart_most);
  StoryGroups groups(texts);
  for (const Candidate& candidate : candidates_of(texts, options.apart_most)) groups.consider(candidate);
  std::vector<std::size_t> group_of_report(reports.size());
  for (std::size_t text = 0; text < texts.size(); ++text) {
    for (const std::size_t report : texts[text].reports) group_of_report[report] = groups.group(text);
  }
  std::unordered_map<std::size_t, std::size_t> number;
  std::vector<std::size_t> stories;
  for (const std::size_t group : group_of_report) stories.push_back(number.try_emplace(group, number.size()).first->second);
  return stories;
}

}  // namespace corollary::reports
