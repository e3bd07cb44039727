#include "tests/tidy/size_rules.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "tests/tidy/exceptions.h"

namespace lastwrite::tidy {
namespace {

/// The lines that a file may have; 0: as many as it likes.
int line_limit(const std::string& path) {
  if (path.ends_with(".cc") || path == "dev") return kSourceLines;
  return path.ends_with(".h") ? kHeaderLines : 0;
}

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return path.ends_with(end); });
}

bool has_column_limit(std::string_view path) {
  return ends_with_any(path, {".cc", ".h", ".proto", ".md", ".txt", ".cmake", ".yaml", ".supp",
                              ".sh", ".ci/run"}) ||
         path == "dev";
}

/// Keeps in mind whether the lines so far have opened a fenced block.
class FreeLines {
 public:
  explicit FreeLines(const std::string& path) : markdown_(path.ends_with(".md")) {}

  bool is_free(std::string_view line) {
    if (!markdown_) return false;
    const bool fence = line.starts_with("```");
    if (fence) fenced_ = !fenced_;
    const bool shown = line.starts_with("<!-- shown: ");  // a command, as long as it is
    return fence || fenced_ || shown || line.starts_with("|") ||
           line.find("://") != std::string_view::npos;
  }

 private:
  bool markdown_;
  bool fenced_ = false;
};

int columns(std::string_view line) {
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

int lines(const std::string& text) {
  return static_cast<int>(lines_of(text).size());
}

int to_number(const std::string& word) {
  const bool digits =
      !word.empty() && word.size() < 6 && std::all_of(word.begin(), word.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0;
      });
  return digits ? std::stoi(word) : 0;
}

bool is_source_path(const std::string& path) {
  for (const char* top : {"region/", "replicator/", "scenarios/", "analysis/", "bench/"}) {
    if (path.starts_with(top)) return is_cpp(path);
  }
  return path.starts_with("proto/") && path.ends_with(".proto");
}

}  // namespace

Findings check_sizes(const SourceTree& tree, const std::string& exceptions) {
  Findings findings;
  const auto allowed = read_exceptions(tree, exceptions, 2, findings);
  for (const auto& [path, text] : tree) {
    const int limit = line_limit(path);
    if (limit == 0) continue;
    const int count = lines(text);
    const auto exception = allowed.find(path);
    const bool excepted = exception != allowed.end() && !exception->second.words.empty();
    const int most = excepted ? to_number(exception->second.words.front()) : limit;
    if (count > most) {
      findings.push_back(
          {path, 0, std::to_string(count) + " lines, at most " + std::to_string(most)});
    } else if (excepted && count <= limit) {
      findings.push_back(
          {exceptions, exception->second.line, path + " needs no exception any more"});
    }
  }
  return findings;
}

Findings check_columns(const SourceTree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (!has_column_limit(path)) continue;
    FreeLines free_lines(path);
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
      ++number;
      if (free_lines.is_free(line) || columns(line) <= kColumns) continue;
      findings.push_back(
          {path, number,
           std::to_string(columns(line)) + " columns, at most " + std::to_string(kColumns)});
    }
  }
  return findings;
}

Findings check_characters(const SourceTree& tree) {
  Findings findings;
  for (const auto& [path, text] : tree) {
    if (!text.empty() && text.back() != '\n')
      findings.push_back({path, 0, "ends without a newline"});
    if (path == "LICENSE" || ends_with_any(path, {".tsv", ".csv"})) continue;
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
      ++number;
      if (line.find('\t') != std::string_view::npos)
        findings.push_back({path, number, "holds a tab"});
      if (line.ends_with('\r')) findings.push_back({path, number, "ends with a carriage return"});
    }
  }
  return findings;
}

Findings check_readmes(const SourceTree& tree) {
  Findings findings;
  std::set<std::string> folders;
  for (const auto& [path, unused] : tree) {
    if (is_source_path(path)) folders.insert(folder_of(path));
  }
  for (const std::string& folder : folders) {
    const std::string path = folder + "/README.md";
    const auto readme = tree.find(path);
    if (readme == tree.end()) {
      findings.push_back({folder, 0, "has sources but no README.md"});
    } else if (lines(readme->second) > kReadmeLines) {
      findings.push_back({path, 0,
                          std::to_string(lines(readme->second)) + " lines, at most " +
                              std::to_string(kReadmeLines)});
    }
  }
  return findings;
}

}  // namespace lastwrite::tidy
