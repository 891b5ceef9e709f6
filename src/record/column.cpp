#include "record/column.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace corollary::record {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are stored as they lie in memory");

constexpr std::size_t kChecksum = 8;

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

template <typename Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}

template <typename Number>
void append(std::string& bytes, Number number) {
  char raw[sizeof(Number)];
  std::memcpy(raw, &number, sizeof(number));
  bytes.append(raw, sizeof(number));
}

std::uint8_t width_for(std::uint64_t range) {
  return range == 0 ? 0 : range <= 0xFF ? 1 : range <= 0xFFFF ? 2 : range <= 0xFFFF'FFFF ? 4 : 8;
}

template <typename Number>
void append_all(std::string& bytes, std::span<const std::int64_t> numbers, std::int64_t smallest) {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + numbers.size() * sizeof(Number));
  char* to = bytes.data() + begin;
  for (const std::int64_t number : numbers) {
    const auto distance = static_cast<Number>(static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(smallest));
    std::memcpy(to, &distance, sizeof(distance));
    to += sizeof(distance);
  }
}

}  // namespace

Column Column::constant(std::int64_t value, std::size_t size) {
  Column column;
  column.size_ = size;
  column.smallest_ = value;
  return column;
}

Result<Column> Column::from_bytes(std::string bytes) {
  Column column;
  if (bytes.size() >= kHeader) {
    column.width_ = number_at<std::uint8_t>(bytes, kChecksum);
    column.size_ = number_at<std::uint32_t>(bytes, kChecksum + 4);
    column.smallest_ = number_at<std::int64_t>(bytes, kChecksum + 8);
  }
  const bool is_width = column.width_ == 0 || (column.width_ <= 8 && std::has_single_bit(column.width_));
  const bool is_whole = bytes.size() >= kHeader && is_width && bytes.size() == kHeader + column.size_ * column.width_;
  if (!is_whole || number_at<std::uint64_t>(bytes, 0) != checksum(std::string_view(bytes).substr(kChecksum))) {
    return fail(ErrorKind::store, "a column's {} bytes are cut short or altered", bytes.size());
  }
  column.bytes_ = std::move(bytes);
  return column;
}

std::string column_bytes(std::span<const std::int64_t> numbers) {
  const auto [smallest, largest] = numbers.empty() ? std::pair<std::int64_t, std::int64_t>() : [&] {
    const auto ends = std::ranges::minmax(numbers);
    return std::pair(ends.min, ends.max);
  }();
  const std::uint8_t width = width_for(static_cast<std::uint64_t>(largest) - static_cast<std::uint64_t>(smallest));
  std::string bytes(kChecksum, '\0');
  bytes.reserve(Column::kHeader + numbers.size() * width);
  append(bytes, std::uint32_t{width});
  append(bytes, static_cast<std::uint32_t>(numbers.size()));
  append(bytes, smallest);
  switch (width) {
    case 1: append_all<std::uint8_t>(bytes, numbers, smallest); break;
    case 2: append_all<std::uint16_t>(bytes, numbers, smallest); break;
    case 4: append_all<std::uint32_t>(bytes, numbers, smallest); break;
    case 8: append_all<std::uint64_t>(bytes, numbers, smallest); break;
    default: break;
  }
  const std::uint64_t sum = checksum(std::string_view(bytes).substr(kChecksum));
  std::memcpy(bytes.data(), &sum, sizeof(sum));
  return bytes;
}

}  // namespace corollary::record
