#include "brief/drawing.h"

#include <algorithm>

#include "base/strings.h"

namespace corollary::brief {
namespace {

std::size_t letters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string number(double value) {
  std::string text = format("{:.1f}", value);
  if (text.ends_with(".0")) {
    text.resize(text.size() - 2);
  }
  return text == "-0" ? "0" : text;
}

double width_of(std::string_view utf8) { return 0.59 * kFontSize * static_cast<double>(letters_in(utf8)); }

std::string cut(std::string_view utf8, std::size_t most) {
  if (letters_in(utf8) <= most) {
    return std::string(utf8);
  }
  std::size_t end = 0;
  for (std::size_t letters = 0; end < utf8.size(); ++end) {
    if ((utf8[end] & 0xC0) != 0x80 && ++letters == most) {
      break;
    }
  }
  return std::string(trimmed(utf8.substr(0, end))) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t most, std::size_t most_lines) {
  std::vector<std::string> lines;
  for (const std::string& word : split(text, ' ')) {
    const bool fits = !lines.empty() && letters_in(lines.back()) + 1 + letters_in(word) <= most;
    if (fits || (lines.size() == most_lines && !lines.empty())) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  for (std::string& line : lines) line = cut(line, most);
  return lines;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return format("{} {}", count, count == 1 ? one : many);
}

double tick_step(double end, int most) {
  double step = 1;
  for (int i = 0; end / step > most; ++i) step *= i % 3 == 1 ? 2.5 : 2;
  return step;
}

Drawing::Drawing(double height, std::string_view title, std::string_view description) {
  svg_ = format(
      "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"100%\" role=\"img\" "
      "font-family=\"system-ui, sans-serif\" font-size=\"{}\" "
      "fill=\"currentColor\">\n<title>{}</title><desc>{}</desc>\n",
      number(kWidth), number(height), number(kFontSize), escaped_markup(title), escaped_markup(description));
  text(0, 15, cut(title, 96), "strong");
}

void Drawing::line(double x1, double y1, double x2, double y2, std::string_view kind) {
  svg_ += format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"currentColor\"/>\n", kind, number(x1), number(y1), number(x2), number(y2));
}

void Drawing::rect(double x, double y, double width, double height, std::string_view kind) {
  svg_ += format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", kind, number(x), number(y), number(width), number(height));
}

void Drawing::circle(double x, double y, double radius, std::string_view kind, std::string_view tip) {
  svg_ += format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"", kind, number(x), number(y), number(radius));
  close("circle", tip);
}

void Drawing::path(std::string_view steps, std::string_view kind, std::string_view tip) {
  svg_ += format("<path class=\"{}\" d=\"{}\"", kind, steps);
  close("path", tip);
}

void Drawing::text(double x, double y, std::string_view words, std::string_view kind, Anchor anchor) {
  constexpr std::string_view anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
  svg_ += format("<text{} x=\"{}\" y=\"{}\"{}>{}</text>\n", kind.empty() ? "" : format(" class=\"{}\"", kind), number(x), number(y),
                 anchors[static_cast<std::size_t>(anchor)], escaped_markup(words));
}

void Drawing::diamond(double x, double y, double radius, std::string_view kind, std::string_view tip) {
  const std::string r = number(radius);
  path(format("M{} {}l{} {}l-{} {}l-{} -{}z", number(x), number(y - radius), r, r, r, r, r, r), kind, tip);
}

void Drawing::square(double x, double y, double radius, std::string_view kind) { rect(x - radius, y - radius, 2 * radius, 2 * radius, kind); }

void Drawing::close(std::string_view element, std::string_view tip) {
  svg_ += tip.empty() ? "/>\n" : format("><title>{}</title></{}>\n", escaped_markup(tip), element);
}

std::string no_data(std::string_view title) {
  Drawing drawing(110, title, "no data");
  drawing.rect(0.5, kTitleRoom, kWidth - 1, 64, "frame");
  drawing.text(kWidth / 2, kTitleRoom + 37, "no data", "muted", Drawing::Anchor::middle);
  return std::move(drawing).done();
}

std::size_t hang(std::vector<HungLabel>& labels) {
  std::ranges::stable_sort(labels, {}, &HungLabel::x);
  std::size_t levels = 0;
  for (std::size_t i = labels.size(); i-- > 0;) {
    for (std::size_t right = i + 1; right < labels.size(); ++right) {
      if (labels[right].x < labels[i].x + width_of(labels[i].text) + 8) {
        labels[i].level = std::max(labels[i].level, labels[right].level + 1);
      }
    }
    levels = std::max(levels, labels[i].level + 1);
  }
  return levels;
}

}  // namespace corollary::brief
