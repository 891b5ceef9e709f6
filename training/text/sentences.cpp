// Cuts plain text from standard input into sentences: one a line, its words separated by single spaces, as teacher.py and
// distil.py read them.
//
//   corollary_sentences < plain.txt > sentences.txt

#include <iostream>
#include <iterator>
#include <string>

#include "text/document.h"

using namespace corollary;

int main() {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const text::Document document = text::analyse(text, {0, text.size()});
  for (const text::Sentence& sentence : document.sentences) {
    std::string line;
    for (const text::Token& token : document.tokens_of(sentence)) {
      if (!line.empty()) line += ' ';
      line += text.substr(token.bytes.begin, token.bytes.end - token.bytes.begin);
    }
    std::cout << line << '\n';
  }
}
