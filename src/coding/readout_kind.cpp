#include "coding/readout_kind.h"

#include "base/strings.h"
#include "coding/readout_words.h"

namespace corollary::coding {

using namespace readout;

bool ReadoutKind::is_announcement() const {
  constexpr auto meets = std::to_array<std::string_view>({"meet", "hold", "host", "visit", "receive", "attend", "take", "have", "participate", "chair", "arrive", "travel"});
  constexpr std::size_t beginning = 24;
  const Reading& first = lead_.front();
  for (std::size_t i = 0; i < std::min(beginning, first.words.size()); ++i) {
    if (is_in(kMeets, lower(first, i)) || is_in(kTells, lower(first, i)) || lower(first, i) == "that") {
      return false;  // What was said or done comes first: "noted that Russia will host".
    }
    const bool held = lower(first, i + 1) == "be" && lower(first, i + 2) == "held";
    if (lower(first, i) == "will" && (held || is_in(meets, lower(first, i + 1)))) {
      return true;
    }
  }
  return false;
}

bool ReadoutKind::is_letter() const {
  constexpr auto letters = std::to_array<std::string_view>({"message", "messages", "letter", "letters", "telegram", "telegrams", "greeting", "greetings", "article"});
  constexpr auto before = std::to_array<std::string_view>({"his", "the", "a", "of", "personal", "congratulatory"});
  constexpr auto spoken = std::to_array<std::string_view>({"met", "meeting", "talks", "conversation"});
  constexpr std::size_t beginning = 14;
  const Reading& first = lead_.front();
  if (std::ranges::any_of(first.words, [&](const Word& word) { return is_in(kByTelephone, word.lower) || is_in(spoken, word.lower); })) {
    return false;
  }
  for (std::size_t i = 0; i < std::min(beginning, first.words.size()); ++i) {
    if (is_in(letters, lower(first, i)) && (i == 0 || is_in(before, lower(first, i - 1)))) {
      return true;
    }
  }
  return false;
}

bool ReadoutKind::is_written() const {
  const auto has = [&](std::size_t s, const auto& list) { return std::ranges::any_of(lead_[s].words, [&](const Word& word) { return is_in(list, word.lower); }); };
  bool written = false, spoken = false;
  for (std::size_t s = 0; s < std::min<std::size_t>(2, lead_.size()); ++s) {
    written = written || has(s, kWritten);
    spoken = spoken || has(s, kByTelephone) || has(s, kEncounters);
  }
  for (const Reading& reading : lead_.first(std::min<std::size_t>(2, lead_.size()))) {
    if (lower(reading, 0) == "in" && lower(reading, 1) == "his" && is_in(kWritten, lower(reading, 2))) {
      return true;  // "In his message the President praised the dialogue between the two sides".
    }
  }
  return written && !spoken;
}

bool ReadoutKind::is_document() const {
  constexpr auto documents = std::to_array<std::string_view>({"order", "orders", "law", "decree", "decrees", "bill", "intent", "nominees", "ratification"});
  constexpr auto signing = std::to_array<std::string_view>({"signed", "announced", "announcing", "submitted", "ratifies", "envisages"});
  const Reading& reading = lead_.front();
  bool signs = false;
  bool document = false;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    signs = signs || is_in(signing, lower(reading, i));
    const bool topic = i > 0 && lower(reading, i) == "order" && lower(reading, i - 1) == "international";  // "a declaration on international order".
    document = document || (is_in(documents, lower(reading, i)) && !topic);
  }
  document = document && signs;
  return document || is_first_person();
}

bool ReadoutKind::is_first_person() const {
  constexpr auto own = std::to_array<std::string_view>({"i", "we", "my", "our"});
  for (const Reading& reading : lead_.first(std::min<std::size_t>(2, lead_.size()))) {
    if (lower(reading, 0) == "*") {
      return false;  // A transcript begins.
    }
    for (std::size_t i = 0; i < reading.words.size() && lower(reading, i) != ":" && lower(reading, i) != "“" && lower(reading, i) != "\""; ++i) {
      if (is_in(own, lower(reading, i))) {
        return true;
      }
    }
  }
  return false;
}

bool ReadoutKind::is_head_speaking() const {
  constexpr auto says = std::to_array<std::string_view>({"said", "noted", "stressed", "emphasised", "emphasized", "pointed", "underlined", "outlined", "praised", "spoke", "talked",
                                                         "called", "proposed", "suggested", "expressed", "supported", "raised", "criticised", "described", "drew", "referred", "told", "believes", "recalled", "admitted", "declared", "remarked", "demanded", "insisted", "mentioned", "assessed", "evaluated",
                                                         "stated", "highlighted", "reiterated", "warned", "added", "explained", "advocated", "considers", "thinks", "defined", "named", "listed", "approved", "instructed", "set", "touched", "voiced"});
  constexpr auto elsewhere = std::to_array<std::string_view>({"ceremony", "award", "awards", "awarded", "medal", "prize", "wreath", "flowers", "concert", "celebrations", "forum",
                                                              "conference", "interview", "television", "broadcast", "newspaper", "exhibition", "festival", "condolences", "decree", "greeting",
                                                              "press", "congress", "monument", "church", "crash"});
  const auto is_elsewhere = [&](const Reading& r) { return std::ranges::any_of(r.words, [&](const Word& word) { return is_in(elsewhere, word.lower); }); };
  if (std::ranges::any_of(lead_.first(std::min<std::size_t>(2, lead_.size())), is_elsewhere)) {
    return false;
  }
  return std::ranges::any_of(lead_.first(std::min<std::size_t>(4, lead_.size())), [&](const Reading& reading) {
    for (std::size_t i = 1; i < reading.words.size(); ++i) {
      const std::size_t subject = i - (is_adverb(lower(reading, i - 1)) && i > 1 ? 2 : 1);
      if (is_in(says, lower(reading, i)) && (is_head(reading, subject) || is_head(reading, i + 1) || is_head(reading, i + 2))) {
        return true;
      }
    }
    return false;
  });
}

}  // namespace corollary::coding
