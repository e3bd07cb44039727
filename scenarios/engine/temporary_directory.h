// A directory that goes, with all that is in it, when its owner does.
//
//   auto data = TemporaryDirectory::make("runs/…/data");     // with the folders above it
//
// Threading: a value.
#pragma once

#include <string>
#include <utility>

#include "region/base/result.h"

namespace lastwrite {

class TemporaryDirectory {
 public:
  /// kUsage when it cannot be made. What is there already is taken over.
  static Result<TemporaryDirectory> make(const std::string& path);

  TemporaryDirectory(TemporaryDirectory&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
  ~TemporaryDirectory();

  const std::string& path() const { return path_; }

 private:
  explicit TemporaryDirectory(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace lastwrite
