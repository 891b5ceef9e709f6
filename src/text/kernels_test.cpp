#include "text/kernels.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace corollary::text {
namespace {

std::vector<float> numbers(std::uint64_t stream, std::size_t n, double size) {
  Random random(3, stream);
  std::vector<float> values(n);
  for (float& value : values) value = static_cast<float>((random.uniform() * 2 - 1) * size);
  return values;
}

TEST(Kernels, RowsOfManyValuesAreQuantizedLikeShortOnes) {
  std::vector<float> values = numbers(8, 19, 3);
  values[4] = -5;  // The largest, by its size.
  QuantizedRows rows;
  quantize(values, 1, 19, rows);
  EXPECT_EQ(rows.values[4], -4095);
  for (std::size_t k = 0; k < 19; ++k) EXPECT_EQ(rows.values[k], std::lround(values[k] * (4095.0f / 5))) << k;
}

TEST(Kernels, SmallIntegersAreAddedWithTheirScale) {
  const std::vector<std::int8_t> values = {1, -2, 127, -127, 5, 6, 7, 8, 9};
  std::vector<float> to(9, 1.0f);
  add_scaled(values, 0.5f, to.data());
  for (std::size_t k = 0; k < 9; ++k) EXPECT_EQ(to[k], 1.0f + static_cast<float>(values[k]) * 0.5f);
}

TEST(Kernels, QuantizedRowsKeepFourDigits) {
  const std::vector<float> values = numbers(1, 3 * 7, 12);
  QuantizedRows rows;
  quantize(values, 3, 7, rows);
  EXPECT_EQ(rows.width, 8U);  // Even: the last column is zero.
  for (std::size_t r = 0; r < 3; ++r) {
    EXPECT_EQ(rows.values[r * 8 + 7], 0);
    for (std::size_t k = 0; k < 7; ++k) EXPECT_NEAR(static_cast<float>(rows.values[r * 8 + k]) * rows.scale[r], values[r * 7 + k], 12.0 / 8000);
  }
}

TEST(Kernels, ProductsAreThoseOfTheIntegers) {
  // Edges on purpose: 29 rows (six or four at a time, two, one), 19 outputs (16 and 3), 5 inputs (odd).
  constexpr std::size_t rows = 29, outputs = 19, inputs = 5;
  std::vector<std::int16_t> weights(outputs * inputs);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<std::int16_t>(static_cast<int>(i * 37 % 2047) - 1023);
  const PackedMatrix matrix = pack(weights, outputs, inputs, std::vector<float>(outputs, 0.5f));
  QuantizedRows x;
  quantize(numbers(2, rows * inputs, 1), rows, inputs, x);
  for (const Instructions instructions : {Instructions::portable, Instructions::avx2, Instructions::avx512_vnni}) {
    if (instructions > best_instructions()) {
      continue;
    }
    std::vector<float> out(rows * 32);
    multiply(x, matrix, out, 32, instructions);
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t o = 0; o < outputs; ++o) {
        long sum = 0;
        for (std::size_t k = 0; k < inputs; ++k) sum += static_cast<long>(x.values[r * x.width + k]) * weights[o * inputs + k];
        EXPECT_EQ(out[r * 32 + o], static_cast<float>(sum) * x.scale[r] * 0.5f) << r << " " << o;
      }
    }
  }
}

TEST(Kernels, TheLargestProductsStayWithin32Bits) {
  constexpr std::size_t inputs = 300;
  const PackedMatrix matrix = pack(std::vector<std::int16_t>(inputs, 1023), 1, inputs, {1.0f});
  QuantizedRows x;
  quantize(std::vector<float>(inputs, 2.0f), 1, inputs, x);
  std::vector<float> out(16);
  multiply(x, matrix, out, 16);
  EXPECT_NEAR(out[0], 2.0 * 1023 * inputs, 1);
}

TEST(Kernels, TheRecurrenceIsTheFormula) {
  constexpr std::size_t words = 4, hidden = 8;
  const std::vector<float> gates = numbers(4, words * 3 * hidden, 6);
  const std::vector<float> skip = numbers(5, words * hidden, 1);
  const std::vector<float> forget_bias = numbers(6, hidden, 1);
  const std::vector<float> reset_bias = numbers(7, hidden, 1);
  for (const bool backward : {false, true}) {
    std::vector<float> out(words * hidden);
    recur({.gates = gates.data(), .gates_stride = 3 * hidden, .skip = skip.data(), .skip_stride = hidden, .bias_forget = forget_bias.data(),
           .bias_reset = reset_bias.data(), .out = out.data(), .out_stride = hidden, .words = words, .hidden = hidden, .backward = backward});
    const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
    for (std::size_t k = 0; k < hidden; ++k) {
      double state = 0;
      for (std::size_t i = 0; i < words; ++i) {
        const std::size_t t = backward ? words - 1 - i : i;
        const double forget = sigmoid(gates[t * 3 * hidden + hidden + k] + forget_bias[k]);
        const double reset = sigmoid(gates[t * 3 * hidden + 2 * hidden + k] + reset_bias[k]);
        state = forget * state + (1 - forget) * gates[t * 3 * hidden + k];
        EXPECT_NEAR(out[t * hidden + k], reset * state + (1 - reset) * skip[t * hidden + k], 2e-5);
      }
    }
  }
}

TEST(Kernels, ExtremeGatesSaturate) {
  std::vector<float> gates(3 * 8, 0.0f);
  for (std::size_t k = 0; k < 8; ++k) {
    gates[k] = 1;
    gates[8 + k] = -500;  // Forget all: the state is the update.
    gates[16 + k] = 500;  // The output is the state.
  }
  const std::vector<float> zero(8, 0.0f);
  std::vector<float> out(8);
  recur({gates.data(), 24, zero.data(), 8, zero.data(), zero.data(), out.data(), 8, 1, 8, false});
  EXPECT_NEAR(out[0], 1, 1e-6);
}

TEST(Kernels, TheDotProductSumsAll) {
  std::vector<float> a(24), b(24, 2.0f);
  for (std::size_t i = 0; i < 24; ++i) a[i] = static_cast<float>(i);
  EXPECT_EQ(dot(a.data(), b.data(), 24), 2.0f * 276);
}

}  // namespace
}  // namespace corollary::text
