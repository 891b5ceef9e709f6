#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace corollary::text {

/// How forms become lemmas: by tag, the whole word or its longest known ending says how many bytes to take away and what
/// to add.
class LemmaRules {
 public:
  struct Script {
    bool lower = true;        ///< In lower case first.
    std::uint32_t cut = 0;    ///< Characters from the end.
    std::string add;
  };
  static constexpr std::size_t kEndingMost = 5;  ///< In characters.

  void add(std::string_view tag, std::string_view ending, bool whole, Script script);
  /// The lemma of `form`, whose `lower` is given: the form in lower case if no rule fits. Cost: some hash look-ups.
  [[nodiscard]] std::string lemma_of(std::string_view form, std::string_view lower, std::string_view tag) const;

 private:
  static std::string key(std::string_view tag, std::string_view ending, bool whole);
  std::unordered_map<std::string, Script> scripts_;
};

}  // namespace corollary::text
