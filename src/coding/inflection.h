#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace corollary::coding {

/// The forms of an English verb. `past_or_participle` are the regular ones, where both look alike.
enum class VerbForm : std::uint8_t { base, third_person, past, participle, past_or_participle, gerund };

struct InflectedForm {
  std::string text;
  VerbForm form;
};

/// All forms of a verb by its lemma, by rule and by a list of irregular ones; British and American spellings.
std::vector<InflectedForm> verb_forms(std::string_view lemma);

/// The singular and plural of a noun.
std::vector<std::string> noun_forms(std::string_view singular);

}  // namespace corollary::coding
