// Makes sure that one process at a time uses a store: an advisory lock on a file beside it, which
// the operating system lets go of when the process ends, however it ends. The file goes with the
// lock, unless the process was killed. Threading: one owner.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "region/base/result.h"

namespace lastwrite {

class OwnerLock {
 public:
  /// Locks `path`.lock. kIo when another process has it, or the file cannot be made.
  static Result<OwnerLock> take(const std::string& path);

  OwnerLock(OwnerLock&& other) noexcept;
  OwnerLock& operator=(OwnerLock&& other) noexcept;
  ~OwnerLock();

 private:
  OwnerLock(int descriptor, std::string file) : descriptor_(descriptor), file_(std::move(file)) {}

  int descriptor_ = -1;
  std::string file_;
};

}  // namespace lastwrite
