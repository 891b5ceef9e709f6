#include "text/lemmas.h"

#include "text/characters.h"

namespace corollary::text {
namespace {

std::string applied(const LemmaRules::Script& script, std::string_view form, std::string_view lower) {
  const std::string_view base = script.lower ? lower : form;
  std::size_t end = base.size();
  for (std::uint32_t i = 0; i < script.cut && end > 0; ++i) end = character_before(base, end);
  return std::string(base.substr(0, end)) + script.add;
}

}  // namespace

std::string LemmaRules::key(std::string_view tag, std::string_view ending, bool whole) {
  std::string key(tag);
  key += whole ? '=' : '-';
  key += ending;
  return key;
}

void LemmaRules::add(std::string_view tag, std::string_view ending, bool whole, Script script) {
  scripts_[key(tag, ending, whole)] = std::move(script);
}

std::string LemmaRules::lemma_of(std::string_view form, std::string_view lower, std::string_view tag) const {
  if (const auto found = scripts_.find(key(tag, lower, true)); found != scripts_.end()) {
    return applied(found->second, form, lower);
  }
  std::size_t begin = lower.size();
  std::size_t starts[kEndingMost + 1] = {begin};
  std::size_t n = 0;
  while (n < kEndingMost && begin > 0) starts[++n] = begin = character_before(lower, begin);
  for (std::size_t i = n + 1; i-- > 0;) {
    if (const auto found = scripts_.find(key(tag, lower.substr(starts[i]), false)); found != scripts_.end()) {
      return applied(found->second, form, lower);
    }
  }
  return std::string(lower);
}

}  // namespace corollary::text
