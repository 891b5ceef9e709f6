#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "fetch/download.h"
#include "fetch/plan.h"
#include "ontology/cameo.h"
#include "ontology/catalogue.h"
#include "record/file_import.h"
#include "record/record.h"

namespace corollary::fetch {

inline constexpr std::string_view kGdelt = "https://data.gdeltproject.org";

/// Which files of GDELT, from where.
struct FetchRequest {
  DateRange days{};                        ///< Of GDELT's files: on which they were published.
  std::optional<Generation> generation{};  ///< Empty: of each day the one that has it (see `first_day_of_gdelt2`).
  std::vector<Kind> kinds{Kind::events};
  bool translated = false;                 ///< Also what is coded from other languages: a set of its own.
  std::string base{kGdelt};                ///< Where `gdeltv2/` and `events/` are; http or https.
  std::filesystem::path cache{};           ///< Where files lie until they are imported.
  bool keep = false;                       ///< They stay there.
  /// Only events that pass are stored, in a set of their own that covers no day. Its days are not looked at.
  std::optional<record::Filter> only{};
  std::filesystem::path rejects{};         ///< As `record::FileImportOptions`.
  DownloadOptions download{};
};

/// What there is to fetch.
struct FetchPlan {
  std::vector<PlannedFile> files;  ///< By stream, then time.
  std::vector<Gap> gaps;
  std::optional<Slot> newest{};    ///< Of the list that ends first.
  std::optional<DateRange> not_yet{};
  std::int64_t unreadable_lines = 0;
  std::vector<std::string> first_unreadable{};
};

/// Reads the lists. They stay in the cache: of 2.0's, which is over 100 MB and grows, the next time only the new end is fetched.
///
/// Errors: `usage` for a request that cannot be (an address that is none, mentions of days that only GDELT 1.0 has, a filter for what
///         is no event); `not_found` if a list cannot be fetched or has no file of the days, `input` if it is none; `store`; `cancelled`.
Result<FetchPlan> plan_fetch(const FetchRequest& request, const Clock& clock, Progress& progress);

/// The name of a set that holds what passes a filter: "GDELT 2 (USA, RUS)".
std::string set_name(const Stream& stream, const std::optional<record::Filter>& only);

/// Which of the plan's files a record has, by their names. In the order of the plan.
Result<std::vector<bool>> files_there(const record::EventRecord& record, const FetchPlan& plan, const FetchRequest& request);

/// A file that was to be had and was not.
struct FailedFile {
  std::string name;
  record::FileCover covers;  ///< What is not covered for it.
  std::string reason;
  bool not_tried = false;
};

/// What a fetch did.
struct FetchSummary {
  std::size_t files = 0;          ///< That there are for the days.
  std::size_t already_there = 0;  ///< In the record, by name or by content.
  std::size_t fetched = 0;        ///< Now.
  std::size_t from_cache = 0;     ///< An earlier fetch had left them.
  std::uint64_t bytes_fetched = 0;
  std::int64_t events = 0, left_out = 0, other_rows = 0, rejected = 0;
  std::vector<std::string> first_rejected;  ///< 20 at most.
  std::vector<std::string> sets;            ///< The sets of the record that the files are in.
  std::vector<FailedFile> failed;           ///< In the order of the plan.
  std::vector<DateRange> covered, not_covered;  ///< Of the days asked for, by any set of the record.
};

/// Fetches the plan's files that the record lacks, and imports each as soon as it and those before it are there, each in one transaction.
/// A file that cannot be had or read is in `failed`, and the others go on; what it would have covered stays uncovered.
///
/// Stopped or killed at any moment, what was imported stays, and the next call goes on with what the cache holds.
/// Errors: `store` (a disk that is full; another fetch that uses the cache), `cancelled`: both say how many files came into the record.
Result<FetchSummary> carry_out(const FetchPlan& plan, const FetchRequest& request, record::EventRecord& record, const Catalogue& catalogue,
                               const CameoTable& cameo, const Clock& clock, Progress& progress);

}  // namespace corollary::fetch
