// Sentences and tokens of any UTF-8.
#include "base/strings.h"
#include "fuzz.h"
#include "text/document.h"

using namespace corollary;

FUZZ(bytes) {
  if (invalid_utf8_at(bytes)) {
    return;
  }
  const text::Document document = text::analyse(bytes, {0, bytes.size()});
  std::size_t end = 0;
  for (const text::Token& token : document.tokens) {
    ensure(token.bytes.begin >= end && token.bytes.end > token.bytes.begin, "tokens are in order and not empty");
    ensure(!invalid_utf8_at(token.bytes.of(bytes)), "a token cuts no letter apart");
    end = token.bytes.end;
  }
  ensure(end <= bytes.size(), "tokens lie in the text");
  std::size_t token = 0;
  for (const text::Sentence& sentence : document.sentences) {
    ensure(sentence.first_token == token && sentence.last_token > token, "each token is in one sentence");
    ensure(sentence.bytes.begin == document.tokens[token].bytes.begin, "a sentence begins with its first token");
    token = sentence.last_token;
    ensure(sentence.bytes.end == document.tokens[token - 1].bytes.end, "a sentence ends with its last token");
  }
  ensure(token == document.tokens.size(), "no token is left over");
}
