#include "scenarios/engine/temporary_directory.h"

#include <filesystem>

namespace lastwrite {

Result<TemporaryDirectory> TemporaryDirectory::make(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return fail(ErrorCode::kUsage, "cannot make {}: {}", path, error.message());
  return TemporaryDirectory(path);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace lastwrite
