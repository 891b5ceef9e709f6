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

}  // namespace

std::vector<std::string_view> coding_suites() {
  std::vector<std::string_view> names;
  for (const Suite& suite : kSuites) names.push_back(suite.name);
  return names;
}

Result<Scores> score_coding(std::string_view name, const Options& options, const Readers& readers, Progress& progress) {
  const auto suite = std::ranges::find(kSuites, name, &Suite::name);
  if (suite == kSuites.end()) {
    std::vector<std::string> names;
    for (const std::string_view known : coding_suites()) names.emplace_back(known);
    return fail(ErrorKind::usage, "there is no suite '{}'; expected {}", name, listed(names, "or"));
  }
  return suite->score(options, readers, progress);
}

}  // namespace corollary::evaluate
