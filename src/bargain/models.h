#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bargain/challenge.h"
#include "bargain/condorcet.h"
#include "bargain/ensemble.h"
#include "bargain/exchange.h"
#include "bargain/scenario.h"
#include "bargain/settlement.h"
#include "bargain/spatial.h"
#include "bargain/uncertainty.h"
#include "base/error.h"

namespace corollary::bargain {

/// Every way to settle the issues of a scenario, as one point each.
enum class Model : std::uint8_t {
  weighted_mean, weighted_median, nash, kalai_smorodinsky,
  condorcet,            ///< The mean of the conditional election over the positions.
  condorcet_uniform,    ///< The same of the Markov election with uniform,
  condorcet_incentive,  ///< and with incentive challenges.
  challenge,            ///< The forecast of the challenge model, issue by issue.
  exchange,             ///< The weighted means after positions were exchanged.
  exchange_then_challenge,  ///< Positions are exchanged, then challenged issue by issue.
  spatial,              ///< The weighted means of the last turn of the spatial model.
  ensemble              ///< The median of the calibrated distribution.
};
inline constexpr Model kModels[] = {Model::weighted_mean, Model::weighted_median, Model::nash, Model::kalai_smorodinsky,
                                    Model::condorcet, Model::condorcet_uniform, Model::condorcet_incentive, Model::challenge,
                                    Model::exchange, Model::exchange_then_challenge, Model::spatial, Model::ensemble};
/// "weighted mean", "exchange, then challenge".
std::string_view name(Model model);
/// "weighted-mean", "exchange-then-challenge": as on the command line.
std::string_view code(Model model);
std::optional<Model> model_of(std::string_view code);
/// The method of settlement.h that the model is; nullopt for the others.
std::optional<Method> method_of(Model model);

/// The conditional or a Markov election over the positions of an issue, each actor weighing capability · salience.
std::vector<PositionChance> election_of(const Issue& issue, Election form);

/// How the models are played.
struct ModelOptions {
  SpatialOptions spatial;
  ChallengeOptions challenge = scholz_paper();
  ExchangeOptions exchange = equal_gain_options();
  /// Must outlive the options.
  const Ensemble* ensemble = nullptr;
};

/// Where a model settles each issue. `chance`: as for `Solver`; the ensemble takes that quantile, other models ignore it.
/// Errors: those of the model, where it cannot be played: the spatial one needs every actor's stake on every issue and one capability each;
/// `input` for the ensemble if there is none. Nash and Kalai–Smorodinsky leave an issue without a deal where no deal leaves it.
Result<std::vector<double>> outcome(const Scenario& scenario, Model model, const ModelOptions& options, std::span<const double> chance);
/// The same with every chance one half.
Result<std::vector<double>> outcome(const Scenario& scenario, Model model, const ModelOptions& options);
/// The options must outlive it.
Solver solver_of(Model model, const ModelOptions& options);

/// The scenario with other positions, laid out as in its table.
Scenario with_positions(const Scenario& scenario, const StakeTable& table, std::span<const double> positions);

}  // namespace corollary::bargain
