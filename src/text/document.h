#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"

namespace corollary::text {

enum class TokenKind : std::uint8_t { word, number, punctuation };

/// A word, number or mark. Tokens never overlap; what lies between two tokens is white space, so that the tokens with
/// the gaps between them rebuild the text exactly.
struct Token {
  ByteRange bytes;
  TokenKind kind;
};

/// Tokens [first_token, last_token) that form a sentence, and the bytes from the first's begin to the last's end.
struct Sentence {
  ByteRange bytes;
  std::size_t first_token;
  std::size_t last_token;
};

/// A token's place in the tree of its sentence, as Universal Dependencies defines it. The views have static storage.
struct Node {
  static constexpr std::size_t kRoot = static_cast<std::size_t>(-1);

  std::string_view upos;      ///< "VERB".
  std::string_view xpos;      ///< "VBD", of the Penn tags.
  std::string_view relation;  ///< "nsubj:pass".
  std::string lemma;
  std::size_t head = kRoot;   ///< Counts in the sentence from 0; kRoot for the one token that depends on none.
};

/// A text cut into sentences and tokens. It does not own the text: offsets count in the text that it was made from.
struct Document {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Node> nodes;  ///< One a token once a `Parser` has read the document, else empty.

  [[nodiscard]] std::span<const Token> tokens_of(const Sentence& sentence) const {
    return std::span(tokens).subspan(sentence.first_token, sentence.last_token - sentence.first_token);
  }
  [[nodiscard]] std::span<const Node> nodes_of(const Sentence& sentence) const {
    return std::span(nodes).subspan(sentence.first_token, sentence.last_token - sentence.first_token);
  }
};

/// Cuts the part `within` of `text`. Clitics are tokens of their own ("Trump" + "'s", "did" + "n't"); abbreviations
/// ("U.S.", "Gen.", "No. 5"), decimals, initials and quotes do not end sentences where they should not; a blank line
/// always does, and a title line is a sentence of its own. Never fails: any UTF-8 has tokens or none.
/// Cost: O(bytes).
Document analyse(std::string_view text, ByteRange within);

}  // namespace corollary::text
