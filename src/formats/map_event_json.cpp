#include "formats/event_json.h"
#include "formats/mapping.h"

namespace corollary::formats {
namespace {

class EventJsonMapper final : public FormatMapper {
 public:
  using FormatMapper::FormatMapper;

  Outcome map(const Row& row, Event& out) override {
    if (is_statement_line(row.raw)) {
      return Outcome::not_event;
    }
    auto event = event_in(row.raw);
    if (!event) {
      return m_->reject(row, "", std::move(event).error().message);
    }
    out = *std::move(event);
    return Outcome::event;
  }
};

}  // namespace

std::unique_ptr<FormatMapper> event_json_mapper(Mapping& mapping) { return std::make_unique<EventJsonMapper>(mapping); }

}  // namespace corollary::formats
