#include "analysis/report/whole_traces.h"

#include <filesystem>

namespace lastwrite {
namespace {

std::string what_stands_there(const std::string& path) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  return error ? "is not there" : fmt::format("has {} bytes", bytes);
}

}  // namespace

Result<void> check_traces_whole(const std::string& run_directory, const Manifest& manifest) {
  for (const auto& [file, bytes] : manifest.trace_bytes) {
    const std::string path = fmt::format("{}/trace/{}", run_directory, file);
    const std::string found = what_stands_there(path);
    if (found == fmt::format("has {} bytes", bytes)) continue;
    return fail(
        ErrorCode::kCorrupt,
        "{} {}, but the run left {} bytes: it is damaged, and the run cannot be judged again; "
        "results that stand in {} stay as they are",
        path, found, bytes, run_directory);
  }
  return {};
}

}  // namespace lastwrite
