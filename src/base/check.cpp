#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace corollary {

void ensure(bool holds, const char* what, std::source_location where) {
  if (holds) {
    return;
  }
  std::fprintf(stderr, "corollary: internal error: %s (%s:%u). Please report it.\n", what, where.file_name(),
               static_cast<unsigned>(where.line()));
  std::fflush(stderr);
  std::_Exit(70);
}

}  // namespace corollary
