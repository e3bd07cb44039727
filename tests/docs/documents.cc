#include "tests/docs/documents.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace lastwrite::docs {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set: use ctest");
  return value;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::map<std::string, std::string> load() {
  const std::set<std::string> foreign = {"build", "runs", "node_modules"};
  const fs::path root = source_root();
  std::map<std::string, std::string> found;
  const fs::recursive_directory_iterator end;
  for (fs::recursive_directory_iterator it(root); it != end; ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name.starts_with('.') || foreign.contains(name))) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file() && it->path().extension() == ".md") {
      found.emplace(it->path().lexically_relative(root).generic_string(), read(it->path()));
    }
  }
  return found;
}

}  // namespace

std::string source_root() {
  return variable("LASTWRITE_SOURCE_DIR");
}

const std::map<std::string, std::string>& documents() {
  static const std::map<std::string, std::string> all = load();
  return all;
}

bool exists(const std::string& path) {
  return fs::exists(fs::path(source_root()) / path);
}

bool exists_below(const std::string& folder, const std::string& path) {
  if (exists(folder + path)) return true;
  const fs::path root = fs::path(source_root()) / folder;
  if (folder.empty()) return false;  // at the top a path says where it begins
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_directory() && fs::exists(entry.path() / path)) return true;
  }
  return false;
}

std::string text_of(const std::string& path) {
  return read(fs::path(source_root()) / path);
}

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(source_root()) / "scenarios")) {
    if (fs::exists(entry.path() / "scenario.yaml")) {
      names.push_back(entry.path().filename().string());
    }
  }
  return names;
}

std::string output_of(const std::string& arguments) {
  const std::string command = "'" + variable("LASTWRITE_BINARY_DIR") + "/lastwrite' " + arguments;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start " + command);
  std::string out;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    out.append(buffer.data(), n);
  }
  ::pclose(pipe);
  return out;
}

}  // namespace lastwrite::docs
