// The three tables of an assembly's votes, cut apart at lines of three hyphens.
#include "bargain/roll_calls.h"
#include "bargain/votes.h"
#include "fuzz.h"

using namespace corollary;

namespace {

// The text up to the next line of hyphens, which is taken off.
std::string next_part(std::string_view& bytes) {
  const std::size_t end = bytes.find("---\n");
  std::string part(bytes.substr(0, end));
  bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 4);
  return part;
}

}  // namespace

FUZZ(bytes) {
  std::string_view rest = bytes;
  bargain::RollCallTables tables;
  tables.calls = {"calls.csv", next_part(rest)};
  tables.issues = {"issues.csv", next_part(rest)};
  tables.votes = {"votes.csv", next_part(rest)};
  const auto read = bargain::parse_roll_calls(tables);
  if (!read) {
    ensure(read.error().message.find(".csv") != std::string::npos, "an error says where it is");
    return;
  }
  for (const bargain::Topic& topic : read->topics) {
    const auto found = bargain::positions_from_votes(*read, topic.code, {0, 9999});
    if (!found) continue;
    for (const double position : found->positions) ensure(0 <= position && position <= 100, "a position is on the scale");
  }
}
