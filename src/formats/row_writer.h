#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "formats/layout.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "ontology/event.h"

namespace corollary::formats {

/// A field of Event that a format could not take, and in how many events it held something.
struct Loss {
  std::string field{};
  std::int64_t events = 0;
  auto operator<=>(const Loss&) const = default;
};

/// Writes events as rows of a format. Our own JSON Lines and CSV take every field; of the others each takes what its
/// columns hold, and `losses` names the rest. Columns that no field fills are left empty.
class RowWriter {
 public:
  /// The catalogue and the table must outlive it. Errors: `usage` for a format whose rows are no events.
  static Result<RowWriter> make(Format format, const Catalogue& catalogue, const CameoTable& cameo);
  ~RowWriter();
  RowWriter(RowWriter&&) noexcept;
  RowWriter& operator=(RowWriter&&) noexcept;

  /// With its end of line; "" for a format that has none.
  [[nodiscard]] std::string header() const;
  /// Appends the event's row with its end of line (LF).
  void append(const Event& event, std::string& out);
  /// What was lost so far, by field name: "role", "second actor", "text".
  [[nodiscard]] std::vector<Loss> losses() const;

 private:
  struct Parts;
  explicit RowWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace corollary::formats
