#pragma once

#include <string_view>

namespace corollary::coding {

// The files of src/coding/data as the program carries them, byte for byte.
std::string_view embedded_acts();
std::string_view embedded_concepts();
std::string_view embedded_confidence();
std::string_view embedded_cues();
std::string_view embedded_phrase_words();
std::string_view embedded_signatures();

}  // namespace corollary::coding
