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
constexpr std::array<std::string_view, 22> kPrefixes = {
    "anti", "bi", "co", "counter", "cyber", "de", "e", "ex", "inter", "intra", "mid", "multi", "non",
    "post", "pre", "pro", "quasi", "re", "semi", "sub", "trans", "un"};
// What a word with points in it ends with if it is the name of a file or a host. Sorted.
constexpr std::array<std::string_view, 36> kAddressEnds = {
    "au", "biz", "ca", "ch", "cn", "com", "csv", "de", "doc", "docx", "edu", "eu", "exe", "fr", "gif", "gov", "htm", "html",
    "info", "int", "io", "jpg", "mil", "net", "nz", "org", "pdf", "pl", "png", "ru", "tv", "txt", "uk", "url", "xls", "zip"};
// Contractions written together, and how many letters their first word has. Sorted.
struct Fusion {
  std::string_view word;
  std::size_t first;
};
constexpr std::array<Fusion, 22> kFusions = {{{"aint", 2},   {"alot", 1},   {"arent", 3},   {"cannot", 3}, {"cant", 2},  {"couldnt", 5}, {"didnt", 4}, {"doesnt", 4},
                                              {"dont", 2},   {"gonna", 3},  {"gotta", 3},   {"hasnt", 3},  {"havent", 4}, {"im", 1},      {"isnt", 2},  {"ive", 1},
                                              {"shouldnt", 6}, {"wanna", 3}, {"wasnt", 3},  {"werent", 4}, {"wont", 2},  {"wouldnt", 5}}};
// Faces, longest first.
constexpr std::array<std::string_view, 18> kFaces = {">:(", ":-)", ":-(", ";-)", ":-D", ":-P", "^_^", "-_-", ":')",
                                                     ":)",  ":(",  ";)",  "=)",  "=(",  ":D",  ":P",  ":/",  "<3"};
constexpr std::array<std::string_view, 6> kClitics = {"s", "re", "ve", "ll", "d", "m"};

static_assert(std::ranges::is_sorted(kTitles) && std::ranges::is_sorted(kAbbreviations) && std::ranges::is_sorted(kPrefixes) &&
              std::ranges::is_sorted(kAddressEnds) && std::ranges::is_sorted(kFusions, {}, &Fusion::word));

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
    if (text_.substr(end).starts_with('&') && is_capitals(at_, end) && is_capitals(end + 1, end_of_letters(end + 1))) {
      end = end_of_letters(end + 1);  // "AT&T"
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

  [[nodiscard]] bool is_capitals(std::size_t begin, std::size_t end) const {
    const std::string_view word = text_.substr(begin, end - begin);
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  [[nodiscard]] bool digit_follows(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return is(CharacterKind::digit, at);
  }

  // "https://…", "www…", "name@host.org", "report.pdf": up to the white space, without the marks that close the sentence.
  [[nodiscard]] std::size_t end_of_address() const {
    constexpr std::size_t longest = 2000;
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < longest && !is(CharacterKind::space, end)) end += character_at(text_, end).length;
    while (end > at_ && std::string_view(".,;:!?)]>\"'").find(text_[end - 1]) != std::string_view::npos) --end;
    return is_address(text_.substr(at_, end - at_)) ? end : at_;
  }

  static bool is_address(std::string_view run) {
    if (run.starts_with("http://") || run.starts_with("https://") || run.starts_with("www.")) {
      return true;
    }
    const bool plain = std::ranges::all_of(run, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("._-@%+").find(c) != std::string_view::npos;
    });
    const std::size_t point = run.rfind('.');
    if (!plain || point == std::string_view::npos || run.find("..") != std::string_view::npos) {
      return plain && run.find("...@") != std::string_view::npos;
    }
    const std::size_t at = run.find('@');
    if (at != std::string_view::npos) {
      return at > 0 && at < point;
    }
    const bool lower = std::ranges::none_of(run, [](char c) { return c >= 'A' && c <= 'Z'; });
    return is_in(kAddressEnds, lower_ascii(run.substr(point + 1))) || (lower && std::ranges::count(run, '.') >= 2 && !is_initials(run));
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
    const std::string lower = lower_ascii(word);
    if (const auto fusion = std::ranges::lower_bound(kFusions, lower, {}, &Fusion::word); fusion != kFusions.end() && fusion->word == lower && word != "IM") {
      add(at_ + fusion->first, TokenKind::word);
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

  // "1,000.5", "16.07.2018", "2018-07-16", "10:30", "16th", "2021/22"; but "10-15" and "2014-2018" are three tokens.
  void cut_number() {
    if (const std::size_t end = end_of_address(); end > at_) {
      return add(end, TokenKind::word);
    }
    std::size_t end = end_of_letters(at_);
    if (const std::string half = lower_ascii(text_.substr(at_, end - at_)); half.size() > 2 && (half.ends_with("am") || half.ends_with("pm")) &&
                                                                            half.find_first_not_of("0123456789") == half.size() - 2) {
      return add(end - 2, TokenKind::number);  // "5pm"
    }
    std::size_t hyphens = 0;
    std::size_t before_hyphen = end;
    while (end + 1 < text_.size() && std::string_view(".,:/-").find(text_[end]) != std::string_view::npos &&
           is(CharacterKind::digit, end + 1)) {
      if (text_[end] == '-' && hyphens++ == 0) {
        before_hyphen = end;
      }
      end = end_of_letters(end + 1);
    }
    if (end - at_ > 3) {
      const std::string half = lower_ascii(text_.substr(end - 2, 2));
      end -= half == "am" || half == "pm" ? 2 : 0;  // "7:30PM"
    }
    const bool range = hyphens == 1 && end - before_hyphen <= 5 && before_hyphen - at_ <= 4;
    add(range ? before_hyphen : end, TokenKind::number);
  }

  // A run of the same mark is one token: "...", "--"; so is one of marks that end sentences: "?!". A quote is one of its
  // own each time.
  void cut_mark(std::size_t length) {
    for (const std::string_view face : kFaces) {
      if (text_.substr(at_).starts_with(face) && !is_alphanumeric(at_ + face.size())) {
        return add(at_ + face.size(), TokenKind::punctuation);
      }
    }
    std::size_t end = at_ + length;
    const std::string_view mark = text_.substr(at_, length);
    constexpr std::string_view ending = ".?!";
    constexpr std::string_view runs = "-*=_$<>~#";
    if (ending.find(mark) != std::string_view::npos) {
      while (end < text_.size() && ending.find(text_[end]) != std::string_view::npos) ++end;
    } else if (runs.find(mark) != std::string_view::npos) {
      while (text_.substr(end).starts_with(mark)) end += length;
    }
    add(end, TokenKind::punctuation);
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut_tokens(std::string_view text, ByteRange within) { return Cutter(text, within).cut(); }

bool is_face(std::string_view token) { return token.size() > 1 && std::ranges::find(kFaces, token) != kFaces.end(); }

bool always_goes_on(std::string_view token) {
  return token.ends_with('.') && is_in(kTitles, lower_ascii(token.substr(0, token.size() - 1)));
}

}  // namespace corollary::text
