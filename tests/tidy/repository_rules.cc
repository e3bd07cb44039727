#include "tests/tidy/repository_rules.h"

#include <array>

#include "tests/tidy/code_text.h"

namespace lastwrite::tidy {
namespace {

constexpr std::array<std::string_view, 4> kFolders = {"/root/", "/home/", "/work/", "/Users/"};
constexpr std::array<std::string_view, 7> kHosts = {
    "registry.npmjs.org", "registry.yarnpkg.com", "pypi.org", "pythonhosted.org", "deb.debian.org",
    "crates.io",          "proxy.golang.org",
};
constexpr std::size_t kPackagesOfAList = 3;

/// "/work/" at the start of a path, not within one: "framework/work/x" and "${HOME}/work/x" are
/// fine.
bool starts_path(std::string_view before) {
  if (before.empty()) return true;
  const char c = before.back();
  return !is_identifier_char(c) && std::string_view(".-/}~*)").find(c) == std::string_view::npos;
}

bool names_folder(std::string_view line, std::string_view folder) {
  for (std::size_t at = line.find(folder); at != std::string_view::npos;
       at = line.find(folder, at + 1)) {
    if (starts_path(line.substr(0, at))) return true;
  }
  return false;
}

void check_line(const std::string& path, int number, std::string_view line, Findings& findings) {
  for (const std::string_view folder : kFolders) {
    if (names_folder(line, folder)) {
      findings.push_back({path, number, "names a folder of one machine, " + std::string(folder)});
    }
  }
  for (const std::string_view host : kHosts) {
    if (line.find(host) != std::string_view::npos) {
      findings.push_back({path, number, "names the registry " + std::string(host)});
    }
  }
}

std::vector<std::string> library_packages(const std::string& list) {
  std::vector<std::string> packages;
  for (const std::string_view line : lines_of(list)) {
    const std::vector<std::string> words = words_of(without_remark(line));
    if (words.empty()) continue;
    if (words[0].starts_with("lib") && words[0].ends_with("-dev")) packages.push_back(words[0]);
  }
  return packages;
}

}  // namespace

Findings check_machine_paths(const SourceTree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path.starts_with("tests/tidy/")) continue;
    int number = 0;
    for (const std::string_view line : lines_of(text)) check_line(path, ++number, line, findings);
  }
  return findings;
}

Findings check_package_list(const SourceTree& tree, const std::string& list) {
  const auto found = tree.find(list);
  if (found == tree.end()) return {{list, 0, "is not there"}};
  const std::vector<std::string> packages = library_packages(found->second);
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (path == list) continue;
    std::size_t named = 0;
    for (const std::string& package : packages) named += text.find(package) != std::string::npos;
    if (named < kPackagesOfAList) continue;
    findings.push_back({path, 0,
                        "names " + std::to_string(named) + " packages of " + list +
                            ": that list is the only one"});
  }
  return findings;
}

}  // namespace lastwrite::tidy
