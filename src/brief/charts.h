#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/probability.h"
#include "brief/likelihood.h"

namespace corollary::brief {

// Pictures as inline SVG, 720 units wide: no scripts, no ids, nothing from outside. Colours come from the classes that
// page.css names, and shapes tell apart what colours do, for print in grey. A chart of nothing says "no data".

/// What two parties did to each other, day by day: cooperation upwards, conflict downwards. Days that the record does
/// not cover are hatched. The three vectors have one entry a day from `first`.
struct DailyActsChart {
  std::string title;
  Date first;
  std::vector<std::uint32_t> cooperation;
  std::vector<std::uint32_t> conflict;
  std::vector<std::uint8_t> covered;  ///< 1 or 0.
  Date event_day;                     ///< Marked if it is one of the days.
  std::string label;                  ///< Of the event.
};
std::string daily_acts_chart(const DailyActsChart& chart);

/// One row a forecast, over the borders of the yardstick's terms.
struct ForecastChart {
  struct Row {
    std::string label;
    Probability base_rate;
    std::optional<Probability> without_event;
    Probability probability;  ///< With the event.
  };
  std::string title;
  Yardstick yardstick = Yardstick::icd203;
  std::vector<Row> rows;
};
std::string forecast_chart(const ForecastChart& chart);

/// How often what was forecast came about. Bins without questions are left out.
struct ReliabilityChart {
  struct Bin {
    std::size_t questions = 0;
    double mean_forecast = 0;
    double observed_share = 0;
  };
  std::string title;
  std::vector<Bin> bins;
};
std::string reliability_chart(const ReliabilityChart& chart);

/// For each issue an axis from 0 to 100: above it what the actors want, below it where the models settle it.
struct BargainingChart {
  struct Actor {
    std::string name;
    double ideal = 0;
  };
  struct Settlement {
    std::string method;
    double position = 0;
    bool deal = true;  ///< Not drawn without.
  };
  struct Issue {
    std::string question;
    std::string low, high;  ///< What 0 and 100 stand for.
    std::optional<double> no_deal;
    std::vector<Actor> actors;
    std::vector<Settlement> settlements;
  };
  std::string title;
  std::vector<Issue> issues;
};
std::string bargaining_chart(const BargainingChart& chart);

/// Dated facts, a lane for each pair of parties: for records from which no rate can be had. Of more than 300 facts the
/// latest 300 are drawn, and the chart says so.
struct TimelineChart {
  struct Fact {
    Date day;
    std::string lane;
    bool is_conflict = false;
    std::string text;  ///< Shown when pointed at.
  };
  std::string title;
  std::vector<Fact> facts;
  Date event_day;
  std::string label;  ///< Of the event.
};
std::string timeline_chart(const TimelineChart& chart);

/// How often a "change" of each size is seen where there was no event, and the event's own. All numbers but the counts
/// are logarithms of rate ratios; the axis is labelled with the ratios.
struct PlaceboChart {
  std::string title;
  std::vector<double> log_ratios;  ///< Of placebo dates or pairs.
  std::optional<double> own;
  double margin_low = 0;   ///< Changes from here …
  double margin_high = 0;  ///< … to here do not matter.
};
std::string placebo_chart(const PlaceboChart& chart);

/// Text as it may stand in HTML or SVG, between tags or in a quoted attribute; control characters are left out.
std::string escaped_markup(std::string_view text);

/// Whether a text is one `<svg>` made of nothing but the elements and attributes that the charts above use. A brief may
/// come from a file that somebody else wrote: what fails this is not put into a page.
bool is_plain_drawing(std::string_view svg);

}  // namespace corollary::brief
