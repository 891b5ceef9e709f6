#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>

#include "base/format.h"

namespace corollary {

/// What went wrong, as far as a caller may want to tell it apart. The program's exit code follows from it.
enum class ErrorKind : std::uint8_t { usage, input, not_found, store, cancelled };

/// Why an operation could not be done. Its message says what, where and what was expected:
/// "reports/wire.jsonl:14: date '2024-13-01' is not a day (YYYY-MM-DD)".
struct Error {
  ErrorKind kind;
  std::string message;
};

/// A value, or the reason why there is none. Our own code throws nothing across a module.
template <typename T>
using Result = std::expected<T, Error>;

/// An error to return: `return fail(ErrorKind::input, "{}:{}: no date", path, line);`
template <typename... Args>
[[nodiscard]] std::unexpected<Error> fail(ErrorKind kind, format_string<Args...> text, Args&&... args) {
  return std::unexpected(Error{kind, format(text, std::forward<Args>(args)...)});
}

}  // namespace corollary

#define COROLLARY_JOIN_INNER(a, b) a##b
#define COROLLARY_JOIN(a, b) COROLLARY_JOIN_INNER(a, b)

/// `TRY_ASSIGN(const Date day, Date::parse(text));` takes the value, or returns the error from this function.
#define TRY_ASSIGN(declaration, expression)                                    \
  auto COROLLARY_JOIN(attempt_, __LINE__) = (expression);                      \
  if (!COROLLARY_JOIN(attempt_, __LINE__)) {                                   \
    return std::unexpected(std::move(COROLLARY_JOIN(attempt_, __LINE__)).error()); \
  }                                                                            \
  declaration = *std::move(COROLLARY_JOIN(attempt_, __LINE__))

/// `TRY(store.commit());` goes on, or returns the error from this function.
#define TRY(expression)                                              \
  do {                                                               \
    if (auto attempt = (expression); !attempt) {                     \
      return std::unexpected(std::move(attempt).error());            \
    }                                                                \
  } while (false)
