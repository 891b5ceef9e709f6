#include "ranking/ranker.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "ranking/kernels.h"
#include "base/parallel.h"

namespace corollary::ranking {
namespace {

Result<void> expect_facts(std::span<const Fact> facts, const Vocabulary& vocabulary) {
  if (facts.empty()) {
    return fail(ErrorKind::input, "there are no facts to learn from");
  }
  const std::size_t entities = vocabulary.entities.size(), relations = vocabulary.relations.size();
  std::int32_t day = facts.front().day;
  for (const Fact& fact : facts) {
    if (fact.subject >= entities || fact.object >= entities || fact.relation >= relations) {
      return fail(ErrorKind::input, "the fact ({}, {}, {}) of day {} has a number that stands for nothing", fact.subject, fact.relation, fact.object, fact.day);
    }
    if (fact.day < day) {
      return fail(ErrorKind::input, "the facts are out of order: day {} comes after day {}", fact.day, day);
    }
    day = fact.day;
  }
  return {};
}

// Whether a question is among those that an order is learned from: decided by itself, so that neither order nor threads matter.
bool is_drawn(std::uint64_t seed, std::int32_t day, std::uint32_t relation, std::uint32_t subject, double share) {
  const std::uint64_t stream = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(day)) << 44U) ^ (std::uint64_t{relation} << 28U) ^ subject;
  return Random(seed, stream).uniform() < share;
}

// One list for each true object, without the other true ones.
void add_lists(const Candidates& candidates, std::span<const std::uint32_t> truths, CandidateLists& lists) {
  for (const std::uint32_t truth : truths) {
    if (std::ranges::find(candidates.entities, truth) == candidates.entities.end()) {
      continue;
    }
    for (std::size_t i = 0; i < candidates.entities.size(); ++i) {
      const std::uint32_t entity = candidates.entities[i];
      if (entity != truth && std::ranges::binary_search(truths, entity)) {
        continue;
      }
      if (entity == truth) lists.right.push_back(static_cast<std::uint32_t>(lists.candidates()));
      const auto row = candidates.row(i);
      lists.rows.insert(lists.rows.end(), row.begin(), row.end());
      lists.margins.push_back(candidates.scores[i] - candidates.scores.front());
    }
    lists.begins.push_back(static_cast<std::uint32_t>(lists.candidates()));
  }
}

void append(CandidateLists& lists, const CandidateLists& more) {
  const auto before = static_cast<std::uint32_t>(lists.candidates());
  lists.rows.insert(lists.rows.end(), more.rows.begin(), more.rows.end());
  lists.margins.insert(lists.margins.end(), more.margins.begin(), more.margins.end());
  for (const std::uint32_t right : more.right) lists.right.push_back(before + right);
  for (std::size_t i = 1; i < more.begins.size(); ++i) lists.begins.push_back(before + more.begins[i]);
}

CandidateLists empty_lists(const RankerOptions& options) {
  CandidateLists lists;
  lists.features = options.candidate_features();
  lists.begins = {0};
  return lists;
}

// How many of `scores` stand above and beside one, of those that are no other true answer.
Standing standing_among(std::span<const float> scores, std::uint32_t object, std::span<const std::uint32_t> truths) {
  Standing standing = standing_of(scores, scores[object]);
  --standing.same;  // Itself.
  for (const std::uint32_t truth : truths) {
    if (truth != object) {
      standing.above -= scores[truth] > scores[object] ? 1 : 0;
      standing.same -= scores[truth] == scores[object] ? 1 : 0;
    }
  }
  return standing;
}

Standing standing_among(const Candidates& candidates, std::span<const float> scores, std::size_t at, std::span<const std::uint32_t> truths) {
  Standing standing;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (i != at && !std::ranges::binary_search(truths, candidates.entities[i])) {
      standing.above += scores[i] > scores[at] ? 1 : 0;
      standing.same += scores[i] == scores[at] ? 1 : 0;
    }
  }
  return standing;
}

}  // namespace

std::optional<DayList> Ranker::list_of(std::span<const Fact> facts) const {
  return options_.day_list ? std::optional(DayList(facts, state_.relations())) : std::nullopt;
}

void Ranker::learn_questions(std::span<const Fact> facts, double share_of_lists, CandidateLists& lists) {
  const std::int32_t day = facts.front().day;
  const std::vector<RelationQuestions> questions = questions_of(facts, state_.relations());
  const std::optional<DayList> list = list_of(facts);
  const FeatureReader reader(state_, day, list ? &*list : nullptr);
  std::vector<AdditiveModel::Gradient> gradients(questions.size());
  std::vector<CandidateLists> parts(questions.size(), empty_lists(options_));
  in_parallel(options_.threads, questions.size(), [&](std::size_t i) {
    const RelationScorer scorer(additive_, reader, questions[i].relation);
    RelationLearner learner(scorer);
    CandidateReader reader_of_candidates = candidate_reader();
    QuestionFeatures features;
    Candidates candidates;
    std::vector<float> scores;
    for (const SubjectQuestion& question : questions[i].subjects) {
      scorer.score(question.subject, features, scores);
      if (is_drawn(options_.seed, day, scorer.relation(), question.subject, share_of_lists)) {
        reader_of_candidates.read(scorer, question.subject, features, scores, candidates);
        add_lists(candidates, question.truths, parts[i]);
      }
      learner.learn(features, question.truths, scores);
    }
    gradients[i] = std::move(learner).finish();
  });
  for (std::size_t i = 0; i < questions.size(); ++i) {
    additive_.step(questions[i].relation, gradients[i], options_.additive);
    append(lists, parts[i]);
  }
}

Result<Ranker> Ranker::learn(const Vocabulary& vocabulary, std::span<const Fact> facts, const RankerOptions& options, Progress& progress) {
  TRY(expect_facts(facts, vocabulary));
  if (options.least_lead < 1 || options.most_lead < options.least_lead) {
    return fail(ErrorKind::usage, "questions from {} to {} days ahead, expected 1 or more, and the last not before the first", options.least_lead, options.most_lead);
  }
  Ranker ranker(options, GraphState(vocabulary));
  const std::vector<std::span<const Fact>> days = days_of(facts);
  const auto first_of_lists = static_cast<std::size_t>(options.lists_from * static_cast<double>(days.size()));
  std::size_t questions = 0;
  for (std::size_t i = first_of_lists; i < days.size(); ++i) questions += 2 * days[i].size();
  const double share = options.model == RankingModel::additive ? 0 : std::min(1.0, static_cast<double>(options.lists_most) / static_cast<double>(questions));
  CandidateLists lists = empty_lists(options);
  const std::int32_t block = options.most_lead - options.least_lead + 1;  // Days that are asked of one state.
  std::int32_t begin = days.front().front().day;
  std::size_t known = 0;  // Days that the state has seen.
  for (std::size_t i = 0; i < days.size(); ++i) {
    TRY(progress.report("learning weights", i, days.size()));
    const std::int32_t day = days[i].front().day;
    begin = day - begin >= block ? day : begin;
    for (; days[known].front().day <= begin - options.least_lead; ++known) ranker.state_.observe(days[known]);
    ranker.learn_questions(days[i], i < first_of_lists ? 0 : share, lists);
  }
  for (; known < days.size(); ++known) ranker.state_.observe(days[known]);
  if (options.model == RankingModel::full && lists.lists() > 0) {
    TreeOptions trees = options.trees;
    trees.threads = options.threads;
    trees.seed = options.seed;
    TRY_ASSIGN(ranker.trees_, ListwiseTrees::learn(lists, trees, progress));
  }
  return ranker;
}

void Ranker::observe_and_learn(std::span<const Fact> facts) {
  CandidateLists none = empty_lists(options_);
  learn_questions(facts, 0, none);
  state_.observe(facts);
}

void Ranker::answer(const RelationScorer& scorer, std::uint32_t subject, CandidateReader& reader, Answer& out) const {
  scorer.score(subject, out.features, out.scores);
  out.full.clear();
  if (trees_.trees() > 0) {
    reader.read(scorer, subject, out.features, out.scores, out.candidates);
    trees_.score(out.candidates.rows, out.candidates.features, out.full);
    for (std::size_t i = 0; i < out.full.size(); ++i) out.full[i] = out.candidates.scores[i] + out.full[i];
  }
}

std::vector<Ranked> first_of(const Answer& answer, std::size_t most) {
  std::vector<std::uint32_t> entities;
  choose_first(answer.scores, std::max(most, answer.full.size()), entities);  // Which begin with the candidates.
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < entities.size(); ++i) ranked.push_back({entities[i], i < answer.full.size() ? answer.full[i] : answer.scores[entities[i]]});
  std::stable_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(answer.full.size()), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  ranked.resize(std::min(most, ranked.size()));
  return ranked;
}

std::vector<AnswerRank> Ranker::rank_relation(const RelationQuestions& questions, const FeatureReader& reader) const {
  std::vector<AnswerRank> ranks;
  const RelationScorer scorer(additive_, reader, questions.relation);
  CandidateReader reader_of_candidates = candidate_reader();
  Answer answered;
  for (const SubjectQuestion& question : questions.subjects) {
    answer(scorer, question.subject, reader_of_candidates, answered);
    const auto& [features, scores, candidates, full] = answered;
    for (const std::uint32_t object : question.asked) {
      const auto at = static_cast<std::size_t>(std::ranges::find(candidates.entities, object) - candidates.entities.begin());
      const Standing standing = at < full.size() ? standing_among(candidates, full, at, question.truths) : standing_among(scores, object, question.truths);
      const auto above = static_cast<double>(standing.above);
      ranks.push_back({questions.relation, question.subject, object, 1 + above + static_cast<double>(standing.same) / 2, 1 + above});
    }
  }
  return ranks;
}

std::vector<AnswerRank> Ranker::rank(std::span<const Fact> facts, std::int32_t day) const {
  const std::vector<RelationQuestions> questions = questions_of(facts, state_.relations());
  const std::optional<DayList> list = list_of(facts);
  const FeatureReader reader(state_, day, list ? &*list : nullptr);
  std::vector<std::vector<AnswerRank>> parts(questions.size());
  in_parallel(options_.threads, questions.size(), [&](std::size_t i) { parts[i] = rank_relation(questions[i], reader); });
  std::vector<AnswerRank> ranks;
  for (const auto& part : parts) ranks.insert(ranks.end(), part.begin(), part.end());
  return ranks;
}

std::vector<Ranked> Ranker::first(std::uint32_t subject, std::uint32_t relation, std::int32_t day, std::size_t most) const {
  const std::optional<DayList> list = list_of({});
  const FeatureReader reader(state_, day, list ? &*list : nullptr);
  const RelationScorer scorer(additive_, reader, relation);
  CandidateReader reader_of_candidates = candidate_reader();
  Answer answered;
  answer(scorer, subject, reader_of_candidates, answered);
  return first_of(answered, most);
}

}  // namespace corollary::ranking
