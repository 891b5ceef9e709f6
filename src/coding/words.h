#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace corollary::coding {

/// Words [first, last) of a sentence.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;

  [[nodiscard]] bool empty() const { return first >= last; }
  [[nodiscard]] bool contains(std::size_t i) const { return first <= i && i < last; }
  auto operator<=>(const Range&) const = default;
};

/// A token of a sentence with what the rules look at.
struct Word {
  std::string_view text;
  std::string lower;  ///< Without case and marks; "’" is "'".
  ByteRange bytes;    ///< In the report's text.
  text::TokenKind kind;
  bool upper = false;  ///< Begins with an upper-case letter.
};
using Words = std::vector<Word>;

/// The words of one sentence. The text must outlive them.
Words words_of(std::string_view text, const text::Document& document, const text::Sentence& sentence);

// Closed classes of English, by a word in lower case. Cost of each: a look into a small sorted list.
bool is_preposition(std::string_view lower);
bool is_determiner(std::string_view lower);
/// Words that begin a clause of their own below another: "although", "because", "if", "while".
bool is_subordinator(std::string_view lower);
bool is_relative_pronoun(std::string_view lower);
bool is_subject_pronoun(std::string_view lower);
bool is_modal(std::string_view lower);
bool is_be(std::string_view lower);
std::span<const std::string_view> forms_of_be();
bool is_have(std::string_view lower);
bool is_do(std::string_view lower);
bool is_negation(std::string_view lower);
std::span<const std::string_view> negations();
/// Adverbs and particles that may stand inside a group of verbs.
bool is_adverb(std::string_view lower);
/// "'s", "’s" or a bare apostrophe behind an s.
bool is_possessive_mark(std::string_view lower);
bool is_punctuation(const Word& word);

}  // namespace corollary::coding
