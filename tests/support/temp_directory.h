// A directory of a test's own, gone when the test ends. Threading: one owner.
#pragma once

#include <filesystem>
#include <string>

#include <stdlib.h>

#include "region/base/check.h"

namespace lastwrite {

class TempDirectory {
 public:
  TempDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "lastwrite-test-XXXXXX").string();
    LW_CHECK(mkdtemp(name.data()) != nullptr, "cannot make a directory like {}", name);
    path_ = name;
  }
  ~TempDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;

  std::string file(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace lastwrite
