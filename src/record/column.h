#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace corollary::record {

/// Whole numbers in as few bytes each as their range needs: 0 (all are the same), 1, 2, 4 or 8, counted from the smallest.
/// Any of them is found without reading the others.
///
/// As bytes: a checksum (XXH3, 64 bits) of the rest; the width; three bytes 0; how many there are (32 bits); the smallest (64 bits);
/// then the numbers. Little-endian.
class Column {
 public:
  Column() = default;
  /// `value` as often as asked: a column that a segment leaves out.
  static Column constant(std::int64_t value, std::size_t size);
  /// Takes the bytes over. Errors: `store` if they are no column, cut short or altered. Cost: O(bytes), some GB/s.
  static Result<Column> from_bytes(std::string bytes);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::int64_t operator[](std::size_t i) const {
    switch (width_) {
      case 1: return at<std::uint8_t>(i);
      case 2: return at<std::uint16_t>(i);
      case 4: return at<std::uint32_t>(i);
      case 8: return at<std::uint64_t>(i);
      default: return smallest_;
    }
  }
  /// Calls `visit(i, number)` for each in order; faster than one by one.
  template <typename Visit>
  void each(Visit&& visit) const {
    switch (width_) {
      case 1: return each_of<std::uint8_t>(visit);
      case 2: return each_of<std::uint16_t>(visit);
      case 4: return each_of<std::uint32_t>(visit);
      case 8: return each_of<std::uint64_t>(visit);
      default:
        for (std::size_t i = 0; i < size_; ++i) visit(i, smallest_);
    }
  }
  [[nodiscard]] std::size_t memory() const { return bytes_.capacity(); }

 private:
  static constexpr std::size_t kHeader = 24;
  template <typename Number>
  [[nodiscard]] std::int64_t at(std::size_t i) const {
    Number number;
    std::memcpy(&number, bytes_.data() + kHeader + i * sizeof(Number), sizeof(Number));
    // Unsigned, so that the distance from the smallest to the largest number there is does not overflow.
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(smallest_) + number);
  }
  template <typename Number, typename Visit>
  void each_of(Visit& visit) const {
    for (std::size_t i = 0; i < size_; ++i) visit(i, at<Number>(i));
  }

  std::string bytes_;
  std::size_t size_ = 0;
  std::int64_t smallest_ = 0;
  std::uint8_t width_ = 0;

  friend std::string column_bytes(std::span<const std::int64_t> numbers);
};

/// The bytes of a column of these numbers. Cost: O(numbers).
std::string column_bytes(std::span<const std::int64_t> numbers);

}  // namespace corollary::record
