#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace corollary::cli {

/// What the program does, as a function: runs one command line (without the program's name) and returns its exit code.
/// Results go to `out` and nothing else does; progress and errors go to `err`.
///
/// Exit codes: 0 done, 1 a check found something or a fetch lacks files, 2 usage, 3 bad input, 4 not found, 5 store, 130 interrupted.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err, bool progress_on_terminal);

/// Asks the running command to stop, as an interrupt does. Safe in a signal handler.
void interrupt();

}  // namespace corollary::cli
