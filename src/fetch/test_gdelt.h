#pragma once

// A small GDELT for the tests of this module: rows, files, and the lists of them.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/file.h"
#include "fetch/checksum.h"
#include "fetch/file_name.h"
#include "fetch/test_server.h"
#include "formats/layout.h"
#include "record/test_world.h"

namespace corollary::fetch {

/// A row of GDELT's events: the first says something to the second, by codes of countries. `added` is YYYYMMDDHHMMSS in 2.0, YYYYMMDD in 1.0.
inline std::string event_row(int id, const std::string& added, const std::string& actor, const std::string& recipient) {
  const bool by_slot = added.size() == 14;
  const formats::Layout layout = formats::documented_layout(by_slot ? formats::Format::gdelt2 : formats::Format::gdelt1);
  const std::string day = added.substr(0, 8), year = added.substr(0, 4);
  const std::map<std::string, std::string> cells = {
      {"GLOBALEVENTID", std::to_string(id)}, {"SQLDATE", day}, {"MonthYear", added.substr(0, 6)}, {"Year", year}, {"FractionDate", year + ".0"},
      {"Actor1Code", actor}, {"Actor1Name", actor}, {"Actor1CountryCode", actor}, {"Actor2Code", recipient}, {"Actor2Name", recipient},
      {"Actor2CountryCode", recipient}, {"IsRootEvent", "1"}, {"EventCode", "042"}, {"EventBaseCode", "042"}, {"EventRootCode", "04"}, {"QuadClass", "1"},
      {"GoldsteinScale", "1.9"}, {"NumMentions", "1"}, {"NumSources", "1"}, {"NumArticles", "1"}, {"AvgTone", "0"}, {"Actor1Geo_Type", "0"},
      {"Actor2Geo_Type", "0"}, {"ActionGeo_Type", "0"}, {"DATEADDED", added}, {"SOURCEURL", "http://wire.example/" + std::to_string(id)}};
  std::string row;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const auto cell = cells.find(layout.columns[i]);
    row += (i == 0 ? "" : "\t") + (cell == cells.end() ? std::string() : cell->second);
  }
  return row + "\n";
}

/// "20180101001500", of a quarter of an hour from 0 to 95.
inline std::string stamp(const std::string& day, int quarter) { return format("{}{:02}{:02}00", day, quarter / 4, quarter % 4 * 15); }

inline std::string md5_of_text(std::string_view bytes) {
  const record::TestFolder folder;
  folder.write("bytes", bytes);
  return md5_of(folder / "bytes").value();
}

/// Files on a test's server, with their lists.
class TestGdelt {
 public:
  explicit TestGdelt(TestServer& server) : server_(&server) {}

  /// A file of 2.0 with a row of the USA and Russia and one of Poland and NATO's; its name is returned.
  std::string add_slot(const std::string& day, int quarter, const std::string& ending = ".export.CSV") {
    const std::string added = stamp(day, quarter);
    const int id = next_id_ += 2;
    return add_file(added + ending, event_row(id, added, "USA", "RUS") + event_row(id + 1, added, "POL", "USA"));
  }
  void add_day(const std::string& day, const std::vector<int>& without = {}) {
    for (int quarter = 0; quarter < kQuartersOfDay; ++quarter) {
      if (std::ranges::find(without, quarter) == without.end()) add_slot(day, quarter);
    }
  }
  /// A file with this text, packed; on the server and in the list, to which `publish` adds it.
  std::string add_file(const std::string& unpacked, const std::string& text) { return add_packed(unpacked + ".zip", zip_of(unpacked, text)); }
  std::string add_packed(const std::string& name, const std::string& packed) {
    files_[name] = packed;
    const bool by_slot = FileName::read(name)->quarter.has_value();
    server_->serve(path_of(name), {.body = packed});
    (by_slot ? list_ : sums_) += by_slot ? format("{} {} http://data.gdeltproject.org/gdeltv2/{}\n", packed.size(), md5_of_text(packed), name)
                                         : format("{}  {}\n", md5_of_text(packed), name);
    sizes_ += by_slot ? "" : format("{} {}\n", packed.size(), name);
    return name;
  }
  void add_line(const std::string& line) { list_ += line + "\n"; }
  /// Puts the lists on the server.
  void publish() {
    server_->serve("/gdeltv2/masterfilelist.txt", {.body = list_});
    server_->serve("/events/md5sums", {.body = sums_});
    server_->serve("/events/filesizes", {.body = sizes_});
  }
  [[nodiscard]] static std::string path_of(const std::string& name) {
    return (FileName::read(name)->quarter ? "/gdeltv2/" : "/events/") + name;
  }
  [[nodiscard]] const std::string& packed(const std::string& name) const { return files_.at(name); }
  [[nodiscard]] const std::string& list() const { return list_; }

 private:
  TestServer* server_;
  int next_id_ = 1;
  std::string list_, sums_, sizes_;
  std::map<std::string, std::string> files_;
};

}  // namespace corollary::fetch
