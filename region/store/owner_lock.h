// Makes sure that one process at a time uses a store: an advisory lock on a file beside it, which the
// operating system lets go of when the process ends, however it ends. Threading: one owner.
#pragma once

#include <memory>
#include <string>

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
  explicit OwnerLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace lastwrite
