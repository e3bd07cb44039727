#include "tests/tidy/orphan_rules.h"

#include <set>

#include "tests/tidy/exceptions.h"
#include "tests/tidy/include_scanner.h"

namespace lastwrite::tidy {
namespace {

struct Tests {
  std::set<std::string> includes;  // of all files below tests/
  std::set<std::string> stems;     // of the *_test.cc
};

Tests tests_of(const SourceTree& tree) {
  Tests tests;
  for (const auto& [path, text] : tree) {
    if (!path.starts_with("tests/") || !is_cpp(path)) continue;
    for (const Include& include : scan_includes(text)) tests.includes.insert(include.path);
    if (path.ends_with("_test.cc")) tests.stems.insert(stem_of(path));
  }
  return tests;
}

bool is_known(const std::string& folder, const std::string& stem, const Tests& tests) {
  if (tests.includes.contains(folder + "/" + stem + ".h")) return true;
  const auto first = tests.stems.lower_bound(stem + "_");
  return first != tests.stems.end() && first->starts_with(stem + "_");
}

// "distribution_parse" is part of "distribution" as long as there is no distribution_parse.h.
bool is_tested(const SourceTree& tree, const std::string& path, const Tests& tests) {
  const std::string folder = folder_of(path);
  std::string stem = stem_of(path);
  if (is_known(folder, stem, tests)) return true;
  while (!tree.contains(folder + "/" + stem + ".h")) {
    const std::size_t end = stem.rfind('_');
    if (end == std::string::npos) return false;
    stem.resize(end);
  }
  return is_known(folder, stem, tests);
}

bool needs_test(const std::string& path) {
  if (!path.ends_with(".cc") || folder_of(path).ends_with("/main")) return false;
  for (const char* top : {"region/", "replicator/", "scenarios/", "analysis/"}) {
    if (path.starts_with(top)) return true;
  }
  return false;
}

/// The paths in lines that begin with `import "`.
std::vector<std::string> imports_of(const std::string& text) {
  std::vector<std::string> imports;
  for (const std::string_view line : lines_of(text)) {
    if (!line.starts_with("import ")) continue;
    const std::size_t open = line.find('"');
    const std::size_t close = line.rfind('"');
    if (open < close) imports.emplace_back(line.substr(open + 1, close - open - 1));
  }
  return imports;
}

void use(const SourceTree& tree, const std::string& proto, std::set<std::string>& used) {
  const auto file = tree.find(proto);
  if (file == tree.end() || !used.insert(proto).second) return;
  for (const std::string& import : imports_of(file->second)) use(tree, import, used);
}

}  // namespace

Findings check_untested(const SourceTree& tree, const std::string& exceptions) {
  Findings findings;
  const auto allowed = read_exceptions(tree, exceptions, 1, findings);
  const Tests tests = tests_of(tree);
  for (const auto& [path, text] : tree) {
    const auto exception = allowed.find(path);
    const bool excepted = exception != allowed.end();
    const bool good = !needs_test(path) || is_tested(tree, path, tests);
    if (!good && !excepted) {
      findings.push_back({path, 0, "no test includes its header or bears its name"});
    } else if (good && excepted) {
      findings.push_back(
          {exceptions, exception->second.line, path + " needs no exception any more"});
    }
  }
  return findings;
}

Findings check_protos(const SourceTree& tree) {
  std::set<std::string> used;
  for (const auto& [path, text] : tree) {
    if (!path.ends_with(".cc") || path.starts_with("tests/")) continue;
    for (const Include& include : scan_includes(text)) {
      const std::string stem = include.path.substr(0, include.path.find('.'));
      if (include.path.ends_with(".pb.h")) use(tree, stem + ".proto", used);
    }
  }
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.ends_with(".proto") && !used.contains(path)) {
      findings.push_back({path, 0, "no source uses it"});
    }
  }
  return findings;
}

}  // namespace lastwrite::tidy
