#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "bargain/roll_calls.h"
#include "bargain/votes.h"
#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"
#include "evaluate/suites.h"
#include "evaluate/vote_cut.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;
using bargain::RollCalls;
using bargain::Vote;
using bargain::VotePositions;
using bargain::Years;

constexpr Years kPast{2011, 2015}, kLater{2016, 2019};  // As in published comparisons.
constexpr std::size_t kCallsOfAYear = 20;               // Fewer, and the file only begins to cover it.
// A roll call with a smaller minority is often left out, since a majority is right on it by itself. Source: Poole, Rosenthal 1985.
constexpr double kMinorityLeast = 0.025;

struct Periods {
  Years past, later;
};

std::size_t calls_in(const RollCalls& roll_calls, Years years) {
  return static_cast<std::size_t>(std::ranges::count_if(roll_calls.calls, [&](const bargain::RollCall& call) { return years.contain(call.date); }));
}

/// The published periods, or the last nine years of a set that does not hold these.
Periods periods_of(const RollCalls& roll_calls) {
  if (calls_in(roll_calls, kPast) >= kCallsOfAYear && calls_in(roll_calls, kLater) >= kCallsOfAYear) return {kPast, kLater};
  int last = 0;
  for (const bargain::RollCall& call : roll_calls.calls) {
    const int year = call.date.year();
    if (year > last && calls_in(roll_calls, {year, year}) >= kCallsOfAYear) last = year;
  }
  return {{last - 8, last - 4}, {last - 3, last}};
}

/// What was right on one topic; all but `calls` count votes.
struct Tally {
  std::size_t calls = 0, votes = 0, wrong = 0, wrong_held_out = 0, wrong_by_majority = 0, wrong_in_three = 0;
  std::size_t votes_yes_no = 0, wrong_yes_no = 0, votes_contested = 0, wrong_contested = 0;
  double areas = 0;  // Σ over calls.

  void add(const std::vector<Cast>& cast) {
    const std::size_t errors = best_cut(cast).errors, minority = errors_of_majority(cast);
    ++calls;
    votes += cast.size();
    wrong += errors;
    wrong_held_out += errors_held_out(cast);
    wrong_by_majority += minority;
    wrong_in_three += errors_of_two_cuts(cast);
    areas += area_under_curve(cast);
    if (static_cast<double>(minority) >= kMinorityLeast * static_cast<double>(cast.size())) {
      votes_contested += cast.size();
      wrong_contested += errors;
    }
    add_decided(cast);
  }

  [[nodiscard]] double right(std::size_t errors) const { return 1 - share(errors, votes); }
  [[nodiscard]] double reduction_of_error() const { return wrong_by_majority == 0 ? 0 : 1 - share(wrong, wrong_by_majority); }
  [[nodiscard]] double area() const { return calls == 0 ? 0 : areas / static_cast<double>(calls); }
  [[nodiscard]] double right_yes_no() const { return 1 - share(wrong_yes_no, votes_yes_no); }
  [[nodiscard]] double right_contested() const { return 1 - share(wrong_contested, votes_contested); }

 private:
  void add_decided(std::vector<Cast> cast) {
    std::erase_if(cast, [](const Cast& one) { return one.vote == Vote::abstain; });
    votes_yes_no += cast.size();
    wrong_yes_no += best_cut(cast).errors;
  }

  static double share(std::size_t part, std::size_t all) { return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all); }
};

/// The votes of those whose position is known, by position.
std::vector<Cast> votes_on(const RollCalls& roll_calls, std::size_t call, const VotePositions& known) {
  std::vector<Cast> cast;
  for (std::size_t i = 0; i < known.states.size(); ++i) {
    const Vote vote = roll_calls.vote(call, known.states[i]);
    if (vote != Vote::absent) cast.push_back({known.positions[i], vote});
  }
  std::ranges::stable_sort(cast, {}, &Cast::position);
  return cast;
}

/// The first wrong votes of a call, until there are `most` lines.
void note_errors(const RollCalls& roll_calls, std::size_t call, const VotePositions& known, std::size_t most, std::vector<std::string>& errors) {
  const Cut cut = best_cut(votes_on(roll_calls, call, known));
  for (std::size_t i = 0; i < known.states.size() && errors.size() < most; ++i) {
    const Vote vote = roll_calls.vote(call, known.states[i]);
    if (vote == Vote::absent || cut.yes(known.positions[i]) == (vote == Vote::yes)) continue;
    errors.push_back(format("{} ({}): {} at {:.1f} {} yes, the cut is {:.1f}", roll_calls.calls[call].date.iso(), roll_calls.calls[call].id,
                            roll_calls.states[known.states[i]], known.positions[i], vote == Vote::yes ? "votes" : "does not vote", cut.at));
  }
}

// What a file of ideal points is named by, for the topics that have one.
const std::map<std::string, std::string, std::less<>> kIdealPointFiles = {{"nu", "Nuclear"}, {"hr", "HumanRights"}, {"me", "MiddleEast"}};

std::optional<fs::path> ideal_points_of(const fs::path& folder, std::string_view topic) {
  const auto word = kIdealPointFiles.find(topic);
  const auto files = files_in(folder);
  if (word == kIdealPointFiles.end() || !files) return std::nullopt;
  const auto found = std::ranges::find_if(*files, [&](const fs::path& file) { return file.filename().string().starts_with("Idealpointestimates" + word->second); });
  return found == files->end() ? std::nullopt : std::optional(*found);
}

struct Mean {
  double sum = 0, n = 0;
  [[nodiscard]] double value() const { return sum / n; }
};

/// Mean ideal point of each state in the sessions that begin in some years.
Result<std::map<std::string, Mean>> read_ideal_points(const fs::path& file, Years years) {
  TRY_ASSIGN(const std::string text, read_file(file));
  TRY_ASSIGN(const Table table, read_csv(file.string(), text));
  const auto value_name = std::ranges::find_if(table.columns, [](const std::string& name) { return name.starts_with("IdealPoint"); });
  TRY_ASSIGN(const std::size_t value, table.column(value_name == table.columns.end() ? "IdealPoint" : *value_name));
  TRY_ASSIGN(const std::size_t session, table.column("session"));
  TRY_ASSIGN(const std::size_t name, table.column("Countryname"));
  std::map<std::string, Mean> means;
  for (const Table::Row& row : table.rows) {
    const auto number = parse_integer(row.cells[session]);
    const auto point = parse_number(row.cells[value]);
    if (!number || !point || *number + 1945 < years.first || *number + 1945 > years.last) continue;  // The first session began in 1945/46.
    Mean& mean = means[row.cells[name]];
    mean.sum += *point;
    ++mean.n;
  }
  return means;
}

/// Pearson's correlation; 0 without spread.
double correlation(const std::vector<std::pair<double, double>>& pairs) {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const auto& [a, b] : pairs) {
    ++n;
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const double spread = (n * xx - x * x) * (n * yy - y * y);
  return spread > 0 ? (n * xy - x * y) / std::sqrt(spread) : 0;
}

/// Absolute correlation with the ideal points, whose ends are the other way round.
Result<double> agreement(const RollCalls& roll_calls, const VotePositions& known, const fs::path& file, Years years) {
  TRY_ASSIGN(const auto points, read_ideal_points(file, years));
  std::vector<std::pair<double, double>> pairs;
  for (std::size_t i = 0; i < known.states.size(); ++i) {
    const auto point = points.find(roll_calls.states[known.states[i]]);
    if (point != points.end()) pairs.emplace_back(known.positions[i], point->second.value());
  }
  return std::abs(correlation(pairs));
}

struct TopicResult {
  std::string topic;
  VotePositions known;
  Tally tally;
  std::optional<double> agreement;
};

Result<TopicResult> score_topic(const RollCalls& roll_calls, const Periods& periods, const std::string& topic, const Options& options, std::vector<std::string>& errors) {
  TopicResult result;
  result.topic = topic;
  TRY_ASSIGN(result.known, bargain::positions_from_votes(roll_calls, topic, periods.past));
  TRY_ASSIGN(const std::vector<std::size_t> later, roll_calls.calls_on(topic, periods.later));
  for (const std::size_t call : later) {
    if (!bargain::is_divided(roll_calls, call)) continue;
    result.tally.add(votes_on(roll_calls, call, result.known));
    note_errors(roll_calls, call, result.known, options.errors_most, errors);
  }
  if (result.tally.votes == 0) {
    return fail(ErrorKind::input, "topic '{}': no divided roll call in {}", topic, written(periods.later));
  }
  if (const auto file = ideal_points_of(options.input, topic)) {
    TRY_ASSIGN(result.agreement, agreement(roll_calls, result.known, *file, periods.past));
  }
  return result;
}

double mean_over(const std::vector<TopicResult>& topics, auto&& value) {
  double sum = 0;
  for (const TopicResult& topic : topics) sum += value(topic.tally);
  return sum / static_cast<double>(topics.size());
}

std::vector<Scores::Value> values_of(const std::vector<TopicResult>& topics) {
  std::vector<Scores::Value> values = {
      {"accuracy", mean_over(topics, [](const Tally& t) { return t.right(t.wrong); })},
      {"accuracy_held_out", mean_over(topics, [](const Tally& t) { return t.right(t.wrong_held_out); })},
      {"accuracy_contested", mean_over(topics, [](const Tally& t) { return t.right_contested(); })},
      {"accuracy_by_majority", mean_over(topics, [](const Tally& t) { return t.right(t.wrong_by_majority); })},
      {"apre", mean_over(topics, [](const Tally& t) { return t.reduction_of_error(); })},
      {"auc", mean_over(topics, [](const Tally& t) { return t.area(); })},
      {"accuracy_yes_no", mean_over(topics, [](const Tally& t) { return t.right_yes_no(); })},
      {"accuracy_three_classes", mean_over(topics, [](const Tally& t) { return t.right(t.wrong_in_three); })}};
  for (const TopicResult& one : topics) values.push_back({"accuracy_" + one.topic, one.tally.right(one.tally.wrong)});
  for (const TopicResult& one : topics) {
    if (one.agreement) values.push_back({"agreement_" + one.topic, *one.agreement});
  }
  return values;
}

Scores::Listing listing_of(const std::vector<TopicResult>& topics, const Periods& periods) {
  Scores::Listing listing{"topics", {"topic", "learned_from", "scored_on", "states", "calls_learned", "explained", "calls_scored", "votes", "accuracy",
                                     "accuracy_held_out", "accuracy_contested", "accuracy_by_majority", "apre", "auc", "accuracy_yes_no", "accuracy_three_classes"}, {}};
  for (const TopicResult& one : topics) {
    const Tally& t = one.tally;
    std::vector<std::string> row = {one.topic, written(periods.past), written(periods.later), format("{}", one.known.states.size()),
                                    format("{}", one.known.calls.size()), format("{:.3f}", one.known.explained), format("{}", t.calls), format("{}", t.votes)};
    for (const double value : {t.right(t.wrong), t.right(t.wrong_held_out), t.right_contested(), t.right(t.wrong_by_majority), t.reduction_of_error(), t.area(),
                               t.right_yes_no(), t.right(t.wrong_in_three)}) {
      row.push_back(format("{:.4f}", value));
    }
    listing.rows.push_back(std::move(row));
  }
  return listing;
}

}  // namespace

Result<Scores> score_un_votes(const Options& options, Progress&) {
  TRY_ASSIGN(const RollCalls roll_calls, bargain::read_roll_calls(options.input));
  const Periods periods = periods_of(roll_calls);
  Scores scores;
  scores.skipped = roll_calls.rejects;
  if (roll_calls.rejected > roll_calls.rejects.size()) scores.skipped.push_back(format("and {} more rows", roll_calls.rejected - roll_calls.rejects.size()));
  std::vector<TopicResult> topics;
  for (const bargain::Topic& topic : roll_calls.topics) {
    if (auto result = score_topic(roll_calls, periods, topic.code, options, scores.errors)) {
      scores.n += result->tally.votes;
      topics.push_back(*std::move(result));
    } else {
      scores.skipped.push_back(result.error().message);
    }
  }
  if (topics.empty()) {
    return fail(ErrorKind::input, "{}: no topic can be scored; {}", options.input.string(), scores.skipped.back());
  }
  scores.values = values_of(topics);
  scores.listings.push_back(listing_of(topics, periods));
  return scores;
}

}  // namespace corollary::evaluate
