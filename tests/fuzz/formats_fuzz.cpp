// Files of events: what they are, their rows, and what the rows come to. What is mapped is written in our own formats
// and in the field's, and read again.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "formats/row_mapper.h"
#include "formats/row_writer.h"
#include "fuzz.h"
#include "known.h"

using namespace corollary;
using namespace corollary::formats;

// A writer and a mapper for what it writes; made once for all inputs.
struct BothWays {
  explicit BothWays(Format format)
      : layout(documented_layout(format)),
        writer(RowWriter::make(format, known_parties(), known_codes()).value()),
        mapper(RowMapper::make(layout, known_parties(), known_codes()).value()) {
    layout.dialect.header = false;
  }
  Layout layout;
  RowWriter writer;
  RowMapper mapper;
};

static BothWays& both_ways(Format format) {
  static std::map<Format, BothWays> made;
  return made.try_emplace(format, format).first->second;
}

static void check_writing(Format format, const Event& event) {
  auto& [layout, writer, mapper] = both_ways(format);
  std::string bytes;
  writer.append(event, bytes);
  RowReader reader(layout, bytes);
  const auto step = reader.next();
  ensure(step && *step == RowStep::row, "a row that is written can be read");
  Event again;
  const Outcome outcome = mapper.map(reader.row(), again);
  if (format == Format::event_json || format == Format::event_csv) {
    ensure(outcome == Outcome::event, "an event that is written is one when it is read");
    ensure(again.actors == event.actors && again.recipients == event.recipients && again.when == event.when &&
               again.text == event.text && again.place == event.place && again.point == event.point &&
               again.contexts == event.contexts && again.publicity == event.publicity &&
               again.source_scale == event.source_scale && again.attribution == event.attribution &&
               again.cameo == event.cameo,
           "our own formats keep what they are given");
  }
}

static bool has_nul(const Event& event) {
  std::string line;
  both_ways(Format::event_json).writer.append(event, line);
  return line.find("\\u0000") != std::string::npos;
}

static void check_event(const Event& event) {
  ensure(event.when.first <= event.when.last, "an event has a first and a last day");
  for (const Format format : {Format::event_json, Format::gdelt2, Format::icews, Format::polecat, Format::phoenix,
                              Format::acled, Format::ged}) {
    check_writing(format, event);
  }
  if (!has_nul(event)) {  // For which CSV has no way.
    check_writing(Format::event_csv, event);
  }
}

// Mappers are kept: making one takes longer than most inputs.
static RowMapper& mapper_of(const Layout& layout) {
  static std::map<std::tuple<Format, char, std::vector<std::size_t>>, RowMapper> made;
  if (made.size() > 256) {
    made.clear();
  }
  const auto key = std::tuple(layout.format, layout.dialect.separator, layout.where);
  const auto found = made.find(key);
  return found != made.end()
             ? found->second
             : made.emplace(key, RowMapper::make(layout, known_parties(), known_codes()).value()).first->second;
}

// The rows are the same however the bytes come; their ranges are in order and hold the row.
static void check_rows(const Layout& layout, std::string_view bytes) {
  RowReader whole(layout, bytes);
  std::string_view rest = bytes;
  RowReader pieces(layout, [&rest](std::string& out) -> Result<bool> {
    out += rest.substr(0, 7);
    rest.remove_prefix(std::min<std::size_t>(7, rest.size()));
    return !rest.empty();
  });
  RowMapper& mapper = mapper_of(layout);
  Event event;
  std::size_t last = 0, events = 0;
  for (;;) {
    const auto step = whole.next();
    const auto same = pieces.next();
    ensure(step && same && *step == *same, "rows do not depend on how the bytes come");
    if (*step == RowStep::end) {
      return;
    }
    if (*step == RowStep::rejected) {
      ensure(!whole.rejection().reason.empty() && whole.rejection().line == pieces.rejection().line,
             "a rejection has a reason");
      continue;
    }
    const Row& row = whole.row();
    ensure(row.bytes.begin >= last && row.bytes.end <= bytes.size() && row.bytes.of(bytes) == row.raw,
           "a row is where it says");
    ensure(row.raw == pieces.row().raw && row.line == pieces.row().line &&
               row.cells.size() == std::max<std::size_t>(layout.columns.size(), 1),
           "a row has its cells");
    last = row.bytes.end;
    const Outcome outcome = mapper.map(row, event);
    if (outcome == Outcome::rejected) {
      ensure(!mapper.rejection().reason.empty(), "a rejection has a reason");
    } else if (outcome == Outcome::event && ++events <= 4) {
      check_event(event);
    }
  }
}

FUZZ(bytes) {
  if (const auto layout = detect(bytes)) {
    check_rows(*layout, bytes);
  } else {
    ensure(!layout.error().message.empty(), "an error says what is wrong");
  }
}
