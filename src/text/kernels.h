#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace corollary::text {

/// The inner loops of the network. Products are over integers and thus exact; what is left in floating point uses
/// only additions, products and quotients in a fixed order. So every machine computes the same numbers, whichever
/// vector instructions it has: they are chosen at run time.

enum class Instructions : std::uint8_t { portable, avx2, avx512_vnni };

/// The widest that this machine has.
Instructions best_instructions();

/// A weight matrix [outputs, inputs] of 11-bit integers with a scale an output, packed for `multiply`.
struct PackedMatrix {
  std::size_t outputs = 0, inputs = 0;
  std::vector<std::int16_t> packed;  ///< [outputs / 16][inputs / 2][16][2], the edges filled with zeros.
  std::vector<float> scale;          ///< One an output, zeros up to the next sixteen: its size is the width of a product's rows.
};

/// Packs rows of `weights` [outputs, inputs]. Cost: O(outputs * inputs).
PackedMatrix pack(std::span<const std::int16_t> weights, std::size_t outputs, std::size_t inputs, std::vector<float> scale);

/// Rows of 13-bit integers with a scale a row.
struct QuantizedRows {
  std::size_t rows = 0, width = 0;   ///< `width` is even.
  std::vector<std::int16_t> values;  ///< [rows, width].
  std::vector<float> scale;
};

/// Rounds each row of `values` [rows, width] to integers of its own scale. `out` keeps its memory.
void quantize(std::span<const float> values, std::size_t rows, std::size_t width, QuantizedRows& out);

/// out [x.rows, stride] = x * matrix^T, the columns [0, matrix.outputs) written. `stride` >= outputs rounded up to 16.
/// `instructions` are some that this machine has.
void multiply(const QuantizedRows& x, const PackedMatrix& matrix, std::span<float> out, std::size_t stride,
              Instructions instructions = best_instructions());

/// to[k] += values[k] * scale.
void add_scaled(std::span<const std::int8_t> values, float scale, float* to);

/// One direction of a layer over a sentence of `words` rows. Row t of `gates` begins with state, forget and reset
/// (`hidden` each); `skip` and `out` are advanced by their strides. From the last row to the first if `backward`.
/// `hidden` is a multiple of 8.
struct Recurrence {
  const float* gates;
  std::size_t gates_stride;
  const float* skip;
  std::size_t skip_stride;
  const float* bias_forget;
  const float* bias_reset;
  float* out;
  std::size_t out_stride;
  std::size_t words, hidden;
  bool backward;
};
void recur(const Recurrence& r);

/// The sum of products, in a fixed order. `n` is a multiple of 8.
float dot(const float* a, const float* b, std::size_t n);

}  // namespace corollary::text
