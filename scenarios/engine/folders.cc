#include "scenarios/engine/folders.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

Failure cannot_write(const std::string& path, const std::string& why) {
  return fail(ErrorCode::kUsage, "cannot write into the folder {}: {}", path, why);
}

}  // namespace

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return cannot_write(path, error.message());
  if (::access(path.c_str(), W_OK | X_OK) != 0) return cannot_write(path, std::strerror(errno));
  return {};
}

Result<std::string> make_unique_folder(const std::string& parent, const std::string& name) {
  if (const auto made = make_folder(parent); !made) return propagate(made);
  for (int i = 1;; ++i) {
    const fs::path path = fs::path(parent) / (i == 1 ? name : fmt::format("{}-{}", name, i));
    std::error_code error;
    if (fs::create_directory(path, error)) return path.string();
    std::error_code ignored;
    if (error && !fs::exists(path, ignored)) return cannot_write(path.string(), error.message());
  }
}

}  // namespace lastwrite
