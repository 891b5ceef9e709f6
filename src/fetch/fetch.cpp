#include "fetch/fetch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/strings.h"

namespace corollary::fetch {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kListedRejections = 20;

// The cache, for one fetch at a time.
class CacheLock {
 public:
  // Makes the folder if need be. Errors: `store`.
  static Result<CacheLock> take(const fs::path& cache) {
    TRY(make_folder(cache));
    const fs::path file = cache / ".lock";
    CacheLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (lock.descriptor_ < 0) {
      return fail(ErrorKind::store, "{}: cannot be written: {}", file.string(), std::error_code(errno, std::generic_category()).message());
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
      return fail(ErrorKind::store, "{}: another fetch is using this folder; wait for its end, or give another with --cache", cache.string());
    }
    return lock;
  }
  ~CacheLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  CacheLock(CacheLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  CacheLock& operator=(CacheLock&&) = delete;

 private:
  explicit CacheLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

std::string base_of(const FetchRequest& request) {
  std::string base = request.base;
  while (base.ends_with('/')) base.pop_back();
  return base;
}

Result<void> expect_sense(const FetchRequest& request) {
  if (!request.base.starts_with("https://") && !request.base.starts_with("http://")) {
    return fail(ErrorKind::usage, "'{}' is no address to fetch from; expected one that begins with https:// or http://", request.base);
  }
  const bool events_only = std::ranges::all_of(request.kinds, [](Kind kind) { return kind == Kind::events; });
  if (request.only && !events_only) {
    return fail(ErrorKind::usage, "mentions and GKG cannot be filtered, for their rows are no events; fetch them without a filter, or events alone");
  }
  if (request.generation == Generation::gdelt2 && request.days.first < first_day_of_gdelt2()) {
    return fail(ErrorKind::usage, "GDELT 2.0 begins on {}; for days before, fetch gdelt1", first_day_of_gdelt2().iso());
  }
  const bool before = request.generation == Generation::gdelt1 || request.days.first < first_day_of_gdelt2();
  if (before && (!events_only || request.translated)) {
    return fail(ErrorKind::usage, "GDELT 1.0, which alone has days before {}, has no mentions, GKG of this form or translated files", first_day_of_gdelt2().iso());
  }
  return {};
}

// Fetches the lists, one after the other. Errors: as `plan_fetch`.
Result<void> fetch_lists(const FetchRequest& request, std::vector<Download> lists, const Clock& clock, Progress& progress) {
  const std::vector<Download> wanted = lists;
  Downloads downloads(std::move(lists), request.download, clock);
  for (;;) {
    TRY_ASSIGN(const std::optional<Downloaded> done, downloads.next(progress));
    if (!done) {
      return {};
    }
    if (!done->failure.empty()) {
      const bool other_name = done->failure.find("certificate does not hold") != std::string::npos && base_of(request) == kGdelt;
      return fail(ErrorKind::not_found, "{}: cannot be fetched: {}; nothing was imported{}", wanted[done->number].url, done->failure,
                  other_name ? "; the same files are at --url https://storage.googleapis.com/data.gdeltproject.org" : "");
    }
  }
}

Result<FileList> master_list(const FetchRequest& request, bool translated, const Clock& clock, Progress& progress) {
  const std::string name = translated ? "masterfilelist-translation.txt" : "masterfilelist.txt";
  const fs::path path = request.cache / name;
  TRY(fetch_lists(request, {{.url = base_of(request) + "/gdeltv2/" + name, .to = path, .grows = true}}, clock, progress));
  Result<FileList> list = read_master_list(path, request.days);
  if (!list) {
    std::error_code ignored;
    fs::remove(path, ignored);  // Not to go on from it the next time.
  }
  return list;
}

Result<FileList> daily_list(const FetchRequest& request, DateRange days, const Clock& clock, Progress& progress) {
  const fs::path sums = request.cache / "md5sums", sizes = request.cache / "filesizes";
  std::error_code ignored;
  for (const char* const name : {"md5sums", "md5sums.part", "filesizes", "filesizes.part"}) fs::remove(request.cache / name, ignored);
  const std::string folder = base_of(request) + "/events/";
  TRY(fetch_lists(request, {{.url = folder + "md5sums", .to = sums}, {.url = folder + "filesizes", .to = sizes}}, clock, progress));
  TRY_ASSIGN(const std::string md5sums, read_file(sums));
  TRY_ASSIGN(const std::string filesizes, read_file(sizes));
  return read_daily_lists(md5sums, filesizes, days);
}

void add_plan(FetchPlan& to, Plan plan) {
  std::ranges::move(plan.files, std::back_inserter(to.files));
  std::ranges::move(plan.gaps, std::back_inserter(to.gaps));
  if (plan.newest && (!to.newest || *plan.newest < *to.newest)) {
    to.newest = plan.newest;
  }
  if (plan.not_yet) {
    to.not_yet = to.not_yet ? DateRange{std::min(to.not_yet->first, plan.not_yet->first), std::max(to.not_yet->last, plan.not_yet->last)} : plan.not_yet;
  }
}

void note_unreadable(FetchPlan& plan, const FileList& list) {
  plan.unreadable_lines += list.unreadable;
  plan.first_unreadable.insert(plan.first_unreadable.end(), list.first_unreadable.begin(), list.first_unreadable.end());
}

// The days of the request that a generation is asked for.
std::optional<DateRange> days_of(const FetchRequest& request, Generation generation) {
  DateRange days = request.days;
  if (request.generation) {
    return *request.generation == generation ? std::optional(days) : std::nullopt;
  }
  if (generation == Generation::gdelt1) {
    days.last = std::min(days.last, first_day_of_gdelt2() - Days{1});
  } else {
    days.first = std::max(days.first, first_day_of_gdelt2());
  }
  return days.first <= days.last ? std::optional(days) : std::nullopt;
}

Result<void> expect_files(const FetchPlan& plan, const FetchRequest& request) {
  if (!plan.files.empty()) {
    return {};
  }
  return fail(ErrorKind::not_found, "{}: has no file for {} to {}{}; nothing was imported", base_of(request), request.days.first.iso(), request.days.last.iso(),
              plan.newest ? format(" (its newest is of {})", plan.newest->text()) : "");
}

std::string words_of(const record::Filter& only) {
  std::vector<std::string> words;
  if (!only.parties.empty()) words.push_back(joined(only.parties, ", "));
  if (!only.actor.empty()) words.push_back("actor " + only.actor);
  if (!only.recipient.empty()) words.push_back("recipient " + only.recipient);
  if (only.type) words.emplace_back(code(*only.type));
  return joined(words, "; ");
}

record::SourceKind kind_of(const FetchRequest& request) { return request.only ? record::SourceKind::chosen : record::SourceKind::stream; }

// Errors of one file do not stop the others, unless nothing can be stored or the user wants no more.
bool stops_all(const Error& error) { return error.kind == ErrorKind::store || error.kind == ErrorKind::cancelled; }

class Fetch {
 public:
  Fetch(const FetchPlan& plan, const FetchRequest& request, record::EventRecord& record, const Catalogue& catalogue, const CameoTable& cameo,
        const Clock& clock, Progress& progress)
      : plan_(plan), request_(request), record_(record), catalogue_(catalogue), cameo_(cameo), clock_(clock), progress_(progress) {}

  Result<FetchSummary> run() {
    TRY_ASSIGN(const std::vector<bool> there, files_there(record_, plan_, request_));
    summary_.files = plan_.files.size();
    summary_.already_there = static_cast<std::size_t>(std::ranges::count(there, true));
    std::vector<std::size_t> lacking;
    for (std::size_t i = 0; i < there.size(); ++i) {
      if (!there[i]) lacking.push_back(i);
    }
    note_sets();
    if (Result<void> done = fetch(lacking); !done) {
      Error error = std::move(done).error();
      error.message += format("; {} of {} files are in the record, the same command goes on with the others", summary_.already_there + imported_, summary_.files);
      return std::unexpected(std::move(error));
    }
    TRY(cover_gaps());
    TRY(note_coverage());
    return std::move(summary_);
  }

 private:
  void note_sets() {
    for (const PlannedFile& file : plan_.files) {
      std::string name = set_name(file.stream, request_.only);
      if (std::ranges::find(summary_.sets, name) == summary_.sets.end()) summary_.sets.push_back(std::move(name));
    }
  }

  Result<void> fetch(const std::vector<std::size_t>& lacking) {
    std::vector<Download> wanted;
    for (const std::size_t number : lacking) {
      const PlannedFile& file = plan_.files[number];
      wanted.push_back({.url = base_of(request_) + "/" + file.path, .to = request_.cache / file.name, .bytes = file.bytes, .md5 = file.md5});
    }
    Downloads downloads(std::move(wanted), request_.download, clock_);
    for (;;) {
      TRY_ASSIGN(const std::optional<Downloaded> done, downloads.next(progress_));
      if (!done) {
        return {};
      }
      TRY(take(plan_.files[lacking[done->number]], *done, downloads));
    }
  }

  Result<void> take(const PlannedFile& file, const Downloaded& done, const Downloads& downloads) {
    if (!done.failure.empty()) {
      summary_.failed.push_back({file.name, file.covers, done.failure, done.not_tried});
      return {};
    }
    done.was_there ? ++summary_.from_cache : ++summary_.fetched;
    summary_.bytes_fetched += done.was_there ? 0 : file.bytes;
    return import(file, downloads);
  }

  Result<void> import(const PlannedFile& file, const Downloads& downloads) {
    record::FileImportOptions options;
    options.name = set_name(file.stream, request_.only);
    options.format = file.stream.format();
    options.kind = kind_of(request_);
    options.rejects.list = request_.rejects;
    options.keep_bytes = !request_.only;
    options.covers = file.covers;
    options.only = request_.only;
    const fs::path path = request_.cache / file.name;
    // The line of progress stays that of the downloads: what an import of a second says of itself would flicker between.
    Progress* import_progress = nullptr;
    Progress quiet([&](std::string_view, std::uint64_t, std::uint64_t) {
      if (!downloads.report(progress_)) import_progress->cancel();
    });
    import_progress = &quiet;
    const Result<record::ImportSummary> imported = record::import_file(record_, path, options, catalogue_, cameo_, quiet);
    if (!imported && stops_all(imported.error())) {
      return std::unexpected(imported.error());
    }
    std::error_code ignored;
    if (!imported || !request_.keep) {
      fs::remove(path, ignored);
    }
    if (!imported) {
      summary_.failed.push_back({file.name, file.covers, "fetched as the list has it, but cannot be read: " + imported.error().message, false});
      return {};
    }
    count(*imported);
    return {};
  }

  void count(const record::ImportSummary& imported) {
    if (imported.already_there) {
      ++summary_.already_there;
      return;
    }
    ++imported_;
    summary_.events += imported.source.events;
    summary_.left_out += imported.left_out;
    summary_.other_rows += imported.other_rows;
    summary_.rejected += imported.source.rejected;
    for (const std::string& line : imported.rejected) {
      if (summary_.first_rejected.size() < kListedRejections) summary_.first_rejected.push_back(line);
    }
  }

  // What was never published is known to be empty on a day that is otherwise there; see `kSlotsOfWholeDay`.
  Result<void> cover_gaps() {
    for (const Gap& gap : plan_.gaps) {
      if (gap.counts_as_empty && !request_.only) {
        TRY(cover_gap(gap));
      }
    }
    return {};
  }

  Result<void> cover_gap(const Gap& gap) {
    record::Source source;
    source.name = set_name(gap.stream, request_.only);
    source.format = formats::name(gap.stream.format());
    source.kind = kind_of(request_);
    source.content_hash = format("not published: {} {}", source.name, gap.day.iso());
    for (const int quarter : gap.quarters) source.content_hash += format(" {}", quarter);
    TRY_ASSIGN(const std::optional<record::Source> there, record_.source_with_hash(source.content_hash));
    if (there) {
      return {};
    }
    TRY_ASSIGN(record::EventRecord::Import import, record_.begin_import(source));
    for (const int quarter : gap.quarters) TRY(import.cover_part(gap.day, quarter, kQuartersOfDay));
    const Result<record::Source> committed = import.commit();
    return committed ? Result<void>() : std::unexpected(committed.error());
  }

  Result<void> note_coverage() {
    TRY_ASSIGN(const Coverage coverage, record_.coverage());
    for (Date day = request_.days.first; day <= request_.days.last; day = day + Days{1}) {
      std::vector<DateRange>& ranges = coverage.covers(day) ? summary_.covered : summary_.not_covered;
      if (!ranges.empty() && ranges.back().last + Days{1} == day) {
        ranges.back().last = day;
      } else {
        ranges.push_back({day, day});
      }
    }
    return {};
  }

  const FetchPlan& plan_;
  const FetchRequest& request_;
  record::EventRecord& record_;
  const Catalogue& catalogue_;
  const CameoTable& cameo_;
  const Clock& clock_;
  Progress& progress_;
  std::size_t imported_ = 0;
  FetchSummary summary_;
};

}  // namespace

std::string set_name(const Stream& stream, const std::optional<record::Filter>& only) {
  return only ? format("{} ({})", stream.set(), words_of(*only)) : stream.set();
}

Result<FetchPlan> plan_fetch(const FetchRequest& request, const Clock& clock, Progress& progress) {
  TRY(expect_sense(request));
  TRY_ASSIGN(const CacheLock lock, CacheLock::take(request.cache));
  FetchPlan plan;
  if (const auto days = days_of(request, Generation::gdelt1)) {
    TRY_ASSIGN(const FileList list, daily_list(request, *days, clock, progress));
    note_unreadable(plan, list);
    add_plan(plan, plan_of({Generation::gdelt1, Kind::events, false}, list, *days));
    plan.newest.reset();  // Where 2.0 goes on, the end of 1.0's list says nothing.
    if (*days == request.days) plan.newest = list.newest;
  }
  if (const auto days = days_of(request, Generation::gdelt2)) {
    for (const bool translated : {false, true}) {
      if (translated && !request.translated) {
        continue;
      }
      TRY_ASSIGN(const FileList list, master_list(request, translated, clock, progress));
      note_unreadable(plan, list);
      for (const Kind kind : request.kinds) add_plan(plan, plan_of({Generation::gdelt2, kind, translated}, list, *days));
    }
  }
  TRY(expect_files(plan, request));
  return plan;
}

Result<std::vector<bool>> files_there(const record::EventRecord& record, const FetchPlan& plan, const FetchRequest& request) {
  std::map<Stream, std::set<std::string>> names;
  std::vector<bool> there;
  for (const PlannedFile& file : plan.files) {
    auto known = names.find(file.stream);
    if (known == names.end()) {
      TRY_ASSIGN(const std::vector<std::string> of_set,
                 record.file_names(set_name(file.stream, request.only), formats::name(file.stream.format()), kind_of(request)));
      known = names.emplace(file.stream, std::set<std::string>(of_set.begin(), of_set.end())).first;
    }
    // Imported by hand, it may have been unpacked before.
    const std::string unpacked = file.name.substr(0, file.name.size() - std::string_view(".zip").size());
    there.push_back(known->second.contains(file.name) || known->second.contains(unpacked));
  }
  return there;
}

Result<FetchSummary> carry_out(const FetchPlan& plan, const FetchRequest& request, record::EventRecord& record, const Catalogue& catalogue,
                               const CameoTable& cameo, const Clock& clock, Progress& progress) {
  TRY_ASSIGN(const CacheLock lock, CacheLock::take(request.cache));
  return Fetch(plan, request, record, catalogue, cameo, clock, progress).run();
}

}  // namespace corollary::fetch
