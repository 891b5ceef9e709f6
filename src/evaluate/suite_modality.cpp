#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.h"
#include "base/lines.h"
#include "base/strings.h"
#include "base/table.h"
#include "coding/factuality.h"
#include "evaluate/factuality_sets.h"
#include "evaluate/suites.h"

namespace corollary::evaluate {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::array kClasses = {Modality::happened, Modality::planned, Modality::possible, Modality::not_happened};

// A predicate in its sentence.
struct Item {
  std::string id, text;
  ByteRange predicate;  // In `text`.
  Modality expected = Modality::happened;
};

struct Items {
  std::vector<Item> list;
  std::vector<std::string> skipped;
};

// {"text": ..., "begin": ..., "end": ..., "modality": ...}, one a line; offsets in bytes.
Items read_json_lines(const std::string& name, std::string_view bytes) {
  Items items;
  for_each_line(bytes, [&](std::string_view line, std::size_t number) {
    if (trimmed(line).empty()) return;
    const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    const bool whole = object.is_object() && object.contains("text") && object["text"].is_string() && object.contains("begin") &&
                       object["begin"].is_number_unsigned() && object.contains("end") && object["end"].is_number_unsigned() && object.contains("modality") &&
                       object["modality"].is_string();
    const auto expected = whole ? modality_named(object["modality"].get<std::string>()) : std::nullopt;
    Item item{whole && object.contains("id") && object["id"].is_string() ? object["id"].get<std::string>() : format("{}", number), "", {}, Modality::happened};
    if (expected) {
      item.text = object["text"].get<std::string>();
      item.predicate = {object["begin"].get<std::size_t>(), object["end"].get<std::size_t>()};
      item.expected = *expected;
    }
    if (!expected || item.predicate.begin >= item.predicate.end || item.predicate.end > item.text.size()) {
      items.skipped.push_back(format("{}:{}: expected text, begin, end and modality (happened, planned, possible, not_happened)", name, number));
    } else {
      items.list.push_back(std::move(item));
    }
  });
  return items;
}

// id and class; a header is no class.
std::map<std::string, Modality> read_classes(std::string_view bytes) {
  std::map<std::string, Modality> classes;
  for_each_line(bytes, [&](std::string_view line, std::size_t) {
    const std::vector<std::string> cells = split(line, '\t');
    if (cells.size() < 2) return;
    if (const auto modality = modality_named(trimmed(cells[1]))) classes[cells[0]] = *modality;
  });
  return classes;
}

fs::path classes_file(const Options& options) {
  if (!options.expected.empty()) return options.expected;
  const fs::path gold = options.input.parent_path() / "gold.tsv";
  return fs::exists(gold) ? gold : options.input.parent_path() / "pass1.tsv";
}

// The texts that a table points into, by file and line.
class Texts {
 public:
  explicit Texts(const fs::path& input) : input_(input) {}

  // Reads the wanted lines of a file. Errors: `not_found`.
  Result<std::map<std::size_t, std::string>> read(const std::string& file, const std::string& field, const std::vector<std::size_t>& wanted) const {
    const fs::path path = found_above(input_, fs::path("shared/data/text") / file);
    if (path.empty()) {
      return fail(ErrorKind::not_found, "{}: the texts are expected at shared/data/text/{} beside or above the repository", input_.string(), file);
    }
    TRY_ASSIGN(const std::string bytes, read_file(path));
    std::map<std::size_t, std::string> texts;
    for (const std::size_t line : wanted) texts[line];
    for_each_line(bytes, [&](std::string_view line, std::size_t number) {
      const auto found = texts.find(number - 1);
      if (found == texts.end()) return;
      const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
      if (object.is_object() && object.contains(field) && object[field].is_string()) found->second = object[field].get<std::string>();
    });
    return texts;
  }

 private:
  fs::path input_;
};

struct Pointer {
  std::string id, file, field;
  std::size_t document, begin, end, predicate_begin, predicate_end;
};

Result<std::vector<Pointer>> read_pointers(const std::string& name, std::string_view bytes) {
  TRY_ASSIGN(const Table table, read_tsv(name, bytes));
  std::array<std::size_t, 8> columns{};
  constexpr std::array<std::string_view, 8> names = {"id", "file", "field", "document", "begin", "end", "predicate_begin", "predicate_end"};
  for (std::size_t k = 0; k < names.size(); ++k) {
    TRY_ASSIGN(columns[k], table.column(names[k]));
  }
  std::vector<Pointer> pointers;
  for (const Table::Row& row : table.rows) {
    std::array<std::size_t, 5> numbers{};
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      const auto number = parse_integer(row.cells[columns[k + 3]]);
      if (!number || *number < 0) {
        return fail(ErrorKind::input, "{}:{}: {} '{}' is no offset", name, row.line, names[k + 3], row.cells[columns[k + 3]]);
      }
      numbers[k] = static_cast<std::size_t>(*number);
    }
    pointers.push_back({row.cells[columns[0]], row.cells[columns[1]], row.cells[columns[2]], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]});
  }
  return pointers;
}

Result<Items> read_table(const Options& options, std::string_view bytes) {
  TRY_ASSIGN(const std::vector<Pointer> pointers, read_pointers(options.input.string(), bytes));
  TRY_ASSIGN(const std::string labels, read_file(classes_file(options)));
  const std::map<std::string, Modality> classes = read_classes(labels);
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> wanted;
  for (const Pointer& pointer : pointers) wanted[{pointer.file, pointer.field}].push_back(pointer.document);
  std::map<std::pair<std::string, std::string>, std::map<std::size_t, std::string>> texts;
  for (const auto& [file, lines] : wanted) {
    TRY_ASSIGN(texts[file], Texts(options.input).read(file.first, file.second, lines));
  }
  Items items;
  for (const Pointer& p : pointers) {
    const std::string& text = texts[{p.file, p.field}][p.document];
    const auto expected = classes.find(p.id);
    if (expected == classes.end() || p.end > text.size() || p.begin > p.predicate_begin || p.predicate_begin >= p.predicate_end || p.predicate_end > p.end) {
      items.skipped.push_back(format("{}: {} has no class, or points outside its text", options.input.string(), p.id));
      continue;
    }
    items.list.push_back({p.id, text.substr(p.begin, p.end - p.begin), {p.predicate_begin - p.begin, p.predicate_end - p.begin}, expected->second});
  }
  return items;
}

// The word of the predicate on which its other words hang; nullopt if the predicate is no word.
struct Place {
  std::size_t sentence, token;
};
std::optional<Place> place_of(const text::Document& document, ByteRange predicate) {
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const auto tokens = document.tokens_of(document.sentences[s]);
    const auto nodes = document.nodes_of(document.sentences[s]);
    const auto within = [&](std::size_t i) { return tokens[i].bytes.begin < predicate.end && predicate.begin < tokens[i].bytes.end; };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (within(i) && (nodes[i].head == text::Node::kRoot || !within(nodes[i].head))) return Place{s, i};
    }
  }
  return std::nullopt;
}

// How often which class was taken for which.
class Confusion {
 public:
  void add(Modality expected, Modality found) { ++counts_[index(expected)][index(found)]; }
  [[nodiscard]] double accuracy() const {
    std::size_t right = 0, all = 0;
    for (std::size_t a = 0; a < kClasses.size(); ++a) {
      right += counts_[a][a];
      for (const std::size_t count : counts_[a]) all += count;
    }
    return all == 0 ? 0 : static_cast<double>(right) / static_cast<double>(all);
  }
  [[nodiscard]] double f1(Modality modality) const {
    const std::size_t k = index(modality);
    std::size_t expected = 0, found = 0;
    for (std::size_t a = 0; a < kClasses.size(); ++a) {
      expected += counts_[k][a];
      found += counts_[a][k];
    }
    return expected + found == 0 ? 0 : 2.0 * static_cast<double>(counts_[k][k]) / static_cast<double>(expected + found);
  }
  [[nodiscard]] double macro_f1() const {
    double sum = 0;
    for (const Modality modality : kClasses) sum += f1(modality);
    return sum / static_cast<double>(kClasses.size());
  }

 private:
  static std::size_t index(Modality modality) { return static_cast<std::size_t>(modality); }
  std::array<std::array<std::size_t, 4>, 4> counts_{};
};

bool ends_odd(const std::string& id) { return !id.empty() && id.back() >= '0' && id.back() <= '9' && (id.back() - '0') % 2 == 1; }

}  // namespace

Result<Scores> score_modality(const Options& options, const Readers& readers, Progress& progress) {
  TRY_ASSIGN(const std::string bytes, read_file(options.input));
  const bool json_lines = trimmed(bytes).starts_with('{');
  TRY_ASSIGN(Items items, json_lines ? Result<Items>(read_json_lines(options.input.string(), bytes)) : read_table(options, bytes));
  TRY_ASSIGN(const coding::Factuality factuality, coding::Factuality::make());

  Scores scores;
  Confusion all, odd, even;
  for (const Item& item : items.list) {
    TRY(progress.report("judging", scores.n, items.list.size()));
    text::Document document = text::analyse(item.text, {0, item.text.size()});
    readers.parser.parse(item.text, document);
    const std::optional<Place> place = place_of(document, item.predicate);
    if (!place) {
      items.skipped.push_back(format("{}: the predicate of {} is no word", options.input.string(), item.id));
      continue;
    }
    const coding::SentenceStandings standings = factuality.read(document.nodes_of(document.sentences[place->sentence]));
    const coding::Judgment judgment = factuality.judge(standings, place->token);
    for (Confusion* const counts : {&all, ends_odd(item.id) ? &odd : &even}) counts->add(item.expected, judgment.modality);
    ++scores.n;
    if (judgment.modality != item.expected && scores.errors.size() < options.errors_most) {
      scores.errors.push_back(format("{} '{}' expected {}, got {} ({}): {}", item.id, item.predicate.of(item.text), name(item.expected), name(judgment.modality),
                                     judgment.why, item.text));
    }
  }
  if (scores.n == 0) {
    return fail(ErrorKind::input, "{}: no predicate with a class was found", options.input.string());
  }
  scores.values.push_back({"macro_f1", all.macro_f1()});
  for (const Modality modality : kClasses) scores.values.push_back({"f1_" + std::string(name(modality)), all.f1(modality)});
  scores.values.push_back({"accuracy", all.accuracy()});
  // Rules were written with an eye on the items of odd number; the even ones were not looked at.
  scores.values.push_back({"macro_f1_odd", odd.macro_f1()});
  scores.values.push_back({"macro_f1_even", even.macro_f1()});
  scores.skipped = std::move(items.skipped);
  return scores;
}

}  // namespace corollary::evaluate
