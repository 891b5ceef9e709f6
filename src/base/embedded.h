#pragma once

#include <string_view>

// Defines `embedded_<name>()`, which gives a file that the build put into the program (cmake/data.cmake).
#define COROLLARY_EMBEDDED(name)                                     \
  extern "C" const char corollary_##name##_begin[];                  \
  extern "C" const char corollary_##name##_end[];                    \
  std::string_view embedded_##name() {                               \
    return {corollary_##name##_begin, corollary_##name##_end};       \
  }
