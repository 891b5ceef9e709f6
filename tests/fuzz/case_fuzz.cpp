// case.toml.
#include "engine/case.h"
#include "fuzz.h"
#include "known.h"

using namespace corollary;

FUZZ(bytes) {
  const auto result = engine::parse_case("case.toml", bytes, known_parties());
  if (!result) {
    ensure(result.error().message.starts_with("case.toml"), "an error says where it is");
    return;
  }
  for (const std::string& party : result->third_parties) {
    ensure(known_parties().party(party) != nullptr, "a third party is known");
  }
}
