#pragma once

#include <cstddef>
#include <cstring>
#include <vector>

namespace corollary::bargain {

/// Rows of numbers, 0 at first. A row can be read and written past its last column to the end of a whole vector; what is there means
/// nothing.
class Rows {
 public:
  static constexpr std::size_t kLanes = 4;  ///< Numbers that are worked on together.

  Rows() = default;
  Rows(std::size_t rows, std::size_t columns) : stride_((columns + kLanes - 1) / kLanes * kLanes), values_(rows * stride_) {}

  double* operator[](std::size_t row) { return values_.data() + row * stride_; }
  const double* operator[](std::size_t row) const { return values_.data() + row * stride_; }

 private:
  std::size_t stride_ = 0;
  std::vector<double> values_;
};

/// A few columns at a time. Where the machine has no such vectors the compilers make shorter ones of them: the same numbers.
using Lanes = double __attribute__((vector_size(Rows::kLanes * sizeof(double))));

// By reference: how such vectors are passed as values depends on the machine that a function is compiled for.
[[gnu::always_inline]] inline void load(Lanes& lanes, const double* from) { std::memcpy(&lanes, from, sizeof lanes); }
[[gnu::always_inline]] inline void store(double* to, const Lanes& lanes) { std::memcpy(to, &lanes, sizeof lanes); }
[[gnu::always_inline]] inline void fill(Lanes& lanes, double x) { lanes = Lanes{x, x, x, x}; }

}  // namespace corollary::bargain
