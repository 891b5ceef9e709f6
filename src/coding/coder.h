#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "ontology/catalogue.h"
#include "ontology/event.h"
#include "ontology/statement.h"
#include "reports/report.h"

namespace corollary::coding {

/// What a report says. Events and statements in the order of their sentences.
struct CodedReport {
  std::vector<Event> events;
  std::vector<Statement> statements;
};

/// Turns reports into events and statements: who did what to whom, and what was said, promised, denied or expected.
///
/// Finds actors by the catalogue, acts by the lexicon of verbs and event nouns (src/coding/data), their sides by
/// shallow clause patterns, and then modality, attribution, dates, places and issues. Every event and statement names
/// the rule that made it in `why`. Immutable after `make`: one coder serves many threads.
class Coder {
 public:
  /// The catalogue must outlive the coder. Errors: `input` if the lexicon is malformed (our own data).
  static Result<Coder> make(const Catalogue& catalogue);
  ~Coder();
  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;

  /// Never fails: a text without an event has none. Cost: O(tokens) per sentence; sentences over 400 tokens are
  /// not coded.
  [[nodiscard]] CodedReport code(const Report& report) const;

 private:
  struct Lexicon;
  explicit Coder(std::unique_ptr<const Lexicon> lexicon);
  std::unique_ptr<const Lexicon> lexicon_;
};

}  // namespace corollary::coding
