#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "engine/engine.h"

namespace corollary::cli {

/// Which events of a record, as a user says it.
struct FilterOptions {
  std::string from, to, actor, recipient, type;
  std::vector<std::string> parties, issues, sets;

  /// --from, --to, --party, --actor, --recipient, --type, --issue and --set. This must outlive the verb's parsing.
  void add_to(CLI::App& verb);
  /// Errors: `usage` for what is no day or type, or a last day before the first.
  [[nodiscard]] Result<record::Filter> filter() const;
};

}  // namespace corollary::cli
