#include "evaluate/b_cubed.h"

#include <map>
#include <utility>

namespace corollary::evaluate {

Agreement b_cubed(std::span<const std::size_t> found, std::span<const std::string> expected, const std::vector<bool>& counted) {
  std::map<std::size_t, double> found_size;
  std::map<std::string, double> expected_size;
  std::map<std::pair<std::size_t, std::string>, double> both_size;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!counted[i]) continue;
    ++found_size[found[i]];
    ++expected_size[expected[i]];
    ++both_size[{found[i], expected[i]}];
  }
  Agreement sum;
  double items = 0;
  for (const auto& [groups, both] : both_size) {  // All items of one found and one expected group have the same shares.
    sum.precision += both * both / found_size[groups.first];
    sum.recall += both * both / expected_size[groups.second];
    items += both;
  }
  return items == 0 ? Agreement{} : Agreement{sum.precision / items, sum.recall / items};
}

}  // namespace corollary::evaluate
