#include "scenarios/engine/run_directory.h"

#include <filesystem>
#include <fstream>

#include <fmt/chrono.h>

#include "scenarios/engine/folders.h"
#include "scenarios/engine/manifest.h"
#include "scenarios/engine/resolved_yaml.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

Failure cannot_write_run(const fs::path& path, const std::string& why) {
  return fail(ErrorCode::kUsage, "cannot write the run directory {}: {}", path.string(), why);
}

Result<void> write_file(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) return cannot_write_run(path, "the file could not be written");
  return {};
}

Result<void> fill(const fs::path& path, const Scenario& scenario, const RunFacts& facts) {
  for (const StrategySpec& strategy : scenario.strategies) {
    for (const char* kind : {"trace", "logs"}) {
      const fs::path folder = path / kind / strategy_name(strategy.kind);
      std::error_code error;
      fs::create_directories(folder, error);
      if (error) return cannot_write_run(folder, error.message());
    }
  }
  const Result<void> yaml = write_file(path / "scenario.yaml", resolved_yaml(scenario));
  if (!yaml) return yaml;
  return write_file(path / "manifest.json", manifest_json(scenario, facts));
}

// A rename replaces the old link at once: there is always a `latest`, whole. The fresh link has a
// name of its own: runs of other scenarios may begin at the same second.
Result<void> point_latest(const fs::path& root, const fs::path& target) {
  const fs::path link = root / "latest";
  const fs::path fresh =
      root / fmt::format(".latest-{}-{}", target.parent_path().filename().string(),
                         target.filename().string());
  std::error_code error;
  fs::create_directory_symlink(target.lexically_relative(root), fresh, error);
  if (!error) fs::rename(fresh, link, error);
  if (!error) return {};
  std::error_code ignored;
  fs::remove(fresh, ignored);
  return cannot_write_run(link, error.message());
}

}  // namespace

std::string utc_text(WallTime time) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(time.ns / 1'000'000'000));
}

Result<RunDirectory> RunDirectory::create(const std::string& root, const Scenario& scenario,
                                          const RunFacts& facts) {
  const std::string name =
      fmt::format("{}-{}-s{}", utc_text(facts.started), facts.runtime, scenario.seed);
  const Result<std::string> path =
      make_unique_folder((fs::path(root) / scenario.name).string(), name);
  if (!path) return propagate(path);
  Result<void> done = fill(*path, scenario, facts);
  if (done) done = point_latest(root, *path);
  if (done) return RunDirectory(*path);
  std::error_code ignored;
  fs::remove_all(*path, ignored);
  return propagate(done);
}

Result<void> RunDirectory::rewrite_manifest(const Scenario& scenario, const RunFacts& facts) const {
  const fs::path fresh = fs::path(path_) / "manifest.json.new";
  const Result<void> written = write_file(fresh, manifest_json(scenario, facts));
  if (!written) return written;
  std::error_code error;
  fs::rename(fresh, fs::path(path_) / "manifest.json", error);
  if (error) return cannot_write_run(fresh, error.message());
  return {};
}

TraceSizes RunDirectory::trace_sizes() const {
  const fs::path traces = fs::path(path_) / "trace";
  TraceSizes sizes;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(traces, error)) {
    if (entry.path().extension() != ".lwtrace") continue;
    sizes[entry.path().lexically_relative(traces).string()] = entry.file_size(error);
  }
  return sizes;
}

std::string RunDirectory::trace_folder(StrategyKind strategy) const {
  return (fs::path(path_) / "trace" / strategy_name(strategy)).string();
}

std::string RunDirectory::log_folder(StrategyKind strategy) const {
  return (fs::path(path_) / "logs" / strategy_name(strategy)).string();
}

}  // namespace lastwrite
