#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ontology/event.h"
#include "record/database.h"
#include "record/stored_values.h"

namespace corollary::record {

/// Makes events of the rows of `kEventColumns`. What events share is read when first met, then kept: so for one
/// reading transaction.
class EventReader {
 public:
  static Result<EventReader> over(const Database& database);

  /// The event in the row that `rows` stands on; valid until the next one. Errors: `store`.
  Result<const Event*> read(const Statement& rows);

 private:
  struct File {
    std::string source, name;
  };
  // What the event at hand was made of: what stays the same from row to row is not copied again.
  struct Parts {
    std::int64_t actors = 0, recipients = 0, coding = 0, file = 0;
    bool detail = false;
  };

  EventReader(const Database& database, Statement side, Statement coding, Statement file, Statement attribution);
  Result<const std::vector<Actor>*> side(std::int64_t id);
  Result<const Coding*> coding(std::int64_t id);
  Result<const File*> file(std::int64_t id);
  Result<void> read_detail(const Statement& rows, std::int64_t row);
  void clear_detail();

  const Database* database_;
  Statement find_side_, find_coding_, find_file_, find_attribution_;
  std::unordered_map<std::int64_t, std::vector<Actor>> sides_;
  std::unordered_map<std::int64_t, Coding> codings_;
  std::unordered_map<std::int64_t, File> files_;
  Event event_;
  Parts parts_;
};

/// What `EventReader::read` expects, in this order; to be followed by conditions on `event`.
inline constexpr const char* kEventColumns =
    "SELECT event.id, event.day, event.actors, event.recipients, event.coding, event.file, event.line, "
    "detail.event, detail.last_day, detail.contexts, detail.issues, detail.place, detail.text, detail.reference "
    "FROM event LEFT JOIN detail ON detail.event = event.id ";

}  // namespace corollary::record
