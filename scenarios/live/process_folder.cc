#include "scenarios/live/process_folder.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lastwrite {
namespace fs = std::filesystem;
namespace {

constexpr char kLock[] = "process.lock";

// The lock, taken; -1: somebody holds it, or there is none and none is to be made.
int take_lock(const fs::path& folder, int flags) {
  const int lock = ::open((folder / kLock).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  if (lock >= 0) ::close(lock);
  return -1;
}

bool is_own_folder(const fs::path& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == ::getuid();
}

// Whether the name ends with the number of a process that is no more.
bool names_dead_process(const std::string& name, const std::string& prefix) {
  if (!name.starts_with(prefix)) return false;
  pid_t pid = 0;
  const char* const end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + prefix.size(), end, pid);
  return error == std::errc{} && stop == end && pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
}

}  // namespace

std::string ProcessFolder::path_of(const std::string& parent, const std::string& prefix) {
  return (fs::path(parent) / fmt::format("{}{}", prefix, ::getpid())).string();
}

Result<ProcessFolder> ProcessFolder::make(const std::string& parent, const std::string& prefix) {
  std::string path = path_of(parent, prefix);
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail(ErrorCode::kUsage, "cannot make {}: {}", path, error.message());
  const int lock = take_lock(path, O_CREAT);
  if (lock < 0) return fail(ErrorCode::kUsage, "cannot lock {}: {}", path, std::strerror(errno));
  return ProcessFolder(std::move(path), lock);
}

void ProcessFolder::remove_abandoned(const std::string& parent, const std::string& prefix) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    const fs::path& path = entry.path();
    if (!names_dead_process(path.filename().string(), prefix) || !is_own_folder(path)) continue;
    const int lock = take_lock(path, 0);
    if (lock < 0) continue;
    fs::remove_all(path, ignored);
    ::close(lock);
  }
}

ProcessFolder::~ProcessFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  ::close(lock_);
}

}  // namespace lastwrite
