#pragma once

// What the tests of this module share: a web server on this computer that behaves as badly as it is told, and files for it.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/format.h"
#include "base/strings.h"

namespace corollary::fetch {

/// How the server answers a request.
struct Reply {
  int status = 200;
  std::string body{};
  std::vector<std::string> headers{};            ///< "Retry-After: 7".
  std::optional<std::size_t> cut_after{};        ///< Ends the connection after so many bytes of the body, of which it has promised all.
  std::optional<std::size_t> stall_after{};      ///< Goes silent after so many bytes, until the server ends.
  std::chrono::milliseconds delay{0};            ///< Before the answer.
  bool ranges = true;                            ///< Understands Range; else gives all.
};

struct Request {
  std::string path;
  std::string range;  ///< "" if none is asked for.
};

/// Serves what it is told on a port of 127.0.0.1, each connection in a thread of its own.
class TestServer {
 public:
  TestServer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    const bool listening = listener_ >= 0 && ::bind(listener_, any, size) == 0 && ::listen(listener_, 64) == 0 && ::getsockname(listener_, any, &size) == 0;
    ensure(listening, "the test's server has a port");
    port_ = ntohs(address.sin_port);
    accepting_ = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
  }
  ~TestServer() {
    accepting_.request_stop();
    accepting_.join();
    stopped_ = true;
    answering_.clear();
    ::close(listener_);
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  [[nodiscard]] std::string base() const { return format("http://127.0.0.1:{}", port_); }

  /// From now on a path's answers are these, one after the other; the last for all further requests.
  void serve_each(const std::string& path, std::vector<Reply> replies) {
    const std::lock_guard lock(mutex_);
    replies_[path] = std::move(replies);
  }
  void serve(const std::string& path, Reply reply) { serve_each(path, std::vector{std::move(reply)}); }
  /// The requests so far, in the order in which they were answered.
  [[nodiscard]] std::vector<Request> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  [[nodiscard]] std::vector<Request> requests_of(std::string_view path) const {
    std::vector<Request> requests = this->requests();
    std::erase_if(requests, [&](const Request& request) { return request.path != path; });
    return requests;
  }
  /// How many requests were waiting for their answer at the same time at most.
  [[nodiscard]] int most_at_once() const { return most_at_once_; }

 private:
  void accept_all(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{listener_, POLLIN, 0};
      if (::poll(&waiting, 1, 10) > 0) {
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0) answering_.emplace_back([this, connection] { answer(connection); });
      }
    }
  }

  void answer(int connection) {
    std::string head;
    for (std::array<char, 4096> buffer{}; head.find("\r\n\r\n") == std::string::npos;) {
      const auto got = ::recv(connection, buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      head.append(buffer.data(), static_cast<std::size_t>(got));
    }
    if (!head.empty()) {
      const Request request = read(head);
      const Reply reply = reply_to(request);
      wait(reply.delay);
      send_reply(connection, reply, request.range);
    }
    ::close(connection);
  }

  void wait(std::chrono::milliseconds delay) {
    const int now = ++at_once_;
    for (int most = most_at_once_; most < now && !most_at_once_.compare_exchange_weak(most, now);) {
    }
    std::this_thread::sleep_for(delay);
    --at_once_;
  }

  static Request read(std::string_view head) {
    const std::size_t begin = head.find(' ') + 1;
    Request request{std::string(head.substr(begin, head.find(' ', begin) - begin)), ""};
    if (const std::size_t at = head.find("Range: bytes="); at != std::string_view::npos) {
      const std::size_t value = at + std::string_view("Range: bytes=").size();
      request.range = head.substr(value, head.find("\r\n", value) - value);
    }
    return request;
  }

  Reply reply_to(const Request& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const auto known = replies_.find(request.path);
    if (known == replies_.end()) {
      return {.status = 404, .body = "<html>There is no such page.</html>"};
    }
    Reply reply = known->second.front();
    if (known->second.size() > 1) known->second.erase(known->second.begin());
    return reply;
  }

  void send_reply(int connection, const Reply& reply, std::string_view range) {
    std::string_view body = reply.body;
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " Said\r\n";
    const auto from = reply.ranges && reply.status == 200 && range.ends_with('-') ? parse_integer(range.substr(0, range.size() - 1)) : std::nullopt;
    if (from && static_cast<std::size_t>(*from) >= body.size()) {
      head = "HTTP/1.1 416 Too far\r\n";
      body = "";
    } else if (from) {
      body.remove_prefix(static_cast<std::size_t>(*from));
      head = format("HTTP/1.1 206 Part\r\nContent-Range: bytes {}-{}/{}\r\n", *from, reply.body.size() - 1, reply.body.size());
    }
    for (const std::string& header : reply.headers) head += header + "\r\n";
    head += format("Content-Length: {}\r\nConnection: close\r\n\r\n", body.size());
    send_all(connection, head);
    send_all(connection, body.substr(0, reply.cut_after.value_or(reply.stall_after.value_or(body.size()))));
    while (reply.stall_after && !stopped_) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }

  static void send_all(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  int listener_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Reply>> replies_;
  std::vector<Request> requests_;
  std::atomic<int> at_once_ = 0, most_at_once_ = 0;
  std::atomic<bool> stopped_ = false;
  std::vector<std::jthread> answering_;  // The accepting thread's alone, until that has ended.
  std::jthread accepting_;
};

/// A ZIP archive of one file, stored as it is.
inline std::string zip_of(std::string_view name, std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  crc = ~crc;
  const auto number = [](std::uint32_t value, int size) {
    std::string text;
    for (int i = 0; i < size; ++i) text += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU);
    return text;
  };
  const auto size = static_cast<std::uint32_t>(bytes.size());
  // Version, flags, method, time, date, checksum, sizes, length of the name and of what is extra.
  const std::string entry = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0x21, 2) + number(crc, 4) + number(size, 4) + number(size, 4) +
                            number(static_cast<std::uint32_t>(name.size()), 2) + number(0, 2);
  const std::string local = "PK\x03\x04" + entry + std::string(name) + std::string(bytes);
  const std::string central = "PK\x01\x02" + number(20, 2) + entry + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + std::string(name);
  return local + central + "PK\x05\x06" + number(0, 4) + number(1, 2) + number(1, 2) + number(static_cast<std::uint32_t>(central.size()), 4) +
         number(static_cast<std::uint32_t>(local.size()), 4) + number(0, 2);
}

}  // namespace corollary::fetch
