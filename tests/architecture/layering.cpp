#include "layering.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <sstream>

#include "base/format.h"
#include "base/strings.h"

namespace corollary::architecture {
namespace {

using Uses = std::map<std::string, std::set<std::string>>;  // Module → what it may include, or link.

struct Include {
  std::string file;
  std::size_t line;
  bool quoted;
  std::string target;
};

struct Library {
  std::string_view target;  // As `corollary_use` names it.
  std::string_view header;  // How its headers begin.
};
constexpr std::array<Library, 14> kLibraries = {{{"SQLite::SQLite3", "sqlite3"},
                                                {"nlohmann_json::nlohmann_json", "nlohmann/"},
                                                {"PkgConfig::gumbo", "gumbo"},
                                                {"PkgConfig::zstd", "zstd"},
                                                {"PkgConfig::xxhash", "xxhash"},
                                                {"LibArchive::LibArchive", "archive"},
                                                {"CURL::libcurl", "curl/"},
                                                {"OpenSSL::Crypto", "openssl/"},
                                                {"PkgConfig::tomlplusplus", "toml++/"},
                                                {"PkgConfig::pugixml", "pugixml"},
                                                {"CLI11::CLI11", "CLI/"},
                                                {"Eigen3::Eigen", "Eigen/"},
                                                {"Boost::boost", "boost/"},
                                                {"fmt::fmt", "fmt/"}}};

constexpr std::array<std::string_view, 2> kTestLibraries = {"gtest/", "gmock/"};
constexpr std::array<std::string_view, 11> kSystemHeaders = {"sys/",     "netinet/",  "arpa/",     "unistd.h",  "fcntl.h",  "signal.h",   "poll.h",
                                                            "pthread.h", "termios.h", "dirent.h", "immintrin.h"};

std::string module_of(std::string_view file) { return std::string(file.substr(0, file.find('/'))); }
bool is_test(std::string_view file) { return file.ends_with("_test.cpp"); }

bool starts_with_any(std::string_view text, const auto& starts) {
  return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

std::vector<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> result;
  for (std::string word; stream >> word;) {
    result.push_back(word);
  }
  return result;
}

Uses read_modules(std::string_view text, std::vector<std::string>& found) {
  Uses uses;
  std::size_t number = 0;
  for (const std::string& line : split(text, '\n')) {
    ++number;
    const std::size_t colon = line.find(':');
    if (line.empty() || line.starts_with('#') || colon == std::string::npos) {
      continue;
    }
    std::set<std::string> used;
    for (const std::string& name : words(std::string_view(line).substr(colon + 1))) {
      if (!uses.contains(name)) {
        found.push_back(format("cmake/modules.txt:{}: '{}' is on no line above", number, name));
      }
      used.insert(name);
    }
    if (!uses.emplace(line.substr(0, colon), used).second) {
      found.push_back(format("cmake/modules.txt:{}: '{}' has a line already", number, line.substr(0, colon)));
    }
  }
  return uses;
}

// The lines "corollary_use(<module> PUBLIC|PRIVATE <library>…)".
Uses read_libraries(std::string_view cmake_lists) {
  Uses uses;
  constexpr std::string_view call = "corollary_use(";
  for (const std::string& line : split(cmake_lists, '\n')) {
    if (line.starts_with(call)) {
      const auto arguments = words(std::string_view(line).substr(call.size(), line.rfind(')') - call.size()));
      uses[arguments.front()].insert(arguments.begin() + 1, arguments.end());
    }
  }
  return uses;
}

std::vector<Include> includes_of(const std::string& file, std::string_view text) {
  std::vector<Include> includes;
  std::size_t number = 0;
  for (const std::string& line : split(text, '\n')) {
    ++number;
    std::string_view rest = trimmed(line);
    if (!rest.starts_with('#')) {
      continue;
    }
    rest = trimmed(rest.substr(1));
    if (!rest.starts_with("include")) {
      continue;
    }
    rest = trimmed(rest.substr(std::string_view("include").size()));
    const std::size_t end = rest.find_last_of("\">");
    if (rest.size() > 1 && end > 0 && end != std::string_view::npos) {
      includes.push_back({file, number, rest.front() == '"', std::string(rest.substr(1, end - 1))});
    }
  }
  return includes;
}

class Checker {
 public:
  explicit Checker(const SourceTree& tree)
      : tree_(tree), uses_(read_modules(tree.modules, found_)), libraries_(read_libraries(tree.cmake_lists)) {}

  std::vector<std::string> run() && {
    check_folders();
    for (const auto& [file, text] : tree_.files) {
      for (const Include& include : includes_of(file, text)) {
        include.quoted ? check_own(include) : check_library(include);
      }
    }
    check_cycles();
    return std::move(found_);
  }

 private:
  void breach(const Include& include, std::string_view what) {
    found_.push_back(format("src/{}:{}: {}", include.file, include.line, what));
  }

  void check_folders() {
    std::set<std::string> folders;
    for (const auto& [file, text] : tree_.files) {
      folders.insert(module_of(file));
    }
    for (const std::string& folder : folders) {
      if (!uses_.contains(folder)) {
        found_.push_back(format("src/{}: has no line in cmake/modules.txt", folder));
      }
    }
    for (const auto& [module, used] : uses_) {
      if (!folders.contains(module)) {
        found_.push_back(format("cmake/modules.txt: '{}' has no folder in src", module));
      }
    }
  }

  void check_own(const Include& include) {
    const bool support = is_test(include.file) && include.target.find('/') == std::string::npos;
    if (support) {
      return;
    }
    if (!tree_.files.contains(include.target)) {
      breach(include, format("there is no header \"{}\" (expected \"module/name.h\")", include.target));
      return;
    }
    const std::string module = module_of(include.file);
    const std::string used = module_of(include.target);
    const auto allowed = uses_.find(module);
    if (used != module && (allowed == uses_.end() || !allowed->second.contains(used))) {
      breach(include, format("'{}' may not include '{}' (cmake/modules.txt)", module, used));
      return;
    }
    edges_[include.file].push_back(include);
  }

  void check_library(const Include& include) {
    const std::string module = module_of(include.file);
    for (const Library& library : kLibraries) {
      if (include.target.starts_with(library.header)) {
        const auto linked = libraries_.find(module);
        if (linked == libraries_.end() || !linked->second.contains(std::string(library.target))) {
          breach(include,
                 format("'{}' is not linked with {} (corollary_use in CMakeLists.txt)", module, library.target));
        }
        return;
      }
    }
    const bool standard = include.target.find_first_of("./") == std::string::npos;
    const bool of_tests = is_test(include.file) && starts_with_any(include.target, kTestLibraries);
    if (!standard && !of_tests && !starts_with_any(include.target, kSystemHeaders)) {
      breach(include,
             format("<{}> is of no library that the layering knows (tests/architecture/layering.cpp)", include.target));
    }
  }

  // Depth first; a file on the current path that is met again closes a cycle.
  void check_cycles() {
    std::set<std::string> done;
    std::vector<std::string> path;
    const std::function<void(const std::string&)> visit = [&](const std::string& file) {
      if (done.contains(file)) {
        return;
      }
      path.push_back(file);
      for (const Include& include : edges_[file]) {
        const auto start = std::ranges::find(path, include.target);
        if (start != path.end()) {
          std::vector<std::string> cycle(start, path.end());
          cycle.push_back(include.target);
          breach(include, "a circle of includes: " + joined(cycle, " → "));
        } else {
          visit(include.target);
        }
      }
      path.pop_back();
      done.insert(file);
    };
    for (const auto& [file, text] : tree_.files) {
      visit(file);
    }
  }

  const SourceTree& tree_;
  std::vector<std::string> found_;
  Uses uses_;
  Uses libraries_;
  std::map<std::string, std::vector<Include>> edges_;
};

}  // namespace

std::vector<std::string> breaches(const SourceTree& tree) { return Checker(tree).run(); }

}  // namespace corollary::architecture
