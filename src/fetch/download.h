#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"

namespace corollary::fetch {

/// Time as downloads know it, so that a test need not wait.
struct Clock {
  std::function<std::chrono::milliseconds()> now;          ///< From any beginning; never goes back.
  std::function<void(std::chrono::milliseconds)> sleep;

  static Clock steady();
};

struct DownloadOptions {
  int parallel = 4;        ///< Transfers at a time; at least 1.
  int retries = 5;         ///< How often a file is tried again; at least 0. A try that brought over a megabyte does not count.
  std::uint64_t seed = 1;  ///< Of the waits, which are drawn so that several programs do not come back at the same time.
  std::chrono::milliseconds first_wait{1'000};       ///< Before the second try; doubled for each further one, then half to all of it is taken.
  std::chrono::milliseconds longest_wait{60'000};
  std::chrono::milliseconds longest_asked{600'000};  ///< A server that asks for a longer wait is not waited for.
  std::chrono::milliseconds connect_limit{30'000};
  std::chrono::milliseconds stall_limit{60'000};     ///< A transfer without a byte for so long is broken off, and tried again.
  int failures_in_a_row_most = 8;     ///< So many files whose server does not answer, one after the other: the others are not tried.
  std::filesystem::path certificates{};  ///< Of authorities, in place of the system's; "" for those.
};

/// A file to download.
struct Download {
  std::string url;
  std::filesystem::path to;           ///< Its neighbour `to`.part holds what is not yet complete and verified.
  std::optional<std::uint64_t> bytes{};  ///< What its size must be.
  std::string md5{};                  ///< What its MD5 must be; "" for any.
  /// It only ever grows: what is at `to` is kept, and what it lacks is fetched. Else what is at `to` must have the size and MD5.
  bool grows = false;
};

/// What became of a download.
struct Downloaded {
  std::size_t number = 0;     ///< Among those asked for, from 0.
  std::string failure{};      ///< Why there is no such file at `to`; "" if it is there.
  bool was_there = false;     ///< It was complete at `to` before.
  bool not_tried = false;     ///< The server had not answered for other files.
  int tries = 0;
};

/// Downloads files over HTTP and HTTPS, several at a time, and hands them out in the order in which they were asked for.
///
/// A transfer that breaks goes on where it was, where the server can do that (Range), and from the beginning where not. Tried again, with
/// longer and longer waits: a connection that fails, stalls or ends early; 408, 429 and 5xx, after what Retry-After says; a wrong size or
/// checksum. Other answers of the server are final. Certificates are verified. Used by one thread; nothing happens outside of `next`.
class Downloads {
 public:
  Downloads(std::vector<Download> wanted, const DownloadOptions& options, const Clock& clock);
  ~Downloads();
  Downloads(Downloads&&) noexcept;
  Downloads& operator=(Downloads&&) = delete;

  /// Waits for the next file; nullopt behind the last. While it waits, others are fetched, some ahead of the one that is waited for.
  /// Errors: `cancelled`, `store` if a file cannot be written (disk full, …): what is in `.part` files stays for another time.
  Result<std::optional<Downloaded>> next(Progress& progress);
  /// Tells how far all of them are, in kB. Errors: `cancelled`.
  Result<void> report(Progress& progress) const;

 private:
  class Run;
  std::unique_ptr<Run> run_;
};

}  // namespace corollary::fetch
