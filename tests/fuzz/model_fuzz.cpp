// The model of the parser: any bytes behind a header that fits them are a model or an error, and a model that loads parses.
#include "base/model_bytes.h"
#include "fuzz.h"
#include "text/model_file.h"

using namespace corollary;

FUZZ(bytes) {
  const std::string file = model_file_of(bytes, {"COROTEXT", 1, ""});
  const auto weights = text::Parser::Weights::read("model", file);
  ensure(weights.has_value() || !weights.error().message.empty(), "an error says why");
}
