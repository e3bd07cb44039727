// A directory of a test's own, with a home and a place for temporary files in it, gone when the
// test ends.
//
//   Sandbox sandbox;
//   sandbox.file("work/two.yaml")               // "/…/lastwrite-live-XXXXXX/work/two.yaml"
//
// Threading: one owner.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lastwrite {

class Sandbox {
 public:
  Sandbox();
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  std::string path() const { return path_.string(); }
  std::string file(const std::string& name) const { return path_ / name; }
  /// Writes `text` to file(`name`) and returns its path.
  std::string write(const std::string& name, const std::string& text) const;
  /// All that is in the folder `name`, in depth, relative to it, sorted.
  std::vector<std::string> list(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::string& path);

}  // namespace lastwrite
