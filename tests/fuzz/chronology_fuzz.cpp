// Chosen lists of facts.
#include "fuzz.h"
#include "known.h"
#include "record/importers.h"

using namespace corollary;

FUZZ(bytes) {
  auto store = record::EventRecord::in_memory();
  ensure(store.has_value(), "a record can be made in memory");
  const auto summary = record::import_chronology(*store, "chronology.csv", bytes, {}, known_parties());
  if (!summary) {
    const auto sources = store->sources();
    ensure(sources && sources->empty(), "a failed import leaves nothing behind");
    return;
  }
  const auto coverage = store->coverage();
  ensure(coverage.has_value(), "the coverage can be read");
  ensure(coverage->empty(), "a chosen list covers no day");
}
