// The model of the parser: any bytes behind a header that fits them are a model or an error, and a model that loads parses.
#include <cstring>
#include <string>

#include "fuzz.h"
#include "text/model_file.h"

using namespace corollary;

FUZZ(bytes) {
  std::string file = "COROTEXT";
  const std::uint32_t version[2] = {1, 0};
  const std::uint64_t sum = text::model_checksum(bytes);
  file.append(reinterpret_cast<const char*>(version), sizeof version);
  file.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  file += bytes;
  const auto weights = text::Parser::Weights::read("model", file);
  ensure(weights.has_value() || !weights.error().message.empty(), "an error says why");
}
