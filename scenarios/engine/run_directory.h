// The folder of one run: runs/<scenario>/<UTC yyyymmddThhmmssZ>-<runtime>-s<seed>/, with
//
//   scenario.yaml   the scenario, fully resolved          manifest.json   what ran (format below)
//   trace/<strategy>/   logs/<strategy>/                  and beside it all: runs/latest → this
//   folder
//
//   Result<RunDirectory> run = RunDirectory::create("runs", scenario, {.started = clock.wall_now(),
//   …}); run->trace_folder(StrategyKind::kBlindPut) ==
//   "runs/lost-counter/20260102T030405Z-live-s1/trace/blind-put"
//
// A folder of that name that exists already makes this one -2, -3 and so on. Errors: kUsage when
// nothing can be written there; then nothing is left behind. Threading: one thread; writes files.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "region/base/result.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// By strategy name: Trajectory::text() of its simulation.
using TrajectoryHashes = std::map<std::string, std::string>;

/// By "<strategy>/<file>": the bytes of each trace file when its run was over.
using TraceSizes = std::map<std::string, std::uint64_t>;

/// What the manifest of a run says while it is under way, and for ever if it is killed.
inline constexpr char kUnderWay[] = "the program ended before the run did";

struct RunFacts {
  WallTime started;
  std::string runtime = "live";
  std::string detail = "full";         // what it keeps: full, sampled, summary
  std::string command = {};            // as typed
  std::string incomplete = {};         // why the run did not come to its end; empty: it did
  TrajectoryHashes trajectories = {};  // simulations only
  TraceSizes trace_bytes = {};         // of a run that is over
};

class RunDirectory {
 public:
  static Result<RunDirectory> create(const std::string& root, const Scenario& scenario,
                                     const RunFacts& facts);

  /// The folder, relative if the root was.
  const std::string& path() const { return path_; }
  /// Writes the manifest anew, whole or not at all.
  Result<void> rewrite_manifest(const Scenario& scenario, const RunFacts& facts) const;
  /// Of the trace files as they stand there.
  TraceSizes trace_sizes() const;
  std::string trace_folder(StrategyKind strategy) const;
  std::string log_folder(StrategyKind strategy) const;

 private:
  explicit RunDirectory(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

/// "20260102T030405Z" of a wall time.
std::string utc_text(WallTime time);

}  // namespace lastwrite
