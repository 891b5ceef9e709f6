#pragma once

#include <string>

#include "brief/brief.h"

namespace corollary::brief {

/// The brief as one HTML file that needs nothing else: no network, no script. Each sentence is followed by links to its
/// evidence at the end of the page. The section "bottom-line" is the box at the top. Text from outside is escaped; a
/// chart that is no plain drawing (charts.h) gives way to the words that stand for it.
std::string to_html(const Brief& brief);

}  // namespace corollary::brief
