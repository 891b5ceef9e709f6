#include "bargain/roll_calls.h"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"

namespace corollary::bargain {
namespace {

constexpr std::size_t kRejectsNamed = 20;
// Votes that are kept in memory, a byte each. The Assembly has cast about a million; a file that is no assembly's would need a place
// for every pair of its ids and names.
constexpr std::size_t kPlacesMost = 100'000'000;

std::optional<Vote> vote_named(std::string_view word) {
  if (word == "yes") return Vote::yes;
  if (word == "abstain") return Vote::abstain;
  if (word == "no") return Vote::no;
  return std::nullopt;
}

class Reader {
 public:
  Result<void> read_calls(const NamedText& text) {
    return read(text, {"rcid", "date", "descr"}, [&](std::span<const std::string_view> cells) -> Result<void> {
      TRY_ASSIGN(const long long id, id_of(cells[0]));
      TRY_ASSIGN(const Date date, Date::parse(cells[1]));
      if (!call_of_.emplace(id, 0).second) return fail(ErrorKind::input, "roll call {} is there twice", id);
      read_.calls.push_back({id, date, std::string(trimmed(cells[2])), {}});
      return {};
    });
  }

  // From here on calls are in order.
  void order_calls() {
    std::ranges::sort(read_.calls, {}, &RollCall::id);
    for (std::size_t i = 0; i < read_.calls.size(); ++i) call_of_[read_.calls[i].id] = i;
  }

  Result<void> read_topics(const NamedText& text) {
    return read(text, {"rcid", "short_name", "issue"}, [&](std::span<const std::string_view> cells) -> Result<void> {
      TRY_ASSIGN(const std::size_t call, call_of(cells[0]));
      std::vector<std::size_t>& topics = read_.calls[call].topics;
      const std::size_t topic = topic_of(cells[1], cells[2]);
      if (std::ranges::find(topics, topic) == topics.end()) topics.push_back(topic);
      return {};
    });
  }

  Result<void> read_votes(const NamedText& text) {
    struct Cast {
      std::size_t call, state;
      Vote vote;
    };
    std::vector<Cast> cast;
    TRY(read(text, {"rcid", "country", "vote"}, [&](std::span<const std::string_view> cells) -> Result<void> {
      TRY_ASSIGN(const std::size_t call, call_of(cells[0]));
      const std::optional<Vote> vote = vote_named(cells[2]);
      if (!vote) return fail(ErrorKind::input, "vote '{}' is none of yes, abstain, no", cells[2]);
      if (cells[1].empty()) return fail(ErrorKind::input, "a vote without a country");
      cast.push_back({call, state_of(cells[1]), *vote});
      return {};
    }));
    if (read_.calls.size() * read_.states.size() > kPlacesMost) {
      return fail(ErrorKind::input, "{}: {} states and {} roll calls are not those of an assembly", text.name, read_.states.size(),
                  read_.calls.size());
    }
    read_.votes.assign(read_.calls.size() * read_.states.size(), Vote::absent);
    for (const Cast& one : cast) {
      Vote& vote = read_.votes[one.call * read_.states.size() + one.state];
      if (vote == Vote::absent) {
        vote = one.vote;
      } else {
        reject(format("{}: '{}' votes twice on roll call {}", text.name, read_.states[one.state], read_.calls[one.call].id));
      }
    }
    return {};
  }

  RollCalls finish() && { return std::move(read_); }

 private:
  void reject(std::string reason) {
    if (read_.rejects.size() < kRejectsNamed) read_.rejects.push_back(std::move(reason));
    ++read_.rejected;
  }

  // Gives `take` the wanted cells of each row; rows that it refuses are rejected.
  template <typename Take>
  Result<void> read(const NamedText& text, const std::vector<std::string_view>& wanted, Take&& take) {
    if (const auto at = invalid_utf8_at(text.text)) {
      return fail(ErrorKind::input, "{}:{}: not UTF-8", text.name, 1 + std::ranges::count(text.text.substr(0, *at), '\n'));
    }
    TRY_ASSIGN(const Table table, read_csv(text.name, text.text));
    std::vector<std::size_t> columns;
    for (const std::string_view name : wanted) {
      TRY_ASSIGN(const std::size_t column, table.column(name));
      columns.push_back(column);
    }
    std::size_t taken = 0;
    const std::size_t before = read_.rejects.size();
    for (const Table::RejectedRow& row : table.rejected) reject(format("{}:{}: {}", text.name, row.line, row.reason));
    std::vector<std::string_view> cells(wanted.size());
    for (const Table::Row& row : table.rows) {
      std::ranges::transform(columns, cells.begin(), [&](std::size_t column) { return std::string_view(row.cells[column]); });
      if (const Result<void> read = take(cells)) {
        ++taken;
      } else {
        reject(format("{}:{}: {}", text.name, row.line, read.error().message));
      }
    }
    if (taken == 0) {
      const std::string first = before < read_.rejects.size() ? "; first " + read_.rejects[before] : "";
      return fail(ErrorKind::input, "{}: no row can be read{}", text.name, first);
    }
    return {};
  }

  static Result<long long> id_of(std::string_view cell) {
    const auto id = parse_integer(cell);
    if (!id) return fail(ErrorKind::input, "rcid '{}' is no number", cell);
    return *id;
  }

  [[nodiscard]] Result<std::size_t> call_of(std::string_view cell) const {
    TRY_ASSIGN(const long long id, id_of(cell));
    const auto found = call_of_.find(id);
    if (found == call_of_.end()) return fail(ErrorKind::input, "there is no roll call {}", id);
    return found->second;
  }

  std::size_t state_of(std::string_view name) {
    const auto found = state_of_.find(name);
    if (found != state_of_.end()) return found->second;
    read_.states.emplace_back(name);
    return state_of_.emplace(name, read_.states.size() - 1).first->second;
  }

  std::size_t topic_of(std::string_view code, std::string_view name) {
    const auto found = std::ranges::find(read_.topics, code, &Topic::code);
    if (found == read_.topics.end()) {
      read_.topics.push_back({std::string(code), std::string(name)});
      return read_.topics.size() - 1;
    }
    return static_cast<std::size_t>(found - read_.topics.begin());
  }

  RollCalls read_;
  std::unordered_map<long long, std::size_t> call_of_;
  std::unordered_map<std::string, std::size_t, ViewHash, std::equal_to<>> state_of_;
};

}  // namespace

std::string written(Years years) {
  return years.first == years.last ? format("{}", years.first) : format("{}–{}", years.first, years.last);
}

Result<std::vector<std::size_t>> RollCalls::calls_on(std::string_view topic_code, Years years) const {
  const auto topic = std::ranges::find(topics, topic_code, &Topic::code);
  if (topic == topics.end()) {
    std::vector<std::string> codes;
    for (const Topic& known : topics) codes.push_back(known.code);
    return fail(ErrorKind::input, "there is no topic '{}' in the roll calls; expected {}", topic_code, listed(codes, "or"));
  }
  const auto number = static_cast<std::size_t>(topic - topics.begin());
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (years.contain(calls[i].date) && std::ranges::find(calls[i].topics, number) != calls[i].topics.end()) found.push_back(i);
  }
  return found;
}

Result<RollCalls> parse_roll_calls(const RollCallTables& tables) {
  Reader reader;
  TRY(reader.read_calls(tables.calls));
  reader.order_calls();
  TRY(reader.read_topics(tables.issues));
  TRY(reader.read_votes(tables.votes));
  return std::move(reader).finish();
}

Result<RollCalls> read_roll_calls(const std::filesystem::path& folder) {
  RollCallTables tables;
  for (const auto& [file, table] : {std::pair{"un_votes.csv", &tables.votes}, std::pair{"un_roll_calls.csv", &tables.calls},
                                    std::pair{"un_roll_call_issues.csv", &tables.issues}}) {
    table->name = (folder / file).string();
    TRY_ASSIGN(table->text, read_file(folder / file));
  }
  return parse_roll_calls(tables);
}

}  // namespace corollary::bargain
