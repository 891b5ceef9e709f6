#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/check.h"

// Where `ensure` would leave the program, libFuzzer must hear of it, so that it keeps the input.
extern "C" void _Exit(int) noexcept { std::abort(); }

/// What libFuzzer calls with each input: `FUZZ(bytes) { … ensure(…, "what must hold"); }`
#define FUZZ(bytes)                                                                   \
  static void fuzz(std::string_view bytes);                                           \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    fuzz({reinterpret_cast<const char*>(data), size});                                \
    return 0;                                                                         \
  }                                                                                   \
  static void fuzz(std::string_view bytes)
