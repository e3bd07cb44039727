// A temporary run directory with a manifest and planted traces. Removed with the object.
//
//   RunDirectory directory;
//   directory.manifest({.strategies = {"blind-put"}});
//   directory.trace("blind-put", run);            // a PlantedRun
//   Result<Summary> summary = analyse_run(directory.path());
#pragma once

#include <string>
#include <vector>

#include "tests/analysis/planted_run.h"

namespace lastwrite {

struct ManifestOptions {
  std::vector<std::string> regions = {"eu", "us"};
  std::vector<std::string> strategies = {"version-check"};
  std::vector<std::string> expect = {};
  std::string faults = "[]";
  std::string incomplete = "";
  std::string workload = R"json({"operation":"increment","arrivals":"poisson(2/s)",
    "arrival_rate_per_region_per_s":null,"clients_per_region":4,"keys":"hot","key_count":1,
    "uniform_keys":false})json";
  std::string links = "[]";
  std::string trace_bytes = "{}";
  int format = 1;
};

class RunDirectory {
 public:
  RunDirectory();
  RunDirectory(const RunDirectory&) = delete;
  RunDirectory& operator=(const RunDirectory&) = delete;
  ~RunDirectory();

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  void manifest(const ManifestOptions& options) const;
  void write(const std::string& name, const std::string& bytes) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  std::string trace_directory(const std::string& strategy) const;
  void trace(const std::string& strategy, const PlantedRun& run) const;

 private:
  std::string path_;
};

}  // namespace lastwrite
