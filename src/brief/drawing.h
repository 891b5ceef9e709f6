#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/charts.h"

namespace corollary::brief {

// What the charts are drawn with. Units are those of the viewBox; at the page's full width one is about one CSS pixel.

inline constexpr double kWidth = 720;
inline constexpr double kFontSize = 12;
inline constexpr double kTitleRoom = 34;

/// With one decimal, a tenth of a pixel; more only makes the page longer.
std::string number(double value);
/// How wide sans-serif letters are: an estimate, on the wide side, for labels must not run into each other.
double width_of(std::string_view utf8);
/// At most `most` letters, cut with an ellipsis.
std::string cut(std::string_view utf8, std::size_t most);
/// Lines of at most `most` letters, broken between words, at most `most_lines` of them; the last one is cut.
std::vector<std::string> wrapped(std::string_view text, std::size_t most, std::size_t most_lines);
/// "1 issue", "3 issues".
std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// 1, 2 or 5 times a power of ten, so that at most `most` steps reach `end`.
double tick_step(double end, int most);

/// The elements of one picture, in drawing order.
class Drawing {
 public:
  enum class Anchor : std::uint8_t { start, middle, end };

  Drawing(double height, std::string_view title, std::string_view description);

  void line(double x1, double y1, double x2, double y2, std::string_view kind);
  void rect(double x, double y, double width, double height, std::string_view kind);
  void circle(double x, double y, double radius, std::string_view kind, std::string_view tip = "");
  void path(std::string_view steps, std::string_view kind, std::string_view tip = "");
  void text(double x, double y, std::string_view words, std::string_view kind = "", Anchor anchor = Anchor::start);
  void diamond(double x, double y, double radius, std::string_view kind, std::string_view tip = "");
  void square(double x, double y, double radius, std::string_view kind);

  std::string done() && { return std::move(svg_) + "</svg>\n"; }

 private:
  void close(std::string_view element, std::string_view tip);

  std::string svg_;
};

/// A frame that says "no data".
std::string no_data(std::string_view title);

/// Words and their marks side by side, from `x` on.
class Legend {
 public:
  Legend(Drawing& drawing, double x, double y) : drawing_(drawing), x_(x), y_(y) {}

  /// `mark(x, y)` draws around its point.
  template <typename Mark>
  void add(std::string_view words, Mark mark) {
    mark(x_ + 7, y_ - 4);
    drawing_.text(x_ + 20, y_, words, "muted");
    x_ += 20 + width_of(words) + 14;
  }

 private:
  Drawing& drawing_;
  double x_;
  double y_;
};

/// Labels that each hang from a point on an axis and do not run into each other. A label begins at its point and is as
/// many levels away from the axis as the labels to its right demand: so no leader crosses a label.
struct HungLabel {
  double x = 0;
  std::string text;
  std::size_t level = 0;
};
/// Sorts them and gives each its level; how many levels there are.
std::size_t hang(std::vector<HungLabel>& labels);

}  // namespace corollary::brief
