#include "bargain/stake_table.h"

#include <map>

namespace corollary::bargain {

StakeTable stake_table(const Scenario& scenario) {
  StakeTable table;
  std::map<std::string, std::size_t> row_of;
  for (const Issue& issue : scenario.issues) {
    table.issues.push_back(issue.id);
    for (const Stake& stake : issue.stakes) {
      if (row_of.try_emplace(stake.actor, table.actors.size()).second) table.actors.push_back(stake.actor);
    }
  }
  const std::size_t cells = table.actors.size() * table.issues.size();
  table.position.assign(cells, 0);
  table.salience.assign(cells, 0);
  table.capability.assign(cells, 0);
  table.has_stake.assign(cells, false);
  for (std::size_t k = 0; k < scenario.issues.size(); ++k) {
    for (const Stake& stake : scenario.issues[k].stakes) {
      const std::size_t cell = table.at(row_of.at(stake.actor), k);
      table.position[cell] = stake.position;
      table.salience[cell] = stake.salience;
      table.capability[cell] = stake.capability;
      table.has_stake[cell] = true;
    }
  }
  return table;
}

Result<std::vector<double>> common_capability(const StakeTable& table) {
  std::vector<double> capability;
  for (std::size_t i = 0; i < table.actors.size(); ++i) {
    for (std::size_t k = 0; k < table.issues.size(); ++k) {
      if (!table.has_stake[table.at(i, k)]) {
        return fail(ErrorKind::input, "actor '{}' has no stake in issue '{}': this model needs a position of every actor on every issue",
                    table.actors[i], table.issues[k]);
      }
      if (table.capability[table.at(i, k)] != table.capability[table.at(i, 0)]) {
        return fail(ErrorKind::input, "actor '{}' has capability {} on issue '{}' and {} on '{}': this model knows one for all issues", table.actors[i],
                    table.capability[table.at(i, 0)], table.issues[0], table.capability[table.at(i, k)], table.issues[k]);
      }
    }
    capability.push_back(table.capability[table.at(i, 0)]);
  }
  return capability;
}

}  // namespace corollary::bargain
