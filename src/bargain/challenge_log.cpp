#include "bargain/challenge_log.h"

#include <iterator>
#include <string_view>

#include "base/format.h"

namespace corollary::bargain {
namespace {

// 7 as "7.0": a number that has neither point nor exponent gets a point.
std::string number(double value) {
  std::string text = format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string_view gives_way(ChallengeOffer::Kind kind) {
  switch (kind) {
    case ChallengeOffer::Kind::conflict: return "loses confrontation to";
    case ChallengeOffer::Kind::compromise: return "compromises with";
    case ChallengeOffer::Kind::demand: return "gives in to";
  }
  return "";
}

}  // namespace

std::string challenge_log(const std::vector<std::string>& actors, const ChallengeRun& run) {
  std::string log;
  const auto add = std::back_inserter(log);
  format_to(add, "Median position: {}\nMean position: {}\n", number(run.median), number(run.mean));
  for (std::size_t at = 0; at < run.rounds.size(); ++at) {
    const ChallengeRound& round = run.rounds[at];
    format_to(add, "\nROUND {}\n", at + 1);
    for (const ChallengeOffer& offer : round.accepted) {
      format_to(add, "{} {} {}\n\t{} vs {}\n\tnew_pos = {}\n", actors[offer.recipient], gives_way(offer.kind), actors[offer.challenger],
                number(offer.recipient_expects), number(offer.challenger_expects), number(offer.position));
    }
    format_to(add, "\nMedian position: {0}\nMean position: {0}\n", number(round.mean));
  }
  return log;
}

}  // namespace corollary::bargain
