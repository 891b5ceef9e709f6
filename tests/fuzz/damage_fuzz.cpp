// A record that was damaged: opening, reading, checking and salvaging it end with an answer. An input is a list of changes of six bytes
// each to a small record's file: where (three bytes), what to do, and two bytes to write; what is left over is taken for a column.
#include <unistd.h>
#include <xxhash.h>

#include <cstring>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "fuzz.h"
#include "record/column.h"
#include "record/record.h"
#include "record/salvage.h"

using namespace corollary;
namespace fs = std::filesystem;

// In memory where there is such a folder: each input writes a file.
static fs::path file(const char* name) {
  static const fs::path folder = [] {
    const fs::path memory = "/dev/shm";
    const fs::path path = (fs::exists(memory) ? memory : fs::temp_directory_path()) / ("corollary-damage-fuzz-" + std::to_string(::getpid()));
    fs::create_directories(path);
    return path;
  }();
  return folder / name;
}

static Event event_number(int i) {
  Event event;
  const Date day = Date::from_day_number(17'532 + i % 40);
  event.when = {day, day};
  event.actors = {{"Ministry " + std::to_string(i % 50), "POL", "GOV", ""}};
  event.recipients = {{"Russia", "RUS", "", ""}, {"Belarus", "BLR", "", ""}};
  event.type = EventType::consult;
  event.issues = i % 3 == 0 ? std::vector<std::string>{"sanctions"} : std::vector<std::string>();
  event.text = i % 3 == 0 ? "They met." : "";
  return event;
}

// A whole record: two sets, one with its file's bytes, and a report.
static std::string whole_record() {
  fs::remove(file("whole"));
  {
    auto record = record::EventRecord::open(file("whole"), record::EventRecord::Access::read_write);
    ensure(record.has_value(), "a record can be made");
    for (const char* const name : {"first", "second"}) {
      record::Source source;
      source.name = source.content_hash = name;
      source.format = "test";
      auto import = record->begin_import(source).value();
      std::string bytes;
      for (int i = 0; i < 200; ++i) {
        bytes += "line " + std::to_string(i * i) + "\n";
        ensure(import.add_at(event_number(i), "rows.txt", i + 1).has_value(), "an event is added");
      }
      ensure(import.keep("rows.txt", 1, bytes).has_value() && import.commit().has_value(), "a set is imported");
    }
  }
  return read_file(file("whole")).value();
}

static std::string damaged(std::string_view& changes) {
  static const std::string whole = whole_record();
  std::string bytes = whole;
  for (; changes.size() >= 6; changes.remove_prefix(6)) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
    const std::size_t at = (byte(0) + byte(1) * 256U + byte(2) * 65'536U) % whole.size();
    if (byte(3) == 0xFF) {
      bytes.resize(std::min(bytes.size(), at));
    } else if (at + 1 < bytes.size()) {
      bytes[at] = changes[4];
      bytes[at + 1] = changes[5];
    }
  }
  return bytes;
}

static void read_all(const record::EventRecord& record) {
  std::int64_t events = 0;
  (void)record.for_each({}, [&](const Event& event) -> Result<void> {
    ensure(event.when.first <= event.when.last, "an event has a first and a last day");
    ++events;
    return {};
  });
  (void)record.for_each({.parties = {"POL"}, .issues = {"sanctions"}, .sets = {"first"}}, [](const Event&) { return Result<void>(); });
  ensure(events <= 1'000'000, "damage makes no events");
  (void)record.sources();
  (void)record.coverage();
  (void)record.event(7);
  (void)record.original_of(7);
  if (const auto files = record.kept_files()) {
    for (const record::KeptFile& kept : *files) (void)record.original(kept.id, [](std::string_view) { return Result<void>(); });
  }
  const auto checked = record.check();
  ensure(checked || !checked.error().message.empty(), "what is wrong is said");
}

static void check_column(std::string bytes) {
  (void)record::Column::from_bytes(bytes);
  if (bytes.size() > 8) {  // With a checksum that fits.
    const std::uint64_t sum = XXH3_64bits(bytes.data() + 8, bytes.size() - 8);
    std::memcpy(bytes.data(), &sum, sizeof(sum));
    if (const auto column = record::Column::from_bytes(bytes); column && column->size() < 100'000) {
      std::int64_t last = 0;
      column->each([&](std::size_t i, std::int64_t number) {
        last = number;
        ensure((*column)[i] == number, "a number is the same however it is found");
      });
      (void)last;
    }
  }
}

FUZZ(bytes) {
  check_column(std::string(bytes));
  ensure(write_file(file("damaged"), damaged(bytes)).has_value(), "the input can be written");
  if (const auto record = record::EventRecord::open(file("damaged"), record::EventRecord::Access::read_only)) {
    read_all(*record);
  }
  for (const char* const name : {"saved", "saved-wal", "saved-shm", "saved-journal"}) fs::remove(file(name));
  Progress progress;
  if (record::salvage(file("damaged"), file("saved"), progress)) {
    const auto saved = record::EventRecord::open(file("saved"), record::EventRecord::Access::read_only);
    ensure(saved && saved->check(), "what was saved is whole");
  }
}
