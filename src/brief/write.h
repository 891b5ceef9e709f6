#pragma once

#include "brief/brief.h"
#include "brief/material.h"
#include "ontology/catalogue.h"

namespace corollary::brief {

/// Writes the brief: sections in a fixed order, each sentence with what it rests on. A pure function of its arguments.
///
/// What cannot be said is said to be missing: without a stream of coded news in the record there are precedents and no
/// probabilities, and the sentences say which data would give them.
Brief write(const Material& material, const Catalogue& catalogue);

}  // namespace corollary::brief
