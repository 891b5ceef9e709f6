#pragma once

#include <string_view>

namespace corollary::formats {

// The table of src/formats/data as the program carries it, byte for byte.
std::string_view embedded_format_codes();

}  // namespace corollary::formats
