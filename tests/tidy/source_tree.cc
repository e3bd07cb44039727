#include "tests/tidy/source_tree.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace lastwrite::tidy {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool is_text(const std::string& content) {
  return content.find('\0') == std::string::npos;
}

/// .gitignore as this project writes it: "/build/" (at the top), "name/" or "name" (anywhere).
class Ignored {
 public:
  explicit Ignored(const std::string& gitignore) {
    for (const std::string_view line : lines_of(gitignore)) {
      std::string name(without_remark(line));
      if (name.ends_with('/')) name.pop_back();
      if (!name.empty()) names_.insert(name);
    }
    names_.insert("/.git");
  }

  [[nodiscard]] bool holds(const std::string& path) const {
    const std::size_t slash = path.rfind('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    return names_.contains(name) || names_.contains("/" + path);
  }

 private:
  std::set<std::string> names_;
};

}  // namespace

SourceTree load_source_tree(const std::string& root) {
  const fs::path top(root);
  const fs::path gitignore = top / ".gitignore";
  const Ignored ignored(fs::exists(gitignore) ? read_file(gitignore) : "");
  SourceTree tree;
  for (auto it = fs::recursive_directory_iterator(top); it != fs::recursive_directory_iterator();
       ++it) {
    const std::string path = it->path().lexically_relative(top).generic_string();
    if (ignored.holds(path)) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      std::string content = read_file(it->path());
      if (is_text(content)) tree.emplace(path, std::move(content));
    }
  }
  return tree;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> words_of(std::string_view line) {
  std::istringstream in{std::string(line)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string_view without_remark(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::string stem_of(std::string_view path) {
  return fs::path(path).stem().string();
}

bool is_cpp(std::string_view path) {
  return path.ends_with(".cc") || path.ends_with(".h");
}

bool matches(std::string_view path, std::string_view pattern) {
  if (pattern.empty()) return path.empty();
  if (pattern.front() != '*') {
    return !path.empty() && pattern.front() == path.front() &&
           matches(path.substr(1), pattern.substr(1));
  }
  const bool any = pattern.starts_with("**");
  if (matches(path, pattern.substr(any ? 2 : 1))) return true;
  return !path.empty() && (any || path.front() != '/') && matches(path.substr(1), pattern);
}

}  // namespace lastwrite::tidy
