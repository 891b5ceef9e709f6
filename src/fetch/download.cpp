#include "fetch/download.h"

#include <curl/curl.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>
#include <thread>
#include <utility>

#include "base/check.h"
#include "base/random.h"
#include "fetch/checksum.h"

namespace corollary::fetch {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr milliseconds kStep{100};                 // How soon an interrupt is noticed.
constexpr std::size_t kAheadOfEach = 4;            // Files a transfer may be ahead of the one that is waited for.
constexpr std::uint64_t kGoodTry = 1U << 20U;      // So many bytes show that the server works.
constexpr std::uint64_t kOverlap = 1024;           // Of a file that grows, what is fetched again to see that it is the same.
constexpr long kRedirects = 5;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
struct CloseEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct CloseMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

void start_curl_once() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  ensure(started, "libcurl starts");
}

std::uint64_t size_of(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : size;
}

void discard(const fs::path& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

std::string bytes_at(const fs::path& path, std::uint64_t begin, std::uint64_t count) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(count, '\0');
  file.seekg(static_cast<std::streamoff>(begin));
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

// What is wrong with a file that should be complete; "" if nothing is.
Result<std::string> fault_of(const fs::path& path, const Download& wanted) {
  if (const std::uint64_t size = size_of(path); wanted.bytes && size != *wanted.bytes) {
    return format("has {} bytes, expected {}", size, *wanted.bytes);
  }
  if (wanted.md5.empty()) {
    return "";
  }
  TRY_ASSIGN(const std::string md5, md5_of(path));
  return md5 == wanted.md5 ? "" : format("wrong checksum: MD5 {}, expected {}", md5, wanted.md5);
}

// How a try ended that did not bring the file.
struct Broken {
  std::string reason;
  bool may_pass = true;      // Another try may do better.
  bool of_server = false;    // The server gave no answer that it could do better on: down, overloaded or far away.
  milliseconds asked{0};     // To wait, by Retry-After.
  bool wasted = false;       // What came, and what was there before, is thrown away.
  bool at_once = false;      // And was so because of what was there before: there is nothing to wait for.
};

std::string http_words(long code) {
  switch (code) {
    case 403: return "403, the server refuses it";
    case 404: return "404, the server has no such file";
    case 410: return "410, the server has it no longer";
    case 429: return "429, the server is asked too often";
    case 503: return "503, the server is overloaded or down";
    default: return format("status {}", code);
  }
}

Broken broken_by_status(CURL* easy, long code) {
  curl_off_t seconds = 0;
  curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
  const bool may_pass = code == 408 || code == 429 || code >= 500;
  return {http_words(code), may_pass, may_pass, milliseconds(std::clamp<curl_off_t>(seconds, 0, 1'000'000) * 1'000)};
}

Broken broken_by_network(CURLcode code, const char* words) {
  const std::string reason = *words != '\0' ? words : curl_easy_strerror(code);
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return {format("the server's certificate does not hold: {}", reason), false, true};
    case CURLE_SSL_CACERT_BADFILE: return {format("the file of certificates cannot be read: {}", reason), false, true};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return {format("the address cannot be used: {}", reason), false, true};
    case CURLE_TOO_MANY_REDIRECTS: return {format("over {} redirections", kRedirects), false, false};
    default: return {reason, true, true};
  }
}

// A try to fetch one file, under way.
class Transfer {
 public:
  Transfer(const Download& wanted, const DownloadOptions& options) : wanted_(&wanted), part_(wanted.to.string() + ".part"), easy_(curl_easy_init()) {
    ensure(easy_ != nullptr, "libcurl gives a handle");
    had_ = offset_ = begin_offset();
    set(options);
  }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Errors: `store`.
  Result<void> open() {
    file_.reset(std::fopen(part_.c_str(), "ab"));
    return file_ ? Result<void>() : fail(ErrorKind::store, "{}: cannot be written: {}", part_.string(), std::strerror(errno));
  }
  [[nodiscard]] CURL* easy() const { return easy_.get(); }
  [[nodiscard]] std::uint64_t bytes() const { return offset_ + received_; }
  [[nodiscard]] std::uint64_t received() const { return received_; }

  // After libcurl has done with it. nullopt: the file is at its place. Errors: `store`.
  Result<std::optional<Broken>> finish(CURLcode code) {
    const bool closed = std::fclose(file_.release()) == 0;
    if (write_error_ != 0 || !closed) {
      return fail(ErrorKind::store, "{}: cannot be written: {}", part_.string(), std::strerror(write_error_ != 0 ? write_error_ : errno));
    }
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status == 416 && offset_ > 0) {  // There is no more of it than we have.
      return wanted_->grows ? take_place() : start_over("the server has less of it than was fetched before", true);
    }
    if (too_large_) {
      return start_over(format("is larger than the {} bytes that it should have", *wanted_->bytes), false);
    }
    const bool lost_on_the_way = status < 400 && code != CURLE_OK;  // Also by redirections.
    if (status >= 300 && !lost_on_the_way) {
      return broken_by_status(easy_.get(), status);
    }
    if (code != CURLE_OK) {
      return broken_by_network(code, words_);
    }
    if (!overlap_.empty() && offset_ > 0 && bytes_at(part_, offset_, overlap_.size()) != overlap_) {
      return start_over("is another file than it was before", true);
    }
    return take_place();
  }

 private:
  // What is there of an earlier time, and how much of it is good to go on from.
  std::uint64_t begin_offset() {
    std::error_code error;
    if (wanted_->grows) {
      fs::rename(wanted_->to, part_, error);  // If there is none, there may be a part of it.
      const std::uint64_t size = size_of(part_);
      const std::uint64_t offset = size > kOverlap ? size - kOverlap : 0;
      overlap_ = bytes_at(part_, offset, size - offset);
      fs::resize_file(part_, offset, error);
      return offset;
    }
    const std::uint64_t size = size_of(part_);
    if (wanted_->bytes && size >= *wanted_->bytes) {  // It was not verified, so it is not to be trusted.
      discard(part_);
      return 0;
    }
    return size;
  }

  void set(const DownloadOptions& options) {
    CURL* const easy = easy_.get();
    const bool secure = wanted_->url.starts_with("https:");
    curl_easy_setopt(easy, CURLOPT_URL, wanted_->url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");  // What was asked for securely stays so.
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, kRedirects);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_limit.count()));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "corollary");
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, words_);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::write);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    if (!options.certificates.empty()) {
      curl_easy_setopt(easy, CURLOPT_CAINFO, options.certificates.c_str());
    }
    if (offset_ > 0) {
      curl_easy_setopt(easy, CURLOPT_RANGE, format("{}-", offset_).c_str());
    }
  }

  static std::size_t write(const char* bytes, std::size_t size, std::size_t count, void* transfer) {
    return static_cast<Transfer*>(transfer)->take(std::string_view(bytes, size * count)) ? size * count : 0;
  }

  bool take(std::string_view bytes) {
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || status >= 300) {
      return true;  // The words of an error page are no part of the file.
    }
    if (status != 206 && offset_ > 0) {  // The server gives it from the beginning.
      offset_ = 0;
      overlap_.clear();
      if (::ftruncate(::fileno(file_.get()), 0) != 0) {
        write_error_ = errno;
        return false;
      }
    }
    if (wanted_->bytes && offset_ + received_ + bytes.size() > *wanted_->bytes) {
      too_large_ = true;
      return false;
    }
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
      write_error_ = errno != 0 ? errno : EIO;
      return false;
    }
    received_ += bytes.size();
    return true;
  }

  Broken start_over(std::string reason, bool had_before) {
    discard(part_);
    return {std::move(reason), true, false, {}, true, had_before};
  }

  Result<std::optional<Broken>> take_place() {
    TRY_ASSIGN(std::string fault, fault_of(part_, *wanted_));
    if (!fault.empty()) {
      return start_over(std::move(fault), had_ > 0 && offset_ > 0);
    }
    std::error_code error;
    fs::rename(part_, wanted_->to, error);
    if (error) {
      return fail(ErrorKind::store, "{}: cannot be written: {}", wanted_->to.string(), error.message());
    }
    return std::nullopt;
  }

  const Download* wanted_;
  fs::path part_;
  std::unique_ptr<CURL, CloseEasy> easy_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  char words_[CURL_ERROR_SIZE] = "";
  std::string overlap_;           // What must come first, for it was there before.
  std::uint64_t had_ = 0, offset_ = 0, received_ = 0;
  bool too_large_ = false;
  int write_error_ = 0;
};

}  // namespace

Clock Clock::steady() {
  return {[] { return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch()); },
          [](milliseconds time) { std::this_thread::sleep_for(time); }};
}

class Downloads::Run {
 public:
  Run(std::vector<Download> wanted, const DownloadOptions& options, Clock clock) : wanted_(std::move(wanted)), options_(options), clock_(std::move(clock)) {
    start_curl_once();
    multi_.reset(curl_multi_init());
    ensure(multi_ != nullptr && options_.parallel > 0 && options_.retries >= 0, "downloads have room for one, and libcurl");
    items_.resize(wanted_.size());
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      items_[i].outcome.number = i;
      bytes_wanted_ += wanted_[i].bytes.value_or(0);
    }
  }
  ~Run() {
    for (Item& item : items_) stop(item);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Result<std::optional<Downloaded>> next(Progress& progress) {
    // Somebody may have taken long with the last file: that was no stall.
    for (std::size_t i = taken_; i < ahead(); ++i) items_[i].last_byte_at = clock_.now();
    while (taken_ < items_.size()) {
      TRY(report(progress));
      TRY(start_more());
      if (items_[taken_].done) {
        return items_[taken_++].outcome;
      }
      TRY(active_ > 0 ? work() : sleep());
    }
    return std::nullopt;
  }

  Result<void> report(Progress& progress) const { return progress.report("fetching, kB", bytes_so_far() / 1'000, bytes_wanted_ / 1'000); }

 private:
  struct Item {
    std::unique_ptr<Transfer> transfer;  // While one is under way.
    milliseconds ready_at{0};
    milliseconds last_byte_at{0};
    std::uint64_t bytes = 0;
    int counted_tries = 0;
    bool started_over = false;
    bool done = false;
    Downloaded outcome;
  };

  [[nodiscard]] std::size_t ahead() const {
    return std::min(items_.size(), taken_ + static_cast<std::size_t>(options_.parallel) * kAheadOfEach);
  }

  [[nodiscard]] std::uint64_t bytes_so_far() const {
    std::uint64_t bytes = bytes_done_;
    for (std::size_t i = taken_; i < ahead(); ++i) bytes += items_[i].transfer ? items_[i].transfer->bytes() : 0;
    return bytes;
  }

  Result<void> start_more() {
    for (std::size_t i = taken_; i < ahead() && active_ < options_.parallel; ++i) {
      Item& item = items_[i];
      if (item.done || item.transfer || clock_.now() < std::max(item.ready_at, hold_until_)) {
        continue;
      }
      if (given_up_) {
        item.outcome.not_tried = true;
        end(i, "not tried: the server had not answered for others");
        continue;
      }
      TRY(start(i));
    }
    return {};
  }

  Result<void> start(std::size_t number) {
    Item& item = items_[number];
    const Download& wanted = wanted_[number];
    std::error_code error;
    if (!wanted.grows && fs::exists(wanted.to, error)) {
      TRY_ASSIGN(const std::string fault, fault_of(wanted.to, wanted));
      if (fault.empty()) {
        item.outcome.was_there = true;
        end(number, "");
        return {};
      }
      discard(wanted.to);
    }
    item.transfer = std::make_unique<Transfer>(wanted, options_);
    TRY(item.transfer->open());
    item.last_byte_at = clock_.now();
    item.bytes = 0;
    ++item.outcome.tries;
    curl_multi_add_handle(multi_.get(), item.transfer->easy());
    ++active_;
    return {};
  }

  // Waits for the time of the next try, in steps.
  Result<void> sleep() {
    milliseconds soonest = milliseconds::max();
    for (std::size_t i = taken_; i < ahead(); ++i) {
      if (!items_[i].done) soonest = std::min(soonest, std::max(items_[i].ready_at, hold_until_));
    }
    clock_.sleep(std::clamp(soonest - clock_.now(), milliseconds(1), kStep));
    return {};
  }

  Result<void> work() {
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    int left = 0;
    bool any = false;
    while (const CURLMsg* const message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) {
        any = true;
        TRY(finish(message->easy_handle, message->data.result));
      }
    }
    break_stalled();
    if (!any && running > 0) {
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(kStep.count()), nullptr);
    }
    return {};
  }

  Result<void> finish(CURL* easy, CURLcode code) {
    std::size_t number = taken_;
    while (!items_[number].transfer || items_[number].transfer->easy() != easy) ++number;
    Item& item = items_[number];
    const std::uint64_t received = item.transfer->received();
    Result<std::optional<Broken>> broken = item.transfer->finish(code);
    stop(item);
    if (!broken) {
      return std::unexpected(broken.error());
    }
    if (*broken) {
      try_again(number, **broken, received);
    } else {
      end(number, "");
    }
    return {};
  }

  void break_stalled() {
    const milliseconds now = clock_.now();
    for (std::size_t i = taken_; i < ahead(); ++i) {
      Item& item = items_[i];
      if (!item.transfer) {
        continue;
      }
      const std::uint64_t received = item.transfer->received();
      if (received != item.bytes) {
        item.bytes = received;
        item.last_byte_at = now;
      } else if (now - item.last_byte_at > options_.stall_limit) {
        stop(item);
        try_again(i, {format("no byte came for {} s", options_.stall_limit.count() / 1'000), true, true, {}}, received);
      }
    }
  }

  void try_again(std::size_t number, const Broken& broken, std::uint64_t received) {
    Item& item = items_[number];
    if (broken.at_once && !std::exchange(item.started_over, true)) {
      return;
    }
    item.counted_tries += received > kGoodTry && !broken.wasted ? 0 : 1;
    if (!broken.may_pass || broken.asked > options_.longest_asked || item.counted_tries > options_.retries) {
      const std::string asked = broken.asked > options_.longest_asked ? format(" and asks to wait {} s", broken.asked.count() / 1'000) : "";
      fail_finally(number, broken, broken.reason + asked);
      return;
    }
    const int doublings = std::min(std::max(item.counted_tries - 1, 0), 20);
    const milliseconds longest = std::min(options_.longest_wait, options_.first_wait * (1 << doublings));
    Random draw(options_.seed, number);
    for (int i = 0; i < item.outcome.tries; ++i) draw.next();
    const auto wait = milliseconds(static_cast<std::int64_t>(static_cast<double>(longest.count()) * (0.5 + draw.uniform() / 2)));
    item.ready_at = clock_.now() + std::max(wait, broken.asked);
    if (broken.asked > milliseconds(0)) {  // The server means all of our questions.
      hold_until_ = std::max(hold_until_, clock_.now() + broken.asked);
    }
  }

  void fail_finally(std::size_t number, const Broken& broken, std::string reason) {
    failures_in_a_row_ = broken.of_server ? failures_in_a_row_ + 1 : 0;
    given_up_ = given_up_ || failures_in_a_row_ >= options_.failures_in_a_row_most;
    const int tries = items_[number].outcome.tries;
    end(number, tries > 1 ? format("{} (tried {} times)", reason, tries) : std::move(reason));
  }

  void end(std::size_t number, std::string failure) {
    Item& item = items_[number];
    if (failure.empty()) {
      failures_in_a_row_ = 0;
    }
    item.done = true;
    item.outcome.failure = std::move(failure);
    bytes_done_ += wanted_[number].bytes.value_or(0);
  }

  void stop(Item& item) {
    if (item.transfer) {
      curl_multi_remove_handle(multi_.get(), item.transfer->easy());
      item.transfer.reset();
      --active_;
    }
  }

  std::vector<Download> wanted_;
  DownloadOptions options_;
  Clock clock_;
  std::unique_ptr<CURLM, CloseMulti> multi_;
  std::vector<Item> items_;
  std::size_t taken_ = 0;
  int active_ = 0;
  int failures_in_a_row_ = 0;
  bool given_up_ = false;
  milliseconds hold_until_{0};
  std::uint64_t bytes_done_ = 0, bytes_wanted_ = 0;
};

Downloads::Downloads(std::vector<Download> wanted, const DownloadOptions& options, const Clock& clock)
    : run_(std::make_unique<Run>(std::move(wanted), options, clock)) {}
Downloads::~Downloads() = default;
Downloads::Downloads(Downloads&&) noexcept = default;

Result<std::optional<Downloaded>> Downloads::next(Progress& progress) { return run_->next(progress); }
Result<void> Downloads::report(Progress& progress) const { return run_->report(progress); }

}  // namespace corollary::fetch
