#include "tests/tidy/layer_rules.h"

#include <algorithm>

#include "tests/tidy/graph.h"
#include "tests/tidy/include_scanner.h"

namespace lastwrite::tidy {
namespace {

/// Calls visit(path, include) for every include of every C++ file.
template <typename Visit>
void each_include(const SourceTree& tree, Visit visit) {
  for (const auto& [path, text] : tree) {
    if (!is_cpp(path)) continue;
    for (const Include& include : scan_includes(text)) visit(path, include);
  }
}

bool is_free(std::string_view path) {
  return path.starts_with("tests/") || path.starts_with("bench/");
}

std::string list(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool any_matches(const std::vector<std::string>& patterns, std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(path, pattern); });
}

}  // namespace

Findings check_layers(const SourceTree& tree, const LayerTable& table) {
  Findings findings;
  for (const auto& [path, unused] : tree) {
    if (!is_cpp(path) || is_free(path) || table.folders.contains(folder_of(path))) continue;
    findings.push_back({path, 0, "its folder has no line in the table of layers"});
  }
  each_include(tree, [&](const std::string& path, const Include& include) {
    const std::string folder = folder_of(path);
    if (is_free(path) || !is_project_path(include.path)) return;
    if (!table.folders.contains(folder) || table.allows(folder, include.path)) return;
    findings.push_back({path, include.line, folder + " may not include " + include.path});
  });
  return findings;
}

Findings check_libraries(const SourceTree& tree, const LayerTable& table) {
  Findings findings;
  each_include(tree, [&](const std::string& path, const Include& include) {
    if (is_free(path)) return;
    const bool grpc = include.path.ends_with(".grpc.pb.h");
    const Library* library = table.library_of(grpc ? "grpcpp/" : include.path);
    const bool standard = include.path.find('/') == std::string::npos;
    if (library == nullptr && !standard && !is_project_path(include.path)) {
      findings.push_back({path, include.line, include.path + " is of no library in the table"});
    } else if (library != nullptr && !any_matches(library->users, path)) {
      findings.push_back(
          {path, include.line,
           include.path + " (" + library->name + ") is only for " + list(library->users)});
    }
  });
  return findings;
}

Findings check_cycles(const SourceTree& tree) {
  Graph files;
  Graph folders;
  each_include(tree, [&](const std::string& path, const Include& include) {
    if (!is_project_path(include.path)) return;
    files[path].insert(include.path);
    const std::string from = folder_of(path);
    const std::string to = folder_of(include.path);
    if (from != to) folders[from].insert(to);
  });
  Findings findings;
  for (const Graph* graph : {&files, &folders}) {
    for (const std::string& cycle : cycles(*graph)) {
      findings.push_back({cycle.substr(0, cycle.find(' ')), 0, "is on the cycle " + cycle});
    }
  }
  return findings;
}

Findings check_include_style(const SourceTree& tree) {
  Findings findings;
  each_include(tree, [&](const std::string& path, const Include& include) {
    if (include.path.ends_with(".cc")) {
      findings.push_back({path, include.line, "includes a source file, " + include.path});
    }
    if (include.angled == is_project_path(include.path)) {
      findings.push_back(
          {path, include.line,
           include.path + (include.angled ? " is the project's own: use quotes"
                                          : " does not start at the project's root")});
    }
  });
  return findings;
}

}  // namespace lastwrite::tidy
