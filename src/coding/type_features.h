#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "coding/act_lexicon.h"
#include "coding/words.h"
#include "ontology/cameo.h"
#include "text/document.h"
#include "text/parser.h"

namespace corollary::coding {

/// Somebody who may act on somebody in a sentence. Words count in the sentence.
struct TypeCandidate {
  Range actor;
  Range recipient;  ///< Empty if nobody is acted on.
};

/// A sentence as the classifier reads it: one node a word, and at least one word.
struct TypeSentence {
  const Words& words;
  std::span<const text::Node> nodes;
};

/// One feature: a hash of its name, and its value.
struct TypeFeature {
  std::uint64_t key;
  float value;
};

/// Classes of words with one meaning, as src/coding/data/concepts.tsv lists them. Immutable.
class Concepts {
 public:
  /// Errors: `input` if the table is malformed.
  static Result<Concepts> from_table(std::string_view name, std::string_view text);
  /// The classes of a lemma, or of a lemma and the word behind it ("call off").
  [[nodiscard]] std::span<const std::uint16_t> of(const std::string& lemma) const;
  [[nodiscard]] std::string_view name(std::uint16_t concept_index) const { return names_[concept_index]; }
  /// The lemma begins an entry of two words.
  [[nodiscard]] bool begins_pair(const std::string& lemma) const { return pair_begins_.contains(lemma); }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::vector<std::uint16_t>> by_lemma_;
  std::unordered_set<std::string> pair_begins_;
};

/// What the classifier of event types looks at: words around and between the two spans, the words on the way through
/// the tree from the actor to the recipient with their objects and complements, classes of words and pairs of them,
/// what the lexicon of acts makes of them, modality, prepositions, and word vectors. A pure function of its arguments.
class TypeFeatures {
 public:
  /// From the tables of acts and concepts that the program carries. `parser` must outlive this.
  /// Errors: `input` if one is malformed (our own data).
  static Result<TypeFeatures> make(const CameoTable& cameo, const text::Parser& parser);

  /// The features, in a fixed order, keys possibly twice; `names`, if given, gets a readable name for each.
  /// Cost: O(words), about 20 microseconds for 30 words.
  [[nodiscard]] std::vector<TypeFeature> of(const TypeSentence& sentence, const TypeCandidate& candidate,
                                            std::vector<std::string>* names = nullptr) const;

 private:
  TypeFeatures(ActLexicon lexicon, const text::Parser& parser, Concepts concepts)
      : lexicon_(std::move(lexicon)), parser_(&parser), concepts_(std::move(concepts)) {}

  ActLexicon lexicon_;
  const text::Parser* parser_;
  Concepts concepts_;
};

}  // namespace corollary::coding
