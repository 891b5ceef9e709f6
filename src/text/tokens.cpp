#include "text/tokens.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "text/characters.h"

namespace corollary::text {
namespace {

// In front of a name or number, so that the sentence goes on. Sorted.
constexpr std::array<std::string_view, 45> kTitles = {
    "adm", "amb", "art", "assoc", "brig", "capt", "cf", "cmdr", "col", "cpl", "dr", "e.g", "ft", "gen", "gov", "hon",
    "i.e", "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "ph", "pp", "pres", "prof", "pvt", "rep",
    "reps", "rev", "sec", "sen", "sens", "sgt", "spc", "st", "supt", "v", "viz", "vol", "vs"};
// May end a sentence or not: what follows decides. Sorted.
constexpr std::array<std::string_view, 41> kAbbreviations = {
    "a.m", "approx", "apr", "aug", "ave", "b.c", "bros", "cent", "co", "corp", "d.c", "dec", "dept", "est", "etc",
    "feb", "fri", "inc", "jan", "jr", "jul", "jun", "ltd", "m", "mar", "mon", "nov", "oct", "p.m", "plc", "rd", "sat",
    "sep", "sept", "sr", "sun", "thu", "tue", "u.n", "u.s", "wed"};
// Prefixes stay with their word, as in the treebanks. Sorted.
constexpr std::array<std::string_view, 26> kPrefixes = {
    "al", "anti", "bi", "co", "counter", "cyber", "de", "e", "el", "ex", "inter", "intra", "mid", "multi", "non",
    "post", "pre", "pro", "quasi", "re", "self", "semi", "sub", "trans", "ul", "un"};
constexpr std::array<std::string_view, 6> kClitics = {"s", "re", "ve", "ll", "d", "m"};

static_assert(std::ranges::is_sorted(kTitles) && std::ranges::is_sorted(kAbbreviations) && std::ranges::is_sorted(kPrefixes));

bool is_in(const auto& sorted, std::string_view word) { return std::ranges::binary_search(sorted, word); }

// "U.S", "J", "U.N.H.C.R": single letters with points between them.
bool is_initials(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool letter_expected = i % 2 == 0;
    const bool letter = (word[i] >= 'A' && word[i] <= 'Z') || (word[i] >= 'a' && word[i] <= 'z');
    if (letter_expected ? !letter : word[i] != '.') {
      return false;
    }
  }
  return word.size() % 2 == 1;
}

bool takes_point(std::string_view word, bool digit_follows) {
  const std::string lower = lower_ascii(word);
  if (lower == "no" || lower == "nos" || lower == "art" || lower == "sec" || lower == "vol") {
    return digit_follows;
  }
  const bool capital_wanted = lower == "sat" || lower == "sun" || lower == "mar" || lower == "wed" || lower == "m";
  if (capital_wanted && !starts_upper(word)) {
    return false;
  }
  const bool lone_small_letter = word.size() == 1 && !starts_upper(word);
  return is_in(kTitles, lower) || is_in(kAbbreviations, lower) || (is_initials(word) && word != "I" && !lone_small_letter);
}

class Cutter {
 public:
  Cutter(std::string_view text, ByteRange within) : text_(text.substr(0, within.end)), at_(within.begin) {}

  std::vector<Token> cut() {
    while (at_ < text_.size()) {
      const Character next = character_at(text_, at_);
      switch (next.kind) {
        case CharacterKind::space: at_ += next.length; break;
        case CharacterKind::letter: cut_word(); break;
        case CharacterKind::digit: cut_number(); break;
        case CharacterKind::mark: cut_mark(next.length); break;
      }
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] bool is(CharacterKind kind, std::size_t at) const {
    return at < text_.size() && character_at(text_, at).kind == kind;
  }
  [[nodiscard]] bool is_alphanumeric(std::size_t at) const {
    return is(CharacterKind::letter, at) || is(CharacterKind::digit, at);
  }
  void add(std::size_t end, TokenKind kind) {
    tokens_.push_back({{at_, end}, kind});
    at_ = end;
  }
  [[nodiscard]] std::size_t end_of_letters(std::size_t at) const {
    while (is_alphanumeric(at)) at += character_at(text_, at).length;
    return at;
  }

  void cut_word() {
    if (const std::size_t end = end_of_address(); end > at_) {
      return add(end, TokenKind::word);
    }
    std::size_t end = end_of_letters(at_);
    while (text_.substr(end).starts_with('.') && is(CharacterKind::letter, end + 1) &&
           character_at(text_, end + 1).length == 1 && is_initials(text_.substr(at_, end - at_)) &&
           !is_alphanumeric(end + 2)) {
      end += 2;  // "U" + ".S"
    }
    if (text_.substr(end).starts_with('-') && is(CharacterKind::letter, end + 1) &&
        is_in(kPrefixes, lower_ascii(text_.substr(at_, end - at_)))) {
      end = end_of_letters(end + 1);
    }
    if (text_.substr(end).starts_with('.') && takes_point(text_.substr(at_, end - at_), digit_follows(end + 1))) {
      return add(end + 1, TokenKind::word);
    }
    cut_negation(end);
    cut_clitics();
  }

  [[nodiscard]] bool digit_follows(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return is(CharacterKind::digit, at);
  }

  // "https://…", "www…", "name@host.org": up to the white space, without the marks that close the sentence.
  [[nodiscard]] std::size_t end_of_address() const {
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) {
      return at_;
    }
    std::size_t end = at_;
    while (end < text_.size() && !is(CharacterKind::space, end)) end += character_at(text_, end).length;
    while (end > at_ && std::string_view(".,;:!?)\"'").find(text_[end - 1]) != std::string_view::npos) --end;
    return end;
  }

  // "did" + "n't", "can" + "not"; else the word as it is.
  void cut_negation(std::size_t end) {
    const std::string_view word = text_.substr(at_, end - at_);
    const std::size_t mark = apostrophe_at(text_, end);
    const bool contracted = word.size() > 1 && (word.ends_with('n') || word.ends_with('N')) && mark > 0 &&
                            end + mark < text_.size() && (text_[end + mark] == 't' || text_[end + mark] == 'T') &&
                            !is_alphanumeric(end + mark + 1);
    if (contracted) {
      add(end - 1, TokenKind::word);
      return add(end + mark + 1, TokenKind::word);
    }
    if (equal_ignoring_case(word, "cannot")) {
      add(at_ + 3, TokenKind::word);
    }
    add(end, TokenKind::word);
  }

  void cut_clitics() {
    const std::size_t mark = apostrophe_at(text_, at_);
    if (mark == 0) {
      return;
    }
    const std::size_t end = end_of_letters(at_ + mark);
    const std::string clitic = lower_ascii(text_.substr(at_ + mark, end - at_ - mark));
    if (std::ranges::find(kClitics, clitic) != kClitics.end()) {
      add(end, TokenKind::word);
    } else if (end > at_ + mark && !clitic.empty()) {
      add(end, TokenKind::word);  // "O’Brien" goes on as a second part of the name.
    }
  }

  // "1,000.5", "16.07.2018", "2018-07-16", "10:30", "16th", "2021/22".
  void cut_number() {
    std::size_t end = end_of_letters(at_);
    while (end + 1 < text_.size() && std::string_view(".,:/-").find(text_[end]) != std::string_view::npos &&
           is(CharacterKind::digit, end + 1)) {
      end = end_of_letters(end + 1);
    }
    add(end, TokenKind::number);
  }

  // A run of the same mark is one token: "...", "--". A quote is one of its own each time.
  void cut_mark(std::size_t length) {
    std::size_t end = at_ + length;
    const std::string_view mark = text_.substr(at_, length);
    const bool runs = mark == "." || mark == "-" || mark == "*" || mark == "!" || mark == "?" || mark == "=" || mark == "_";
    while (runs && text_.substr(end).starts_with(mark)) end += length;
    add(end, TokenKind::punctuation);
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut_tokens(std::string_view text, ByteRange within) { return Cutter(text, within).cut(); }

bool always_goes_on(std::string_view token) {
  return token.ends_with('.') && is_in(kTitles, lower_ascii(token.substr(0, token.size() - 1)));
}

}  // namespace corollary::text
