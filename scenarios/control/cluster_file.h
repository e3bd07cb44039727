// The file by which `lastwrite ctl` finds a running cluster: where its control address is, and the
// word that opens it. Readable by its owner alone; gone when the cluster is.
//
//   auto file = ClusterFile::write({.pid = getpid(), .address = "127.0.0.1:40001", …});
//   auto cluster = find_cluster("");            // the only one that runs, or a sentence
//
// Where: $XDG_RUNTIME_DIR/lastwrite, or lastwrite-<user id> in the folder for temporary files.
// Threading: values.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

struct ClusterInfo {
  int pid = 0;
  std::string address;  // "127.0.0.1:40001"
  std::string token;    // of the header x-lastwrite-token
  std::vector<std::string> regions = {};
};

class ClusterFile {
 public:
  /// kIo.
  static Result<ClusterFile> write(const ClusterInfo& info);
  ClusterFile(ClusterFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ClusterFile& operator=(ClusterFile&&) = delete;
  /// Removes the file, and its folder where that is empty then.
  ~ClusterFile();

  const std::string& path() const { return path_; }

 private:
  explicit ClusterFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

/// The cluster of `file`; where that is empty the only one that runs. kUsage: none, or several.
Result<ClusterInfo> find_cluster(const std::string& file);

}  // namespace lastwrite
