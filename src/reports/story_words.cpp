#include "reports/story_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/strings.h"

namespace corollary::reports {
namespace {

constexpr std::size_t kDatelineBytes = 90;    // Longer ones were not seen.
constexpr std::size_t kSentenceWordsLeast = 12;  // A shorter paragraph without a full stop is a heading or a byline.

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

// Punctuation beyond ASCII that matters here: U+2018 to U+201F and the dashes are three bytes that begin with E2 80.
bool is_general_punctuation(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '\xe2' && text[at + 1] == '\x80';
}
bool is_word_byte(std::string_view text, std::size_t at) {
  const char c = text[at];
  return is_letter(c) || is_digit(c) || (static_cast<unsigned char>(c) >= 0x80 && !is_general_punctuation(text, at));
}

std::uint32_t hash_of(std::string_view word) {
  const std::uint64_t hash = content_hash(word);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

std::uint16_t sound_of(std::string_view word) {
  std::string consonants;
  for (const char c : word) {
    const bool is_vowel = std::string_view("aeiouy'-").contains(c);
    if (!is_vowel && (consonants.empty() || consonants.back() != c)) consonants += c;
  }
  const std::uint64_t hash = content_hash(consonants);
  return static_cast<std::uint16_t>(hash ^ (hash >> 16) ^ (hash >> 32) ^ (hash >> 48));
}

constexpr auto kNumberWords = std::to_array<std::string_view>({"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                                               "eleven", "twelve"});

// Reads paragraphs one after the other.
class WordReader {
 public:
  explicit WordReader(std::vector<StoryWord>& words) : words_(words) {}

  void read(std::string_view paragraph) {
    sentence_begins_ = true;
    quoted_ = false;
    std::size_t at = 0;
    while (at < paragraph.size()) {
      at = is_word_byte(paragraph, at) ? read_word(paragraph, at) : read_mark(paragraph, at);
    }
  }

 private:
  std::size_t read_mark(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (is_general_punctuation(text, at)) {
      if (text[at + 2] == '\x9c') quoted_ = sentence_begins_ = true;
      if (text[at + 2] == '\x9d') quoted_ = false;
      return at + 3;
    }
    if (c == '"') {
      quoted_ = !quoted_;
      sentence_begins_ = sentence_begins_ || quoted_;
    }
    if (c == '.' || c == '!' || c == '?' || c == ':') sentence_begins_ = true;
    return at + 1;
  }

  // An apostrophe or a hyphen between letters, and a comma or point between digits, are part of the word.
  static std::size_t joint(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    const std::size_t size = is_general_punctuation(text, at) && text[at + 2] == '\x99' ? 3 : 1;
    const char c = text[at];
    if (at + size >= text.size() || !is_word_byte(text, at + size)) return 0;
    if (c == ',' || c == '.') return is_digit(text[at - 1]) && is_digit(text[at + 1]) ? 1 : 0;
    return c == '\'' || size == 3 ? size : 0;
  }

  std::size_t read_word(std::string_view text, std::size_t at) {
    const bool begins_upper = is_upper(text[at]) || static_cast<unsigned char>(text[at]) >= 0xc3;
    bool is_ascii = true;
    word_.clear();
    while (at < text.size()) {
      if (is_word_byte(text, at)) {
        is_ascii = is_ascii && static_cast<unsigned char>(text[at]) < 0x80;
        word_ += is_upper(text[at]) ? static_cast<char>(text[at] - 'A' + 'a') : text[at];
        ++at;
      } else if (const std::size_t joined = joint(text, at); joined != 0) {
        if (text[at] == '.') word_ += '.';
        if (text[at] == '\'' || joined == 3) word_ += '\'';
        at += joined;
      } else {
        break;
      }
    }
    if (!is_ascii) word_ = folded(word_);
    if (word_.ends_with("'s")) word_.resize(word_.size() - 2);
    add(begins_upper);
    sentence_begins_ = false;
    return at;
  }

  void add(bool begins_upper) {
    StoryWord word;
    word.quoted = quoted_;
    if (const auto found = std::ranges::find(kNumberWords, word_); found != kNumberWords.end() && word_ != "one") {
      word_ = format("{}", found - kNumberWords.begin());
    }
    if (is_digit(word_.front())) {
      word.kind = StoryWord::Kind::number;
    } else if (begins_upper && weekday_number(word_)) {
      word.kind = StoryWord::Kind::weekday;
    } else if (begins_upper && !sentence_begins_ && !month_number(word_)) {
      word.kind = StoryWord::Kind::name;
      word.sound = sound_of(word_);
    }
    word.hash = hash_of(word_);
    words_.push_back(word);
  }

  std::vector<StoryWord>& words_;
  std::string word_;
  bool sentence_begins_ = true, quoted_ = false;
};

// Behind "HELSINKI, July 16 (Reuters) - ", "MOSCOW, July 16. /TASS/." and "Helsinki (AP) — ".
std::string_view without_dateline(std::string_view text) {
  const std::string_view head = text.substr(0, kDatelineBytes);
  if (const std::size_t agency = head.find("/. "); agency != std::string_view::npos && head.contains(". /")) {
    return text.substr(agency + 3);
  }
  for (const std::string_view dash : {" - ", " \xe2\x80\x94 ", " \xe2\x80\x93 ", " -- "}) {
    const std::size_t at = head.find(dash);
    const bool is_dateline = at != std::string_view::npos && is_upper(head.front()) && !head.substr(0, at).contains(". ") &&
                             (head.substr(0, at).ends_with(")") || (at > 2 && is_upper(head[1]) && is_upper(head[2])));
    if (is_dateline) return text.substr(at + dash.size());
  }
  return text;
}

bool is_credit(std::string_view paragraph) {
  constexpr auto begins = std::to_array<std::string_view>({"By ", "BY ", "(Reporting", "Reporting by", "(Writing", "Writing by", "(Editing", "Additional reporting",
                                                           "(Additional", "Photo", "With reporting"});
  return std::ranges::any_of(begins, [&](std::string_view begin) { return paragraph.starts_with(begin); }) && paragraph.size() < 200;
}

}  // namespace

std::vector<StoryWord> story_words(const Report& report) {
  std::vector<StoryWord> words;
  WordReader reader(words);
  std::string_view text = report.body.size() > 0 ? report.body.of(report.text) : std::string_view(report.text);
  words.reserve(text.size() / 5);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view paragraph = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (paragraph.empty() || is_credit(paragraph)) continue;
    if (words.empty()) paragraph = without_dateline(paragraph);
    const std::size_t before = words.size();
    reader.read(paragraph);
    const bool is_sentence = paragraph.find_last_of(".!?") != std::string_view::npos;
    if (!is_sentence && words.size() - before < kSentenceWordsLeast) words.resize(before);
  }
  return words;
}

}  // namespace corollary::reports
