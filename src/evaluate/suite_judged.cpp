#include <array>
#include <cmath>
#include <map>

#include "base/file.h"
#include "base/strings.h"
#include "evaluate/judged_events.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

// How far confidence is from what was found, over bins of a fifth.
struct Calibration {
  static constexpr std::size_t kBins = 5;
  std::array<double, kBins> n{}, sum{}, right{};
  double squares = 0;

  void add(double confidence, bool is_right) {
    const auto bin = std::min(kBins - 1, static_cast<std::size_t>(confidence * kBins));
    n[bin] += 1;
    sum[bin] += confidence;
    right[bin] += is_right;
    squares += (confidence - is_right) * (confidence - is_right);
  }
  [[nodiscard]] double error(double all) const {
    double gap = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) gap += std::abs(sum[bin] - right[bin]) / all;
    return gap;
  }
};

std::string line_of(const JudgedMatch& match) {
  return format("{}: {} {} ({}): {}", match.judged->verdict, code(match.event.type), match.judged->actors + " -> " + match.judged->recipients,
                match.event.why, match.event.text);
}

}  // namespace

Result<Scores> score_judged(const Options& options, const Readers& readers, Progress& progress) {
  if (options.expected.empty()) {
    return fail(ErrorKind::usage, "the suite judged needs --expected: the table of judgements (training/coding/judged.tsv)");
  }
  TRY_ASSIGN(const std::string table, read_file(options.expected));
  TRY_ASSIGN(const std::vector<JudgedEvent> judged, read_judged(options.expected.string(), table, options.input.stem().string()));
  TRY_ASSIGN(const std::vector<JudgedMatch> matches, match_judged(judged, options.input, readers.coder, progress));
  Scores scores;
  Calibration calibration;
  std::map<std::string, double> of_verdict;
  for (const JudgedMatch& match : matches) {
    const bool is_right = match.judged->verdict == "right";
    of_verdict[match.judged->verdict] += 1;
    calibration.add(match.event.confidence.value(), is_right);
    if (!is_right && scores.errors.size() < options.errors_most) scores.errors.push_back(line_of(match));
  }
  scores.n = matches.size();
  const auto all = static_cast<double>(scores.n);
  double right_once = 0;
  for (const JudgedEvent& one : judged) right_once += one.verdict == "right";
  const auto share = [](double part, double whole) { return whole == 0 ? 0 : part / whole; };
  scores.values = {{"precision", share(of_verdict["right"], all)},
                   {"kept_right", share(of_verdict["right"], right_once)},
                   {"kept_wrong", share(all - of_verdict["right"], static_cast<double>(judged.size()) - right_once)},
                   {"brier", share(calibration.squares, all)},
                   {"calibration_error", all == 0 ? 0 : calibration.error(all)}};
  for (const std::string verdict : {"no act", "type", "sides", "modality"}) {
    scores.values.push_back({"wrong_" + (verdict == "no act" ? std::string("no_act") : verdict), of_verdict[verdict]});
  }
  return scores;
}

}  // namespace corollary::evaluate
