// The table of issues of the European Union, and the weights that are learned from one.
#include "bargain/deu.h"
#include "fuzz.h"

using namespace corollary;

FUZZ(bytes) {
  const auto weights = bargain::Ensemble::from_table("weights.tsv", bytes);
  const auto read = bargain::parse_deu("deu.tsv", bytes);
  if (!read) {
    ensure(read.error().message.starts_with("deu.tsv:"), "an error says where it is");
    return;
  }
  for (const bargain::SettledIssue& settled : read->issues) {
    const auto outcome = bargain::Ensemble(weights ? weights->weights() : bargain::TermWeights{}).settle(settled.issue);
    ensure(outcome.has_value(), "an issue that was read can be settled");
    ensure(outcome->ranked_score(settled.outcome) <= 100, "a score is on the scale");
  }
}
