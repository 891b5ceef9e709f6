#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bargain/scenario.h"
#include "base/date.h"
#include "base/error.h"
#include "brief/material.h"
#include "ontology/catalogue.h"

namespace corollary::engine {

/// What an analyst set out: the event, who is asked about, and what is assumed. From a folder with `case.toml` and
/// `reports/`, and where there is one `chronology.csv`.
struct Case {
  std::string title;
  std::optional<Date> as_of;
  std::vector<std::string> third_parties;  ///< Party codes.
  std::optional<brief::Yardstick> yardstick;
  std::optional<brief::Occasion> occasion;  ///< Absent: found in the reports.
  std::vector<Days> horizons;
  std::optional<int> before_days, after_days;
  bargain::Scenario scenario;
  std::vector<std::filesystem::path> reports;
  std::optional<std::filesystem::path> chronology;
};

/// Errors: `not_found` without a case.toml or reports; `input` with file and line for what cannot be read: a party
/// that the catalogue does not know, an unknown key, a date that is none.
Result<Case> read_case(const std::filesystem::path& folder, const Catalogue& catalogue);

/// The text of a case.toml alone. `name` is for messages.
Result<Case> parse_case(std::string_view name, std::string_view toml, const Catalogue& catalogue);

}  // namespace corollary::engine
