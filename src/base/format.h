#pragma once

#include <fmt/format.h>

namespace corollary {

// The formatting library is named here and nowhere else; std::format takes its place when all our compilers have it.
template <typename... Args>
using format_string = fmt::format_string<Args...>;
using fmt::format;
using fmt::format_to;

}  // namespace corollary
