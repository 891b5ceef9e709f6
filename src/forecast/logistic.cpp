#include "forecast/logistic.h"

#include <cmath>

#include <Eigen/Dense>

namespace corollary::forecast {

Result<std::vector<double>> fit_logistic(const LearningSet& set, double ridge) {
  if (set.size() == 0) {
    return fail(ErrorKind::input, "there is no past question to learn from");
  }
  const auto width = static_cast<Eigen::Index>(set.width);
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(width);
  for (int step = 0; step < 50; ++step) {
    Eigen::VectorXd gradient = -ridge * weights;
    Eigen::MatrixXd hessian = ridge * Eigen::MatrixXd::Identity(width, width);
    for (std::size_t i = 0; i < set.size(); ++i) {
      const Eigen::Map<const Eigen::VectorXd> x(set.row(i).data(), width);
      const double p = 1 / (1 + std::exp(-weights.dot(x)));
      gradient.noalias() += (set.happened[i] - p) * x;
      hessian.selfadjointView<Eigen::Lower>().rankUpdate(x, p * (1 - p));
    }
    const Eigen::VectorXd change = hessian.selfadjointView<Eigen::Lower>().ldlt().solve(gradient);
    weights += change;
    if (change.lpNorm<Eigen::Infinity>() < 1e-8) {
      return std::vector<double>(weights.data(), weights.data() + width);
    }
  }
  return fail(ErrorKind::input, "the forecast model did not converge on {} past questions", set.size());
}

}  // namespace corollary::forecast
