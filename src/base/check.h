#pragma once

#include <source_location>

namespace corollary {

/// Stops the program with exit code 70 and the place of the mistake. For our own mistakes only: what the world does
/// wrong is an `Error`. Stays on in release builds.
void ensure(bool holds, const char* what, std::source_location where = std::source_location::current());

}  // namespace corollary
