// Trees over any UTF-8: one root in each sentence, every head in it, no cycle.
#include "base/strings.h"
#include "fuzz.h"
#include "text/parser.h"

using namespace corollary;

namespace {

const text::Parser& parser() {
  static const text::Parser loaded = text::Parser::load(text::Parser::find_model().value()).value();
  return loaded;
}

}  // namespace

FUZZ(bytes) {
  if (invalid_utf8_at(bytes)) {
    return;
  }
  text::Document document = text::analyse(bytes, {0, bytes.size()});
  parser().parse(bytes, document);
  ensure(document.nodes.size() == document.tokens.size(), "each token has its node");
  for (const text::Sentence& sentence : document.sentences) {
    const auto nodes = document.nodes_of(sentence);
    std::size_t roots = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      roots += nodes[i].head == text::Node::kRoot;
      std::size_t at = i;
      for (std::size_t steps = 0; at != text::Node::kRoot; ++steps) {
        ensure(at < nodes.size() && steps <= nodes.size(), "heads lead to the root");
        at = nodes[at].head;
      }
    }
    ensure(roots == 1, "a sentence has one root");
  }
}
