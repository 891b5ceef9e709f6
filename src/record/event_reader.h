#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ontology/event.h"
#include "record/database.h"
#include "record/name_numbers.h"
#include "record/segment.h"
#include "record/stored_values.h"

namespace corollary::record {

/// Makes events of what segments hold of them. What events share is read when first met, then kept, as far as
/// `Database::memory_for_names` allows: so for one reading transaction.
class EventReader {
 public:
  static Result<EventReader> over(const Database& database);

  /// The event at a place of a segment; valid until the next one. Errors: `store`.
  Result<const Event*> read(Segment& segment, std::size_t at);

 private:
  struct File {
    std::string source, name;
  };
  struct Queries {
    Statement side, coding, place, file, detail, attribution, passage;
  };
  // What the event at hand was made of: what stays the same from row to row is not copied again.
  struct Parts {
    std::int64_t actors = 0, recipients = 0, coding = -1, file = -1, place = 0, publisher = 0;  // There is no coding or file of number -1.
    bool detail = false;
  };

  EventReader(const Database& database, Queries find, bool has_details);
  Result<void> read_shared(const FieldValues& values);
  Result<bool> read_detail(std::int64_t row);
  Result<const std::vector<Actor>*> side(std::int64_t id);
  Result<const Coding*> coding(std::int64_t id);
  Result<const Place*> place(std::int64_t id);
  Result<const File*> file(std::int64_t id);
  void clear_detail();
  void make_room();
  Result<void> cite(const FieldValues& values, std::int64_t row);

  const Database* database_;
  Queries find_;
  bool has_details_;  // Somewhere in the record.
  std::unordered_map<std::int64_t, std::vector<Actor>> sides_;
  std::unordered_map<std::int64_t, Coding> codings_;
  std::unordered_map<std::int64_t, Place> places_;
  std::unordered_map<std::int64_t, File> files_;
  NameTexts publishers_;
  Event event_;
  Parts parts_;
  std::string reference_;
};

}  // namespace corollary::record
