#pragma once

#include <string_view>
#include <vector>

#include "text/document.h"

namespace corollary::text {

/// Cuts the part `within` of `text` into words, numbers and marks, as the English treebanks of Universal Dependencies
/// do: clitics apart, hyphenated compounds in their parts ("Russian", "-", "backed") unless the first part is a mere
/// prefix ("anti-missile"), the point of an abbreviation with its word, an address, a file's name or a face of marks whole,
/// contractions written together in two ("dont", "gonna"). Cost: O(bytes).
std::vector<Token> cut_tokens(std::string_view text, ByteRange within);

/// ":-)": a face of marks, which belongs to the sentence before it.
bool is_face(std::string_view token);

/// "Gen.", "Mr.", "vs.": an abbreviation that never ends a sentence. `token` with its point.
bool always_goes_on(std::string_view token);

}  // namespace corollary::text
