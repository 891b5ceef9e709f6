#include "evaluate/ranking_evaluation.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "evaluate/temporal_set.h"

namespace corollary::evaluate {
namespace {

using ranking::AnswerRank;
using ranking::Fact;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double peak_mib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;  // In KiB on Linux.
}

struct Tally {
  std::size_t n = 0;
  double reciprocal = 0, reciprocal_optimistic = 0, hits1 = 0, hits3 = 0, hits10 = 0;

  void add(const AnswerRank& rank) {
    ++n;
    reciprocal += 1 / rank.expected;
    reciprocal_optimistic += 1 / rank.optimistic;
    hits1 += rank.expected <= 1 ? 1 : 0;
    hits3 += rank.expected <= 3 ? 1 : 0;
    hits10 += rank.expected <= 10 ? 1 : 0;
  }
  void put(const std::string& prefix, Scores& scores) const {
    const double whole = n > 0 ? static_cast<double>(n) : 1;
    scores.values.push_back({prefix + "mrr", reciprocal / whole});
    scores.values.push_back({prefix + "hits1", hits1 / whole});
    scores.values.push_back({prefix + "hits3", hits3 / whole});
    scores.values.push_back({prefix + "hits10", hits10 / whole});
  }
};

// Which entities some fact has.
std::vector<char> entities_in(const std::vector<Fact>& facts, std::size_t entities) {
  std::vector<char> seen(entities);
  for (const Fact& fact : facts) seen[fact.subject] = seen[fact.object] = 1;
  return seen;
}

void follow(ranking::Ranker& ranker, std::span<const Fact> day, Protocol protocol) {
  switch (protocol) {
    case Protocol::frozen:
    case Protocol::day_list: return ranker.observe(day);
    case Protocol::online: return ranker.observe_and_learn(day);
    case Protocol::multi_step: return;
  }
}

}  // namespace

std::optional<Protocol> protocol_named(std::string_view name) {
  return name == "frozen"       ? std::optional(Protocol::frozen)
         : name == "online"     ? std::optional(Protocol::online)
         : name == "multi-step" ? std::optional(Protocol::multi_step)
         : name == "day-list"   ? std::optional(Protocol::day_list)
                                : std::nullopt;
}

Result<Scores> score_ranking(const RankingRequest& request, const CameoTable& cameo, Progress& progress) {
  const Clock::time_point begin = Clock::now();
  TRY_ASSIGN(const TemporalSet set, read_temporal_set(request.input, cameo));
  const std::vector<Fact>& asked = request.on_valid ? set.valid : set.test;
  if (asked.empty()) {
    return fail(ErrorKind::input, "{}: has no questions in {}", request.input.string(), request.on_valid ? "valid.txt" : "test.txt");
  }
  ranking::RankerOptions options = request.ranker;
  options.day_list = request.protocol == Protocol::day_list;
  if (request.protocol == Protocol::multi_step) {
    options.most_lead = std::max(1, asked.back().day - set.train.back().day);
    options.trees.bags = 2;  // The few states that it is learned from leave much to the draw.
  }
  TRY_ASSIGN(ranking::Ranker ranker, ranking::Ranker::learn(set.vocabulary, set.train, options, progress));
  const double learning = seconds_since(begin);
  if (!request.on_valid) {
    for (const auto day : ranking::days_of(set.valid)) follow(ranker, day, request.protocol);
  }
  const std::vector<char> seen = entities_in(set.train, set.vocabulary.entities.size());
  Tally both, unseen;
  std::array<Tally, 2> sides;
  const auto days = ranking::days_of(asked);
  for (std::size_t i = 0; i < days.size(); ++i) {
    TRY(progress.report("ranking", i, days.size()));
    for (const AnswerRank& rank : ranker.rank(days[i], days[i].front().day)) {
      both.add(rank);
      sides[rank.relation < set.vocabulary.relations.size() ? 0 : 1].add(rank);
      if (seen[rank.object] == 0) unseen.add(rank);
    }
    follow(ranker, days[i], request.protocol);
  }
  Scores scores;
  scores.n = both.n;
  scores.skipped = set.skipped;
  both.put("", scores);
  sides[0].put("object_", scores);
  sides[1].put("subject_", scores);
  scores.values.push_back({"mrr_optimistic", both.reciprocal_optimistic / static_cast<double>(both.n)});
  scores.values.push_back({"unseen", static_cast<double>(unseen.n)});
  unseen.put("unseen_", scores);
  scores.values.push_back({"seconds", seconds_since(begin)});
  scores.values.push_back({"seconds_learning", learning});
  scores.values.push_back({"peak_mib", peak_mib()});
  return scores;
}

}  // namespace corollary::evaluate
