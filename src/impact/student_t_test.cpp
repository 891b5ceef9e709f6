#include "impact/student_t.h"

#include <gtest/gtest.h>

#include <limits>

namespace corollary::impact {
namespace {

constexpr double kNormal = std::numeric_limits<double>::infinity();

TEST(StudentT, AgreesWithThePrintedTables) {
  EXPECT_NEAR(student_t_quantile(0.975, 1), 12.706205, 1e-6);
  EXPECT_NEAR(student_t_quantile(0.975, 10), 2.228139, 1e-6);
  EXPECT_NEAR(student_t_quantile(0.95, 30), 1.697261, 1e-6);
  EXPECT_NEAR(student_t_quantile(0.975, kNormal), 1.959964, 1e-6);
  EXPECT_NEAR(student_t_quantile(0.05, 4), -2.131847, 1e-6);
}

// Cauchy (one degree of freedom) has a closed form, and so has two.
TEST(StudentT, AgreesWithItsClosedForms) {
  EXPECT_NEAR(student_t_below(1, 1), 0.75, 1e-14);
  EXPECT_NEAR(student_t_below(1, 2), 0.5 + 0.5 / 1.7320508075688772, 1e-14);
  EXPECT_EQ(student_t_below(0, 7), 0.5);
}

// Two one-sided tests as computed by the R package TOSTER for Student's sleep data and for Fisher's irises.
TEST(StudentT, GivesThePublishedTailsOfEquivalenceTests) {
  EXPECT_NEAR(1 - student_t_below(-0.68308342477, 17.7764735162), 0.74831981144, 1e-9);
  EXPECT_NEAR(student_t_below(-3.0385435102, 17.7764735162), 0.0035706691737, 1e-9);
  EXPECT_NEAR(student_t_below(-9.2040614598, 9), 3.5523441592e-06, 1e-14);
  EXPECT_NEAR(1 - student_t_below(3.0800446424, 97.9268266998), 0.0013432073835, 1e-11);
}

TEST(StudentT, TheQuantileIsTheInverse) {
  for (const double degrees : {0.7, 3.0, 14.0, 200.0, kNormal}) {
    for (const double p : {1e-6, 0.025, 0.3, 0.5, 0.8, 0.999}) {
      EXPECT_NEAR(student_t_below(student_t_quantile(p, degrees), degrees), p, 1e-11);
    }
  }
}

}  // namespace
}  // namespace corollary::impact
