#include "bargain/scenario_file.h"

#include <algorithm>
#include <utility>

#include "bargain/deu.h"
#include "bargain/scenario_csv.h"
#include "bargain/scenario_decide.h"
#include "bargain/scenario_ktab.h"
#include "base/file.h"
#include "base/strings.h"

namespace corollary::bargain {
namespace {

constexpr std::uintmax_t kLargestFile = 64U << 20U;

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

std::string_view first_line(std::string_view text) { return text.substr(0, std::min(text.find_first_of("\r\n"), text.size())); }

// #A, perhaps in quotes, and then what parts cells.
bool is_decide(std::string_view line) {
  if (!line.empty() && (line.front() == '\'' || line.front() == '"')) line.remove_prefix(1);
  if (line.size() < 3 || line[0] != '#' || std::string_view("APMDO/").find(line[1]) == std::string_view::npos) return false;
  return std::string_view("'\"\t;").find(line[2]) != std::string_view::npos;
}

bool is_actor_table(std::string_view line) {
  const std::string lower = lower_ascii(line);
  return lower.find("capability") != std::string::npos && lower.find("position") != std::string::npos && lower.find(',') != std::string::npos;
}

Result<ScenarioFile> of_ktab(std::string kind, Result<KtabScenario> read) {
  if (!read) return std::unexpected(std::move(read).error());
  return ScenarioFile{std::move(kind), std::move(read->scenario), std::move(read->options), std::move(read->warnings)};
}

Result<ScenarioFile> of_deu(std::string_view name, std::string_view text, std::string_view proposal) {
  TRY_ASSIGN(DeuTable table, parse_deu(name, text));
  ScenarioFile file{"a DEU table", {}, {}, std::move(table.skipped)};
  std::vector<std::string> known;
  for (SettledIssue& settled : table.issues) {
    if (settled.negotiation == proposal) file.scenario.issues.push_back(std::move(settled.issue));
    if (known.empty() || known.back() != settled.negotiation) known.push_back(settled.negotiation);
  }
  if (file.scenario.issues.empty()) {
    const std::size_t shown = std::min<std::size_t>(5, known.size());
    return fail(ErrorKind::input, "{}: a table of {} proposals{}: expected the name of one (--proposal; {} …)", name, known.size(),
                proposal.empty() ? "" : format(", none of them '{}'", proposal), joined({known.begin(), known.begin() + static_cast<std::ptrdiff_t>(shown)}, ", "));
  }
  return file;
}

}  // namespace

Result<ScenarioFile> read_scenario_file(const std::filesystem::path& path, std::string_view proposal) {
  std::error_code none;
  if (std::filesystem::is_character_file(path, none)) {
    return fail(ErrorKind::input, "{}: is a device, expected a file", path.string());
  }
  if (const std::uintmax_t bytes = std::filesystem::file_size(path, none); !none && bytes > kLargestFile) {
    return fail(ErrorKind::input, "{}: {} MiB: a scenario has at most {}", path.string(), bytes >> 20U, kLargestFile >> 20U);
  }
  TRY_ASSIGN(const std::string bytes, read_file(path));
  const std::string name = path.string();
  const std::string_view text = without_mark(bytes);
  const std::string_view line = first_line(trimmed(text));
  if (line.starts_with('<')) return of_ktab("KTAB's XML", parse_ktab_xml(name, bytes));
  if (is_decide(line)) {
    TRY_ASSIGN(DecideScenario decide, parse_decide(name, bytes));
    return ScenarioFile{"Decide's rows", std::move(decide.scenario), {}, std::move(decide.warnings)};
  }
  if (line.find("prnr") != std::string_view::npos && line.find('\t') != std::string_view::npos) return of_deu(name, bytes, proposal);
  const bool is_json = line.starts_with('{');
  const bool is_toml = line.starts_with('[') || line.starts_with('#') || line.find('=') != std::string_view::npos;
  if (!is_json && !is_toml && is_actor_table(line)) {
    TRY_ASSIGN(const ActorTable table, parse_actor_table(name, bytes));
    return ScenarioFile{"a table of actors", table.scenario(path.stem().string()), {}, {}};
  }
  if (!is_json && !is_toml && line.find(',') != std::string_view::npos) return of_ktab("KTAB's CSV", parse_ktab_csv(name, bytes));
  TRY_ASSIGN(Scenario scenario, parse_scenario(name, text));
  if (scenario.issues.empty()) {
    return fail(ErrorKind::input, "{}:1: no [[issues]]: expected at least one issue to settle", name);
  }
  return ScenarioFile{is_json ? "JSON" : "TOML", std::move(scenario), {}, {}};
}

}  // namespace corollary::bargain
