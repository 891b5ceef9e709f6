#include "engine/case.h"

#include <algorithm>
#include <array>

#include <toml++/toml.h>

#include "base/file.h"
#include "base/strings.h"

namespace corollary::engine {
namespace {

namespace fs = std::filesystem;

// A table of the file, with messages that say where.
class Section {
 public:
  Section(std::string_view file, const toml::table& table) : file_(file), table_(table) {}

  [[nodiscard]] std::unexpected<Error> error(const toml::node& at, std::string_view what) const {
    return fail(ErrorKind::input, "{}:{}: {}", file_, at.source().begin.line, what);
  }

  Result<void> only(std::span<const std::string_view> keys) const {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(keys, key.str()) == keys.end()) {
        return error(node, format("unknown key '{}' (known: {})", key.str(), joined({keys.begin(), keys.end()}, ", ")));
      }
    }
    return {};
  }

  Result<std::optional<std::string>> text(std::string_view key) const {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    if (!node->is_string()) {
      return error(*node, format("'{}' must be a text in quotes", key));
    }
    return node->value<std::string>();
  }

  Result<std::optional<Date>> date(std::string_view key) const {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    const toml::value<toml::date>* const day = node->as_date();
    const auto parsed = day != nullptr ? Date::from_ymd(day->get().year, day->get().month, day->get().day)
                                       : Date::parse(node->value<std::string>().value_or(""));
    if (!parsed) {
      return error(*node, format("'{}' must be a day (YYYY-MM-DD)", key));
    }
    return *parsed;
  }

  Result<std::vector<std::string>> parties(std::string_view key, const Catalogue& catalogue) const {
    std::vector<std::string> codes;
    const toml::node* const node = table_.get(key);
    if (node == nullptr) {
      return codes;
    }
    if (!node->is_array()) {
      return error(*node, format("'{}' must be a list of parties", key));
    }
    for (const toml::node& item : *node->as_array()) {
      const auto written = item.value<std::string>();
      const Party* const party = written ? catalogue.find_party(*written) : nullptr;
      if (party == nullptr) {
        return error(item, format("'{}' is no party of the catalogue (a code such as POL, or a name)", written.value_or("")));
      }
      if (std::ranges::find(codes, party->code) == codes.end()) {
        codes.push_back(party->code);
      }
    }
    return codes;
  }

  /// A number or a list of numbers, each from 1 to 3650.
  Result<std::vector<int>> days(std::string_view key) const {
    std::vector<int> numbers;
    const toml::node* const node = table_.get(key);
    const auto add = [&](const toml::node& item) -> Result<void> {
      const auto number = item.value_exact<std::int64_t>();
      if (!number || *number < 1 || *number > 3650) {
        return error(item, format("'{}' must be a number of days from 1 to 3650", key));
      }
      numbers.push_back(static_cast<int>(*number));
      return {};
    };
    if (node != nullptr && node->is_array()) {
      for (const toml::node& item : *node->as_array()) TRY(add(item));
    } else if (node != nullptr) {
      TRY(add(*node));
    }
    return numbers;
  }

  Result<const toml::table*> table(std::string_view key) const {
    const toml::node* const node = table_.get(key);
    if (node != nullptr && !node->is_table()) {
      return error(*node, format("'{}' must be a table: [{}]", key, key));
    }
    return node == nullptr ? nullptr : node->as_table();
  }

  [[nodiscard]] const toml::node* get(std::string_view key) const { return table_.get(key); }

 private:
  std::string_view file_;
  const toml::table& table_;
};

Result<brief::Occasion> read_occasion(const Section& section, const toml::table& table, const Catalogue& catalogue) {
  constexpr std::array<std::string_view, 5> keys = {"date", "parties", "type", "mode", "place"};
  TRY(section.only(keys));
  brief::Occasion occasion;
  TRY_ASSIGN(const std::optional<Date> day, section.date("date"));
  TRY_ASSIGN(occasion.parties, section.parties("parties", catalogue));
  if (!day || occasion.parties.size() < 2) {
    return section.error(table, "[event] needs a 'date' and at least two 'parties'");
  }
  occasion.day = *day;
  TRY_ASSIGN(const std::optional<std::string> type, section.text("type"));
  const auto known = event_type(type.value_or("CONSULT"));
  if (!known) {
    return section.error(*section.get("type"), format("'{}' is no PLOVER event type", *type));
  }
  occasion.type = *known;
  TRY_ASSIGN(const std::optional<std::string> mode, section.text("mode"));
  TRY_ASSIGN(const std::optional<std::string> place, section.text("place"));
  occasion.mode = mode.value_or("");
  occasion.place = place.value_or("");
  return occasion;
}

Result<void> read_windows(const Section& section, Case& result) {
  constexpr std::array<std::string_view, 3> keys = {"horizon_days", "before_days", "after_days"};
  TRY(section.only(keys));
  TRY_ASSIGN(const std::vector<int> horizons, section.days("horizon_days"));
  for (const int days : horizons) result.horizons.push_back({days});
  TRY_ASSIGN(const std::vector<int> before, section.days("before_days"));
  TRY_ASSIGN(const std::vector<int> after, section.days("after_days"));
  if (!before.empty()) result.before_days = before.front();
  if (!after.empty()) result.after_days = after.front();
  return {};
}

}  // namespace

Result<Case> parse_case(std::string_view name, std::string_view text, const Catalogue& catalogue) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::input, "{}:{}: not TOML: {}", name, error.source().begin.line, error.description());
  }
  const Section section(name, root);
  TRY(section.only(bargain::kTopKeys));

  Case result;
  TRY_ASSIGN(const std::optional<std::string> title, section.text("title"));
  result.title = title.value_or("");
  TRY_ASSIGN(result.as_of, section.date("as_of"));
  TRY_ASSIGN(result.third_parties, section.parties("third_parties", catalogue));
  TRY_ASSIGN(const std::optional<std::string> words, section.text("yardstick"));
  if (words) {
    result.yardstick = brief::yardstick(*words);
    if (!result.yardstick) {
      return section.error(*section.get("yardstick"), format("'{}' is no yardstick (icd203, phia, kent)", *words));
    }
  }
  TRY_ASSIGN(const toml::table* const event, section.table("event"));
  if (event != nullptr) {
    TRY_ASSIGN(result.occasion, read_occasion(Section(name, *event), *event, catalogue));
  }
  TRY_ASSIGN(const toml::table* const windows, section.table("windows"));
  if (windows != nullptr) {
    TRY(read_windows(Section(name, *windows), result));
  }
  TRY_ASSIGN(result.scenario, bargain::parse_scenario(name, text));
  return result;
}

Result<Case> read_case(const fs::path& folder, const Catalogue& catalogue) {
  const fs::path file = folder / "case.toml";
  if (std::error_code error; !fs::exists(file, error)) {
    return fail(ErrorKind::not_found, "{}: holds no case.toml, expected a case: a folder with case.toml and reports/", folder.string());
  }
  TRY_ASSIGN(const std::string text, read_file(file));
  TRY_ASSIGN(Case result, parse_case(file.string(), text, catalogue));
  const auto reports = files_in(folder / "reports");
  if (!reports || reports->empty()) {
    return fail(ErrorKind::input, "{}: a case without reports, expected at least one file in {}", folder.string(), (folder / "reports").string());
  }
  result.reports = *reports;
  if (std::error_code error; fs::exists(folder / "chronology.csv", error)) {
    result.chronology = folder / "chronology.csv";
  }
  return result;
}

}  // namespace corollary::engine
