#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/date.h"
#include "reports/report.h"

namespace corollary::reports {

struct StoryOptions {
  Days apart_most{3};  ///< Between two copies: papers print a wire story for days; later the same words are another day's routine.
};

/// Which reports are one story: copies of one text, be they shortened, with another headline, lead or paragraph, or with words changed.
/// Two papers' own accounts of one event are two stories, and so are two days' routine ("stocks closed …").
///
/// Returns the story of each report, numbered from 0 in the order of their first reports. What are one story does not depend on the order
/// of the reports.
///
/// Reports are compared if they have fingerprints in common: hashes of four words, of which in each window of eight the smallest is taken,
/// so that a common run of eleven words is never overlooked, however short one text and long the other (MinHash estimates resemblance, which
/// a shortened copy lacks). `is_same_story` decides on each pair. So that a paper which prints two stories under one headline does not join
/// them, two groups become one only if on average (of a sample of the pairs between them) the shorter has at least .55 in common with the longer.
///
/// Cost: about 20 µs a report of 300 words, and 10 µs for each pair that is compared: a few for each report. Memory: some 15 bytes a word.
/// Source: winnowing, Schleimer, Wilkerson, Aiken 2003 ("Winnowing: local algorithms for document fingerprinting").
std::vector<std::size_t> stories_of(std::span<const Report> reports, const StoryOptions& options = {});

}  // namespace corollary::reports
