#pragma once

#include <string>
#include <string_view>

#include "bargain/negotiation.h"
#include "ontology/catalogue.h"

namespace corollary::brief {

/// A negotiation as one HTML page that needs nothing from outside: outcomes with their intervals, who gains, paths of positions, offers, exchanges, who can block,
/// what the result depends on, counterfactuals, and the stakes with their reasons. With a catalogue actors that are party codes are shown by name; without
/// one, as for files whose short names only look like codes, as they are. `title` heads it; `settings` is the line that says how it was made. The same negotiation gives the same bytes.
std::string bargain_page(const bargain::Negotiation& negotiation, const Catalogue* catalogue, std::string_view title, std::string_view settings);

}  // namespace corollary::brief
