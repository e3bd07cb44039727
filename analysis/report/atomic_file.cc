#include "analysis/report/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace lastwrite {

Result<void> write_whole_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".tmp";
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) {
    const int error = errno;
    std::remove(temporary.c_str());
    return fail(ErrorCode::kIo, "cannot write {}: {}", temporary, std::strerror(error));
  }
  return publish_file(temporary, path);
}

Result<void> publish_file(const std::string& temporary, const std::string& path) {
  if (std::rename(temporary.c_str(), path.c_str()) == 0) return {};
  const int error = errno;
  std::remove(temporary.c_str());
  return fail(ErrorCode::kIo, "cannot write {}: {}", path, std::strerror(error));
}

}  // namespace lastwrite
