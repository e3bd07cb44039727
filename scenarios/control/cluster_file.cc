#include "scenarios/control/cluster_file.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <boost/json.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lastwrite {
namespace fs = std::filesystem;
namespace json = boost::json;
namespace {

fs::path folder() {
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  std::error_code error;
  if (runtime != nullptr && fs::is_directory(runtime, error))
    return fs::path(runtime) / "lastwrite";
  return fs::temp_directory_path() / fmt::format("lastwrite-{}", ::getuid());
}

// Somebody else's folder in a place that all may write to is not to be trusted.
bool is_own(const fs::path& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 && found.st_uid == ::getuid();
}

std::string text_of(const ClusterInfo& info) {
  json::array regions(info.regions.begin(), info.regions.end());
  return json::serialize(json::object{{"pid", info.pid},
                                      {"address", info.address},
                                      {"token", info.token},
                                      {"regions", std::move(regions)}}) +
         "\n";
}

Result<void> write_text(const fs::path& path, const std::string& text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) ==
                                              static_cast<ssize_t>(text.size());
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (written) return {};
  return fail(ErrorCode::kIo, "cannot write {}: {}", path.string(), std::strerror(error));
}

Result<ClusterInfo> read_info(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  boost::system::error_code error;
  const json::value value = json::parse(text.str(), error);
  const auto* const object = error ? nullptr : value.if_object();
  ClusterInfo info;
  if (!in || object == nullptr || !object->contains("pid") || !object->contains("address") ||
      !object->at("pid").is_int64() || !object->at("address").is_string()) {
    return fail(ErrorCode::kUsage, "{} is no file of a cluster: `lastwrite up` prints its name",
                path.string());
  }
  info.pid = static_cast<int>(object->at("pid").as_int64());
  info.address = object->at("address").as_string();
  if (const auto* token = object->if_contains("token"); token != nullptr && token->is_string())
    info.token = token->as_string();
  return info;
}

bool runs(const ClusterInfo& info) {
  return info.pid > 0 && (::kill(info.pid, 0) == 0 || errno == EPERM);
}

std::vector<fs::path> running_clusters() {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder(), error)) {
    const auto info = read_info(entry.path());
    if (!is_own(entry.path()) || !info) continue;
    if (runs(*info)) {
      found.push_back(entry.path());
    } else {
      fs::remove(entry.path(), error);  // its owner was killed
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Result<ClusterFile> ClusterFile::write(const ClusterInfo& info) {
  const fs::path where = folder();
  if (::mkdir(where.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(ErrorCode::kIo, "cannot make {}: {}", where.string(), std::strerror(errno));
  running_clusters();  // which removes the files of those that were killed
  if (!is_own(where)) return fail(ErrorCode::kIo, "{} belongs to somebody else", where.string());
  const fs::path path = where / fmt::format("up-{}.json", info.pid);
  if (const auto written = write_text(path, text_of(info)); !written) return propagate(written);
  return ClusterFile(path.string());
}

ClusterFile::~ClusterFile() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove(path_, ignored);
  fs::remove(fs::path(path_).parent_path(), ignored);  // only while empty
}

Result<ClusterInfo> find_cluster(const std::string& file) {
  if (!file.empty()) {
    auto info = read_info(file);
    if (!info) return info;
    if (!runs(*info)) return fail(ErrorCode::kUsage, "the cluster of {} runs no more", file);
    return info;
  }
  const std::vector<fs::path> running = running_clusters();
  if (running.size() == 1) return read_info(running.front());
  if (running.empty())
    return fail(ErrorCode::kUsage, "no cluster runs: start one with `lastwrite up`");
  std::string names;
  for (const fs::path& path : running)
    names += (names.empty() ? "--cluster " : " or --cluster ") + path.string();
  return fail(ErrorCode::kUsage, "several clusters run, say which one: {}", names);
}

}  // namespace lastwrite
