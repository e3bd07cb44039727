#include "region/base/plain_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace lastwrite {

Result<std::string> read_plain_file(const std::string& path, std::size_t bytes_max) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    return fail(ErrorCode::kUsage, "{}: cannot read this file: {}", path,
                error ? error.message() : std::strerror(ENOENT));
  if (!std::filesystem::is_regular_file(status))
    return fail(ErrorCode::kUsage, "{}: a folder, a device or a pipe; name a plain file", path);
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (!error && bytes > bytes_max)
    return fail(ErrorCode::kUsage, "{}: the file has {} bytes; at most {} are read", path, bytes,
                bytes_max);
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in && bytes > 0) text << in.rdbuf();
  if (!in) return fail(ErrorCode::kUsage, "{}: cannot read this file", path);
  return std::move(text).str();
}

}  // namespace lastwrite
