// A temporary folder of this process, with its number in the name and a lock inside that ends with
// the process, however it ends: so that the next one can tell whose is left over.
//
//   ProcessFolder::remove_abandoned("/tmp", "lastwrite-up-");      // what killed ones left
//   auto folder = ProcessFolder::make("/tmp", "lastwrite-up-");    // /tmp/lastwrite-up-4711
//
// A folder counts as abandoned if no process has its number and nobody holds its lock: the number
// alone would be taken for dead from inside another container, the lock alone before it is taken.
// Threading: a value.
#pragma once

#include <string>
#include <utility>

#include "region/base/result.h"

namespace lastwrite {

class ProcessFolder {
 public:
  /// kUsage when it cannot be made or locked.
  static Result<ProcessFolder> make(const std::string& parent, const std::string& prefix);
  /// Those of other users stay, and what does not look like one.
  static void remove_abandoned(const std::string& parent, const std::string& prefix);
  /// What make() would call it.
  static std::string path_of(const std::string& parent, const std::string& prefix);

  ProcessFolder(ProcessFolder&& other) noexcept
      : path_(std::exchange(other.path_, {})), lock_(std::exchange(other.lock_, -1)) {}
  ProcessFolder& operator=(ProcessFolder&&) = delete;
  /// Removes it with all that is in it.
  ~ProcessFolder();

  const std::string& path() const { return path_; }

 private:
  ProcessFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_ = -1;
};

}  // namespace lastwrite
