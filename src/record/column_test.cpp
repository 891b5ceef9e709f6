#include "record/column.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace corollary::record {
namespace {

std::vector<std::int64_t> read(const Column& column) {
  std::vector<std::int64_t> numbers;
  column.each([&](std::size_t i, std::int64_t number) {
    EXPECT_EQ(column[i], number);
    numbers.push_back(number);
  });
  return numbers;
}

TEST(Column, NumbersComeBackInAsManyBytesAsTheirRangeNeeds) {
  struct Case {
    std::vector<std::int64_t> numbers;
    std::size_t width;
  };
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const std::vector<Case> cases = {{{}, 0},
                                   {{7, 7, 7}, 0},
                                   {{-3, 252}, 1},
                                   {{-3, 253}, 2},
                                   {{17000, 17000 + 65535}, 2},
                                   {{0, 65536, 5}, 4},
                                   {{0, std::int64_t{1} << 32}, 8},
                                   {{least, 0, most}, 8}};
  for (const Case& one : cases) {
    const std::string bytes = column_bytes(one.numbers);
    EXPECT_EQ(bytes.size(), 24 + one.width * one.numbers.size());
    EXPECT_EQ(read(Column::from_bytes(bytes).value()), one.numbers);
  }
}

TEST(Column, WhatIsCutShortOrAlteredIsRefused) {
  const std::vector<std::int64_t> numbers = {1, 2, 300};
  const std::string bytes = column_bytes(numbers);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(Column::from_bytes(bytes.substr(0, size)));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string altered = bytes;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(Column::from_bytes(altered)) << i;
  }
}

TEST(Column, AConstantNeedsNoBytes) { EXPECT_EQ(read(Column::constant(5, 3)), (std::vector<std::int64_t>{5, 5, 5})); }

}  // namespace
}  // namespace corollary::record
