#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "coding/confidence.h"
#include "ontology/catalogue.h"
#include "ontology/event.h"
#include "ontology/statement.h"
#include "reports/report.h"
#include "text/parser.h"

namespace corollary::coding {

/// A sentence that was not coded: it is longer than reason.
struct PassedOver {
  ByteRange bytes;
  std::size_t words;
};

/// What a report says. Events and statements in the order of their sentences.
struct CodedReport {
  std::vector<Event> events;
  std::vector<std::optional<Grounds>> grounds;  ///< What each event's confidence rests on; none for an account's encounter.
  std::vector<Statement> statements;
  std::vector<PassedOver> passed_over;
};

/// One line for each thing in a report that was not read as it stands: what was mended, which sentences were passed over.
std::vector<std::string> notes(const Report& report, const CodedReport& coded);

/// A user's own words for acts: a table as src/coding/data/acts.tsv, and what to call it in errors.
struct Frames {
  std::string name, text;
};

/// Turns reports into events and statements: who did what to whom, and what was said, promised, denied or expected.
///
/// Finds actors by the catalogue, acts by the lexicon of verbs and event nouns (src/coding/data), their sides by
/// the dependency tree of the sentence, modality by what governs the act in that tree (`SentenceStandings`), and then attribution, dates, places and issues. Every event and statement names
/// the rule that made it in `why`. What is told twice in a report is one event. Headings, questions and what only
/// describes something ("territory occupied by …") make no event; an event needs somebody the catalogue knows, but for
/// violence between unknown groups. Speech is a statement event where nothing of what is said is an act.
///
/// Confidence is the probability that such an event is right, learned from events that were judged by hand
/// (`ConfidenceModel`); the classifier of types beside the program gives a second opinion, which counts in it and stands
/// in `why`. Immutable after `make`: one coder serves many threads.
class Coder {
 public:
  /// Catalogue and parser must outlive the coder. `frames` go before our own acts where both ask for as much.
  /// Errors: `input` with file and line if a table of acts is malformed.
  static Result<Coder> make(const Catalogue& catalogue, const text::Parser& parser, const std::vector<Frames>& frames = {});
  ~Coder();
  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;

  /// Longer sentences are passed over: what one costs stays bounded.
  static constexpr std::size_t kSentenceWordsMost = text::Parser::kWordsMost;

  /// Never fails: a text without an event has none. Cost: O(tokens) per sentence.
  [[nodiscard]] CodedReport code(const Report& report) const;

 private:
  struct Lexicon;
  explicit Coder(std::unique_ptr<const Lexicon> lexicon);
  std::unique_ptr<const Lexicon> lexicon_;
};

}  // namespace corollary::coding
