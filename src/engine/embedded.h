#pragma once

#include <string_view>

namespace corollary::engine {

/// The example case's chronology: the record of a program that was given none.
std::string_view embedded_chronology();

}  // namespace corollary::engine
