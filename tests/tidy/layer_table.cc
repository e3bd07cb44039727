#include "tests/tidy/layer_table.h"

#include <algorithm>

#include "tests/tidy/graph.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {
namespace {

constexpr std::string_view kLibrary = "library ";

// A second line for the same library adds to its users.
void read_library(const std::string& head, std::string_view users, LayerTable& table) {
  const std::vector<std::string> words = words_of(head);
  auto library = std::find_if(table.libraries.begin(), table.libraries.end(),
                              [&](const Library& known) { return known.name == words[1]; });
  if (library == table.libraries.end()) {
    library = table.libraries.insert(library, {words[1], {words.begin() + 2, words.end()}, {}});
  }
  for (std::string& word : words_of(users)) library->users.push_back(std::move(word));
}

void read_folder(const std::string& head, std::string_view allowed, LayerTable& table) {
  std::vector<std::string>& all = table.folders[head];
  for (std::string& word : words_of(allowed)) all.push_back(std::move(word));
}

// "region/main: region/*" makes edges to every folder under region, "*" to every folder there is.
Graph folder_graph(const LayerTable& table) {
  Graph graph;
  for (const auto& [folder, allowed] : table.folders) {
    for (const auto& [other, unused] : table.folders) {
      if (other != folder && table.allows(folder, other + "/any.h")) graph[folder].insert(other);
    }
  }
  return graph;
}

}  // namespace

bool LayerTable::allows(const std::string& folder, std::string_view target) const {
  const std::string target_folder = folder_of(target);
  if (target_folder == folder) return true;
  const auto found = folders.find(folder);
  if (found == folders.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& allowed) {
    return allowed == target_folder || matches(target, allowed);
  });
}

const Library* LayerTable::library_of(std::string_view include) const {
  const Library* best = nullptr;
  std::size_t best_length = 0;
  for (const Library& library : libraries) {
    for (const std::string& prefix : library.prefixes) {
      if (include.starts_with(prefix) && prefix.size() > best_length) {
        best = &library;
        best_length = prefix.size();
      }
    }
  }
  return best;
}

LayerTable parse_layer_table(const std::string& path, std::string_view text, Findings& findings) {
  LayerTable table;
  int number = 0;
  for (const std::string_view whole : lines_of(text)) {
    ++number;
    const std::string_view line = without_remark(whole);
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    const std::string head(line.substr(0, colon));
    const bool library = head.starts_with(kLibrary);
    if (colon == std::string_view::npos || words_of(head).size() < (library ? 3U : 1U)) {
      findings.push_back({path, number, "is no 'folder: …' and no 'library NAME PREFIX…: …'"});
    } else if (library) {
      read_library(head, line.substr(colon + 1), table);
    } else {
      read_folder(head, line.substr(colon + 1), table);
    }
  }
  for (const std::string& cycle : cycles(folder_graph(table))) {
    findings.push_back({path, 0, "allows the cycle " + cycle});
  }
  return table;
}

}  // namespace lastwrite::tidy
