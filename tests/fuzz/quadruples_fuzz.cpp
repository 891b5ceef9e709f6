// Temporal-graph benchmarks. An input holds the files entity2id.txt, relation2id.txt and train.txt, one after the
// other, with a line "---" between them.
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "fuzz.h"
#include "known.h"
#include "record/importers.h"

using namespace corollary;
namespace fs = std::filesystem;

// In memory where there is such a folder: each input writes three files.
static const fs::path& folder() {
  static const fs::path made = [] {
    const fs::path memory = "/dev/shm";
    const fs::path path = (fs::exists(memory) ? memory : fs::temp_directory_path()) /
                          ("corollary-quadruples-fuzz-" + std::to_string(::getpid()));
    fs::create_directories(path);
    return path;
  }();
  return made;
}

static void write(const char* name, std::string_view bytes) {
  ensure(write_file(folder() / name, bytes).has_value(), "the input can be written");
}

FUZZ(bytes) {
  constexpr std::string_view border = "\n---\n";
  for (const char* const name : {"entity2id.txt", "relation2id.txt", "train.txt"}) {
    const std::size_t end = bytes.find(border);
    write(name, bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + border.size());
  }
  auto store = record::EventRecord::in_memory();
  ensure(store.has_value(), "a record can be made in memory");
  Progress progress;
  const record::QuadrupleOptions options = {.name = "set", .epoch = Date::from_day_number(17532), .time_per_day = {}};
  const auto summary = record::import_quadruples(*store, folder(), options, known_parties(), known_codes(), progress);
  if (!summary) {
    const auto sources = store->sources();
    ensure(sources && sources->empty(), "a failed import leaves nothing behind");
    return;
  }
  ensure(summary->source.events >= 0 && summary->source.rejected >= 0, "events are counted");
}
