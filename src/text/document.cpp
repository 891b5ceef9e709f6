#include "text/document.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"
#include "text/characters.h"
#include "text/tokens.h"

namespace corollary::text {
namespace {

// Words that begin sentences and hardly ever follow "U.S." or an initial inside one. Sorted.
constexpr std::array<std::string_view, 36> kStarters = {
    "A",   "Although", "An",   "And",   "As",    "At",    "But",   "By",   "He",   "Her",  "His",  "However",
    "If",  "In",       "It",   "Its",   "Last",  "Many",  "Meanwhile", "No", "On",  "Our",  "She",  "Since",
    "Some", "That",    "The",  "Their", "There", "These", "They",  "This", "We",   "When", "While", "With"};
static_assert(std::ranges::is_sorted(kStarters));

constexpr std::array<std::string_view, 8> kClosing = {"\"", "'", "”", "’", ")", "]", "»", "’’"};
constexpr std::array<std::string_view, 8> kOpening = {"\"", "'", "“", "‘", "(", "[", "«", "„"};

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// A line of up to this many bytes above a much longer one is a heading, for a text that is wrapped by hand has lines of
// like length.
constexpr std::size_t kHeadingLineMost = 90;
constexpr std::size_t kUnwrappedLineLeast = 110;

class SentenceCutter {
 public:
  SentenceCutter(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  std::vector<Sentence> cut() {
    std::size_t first = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i + 1 == tokens_.size() || ends_after(i)) {
        sentences_.push_back({{tokens_[first].bytes.begin, tokens_[i].bytes.end}, first, i + 1});
        first = i + 1;
      }
    }
    return std::move(sentences_);
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const { return tokens_[i].bytes.of(text_); }
  [[nodiscard]] std::string_view gap_after(std::size_t i) const {
    return text_.substr(tokens_[i].bytes.end, tokens_[i + 1].bytes.begin - tokens_[i].bytes.end);
  }

  // Decides whether a sentence ends between token i and the next one.
  bool ends_after(std::size_t i) {
    const std::string_view gap = gap_after(i);
    const auto breaks = std::ranges::count(gap, '\n');
    if (breaks > 0) {
      line_begin_ = i + 1;
    }
    if (breaks > 1 || (breaks == 1 && (is_list_mark(i + 1) || is_heading_above(i)))) {
      return true;
    }
    if (gap.empty() || is_face(word(i + 1)) || is_note_number(i + 1)) {
      return false;
    }
    if (is_face(word(i)) || is_end_of_note_number(i)) {
      return may_begin(i + 1);
    }
    // The mark that ends the sentence may stand before closing quotes and brackets.
    std::size_t mark = i;
    while (mark > 0 && is_in(kClosing, word(mark)) && gap_after(mark - 1).empty()) --mark;
    return mark_ends(mark, i + 1);
  }

  [[nodiscard]] bool mark_ends(std::size_t mark, std::size_t next) const {
    const std::string_view last = word(mark);
    if (tokens_[mark].kind == TokenKind::word) {
      return last.ends_with('.') && !always_goes_on(last) && begins_for_certain(next);
    }
    const bool final = last.starts_with('.') || last.starts_with('!') || last.starts_with('?') || last == "…";
    return final && !is_list_number(mark) && (may_begin(next) || (mark + 1 == next && is_end_for_certain(mark)));
  }

  // "[17]" behind a full stop belongs to the sentence before it.
  [[nodiscard]] bool is_note_number(std::size_t i) const {
    return i + 2 < tokens_.size() && word(i) == "[" && tokens_[i + 1].kind == TokenKind::number && word(i + 2) == "]";
  }
  [[nodiscard]] bool is_end_of_note_number(std::size_t i) const {
    return i >= 3 && is_note_number(i - 2) && word(i - 3) == ".";
  }

  // After a full stop nearly anything begins a sentence but a word in lower case.
  [[nodiscard]] bool may_begin(std::size_t i) const {
    while (i + 1 < tokens_.size() && is_in(kOpening, word(i)) && gap_after(i).empty()) ++i;
    return tokens_[i].kind != TokenKind::word || starts_upper(word(i)) || !is_ascii_letter(word(i)[0]);
  }
  static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  // Before a word in lower case, as in hasty writing: a mark that is no ellipsis behind a word that is no abbreviation, for
  // those are short or have capitals.
  [[nodiscard]] bool is_end_for_certain(std::size_t mark) const {
    constexpr std::size_t abbreviation_most = 3;
    if (mark == 0 || word(mark).starts_with("..") || tokens_[mark - 1].kind != TokenKind::word) {
      return false;
    }
    const std::string_view last = word(mark - 1);
    return last.size() > abbreviation_most && std::ranges::all_of(last, [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // After an abbreviation only a word that hardly stands elsewhere than at the beginning, or an opening quote.
  [[nodiscard]] bool begins_for_certain(std::size_t i) const {
    const bool quoted = is_in(kOpening, word(i)) && word(i) != "(" && word(i) != "[";
    return std::ranges::binary_search(kStarters, word(i)) || (quoted && may_begin(i));
  }

  // "1. ", "a) ", "- ", "• " at the beginning of a line.
  [[nodiscard]] bool is_list_mark(std::size_t i) const {
    if (i + 1 >= tokens_.size() || gap_after(i).find('\n') != std::string_view::npos) {
      return false;
    }
    const std::string_view mark = word(i);
    const bool bullet = (mark == "-" || mark == "*" || mark == "•" || mark == "–" || mark == "·" || mark == "▪") &&
                        !gap_after(i).empty();
    const bool numbered = mark.size() <= 2 && gap_after(i).empty() && (word(i + 1) == "." || word(i + 1) == ")");
    return bullet || numbered;
  }
  // So is "3." right behind the end of a sentence.
  [[nodiscard]] bool is_list_number(std::size_t mark) const {
    const bool counts = mark >= 1 && tokens_[mark - 1].kind == TokenKind::number && word(mark - 1).size() <= 2 && gap_after(mark - 1).empty();
    const bool begins = counts && !sentences_.empty() ? sentences_.back().last_token + 1 == mark : mark == 1;
    return (mark == line_begin_ + 1 && is_list_mark(mark - 1)) || (counts && begins);
  }

  // The line that ends with token i is short, has no end mark, and a much longer line follows it.
  [[nodiscard]] bool is_heading_above(std::size_t i) const {
    const std::size_t end = tokens_[i].bytes.end;
    const std::size_t above = text_.rfind('\n', end - 1);
    const std::size_t begin = above == std::string_view::npos ? 0 : above + 1;
    const std::size_t next = tokens_[i + 1].bytes.begin;
    const std::size_t next_end = std::min(text_.find('\n', next), text_.size());
    const bool open = tokens_[i].kind != TokenKind::punctuation || word(i) == ")";
    return open && end - begin <= kHeadingLineMost && next_end - next >= kUnwrappedLineLeast && may_begin(i + 1);
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Sentence> sentences_;
  std::size_t line_begin_ = 0;
};

}  // namespace

Document analyse(std::string_view text, ByteRange within) {
  Document document;
  document.tokens = cut_tokens(text, within);
  document.sentences = SentenceCutter(text.substr(0, within.end), document.tokens).cut();
  return document;
}

}  // namespace corollary::text
