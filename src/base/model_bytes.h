#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/error.h"

namespace corollary {

static_assert(std::endian::native == std::endian::little, "numbers of model files are little-endian and are read as they lie");

/// Takes the parts of a model file from its bytes, from the begin to the end. After the first thing that does not fit, everything is empty
/// or 0, so that a reader need only ask at the end; but it must not rely on what it read before it has asked.
class ModelReader {
 public:
  explicit ModelReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  /// Says that something read does not fit.
  void fail() {
    failed_ = true;
    rest_ = {};
  }
  /// The same unless something holds; returns it.
  bool expect(bool holds) {
    if (!holds) fail();
    return holds;
  }

  std::string_view bytes(std::size_t n);
  /// A number as it lies in memory.
  template <typename T>
    requires std::is_arithmetic_v<T>
  T value() {
    T result{};
    const std::string_view raw = bytes(sizeof(T));
    if (!raw.empty()) std::memcpy(&result, raw.data(), raw.size());
    return result;
  }
  template <typename T>
  std::vector<T> values(std::size_t n) {
    const std::string_view raw = bytes(n * sizeof(T));
    std::vector<T> result(raw.size() / sizeof(T));
    if (!raw.empty()) std::memcpy(result.data(), raw.data(), raw.size());
    return result;
  }
  std::uint32_t number() { return value<std::uint32_t>(); }
  /// A 32-bit size that a damaged file cannot make absurd: at most 2^24.
  std::size_t count();
  /// A `count` and as many bytes.
  std::string_view text() { return bytes(count()); }

  /// A number in as few bytes as it needs: seven bits each, the lowest first (LEB128).
  std::uint64_t varying();
  /// The same, below `end`: anything else does not fit.
  std::uint32_t varying_below(std::uint64_t end);
  /// How many things follow, each of at least a byte: more than there are bytes do not fit.
  std::size_t varying_count() { return varying_below(std::uint64_t{rest_.size()} + 1); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

/// Writes what `ModelReader` reads.
class ModelWriter {
 public:
  template <typename T>
    requires std::is_arithmetic_v<T>
  void value(T number) {
    bytes_.resize(bytes_.size() + sizeof(T));
    std::memcpy(bytes_.data() + bytes_.size() - sizeof(T), &number, sizeof(T));
  }
  void number(std::uint32_t number) { value(number); }
  void text(std::string_view text);
  void varying(std::uint64_t number);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// FNV-1a over words of eight bytes, zeros behind the last: what a model's header says of the rest.
std::uint64_t model_checksum(std::string_view bytes);

/// What a model file begins with: eight bytes that name its kind, a 32-bit version, zero (32 bits), the rest's checksum (64 bits).
struct ModelKind {
  std::string_view magic;  ///< Of eight bytes.
  std::uint32_t version = 1;
  std::string_view name;   ///< For messages: "model of the parser".
};
struct ModelPayload {
  std::string_view bytes;  ///< What follows the header.
  std::uint64_t checksum = 0;
};
/// Errors: `input`, naming `path`, if the bytes are no file of this kind and version, or not as they were written.
Result<ModelPayload> model_payload(std::string_view path, std::string_view bytes, const ModelKind& kind);
/// The file's bytes, header and all.
std::string model_file_of(std::string_view payload, const ModelKind& kind);

}  // namespace corollary
