#include <csignal>
#include <exception>
#include <iostream>

#include <unistd.h>

#include "cli/program.h"

int main(int argc, char** argv) {
  std::signal(SIGINT, [](int) { corollary::cli::interrupt(); });
  std::signal(SIGPIPE, SIG_IGN);  // A reader that leaves (`| head`) is an error of the stream, not a death.
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return corollary::cli::run(arguments, std::cout, std::cerr, ::isatty(STDERR_FILENO) != 0);
  } catch (const std::exception& mistake) {
    std::cerr << "corollary: internal error: " << mistake.what() << ". Please report it.\n";
    return 70;
  }
}
