#include "coding/name_index.h"

#include <algorithm>

#include "base/strings.h"
#include "text/characters.h"
#include "text/tokens.h"

namespace corollary::coding {
namespace {

// When a surface stands for several things, what it most likely is in news: the lower goes first.
int rank(NameKind kind) {
  switch (kind) {
    case NameKind::party: return 0;
    case NameKind::body: return 1;
    case NameKind::person: return 2;
    case NameKind::seat: return 3;
    case NameKind::adjective: return 4;
    case NameKind::title: return 5;
    case NameKind::place: return 6;
  }
  return 7;
}

bool is_all_upper(std::string_view word) {
  return word.size() > 1 && std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool same_case(std::string_view surface, std::string_view found) {
  if (is_all_upper(surface)) {
    return is_all_upper(found);
  }
  return !text::starts_upper(surface) || text::starts_upper(found);
}

std::vector<std::string> tokens_of(const std::string& surface) {
  std::vector<std::string> tokens;
  for (const text::Token& token : text::cut_tokens(surface, {0, surface.size()})) tokens.emplace_back(token.bytes.of(surface));
  return tokens;
}

}  // namespace

NameIndex::NameIndex(const Catalogue& catalogue) {
  for (const NameEntry& entry : catalogue.names()) {
    std::vector<std::string> tokens = tokens_of(entry.surface);
    if (tokens.size() > 1 && folded(tokens.front()) == "the") {
      tokens.erase(tokens.begin());  // The article stands outside of a name.
    }
    if (tokens.empty()) {
      continue;
    }
    std::string key;
    for (const std::string& token : tokens) key += (key.empty() ? "" : " ") + folded(token);
    std::size_t& longest = longest_by_first_[folded(tokens.front())];
    longest = std::max(longest, tokens.size());
    surfaces_[key].push_back({std::move(tokens), entry.kind, entry.index});
  }
  for (auto& [key, surfaces] : surfaces_) {
    std::ranges::stable_sort(surfaces, {}, [](const Surface& surface) { return rank(surface.kind); });
  }
}

const NameIndex::Surface* NameIndex::match(const std::string& key, const Words& words, std::size_t first) const {
  const auto found = surfaces_.find(key);
  if (found == surfaces_.end()) {
    return nullptr;
  }
  const auto fits = std::ranges::find_if(found->second, [&](const Surface& surface) {
    for (std::size_t i = 0; i < surface.words.size(); ++i) {
      if (!same_case(surface.words[i], words[first + i].text)) {
        return false;
      }
    }
    return true;
  });
  return fits == found->second.end() ? nullptr : &*fits;
}

std::vector<NameMatch> NameIndex::find(const Words& words) const {
  std::vector<NameMatch> matches;
  for (std::size_t i = 0; i < words.size();) {
    const auto longest = longest_by_first_.find(words[i].lower);
    std::size_t end = i;
    if (longest != longest_by_first_.end()) {
      std::string key;
      for (std::size_t last = i; last < std::min(words.size(), i + longest->second); ++last) {
        key += (key.empty() ? "" : " ") + words[last].lower;
        if (const Surface* const surface = match(key, words, i)) {
          if (end != i) {
            matches.pop_back();
          }
          matches.push_back({{i, last + 1}, surface->kind, surface->index});
          end = last + 1;
        }
      }
    }
    i = std::max(end, i + 1);
  }
  return matches;
}

}  // namespace corollary::coding
