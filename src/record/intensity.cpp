#include "record/intensity.h"

#include <string>

namespace corollary::record {
namespace {

struct Mean {
  double sum = 0;
  int count = 0;

  [[nodiscard]] double value() const { return count > 0 ? sum / count : 0; }
};

// CAMEO's codes are its roots 01 to 20, followed by no digit, one or two. So few numbers are looked up one by one.
Mean mean_of_digits(const CameoTable& cameo, EventType type, const std::string& code) {
  constexpr std::size_t longest = 4;
  Mean mean;
  if (const CameoCode* const found = cameo.by_code(code); found != nullptr && found->type == type) {
    mean = {found->intensity, 1};
  }
  for (char digit = '0'; code.size() < longest && digit <= '9'; ++digit) {
    const Mean below = mean_of_digits(cameo, type, code + digit);
    mean = {mean.sum + below.sum, mean.count + below.count};
  }
  return mean;
}

}  // namespace

double mean_intensity(const CameoTable& cameo, EventType type) {
  Mean mean;
  for (int root = 1; root <= 20; ++root) {
    const Mean of_root = mean_of_digits(cameo, type, format("{:02}", root));
    mean = {mean.sum + of_root.sum, mean.count + of_root.count};
  }
  return mean.value();
}

}  // namespace corollary::record
