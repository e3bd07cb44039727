// Lets no file of this process grow beyond so many bytes while it lives, as a full disk would.
//
//   FileSizeLimit full(4096);
//
// Threading: one at a time; it holds for the whole process.
#pragma once

#include <csignal>

#include <sys/resource.h>

namespace lastwrite {

class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

}  // namespace lastwrite
