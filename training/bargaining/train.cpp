// Learns models/bargaining.tsv: the weights of the mixture that says how an issue ends (src/bargain/ensemble.h). The same file gives the same
// table.
//
//   corollary_train_bargaining DEU_TSV OUT

#include <cstdio>

#include "bargain/deu.h"
#include "bargain/ensemble.h"
#include "base/file.h"

using namespace corollary;

namespace {

constexpr const char* kHead =
    "# How much each part of the mixture of outcomes gets. Made by training/bargaining from issues of the European Union (DEU III); see\n"
    "# models/README.md. Issues are hashes of the names of those that it learned from.\n";

Result<void> run(const char* deu, const char* out) {
  TRY_ASSIGN(const std::string text, read_file(deu));
  TRY_ASSIGN(const bargain::DeuTable table, bargain::parse_deu(deu, text));
  for (const std::string& row : table.skipped) std::fprintf(stderr, "left out: %s\n", row.c_str());
  TRY_ASSIGN(const bargain::Ensemble ensemble, bargain::Ensemble::learn(table.issues));
  return write_file(out, kHead + ensemble.table());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: corollary_train_bargaining DEU_TSV OUT\n", stderr);
    return 2;
  }
  if (const auto done = run(arguments[1], arguments[2]); !done) {
    std::fprintf(stderr, "%s\n", done.error().message.c_str());
    return 3;
  }
  return 0;
}
