#include "reports/corroboration.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/strings.h"
#include "reports/stories.h"

namespace corollary::reports {
namespace {

// ---- whose story ---------------------------------------------------------------------------------------------------------------------

constexpr std::size_t kDatelineBytes = 90;
constexpr std::size_t kNameBytesMost = 40;

// What stands between two marks in a text, if it is short and begins with a capital.
std::string between(std::string_view text, std::string_view opens, std::string_view closes) {
  const std::size_t begin = text.find(opens);
  if (begin == std::string_view::npos) return "";
  const std::string_view rest = text.substr(begin + opens.size());
  const std::string_view inner = rest.substr(0, rest.find(closes));
  const bool is_name = inner.size() < rest.size() && inner.size() <= kNameBytesMost && !inner.empty() && inner.front() >= 'A' && inner.front() <= 'Z';
  return is_name ? std::string(inner) : "";
}

// ---- the same act --------------------------------------------------------------------------------------------------------------------

// Types that papers use for the same thing.
constexpr int family_of(EventType type) {
  switch (type) {
    case EventType::agree: case EventType::consult: case EventType::cooperate: return 0;
    case EventType::aid: return 1;
    case EventType::concede: case EventType::retreat: return 2;
    case EventType::accuse: case EventType::reject: case EventType::threaten: return 3;
    case EventType::sanction: return 4;
    case EventType::coerce: case EventType::assault: case EventType::mobilize: return 5;
    case EventType::protest: return 6;
    case EventType::request: return 7;
    case EventType::support: return 8;
    case EventType::statement: return 9;
  }
  return 9;
}

std::string_view key_of(const Actor& actor) { return actor.party.empty() ? std::string_view(actor.name) : std::string_view(actor.party); }

bool is_same_actor(const Actor& a, const Actor& b) {
  const bool same_party = a.party.empty() && b.party.empty() ? folded(a.name) == folded(b.name) : a.party == b.party;
  return same_party && (a.sector.empty() || b.sector.empty() || a.sector == b.sector);
}

bool have_common(const std::vector<Actor>& a, const std::vector<Actor>& b) {
  return std::ranges::any_of(a, [&](const Actor& one) { return std::ranges::any_of(b, [&](const Actor& other) { return is_same_actor(one, other); }); });
}

// All of the shorter side in the longer.
bool is_within(const std::vector<Actor>& a, const std::vector<Actor>& b) {
  const auto& fewer = a.size() <= b.size() ? a : b;
  const auto& more = a.size() <= b.size() ? b : a;
  return std::ranges::all_of(fewer, [&](const Actor& one) { return std::ranges::any_of(more, [&](const Actor& other) { return is_same_actor(one, other); }); });
}

bool have_same_sides(const Event& a, const Event& b) {
  const bool directed = !a.recipients.empty() && !b.recipients.empty();
  if (directed && have_common(a.actors, b.actors) && have_common(a.recipients, b.recipients)) {
    return true;
  }
  // A meeting may be told as of both or as of one with the other; an act without a recipient as of one side alone.
  std::vector<Actor> all_a = a.actors, all_b = b.actors;
  all_a.insert(all_a.end(), a.recipients.begin(), a.recipients.end());
  all_b.insert(all_b.end(), b.recipients.begin(), b.recipients.end());
  const bool mutual = family_of(a.type) == 0;
  return (mutual || !directed) && have_common(a.actors, mutual ? all_b : b.actors) && is_within(all_a, all_b);
}

// Words that tell one text from another, sorted.
std::vector<std::string> telling_words(std::string_view text) {
  constexpr std::size_t letters_least = 5;  // Shorter words are mostly grammar.
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded(text) + " ") {
    const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (in_word) {
      word += c;
    } else {
      const bool is_number = !word.empty() && word.front() >= '0' && word.front() <= '9';
      if (word.size() >= letters_least || is_number) words.push_back(word);
      word.clear();
    }
  }
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool have_words_in_common(std::string_view a, std::string_view b) {
  constexpr double share_least = 0.2;
  const std::vector<std::string> words_a = telling_words(a), words_b = telling_words(b);
  std::vector<std::string> common;
  std::ranges::set_intersection(words_a, words_b, std::back_inserter(common));
  const std::size_t fewer = std::min(words_a.size(), words_b.size());
  return fewer > 0 && static_cast<double>(common.size()) >= share_least * static_cast<double>(fewer);
}

bool have_issue_in_common(const Event& a, const Event& b) {
  return std::ranges::any_of(a.issues, [&](const std::string& issue) { return std::ranges::find(b.issues, issue) != b.issues.end(); });
}

bool is_same_place(const Event& a, const Event& b) { return a.place.empty() || b.place.empty() || folded(a.place) == folded(b.place); }

// Joins positions.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // The smaller number stays, so that the first event stands for its act.
  void join(std::size_t a, std::size_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// Calls `visit(i, j)` for each two events that have a family and a party in common and days that overlap; it may do so twice.
template <typename Visit>
void each_pair(std::span<const ToldEvent> events, Visit&& visit) {
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> by_party;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i].event;
    for (const auto* side : {&event.actors, &event.recipients}) {
      for (const Actor& actor : *side) by_party[{family_of(event.type), folded(key_of(actor))}].push_back(i);
    }
  }
  for (auto& [key, at] : by_party) {
    std::ranges::sort(at, {}, [&](std::size_t i) { return std::pair(events[i].event.when.first, i); });
    at.erase(std::unique(at.begin(), at.end()), at.end());
    for (std::size_t i = 0; i < at.size(); ++i) {
      for (std::size_t j = i + 1; j < at.size() && events[at[j]].event.when.first <= events[at[i]].event.when.last; ++j) visit(at[i], at[j]);
    }
  }
}

std::vector<std::string> as_list(const std::set<std::string>& voices) { return {voices.begin(), voices.end()}; }

}  // namespace

std::string credit_of(const Report& report) {
  const std::string_view text = report.body.size() > 0 ? report.body.of(report.text) : std::string_view(report.text);
  const std::string_view head = text.substr(0, text.find('\n')).substr(0, kDatelineBytes);
  std::string credit = between(head, "(", ") -");
  if (credit.empty()) credit = between(head, "(", ") \xe2\x80");
  if (credit.empty()) credit = between(head, " /", "/");
  return credit;
}

std::vector<std::string> voices_of(std::span<const Notice> notices, const PublisherTable& publishers) {
  using Text = std::pair<double, std::int32_t>;
  struct Copy {
    Date day;
    Reliability reliability = Reliability::f;
    std::string voice;
  };
  std::set<std::string> voices;
  std::map<Text, std::vector<Copy>> copies;
  for (const Notice& notice : notices) {
    std::string voice = publishers.voice(notice.publisher);
    if (voice.empty()) {
      continue;
    }
    if (notice.tone && notice.length) {
      copies[{*notice.tone, *notice.length}].push_back({notice.day, publishers.reliability(notice.publisher), std::move(voice)});
    } else {
      voices.insert(std::move(voice));
    }
  }
  const Days apart = StoryOptions().apart_most;
  for (auto& [text, of_text] : copies) {
    std::ranges::sort(of_text, {}, [](const Copy& copy) { return std::tie(copy.day, copy.voice); });
    const auto better = [](const Copy& a, const Copy& b) { return a.reliability < b.reliability; };
    for (std::size_t begin = 0, end = 1; begin < of_text.size(); ++end) {
      if (end == of_text.size() || of_text[end].day > of_text[end - 1].day + apart) {
        const auto from = of_text.begin() + static_cast<std::ptrdiff_t>(begin);
        voices.insert(std::min_element(from, of_text.begin() + static_cast<std::ptrdiff_t>(end), better)->voice);
        begin = end;
      }
    }
  }
  return as_list(voices);
}

std::vector<std::string> voices_of(std::span<const Report> reports, std::span<const std::size_t> stories, const PublisherTable& publishers) {
  const std::size_t count = stories.empty() ? 0 : 1 + *std::ranges::max_element(stories);
  std::vector<std::map<std::string, std::size_t>> credits(count);
  std::vector<std::optional<std::pair<Date, std::string>>> earliest(count);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::string credit = credit_of(reports[i]);
    const Publisher* const publisher = publishers.find(reports[i].publisher);
    const bool is_agency = publisher != nullptr && publisher->kind == PublisherKind::agency;
    if (!credit.empty() || is_agency) ++credits[stories[i]][publishers.voice(credit.empty() ? reports[i].publisher : credit)];
    if (reports[i].publisher.empty()) continue;
    auto& first = earliest[stories[i]];
    const std::pair candidate(reports[i].day, publishers.voice(reports[i].publisher));
    if (!first || candidate < *first) first = candidate;
  }
  std::vector<std::string> voices(count);
  for (std::size_t story = 0; story < count; ++story) {
    const auto most = std::ranges::max_element(credits[story], {}, [](const auto& credit) { return credit.second; });
    if (most != credits[story].end()) {
      voices[story] = most->first;
    } else if (earliest[story]) {
      voices[story] = earliest[story]->second;
    }
  }
  return voices;
}

bool may_be_same_act(const Event& a, const Event& b) {
  const bool same_days = a.when.first <= b.when.last && b.when.first <= a.when.last;
  if (family_of(a.type) != family_of(b.type) || !same_days || !is_same_place(a, b) || !have_same_sides(a, b)) {
    return false;
  }
  const bool both_have_issues = !a.issues.empty() && !b.issues.empty();
  return both_have_issues ? have_issue_in_common(a, b) : a.text.empty() || b.text.empty() || have_words_in_common(a.text, b.text);
}

std::vector<Act> acts_of(std::span<const ToldEvent> events) {
  Groups groups(events.size());
  std::set<std::pair<std::size_t, std::size_t>> denials;  // What happened, and what says that it did not.
  each_pair(events, [&](std::size_t i, std::size_t j) {
    const Event& a = events[i].event;
    const Event& b = events[j].event;
    if (a.modality == b.modality) {
      if (groups.of(i) != groups.of(j) && may_be_same_act(a, b)) groups.join(i, j);
    } else if (a.modality == Modality::happened && b.modality == Modality::not_happened) {
      if (may_be_same_act(a, b)) denials.emplace(i, j);
    } else if (a.modality == Modality::not_happened && b.modality == Modality::happened) {
      if (may_be_same_act(a, b)) denials.emplace(j, i);
    }
  });
  std::map<std::size_t, std::size_t> number;
  std::vector<Act> acts;
  std::vector<std::set<std::string>> told, denied;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto [found, is_new] = number.try_emplace(groups.of(i), acts.size());
    if (is_new) {
      acts.emplace_back();
      told.emplace_back();
      denied.emplace_back();
    }
    acts[found->second].events.push_back(i);
    if (!events[i].voice.empty()) told[found->second].insert(events[i].voice);
  }
  for (const auto& [happened, denial] : denials) {
    if (!events[denial].voice.empty()) denied[number.at(groups.of(happened))].insert(events[denial].voice);
  }
  for (std::size_t i = 0; i < acts.size(); ++i) {
    std::erase_if(denied[i], [&](const std::string& voice) { return told[i].contains(voice); });
    acts[i].told_by = as_list(told[i]);
    acts[i].denied_by = as_list(denied[i]);
  }
  return acts;
}

}  // namespace corollary::reports
