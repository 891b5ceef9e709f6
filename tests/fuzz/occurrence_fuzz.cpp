// Model files of occurrence: any bytes behind a header that fits them are a model or an error, and a model that loads is written as it was read.
#include <string>

#include "base/model_bytes.h"
#include "forecast/model.h"
#include "fuzz.h"

using namespace corollary;

FUZZ(bytes) {
  const auto read = forecast::Model::read("model", model_file_of(bytes, {"COROOCCU", 1, ""}));
  if (!read) {
    ensure(!read.error().message.empty(), "an error says why");
    return;
  }
  const auto again = forecast::Model::read("model", read->bytes());
  ensure(again && again->bytes() == read->bytes(), "what was read can be written and read");
  for (const EventType type : kEventTypes) (void)read->additive().log_odds({}, type);
}
