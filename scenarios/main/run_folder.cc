#include "scenarios/main/run_folder.h"

#include <filesystem>

namespace lastwrite {

Result<void> check_is_run(const std::string& run) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::path(run) / "manifest.json", ignored)) return {};
  return fail(ErrorCode::kUsage,
              "{} is no run directory: it has no manifest.json; give one such as runs/latest", run);
}

}  // namespace lastwrite
