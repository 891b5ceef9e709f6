#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bargain/settlement.h"
#include "bargain/uncertainty.h"

namespace corollary::brief {

// Pictures of a negotiation, drawn as those of charts.h. Positions are 0 to 100.

/// The chance of each part of the scale, with the median, the intervals that hold a half and four fifths, and where the models settle.
struct OutcomeChart {
  struct Mark {
    std::string name;
    double position = 0;
  };
  std::string title, low, high;  ///< What 0 and 100 stand for.
  std::optional<double> no_deal;
  std::vector<double> outcomes;  ///< Draws of the outcome, in any order.
  bargain::Quantiles interval;
  std::vector<Mark> marks;
};
std::string outcome_chart(const OutcomeChart& chart);

/// A line for each actor from turn to turn.
struct PathsChart {
  struct Path {
    std::string name;
    std::vector<double> positions;  ///< From turn 0 on; all paths are as long.
  };
  std::string title, low, high;
  std::vector<Path> paths;
};
std::string paths_chart(const PathsChart& chart);

/// Who makes whom move: actors on a circle, an arrow for each pair.
struct OffersChart {
  struct Arrow {
    std::size_t from = 0, to = 0;  ///< Of `actors`.
    std::size_t offers = 0;        ///< How many were made,
    std::size_t taken = 0;         ///< and how many of them taken: those are drawn full, the rest broken.
  };
  std::string title;
  std::vector<std::string> actors;
  std::vector<Arrow> arrows;
};
std::string offers_chart(const OffersChart& chart);

/// Where single changes move an outcome: a bar from the lower to the higher.
struct TornadoChart {
  struct Bar {
    std::string name;
    double low = 0, high = 0;            ///< The outcomes.
    std::string low_words, high_words;   ///< What was changed to get there: "position 60".
  };
  std::string title;
  double outcome = 0;  ///< As given.
  std::vector<Bar> bars;
};
std::string tornado_chart(const TornadoChart& chart);

/// Shares of an outcome's variance: what goes if one number alone were known, and what stays if all others were.
struct SharesChart {
  std::string title;
  std::vector<bargain::SobolIndex> indices;
};
std::string shares_chart(const SharesChart& chart);

/// For each issue what can be reached, what is wanted, and what comes of it.
struct VetoChart {
  struct Issue {
    std::string question, low, high;
    double no_deal = 0;
    std::vector<bargain::Stretch> reachable;
    double wanted = 0;
    double separate = 0;  ///< What passes issue by issue,
    double package = 0;   ///< and as a package.
  };
  std::string title;
  std::vector<Issue> issues;
};
std::string veto_chart(const VetoChart& chart);

}  // namespace corollary::brief
