#include "tests/live/support/sandbox.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <stdlib.h>

#include "region/base/check.h"

namespace lastwrite {
namespace fs = std::filesystem;

Sandbox::Sandbox() {
  std::string name = (fs::temp_directory_path() / "lastwrite-live-XXXXXX").string();
  LW_CHECK(mkdtemp(name.data()) != nullptr, "cannot make a directory like {}", name);
  path_ = name;
  for (const char* folder : {"home", "tmp", "work"}) fs::create_directory(path_ / folder);
}

Sandbox::~Sandbox() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Sandbox::write(const std::string& name, const std::string& text) const {
  const std::string path = file(name);
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  LW_CHECK(out, "cannot write {}", path);
  return path;
}

std::vector<std::string> Sandbox::list(const std::string& name) const {
  std::vector<std::string> found;
  std::error_code error;
  const fs::path folder = path_ / name;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    found.push_back(entry.path().lexically_relative(folder).string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace lastwrite
