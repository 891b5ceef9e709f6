#pragma once

namespace corollary::impact {

/// P(T <= t) for Student's t with `degrees_of_freedom` > 0; infinity gives the normal distribution.
/// Source: the regularised incomplete beta function by its continued fraction (DLMF 8.17.22), to about 1e-14.
double student_t_below(double t, double degrees_of_freedom);

/// The t with P(T <= t) = p, for 0 < p < 1, to about 1e-12.
double student_t_quantile(double p, double degrees_of_freedom);

}  // namespace corollary::impact
