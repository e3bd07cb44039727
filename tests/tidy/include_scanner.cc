#include "tests/tidy/include_scanner.h"

#include <algorithm>
#include <array>

#include "tests/tidy/code_text.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {
namespace {

constexpr std::array<std::string_view, 7> kTopFolders = {
    "region/", "replicator/", "scenarios/", "analysis/", "proto/", "tests/", "bench/"};

std::string_view after_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

/// What stands behind `word`, or nothing when the text does not begin with it.
std::string_view after_word(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return {};
  return after_blanks(text.substr(word.size()));
}

}  // namespace

std::vector<Include> scan_includes(std::string_view text) {
  const std::string code = without_comments(text);
  std::vector<Include> includes;
  int line = 0;
  for (const std::string_view source : lines_of(code)) {
    ++line;
    const std::string_view named = after_word(after_word(after_blanks(source), "#"), "include");
    if (named.empty() || (named.front() != '"' && named.front() != '<')) continue;
    const bool angled = named.front() == '<';
    const std::size_t end = named.find(angled ? '>' : '"', 1);
    if (end == std::string_view::npos) continue;
    includes.push_back({std::string(named.substr(1, end - 1)), line, angled});
  }
  return includes;
}

bool is_project_path(std::string_view path) {
  return std::any_of(kTopFolders.begin(), kTopFolders.end(),
                     [&](std::string_view top) { return path.starts_with(top); });
}

}  // namespace lastwrite::tidy
