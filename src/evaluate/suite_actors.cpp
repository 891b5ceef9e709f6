#include <nlohmann/json.hpp>

#include <optional>

#include "base/file.h"
#include "base/strings.h"
#include "coding/actor_phrase.h"
#include "evaluate/suites.h"
#include "reports/reader.h"

namespace corollary::evaluate {
namespace {

using Json = nlohmann::json;

// Rows that state no day are about the time in which the set was written, the autumn of 2021.
Date usual_day() { return *Date::parse("2021-10-01"); }

struct Case {
  std::string text;
  Date day;
  const Party* about = nullptr;
  std::optional<std::string> country, sector;  // What the row states.
};

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// The day that a row asks for, in either of the set's spellings.
Date day_of(const Json& arguments) {
  const std::string written = text_of(arguments, "query_date");
  return reports::parse_written_date(written).value_or(usual_day());
}

// The country that a row gives beside the phrase, where it gives one.
const Party* party_beside(const Json& arguments, const Catalogue& catalogue) {
  for (const char* const key : {"known_country", "country", "context", "arg1"}) {
    if (const std::string text = text_of(arguments, key); !text.empty()) {
      if (const Party* const party = catalogue.find_party(text)) {
        return party;
      }
    }
  }
  return nullptr;
}

// The set writes countries as ISO codes, UNO and EUR for the two organisations that it treats as such, and the country of
// a group; other organisations have none.
std::string country_of(const Actor& actor, const Catalogue& catalogue) {
  const Party* const party = catalogue.party(actor.party);
  if (party == nullptr) {
    return "";
  }
  if (party->code == "UN") return "UNO";
  if (party->code == "EU") return "EUR";
  if (!party->home.empty()) return party->home;
  return party->kind == PartyKind::state || party->kind == PartyKind::territory ? party->code : "";
}

// Two codes of the set are no sectors of PLOVER's list: NGO, which is SOC there, and IGO, which our parties tell by kind.
// UNK is a sector that nobody could tell.
bool is_sector(const std::string& expected, const Actor& actor, const Catalogue& catalogue) {
  const Party* const party = catalogue.party(actor.party);
  if (expected == "UNK") return actor.sector.empty();
  if (expected == "NGO") return actor.sector == "SOC" || (party != nullptr && party->kind == PartyKind::ngo);
  if (expected == "IGO") return party != nullptr && party->kind == PartyKind::igo;
  return actor.sector == expected;
}

class Tally {
 public:
  explicit Tally(std::size_t errors_most, const Catalogue& catalogue) : errors_most_(errors_most), catalogue_(catalogue) {}

  void score(const Case& one, const Actor& actor) {
    const std::string country = country_of(actor, catalogue_);
    const bool country_right = !one.country || country == *one.country;
    const bool sector_right = !one.sector || is_sector(*one.sector, actor, catalogue_);
    ++cases_;
    right_ += country_right && sector_right;
    countries_ += one.country.has_value();
    countries_right_ += one.country && country_right;
    sectors_ += one.sector.has_value();
    sectors_right_ += one.sector && sector_right;
    if (!(country_right && sector_right) && errors_.size() < errors_most_) {
      errors_.push_back(format("'{}' on {}: expected {} {}, found {} {} (party {})", one.text, one.day.iso(), one.country.value_or("(any)"),
                               one.sector.value_or("(any)"), shown(country), shown(actor.sector), shown(actor.party)));
    }
  }

  Scores finish(std::size_t encyclopedia, std::size_t left_out, std::vector<std::string> unread) && {
    const auto share = [](std::size_t part, std::size_t whole) { return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole); };
    Scores scores;
    scores.n = cases_;
    scores.values = {{"accuracy", share(right_, cases_)},
                     {"country_accuracy", share(countries_right_, countries_)},
                     {"sector_accuracy", share(sectors_right_, sectors_)},
                     {"encyclopedia_rows", static_cast<double>(encyclopedia)},
                     {"rows_marked_skip", static_cast<double>(left_out)}};
    scores.errors = std::move(errors_);
    scores.skipped = std::move(unread);
    return scores;
  }

 private:
  static std::string shown(const std::string& code) { return code.empty() ? "-" : code; }

  std::size_t errors_most_;
  const Catalogue& catalogue_;
  std::size_t cases_ = 0, right_ = 0, countries_ = 0, countries_right_ = 0, sectors_ = 0, sectors_right_ = 0;
  std::vector<std::string> errors_;
};

std::optional<std::string> stated(const Json& expected, const char* key) {
  return expected.contains(key) && expected[key].is_string() ? std::optional(expected[key].get<std::string>()) : std::nullopt;
}

}  // namespace

Result<Scores> score_actors(const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(const std::string bytes, read_file(options.input));
  TRY_ASSIGN(const coding::ActorPhrases phrases, coding::ActorPhrases::make(readers.catalogue));
  Tally tally(options.errors_most, readers.catalogue);
  std::size_t encyclopedia = 0;
  std::size_t left_out = 0;
  std::vector<std::string> unread;
  std::size_t number = 0;
  for (const std::string& line : split(bytes, '\n')) {
    ++number;
    TRY(progress.report("actors", number, 0));
    if (trimmed(line).empty()) {
      continue;
    }
    const Json row = Json::parse(line, nullptr, false);
    const bool known = row.is_object() && row.contains("expect") && row["expect"].is_object() && row.contains("fn");
    if (!known) {
      unread.push_back(format("{}:{}: no row with 'fn', 'text' and 'expect'", options.input.string(), number));
      continue;
    }
    if (row.value("skip", Json(false)) == Json(true)) {
      ++left_out;
      continue;
    }
    const Json arguments = row.value("args", Json::object());
    const Case one = {text_of(row, "text"), day_of(arguments), party_beside(arguments, readers.catalogue), stated(row["expect"], "country"),
                      stated(row["expect"], "code_1")};
    if (text_of(row, "fn") == "query_wiki" || (!one.country && !one.sector)) {
      ++encyclopedia;
      continue;
    }
    tally.score(one, phrases.read(one.text, one.day, one.about));
  }
  return std::move(tally).finish(encyclopedia, left_out, std::move(unread));
}

}  // namespace corollary::evaluate
