#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace corollary::architecture {

/// What decides the layering, as texts.
struct SourceTree {
  std::string modules;                       ///< cmake/modules.txt.
  std::string cmake_lists;                   ///< CMakeLists.txt: its `corollary_use` lines.
  std::map<std::string, std::string> files;  ///< "graph/event_graph.h" → its text. Headers, sources and tests.
};

/// Every breach of the rules, one line each, "src/graph/event_graph.h:3: …" where it has a place:
/// - a line of modules.txt names only lines above it; the folders of src are those lines;
/// - a module includes itself and the modules on its line; a quoted include names a header that is there
///   (a test may also include a header of tests/support, which has no folder in its name);
/// - a third-party header is included only by modules that a `corollary_use` line links with its library;
/// - no header includes itself over others.
/// Empty if all is well.
std::vector<std::string> breaches(const SourceTree& tree);

}  // namespace corollary::architecture
