#include "coding/words.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "text/characters.h"

namespace corollary::coding {
namespace {

constexpr auto sorted(auto list) {
  std::ranges::sort(list);
  return list;
}
bool is_in(const auto& list, std::string_view word) { return std::ranges::binary_search(list, word); }

constexpr auto kPrepositions = sorted(std::to_array<std::string_view>(
    {"about",   "above",  "across",  "after",  "against", "along",  "alongside", "amid",  "among",  "around", "as",      "at",
     "before",  "behind", "below",   "beside", "between", "beyond", "by",        "concerning", "despite", "down", "during", "except",
     "following", "for",  "from",    "in",     "inside",  "into",   "like",      "near",  "of",     "off",    "on",      "onto",
     "outside", "over",   "past",    "per",    "regarding", "since", "through",  "throughout", "till", "to",  "toward",  "towards",
     "under",   "until",  "upon",    "via",    "with",    "within", "without",   "because of", "amongst", "unlike"}));
constexpr auto kDeterminers = sorted(std::to_array<std::string_view>(
    {"a",    "all",  "an",   "another", "any",  "both",  "each",    "either", "every", "few",  "her",   "his",
     "its",  "many", "my",   "neither", "no",   "our",   "several", "some",   "that",  "the",  "their", "these",
     "this", "those", "what", "which",  "whose", "your", "most",    "other",  "such",  "certain"}));
constexpr auto kSubordinators = sorted(std::to_array<std::string_view>(
    {"although", "because", "but", "if", "lest", "once", "provided", "though", "unless", "whereas", "whether", "while",
     "when", "where", "why", "how", "until", "since", "after", "before", "as"}));
constexpr auto kRelatives = sorted(std::to_array<std::string_view>({"which", "who", "whom", "that", "whose"}));
constexpr auto kSubjectPronouns = sorted(std::to_array<std::string_view>({"he", "i", "it", "she", "they", "we", "you"}));
constexpr auto kModals = sorted(std::to_array<std::string_view>(
    {"ca", "can", "could", "may", "might", "must", "shall", "should", "will", "wo", "would", "'ll", "'d", "sha"}));
constexpr auto kBe = sorted(std::to_array<std::string_view>({"am", "are", "be", "been", "being", "is", "was", "were", "'re", "'m", "ai"}));
constexpr auto kHave = sorted(std::to_array<std::string_view>({"had", "has", "have", "having", "'ve"}));
constexpr auto kDo = sorted(std::to_array<std::string_view>({"did", "do", "does"}));
constexpr auto kNegations = sorted(std::to_array<std::string_view>({"never", "not", "n't", "nor", "hardly", "scarcely"}));
constexpr auto kAdverbs = sorted(std::to_array<std::string_view>(
    {"again", "ago",  "all",   "already", "also",  "always", "both",  "either", "even",    "ever",  "far",     "first", "further",
     "however", "indeed", "instead", "just", "later", "long", "more",  "neither", "never", "nor",   "not",     "n't",   "now",
     "often", "once", "only",  "perhaps", "quite", "rather", "so",   "soon",   "still",   "then",  "therefore", "thus", "today",
     "together", "too", "twice", "yesterday", "yet", "meanwhile", "nevertheless", "moreover", "somehow", "each", "back", "forward",
     "reportedly", "well", "out", "up", "away", "aside", "maybe", "earlier", "abroad", "home", "separately"}));
// Nouns and adjectives that end in "ly". Sorted.
constexpr auto kNoAdverbs = sorted(std::to_array<std::string_view>(
    {"ally", "anomaly", "apply", "assembly", "comply", "costly", "deadly", "early", "elderly", "family", "fly", "friendly", "imply", "italy",
     "july", "likely", "monopoly", "multiply", "only", "orderly", "rally", "rely", "reply", "supply", "unlikely", "weekly", "daily"}));

}  // namespace

Words words_of(std::string_view text, const text::Document& document, const text::Sentence& sentence) {
  Words words;
  words.reserve(sentence.last_token - sentence.first_token);
  for (const text::Token& token : document.tokens_of(sentence)) {
    const std::string_view surface = token.bytes.of(text);
    words.push_back({surface, folded(surface), token.bytes, token.kind, text::starts_upper(surface)});
  }
  return words;
}

bool is_preposition(std::string_view lower) { return is_in(kPrepositions, lower); }
bool is_determiner(std::string_view lower) { return is_in(kDeterminers, lower); }
bool is_subordinator(std::string_view lower) { return is_in(kSubordinators, lower); }
bool is_relative_pronoun(std::string_view lower) { return is_in(kRelatives, lower); }
bool is_subject_pronoun(std::string_view lower) { return is_in(kSubjectPronouns, lower); }
bool is_modal(std::string_view lower) { return is_in(kModals, lower); }
bool is_be(std::string_view lower) { return is_in(kBe, lower); }
std::span<const std::string_view> forms_of_be() { return kBe; }
bool is_have(std::string_view lower) { return is_in(kHave, lower); }
bool is_do(std::string_view lower) { return is_in(kDo, lower); }
bool is_negation(std::string_view lower) { return is_in(kNegations, lower); }
std::span<const std::string_view> negations() { return kNegations; }
bool is_adverb(std::string_view lower) {
  const bool by_ending = lower.size() > 4 && lower.ends_with("ly") && !is_in(kNoAdverbs, lower);
  return by_ending || is_in(kAdverbs, lower);
}
bool is_possessive_mark(std::string_view lower) { return lower == "'s" || lower == "'"; }
bool is_punctuation(const Word& word) { return word.kind == text::TokenKind::punctuation; }

}  // namespace corollary::coding
