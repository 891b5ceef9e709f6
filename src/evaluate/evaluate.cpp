#include "evaluate/evaluate.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

struct Suite {
  std::string_view name;
  Result<Scores> (*score)(const Options&, const Readers&, Progress&);
};

constexpr std::array kSuites = {
    Suite{"conllu", score_conllu},
    Suite{"report", score_report},
    Suite{"actors", score_actors},
    Suite{"petrarch", score_petrarch},
    Suite{"tabari", score_tabari},
    Suite{"factuality", score_factuality},
    Suite{"modality", score_modality},
    Suite{"plv", score_plv},
    Suite{"titles", score_titles},
    Suite{"judged", score_judged},
    Suite{"duplicates", score_duplicates},
};

struct BargainSuite {
  std::string_view name;
  Result<Scores> (*score)(const Options&, Progress&);
};

const std::vector<BargainSuite> kBargainSuites = {
    {"un-votes", score_un_votes},
    {"equal-gain", score_equal_gain},
    {"decide", score_decide},
    {"challenge", score_challenge},
    {"power", score_power},
    {"ktab", score_ktab},
    {"deu", score_deu},
};

template <typename Suites>
std::vector<std::string_view> names_of(const Suites& suites) {
  std::vector<std::string_view> names;
  for (const auto& suite : suites) names.push_back(suite.name);
  return names;
}

// The suite's function, from a table of such suites.
template <typename Suites>
auto function_of(const Suites& suites, std::string_view name) -> Result<decltype(suites.begin()->score)> {
  const auto suite = std::ranges::find_if(suites, [&](const auto& one) { return one.name == name; });
  if (suite == suites.end()) {
    std::vector<std::string> names;
    for (const std::string_view known : names_of(suites)) names.emplace_back(known);
    return fail(ErrorKind::usage, "there is no suite '{}'; expected {}", name, listed(names, "or"));
  }
  return suite->score;
}

}  // namespace

std::vector<std::string_view> coding_suites() { return names_of(kSuites); }

std::vector<std::string_view> bargain_suites() { return names_of(kBargainSuites); }

Result<Scores> score_coding(std::string_view name, const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(const auto score, function_of(kSuites, name));
  return score(options, readers, progress);
}

Result<Scores> score_bargain(std::string_view name, const Options& options, Progress& progress) {
  TRY_ASSIGN(const auto score, function_of(kBargainSuites, name));
  return score(options, progress);
}

}  // namespace corollary::evaluate
