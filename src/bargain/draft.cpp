#include "bargain/draft.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/strings.h"

namespace corollary::bargain {
namespace {

constexpr std::size_t kNamesAtEnd = 3;
constexpr double kDeviationsIn80 = 2 * 1.2815515655446004;  // Of a normal distribution, the width of its 80 % interval.

double rounded(double position) { return std::round(position * 10) / 10; }

/// Four digits: more than the index is known to.
double rounded_share(double percent) { return *parse_number(format("{:.4g}", percent)); }

Result<std::vector<std::string>> codes_of(const std::vector<std::string>& actors, const Catalogue& catalogue) {
  std::vector<std::string> codes;
  for (const std::string& actor : actors) {
    const Party* const party = catalogue.find_party(actor);
    if (party == nullptr) return fail(ErrorKind::usage, "'{}' is no party that is known; expected a code or a name of a state", actor);
    if (std::ranges::find(codes, party->code) == codes.end()) codes.push_back(party->code);
  }
  return codes;
}

/// What an analyst who edits the position may take for its doubt; nullopt if there is none to speak of.
std::optional<Spread> spread_of(const DraftedStake& stake) {
  const double deviation = rounded((stake.range.high - stake.range.low) / kDeviationsIn80);
  if (deviation <= 0) return std::nullopt;
  return Spread{Spread::Shape::normal, 0, stake.position, 100, deviation};
}

/// Drafts one issue after the other.
class Drafter {
 public:
  Drafter(const DraftRequest& request, const RollCalls& roll_calls, const std::optional<Capabilities>& capabilities, const Catalogue& catalogue)
      : request_(request), roll_calls_(roll_calls), capabilities_(capabilities) {
    for (const std::string& name : roll_calls.states) {
      const Party* const party = catalogue.find_party(name);
      parties_.push_back(party == nullptr ? "" : party->code);
    }
  }

  Result<void> add_issue(const std::string& topic, const std::vector<std::string>& actors) {
    if (std::ranges::find(draft_.scenario.issues, topic, &Issue::id) != draft_.scenario.issues.end()) {
      return fail(ErrorKind::usage, "topic '{}' is there twice", topic);
    }
    TRY_ASSIGN(const VotePositions positions, positions_from_votes(roll_calls_, topic, request_.years));
    const std::vector<PositionRange> ranges = position_ranges(roll_calls_, positions, request_.resampling);
    const std::string name = std::ranges::find(roll_calls_.topics, topic, &Topic::code)->name;
    Issue issue{topic, format("Where does the UN General Assembly stand on {}? (votes of {})", name, written(request_.years)), "", "", {}, {}};
    issue.low = format("fewer yes votes: {}", ends(positions, /*high=*/false));
    issue.high = format("more yes votes: {}", ends(positions, /*high=*/true));
    for (const std::string& actor : actors) add_stake(issue, name, actor, positions, ranges);
    if (issue.stakes.size() < 2) {
      return fail(ErrorKind::input, "topic '{}': {} of the actors can be drafted, expected two or more; {}", topic, issue.stakes.size(),
                  joined(draft_.left_out, "; "));
    }
    TRY(check(issue));
    draft_.scenario.issues.push_back(std::move(issue));
    return {};
  }

  Draft finish() && { return std::move(draft_); }

 private:
  /// The states at one end of the scale, the outermost first; of equals those that the file names first.
  [[nodiscard]] std::string ends(const VotePositions& positions, bool high) const {
    std::vector<std::size_t> order(positions.states.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      return high ? positions.positions[a] > positions.positions[b] : positions.positions[a] < positions.positions[b];
    });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(kNamesAtEnd, order.size()); ++i) names.push_back(roll_calls_.states[positions.states[order[i]]]);
    return listed(names);
  }

  /// The place of an actor among the positions; their number if it is not there.
  [[nodiscard]] std::size_t place(const VotePositions& positions, const std::string& actor) const {
    const auto found = std::ranges::find_if(positions.states, [&](std::size_t state) { return parties_[state] == actor; });
    return static_cast<std::size_t>(found - positions.states.begin());
  }

  void add_stake(Issue& issue, const std::string& topic, const std::string& actor, const VotePositions& positions,
                 const std::vector<PositionRange>& ranges) {
    const std::size_t at = place(positions, actor);
    if (at == positions.states.size()) {
      draft_.left_out.push_back(format("{}: {} has fewer than ten votes in {}", issue.id, actor, written(request_.years)));
      return;
    }
    const PositionRange range{rounded(ranges[at].low), rounded(ranges[at].high)};
    DraftedStake drafted{issue.id, actor, rounded(positions.positions[at]), range, positions.votes_cast[at], 1, {}};
    if (capabilities_) {
      const auto known = capabilities_->latest(actor, request_.years.last);
      if (!known) {
        draft_.left_out.push_back(format("{}: {} has no capability up to {}", issue.id, actor, request_.years.last));
        return;
      }
      drafted.capability = rounded_share(100 * known->share);
      drafted.capability_year = known->year;
    }
    Stake stake{actor, drafted.position, salience(), drafted.capability, why(drafted, topic)};
    stake.position_spread = spread_of(drafted);
    issue.stakes.push_back(std::move(stake));
    draft_.stakes.push_back(std::move(drafted));
  }

  [[nodiscard]] double salience() const {
    const auto topics = static_cast<double>(request_.topics.size());
    return request_.salience.value_or(std::min(0.5, std::floor(100 / topics) / 100));
  }

  [[nodiscard]] std::string why(const DraftedStake& stake, const std::string& topic) const {
    const std::string capability =
        stake.capability_year ? format("the Correlates of War index of {}, in per cent of the world", *stake.capability_year) : "assumed equal";
    return format("Position: drafted from {} UN votes on {}, {} (first principal component; 80 % interval {} to {}); a prior, to be edited. "
                  "Capability: {}. Salience: assumed.",
                  stake.votes_cast, topic, written(request_.years), stake.range.low, stake.range.high, capability);
  }

  const DraftRequest& request_;
  const RollCalls& roll_calls_;
  const std::optional<Capabilities>& capabilities_;
  std::vector<std::string> parties_;  // Of each state of the roll calls; "" if it is none that is known.
  Draft draft_;
};

}  // namespace

Result<Draft> draft_scenario(const DraftRequest& request, const RollCalls& roll_calls, const std::optional<Capabilities>& capabilities,
                             const Catalogue& catalogue) {
  if (request.actors.empty() || request.topics.empty()) return fail(ErrorKind::usage, "a draft needs actors and topics");
  if (request.years.first > request.years.last) {
    return fail(ErrorKind::usage, "the years {} to {} are in the wrong order", request.years.first, request.years.last);
  }
  TRY_ASSIGN(const std::vector<std::string> actors, codes_of(request.actors, catalogue));
  Drafter drafter(request, roll_calls, capabilities, catalogue);
  for (const std::string& topic : request.topics) TRY(drafter.add_issue(topic, actors));
  return std::move(drafter).finish();
}

Result<Draft> draft_scenario(const DraftRequest& request, const DraftFiles& files, const Catalogue& catalogue) {
  TRY_ASSIGN(const RollCalls roll_calls, read_roll_calls(files.votes));
  std::optional<Capabilities> capabilities;
  if (!files.capabilities.empty()) {
    TRY_ASSIGN(capabilities, read_capabilities(files.capabilities));
  }
  return draft_scenario(request, roll_calls, capabilities, catalogue);
}

}  // namespace corollary::bargain
