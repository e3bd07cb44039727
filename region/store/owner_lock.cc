#include "region/store/owner_lock.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lastwrite {
namespace {

bool is_still_at(int descriptor, const std::string& file) {
  struct stat locked {};
  struct stat found {};
  return ::fstat(descriptor, &locked) == 0 && ::stat(file.c_str(), &found) == 0 &&
         locked.st_dev == found.st_dev && locked.st_ino == found.st_ino;
}

}  // namespace

Result<OwnerLock> OwnerLock::take(const std::string& path) {
  const std::string file = path + ".lock";
  for (;;) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
      return fail(
          ErrorCode::kIo,
          "cannot open the store file {} for writing ({}): give a directory that exists and "
          "that this user may write to",
          path, std::strerror(errno));
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      ::close(descriptor);
      return fail(ErrorCode::kIo, "the store file {} is in use by another process: stop that first",
                  path);
    }
    // Between our open and our lock, the last owner may have removed the file: then the lock is on
    // a file that nobody else will find.
    if (is_still_at(descriptor, file)) return OwnerLock(descriptor, file);
    ::close(descriptor);
  }
}

OwnerLock::OwnerLock(OwnerLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), file_(std::move(other.file_)) {}

OwnerLock& OwnerLock::operator=(OwnerLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(file_, other.file_);
  return *this;
}

OwnerLock::~OwnerLock() {
  if (descriptor_ < 0) return;
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

}  // namespace lastwrite
