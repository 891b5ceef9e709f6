#include "coding/factuality.h"

#include <algorithm>
#include <system_error>

#include "base/file.h"
#include "base/strings.h"
#include "base/table.h"
#include "coding/embedded.h"
#include "coding/factuality_features.h"
#include "text/parser.h"

namespace corollary::coding {
namespace {

constexpr std::string_view kIntercept = "intercept";
constexpr std::array<std::string_view, kScales> kScaleNames = {"happening", "certainty"};

}  // namespace

std::string SentenceStandings::why(std::size_t token) const {
  std::string chain;
  std::size_t i = token;
  while (true) {
    std::string step;
    const Standing& s = standings_[i];
    const std::size_t head = nodes_[i].head;
    if (head != text::Node::kRoot && !s.way.empty() && (s.signature != nullptr || s.pull != Pull::same)) {
      step = format("{}({}: {})", s.signature != nullptr ? s.signature->lemma : std::string(nodes_[head].lemma), s.way, name(s.pull));
    }
    if (!s.cue.empty()) {
      step += (step.empty() ? "" : " > ") + std::string(s.cue);
    }
    if (!step.empty()) {
      chain = step + (chain.empty() ? "" : " > ") + chain;
    }
    if (head == text::Node::kRoot) break;
    i = head;
  }
  return chain.empty() ? "nothing bears on it" : chain;
}

std::string SentenceStandings::cue(std::size_t token) const {
  std::size_t i = token;
  while (true) {
    const Standing& s = standings_[i];
    if (s.own != s.given || (!s.cue.empty() && s.own != Modality::happened)) return std::string(s.cue);
    const std::size_t head = nodes_[i].head;
    if (head == text::Node::kRoot || s.own == Modality::happened) return "";
    if (s.own != standings_[head].own) return s.signature != nullptr ? s.signature->lemma : std::string(s.way);
    i = head;
  }
}

double rule_value(const SentenceStandings& sentence, std::size_t token) {
  const SentenceStandings::Standing& standing = sentence.of(token);
  switch (standing.own) {
    case Modality::happened: return standing.told ? 2 : 3;
    case Modality::planned: return 1;
    case Modality::possible: return standing.conditional ? 0 : 0.5;
    case Modality::not_happened: return standing.modal == SentenceStandings::Modal::will || standing.given == Modality::planned ? -2 : -3;
  }
  return 0;
}

bool is_flat_denial(const SentenceStandings::Standing& standing) {
  return standing.own == Modality::not_happened && standing.given == Modality::happened && standing.negated &&
         standing.modal == SentenceStandings::Modal::none;
}

Result<Factuality> Factuality::from_tables(std::string_view signatures, std::string_view weights) {
  Factuality factuality;
  TRY_ASSIGN(factuality.signatures_, Signatures::from_table("src/coding/data/signatures.tsv", signatures));
  TRY_ASSIGN(const Table table, read_tsv("factuality.tsv", weights));
  TRY_ASSIGN(const std::size_t feature, table.column("feature"));
  std::array<std::size_t, kScales> columns{};
  for (std::size_t k = 0; k < kScales; ++k) {
    TRY_ASSIGN(columns[k], table.column(kScaleNames[k]));
  }
  for (const Table::Row& row : table.rows) {
    Weights values{};
    for (std::size_t k = 0; k < kScales; ++k) {
      const auto value = parse_number(row.cells[columns[k]]);
      if (!value) {
        return fail(ErrorKind::input, "{}:{}: weight '{}' is no number", table.name, row.line, row.cells[columns[k]]);
      }
      values[k] = *value;
    }
    (row.cells[feature] == kIntercept ? factuality.intercepts_ : factuality.weights_[row.cells[feature]]) = values;
  }
  return factuality;
}

Result<std::filesystem::path> Factuality::find_model() {
  TRY_ASSIGN(const std::filesystem::path english, text::Parser::find_model());
  std::filesystem::path path = english.parent_path() / "factuality.tsv";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return fail(ErrorKind::not_found, "{}: the weights of factuality are missing; they are expected beside the model of English", path.string());
  }
  return path;
}

Result<Factuality> Factuality::by_rule() { return from_tables(embedded_signatures(), kNoWeights); }

Result<Factuality> Factuality::make() {
  const auto path = find_model();
  if (!path) {
    return by_rule();
  }
  TRY_ASSIGN(const std::string weights, read_file(*path));
  return from_tables(embedded_signatures(), weights);
}

double Factuality::factuality(const SentenceStandings& sentence, std::size_t token, Scale scale) const {
  if (weights_.empty()) return rule_value(sentence, token);
  const auto k = static_cast<std::size_t>(scale);
  double sum = intercepts_[k];
  for (const std::string& feature : factuality_features(sentence, token)) {
    if (const auto found = weights_.find(feature); found != weights_.end()) sum += found->second[k];
  }
  return std::clamp(sum, -3.0, is_flat_denial(sentence.of(token)) ? denied_most(scale) : 3.0);
}

Judgment Factuality::judge(const SentenceStandings& sentence, std::size_t token, Scale scale) const {
  return {sentence.of(token).own, factuality(sentence, token, scale), sentence.cue(token), sentence.why(token)};
}

}  // namespace corollary::coding
