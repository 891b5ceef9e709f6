#include "evaluate/temporal_set.h"

#include <algorithm>
#include <map>

#include "base/strings.h"
#include "record/quadruple_set.h"

namespace corollary::evaluate {
namespace {

using ranking::Fact;

// CAMEO's roots are 01 to 20; a code's class is that of its root.
constexpr std::uint32_t kRoots = 21;
std::uint32_t class_of_root(std::uint32_t root) { return root <= 5 ? 0 : root <= 8 ? 1 : root <= 13 ? 2 : 3; }

}  // namespace

void add_hierarchy(ranking::Vocabulary& vocabulary, const CameoTable& cameo) {
  std::uint32_t next = kRoots;
  for (const std::string& relation : vocabulary.relations) {
    const CameoCode* const code = cameo.by_description(relation);
    const auto root = code == nullptr ? std::nullopt : parse_integer(std::string_view(code->code).substr(0, 2));
    const bool known = root && *root > 0 && *root < static_cast<long long>(kRoots);
    vocabulary.roots.push_back(known ? static_cast<std::uint32_t>(*root) : next++);
    vocabulary.classes.push_back(known ? class_of_root(static_cast<std::uint32_t>(*root)) : 0);
  }
}

Result<TemporalSet> read_temporal_set(const std::filesystem::path& folder, const CameoTable& cameo) {
  TemporalSet set;
  const auto skip = [&](std::string_view file, const formats::Rejection& rejection) -> Result<void> {
    set.skipped.push_back(format("{}:{}: {}", file, rejection.line, rejection.reason));
    return {};
  };
  TRY_ASSIGN(const record::QuadrupleFiles files, record::QuadrupleFiles::in(folder));
  TRY_ASSIGN(const record::QuadrupleNames names, record::QuadrupleNames::read(files, skip));
  TRY_ASSIGN(set.time_per_day, record::time_per_day(files, names));
  set.vocabulary.entities = names.entities;
  set.vocabulary.relations = names.relations;
  add_hierarchy(set.vocabulary, cameo);
  const std::map<std::string_view, std::vector<Fact>*> parts = {{"train.txt", &set.train}, {"valid.txt", &set.valid}, {"test.txt", &set.test}};
  for (const std::string& file : files.rows) {
    std::vector<Fact>& facts = *parts.at(file);
    const auto keep = [&](const record::Quadruple& row) -> Result<void> {
      facts.push_back({row.subject, row.relation, row.object, row.time / set.time_per_day});
      return {};
    };
    TRY(names.each_row(files, file, skip, keep));
    std::ranges::stable_sort(facts, {}, &Fact::day);
  }
  if (set.train.empty()) {
    return fail(ErrorKind::input, "{}: expected rows in train.txt", folder.string());
  }
  return set;
}

}  // namespace corollary::evaluate
