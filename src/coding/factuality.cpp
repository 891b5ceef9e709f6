#include "coding/factuality.h"

#include <algorithm>

#include "base/strings.h"
#include "base/table.h"
#include "coding/embedded.h"
#include "coding/factuality_features.h"

namespace corollary::coding {
namespace {

// FNV-1a over the parts with a mark between them: the same number for "head=say:that" read from the table and for its
// parts.
class FeatureHash {
 public:
  FeatureHash& add(std::string_view text) {
    for (const char c : text) {
      value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    }
    return *this;
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ull;
};

std::uint64_t hash_of(const FeatureName& feature) {
  return FeatureHash().add(feature.kind).add("=").add(feature.first).add(":").add(feature.second).value();
}

constexpr std::string_view kIntercept = "intercept";

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

double rule_value(const SentenceStandings& sentence, std::size_t token) { return factuality_by_rule(sentence.of(token)); }

Result<Factuality> Factuality::from_tables(std::string_view signatures, std::string_view weights) {
  Factuality factuality;
  TRY_ASSIGN(factuality.signatures_, Signatures::from_table("src/coding/data/signatures.tsv", signatures));
  TRY_ASSIGN(const Table table, read_tsv("models/factuality.tsv", weights));
  TRY_ASSIGN(const std::size_t feature, table.column("feature"));
  TRY_ASSIGN(const std::size_t weight, table.column("weight"));
  for (const Table::Row& row : table.rows) {
    const auto value = parse_number(row.cells[weight]);
    if (!value) {
      return fail(ErrorKind::input, "{}:{}: weight '{}' is no number", table.name, row.line, row.cells[weight]);
    }
    if (row.cells[feature] == kIntercept) {
      factuality.intercept_ = *value;
    } else {
      factuality.weights_.push_back({FeatureHash().add(row.cells[feature]).value(), static_cast<float>(*value)});
    }
  }
  std::ranges::sort(factuality.weights_, {}, &Weight::feature);
  return factuality;
}

Result<Factuality> Factuality::make() { return from_tables(embedded_signatures(), embedded_factuality()); }

double Factuality::factuality(const SentenceStandings& sentence, std::size_t token) const {
  double sum = intercept_ + factuality_by_rule(sentence.of(token));
  factuality_features(sentence, token, [&](const FeatureName& name) {
    const std::uint64_t hash = hash_of(name);
    const auto found = std::ranges::lower_bound(weights_, hash, {}, &Weight::feature);
    if (found != weights_.end() && found->feature == hash) sum += static_cast<double>(found->value);
  });
  return std::clamp(sum, -3.0, 3.0);
}

Judgment Factuality::judge(const SentenceStandings& sentence, std::size_t token) const {
  return {sentence.of(token).own, factuality(sentence, token), sentence.cue(token), sentence.why(token)};
}

}  // namespace corollary::coding
