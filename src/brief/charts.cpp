#include "brief/charts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

#include "base/strings.h"
#include "brief/drawing.h"

namespace corollary::brief {
namespace {

using Anchor = Drawing::Anchor;

constexpr std::size_t kMostFacts = 300;
constexpr std::size_t kMostDateTicks = 8;

// --- Days on an axis.

struct DayAxis {
  Date first;
  int days = 1;
  double left = 0;
  double right = kWidth;

  [[nodiscard]] double width_of_day() const { return (right - left) / days; }
  [[nodiscard]] double start_of(Date day) const { return left + (day - first).count * width_of_day(); }
  [[nodiscard]] double middle_of(Date day) const { return start_of(day) + width_of_day() / 2; }
  [[nodiscard]] bool holds(Date day) const { return day >= first && (day - first).count < days; }
};

struct DateTick {
  Date day;
  std::string label;
};

std::string short_month(Date day) {
  const std::string written = day.written_without_year();
  return written.substr(written.find(' ') + 1, 3);
}

std::vector<DateTick> day_ticks(const DayAxis& axis) {
  int step = 1;
  for (const int wider : {2, 7, 14, 28}) {
    if (axis.days / step > static_cast<int>(kMostDateTicks) - 1) {
      step = wider;
    }
  }
  std::vector<DateTick> ticks;
  for (int i = 0; i < axis.days; i += step) {
    const Date day = axis.first + Days{i};
    const bool new_year = ticks.empty() || ticks.back().day.year() != day.year();
    ticks.push_back(
        {day, format("{} {}{}", day.day_of_month(), short_month(day), new_year ? format(" {}", day.year()) : "")});
  }
  return ticks;
}

std::vector<DateTick> month_ticks(const DayAxis& axis) {
  const int months = axis.days / 30;
  int step = 1;
  for (const int wider : {2, 3, 6, 12, 24, 60, 120, 240, 600, 1200}) {
    if (months / step >= static_cast<int>(kMostDateTicks)) {
      step = wider;
    }
  }
  std::vector<DateTick> ticks;
  const int first_month = axis.first.year() * 12 + axis.first.month() - 1;
  for (int month = first_month; month <= first_month + months + 2; ++month) {
    const auto day = Date::from_ymd(month / 12, month % 12 + 1, 1);
    if (month % step == 0 && day && axis.holds(*day)) {
      ticks.push_back({*day, step >= 12 ? format("{}", day->year()) : format("{} {}", short_month(*day), day->year())});
    }
  }
  return ticks;
}

std::vector<DateTick> date_ticks(const DayAxis& axis) { return axis.days <= 100 ? day_ticks(axis) : month_ticks(axis); }

void draw_dates(Drawing& drawing, const DayAxis& axis, double y) {
  for (const DateTick& tick : date_ticks(axis)) {
    const double x = axis.middle_of(tick.day);
    drawing.line(x, y, x, y + 5, "axis");
    const bool at_end = x + width_of(tick.label) / 2 > kWidth;
    drawing.text(at_end ? kWidth : x, y + 19, tick.label, "muted", at_end ? Anchor::end : Anchor::middle);
  }
}

// The event's line, with its label on the side that has room.
void draw_event(Drawing& drawing, const DayAxis& axis, Date day, std::string_view label, double top, double bottom) {
  if (!axis.holds(day)) {
    return;
  }
  const double x = axis.middle_of(day);
  drawing.line(x, top, x, bottom, "event");
  const std::string words = cut(label, 60);
  const bool on_left = x + 6 + width_of(words) > kWidth;
  drawing.text(on_left ? x - 6 : x + 6, top + 9, words, "event-label", on_left ? Anchor::end : Anchor::start);
}

// Diagonal lines inside a rectangle. Drawn one by one: a pattern would need an id, and two charts on a page the same.
std::string hatching(double x, double y, double width, double height) {
  std::string steps;
  constexpr double gap = 8;
  for (double start = gap * (std::floor((x - height) / gap) + 1); start < x + width; start += gap) {
    const double from = std::max(start, x);
    const double to = std::min(start + height, x + width);
    steps += format("M{} {}L{} {}", number(from), number(y + height - (from - start)), number(to),
                    number(y + height - (to - start)));
  }
  return steps;
}

void draw_missing(Drawing& drawing, double x, double y, double width, double height) {
  drawing.rect(x, y, width, height, "missing");
  drawing.path(hatching(x, y, width, height), "hatch");
}

// --- The charts' own parts.

// Where counts go: cooperation above the zero line, conflict below it.
struct CountAxis {
  double top, bottom;
  double most_up, most_down;

  [[nodiscard]] double unit() const { return (bottom - top) / (most_up + most_down); }
  [[nodiscard]] double zero() const { return top + most_up * unit(); }
};

std::uint32_t count_on(const std::vector<std::uint32_t>& counts, std::size_t day) {
  return day < counts.size() ? counts[day] : 0;
}

std::uint32_t most_on_covered(const DailyActsChart& chart, const std::vector<std::uint32_t>& counts) {
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < chart.covered.size(); ++i) {
    most = std::max(most, chart.covered[i] != 0 ? count_on(counts, i) : 0);
  }
  return most;
}

// One path for all bars of a direction (1 up, -1 down): a year of days stays small.
std::string bars(const DailyActsChart& chart, const std::vector<std::uint32_t>& counts, const DayAxis& days,
                 const CountAxis& axis, double direction) {
  std::string steps;
  const double width = std::max(days.width_of_day() * 0.8, 0.5);
  for (std::size_t i = 0; i < chart.covered.size(); ++i) {
    if (const std::uint32_t count = count_on(counts, i); chart.covered[i] != 0 && count > 0) {
      const double x = days.middle_of(chart.first + Days{static_cast<std::int32_t>(i)}) - width / 2;
      steps += format("M{} {}v{}h{}v{}z", number(x), number(axis.zero()), number(-direction * count * axis.unit()),
                      number(width), number(direction * count * axis.unit()));
    }
  }
  return steps;
}

void draw_missing_days(Drawing& drawing, const DailyActsChart& chart, const DayAxis& days, const CountAxis& axis) {
  for (std::size_t i = 0; i < chart.covered.size(); ++i) {
    std::size_t end = i;
    while (end < chart.covered.size() && chart.covered[end] == 0) ++end;
    if (end == i) {
      continue;
    }
    const double x = days.start_of(chart.first + Days{static_cast<std::int32_t>(i)});
    const double width = static_cast<double>(end - i) * days.width_of_day();
    draw_missing(drawing, x, axis.top, width, axis.bottom - axis.top);
    if (width > 60) {
      drawing.text(x + width / 2, axis.bottom - 10, "no data", "halo", Anchor::middle);
    }
    i = end;
  }
}

void draw_counts(Drawing& drawing, const CountAxis& axis, double left, double right) {
  const double step = tick_step(axis.most_up + axis.most_down, 6);
  const auto tick = [&](double count, double direction) {
    const double y = axis.zero() - direction * count * axis.unit();
    drawing.line(left, y, right, y, count == 0 ? "axis" : "grid");
    drawing.text(left - 6, y + 4, format("{:.0f}", count), "muted", Anchor::end);
  };
  for (double count = 0; count <= axis.most_up; count += step) tick(count, 1);
  for (double count = step; count <= axis.most_down; count += step) tick(count, -1);
}

// The words of a yardstick's terms over an axis of probabilities, and faint lines at their borders.
void draw_terms(Drawing& drawing, Yardstick yardstick, double left, double width, double top, double bottom) {
  for (const LikelihoodTerm& term : terms(yardstick)) {
    const double end = std::min(term.to, 1.0);
    if (end < 1) {
      drawing.line(left + end * width, top, left + end * width, bottom, "border");
    }
    const std::vector<std::string> words = split(term.words, ' ');
    // The outermost terms are narrower than their words, which give way to the outside.
    const double aside = (end - term.from) * width > 40 ? 0 : term.from > 0.5 ? 5 : term.from > 0 ? 0 : -5;
    const double middle = left + (term.from + end) / 2 * width + aside;
    for (std::size_t i = 0; i < words.size(); ++i) {
      drawing.text(middle, top - 5 - 12.5 * static_cast<double>(words.size() - 1 - i), words[i], "term",
                   Anchor::middle);
    }
  }
}

// One issue of the bargaining chart, laid out: heading, what actors want, the axis, where it settles, what the ends
// are.
class IssuePanel {
 public:
  explicit IssuePanel(const BargainingChart::Issue& issue) : issue_(issue) {
    for (const auto& actor : issue.actors) above_.push_back({at(actor.ideal), label(actor.name, actor.ideal), 0});
    if (issue.no_deal) {
      below_.push_back({at(*issue.no_deal), label("no deal", *issue.no_deal), 0});
    }
    for (const auto& settlement : issue.settlements) {
      if (settlement.deal) {
        below_.push_back({at(settlement.position), label(settlement.method, settlement.position), 0});
      }
    }
    levels_above_ = hang(above_);
    levels_below_ = hang(below_);
  }

  [[nodiscard]] double height() const {
    return kHeading + kLevel * static_cast<double>(levels_above_ + levels_below_) + 2 * kGap + kEnds;
  }

  void draw(Drawing& drawing, double top) const {
    drawing.text(0, top + 13, cut(issue_.question, 96), "subtitle");
    const double y = top + kHeading + kLevel * static_cast<double>(levels_above_) + kGap;
    draw_labels(drawing, above_, y, -1);
    draw_labels(drawing, below_, y, 1);
    drawing.line(kLeft, y, kRight, y, "axis");
    for (int i = 0; i <= 4; ++i) drawing.line(at(25 * i), y - 3, at(25 * i), y + 3, "axis");
    draw_marks(drawing, y);
    const double ends = y + kGap + kLevel * static_cast<double>(levels_below_) + 12;
    draw_end(drawing, kLeft, ends, "0: " + issue_.low, Anchor::start);
    draw_end(drawing, kRight, ends, "100: " + issue_.high, Anchor::end);
  }

  /// What stands for a method, by its place among the issue's settlements.
  static void draw_method(Drawing& drawing, std::size_t method, double x, double y) {
    switch (method % 4) {
      case 0:
        return drawing.square(x, y, 5, "settlement");
      case 1:
        return drawing.path(format("M{} {}l6.5 11h-13z", number(x), number(y - 6.5)), "settlement");
      case 2:
        return drawing.diamond(x, y, 7, "settlement");
      default:
        return drawing.path(format("M{} {}l6.5 -11h-13z", number(x), number(y + 6.5)), "settlement");
    }
  }

 private:
  static constexpr double kLeft = 10, kRight = 560;  // Labels of points at the right end reach past it.
  static constexpr double kHeading = 24, kLevel = 17, kGap = 14, kEnds = 44;

  static double at(double position) { return kLeft + std::clamp(position, 0.0, 100.0) / 100 * (kRight - kLeft); }
  static std::string label(std::string_view name, double position) {
    return format("{} {:.0f}", cut(name, 19), position);
  }

  static void draw_labels(Drawing& drawing, const std::vector<HungLabel>& labels, double y, double direction) {
    for (const HungLabel& one : labels) {
      const double end = y + direction * (kGap + kLevel * static_cast<double>(one.level) + 8);
      drawing.line(one.x, y, one.x, end, "leader");
      drawing.text(one.x + 4, direction < 0 ? end + 7 : end + 2, one.text, "");
    }
  }

  void draw_marks(Drawing& drawing, double y) const {
    if (issue_.no_deal) {
      drawing.line(at(*issue_.no_deal), y - 9, at(*issue_.no_deal), y + 9, "no-deal");
    }
    for (const auto& actor : issue_.actors) drawing.circle(at(actor.ideal), y, 4.5, "ideal");
    for (std::size_t i = 0; i < issue_.settlements.size(); ++i) {
      if (issue_.settlements[i].deal) {
        draw_method(drawing, i, at(issue_.settlements[i].position), y + 9);
      }
    }
  }

  static void draw_end(Drawing& drawing, double x, double y, const std::string& words, Anchor anchor) {
    for (const std::string& line : wrapped(words, 38, 2)) {
      drawing.text(x, y, line, "muted", anchor);
      y += 14;
    }
  }

  const BargainingChart::Issue& issue_;
  std::vector<HungLabel> above_, below_;
  std::size_t levels_above_ = 0, levels_below_ = 0;
};

void draw_fact(Drawing& drawing, double x, double y, bool is_conflict, std::string_view tip) {
  if (is_conflict) {
    drawing.diamond(x, y, 5.5, "conflict", tip);
  } else {
    drawing.circle(x, y, 4.5, "cooperation", tip);
  }
}

std::vector<std::string> lanes_of(const std::vector<TimelineChart::Fact>& facts) {
  std::vector<std::string> lanes;
  for (const auto& fact : facts) {
    if (std::ranges::find(lanes, fact.lane) == lanes.end()) {
      lanes.push_back(fact.lane);
    }
  }
  return lanes;
}

// Facts that fall on the same place of a lane step aside, in turn down and up.
class Stepper {
 public:
  double step(const std::string& lane, double x) {
    auto& [last_x, run] = last_[lane];
    run = x - last_x < 5 ? run + 1 : 0;
    last_x = x;
    constexpr double offsets[] = {0, 6, -6, 11, -11};
    return offsets[static_cast<std::size_t>(run) % std::size(offsets)];
  }

 private:
  struct Last {
    double x = -1e9;
    int run = 0;
  };
  std::map<std::string, Last> last_;
};

// A scale of rate ratios around "no change" in the middle.
struct RatioAxis {
  double reach;  ///< The log ratio at either end.
  double left, right;

  [[nodiscard]] double at(double log_ratio) const { return left + (log_ratio + reach) / (2 * reach) * (right - left); }
};

double reach_of(const PlaceboChart& chart, const std::vector<double>& values) {
  double reach = std::log(1.5);
  for (const double value : values) reach = std::max(reach, std::abs(value));
  for (const double value : {chart.own.value_or(0), chart.margin_low, chart.margin_high}) {
    reach = std::isfinite(value) ? std::max(reach, std::abs(value)) : reach;
  }
  return reach * 1.05;
}

std::vector<double> ratio_ticks(double reach) {
  if (reach < std::log(2.2)) {
    return {0.5, 2.0 / 3, 0.8, 1, 1.25, 1.5, 2};
  }
  const double step = std::max(1.0, std::floor(reach / std::numbers::ln2 / 4));
  std::vector<double> ratios;
  for (double power = -4 * step; power <= 4 * step; power += step) ratios.push_back(std::exp2(power));
  return ratios;
}

void draw_ratios(Drawing& drawing, const RatioAxis& axis, double top, double bottom) {
  for (const double ratio : ratio_ticks(axis.reach)) {
    if (const double log_ratio = std::log(ratio); std::abs(log_ratio) < axis.reach) {
      drawing.line(axis.at(log_ratio), ratio == 1 ? top : bottom, axis.at(log_ratio), bottom + 5, "axis");
      drawing.text(axis.at(log_ratio), bottom + 19, format("×{:.3g}", ratio), "muted", Anchor::middle);
    }
  }
}

}  // namespace

std::string daily_acts_chart(const DailyActsChart& chart) {
  if (chart.covered.empty() || std::ranges::count(chart.covered, 0) == std::ssize(chart.covered)) {
    return no_data(chart.title);
  }
  constexpr double top = kTitleRoom + 22, bottom = 270, left = 34;
  const std::uint32_t most_up = most_on_covered(chart, chart.cooperation);
  const std::uint32_t most_down = most_on_covered(chart, chart.conflict);
  Drawing drawing(
      306, chart.title,
      format("Acts a day from {} to {}: at most {} of cooperation and {} of conflict.", chart.first.written(),
             (chart.first + Days{static_cast<std::int32_t>(chart.covered.size()) - 1}).written(), most_up, most_down));
  const DayAxis days{chart.first, static_cast<int>(chart.covered.size()), left, kWidth - 1};
  const CountAxis counts{top + 16, bottom, std::max(1.0, 1.0 * most_up), std::max(1.0, 1.0 * most_down)};

  draw_missing_days(drawing, chart, days, counts);
  draw_counts(drawing, counts, left, days.right);
  drawing.path(bars(chart, chart.cooperation, days, counts, 1), "cooperation");
  drawing.path(bars(chart, chart.conflict, days, counts, -1), "conflict");
  drawing.line(left, counts.zero(), days.right, counts.zero(), "axis");
  draw_dates(drawing, days, bottom);
  draw_event(drawing, days, chart.event_day, chart.label, top - 4, bottom);

  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("cooperation, acts a day, upwards", [&](double x, double y) { drawing.square(x, y, 5, "cooperation"); });
  legend.add("conflict, downwards", [&](double x, double y) { drawing.square(x, y, 5, "conflict"); });
  legend.add("no data", [&](double x, double y) { draw_missing(drawing, x - 7, y - 5, 14, 10); });
  return std::move(drawing).done();
}

std::string forecast_chart(const ForecastChart& chart) {
  if (chart.rows.empty()) {
    return no_data(chart.title);
  }
  constexpr double left = 212, width = 440, top = kTitleRoom + 38, row_height = 32;
  const double bottom = top + row_height * static_cast<double>(chart.rows.size());
  const auto at = [&](Probability p) { return left + p.value() * width; };
  Drawing drawing(bottom + 54, chart.title,
                  format("{}: base rate, without the event and with it, from 0 to 100 per cent.",
                         counted(chart.rows.size(), "forecast", "forecasts")));
  draw_terms(drawing, chart.yardstick, left, width, top, bottom);
  double y = top + row_height / 2;
  for (const ForecastChart::Row& row : chart.rows) {
    const std::vector<std::string> lines = wrapped(row.label, 33, 2);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      drawing.text(0, y + 4 + 13 * (static_cast<double>(i) - static_cast<double>(lines.size() - 1) / 2), lines[i]);
    }
    drawing.line(left, y, left + width, y, "grid");
    drawing.line(at(row.base_rate), y, at(row.probability), y, "change");
    drawing.circle(at(row.base_rate), y, 6, "base-rate");
    if (row.without_event) {
      drawing.line(at(*row.without_event), y - 8, at(*row.without_event), y + 8, "without-event");
    }
    drawing.circle(at(row.probability), y, 5, "with-event");
    drawing.text(kWidth, y + 4, percent(chart.yardstick, row.probability), "strong", Anchor::end);
    y += row_height;
  }
  drawing.line(left, bottom, left + width, bottom, "axis");
  for (int i = 0; i <= 5; ++i) {
    drawing.line(left + width * i / 5, bottom, left + width * i / 5, bottom + 5, "axis");
    drawing.text(left + width * i / 5, bottom + 19, format("{} %", 20 * i), "muted", Anchor::middle);
  }
  Legend legend(drawing, left - 7, bottom + 44);
  legend.add("base rate", [&](double x, double mark) { drawing.circle(x, mark, 6, "base-rate"); });
  legend.add("without the event",
             [&](double x, double mark) { drawing.line(x, mark - 8, x, mark + 8, "without-event"); });
  legend.add("with the event", [&](double x, double mark) { drawing.circle(x, mark, 5, "with-event"); });
  return std::move(drawing).done();
}

std::string reliability_chart(const ReliabilityChart& chart) {
  std::size_t most = 0, total = 0;
  for (const auto& bin : chart.bins) {
    most = std::max(most, bin.questions);
    total += bin.questions;
  }
  if (most == 0) {
    return no_data(chart.title);
  }
  constexpr double left = 60, top = kTitleRoom + 4, side = 320, bottom = top + side, table = 430;
  Drawing drawing(bottom + 46, chart.title, format("Mean forecast against observed share for {} questions.", total));
  for (int i = 0; i <= 5; ++i) {
    const double step = side * i / 5;
    drawing.line(left, bottom - step, left + side, bottom - step, i == 0 ? "axis" : "grid");
    drawing.line(left + step, top, left + step, bottom, i == 0 ? "axis" : "grid");
    drawing.text(left - 6, bottom - step + 4, format("{} %", 20 * i), "muted", Anchor::end);
    drawing.text(left + step, bottom + 17, format("{} %", 20 * i), "muted", Anchor::middle);
  }
  drawing.text(left + side / 2, bottom + 38, "mean forecast", "muted", Anchor::middle);
  drawing.text(left + 6, top + 12, "observed share", "muted");
  drawing.line(left, bottom, left + side, top, "diagonal");
  constexpr double columns[] = {table + 60, table + 160, kWidth};
  constexpr std::string_view headings[] = {"forecast", "observed", "questions"};
  for (std::size_t i = 0; i < 3; ++i) drawing.text(columns[i], top + 12, headings[i], "muted", Anchor::end);
  double y = top + 32;
  for (const auto& bin : chart.bins) {
    if (bin.questions == 0) {
      continue;
    }
    const double radius = std::max(2.5, 17 * std::sqrt(static_cast<double>(bin.questions) / static_cast<double>(most)));
    const std::string tip = format("forecast {:.1f} %, observed {:.1f} %, {}", bin.mean_forecast * 100,
                                   bin.observed_share * 100, counted(bin.questions, "question", "questions"));
    drawing.circle(left + bin.mean_forecast * side, bottom - bin.observed_share * side, radius, "bin", tip);
    drawing.text(columns[0], y, format("{:.1f} %", bin.mean_forecast * 100), "", Anchor::end);
    drawing.text(columns[1], y, format("{:.1f} %", bin.observed_share * 100), "", Anchor::end);
    drawing.text(columns[2], y, format("{}", bin.questions), "", Anchor::end);
    y += 19;
  }
  drawing.text(table, bottom - 4, "The area of a dot is its number of questions.", "muted");
  return std::move(drawing).done();
}

std::string bargaining_chart(const BargainingChart& chart) {
  if (chart.issues.empty()) {
    return no_data(chart.title);
  }
  std::vector<IssuePanel> panels(chart.issues.begin(), chart.issues.end());
  double height = kTitleRoom + 8;
  for (const IssuePanel& panel : panels) height += panel.height();
  Drawing drawing(height, chart.title,
                  format("{}: what each actor wants, no deal, and where the models settle.",
                         counted(panels.size(), "issue", "issues")));
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("what an actor wants", [&](double x, double y) { drawing.circle(x, y, 4.5, "ideal"); });
  legend.add("no deal", [&](double x, double y) { drawing.line(x, y - 8, x, y + 8, "no-deal"); });
  const auto& methods = chart.issues.front().settlements;
  for (std::size_t i = 0; i < methods.size(); ++i) {
    legend.add(methods[i].method, [&](double x, double y) { IssuePanel::draw_method(drawing, i, x, y); });
  }
  double top = kTitleRoom + 16;
  for (const IssuePanel& panel : panels) {
    panel.draw(drawing, top);
    top += panel.height();
  }
  return std::move(drawing).done();
}

std::string timeline_chart(const TimelineChart& chart) {
  std::vector<TimelineChart::Fact> facts = chart.facts;
  std::ranges::stable_sort(facts, {}, &TimelineChart::Fact::day);
  if (facts.empty()) {
    return no_data(chart.title);
  }
  const std::size_t left_out = facts.size() - std::min(facts.size(), kMostFacts);
  facts.erase(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(left_out));
  const std::vector<std::string> lanes = lanes_of(facts);

  constexpr double left = 190, top = kTitleRoom + 38, lane_height = 34;
  const double bottom = top + lane_height * static_cast<double>(lanes.size());
  const Date last = std::max(facts.back().day, chart.event_day);
  const Date first = std::min(facts.front().day, chart.event_day);
  const DayAxis days{first, (last - first).count + 1, left + 8, kWidth - 8};
  Drawing drawing(bottom + 30, chart.title,
                  format("{} from {} to {}, in {}.", counted(facts.size(), "fact", "facts"), first.written(),
                         last.written(), counted(lanes.size(), "lane", "lanes")));
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const double y = top + lane_height * (static_cast<double>(i) + 0.5);
    drawing.text(0, y + 4, cut(lanes[i], 30));
    drawing.line(left, y, kWidth, y, "grid");
  }
  drawing.line(left, bottom, kWidth, bottom, "axis");
  draw_dates(drawing, days, bottom);
  draw_event(drawing, days, chart.event_day, chart.label, top - 16, bottom);
  Stepper stepper;
  for (const auto& fact : facts) {
    const double lane = static_cast<double>(std::ranges::find(lanes, fact.lane) - lanes.begin());
    const double x = days.middle_of(fact.day);
    const double y = top + lane_height * (lane + 0.5) + stepper.step(fact.lane, x);
    draw_fact(drawing, x, y, fact.is_conflict, format("{}: {}", fact.day.iso(), cut(fact.text, 160)));
  }
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("cooperation", [&](double x, double y) { draw_fact(drawing, x, y, false, ""); });
  legend.add("conflict", [&](double x, double y) { draw_fact(drawing, x, y, true, ""); });
  if (left_out > 0) {
    legend.add(format("the latest {} of {} facts", facts.size(), chart.facts.size()), [](double, double) {});
  }
  return std::move(drawing).done();
}

std::string placebo_chart(const PlaceboChart& chart) {
  std::vector<double> values;
  std::ranges::copy_if(chart.log_ratios, std::back_inserter(values), [](double v) { return std::isfinite(v); });
  if (values.empty()) {
    return no_data(chart.title);
  }
  constexpr double top = kTitleRoom + 42, bottom = 250;
  constexpr std::size_t bin_count = 31;  // Odd, so that one bin has "no change" in its middle.
  const RatioAxis axis{reach_of(chart, values), 34, kWidth - 8};
  std::vector<std::size_t> bins(bin_count);
  for (const double value : values) {
    ++bins[std::min(bin_count - 1, static_cast<std::size_t>((value + axis.reach) / (2 * axis.reach) * bin_count))];
  }
  const double most = static_cast<double>(*std::ranges::max_element(bins));
  Drawing drawing(306, chart.title,
                  format("{} without an event, as ratios of rates.", counted(values.size(), "change", "changes")));
  drawing.rect(axis.at(chart.margin_low), top - 14, axis.at(chart.margin_high) - axis.at(chart.margin_low),
               bottom - top + 14, "margin");
  const double step = tick_step(most, 4);
  for (double count = 0; count <= most; count += step) {
    const double y = bottom - count / most * (bottom - top);
    drawing.line(axis.left, y, axis.right, y, count == 0 ? "axis" : "grid");
    drawing.text(axis.left - 6, y + 4, format("{:.0f}", count), "muted", Anchor::end);
  }
  const double bin_width = (axis.right - axis.left) / bin_count;
  for (std::size_t i = 0; i < bin_count; ++i) {
    const double height = static_cast<double>(bins[i]) / most * (bottom - top);
    if (bins[i] > 0) {
      drawing.rect(axis.left + bin_width * static_cast<double>(i) + 1, bottom - height, bin_width - 2, height,
                   "placebo");
    }
  }
  draw_ratios(drawing, axis, top, bottom);
  drawing.text((axis.left + axis.right) / 2, bottom + 40,
               "rate after the day, as a multiple of the rate before, against the controls", "muted", Anchor::middle);
  if (chart.own && std::isfinite(*chart.own)) {
    const double x = axis.at(*chart.own);
    drawing.line(x, top - 18, x, bottom, "event");
    const bool on_left = x > kWidth - 150;
    drawing.text(on_left ? x - 6 : x + 6, top - 9, format("the event: ×{:.2f}", std::exp(*chart.own)), "event-label",
                 on_left ? Anchor::end : Anchor::start);
  }
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("placebos: days or pairs without the event",
             [&](double x, double y) { drawing.square(x, y, 5, "placebo"); });
  legend.add("changes that do not matter", [&](double x, double y) { drawing.square(x, y, 5, "margin"); });
  return std::move(drawing).done();
}

std::string escaped_markup(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
          result += c;
        }
    }
  }
  return result;
}

namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_known_element(std::string_view name) {
  static const std::set<std::string_view> known = {"svg",  "title",  "desc", "g",   "line",
                                                   "rect", "circle", "path", "text"};
  return known.contains(name);
}

bool is_known_attribute(std::string_view name, std::string_view value) {
  static const std::set<std::string_view> known = {
      "class", "viewBox", "width", "height", "role", "font-family", "font-size", "fill", "stroke", "x",
      "y",     "x1",      "x2",    "y1",     "y2",   "cx",          "cy",        "r",    "d",      "text-anchor"};
  if (name == "xmlns") {
    return value == "http://www.w3.org/2000/svg";
  }
  return known.contains(name) && value.find_first_of("<>&:(") == std::string_view::npos;
}

// Reads one drawing from its first byte to its last; anything that is not known ends the reading.
class DrawingReader {
 public:
  explicit DrawingReader(std::string_view svg) : rest_(trimmed(svg)) {}

  bool read() {
    if (!rest_.starts_with("<svg ")) {
      return false;
    }
    do {
      if (!(rest_.starts_with("</") ? read_end() : read_start())) {
        return false;
      }
      if (!open_.empty()) {
        rest_.remove_prefix(std::min(rest_.find('<'), rest_.size()));
      }
    } while (!open_.empty() && !rest_.empty());
    return open_.empty() && rest_.empty();
  }

 private:
  std::string_view take_until(std::string_view ends) {
    const std::size_t end = std::min(rest_.find_first_of(ends), rest_.size());
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return taken;
  }
  bool take(std::string_view word) {
    const bool there = rest_.starts_with(word);
    rest_.remove_prefix(there ? word.size() : 0);
    return there;
  }

  bool read_end() {
    rest_.remove_prefix(2);
    const std::string_view name = take_until(">");
    if (open_.empty() || open_.back() != name || !take(">")) {
      return false;
    }
    open_.pop_back();
    return true;
  }

  bool read_start() {
    rest_.remove_prefix(1);
    const std::string_view name = take_until(" />");
    if (!is_known_element(name)) {
      return false;
    }
    while (take(" ")) {
      if (!read_attribute()) {
        return false;
      }
    }
    if (take("/>")) {
      return true;
    }
    open_.push_back(name);
    return take(">");
  }

  bool read_attribute() {
    const std::string_view name = take_until("=");
    if (!is_name(name) || !take("=\"")) {
      return false;
    }
    const std::string_view value = take_until("\"");
    return take("\"") && is_known_attribute(name, value);
  }

  std::string_view rest_;
  std::vector<std::string_view> open_;
};

}  // namespace

bool is_plain_drawing(std::string_view svg) { return DrawingReader(svg).read(); }

}  // namespace corollary::brief
