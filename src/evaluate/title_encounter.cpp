#include "evaluate/title_encounter.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace corollary::evaluate {
namespace {

using Kind = TitleEncounter::Kind;

bool is_in(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

constexpr auto kCalls = std::to_array<std::string_view>({"call", "calls", "conversation", "conversations"});
constexpr auto kMeetings = std::to_array<std::string_view>({"meeting", "meetings", "talks", "negotiations", "consultations"});
constexpr auto kMeets = std::to_array<std::string_view>({"met", "meets"});
constexpr auto kSpeaks = std::to_array<std::string_view>({"spoke", "speaks", "talked"});
// What is to come, and kinds of text that are no account of an encounter.
constexpr auto kAhead = std::to_array<std::string_view>({"will", "upcoming", "previewing", "preview", "ahead", "would", "plans", "announcing", "sheet:", "background"});
// Behind these the title says where, when or about what.
constexpr auto kEnds = std::to_array<std::string_view>({"on", "in", "at", "to", "during", "following", "regarding", "about", "before", "after", "ahead", "as", "who",
                                                        "that", "which", "said", "via", "held", "devoted", "where", "while", "concerning", "took", "took",
                                                        "when", "until", "through", "within", "under", "by", "discussed", "with"});
// Offices that "to" belongs to.
constexpr auto kSentTo = std::to_array<std::string_view>({"advisor", "adviser", "advisors", "ambassador", "ambassadors", "envoy", "representative", "assistant", "aide"});

// Words that an office begins with.
constexpr auto kOffices = std::to_array<std::string_view>({"president", "chairman", "chairwoman", "chairperson", "chair", "head", "leader", "director", "managing", "artistic", "secretary",
                                                           "secretary-general", "general", "permanent", "executive", "minister", "prime", "deputy", "chancellor", "commander", "rector", "governor",
                                                           "mayor", "speaker", "ambassador", "member", "honorary", "first", "chief", "vice-president", "adviser", "advisor", "founder"});

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

// The code point of a `\xF6` or `\u2019` at `at`, with the length of the escape.
std::optional<std::pair<std::uint32_t, std::size_t>> escape_at(std::string_view text, std::size_t at) {
  const std::size_t digits = text.substr(at).starts_with("\\x") ? 2 : text.substr(at).starts_with("\\u") ? 4 : 0;
  if (digits == 0 || at + 2 + digits > text.size()) {
    return std::nullopt;
  }
  const auto point = hexadecimal(text.substr(at + 2, digits));
  return point ? std::optional(std::pair(*point, digits + 2)) : std::nullopt;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const auto escape = escape_at(text, i)) {
      append_utf8(out, escape->first);
      i += escape->second;
    } else if (text.substr(i).starts_with("\\_")) {
      out += ' ';
      i += 2;
    } else {
      out += text[i++];
    }
  }
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

// Words as written; a comma or semicolon is a word of its own.
std::vector<std::string> words_of_title(std::string_view title) {
  std::vector<std::string> words;
  for (const std::string& part : split(title, ' ')) {
    std::string_view word = part;
    const bool marked = word.ends_with(',') || word.ends_with(';');
    word.remove_suffix(marked ? 1 : 0);
    if (!word.empty()) {
      words.emplace_back(word);
    }
    if (marked) {
      words.emplace_back(",");
    }
  }
  return words;
}

bool begins_upper(std::string_view word) { return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0xC3); }

// Two or three words of a name alone: "Yasser Arafat".
bool is_bare_name(std::string_view phrase) {
  const std::vector<std::string> words = split(phrase, ' ');
  return words.size() > 1 && words.size() < 5 && begins_upper(words.front()) && begins_upper(words.back()) &&
         std::ranges::none_of(words, [](const std::string& word) { return is_in(kOffices, lower_ascii(word)) || lower_ascii(word) == "of"; });
}

// "Chairman of the PLO", "the head of the Authority": an office by what it is of, and nobody's name behind that.
bool is_office(std::string_view phrase) {
  std::vector<std::string> words = split(lower_ascii(phrase), ' ');
  if (words.front() == "the" || words.front() == "an" || words.front() == "a") {
    words.erase(words.begin());
  }
  const auto of = std::ranges::find(words, "of");
  constexpr std::ptrdiff_t bare_most = 2;  // "of France", "of South Africa"; "of France Jacques Chirac" has a name.
  const bool nobody = words.end() - of > 1 && (*(of + 1) == "the" || words.end() - of - 1 <= bare_most);
  return !words.empty() && is_in(kOffices, words.front()) && nobody;
}

// The first phrase for the same person, for each phrase; `marks` are the words that the phrases begin behind.
std::vector<std::size_t> persons_of(const std::vector<std::string>& phrases, const std::vector<std::string>& marks) {
  std::vector<std::size_t> person;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const bool behind_name = i > 0 && marks[i] == "," && is_bare_name(phrases[i - 1]);
    const bool behind_office = i > 0 && marks[i] == "and" && person[i - 1] != i - 1 && i + 1 == phrases.size();
    person.push_back((behind_name || behind_office) && is_office(phrases[i]) ? person[i - 1] : i);
  }
  return person;
}

class TitleReader {
 public:
  explicit TitleReader(std::string_view title) : words_(words_of_title(plain_title(title))) {
    for (const std::string& word : words_) lower_.push_back(lower_ascii(word));
  }

  std::optional<TitleEncounter> read() const {
    if (std::ranges::any_of(lower_, [](const std::string& word) { return is_in(kAhead, word); })) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < lower_.size(); ++i) {
      if (auto encounter = read_at(i); encounter && !encounter->others.empty()) {
        return encounter;
      }
    }
    return std::nullopt;
  }

 private:
  struct Phrases {
    std::vector<std::string> phrases, marks;  // Each with the comma or "and" before it.
  };

  [[nodiscard]] std::string_view lower(std::size_t i) const { return i < lower_.size() ? std::string_view(lower_[i]) : ""; }

  [[nodiscard]] std::optional<TitleEncounter> read_at(std::size_t i) const {
    const bool call = is_in(kCalls, lower(i));
    if (call || is_in(kMeetings, lower(i))) {
      return read_noun(i, call ? Kind::call : Kind::meeting);
    }
    if (is_in(kMeets, lower(i)) || is_in(kSpeaks, lower(i))) {
      return read_verb(i, is_in(kMeets, lower(i)) ? Kind::meeting : Kind::call);
    }
    if (lower(i) == "received" && i + 1 < words_.size() && begins_upper(words_[i + 1])) {
      return encounter(Kind::meeting, i, others(i + 1));
    }
    return read_visit(i);
  }

  // "call with", "meeting in Moscow with", "meeting between A and B".
  [[nodiscard]] std::optional<TitleEncounter> read_noun(std::size_t i, Kind kind) const {
    if (lower(i + 1) == "between") {
      return encounter(kind, i, others(i + 2));
    }
    for (std::size_t with = i + 1; with <= i + 3; ++with) {
      if (lower(with) == "with") {
        return encounter(kind, i, others(with + 1));
      }
    }
    return read_joined(i, kind);
  }

  // "met with", "spoke by telephone with", "met Governor …", "A and B met".
  [[nodiscard]] std::optional<TitleEncounter> read_verb(std::size_t i, Kind kind) const {
    for (std::size_t with = i + 1; with <= i + 4; ++with) {
      if (lower(with) == "with") {
        return encounter(kind, i, others(with + 1));
      }
    }
    if (kind == Kind::meeting && i + 1 < words_.size() && begins_upper(words_[i + 1])) {
      return encounter(kind, i, others(i + 1));
    }
    return read_joined(i, kind);
  }

  // "A, B and C held talks": who is joined before the verb, which is not more than three words before a noun. The first is the host.
  [[nodiscard]] std::optional<TitleEncounter> read_joined(std::size_t i, Kind kind) const {
    constexpr auto verbs = std::to_array<std::string_view>({"met", "held", "had", "spoke", "began", "completed", "discussed"});
    std::size_t verb = i;
    while (verb > 0 && verb + 4 > i && !is_in(verbs, lower(verb))) --verb;
    const auto subject_end = lower_.begin() + static_cast<std::ptrdiff_t>(verb);
    const auto first = std::find_if(lower_.begin(), subject_end, [](const std::string& word) { return word == "," || word == "and"; });
    const auto joint = static_cast<std::size_t>(first - lower_.begin());
    const bool joined = std::find(lower_.begin(), subject_end, "and") != subject_end;
    if (!is_in(verbs, lower(verb)) || !joined || joint + 1 >= verb || joint == 0 || !begins_upper(words_[joint + 1])) {
      return std::nullopt;
    }
    return encounter(kind, joint, phrases(joint + 1, verb));
  }

  [[nodiscard]] std::optional<TitleEncounter> read_visit(std::size_t i) const {
    const bool noun = (lower(i) == "visit" || lower(i) == "trip") && lower(i + 1) == "to";
    const bool verb = lower(i) == "visited";
    const bool arrival = lower(i) == "arrived" && lower(i + 1) == "in";
    if (!noun && !verb && !arrival) {
      return std::nullopt;
    }
    const std::size_t first = i + (verb ? 1 : 2);
    return encounter(Kind::visit, i, others(first));
  }

  [[nodiscard]] std::optional<TitleEncounter> encounter(Kind kind, std::size_t noun, Phrases others) const {
    std::vector<std::size_t> person = persons_of(others.phrases, others.marks);
    return TitleEncounter{kind, text(0, noun), std::move(others.phrases), std::move(person)};
  }

  [[nodiscard]] std::string text(std::size_t first, std::size_t last) const {
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += (text.empty() || words_[i] == "," ? "" : " ") + words_[i];
    return text;
  }

  [[nodiscard]] bool is_end(std::size_t i) const {
    return is_in(kEnds, lower(i)) && !(lower(i) == "to" && i > 0 && is_in(kSentTo, lower(i - 1)));
  }

  // The phrases from word `first` to the end of the list.
  [[nodiscard]] Phrases others(std::size_t first) const {
    std::size_t last = first;
    while (last < words_.size() && !is_end(last)) ++last;
    return phrases(first, last);
  }

  // Words [first, last), cut at commas and "and".
  [[nodiscard]] Phrases phrases(std::size_t first, std::size_t last) const {
    Phrases found;
    std::size_t begin = first;
    for (std::size_t i = first; i <= last; ++i) {
      const bool cut = i == last || words_[i] == "," || lower(i) == "and";
      if (cut && begin < i) {
        found.phrases.push_back(text(begin, i));
        found.marks.emplace_back(begin > first ? lower(begin - 1) : "");
      }
      begin = cut ? i + 1 : begin;
    }
    return found;
  }

  std::vector<std::string> words_, lower_;
};

}  // namespace

std::string plain_title(std::string_view title) {
  std::string plain = without_escapes(title);
  replace_all(plain, "\u2019", "'");
  replace_all(plain, "\u00A0", " ");
  replace_all(plain, "\u2060", "");
  return plain;
}

std::optional<TitleEncounter> read_title_encounter(std::string_view title) { return TitleReader(title).read(); }

}  // namespace corollary::evaluate
