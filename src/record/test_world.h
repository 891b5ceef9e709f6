#pragma once

// What the tests of this module share: a folder for their files, and a small world of parties and people.

#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/file.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "record/record.h"

namespace corollary::record {

/// A new folder, removed at the end with all that is in it.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "corollary-record-XXXXXX").string();
    ensure(::mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
    path_ = name;
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// A file in the folder.
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  void write(std::string_view name, std::string_view bytes) const {
    ensure(write_file(path_ / name, bytes).has_value(), "a test's file can be written");
  }
  [[nodiscard]] std::vector<std::string> file_names() const {
    std::vector<std::string> names;
    const auto files = files_in(path_);
    for (const auto& file : files.value()) names.push_back(file.filename().string());
    return names;
  }

 private:
  std::filesystem::path path_;
};

inline Date day(std::string_view iso) { return Date::parse(iso).value(); }

/// Poland, Russia, the USA and NATO; Mike Pompeo, who led the CIA until 26 April 2018; two issues.
inline Catalogue small_catalogue() {
  auto catalogue = Catalogue::from_tables({
      .parties = "code\tkind\tname\tadjectives\taliases\tseats\tfrom\tto\n"
                 "POL\tstate\tPoland\tPolish\t\tWarsaw\t\t\n"
                 "RUS\tstate\tRussia\tRussian\t\tKremlin\t\t\n"
                 "USA\tstate\tUnited States\tAmerican\t\tWhite House\t\t\n"
                 "NATO\tigo\tNATO\t\t\t\t\t\n",
      .members = "organisation\tmember\tfrom\tto\n",
      .people = "name\taliases\tparty\tsector\trole\tfrom\tto\n"
                "Mike Pompeo\tPompeo\tUSA\tSPY\tintelligence chief\t2017-01-23\t2018-04-25\n"
                "Mike Pompeo\tPompeo\tUSA\tGOV\tforeign minister\t2018-04-26\t2021-01-20\n",
      .bodies = "name\taliases\tparty\tsector\trole\n",
      .titles = "title\tsector\trole\n",
      .places = "name\tcountry\tkind\n",
      .issues = "id\tname\tcontext\tcues\n"
                "crimea\tCrimea\tterritory\tcrimea\n"
                "sanctions\tsanctions\teconomic\tsanctions\n",
      .icews_sectors = "phrase\tsector\trole\n"
                       "Police\tCOP\tpolice\n",
  });
  ensure(catalogue.has_value(), "the small catalogue is well-formed");
  return *std::move(catalogue);
}

inline CameoTable small_cameo() {
  auto cameo = CameoTable::from_table(
      "code\tnames\tlabel\ttype\tmode\tintensity\n"
      "010\tMake statement\tspeaks\t\t\t0\n"
      "042\tMake a visit\tvisits\tCONSULT\tvisit\t1.9\n"
      "043\tHost a visit\thosts\tCONSULT\tvisit\t2.8\n"
      "130\tThreaten\tthreatens\tTHREATEN\t\t-4.4\n");
  ensure(cameo.has_value(), "the small CAMEO table is well-formed");
  return *std::move(cameo);
}

/// All events that pass the filter.
inline std::vector<Event> events_of(const EventRecord& record, const Filter& filter = {}) {
  std::vector<Event> events;
  const auto done = record.for_each(filter, [&](const Event& event) -> Result<void> {
    events.push_back(event);
    return {};
  });
  ensure(done.has_value(), "a test's record can be read");
  return events;
}

}  // namespace corollary::record
