#include "brief/bargain_charts.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "brief/drawing.h"

namespace corollary::brief {
namespace {

using Anchor = Drawing::Anchor;

// A scale from 0 to 100 across the picture.
struct Scale {
  double left = 10, right = kWidth - 10;
  [[nodiscard]] double at(double position) const { return left + std::clamp(position, 0.0, 100.0) / 100 * (right - left); }
};

void draw_scale(Drawing& drawing, const Scale& scale, double y) {
  drawing.line(scale.left, y, scale.right, y, "axis");
  for (int i = 0; i <= 4; ++i) {
    drawing.line(scale.at(25 * i), y, scale.at(25 * i), y + 5, "axis");
    drawing.text(scale.at(25 * i), y + 18, format("{}", 25 * i), "muted", Anchor::middle);
  }
}

// What the ends of the scale stand for, below its numbers.
void draw_ends(Drawing& drawing, const Scale& scale, double y, const std::string& low, const std::string& high) {
  for (const auto& [words, x, anchor] : {std::tuple(&low, scale.left, Anchor::start), std::tuple(&high, scale.right, Anchor::end)}) {
    double line = y;
    for (const std::string& text : wrapped(*words, 44, 2)) {
      drawing.text(x, line, text, "muted", anchor);
      line += 14;
    }
  }
}

constexpr std::size_t kBins = 50;
constexpr std::size_t kMostArrows = 60;

// "0: all lifted"; nothing where the end is named by its number alone.
std::string end_of_scale(std::string_view number, const std::string& words) { return words == number ? "" : format("{}: {}", number, words); }

// The share of the outcomes in each fiftieth of the scale.
std::vector<double> shares_of(const std::vector<double>& outcomes) {
  std::vector<double> shares(kBins, 0);
  for (const double outcome : outcomes) {
    const auto bin = static_cast<std::size_t>(std::clamp(outcome / 100 * kBins, 0.0, kBins - 1.0));
    shares[bin] += 1 / static_cast<double>(outcomes.size());
  }
  return shares;
}

// Colours alone do not tell many lines apart: each also ends in its name.
std::string line_kind(std::size_t number) { return format("path-{}", number % 8); }

// Names at the right end of lines, pushed apart so that they can be read.
std::vector<double> spread_out(const std::vector<double>& wanted, double least_gap, double top, double bottom) {
  std::vector<std::size_t> order(wanted.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });
  std::vector<double> placed(wanted.size());
  double next = top;
  for (const std::size_t i : order) {
    placed[i] = std::max(wanted[i], next);
    next = placed[i] + least_gap;
  }
  double last = bottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    placed[*i] = std::min(placed[*i], last);
    last = placed[*i] - least_gap;
  }
  return placed;
}

std::string percent_of(double share) { return format("{:.0f} %", share * 100); }

}  // namespace

std::string outcome_chart(const OutcomeChart& chart) {
  if (chart.outcomes.empty()) {
    return no_data(chart.title);
  }
  constexpr double top = kTitleRoom + 26, bottom = top + 110;
  constexpr Scale scale{10, 560};  // Labels of points at the right end reach past it.
  std::vector<HungLabel> labels;
  for (const auto& mark : chart.marks) labels.push_back({scale.at(mark.position), format("{} {:.0f}", cut(mark.name, 19), mark.position), 0});
  if (chart.no_deal) labels.push_back({scale.at(*chart.no_deal), format("no deal {:.0f}", *chart.no_deal), 0});
  const std::size_t levels = hang(labels);
  const double ends = bottom + 66 + 17 * static_cast<double>(levels);
  const bargain::Quantiles& interval = chart.interval;
  Drawing drawing(ends + 22, chart.title,
                  format("Median {:.0f}; half of the outcomes from {:.0f} to {:.0f}, four fifths from {:.0f} to {:.0f}.", interval.median, interval.low50,
                         interval.high50, interval.low80, interval.high80));
  const std::vector<double> shares = shares_of(chart.outcomes);
  const double most = *std::ranges::max_element(shares);
  const double width = (scale.right - scale.left) / kBins;
  for (std::size_t i = 0; i < kBins; ++i) {
    const double height = shares[i] / most * (bottom - top);
    drawing.rect(scale.left + width * static_cast<double>(i), bottom - height, width * .9, height, "outcome");
  }
  // The intervals lie on the axis: the wider one thin, the narrower thick.
  drawing.rect(scale.at(interval.low80), bottom + 4, scale.at(interval.high80) - scale.at(interval.low80), 4, "interval");
  drawing.rect(scale.at(interval.low50), bottom + 1, scale.at(interval.high50) - scale.at(interval.low50), 10, "interval");
  drawing.line(scale.at(interval.median), top - 6, scale.at(interval.median), bottom + 14, "median");
  draw_scale(drawing, scale, bottom + 14);
  const double hooks = bottom + 40;
  for (const HungLabel& label : labels) {
    const double end = hooks + 17 * static_cast<double>(label.level) + 8;
    drawing.line(label.x, bottom + 14, label.x, end, "leader");
    drawing.text(label.x + 4, end + 2, label.text);
  }
  draw_ends(drawing, scale, ends, end_of_scale("0", chart.low), end_of_scale("100", chart.high));
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("share of the outcomes", [&](double x, double y) { drawing.square(x, y, 5, "outcome"); });
  legend.add("half of them, four fifths", [&](double x, double y) { drawing.rect(x - 7, y - 4, 14, 8, "interval"); });
  legend.add("median", [&](double x, double y) { drawing.line(x, y - 7, x, y + 7, "median"); });
  return std::move(drawing).done();
}

std::string paths_chart(const PathsChart& chart) {
  if (chart.paths.empty() || chart.paths.front().positions.empty()) {
    return no_data(chart.title);
  }
  const std::size_t turns = chart.paths.front().positions.size();
  const double room = std::max(200.0, 14.0 * static_cast<double>(chart.paths.size()));
  constexpr double top = kTitleRoom + 12, left = 34, right = 560;
  const double bottom = top + room;
  const auto y_of = [&](double position) { return bottom - std::clamp(position, 0.0, 100.0) / 100 * (bottom - top); };
  const auto x_of = [&](std::size_t turn) { return turns == 1 ? left : left + (right - left) * static_cast<double>(turn) / static_cast<double>(turns - 1); };
  Drawing drawing(bottom + 52, chart.title, format("{} from turn 0 to {}.", counted(chart.paths.size(), "actor", "actors"), turns - 1));
  for (int i = 0; i <= 4; ++i) {
    drawing.line(left, y_of(25 * i), right, y_of(25 * i), i == 0 ? "axis" : "grid");
    drawing.text(left - 6, y_of(25 * i) + 4, format("{}", 25 * i), "muted", Anchor::end);
  }
  const auto step = static_cast<std::size_t>(std::max(1.0, tick_step(static_cast<double>(turns), 12)));
  for (std::size_t turn = 0; turn < turns; turn += step) drawing.text(x_of(turn), bottom + 16, format("{}", turn), "muted", Anchor::middle);
  std::vector<double> ends;
  for (const auto& path : chart.paths) ends.push_back(y_of(path.positions.back()));
  const std::vector<double> names = spread_out(ends, 13, top, bottom);
  for (std::size_t i = 0; i < chart.paths.size(); ++i) {
    const auto& path = chart.paths[i];
    std::string steps;
    for (std::size_t turn = 0; turn < turns; ++turn) steps += format("{}{} {}", turn == 0 ? "M" : "L", number(x_of(turn)), number(y_of(path.positions[turn])));
    drawing.path(steps, line_kind(i), format("{}: from {:.0f} to {:.0f}", path.name, path.positions.front(), path.positions.back()));
    drawing.line(right, ends[i], right + 12, names[i], "leader");
    drawing.text(right + 15, names[i] + 4, format("{} {:.0f}", cut(path.name, 17), path.positions.back()));
  }
  drawing.text(left, bottom + 34, cut(end_of_scale("0", chart.low), 50), "muted");
  drawing.text(right, bottom + 34, cut(end_of_scale("100", chart.high), 50), "muted", Anchor::end);
  return std::move(drawing).done();
}

std::string offers_chart(const OffersChart& chart) {
  if (chart.arrows.empty()) {
    return no_data(chart.title);
  }
  const std::size_t count = chart.actors.size();
  const double radius = std::clamp(16.0 * static_cast<double>(count), 130.0, 240.0);
  const double middle_x = kWidth / 2, middle_y = kTitleRoom + 40 + radius;
  const auto angle = [&](std::size_t i) { return 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count) - std::numbers::pi / 2; };
  const auto point = [&](std::size_t i, double r) { return std::pair(middle_x + r * std::cos(angle(i)), middle_y + r * std::sin(angle(i))); };
  Drawing drawing(middle_y + radius + 34, chart.title, format("{} between {}.", counted(chart.arrows.size(), "arrow", "arrows"), counted(count, "actor", "actors")));
  // Of many offers only those that were taken can be told apart.
  const bool crowded = chart.arrows.size() > kMostArrows;
  for (const auto& arrow : chart.arrows) {
    if (crowded && arrow.taken == 0) continue;
    const auto [x1, y1] = point(arrow.from, radius - 8);
    const auto [x2, y2] = point(arrow.to, radius - 8);
    // Bent towards the middle, so that there and back are two lines.
    const double bend_x = (x1 + x2) / 2 * .75 + middle_x * .25 + (y2 - y1) * .06;
    const double bend_y = (y1 + y2) / 2 * .75 + middle_y * .25 - (x2 - x1) * .06;
    const std::string_view kind = arrow.taken == 0 ? "offer-refused" : arrow.taken >= 3 ? "offer-often" : "offer";
    drawing.path(format("M{} {}Q{} {} {} {}", number(x1), number(y1), number(bend_x), number(bend_y), number(x2), number(y2)), kind,
                 format("{} to {}: {}, {} taken", chart.actors[arrow.from], chart.actors[arrow.to], counted(arrow.offers, "offer", "offers"), arrow.taken));
    const double back = std::atan2(bend_y - y2, bend_x - x2);
    drawing.path(format("M{} {}L{} {}L{} {}z", number(x2), number(y2), number(x2 + 9 * std::cos(back + .4)), number(y2 + 9 * std::sin(back + .4)),
                        number(x2 + 9 * std::cos(back - .4)), number(y2 + 9 * std::sin(back - .4))),
                 arrow.taken == 0 ? "head-refused" : "head");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto [x, y] = point(i, radius);
    drawing.circle(x, y, 4.5, "ideal");
    const auto [text_x, text_y] = point(i, radius + 12);
    const double side = std::cos(angle(i));
    drawing.text(text_x, text_y + 4, cut(chart.actors[i], 24), "halo", side > .1 ? Anchor::start : side < -.1 ? Anchor::end : Anchor::middle);
  }
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("an offer that was taken", [&](double x, double y) { drawing.path(format("M{} {}h14", number(x - 7), number(y)), "offer"); });
  legend.add("three or more", [&](double x, double y) { drawing.path(format("M{} {}h14", number(x - 7), number(y)), "offer-often"); });
  if (crowded) {
    legend.add("refused ones are left out", [](double, double) {});
  } else {
    legend.add("refused", [&](double x, double y) { drawing.path(format("M{} {}h14", number(x - 7), number(y)), "offer-refused"); });
  }
  return std::move(drawing).done();
}

std::string tornado_chart(const TornadoChart& chart) {
  if (chart.bars.empty()) {
    return no_data(chart.title);
  }
  double reach = .5;
  for (const auto& bar : chart.bars) reach = std::max({reach, chart.outcome - bar.low, bar.high - chart.outcome});
  constexpr double left = 270, right = 640, middle = (left + right) / 2, top = kTitleRoom + 8, row = 26;
  const auto at = [&](double outcome) { return middle + (outcome - chart.outcome) / reach * (right - left) / 2; };
  const double bottom = top + row * static_cast<double>(chart.bars.size());
  Drawing drawing(bottom + 26, chart.title, format("{}, each moved down and up by itself.", counted(chart.bars.size(), "number", "numbers")));
  double y = top + row / 2;
  for (const auto& bar : chart.bars) {
    drawing.text(0, y + 4, cut(bar.name, 36));
    drawing.rect(at(bar.low), y - 7, at(chart.outcome) - at(bar.low), 14, "lower");
    drawing.rect(at(chart.outcome), y - 7, at(bar.high) - at(chart.outcome), 14, "higher");
    if (bar.low < chart.outcome) drawing.text(at(bar.low) - 5, y + 4, bar.low_words, "muted", Anchor::end);
    if (bar.high > chart.outcome) drawing.text(at(bar.high) + 5, y + 4, bar.high_words, "muted");
    y += row;
  }
  drawing.line(middle, top, middle, bottom + 4, "axis");
  drawing.text(middle, bottom + 18, format("{:.1f}", chart.outcome), "muted", Anchor::middle);
  drawing.text(left, bottom + 18, format("{:.1f}", chart.outcome - reach), "muted", Anchor::middle);
  drawing.text(right, bottom + 18, format("{:.1f}", chart.outcome + reach), "muted", Anchor::middle);
  return std::move(drawing).done();
}

std::string shares_chart(const SharesChart& chart) {
  const bool varies = std::ranges::any_of(chart.indices, [](const bargain::SobolIndex& index) { return index.total > 0; });
  if (!varies) {
    return no_data(chart.title);
  }
  constexpr double left = 250, width = 400, top = kTitleRoom + 28, row = 28;
  const double bottom = top + row * static_cast<double>(chart.indices.size());
  const auto at = [&](double share) { return left + std::clamp(share, 0.0, 1.0) * width; };
  Drawing drawing(bottom + 24, chart.title, format("{}.", counted(chart.indices.size(), "uncertain number", "uncertain numbers")));
  double y = top + row / 2;
  for (const bargain::SobolIndex& index : chart.indices) {
    drawing.text(0, y + 4, cut(index.number, 34));
    drawing.rect(left, y - 9, at(index.total) - left, 8, "higher");
    drawing.rect(left, y + 1, at(index.first) - left, 8, "lower");
    drawing.line(at(index.total - 2 * index.total_error), y - 5, at(index.total + 2 * index.total_error), y - 5, "error");
    drawing.line(at(index.first - 2 * index.first_error), y + 5, at(index.first + 2 * index.first_error), y + 5, "error");
    drawing.text(kWidth, y + 4, percent_of(std::max(0.0, index.total)), "", Anchor::end);
    y += row;
  }
  drawing.line(left, bottom, left + width, bottom, "axis");
  for (int i = 0; i <= 4; ++i) drawing.text(left + width * i / 4, bottom + 17, format("{} %", 25 * i), "muted", Anchor::middle);
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("stays if all others were known", [&](double x, double mark) { drawing.square(x, mark, 5, "higher"); });
  legend.add("goes if this alone were known", [&](double x, double mark) { drawing.square(x, mark, 5, "lower"); });
  return std::move(drawing).done();
}

std::string veto_chart(const VetoChart& chart) {
  if (chart.issues.empty()) {
    return no_data(chart.title);
  }
  constexpr double row = 96;
  const Scale scale;
  Drawing drawing(kTitleRoom + 20 + row * static_cast<double>(chart.issues.size()), chart.title,
                  format("{}: what can be reached, what is wanted and what passes.", counted(chart.issues.size(), "issue", "issues")));
  double y = kTitleRoom + 60;
  for (const auto& issue : chart.issues) {
    drawing.text(0, y - 26, cut(issue.question, 96), "subtitle");
    drawing.rect(scale.left, y - 6, scale.right - scale.left, 12, "missing");
    for (const bargain::Stretch& stretch : issue.reachable) {
      drawing.rect(scale.at(stretch.low), y - 6, std::max(2.0, scale.at(stretch.high) - scale.at(stretch.low)), 12, "reachable");
    }
    drawing.line(scale.at(issue.no_deal), y - 11, scale.at(issue.no_deal), y + 11, "no-deal");
    drawing.circle(scale.at(issue.wanted), y, 5, "base-rate", format("wanted: {:.0f}", issue.wanted));
    drawing.diamond(scale.at(issue.package), y, 6.5, "settlement", format("passes as a package: {:.0f}", issue.package));
    drawing.square(scale.at(issue.separate), y, 4, "ideal");
    drawing.text(scale.left, y + 24, cut(end_of_scale("0", issue.low), 46), "muted");
    drawing.text(scale.right, y + 24, cut(end_of_scale("100", issue.high), 46), "muted", Anchor::end);
    y += row;
  }
  Legend legend(drawing, 0, kTitleRoom + 1);
  legend.add("can be reached", [&](double x, double mark) { drawing.square(x, mark, 5, "reachable"); });
  legend.add("no deal", [&](double x, double mark) { drawing.line(x, mark - 8, x, mark + 8, "no-deal"); });
  legend.add("wanted", [&](double x, double mark) { drawing.circle(x, mark, 5, "base-rate"); });
  legend.add("passes by itself", [&](double x, double mark) { drawing.square(x, mark, 4, "ideal"); });
  legend.add("passes as a package", [&](double x, double mark) { drawing.diamond(x, mark, 6.5, "settlement"); });
  return std::move(drawing).done();
}

}  // namespace corollary::brief
