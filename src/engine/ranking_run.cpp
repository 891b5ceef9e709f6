#include "engine/ranking_run.h"

#include <algorithm>

#include "base/file.h"
#include "base/nearest.h"
#include "base/strings.h"
#include "engine/record_facts.h"
#include "evaluate/temporal_set.h"
#include "record/quadruple_set.h"

namespace corollary::engine {
namespace {

namespace fs = std::filesystem;
using ranking::Fact;
using ranking::LearnedRanking;

// A day as its user writes it.
Result<std::int32_t> day_of(std::string_view option, const std::string& text, std::optional<std::int32_t> epoch) {
  if (!epoch) {
    const auto number = parse_integer(text);
    if (!number || *number < 0 || *number >= LearnedRanking::kDaysEnd) {
      return fail(ErrorKind::usage, "{}: '{}' is no day: the set counts its days from 0", option, text);
    }
    return static_cast<std::int32_t>(*number);
  }
  const auto date = Date::parse(text);
  if (!date) {
    return fail(ErrorKind::usage, "{}: {}", option, date.error().message);
  }
  return date->day_number() - *epoch;
}

struct Lesson {
  ranking::Vocabulary vocabulary;
  std::vector<Fact> facts;
  int time_per_day = 1;
  std::optional<std::int32_t> epoch;
  std::vector<std::string> skipped;
};

Result<Lesson> lesson_of_set(const RankLearnRequest& request, const CameoTable& cameo) {
  TRY_ASSIGN(evaluate::TemporalSet set, evaluate::read_temporal_set(request.input, cameo));
  const auto epoch = request.epoch ? std::optional(request.epoch->day_number()) : std::nullopt;
  Lesson lesson = {std::move(set.vocabulary), std::move(set.train), set.time_per_day, epoch, std::move(set.skipped)};
  if (request.with_valid) {
    lesson.facts.insert(lesson.facts.end(), set.valid.begin(), set.valid.end());
  }
  if (!request.until.empty()) {
    TRY_ASSIGN(const std::int32_t until, day_of("--until", request.until, epoch));
    std::erase_if(lesson.facts, [&](const Fact& fact) { return fact.day > until; });
    if (lesson.facts.empty()) {
      return fail(ErrorKind::input, "{}: there is no fact up to {}", request.input.string(), request.until);
    }
  }
  return lesson;
}

Result<Lesson> lesson_of_record(const RankLearnRequest& request, const CameoTable& cameo, Progress& progress) {
  TRY_ASSIGN(RecordFacts read, facts_of_record(request.record, std::nullopt, request.as_of, nullptr, cameo, progress));
  if (read.facts.empty()) {
    return fail(ErrorKind::input, "{}: no event up to that day has an actor and a recipient", request.record.string());
  }
  const std::int32_t epoch = read.facts.front().day;  // Days are counted from the first fact's.
  for (Fact& fact : read.facts) fact.day -= epoch;
  Lesson lesson = {std::move(read.vocabulary), std::move(read.facts), 1, epoch, {}};
  evaluate::add_hierarchy(lesson.vocabulary, cameo);
  return lesson;
}

Result<std::uint32_t> relation_of(const ranking::Vocabulary& vocabulary, const std::string& text, const CameoTable& cameo) {
  const CameoCode* const code = cameo.by_code(text);
  const std::string& name = code != nullptr && !code->description.empty() ? code->description : text;
  const auto place = place_of_name(vocabulary.relations, name);
  if (!place) {
    return fail(ErrorKind::not_found, "--relation: {}", unknown_name(vocabulary.relations, name, "relation of the model"));
  }
  return static_cast<std::uint32_t>(*place);
}

Result<std::uint32_t> entity_of(const ranking::Vocabulary& vocabulary, std::string_view option, const std::string& text) {
  const auto place = place_of_name(vocabulary.entities, text);
  if (!place) {
    return fail(ErrorKind::not_found, "{}: {}", option, unknown_name(vocabulary.entities, text, "actor of the model"));
  }
  return static_cast<std::uint32_t>(*place);
}

// What there is nothing known of.
std::vector<std::string> notes_on(const LearnedRanking& ranking, std::uint32_t subject, std::uint32_t relation, std::int32_t day) {
  const ranking::GraphState& state = ranking.ranker.state();
  const ranking::Vocabulary& names = ranking.vocabulary;
  std::vector<std::string> notes;
  if (state.activity[subject].count() == 0) {
    notes.push_back(format("Nothing is known of {}: the order is that of what is common to all, above all of who is often acted with.", names.entities[subject]));
  }
  if (state.popularity.total(relation).count() == 0) {
    notes.push_back(format("\"{}\" never happened: the order is that of acts of other relations.", names.relations[relation % names.relations.size()]));
  }
  const std::int32_t lead = day - state.last_day(), most = ranking.ranker.options().most_lead;
  if (lead > most) {
    notes.push_back(format("The day lies {} days behind the last known one; the weights were learned for {}.", lead, most));
  }
  return notes;
}

// Rows of days that the model does not know yet.
Result<std::vector<Fact>> facts_of_file(const LearnedRanking& ranking, const fs::path& file) {
  const record::QuadrupleNames names = {ranking.vocabulary.entities, ranking.vocabulary.relations};
  std::vector<Fact> facts;
  const auto reject = [](std::string_view name, const formats::Rejection& rejection) -> Result<void> {
    return fail(ErrorKind::input, "{}:{}: {}{}{}; nothing was changed", name, rejection.line, rejection.column, rejection.column.empty() ? "" : ": ", rejection.reason);
  };
  const auto keep = [&](const record::Quadruple& row) -> Result<void> {
    const std::int32_t day = row.time / ranking.time_per_day, known = ranking.ranker.state().last_day();
    if (day >= LearnedRanking::kDaysEnd) {
      return fail(ErrorKind::input, "{}:{}: time {} is no day; nothing was changed", file.filename().string(), row.line, row.time);
    }
    if (day <= known) {
      return fail(ErrorKind::input, "{}:{}: {} is known already: the model's state reaches to {}; nothing was changed", file.filename().string(), row.line,
                  day_text(ranking, day), day_text(ranking, known));
    }
    if (!facts.empty() && day < facts.back().day) {
      return fail(ErrorKind::input, "{}:{}: {} comes after {}: expected rows by the day; nothing was changed", file.filename().string(), row.line,
                  day_text(ranking, day), day_text(ranking, facts.back().day));
    }
    facts.push_back({row.subject, row.relation, row.object, day});
    return {};
  };
  TRY(names.each_row({file.parent_path(), {}}, file.filename().string(), reject, keep));
  return facts;
}

Result<RecordFacts> later_facts_of_record(const LearnedRanking& ranking, const RankUpdateRequest& request, const CameoTable& cameo, Progress& progress) {
  if (!ranking.epoch) {
    return fail(ErrorKind::usage, "the model's days are numbers, and a record's are dates: learn it with --epoch");
  }
  const Date first = Date::from_day_number(*ranking.epoch + ranking.ranker.state().last_day() + 1);
  TRY_ASSIGN(RecordFacts read, facts_of_record(request.record, first, request.as_of, &ranking.vocabulary, cameo, progress));
  for (Fact& fact : read.facts) fact.day -= *ranking.epoch;
  return read;
}

}  // namespace

std::string day_text(const LearnedRanking& ranking, std::int32_t day) {
  return ranking.epoch ? Date::from_day_number(*ranking.epoch + day).iso() : format("day {}", day);
}

Result<RankLearnOutcome> learn_ranking(const RankLearnRequest& request, const CameoTable& cameo, Progress& progress) {
  TRY_ASSIGN(Lesson lesson, request.input.empty() ? lesson_of_record(request, cameo, progress) : lesson_of_set(request, cameo));
  if (lesson.vocabulary.relations.size() > LearnedRanking::kRelationsMost) {
    return fail(ErrorKind::input, "there are {} relations, expected at most {}", lesson.vocabulary.relations.size(), LearnedRanking::kRelationsMost);
  }
  std::ranges::stable_sort(lesson.facts, {}, &Fact::day);
  if (lesson.facts.back().day >= LearnedRanking::kDaysEnd) {
    return fail(ErrorKind::input, "{}: time {} is no day, expected days or hours from 0 on", request.input.string(), lesson.facts.back().day);
  }
  TRY_ASSIGN(ranking::Ranker ranker, ranking::Ranker::learn(lesson.vocabulary, lesson.facts, request.ranker, progress));
  return RankLearnOutcome{{std::move(lesson.vocabulary), std::move(ranker), lesson.facts.front().day, lesson.facts.back().day, lesson.time_per_day, lesson.epoch},
                          lesson.facts.size(),
                          std::move(lesson.skipped)};
}

Result<LearnedRanking> read_ranking(const fs::path& model) {
  TRY_ASSIGN(const std::string bytes, read_file(model));
  return ranking::ranking_of(model.string(), bytes);
}

Result<void> write_ranking(const LearnedRanking& ranking, const fs::path& model) {
  TRY_ASSIGN(const std::string bytes, ranking::bytes_of(ranking));
  return write_file(model, bytes);
}

Result<RankAnswer> ask_ranking(const LearnedRanking& ranking, const RankQuestion& question, const CameoTable& cameo) {
  if (question.actor.empty() && question.recipient.empty()) {
    return fail(ErrorKind::usage, "expected --actor (who is acted on?), --recipient (who acts?) or both (where does the recipient stand?)");
  }
  const bool of_actor = !question.actor.empty();
  const ranking::GraphState& state = ranking.ranker.state();
  RankAnswer answer;
  TRY_ASSIGN(const std::uint32_t subject, of_actor ? entity_of(ranking.vocabulary, "--actor", question.actor) : entity_of(ranking.vocabulary, "--recipient", question.recipient));
  TRY_ASSIGN(const std::uint32_t relation, relation_of(ranking.vocabulary, question.relation, cameo));
  (of_actor ? answer.actor : answer.recipient) = ranking.vocabulary.entities[subject];
  answer.relation = of_actor ? relation : state.inverse(relation);
  answer.day = state.last_day() + 1;
  if (!question.day.empty()) {
    TRY_ASSIGN(answer.day, day_of("--day", question.day, ranking.epoch));
  }
  if (answer.day <= state.last_day()) {
    return fail(ErrorKind::usage, "--day: {} is known already: the model's state reaches to {}", day_text(ranking, answer.day), day_text(ranking, state.last_day()));
  }
  answer.notes = notes_on(ranking, subject, answer.relation, answer.day);
  ranking::DayForecaster forecaster(ranking.ranker, answer.day);
  if (of_actor && !question.recipient.empty()) {
    TRY_ASSIGN(const std::uint32_t recipient, entity_of(ranking.vocabulary, "--recipient", question.recipient));
    answer.recipient = ranking.vocabulary.entities[recipient];
    answer.forecast = forecaster.of(subject, answer.relation, recipient, question.explained);
  } else {
    answer.forecast = forecaster.first(subject, answer.relation, question.most, question.explained);
  }
  return answer;
}

Result<RankUpdateOutcome> update_ranking(LearnedRanking& ranking, const RankUpdateRequest& request, const CameoTable& cameo, Progress& progress) {
  RecordFacts read;
  if (request.input.empty()) {
    TRY_ASSIGN(read, later_facts_of_record(ranking, request, cameo, progress));
  } else {
    TRY_ASSIGN(read.facts, facts_of_file(ranking, request.input));
  }
  if (read.facts.empty()) {
    return fail(ErrorKind::input, "{}: nothing in it is new to the model, whose state reaches to {}", (request.input.empty() ? request.record : request.input).string(),
                day_text(ranking, ranking.ranker.state().last_day()));
  }
  const auto days = ranking::days_of(read.facts);
  for (const auto day : days) {
    if (request.learns) {
      ranking.ranker.observe_and_learn(day);
    } else {
      ranking.ranker.observe(day);
    }
  }
  if (request.learns) {
    ranking.last_day = read.facts.back().day;
  }
  return RankUpdateOutcome{read.facts.size(), days.size(), read.unknown};
}

}  // namespace corollary::engine
