#include "reports/story_overlap.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace corollary::reports {
namespace {

constexpr std::size_t kShingle = 3;      // Words: the shortest run that counts.
// What stands between equal runs in both texts is something else in its place if it is short; a longer passage is other text. Numbers and
// weekdays tell more than names, which any text has.
constexpr std::size_t kSlotWords = 7, kSlotWordsForFigures = 20;
constexpr std::size_t kBlocksMost = 400; // The chain's cost is quadratic in them.
constexpr double kQuotedWeight = 1.0 / 3;

using Words = std::span<const StoryWord>;

// Words [in_short, in_short + size) are words [in_long, in_long + size).
struct Block {
  std::size_t in_short, in_long, size;
};

std::uint32_t shingle(Words words, std::size_t at) {
  std::uint64_t hash = words[at].hash;
  for (std::size_t i = 1; i < kShingle; ++i) hash = (hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15U + words[at + i].hash;
  return static_cast<std::uint32_t>(hash >> 32);
}

// Where each shingle of a text first stands, and the next place of the same.
class ShinglePlaces {
 public:
  explicit ShinglePlaces(Words words) {
    const std::size_t count = words.size() < kShingle ? 0 : words.size() - kShingle + 1;
    mask_ = std::bit_ceil(2 * count + 1) - 1;
    first_.assign(mask_ + 1, kNone);
    next_.assign(count, kNone);
    shingles_.resize(count);
    for (std::size_t at = count; at-- > 0;) {  // Backwards, so that the first place comes first.
      shingles_[at] = shingle(words, at);
      std::uint32_t& head = first_[shingles_[at] & mask_];
      next_[at] = head;
      head = static_cast<std::uint32_t>(at);
    }
  }
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  template <typename Visit>
  void each(std::uint32_t hash, Visit&& visit) const {
    for (std::uint32_t at = first_[hash & mask_]; at != kNone; at = next_[at]) {
      if (shingles_[at] == hash) visit(std::size_t{at});
    }
  }

 private:
  std::size_t mask_;
  std::vector<std::uint32_t> first_, next_, shingles_;
};

std::size_t run_from(Words a, std::size_t at_a, Words b, std::size_t at_b) {
  std::size_t size = 0;
  while (at_a + size < a.size() && at_b + size < b.size() && a[at_a + size].hash == b[at_b + size].hash) ++size;
  return size;
}

// The common runs, each word of the shorter in at most one: from its beginning always the longest.
std::vector<Block> blocks_of(Words shorter, Words longer) {
  std::vector<Block> blocks;
  const ShinglePlaces places(longer);
  for (std::size_t at = 0; at + kShingle <= shorter.size() && blocks.size() < kBlocksMost;) {
    Block best{at, 0, 0};
    const std::size_t expected = blocks.empty() ? 0 : blocks.back().in_long + blocks.back().size;
    places.each(shingle(shorter, at), [&](std::size_t place) {
      const std::size_t size = run_from(shorter, at, longer, place);
      const bool goes_on = best.in_long < expected && place >= expected;
      if (size > best.size || (size == best.size && goes_on)) best = {at, place, size};
    });
    if (best.size >= kShingle) {
      blocks.push_back(best);
      at += best.size;
    } else {
      ++at;
    }
  }
  return blocks;
}

double weight(Words words) {
  double sum = 0;
  for (const StoryWord& word : words) sum += word.quoted ? kQuotedWeight : 1;
  return sum;
}

// The blocks that stand in the same order in both and weigh most.
std::vector<Block> chain_of(const std::vector<Block>& blocks, Words shorter) {
  std::vector<double> best(blocks.size());
  std::vector<std::size_t> before(blocks.size(), blocks.size());
  std::size_t last = blocks.size();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const double own = weight(shorter.subspan(blocks[i].in_short, blocks[i].size));
    best[i] = own;
    for (std::size_t j = 0; j < i; ++j) {
      if (blocks[j].in_long + blocks[j].size <= blocks[i].in_long && best[j] + own > best[i]) {
        best[i] = best[j] + own;
        before[i] = j;
      }
    }
    if (last == blocks.size() || best[i] > best[last]) last = i;
  }
  std::vector<Block> chain;
  for (; last < blocks.size(); last = before[last]) chain.push_back(blocks[last]);
  std::ranges::reverse(chain);
  return chain;
}

bool is_same_mark(const StoryWord& a, const StoryWord& b) {
  return a.hash == b.hash || (a.kind == StoryWord::Kind::name && b.kind == StoryWord::Kind::name && a.sound == b.sound);
}

// Both have marks of the kind, and none in common.
bool differ_in(StoryWord::Kind kind, Words a, Words b) {
  const auto is_of = [&](const StoryWord& word) { return word.kind == kind; };
  if (std::ranges::none_of(a, is_of) || std::ranges::none_of(b, is_of)) {
    return false;
  }
  return std::ranges::none_of(a, [&](const StoryWord& word) {
    return is_of(word) && std::ranges::any_of(b, [&](const StoryWord& other) { return is_same_mark(word, other); });
  });
}

struct MarkCount {
  StoryWord::Kind kind;
  StoryOverlap::Marks StoryOverlap::* marks;
};
constexpr auto kMarkCounts = std::to_array<MarkCount>({{StoryWord::Kind::number, &StoryOverlap::numbers},
                                                       {StoryWord::Kind::name, &StoryOverlap::names},
                                                       {StoryWord::Kind::weekday, &StoryOverlap::weekdays}});

void count_agreeing(StoryOverlap& overlap, Words common) {
  for (const StoryWord& word : common) {
    for (const MarkCount& count : kMarkCounts) (overlap.*count.marks).agree += word.kind == count.kind;
  }
}

void count_differing(StoryOverlap& overlap, Words a, Words b, std::size_t figures_most) {
  for (const MarkCount& count : kMarkCounts) {
    const std::size_t most = count.kind == StoryWord::Kind::name ? kSlotWords : figures_most;
    if (a.size() <= most && b.size() <= most) (overlap.*count.marks).differ += differ_in(count.kind, a, b);
  }
}

}  // namespace

StoryOverlap overlap(Words a, Words b) {
  const Words shorter = a.size() <= b.size() ? a : b;
  const Words longer = a.size() <= b.size() ? b : a;
  StoryOverlap result;
  result.words = shorter.size();
  const std::vector<Block> chain = chain_of(blocks_of(shorter, longer), shorter);
  double shared = 0;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const Words common = shorter.subspan(chain[i].in_short, chain[i].size);
    shared += weight(common);
    result.run_most = std::max(result.run_most, chain[i].size);
    count_agreeing(result, common);
    if (i == 0) {
      // How the texts begin; where much is ahead of the first common words, a paper has its own lead.
      count_differing(result, shorter.first(chain[0].in_short), longer.first(chain[0].in_long), kSlotWords);
    } else {
      const std::size_t short_end = chain[i - 1].in_short + chain[i - 1].size, long_end = chain[i - 1].in_long + chain[i - 1].size;
      count_differing(result, shorter.subspan(short_end, chain[i].in_short - short_end), longer.subspan(long_end, chain[i].in_long - long_end),
                      kSlotWordsForFigures);
    }
  }
  result.shared = shorter.empty() ? 0 : shared / weight(shorter);
  return result;
}

bool is_another_story(const StoryOverlap& overlap, StoryPair pair) {
  const auto share = [](const StoryOverlap::Marks& marks) {
    return marks.differ == 0 ? 0 : static_cast<double>(marks.differ) / static_cast<double>(marks.differ + marks.agree);
  };
  const bool other_figures = overlap.numbers.differ >= 2 && share(overlap.numbers) >= 0.5;
  const bool other_people = pair.same_publisher ? overlap.names.differ >= 1 : overlap.names.differ >= 2 && share(overlap.names) >= 0.25;
  const bool other_day = overlap.weekdays.differ >= 1 && overlap.numbers.differ + overlap.names.differ >= 1;
  return other_figures || other_people || other_day;
}

bool is_same_story(const StoryOverlap& overlap, StoryPair pair) {
  constexpr std::size_t words_least = 8;
  constexpr double shared_least = 0.5, shared_least_later = 0.55, shared_least_of_one = 0.75;
  if (overlap.words < words_least) {
    return overlap.words > 0 && overlap.shared == 1;
  }
  const double least = pair.same_publisher ? shared_least_of_one : pair.days_apart > 0 ? shared_least_later : shared_least;
  return overlap.shared >= least && !is_another_story(overlap, pair);
}

}  // namespace corollary::reports
