#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/codes.h"
#include "formats/row_writer.h"

namespace corollary::formats {

/// What the writers of all formats share.
struct Writing {
  Writing(Format of, const Catalogue& who, const CameoTable& what, CodeTable meanings)
      : layout(documented_layout(of)), catalogue(&who), cameo(&what), codes(std::move(meanings)) {}

  Layout layout;
  const Catalogue* catalogue;
  const CameoTable* cameo;
  CodeTable codes;
  std::map<std::string, std::int64_t, std::less<>> lost{};
  std::int64_t written = 0;

  /// Counts the field, if something of it is lost.
  void lose(std::string_view field, bool something);
};

/// Fills the cells of a row: by documented column, all of them empty before.
class FormatWriter {
 public:
  using Cells = std::vector<std::string>;

  explicit FormatWriter(Writing& writing) : w_(&writing) {}
  virtual ~FormatWriter() = default;
  FormatWriter(const FormatWriter&) = delete;
  FormatWriter& operator=(const FormatWriter&) = delete;

  virtual void write(const Event& event, Cells& cells) = 0;

 protected:
  Writing* w_;
};

std::unique_ptr<FormatWriter> gdelt_writer(Writing& writing);
std::unique_ptr<FormatWriter> icews_writer(Writing& writing);
std::unique_ptr<FormatWriter> polecat_writer(Writing& writing);
std::unique_ptr<FormatWriter> phoenix_writer(Writing& writing);
std::unique_ptr<FormatWriter> acled_writer(Writing& writing);
std::unique_ptr<FormatWriter> ged_writer(Writing& writing);
std::unique_ptr<FormatWriter> event_csv_writer(Writing& writing);

/// Which fields of an event a format has columns for, beside who, whom, when and what.
struct Carried {
  bool range = false, sides = false, mode = false, contexts = false, cameo = false, place = true, point = true,
       text = false, scale = false, scale_class = false, publicity = false, fatalities = false, role = false,
       why = false, publisher = false;
};
/// Counts what the format has no columns for. `event.intensity` is lost if it is not what the code or the type is
/// worth.
void lose_what_is_not_carried(Writing& writing, const Event& event, const Carried& carried);

/// The CAMEO code, or for an event without one the general code of its type.
std::string_view cameo_of(const Event& event);

/// "Kabul, Kabul, Afghanistan" as the columns of a format have it.
struct PlaceParts {
  std::string_view city{}, district{}, province{}, country{};
};
/// The last part is the country if the catalogue knows it as one; what stands before it is told apart by number and by
/// the precision of the point.
PlaceParts place_parts(const Event& event, const Catalogue& catalogue);

/// Counts what neither the cells of an actor tell, which mean `kept`, nor its name by the catalogue on that day.
void lose_of_actor(Writing& writing, const Actor& actor, Date day, const CodeMeaning& kept);
/// What a code means; nothing if the list does not have it.
CodeMeaning meaning_of(const Writing& writing, CodeTable::List list, std::string_view code);

const Actor* first_of(const std::vector<Actor>& side);

}  // namespace corollary::formats
