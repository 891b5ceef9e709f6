#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/strings.h"
#include "formats/codes.h"
#include "formats/entity_resolver.h"
#include "formats/row_mapper.h"

namespace corollary::formats {

/// What the mappers of all formats share.
struct Mapping {
  Mapping(Layout of, const Catalogue& who, const CameoTable& what, CodeTable meanings)
      : layout(std::move(of)), catalogue(&who), cameo(&what), codes(std::move(meanings)), checker(layout) {}

  Layout layout;
  const Catalogue* catalogue;
  const CameoTable* cameo;
  CodeTable codes;
  std::optional<EntityResolver> resolver{};  ///< Made when a name is first asked for: GDELT has none to ask.
  RowChecker checker;
  Rejection rejection{};
  RowSource source{};
  ReportMention mention{};
  ReportMetadata metadata{};
  MappingNotes notes{};

  /// The cell of a documented column; "" if the file does not have it.
  [[nodiscard]] std::string_view cell(const Row& row, std::size_t column) const {
    const std::size_t at = layout.where[column];
    return at == Layout::kNone ? std::string_view() : row.cells[at];
  }
  /// The same, with NA and its like as "".
  [[nodiscard]] std::string_view given(const Row& row, std::size_t column) const;
  /// The days around `day` on which the catalogue's answer for a name is the same.
  DateRange stretch_around(std::string_view name, Date day);
  Outcome reject(const Row& row, std::string_view column, std::string reason);
};

/// Maps the rows of one format, which are checked already.
class FormatMapper {
 public:
  explicit FormatMapper(Mapping& mapping) : m_(&mapping) {}
  virtual ~FormatMapper() = default;
  FormatMapper(const FormatMapper&) = delete;
  FormatMapper& operator=(const FormatMapper&) = delete;

  virtual Outcome map(const Row& row, Event& out) = 0;

 protected:
  Mapping* m_;
};

std::unique_ptr<FormatMapper> gdelt_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> report_mapper(Mapping& mapping);  ///< Mentions and GKG.
std::unique_ptr<FormatMapper> icews_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> polecat_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> phoenix_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> acled_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> ged_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> event_json_mapper(Mapping& mapping);
std::unique_ptr<FormatMapper> event_csv_mapper(Mapping& mapping);

/// An event with nothing in it but its evidence; its memory is kept.
void clear(Event& event);

/// A CAMEO code as an act. Made once for each code.
struct CodedAct {
  EventType type = EventType::statement;
  std::string mode{}, cameo{}, why{};
  double intensity = 0;
  bool known = false;
  std::string fault{};  ///< "" unless the code cannot be meant: it has lost its leading zero.
};

/// The acts of CAMEO codes, with `why` as "import gdelt: 0231".
class CodedActs {
 public:
  CodedActs(const CameoTable& cameo, std::string_view set) : cameo_(&cameo), set_(set) {}
  const CodedAct& of(std::string_view code);

 private:
  const CameoTable* cameo_;
  std::string set_;
  std::unordered_map<std::string, CodedAct, ViewHash, std::equal_to<>> acts_;
};
void give(const CodedAct& act, Event& out);

/// The actors that a set's names and codes stand for, each made once for the days on which it stays the same.
class ActorCache {
 public:
  /// `make(actor)` gives the days for which it holds. Valid until the next call.
  template <typename Make>
  const Actor& get(std::string_view key, Date day, Make&& make) {
    auto found = actors_.find(key);
    if (found == actors_.end()) {
      if (actors_.size() >= kMost) {
        actors_.clear();
      }
      found = actors_.emplace(std::string(key), Kept()).first;
    }
    Kept& kept = found->second;
    if (!kept.valid.contains(day)) {
      kept.actor = Actor();
      kept.valid = make(kept.actor);
    }
    return kept.actor;
  }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 18U;  // Some 50 megabytes; GDELT has far fewer.
  struct Kept {
    DateRange valid = {Date::from_day_number(1), Date()};  // At first no day at all.
    Actor actor{};
  };
  std::unordered_map<std::string, Kept, ViewHash, std::equal_to<>> actors_;
};
inline constexpr DateRange kEveryDay = {Date::from_day_number(-2'000'000'000), Date::from_day_number(2'000'000'000)};

/// A row's cells as one key: a piece of the row where they stand side by side, else put together in `scratch`.
std::string_view key_of(const Mapping& mapping, const Row& row, std::initializer_list<std::size_t> columns,
                        std::string& scratch);

/// Cells with ", " between, missing ones left out.
void join_place(std::string& out, std::initializer_list<std::string_view> parts);
/// Sets the point if both numbers are there.
void set_point(Event& out, std::string_view latitude, std::string_view longitude, GeoPrecision precision);
/// "news.example" of "http://www.news.example:80/a", as GDELT's mentions name publishers; what is no address stays as it is ("BBC Monitoring").
std::string_view site_of(std::string_view address);
void set_sides(Event& out, const Actor* actor, const Actor* recipient);
/// `cell` if it is UTF-8, else the same as UTF-8 in `scratch`.
std::string_view utf8(std::string_view cell, std::string& scratch);

}  // namespace corollary::formats
