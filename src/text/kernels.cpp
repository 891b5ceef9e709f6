#include "text/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace corollary::text {
namespace {

constexpr std::size_t kPanel = 16;  // Outputs that one panel of a packed matrix holds.
constexpr float kValueMost = 4095;  // 4095 * 1023 * 300 products < 2^31.

std::size_t rounded_up(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

// Eight floats at a time. The compilers make two of four where the machine has no wider ones: the same numbers.
using Floats = float __attribute__((vector_size(32)));
using Ints = std::int32_t __attribute__((vector_size(32)));

[[gnu::always_inline]] inline void load(Floats& v, const float* p) { std::memcpy(&v, p, sizeof v); }
[[gnu::always_inline]] inline void store(float* p, const Floats& v) { std::memcpy(p, &v, sizeof v); }

// 1 / (1 + e^-x) to about 1e-6: e^y = 2^i * 2^f, and 2^f by a polynomial (Taylor's, on [-1/2, 1/2]).
[[gnu::always_inline]] inline void sigmoid(Floats& x) {
  Floats y = x * -1.442695041f;
  y = y > 60.0f ? Floats{} + 60.0f : y;
  y = y < -60.0f ? Floats{} - 60.0f : y;
  const Floats shifted = y + 64.5f;  // Positive, so that cutting off rounds.
  const Ints whole = __builtin_convertvector(shifted, Ints);
  const Floats f = y - (__builtin_convertvector(whole, Floats) - 64.0f);
  Floats p = f * 1.5403530e-4f + 1.3333558e-3f;
  p = p * f + 9.6181291e-3f;
  p = p * f + 5.5504109e-2f;
  p = p * f + 2.4022651e-1f;
  p = p * f + 6.9314718e-1f;
  p = p * f + 1.0f;
  const Ints exponent = (whole + (127 - 64)) << 23;
  Floats power;
  std::memcpy(&power, &exponent, sizeof power);
  x = 1.0f / (1.0f + p * power);
}

[[gnu::always_inline]] inline void recur_body(const Recurrence& r) {
  for (std::size_t k = 0; k < r.hidden; k += 8) {
    Floats state{}, bias_forget, bias_reset;
    load(bias_forget, r.bias_forget + k);
    load(bias_reset, r.bias_reset + k);
    for (std::size_t i = 0; i < r.words; ++i) {
      const std::size_t t = r.backward ? r.words - 1 - i : i;
      const float* const gates = r.gates + t * r.gates_stride + k;
      Floats update, forget, reset, skip;
      load(update, gates);
      load(forget, gates + r.hidden);
      load(reset, gates + 2 * r.hidden);
      load(skip, r.skip + t * r.skip_stride + k);
      forget += bias_forget;
      reset += bias_reset;
      sigmoid(forget);
      sigmoid(reset);
      state = forget * (state - update) + update;
      store(r.out + t * r.out_stride + k, reset * (state - skip) + skip);
    }
  }
}

[[gnu::always_inline]] inline float dot_body(const float* a, const float* b, std::size_t n) {
  Floats sum{};
  for (std::size_t k = 0; k < n; k += 8) {
    Floats x, y;
    load(x, a + k);
    load(y, b + k);
    sum += x * y;
  }
  return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

[[gnu::always_inline]] inline void quantize_body(const float* values, std::size_t width, std::size_t padded, std::int16_t* out, float& scale) {
  using Shorts = std::int16_t __attribute__((vector_size(16)));
  Floats largest = Floats{} + 1e-8f;
  const std::size_t whole = width / 8 * 8;
  for (std::size_t k = 0; k < whole; k += 8) {
    Floats v;
    load(v, values + k);
    v = v < 0.0f ? -v : v;
    largest = largest > v ? largest : v;
  }
  float most = 0;
  for (int j = 0; j < 8; ++j) most = std::max(most, largest[j]);
  for (std::size_t k = whole; k < width; ++k) most = std::max(most, std::fabs(values[k]));
  scale = most / kValueMost;
  const float inverse = kValueMost / most;
  for (std::size_t k = 0; k < whole; k += 8) {
    Floats v;
    load(v, values + k);
    v *= inverse;
    v += v < 0.0f ? Floats{} - 0.5f : Floats{} + 0.5f;
    const Shorts rounded = __builtin_convertvector(__builtin_convertvector(v, Ints), Shorts);
    std::memcpy(out + k, &rounded, sizeof rounded);
  }
  for (std::size_t k = whole; k < width; ++k) {
    const float v = values[k] * inverse;
    out[k] = static_cast<std::int16_t>(static_cast<std::int32_t>(v + (v < 0 ? -0.5f : 0.5f)));
  }
  for (std::size_t k = width; k < padded; ++k) out[k] = 0;
}

[[gnu::always_inline]] inline void add_scaled_body(const std::int8_t* values, std::size_t n, float scale, float* to) {
  for (std::size_t k = 0; k < n; ++k) to[k] += static_cast<float>(values[k]) * scale;
}

void multiply_portable(const QuantizedRows& x, const PackedMatrix& m, float* out, std::size_t stride) {
  const std::size_t pairs = x.width / 2;
  for (std::size_t row = 0; row < x.rows; ++row) {
    const std::int16_t* const values = x.values.data() + row * x.width;
    for (std::size_t panel = 0; panel * kPanel < m.outputs; ++panel) {
      std::int32_t sums[kPanel] = {};
      const std::int16_t* w = m.packed.data() + panel * pairs * kPanel * 2;
      for (std::size_t k = 0; k < pairs; ++k, w += kPanel * 2) {
        for (std::size_t j = 0; j < kPanel; ++j) sums[j] += values[2 * k] * w[2 * j] + values[2 * k + 1] * w[2 * j + 1];
      }
      for (std::size_t j = 0; j < kPanel; ++j) {
        out[row * stride + panel * kPanel + j] = static_cast<float>(sums[j]) * x.scale[row] * m.scale[panel * kPanel + j];
      }
    }
  }
}

#if defined(__x86_64__)

template <int kRows>
[[gnu::target("avx2"), gnu::always_inline]] inline void multiply_rows(const QuantizedRows& x, std::size_t row, const PackedMatrix& m, std::size_t panel,
                                                                      float* out, std::size_t stride) {
  const std::size_t pairs = x.width / 2;
  const std::int16_t* w = m.packed.data() + panel * pairs * kPanel * 2;
  __m256i low[kRows], high[kRows];
  for (int r = 0; r < kRows; ++r) low[r] = high[r] = _mm256_setzero_si256();
  const std::int16_t* const values = x.values.data() + row * x.width;
  for (std::size_t k = 0; k < pairs; ++k, w += kPanel * 2) {
    const __m256i w_low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w));
    const __m256i w_high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w + kPanel));
    for (int r = 0; r < kRows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, values + static_cast<std::size_t>(r) * x.width + 2 * k, sizeof pair);
      const __m256i v = _mm256_set1_epi32(pair);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(v, w_low));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(v, w_high));
    }
  }
  const __m256 scale_low = _mm256_loadu_ps(m.scale.data() + panel * kPanel);
  const __m256 scale_high = _mm256_loadu_ps(m.scale.data() + panel * kPanel + 8);
  for (int r = 0; r < kRows; ++r) {
    const std::size_t i = row + static_cast<std::size_t>(r);
    const __m256 scale = _mm256_set1_ps(x.scale[i]);
    float* const to = out + i * stride + panel * kPanel;
    _mm256_storeu_ps(to, _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(low[r]), scale), scale_low));
    _mm256_storeu_ps(to + 8, _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(high[r]), scale), scale_high));
  }
}

[[gnu::target("avx2")]] void multiply_avx2(const QuantizedRows& x, const PackedMatrix& m, float* out, std::size_t stride) {
  constexpr int rows = 4;  // Eight sums, two weights and four values leave two registers for products; six rows would spill.
  for (std::size_t panel = 0; panel * kPanel < m.outputs; ++panel) {
    std::size_t row = 0;
    for (; row + rows <= x.rows; row += rows) multiply_rows<rows>(x, row, m, panel, out, stride);
    for (; row + 2 <= x.rows; row += 2) multiply_rows<2>(x, row, m, panel, out, stride);
    for (; row < x.rows; ++row) multiply_rows<1>(x, row, m, panel, out, stride);
  }
}

// The intrinsic makes GCC 12 copy each sum before and after.
[[gnu::target("avx512f,avx512vnni"), gnu::always_inline]] inline void add_products(__m512i& sum, __m512i a, __m512i b) {
  asm("vpdpwssd %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b));
}

template <int kRows, int kPanels>
[[gnu::target("avx512f,avx512vnni"), gnu::always_inline]] inline void multiply_rows_vnni(const QuantizedRows& x, std::size_t row, const PackedMatrix& m,
                                                                                         std::size_t panel, float* out, std::size_t stride) {
  const std::size_t pairs = x.width / 2;
  const std::int16_t* const weights = m.packed.data() + panel * pairs * kPanel * 2;
  const std::int16_t* const values = x.values.data() + row * x.width;
  __m512i sums[kRows][kPanels];
  for (auto& of_row : sums) {
    for (__m512i& sum : of_row) sum = _mm512_setzero_si512();
  }
  for (std::size_t k = 0; k < pairs; ++k) {
    __m512i w[kPanels];
    for (std::size_t p = 0; p < kPanels; ++p) w[p] = _mm512_loadu_si512(weights + (p * pairs + k) * kPanel * 2);
    for (std::size_t r = 0; r < kRows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, values + r * x.width + 2 * k, sizeof pair);
      const __m512i v = _mm512_set1_epi32(pair);
      for (std::size_t p = 0; p < kPanels; ++p) add_products(sums[r][p], w[p], v);
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t p = 0; p < kPanels; ++p) {
      const std::size_t column = (panel + p) * kPanel;
      const __m512 unscaled = _mm512_maskz_cvtepi32_ps(0xFFFF, sums[r][p]);
      const __m512 scaled = _mm512_mul_ps(_mm512_mul_ps(unscaled, _mm512_set1_ps(x.scale[row + r])), _mm512_loadu_ps(m.scale.data() + column));
      _mm512_storeu_ps(out + (row + r) * stride + column, scaled);
    }
  }
}

template <int kPanels>
[[gnu::target("avx512f,avx512vnni"), gnu::always_inline]] inline void multiply_panels_vnni(const QuantizedRows& x, const PackedMatrix& m, std::size_t panel,
                                                                                           float* out, std::size_t stride) {
  std::size_t row = 0;
  for (; row + 6 <= x.rows; row += 6) multiply_rows_vnni<6, kPanels>(x, row, m, panel, out, stride);
  for (; row + 2 <= x.rows; row += 2) multiply_rows_vnni<2, kPanels>(x, row, m, panel, out, stride);
  for (; row < x.rows; ++row) multiply_rows_vnni<1, kPanels>(x, row, m, panel, out, stride);
}

// A product takes five cycles and two may begin in each: six rows by two panels, twelve sums, keep both units busy.
[[gnu::target("avx512f,avx512vnni")]] void multiply_vnni(const QuantizedRows& x, const PackedMatrix& m, float* out, std::size_t stride) {
  const std::size_t panels = rounded_up(m.outputs, kPanel) / kPanel;
  for (std::size_t panel = 0; panel + 2 <= panels; panel += 2) multiply_panels_vnni<2>(x, m, panel, out, stride);
  if (panels % 2 == 1) {
    multiply_panels_vnni<1>(x, m, panels - 1, out, stride);
  }
}

[[gnu::target("avx2")]] void recur_avx2(const Recurrence& r) { recur_body(r); }
[[gnu::target("avx2")]] float dot_avx2(const float* a, const float* b, std::size_t n) { return dot_body(a, b, n); }
[[gnu::target("avx2")]] void quantize_avx2(const float* values, std::size_t width, std::size_t padded, std::int16_t* out, float& scale) {
  quantize_body(values, width, padded, out, scale);
}

[[gnu::target("avx2")]] void add_scaled_avx2(const std::int8_t* values, std::size_t n, float scale, float* to) {
  add_scaled_body(values, n, scale, to);
}

Instructions instructions_of_this_machine() {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni")) {
    return Instructions::avx512_vnni;
  }
  return __builtin_cpu_supports("avx2") ? Instructions::avx2 : Instructions::portable;
}

#else

Instructions instructions_of_this_machine() { return Instructions::portable; }
void multiply_avx2(const QuantizedRows&, const PackedMatrix&, float*, std::size_t) {}
void multiply_vnni(const QuantizedRows&, const PackedMatrix&, float*, std::size_t) {}
void recur_avx2(const Recurrence&) {}
float dot_avx2(const float*, const float*, std::size_t) { return 0; }
void quantize_avx2(const float*, std::size_t, std::size_t, std::int16_t*, float&) {}
void add_scaled_avx2(const std::int8_t*, std::size_t, float, float*) {}

#endif

bool has_avx2() { return best_instructions() != Instructions::portable; }

void recur_portable(const Recurrence& r) { recur_body(r); }

}  // namespace

Instructions best_instructions() {
  static const Instructions best = instructions_of_this_machine();
  return best;
}

PackedMatrix pack(std::span<const std::int16_t> weights, std::size_t outputs, std::size_t inputs, std::vector<float> scale) {
  const std::size_t pairs = rounded_up(inputs, 2) / 2;
  const std::size_t padded = rounded_up(outputs, kPanel);
  PackedMatrix m{outputs, inputs, std::vector<std::int16_t>(padded * pairs * 2), std::move(scale)};
  m.scale.resize(padded);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t i = 0; i < inputs; ++i) {
      m.packed[((o / kPanel * pairs + i / 2) * kPanel + o % kPanel) * 2 + i % 2] = weights[o * inputs + i];
    }
  }
  return m;
}

void quantize(std::span<const float> values, std::size_t rows, std::size_t width, QuantizedRows& out) {
  out.rows = rows;
  out.width = rounded_up(width, 2);
  out.values.resize(rows * out.width);
  out.scale.resize(rows);
  const auto one_row = has_avx2() ? quantize_avx2 : quantize_body;
  for (std::size_t row = 0; row < rows; ++row) {
    one_row(values.data() + row * width, width, out.width, out.values.data() + row * out.width, out.scale[row]);
  }
}

void multiply(const QuantizedRows& x, const PackedMatrix& matrix, std::span<float> out, std::size_t stride, Instructions instructions) {
  switch (instructions) {
    case Instructions::portable: return multiply_portable(x, matrix, out.data(), stride);
    case Instructions::avx2: return multiply_avx2(x, matrix, out.data(), stride);
    case Instructions::avx512_vnni: return multiply_vnni(x, matrix, out.data(), stride);
  }
}

void add_scaled(std::span<const std::int8_t> values, float scale, float* to) {
  (has_avx2() ? add_scaled_avx2 : add_scaled_body)(values.data(), values.size(), scale, to);
}

void recur(const Recurrence& r) { has_avx2() ? recur_avx2(r) : recur_portable(r); }

float dot(const float* a, const float* b, std::size_t n) { return has_avx2() ? dot_avx2(a, b, n) : dot_body(a, b, n); }

}  // namespace corollary::text
