#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "base/strings.h"
#include "layering.h"

namespace corollary::architecture {
namespace {

namespace fs = std::filesystem;

// Two modules, the second on top of the first, and nothing wrong with them.
SourceTree small_tree() {
  return {.modules = "# The order.\nbase:\ngraph: base\n",
          .cmake_lists = "corollary_use(base PUBLIC fmt::fmt Threads::Threads)\n",
          .files = {{"base/date.h", "#pragma once\n#include <vector>\n#include <fmt/format.h>\n"},
                    {"graph/graph.h", "#include \"base/date.h\"\n"},
                    {"graph/graph_test.cpp", "#include \"graph_of.h\"\n#include <gtest/gtest.h>\n"}}};
}

std::vector<std::string> breaches_with(const std::string& file, const std::string& text) {
  SourceTree tree = small_tree();
  tree.files[file] = text;
  return breaches(tree);
}

using Lines = std::vector<std::string>;

TEST(Layering, ATreeThatKeepsTheOrderHasNoBreach) { EXPECT_EQ(breaches(small_tree()), Lines{}); }

TEST(Layering, AnIncludeOfAModuleThatIsNotOnTheLineIsNamedWithFileAndLine) {
  EXPECT_EQ(breaches_with("base/late.cpp", "#include <string>\n\n#include \"graph/graph.h\"\n"),
            Lines{"src/base/late.cpp:3: 'base' may not include 'graph' (cmake/modules.txt)"});
}

TEST(Layering, ATestMayNotIncludeMoreModulesThanItsModule) {
  EXPECT_EQ(breaches_with("base/late_test.cpp", "#include \"graph/graph.h\"\n"),
            Lines{"src/base/late_test.cpp:1: 'base' may not include 'graph' (cmake/modules.txt)"});
}

TEST(Layering, OnlyATestMayIncludeAHeaderWithoutAFolder) {
  EXPECT_EQ(breaches_with("graph/graph.cpp", "#include \"graph_of.h\"\n"),
            Lines{"src/graph/graph.cpp:1: there is no header \"graph_of.h\" (expected \"module/name.h\")"});
}

TEST(Layering, ALineMayNameOnlyLinesAboveIt) {
  SourceTree tree = small_tree();
  tree.modules = "base: graph\ngraph: base\n";
  EXPECT_EQ(breaches(tree), Lines{"cmake/modules.txt:1: 'graph' is on no line above"});
}

TEST(Layering, AFolderWithoutALineAndALineWithoutAFolderAreNamed) {
  SourceTree tree = small_tree();
  tree.modules += "impact: base\n";
  tree.files["utils/all.h"] = "";
  EXPECT_EQ(breaches(tree),
            (Lines{"src/utils: has no line in cmake/modules.txt", "cmake/modules.txt: 'impact' has no folder in src"}));
}

TEST(Layering, AThirdPartyHeaderIsForModulesThatAreLinkedWithItsLibrary) {
  EXPECT_EQ(
      breaches_with("graph/graph.cpp", "#include <sqlite3.h>\n"),
      Lines{"src/graph/graph.cpp:1: 'graph' is not linked with SQLite::SQLite3 (corollary_use in CMakeLists.txt)"});
}

TEST(Layering, AHeaderOfAnUnknownLibraryIsNamed) {
  EXPECT_EQ(breaches_with("graph/graph.cpp", "#include <unicode/ustring.h>\n").size(), 1U);
}

TEST(Layering, ACircleOfHeadersIsNamed) {
  SourceTree tree = small_tree();
  tree.files["base/a.h"] = "#include \"base/b.h\"\n";
  tree.files["base/b.h"] = "#include \"base/a.h\"\n";
  EXPECT_EQ(breaches(tree), Lines{"src/base/b.h:1: a circle of includes: base/a.h → base/b.h → base/a.h"});
}

TEST(Layering, AnIncludeInACommentIsNone) {
  EXPECT_EQ(breaches_with("base/late.h", "// #include \"graph/graph.h\"\n"), Lines{});
}

// The text of a file that must be there.
std::string text_of(const fs::path& path) {
  const auto text = read_file(path);
  EXPECT_TRUE(text.has_value()) << path;
  return text.value_or("");
}

TEST(Architecture, TheRepositoryKeepsItsOrder) {
  const fs::path root = COROLLARY_SOURCE_DIR;
  SourceTree tree = {text_of(root / "cmake/modules.txt"), text_of(root / "CMakeLists.txt"), {}};
  for (const auto& entry : fs::recursive_directory_iterator(root / "src")) {
    const std::string ending = entry.path().extension().string();
    if (ending == ".h" || ending == ".cpp") {
      tree.files[fs::relative(entry.path(), root / "src").string()] = text_of(entry.path());
    }
  }
  ASSERT_GT(tree.files.size(), 20U);
  EXPECT_EQ(joined(breaches(tree), "\n"), "");
}

}  // namespace
}  // namespace corollary::architecture
