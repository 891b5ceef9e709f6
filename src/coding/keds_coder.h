#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "coding/keds_dictionary.h"
#include "coding/words.h"
#include "reports/report.h"
#include "text/document.h"
#include "text/parser.h"

namespace corollary::coding {

/// An event as projects of the KEDS family write it: codes of who, to whom and what.
struct KedsEvent {
  std::string source, target, event;
  std::string why;  ///< The verb and the pattern, as the dictionary writes them.
  ByteRange bytes;  ///< Of the sentence, in the report's text.
  auto operator<=>(const KedsEvent&) const = default;
};

/// What a project sets for its coder.
struct KedsOptions {
  /// Agents without an actor act, under "~" and their code.
  bool converts_agents = false;
  /// How much of a sentence is coded: the first event, one of each clause, or all.
  enum class Extent : std::uint8_t { sentence, clause, all } extent = Extent::clause;
  /// TABARI leaves out what stands between commas, before the first and behind the last, if it has as many words.
  struct Commas {
    std::size_t inner_least = 2, inner_most = 10;
    std::size_t end_least = 2, end_most = 10;
    std::size_t begin_least = 255, begin_most = 0;
  } commas;
  /// Codes that stand in where nobody is named.
  struct Defaults {
    std::string source, target;  ///< "" if there is none.
    bool source_before_only = false, target_behind_only = false;
  };
  std::optional<Defaults> defaults;
  /// Who acted in the sentence before: what a pronoun stands for if nobody is named before it.
  std::vector<std::string> spoken_of;
};

/// Codes sentences by a project's own dictionaries, for those who have some: actors with their dates, agents composed
/// with them, verbs with the most demanding of their patterns, one event a clause: who stands before the verb, and the
/// first other one behind it; sides change in the passive.
///
/// The dictionary must outlive it. Words need a tree: with it subjects are found where names in between would mislead.
/// Source: Schrodt 2001 (KEDS, TABARI); Norris, Schrodt and Beieler 2017 (PETRARCH-2).
class KedsCoder {
 public:
  explicit KedsCoder(const KedsDictionary& dictionary);

  /// The events of a sentence told on `day`, in the order of their verbs. Without `nodes`, by neighbours alone.
  /// Cost: O(words * length of the longest phrase), and O(words^2) for each pattern of a verb that stands in it.
  [[nodiscard]] std::vector<KedsEvent> code(const Words& words, std::span<const text::Node> nodes, Date day, const KedsOptions& options) const;

  /// The events of a report, sentence by sentence, with their sentence as evidence. Cost: as above, and the parser's.
  [[nodiscard]] std::vector<KedsEvent> code(const Report& report, const text::Parser& parser) const;

 private:
  friend class KedsSentence;

  const KedsDictionary& dictionary_;
  // Entries by the first letters of their first word: a stem may be as short as that.
  std::unordered_map<std::string, std::vector<std::uint32_t>> actors_, agents_, verbs_;
};

}  // namespace corollary::coding
