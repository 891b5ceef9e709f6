#include "brief/likelihood.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/format.h"

namespace corollary::brief {
namespace {

// The last term reaches just past 1, for 1 belongs to it.
constexpr double kEnd = 1.0000001;

constexpr std::array<LikelihoodTerm, 7> kIcd203 = {{
    {"almost no chance", 0, .05, true},
    {"very unlikely", .05, .20, false},
    {"unlikely", .20, .45, false},
    {"roughly even chance", .45, .55, true},
    {"likely", .55, .80, false},
    {"very likely", .80, .95, false},
    {"almost certain", .95, kEnd, false},
}};
// PHIA: 0–5, 10–20, 25–35, 40–50, 55–75, 80–90, 95–100; the borders below halve the gaps.
constexpr std::array<LikelihoodTerm, 7> kPhia = {{
    {"remote chance", 0, .075, true},
    {"highly unlikely", .075, .225, false},
    {"unlikely", .225, .375, false},
    {"realistic possibility", .375, .525, true},
    {"likely", .525, .775, false},
    {"highly likely", .775, .925, false},
    {"almost certain", .925, kEnd, false},
}};
// Kent: 7 ± 5, 30 ± 10, 50 ± 10, 75 ± 12, 93 ± 6; the borders below halve the gaps.
constexpr std::array<LikelihoodTerm, 5> kKent = {{
    {"almost certainly not", 0, .16, false},
    {"probably not", .16, .40, false},
    {"about even chances", .40, .615, true},
    {"probable", .615, .87, false},
    {"almost certain", .87, kEnd, false},
}};

}  // namespace

std::optional<Yardstick> yardstick(std::string_view name) {
  if (name == "icd203") return Yardstick::icd203;
  if (name == "phia") return Yardstick::phia;
  if (name == "kent") return Yardstick::kent;
  return std::nullopt;
}

std::string_view name(Yardstick yardstick) {
  switch (yardstick) {
    case Yardstick::icd203: return "icd203";
    case Yardstick::phia: return "phia";
    case Yardstick::kent: return "kent";
  }
  return "";
}

std::span<const LikelihoodTerm> terms(Yardstick yardstick) {
  switch (yardstick) {
    case Yardstick::icd203: return kIcd203;
    case Yardstick::phia: return kPhia;
    case Yardstick::kent: return kKent;
  }
  return {};
}

const LikelihoodTerm& term(Yardstick yardstick, Probability probability) {
  const auto all = terms(yardstick);
  const auto found = std::ranges::find_if(all, [&](const LikelihoodTerm& t) { return probability.value() < t.to; });
  ensure(found != all.end(), "the yardstick's terms cover all probabilities");
  return *found;
}

std::string percent(Yardstick yardstick, Probability probability) {
  const double p = probability.value();
  if (p < .01) {
    return "under 1 %";
  }
  if (p >= .99) {
    return "over 99 %";
  }
  const double whole = std::round(p * 100);
  const bool stays = whole < 99 && &term(yardstick, Probability::clamped(whole / 100)) == &term(yardstick, probability);
  return stays ? format("{:.0f} %", whole) : format("{:.1f} %", std::floor(p * 1000) / 10);
}

std::string likelihood_lead(Yardstick yardstick, Probability probability) {
  const LikelihoodTerm& t = term(yardstick, probability);
  const std::string number = percent(yardstick, probability);
  if (!t.is_chance) {
    return format("It is {} ({}) that", t.words, number);
  }
  const bool bare = t.words.starts_with("almost") || t.words.starts_with("about");
  const std::string_view verb = t.words.ends_with("chances") ? "There are" : "There is";
  return format("{} {}{} ({}) that", verb, bare ? "" : "a ", t.words, number);
}

}  // namespace corollary::brief
